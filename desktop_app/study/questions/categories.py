"""Asks for the traditional classes of points: which point is one, and which a point is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from random import Random

from desktop_app.domain.categories import CATEGORY_WORDS, FIVE_SHU, category_word
from desktop_app.domain.codes import POINTS_OF
from desktop_app.domain.points import Category, Point
from desktop_app.domain.questions import How
from desktop_app.domain.refs import point_ref
from desktop_app.domain.slugs import sentence_case
from desktop_app.store.words import joined
from desktop_app.study.questions.asked import Asked, Draft, Option
from desktop_app.study.questions.facts import Facts, label

_OF_ITS_MERIDIAN = (*FIVE_SHU, "mother-tonification", "child-sedation", "horary", "entry", "exit")
"""Classes of which each meridian has one point."""

_OF_WHAT_IS_NAMED = (
    "yuan-source", "luo-connecting", "xi-cleft", "confluent", "lower-he-sea", "hui-meeting",
    "command", "group-luo",
)  # fmt: skip
"""Classes whose detail names what the point belongs to: a meridian, vessel, organ or tissue."""

_NO_CLASS = ("crossing", "coupled-with")
"""What stands among the classes and tells of more than one point: asked in its own way."""

_SETS = {
    "ghost-point": "Which of these is one of the ghost points?",
    "ma-danyang-heavenly-star": "Which of these is one of Ma Danyang’s heavenly star points?",
    "sea-of-blood": "Which of these is a lower point of the sea of blood?",
    "sea-of-water-and-grain": "Which of these is a point of the sea of water and grain?",
}
"""How to ask for a member of a set of points; other sets are asked for by the class’s words."""

_ELEMENTS = ("wood", "fire", "earth", "metal", "water")
_MERIDIAN_OR_VESSEL = re.compile(r" (?:meridian|vessel)s?\b")
_HOWS = (How.CHOOSE, How.TYPE)

Owned = dict[tuple[str, str], list[tuple[Point, Category]]]


def categories(facts: Facts) -> Iterator[Asked]:
    """Yield what can be asked about traditional classes."""
    owned: Owned = defaultdict(list)
    for point in facts.points:
        for category in point.categories:
            owner = _owner(facts, point, category)
            if owner:
                owned[owner, category.kind].append((point, category))
    for (owner, _), holders in owned.items():
        if len(holders) == 1:
            yield _one(facts, owner, *holders[0])
        else:
            for point, category in holders:
                yield _member(facts, point, category)
    for point in facts.points:
        yield from _of_point(facts, point)


def by_tradition(point: Point) -> str:
    """Return the classes of a point in a sentence."""
    words = "; ".join(category_word(each, point) for each in point.categories)
    return f"By tradition {label(point)} is: {words}." if words else ""


def _one(facts: Facts, owner: str, point: Point, category: Category) -> Asked:
    return Asked(
        f"category:{owner}:{category.kind}",
        partial(_which, facts, owner, point, category),
        (point.code,),
        (owner,) if owner in facts.content.meridians else (),
        (category.kind,),
    )


def _member(facts: Facts, point: Point, category: Category) -> Asked:
    return Asked(
        f"category:member:{category.kind}:{point.code}",
        partial(_which_member, facts, point, category),
        (point.code,),
        (),
        (category.kind,),
    )


def _of_point(facts: Facts, point: Point) -> Iterator[Asked]:
    about = (point.code,)
    kinds = {each.kind for each in point.categories}
    for category in point.categories:
        if category.kind == "crossing":
            draft = partial(_crossing, facts, point, category)
            yield Asked(f"category:crossing:{point.code}", draft, about, (), ("crossing",))
        elif category.kind == "coupled-with":
            draft = partial(_coupled, facts, point, category)
            yield Asked(f"category:coupled:{point.code}", draft, about, (), ("coupled-with",))
        elif not _owner(facts, point, category):
            yield _member(facts, point, category)
    classes = kinds.difference(_NO_CLASS, _SETS, ("one-of",))
    if classes:
        draft = partial(_class_of, facts, point)
        yield Asked(f"category:of:{point.code}", draft, about, (), tuple(sorted(classes)))
    if point.element and point.five_shu:
        draft = partial(_element, facts, point)
        yield Asked(f"category:element:{point.code}", draft, about, (), (point.five_shu,))


def _owner(facts: Facts, point: Point, category: Category) -> str:
    """Return what a class is said of: a meridian's code, or a word; empty for sets of points."""
    if category.kind in _OF_ITS_MERIDIAN:
        return point.meridian
    if category.kind not in _OF_WHAT_IS_NAMED or not category.detail:
        return ""
    name = category.detail.removeprefix("Of the ")
    name = name.removesuffix(" meridian").removesuffix(" vessel")
    return _codes(facts).get(name.casefold(), name.casefold().replace(" ", "-"))


