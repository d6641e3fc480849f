"""The STRICTA items as far as a plan tells them; what it does not say is “not stated”."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_app.content import Content
from desktop_app.domain.plans import Plan, Technique
from desktop_app.domain.slugs import counted
from desktop_app.domain.stricta import ITEMS, StrictaItem
from desktop_app.planning.paper.saying import (
    NOT_STATED,
    angle_words,
    course_words,
    side_words,
    technique_words,
)


def stricta_answers(plan: Plan, content: Content) -> tuple[tuple[StrictaItem, str], ...]:
    """Return every item with what the plan says of it."""
    answers = {key: answer(plan) for key, answer in _ANSWERS.items()}
    answers["2b"] = _points(plan, content)
    return tuple((item, answers.get(item.id, NOT_STATED)) for item in ITEMS)


def _points(plan: Plan, content: Content) -> str:
    told = []
    for chosen in plan.chosen:
        point = content.points.get(chosen.code)
        name = f"{chosen.code} {point.pinyin}" if point else chosen.code
        told.append(f"{name} ({side_words(chosen.limbs)})")
    return "; ".join(told) or NOT_STATED


def _number(plan: Plan) -> str:
    return f"{counted(plan.needles, 'needle', 'needles')} a session" if plan.chosen else NOT_STATED


def _depth(plan: Plan) -> str:
    told = [
        f"{chosen.code} {chosen.depth_mm:g} mm {angle_words(chosen)}"
        for chosen in plan.chosen
        if chosen.technique.needles and chosen.depth_mm is not None
    ]
    return "; ".join(told) or NOT_STATED


def _stimulation(plan: Plan) -> str:
    groups: dict[str, list[str]] = {}
    for chosen in plan.chosen:
        groups.setdefault(technique_words(chosen), []).append(chosen.code)
    return (
        "; ".join(f"{words}: {', '.join(codes)}" for words, codes in groups.items()) or NOT_STATED
    )


def _retention(plan: Plan) -> str:
    groups: dict[int, list[str]] = {}
    for chosen in plan.chosen:
        if chosen.technique.needles and chosen.minutes is not None:
            groups.setdefault(chosen.minutes, []).append(chosen.code)
    if len(groups) == 1:
        return f"{next(iter(groups))} minutes"
    told = (f"{minutes} minutes: {', '.join(codes)}" for minutes, codes in sorted(groups.items()))
    return "; ".join(told) or NOT_STATED


def _sessions(plan: Plan) -> str:
    if not plan.sessions_planned:
        return NOT_STATED
    return course_words(plan)


def _often(plan: Plan) -> str:
    return f"{plan.per_week:g} a week; length {NOT_STATED}" if plan.per_week else NOT_STATED


def _besides(plan: Plan) -> str:
    others = (Technique.MOXA, Technique.WARM_NEEDLE, Technique.PRESSURE, Technique.BLEEDING)
    told = [
        f"{technique_words(chosen)}: {chosen.code}"
        for chosen in plan.chosen
        if chosen.technique in others
    ]
    return "; ".join(told) or NOT_STATED


_ANSWERS: Mapping[str, Callable[[Plan], str]] = {
    "2a": _number,
    "2c": _depth,
    "2e": _stimulation,
    "2f": _retention,
    "3a": _sessions,
    "3b": _often,
    "4a": _besides,
}
