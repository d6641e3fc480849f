"""The safety check of a plan: red flags, the rules of ``data/safety``, and the depth of needles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.domain.evidence import RedFlag
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.domain.safety import Alert, Gravity, SafetyRule
from desktop_app.planning.holding import Circumstances
from desktop_app.planning.needle_alerts import listed, near_words, needle_alerts, ways_of

Held = dict[str, set[Side]]
"""The limbs on which a rule holds, by the code of the point."""


HOW_SOON = {
    "emergency": "an emergency",
    "same-day": "refer today",
    "urgent": "refer urgently",
    "soon": "ask for a medical assessment",
}
"""What the urgency of a red flag asks for."""


def check_plan(atlas: Atlas, content: Content, plan: Plan) -> tuple[Alert, ...]:
    """Return what is to be thought of before this plan is carried out, gravest first.

    Of the same gravity, red flags come first, then the rules in the order of their file, then
    needles. An alert that was acknowledged carries the reason and stays in the list. Points kept in
    reserve are not looked at, nor are points that the library does not know.

    Raises
    ------
    UnreadableFile
        If the atlas cannot be read.
    """
    about = Circumstances(atlas, content, _ordered(content, plan))
    chosen = about.plan.chosen
    raised = [
        *_red_flags(content, plan),
        *_by_rules(about),
        *needle_alerts(atlas, content, chosen),
    ]
    reasons = {each.alert: each.reason for each in plan.acknowledged}
    marked = [replace(alert, acknowledged=reasons.get(alert.id, "")) for alert in raised]
    gravities = list(Gravity)
    return tuple(sorted(marked, key=lambda alert: gravities.index(alert.gravity)))


def _ordered(content: Content, plan: Plan) -> Plan:
    """Return the plan with its points in the order of the meridian clock."""
    order = {code: place for place, code in enumerate(content.points)}

    def key(point: PlanPoint) -> tuple[object, ...]:
        depth = -1.0 if point.depth_mm is None else point.depth_mm
        place = order.get(point.code, len(order))
        how = (point.limbs.value, point.technique.value, point.angle, point.toward)
        return place, point.code, *how, depth, point.pair

    return replace(plan, points=tuple(sorted(plan.points, key=key)))


def _red_flags(content: Content, plan: Plan) -> Iterator[Alert]:
    """Yield an alert for each red flag that is there, in the order of the condition."""
    there = {name for name, is_there in plan.flags if is_there}
    known: dict[str, RedFlag] = {}
    conditions = sorted(content.conditions.values(), key=lambda each: each.id != plan.condition)
    for condition in conditions:
        for flag in condition.red_flags:
            known.setdefault(flag.id, flag)
    for name in (*known, *sorted(there - known.keys())):
        if name in there:
            yield _red_flag(name, known.get(name))


def _red_flag(name: str, flag: RedFlag | None) -> Alert:
    alert = Alert(
        id=f"red-flag:{name}",
        gravity=Gravity.STOP,
        title="Red flag: refer before treating",
        why=f"“{name}” was answered with yes; this version does not know it.",
        do="Find out what it stands for before going on.",
    )
    if flag is None:
        return alert
    title = f"Red flag: {HOW_SOON.get(flag.urgency, 'refer before treating')}"
    return replace(alert, title=title, why=flag.text, do=flag.action, studies=flag.studies)


def _by_rules(about: Circumstances) -> Iterator[Alert]:
    for rule in about.content.safety.values():
        held: Held = {}
        for point in about.plan.chosen:
            for side in point.limbs.sides:
                if any(about.holds(when, point, side) for when in rule.whens):
                    held.setdefault(point.code, set()).add(side)
        if held:
            yield _alert(rule, held, _near(about, rule, held))


def _near(about: Circumstances, rule: SafetyRule, held: Held) -> str:
    """Return the sentence on points near a vessel that a rule asks for."""
    if not rule.lists_near:
        return ""
    chosen = [point for point in about.plan.chosen if point.code in held]
    ways = ways_of(about.atlas, about.content, chosen, usual_if_open=True)
    return near_words(ways, rule.lists_near)


def _alert(rule: SafetyRule, held: Held, near: str) -> Alert:
    does = [rule.do, near]
    name = rule.id
    if rule.names_points:
        name = f"{rule.id}:{'+'.join(sorted(_keys(held)))}"
        does.append(_concerns(held))
    return Alert(
        id=name,
        gravity=rule.gravity,
        title=rule.title,
        why=rule.why,
        do=" ".join(filter(None, does)),
        claims=rule.claims,
        studies=rule.studies,
        source=rule.source,
        codes=tuple(held),
    )


def _keys(held: Held) -> Iterable[str]:
    for code, sides in held.items():
        yield code if len(sides) == len(Side) else f"{code}-{min(sides).value}"


def _concerns(held: Held) -> str:
    """Return the sentence that names the points a rule holds for, and the limb if it is one."""
    limbs = {frozenset(sides) for sides in held.values()}
    if len(limbs) == 1:
        where = "" if len(min(limbs)) == len(Side) else f" on the {min(min(limbs)).value}"
        return f"Concerns {listed(list(held))}{where}."
    words = [
        code if len(sides) == len(Side) else f"{code} ({min(sides).value})"
        for code, sides in held.items()
    ]
    return f"Concerns {listed(words)}."