def _codes(facts: Facts) -> dict[str, str]:
    """Return the codes of meridians by what classes call them: ``stomach``, ``yang qiao``."""
    codes = {}
    for meridian in facts.content.meridians.values():
        _, _, bracketed = meridian.english.partition("(")
        name = bracketed.partition(")")[0] or _MERIDIAN_OR_VESSEL.sub("", meridian.english)
        codes[name.casefold()] = meridian.code
    return codes


def _kind_words(kind: str) -> str:
    words = CATEGORY_WORDS.get(kind, kind.replace("-", " "))
    return words[:1].lower() + words[1:]


def _owner_words(facts: Facts, point: Point, category: Category) -> str:
    if category.kind in _OF_ITS_MERIDIAN:
        return facts.meridian_name(point.meridian)
    detail = category.detail.removeprefix("Of the ")
    if category.kind in ("hui-meeting", "command", "group-luo"):
        detail = detail[:1].lower() + detail[1:]
    return detail


def _which(facts: Facts, owner: str, point: Point, category: Category, _: Random) -> Draft:
    where = "In five-element teaching" if category.kind in ("entry", "exit") else "By tradition"
    words = f"{_kind_words(category.kind)} point of the {_owner_words(facts, point, category)}"
    # A text on what is unsure may name another point that some source has instead.
    unsure = " ".join(point.uncertain)
    wrong = [
        other
        for other in facts.near(point)
        if other.code not in unsure
        and not any(
            each.kind == category.kind and _owner(facts, other, each) == owner
            for each in other.categories
        )
    ]
    # First what is in the same class elsewhere, and what lies on the same meridian.
    wrong.sort(key=lambda other: not any(each.kind == category.kind for each in other.categories))
    same_class, others = _halved(wrong, category.kind)
    ref = str(point_ref(point.code))
    known = owner in facts.content.meridians
    return Draft(
        subject=facts.meridian_ref(owner) if known else ref,
        ask=f"{where}, which is the {words}?",
        answer=label(point),
        right=facts.option(point),
        wrong=facts.options(_alternating(same_class, others)),
        accepted=facts.accepted(point),
        hows=_HOWS,
        because=" ".join(filter(None, (by_tradition(point), *_notes(point, category)))),
        see=(ref, facts.meridian_ref(owner)) if known else (ref,),
    )


def _notes(point: Point, category: Category) -> Iterator[str]:
    """Yield what is unsure of a class."""
    yield from (text for text in point.uncertain if text.casefold().startswith(category.kind))


def _halved(points: list[Point], kind: str) -> tuple[list[Point], list[Point]]:
    inside = [p for p in points if any(each.kind == kind for each in p.categories)]
    outside = [p for p in points if not any(each.kind == kind for each in p.categories)]
    return inside, outside


def _alternating(first: list[Point], second: list[Point]) -> Iterator[Point]:
    for place in range(max(len(first), len(second))):
        yield from first[place : place + 1]
        yield from second[place : place + 1]


def _which_member(facts: Facts, point: Point, category: Category, _: Random) -> Draft:
    asks = _SETS.get(category.kind)
    if asks is None and category.kind == "one-of":
        asks = f"Which of these is also one of {category.detail}?"
    elif asks is None:
        asks = f"Which of these is classed as {_kind_words(category.kind)}?"
    unsure = " ".join(point.uncertain)
    wrong = (
        other
        for other in facts.near(point)
        if other.code not in unsure
        and other.code not in category.detail
        and category.kind not in {each.kind for each in other.categories}
    )
    ref = str(point_ref(point.code))
    return Draft(
        subject=ref,
        ask=f"By tradition: {asks[:1].lower()}{asks[1:]}",
        answer=label(point),
        right=facts.option(point),
        wrong=facts.options(wrong),
        because=by_tradition(point),
        see=(ref,),
    )


