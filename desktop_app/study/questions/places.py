"""Asks to find points and to trace meridians on the body; the clicks are scored elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from desktop_app.domain.points import Course, Meridian, Point
from desktop_app.domain.questions import How
from desktop_app.domain.refs import point_ref
from desktop_app.study.questions.asked import Asked, Draft
from desktop_app.study.questions.facts import Facts, label

LEAST_TRACED = 3
"""Points that a course needs to be worth tracing."""


def places(facts: Facts) -> Iterator[Asked]:
    """Yield what can be found: every point that has one place, and every single site."""
    for point in facts.content.points.values():
        if not point.sites:
            draft = partial(_find, facts, point)
            yield Asked(f"locate:{point.code}", draft, (point.code,))


def courses(facts: Facts) -> Iterator[Asked]:
    """Yield what can be traced: every course of a meridian that has points enough."""
    for meridian in facts.content.meridians.values():
        for course in meridian.courses:
            codes = tuple(step.code for step in course.steps if step.code)
            if len(codes) >= LEAST_TRACED:
                draft = partial(_trace, facts, meridian, course, codes)
                yield Asked(f"trace:{meridian.code}:{course.branch}", draft, (), (meridian.code,))


def _find(facts: Facts, point: Point, _: Random) -> Draft:
    whole = facts.content.points.get(point.site_of)
    name = f"{point.code} ({point.pinyin})"
    # The number of a site is ours; what a learner knows is the point and which of its sites.
    asks = f"Find this site of {label(whole)}: {point.location.text}" if whole else f"Find {name}."
    see = [str(point_ref(whole.code if whole else point.code))]
    if point.same_as:
        see.append(str(point_ref(point.same_as)))
    same = f" It is {point.same_as}." if point.same_as else ""
    return Draft(
        subject=see[0],
        ask=asks,
        answer=name,
        hows=(How.CLICK,),
        because=f"{point.location.text} {point.location.find}".strip() + same,
        see=tuple(see),
    )


def _trace(
    facts: Facts, meridian: Meridian, course: Course, codes: tuple[str, ...], _: Random
) -> Draft:
    points = [facts.content.points[code] for code in codes if code in facts.content.points]
    branches = [each.branch for each in meridian.courses]
    branch = f", the {course.branch} line," if len(branches) > 1 else ""
    steps = "; ".join(step.code or step.text for step in course.steps)
    # An extraordinary vessel borrows its points: nobody could guess which.
    borrowed = any(point.meridian != meridian.code for point in points)
    through = f" through {len(codes)} points" if borrowed else f" from {codes[0]} to {codes[-1]}"
    return Draft(
        subject=facts.meridian_ref(meridian.code),
        ask=f"Trace the {meridian.english}{branch}{through}, in the order it runs by tradition.",
        answer=", ".join(codes),
        hows=(How.TRACE,),
        because=f"By tradition it runs {meridian.direction}: {steps}.",
        see=(facts.meridian_ref(meridian.code), *(str(point_ref(code)) for code in codes)),
    )
