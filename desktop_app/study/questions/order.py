"""Asks for the order of points on a meridian, by name so that no number gives it away."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from random import Random

from desktop_app.domain.points import Meridian, Point
from desktop_app.domain.questions import How
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.study.questions.asked import CHOICES, Asked, Draft, Option
from desktop_app.study.questions.facts import Facts, label

_HOWS = (How.CHOOSE, How.TYPE)


def order(facts: Facts) -> Iterator[Asked]:
    """Yield what can be asked about order; an extraordinary vessel has no numbers of its own."""
    for meridian in facts.content.meridians.values():
        if meridian.kind != "regular":
            continue
        points = [facts.content.points[code] for code in meridian.points]
        for before, after in pairwise(points):
            # Numbers that lie on the trunk (BL41 to BL52) leave a gap.
            if after.number == before.number + 1:
                draft = partial(_beside, facts, meridian, before, after, "after")
                yield Asked(f"order:after:{before.code}", draft, (before.code,))
                draft = partial(_beside, facts, meridian, after, before, "before")
                yield Asked(f"order:before:{after.code}", draft, (after.code,))
        if len(points) >= CHOICES:
            for end in ("first", "last"):
                draft = partial(_end, meridian, points, end)
                yield Asked(f"order:{end}:{meridian.code}", draft, (), (meridian.code,))


def _option(point: Point) -> Option:
    return Option(point.pinyin, str(point_ref(point.code)))


def _beside(
    facts: Facts, meridian: Meridian, point: Point, asked: Point, where: str, _: Random
) -> Draft:
    near = facts.near(asked)
    own = [other for other in near if other.meridian == point.meridian and other != point]
    others = [other for other in near if other.meridian != point.meridian]
    ref = str(point_ref(point.code))
    name = point.pinyin
    if facts.is_homophone(point):
        name = f"{name} ({facts.characters(point)})"
    return Draft(
        subject=ref,
        ask=f"Which point comes just {where} {name} in the numbering of the {meridian.english}?",
        answer=label(asked),
        right=_option(asked),
        wrong=map(_option, own + others),
        accepted=facts.accepted(asked),
        hows=_HOWS,
        because=f"{label(point)} is followed by {label(asked)}."
        if where == "after"
        else f"{label(asked)} is followed by {label(point)}.",
        see=(ref, str(point_ref(asked.code))),
    )


def _end(meridian: Meridian, points: list[Point], end: str, chance: Random) -> Draft:
    drawn = chance.sample(points, CHOICES)
    drawn.sort(key=lambda point: point.number, reverse=end == "last")
    right, *wrong = drawn
    listed = ", ".join(label(point) for point in sorted(drawn, key=lambda point: point.number))
    return Draft(
        subject=_ref(meridian),
        ask=f"Which of these comes {end} in the numbering of the {meridian.english}?",
        answer=label(right),
        right=_option(right),
        wrong=map(_option, wrong),
        because=f"Their order is {listed}.",
        see=(_ref(meridian), *(str(point_ref(point.code)) for point in drawn)),
    )


def _ref(meridian: Meridian) -> str:
    return str(Ref(Kind.MERIDIAN, meridian.code))