def _class_of(facts: Facts, point: Point, _: Random) -> Draft:
    held = [each for each in point.categories if each.kind not in (*_NO_CLASS, *_SETS, "one-of")]
    order = (*FIVE_SHU, *_OF_WHAT_IS_NAMED, *_OF_ITS_MERIDIAN)
    held.sort(key=lambda each: order.index(each.kind) if each.kind in order else len(order))
    kinds = {each.kind for each in point.categories}
    wrong = [kind for kind in order if kind not in kinds]
    if held[0].kind in FIVE_SHU:
        wrong.sort(key=lambda kind: kind not in FIVE_SHU)
    else:
        wrong.sort(key=lambda kind: kind not in _OF_WHAT_IS_NAMED)
    ref = str(point_ref(point.code))
    return Draft(
        subject=ref,
        ask=f"By tradition, which class is {label(point)} of?",
        answer="; ".join(category_word(each, point) for each in held),
        right=Option(CATEGORY_WORDS.get(held[0].kind, sentence_case(_kind_words(held[0].kind)))),
        wrong=(Option(CATEGORY_WORDS[kind]) for kind in dict.fromkeys(wrong)),
        accepted=tuple(_spellings(facts, point, held)),
        hows=_HOWS,
        because=by_tradition(point),
        see=(ref,),
    )


def _spellings(facts: Facts, point: Point, held: list[Category]) -> Iterator[str]:
    """Yield how a class may be typed: ``he-sea``, ``he``, ``he-sea of the Stomach meridian``."""
    for category in held:
        words = _kind_words(category.kind)
        yield words
        yield f"{words} point"
        yield category_word(category, point)
        if _owner(facts, point, category):
            yield f"{words} of the {_owner_words(facts, point, category)}"
            yield f"{words} point of the {_owner_words(facts, point, category)}"


def _element(facts: Facts, point: Point, _: Random) -> Draft:
    ref = str(point_ref(point.code))
    shu = _kind_words(point.five_shu)
    name = facts.meridian_name(point.meridian)
    return Draft(
        subject=ref,
        ask=f"By tradition, which element does {label(point)} have as {shu} point?",
        answer=sentence_case(point.element),
        right=Option(sentence_case(point.element)),
        wrong=(Option(sentence_case(each)) for each in _ELEMENTS if each != point.element),
        accepted=(point.element,),
        hows=_HOWS,
        because=f"By tradition the {shu} point of the {name}, {label(point)}, is {point.element}.",
        see=(ref, facts.meridian_ref(point.meridian)),
    )


def _crossing(facts: Facts, point: Point, category: Category, _: Random) -> Draft:
    own = _met(category.detail)
    unsure = joined(" ".join(point.uncertain))
    wrong: list[tuple[int, Option]] = []
    for other in facts.near(point):
        for each in other.categories:
            met = _met(each.detail)
            # Where three meet, any two of them meet as well.
            apart = each.kind == "crossing" and not met <= own and not own <= met
            if apart and not any(joined(name) in unsure for name in met - own):
                wrong.append((-len(met & own), Option(each.detail)))
    wrong.sort(key=lambda ranked: ranked[0])
    return Draft(
        subject=str(point_ref(point.code)),
        ask=f"By tradition, what meets at {label(point)}?",
        answer=category.detail,
        right=Option(category.detail),
        wrong=(option for _, option in wrong),
        because=by_tradition(point),
        see=(str(point_ref(point.code)),),
    )


def _met(detail: str) -> frozenset[str]:
    """Return the meridians and vessels that a crossing names."""
    words = _MERIDIAN_OR_VESSEL.sub(",", detail).replace(" and ", ",")
    return frozenset(filter(None, (part.strip().casefold() for part in words.split(","))))


def _coupled(facts: Facts, point: Point, category: Category, _: Random) -> Draft:
    coupled = [
        each.detail
        for other in facts.points
        for each in other.categories
        if each.kind == "coupled-with" and each.detail != category.detail
    ]
    # The points that open the vessels of the leg are the other plausible partners.
    opening = [
        other.code
        for other in facts.near(point)
        if any(each.kind == "confluent" for each in other.categories)
    ]
    ref = str(point_ref(point.code))
    known = category.detail[:2] in POINTS_OF
    return Draft(
        subject=ref,
        ask=f"By tradition, with which point is {label(point)} coupled?",
        answer=category.detail,
        right=Option(category.detail),
        wrong=map(Option, (*coupled, *opening)),
        accepted=(category.detail,) if known else (),
        hows=_HOWS if known else (How.CHOOSE,),
        because=by_tradition(point),
        see=(ref,),
    )
