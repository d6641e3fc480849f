"""Asks what points are called: shown on the body, by code, pinyin, characters and in English."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from desktop_app.domain.categories import CATEGORY_WORDS
from desktop_app.domain.points import Point
from desktop_app.domain.questions import How
from desktop_app.domain.refs import point_ref
from desktop_app.store.words import joined
from desktop_app.study.questions.asked import Asked, Draft, Option
from desktop_app.study.questions.facts import Facts, label

_TYPED = (How.TYPE, How.CHOOSE)
_CHOSEN = (How.CHOOSE, How.TYPE)


def names(facts: Facts) -> Iterator[Asked]:
    """Yield what can be asked about names."""
    shared = _shared_english(facts)
    for point in facts.points:
        about = (point.code,)
        shown = _shown(facts, point)
        if shown:
            yield Asked(f"name:{point.code}", partial(_shown_point, facts, point, shown), about)
        yield Asked(f"name:pinyin:{point.code}", partial(_called, facts, point), about)
        yield Asked(f"name:code:{point.code}", partial(_coded, facts, point), about)
        yield Asked(f"name:hanzi:{point.code}", partial(_written, facts, point), about)
        if joined(point.english) not in shared:
            yield Asked(f"name:english:{point.code}", partial(_english, facts, point), about)


def said_of(facts: Facts, point: Point) -> str:
    """Return all that a point is called, and where it lies."""
    return f"{label(point)}, {facts.characters(point)}, “{point.english}”. {point.location.text}"


def _shown(facts: Facts, point: Point) -> str:
    """Return the code under which a point can be shown so that no other is meant."""
    sites = [facts.content.points[site] for site in point.sites if site in facts.content.points]
    if not point.sites:
        return point.code
    return next((site.code for site in sites if not site.same_as), "")


def _shown_point(facts: Facts, point: Point, shown: str, _: Random) -> Draft:
    twins = [facts.content.points[code] for code in sorted(facts.twins.get(point.code, ()))]
    # A point that is also one of Bafeng may be called so; Bafeng is not shown where it is another.
    also = tuple(name for twin in twins if twin.sites for name in facts.accepted(twin))
    return Draft(
        subject=str(point_ref(point.code)),
        ask="Which point is shown?",
        answer=label(point),
        right=facts.option(point),
        wrong=facts.options(facts.near(point)),
        accepted=facts.accepted(point) + also,
        hows=_TYPED,
        because=said_of(facts, point),
        see=(str(point_ref(point.code)),),
        shown=shown,
    )


def _called(facts: Facts, point: Point, _: Random) -> Draft:
    ref = str(point_ref(point.code))
    return Draft(
        subject=ref,
        ask=f"What is {point.code} called?",
        answer=f"{point.pinyin} ({facts.characters(point)})",
        right=Option(point.pinyin, ref),
        wrong=(Option(other.pinyin, str(point_ref(other.code))) for other in facts.near(point)),
        accepted=facts.names(point),
        hows=_TYPED,
        because=said_of(facts, point),
        see=(ref,),
    )


def _coded(facts: Facts, point: Point, _: Random) -> Draft:
    ref = str(point_ref(point.code))
    name = point.pinyin
    if facts.is_homophone(point):
        name = f"{name} ({facts.characters(point)})"
    return Draft(
        subject=ref,
        ask=f"Which code has {name}?",
        answer=point.code,
        right=Option(point.code, ref),
        wrong=(Option(other.code, str(point_ref(other.code))) for other in facts.near(point)),
        accepted=(point.code,),
        hows=_TYPED,
        because=said_of(facts, point),
        see=(ref,),
    )


def _written(facts: Facts, point: Point, _: Random) -> Draft:
    return Draft(
        subject=str(point_ref(point.code)),
        ask=f"Which point is written {facts.characters(point)}?",
        answer=label(point),
        right=facts.option(point),
        wrong=facts.options(facts.near(point)),
        accepted=(point.code, point.pinyin, *facts.english_names(point)),
        hows=_CHOSEN,
        because=said_of(facts, point),
        see=(str(point_ref(point.code)),),
    )


def _english(facts: Facts, point: Point, _: Random) -> Draft:
    return Draft(
        subject=str(point_ref(point.code)),
        ask=f"Which point is called “{point.english}” in English?",
        answer=label(point),
        right=facts.option(point),
        wrong=facts.options(_without_name(facts, point)),
        accepted=(
            point.code, point.pinyin, point.hanzi, point.hanzi_traditional, *point.hanzi_variants,
        ),
        hows=_CHOSEN,
        because=said_of(facts, point),
        see=(str(point_ref(point.code)),),
    )  # fmt: skip


def _without_name(facts: Facts, point: Point) -> Iterator[Point]:
    """Yield points that neither have a name nor stand in a class of that name."""
    name = joined(point.english)
    for other in facts.near(point):
        words = (CATEGORY_WORDS.get(each.kind, each.kind) for each in other.categories)
        if name not in map(joined, words):
            yield other


def _shared_english(facts: Facts) -> set[str]:
    """Return the English names, as they are compared, that several points have."""
    seen: dict[str, str] = {}
    shared = set()
    for point in facts.points:
        for name in map(joined, facts.english_names(point)):
            if seen.setdefault(name, point.code) != point.code:
                shared.add(name)
    return shared
