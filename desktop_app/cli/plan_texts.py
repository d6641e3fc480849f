"""What the command line prints of plans for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop_app.cli.texts import indented, table, wrapped
from desktop_app.content import Content
from desktop_app.domain.labels import plan_name
from desktop_app.domain.measures import measure_named
from desktop_app.domain.plan_words import LIMB_WORDS, TECHNIQUE_WORDS
from desktop_app.domain.plans import BASELINE, Plan, PlanPoint, PlanRow, Session
from desktop_app.domain.safety import Alert
from desktop_app.domain.slugs import counted, sentence_case, slug_words

NO_POINTS = "No points are chosen."


def list_text(rows: Iterable[PlanRow]) -> str:
    """Return plans, one to a line: key, last change, name, how many points and sessions."""
    return table(
        (
            row.key,
            f"{row.updated:%Y-%m-%d}",
            counted(row.points, "point", "points"),
            _sessions(row.sessions, row.sessions_planned),
            plan_name(row.label, row.title),
        )
        for row in rows
    )


def plan_text(content: Content, plan: Plan, alerts: Sequence[Alert]) -> str:
    """Return a plan: whom it is for, what to be thought of, points, what came of it."""
    kind = "Template" if plan.template else "Archived plan" if plan.archived else "Plan"
    blocks = [f"{plan_name(plan.label, plan.title)}\n{kind} {plan.key} · {_about(content, plan)}"]
    blocks += _block("Goals", plan.goals.splitlines())
    blocks += _block("Client", sorted(_fact(content, fact) for fact in plan.facts))
    marked = (f"{patch.feeling.value}, {patch.side.value} limb" for patch in plan.area.patches)
    blocks += _block("Marked", [sentence_case(each) for each in marked])
    blocks += _block("Safety", [line for alert in alerts for line in _alert(alert)])
    points = indented(table(map(_point, plan.points))) if plan.points else f"  {NO_POINTS}"
    needles = counted(plan.needles, "needle", "needles")
    blocks.append(f"Points, {needles} a session\n{points}")
    given = _sessions(plan.treatments, plan.sessions_planned)
    blocks += _block(f"Sessions, {given}", [_session(each) for each in plan.sessions])
    blocks += _block("Notes", plan.notes.splitlines())
    return "\n\n".join(blocks)


def _about(content: Content, plan: Plan) -> str:
    condition = content.conditions.get(plan.condition)
    name = condition.name if condition else sentence_case(slug_words(plan.condition))
    causes = {cause.id: cause.name for cause in condition.causes} if condition else {}
    return ", ".join(filter(None, (name, causes.get(plan.cause, slug_words(plan.cause)))))


def _fact(content: Content, fact: str) -> str:
    return content.facts[fact].name if fact in content.facts else slug_words(fact)


def _alert(alert: Alert) -> Iterator[str]:
    yield f"{sentence_case(alert.gravity.value)}: {alert.title}. {alert.why} {alert.do}"
    if alert.acknowledged:
        yield f"  Acknowledged: {alert.acknowledged}"


def _point(point: PlanPoint) -> tuple[str, ...]:
    told = (
        "" if point.depth_mm is None else f"{point.depth_mm:g} mm",
        "" if point.angle == "perpendicular" else f"{point.angle} {point.toward}".strip(),
        "" if point.minutes is None else f"{point.minutes} min",
        f"{point.hertz} Hz" if point.hertz else "",
        f"pair {point.pair}" if point.pair else "",
        "in reserve" if point.alternative else "",
        point.note,
    )
    return (
        point.code,
        LIMB_WORDS[point.limbs],
        TECHNIQUE_WORDS[point.technique],
        ", ".join(filter(None, told)),
    )


def _session(session: Session) -> str:
    values = []
    for each in session.measured:
        measure = measure_named(each.measure)
        name = measure.short if measure else each.measure
        values.append(f"{name}{f' {each.side.value}' if each.side else ''} {each.value:g}")
    told = (
        "before the first session" if session.key == BASELINE else " ".join(session.codes),
        ", ".join(values),
        session.response,
        f"Adverse: {session.adverse}" if session.adverse else "",
    )
    return f"{session.day:%Y-%m-%d}: {'; '.join(filter(None, told))}"


def _sessions(given: int, planned: int | None) -> str:
    if planned is None:
        return counted(given, "session", "sessions")
    return f"{given} of {counted(planned, 'session', 'sessions')}"


def _block(heading: str, texts: Iterable[str]) -> list[str]:
    lines = [line for text in texts for line in wrapped(text, "  ")]
    return ["\n".join([heading, *(f"  {line}" for line in lines)])] if lines else []
