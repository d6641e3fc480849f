"""Red flags and alerts of a practitioner sheet: what was asked, warned of and answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from desktop_app.domain.evidence import Condition, RedFlag, Study
from desktop_app.domain.evidence_words import study_name
from desktop_app.domain.plans import Acknowledgement, Plan
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.paper.blocks import (
    Block,
    Column,
    Grid,
    Heading,
    Look,
    Panel,
    Weight,
    Words,
    quiet,
    strong,
    text,
)
from desktop_app.planning.paper.saying import day_words

RED_FLAG = "red-flag:"
"""How the ids of alerts of red flags begin."""

GRAVITY_WORDS = {Gravity.STOP: "Stop", Gravity.CAUTION: "Caution", Gravity.NOTE: "Note"}


def safety_blocks(
    plan: Plan,
    condition: Condition | None,
    alerts: Sequence[Alert],
    studies: Mapping[str, Study],
) -> Iterator[Block]:
    """Yield red flags as they were answered, then the alerts, gravest first."""
    yield Heading("Red flags")
    flags = condition.red_flags if condition else ()
    answers = dict(plan.flags)
    said = {each.alert: each for each in plan.acknowledged}
    present = [alert for alert in alerts if alert.id.startswith(RED_FLAG)]
    if present:
        yield Panel(tuple(_present(present, said)), Weight.DANGER)
    absent = [flag for flag in flags if answers.get(flag.id) is False]
    if absent:
        yield Words(text(strong("Asked, not there: "), _names(absent)), Look.SMALL)
    unasked = [flag for flag in flags if flag.id not in answers]
    if unasked:
        yield Words(text(strong("Not asked: "), _names(unasked)), Look.SMALL)
    if not flags:
        yield Words(text("The library holds no red flags for this condition."), Look.SMALL)
    yield Heading("Safety alerts")
    # Red flags that are there have been told above.
    rest = [alert for alert in alerts if not alert.id.startswith(RED_FLAG)]
    if not rest:
        yield Words(text("No safety rule asks for anything in this plan."))
        return
    counted = Counter(alert.source for alert in rest if alert.source)
    shared = [source for source, number in counted.items() if number > 1]
    rows = tuple(_alert(alert, said.get(alert.id), studies, shared) for alert in rest)
    columns = (
        Column("Weight", 10), Column("Why", 40), Column("What to do", 34),
        Column("Acknowledged", 16),
    )  # fmt: skip
    yield Grid(columns, rows, "Safety alerts, gravest first")
    for number, source in enumerate(shared, 1):
        yield Words(text(quiet(f"Source {number}: {source}")), Look.CAPTION)


def _present(flags: Sequence[Alert], said: Mapping[str, Acknowledgement]) -> Iterator[Block]:
    for flag in flags:
        yield Words(text(strong("Present: "), flag.why))
        yield Words(text(strong(flag.do)))
        read = said.get(flag.id)
        if read is not None:
            told = f"Acknowledged {day_words(read.when.date())}: {read.reason}"
            yield Words(text(quiet(told)), Look.SMALL)


def _names(flags: Sequence[RedFlag]) -> str:
    return ", ".join(flag.id.replace("-", " ") for flag in flags) + "."


def _alert(
    alert: Alert,
    said: Acknowledgement | None,
    studies: Mapping[str, Study],
    shared: Sequence[str],
) -> tuple[tuple[Words, ...], ...]:
    titled = f"{alert.code}: {alert.title}" if alert.code else alert.title
    about = [Words(text(strong(titled))), Words(text(alert.why), Look.SMALL)]
    named = [study_name(studies[key]) for key in alert.studies if key in studies]
    source = str(shared.index(alert.source) + 1) if alert.source in shared else alert.source
    rests = ". ".join(filter(None, ("; ".join(named), source)))
    if rests:
        about.append(Words(text(quiet(f"Source: {rests}")), Look.SMALL))
    reason = said.reason if said else alert.acknowledged
    read = [Words(text(reason or quiet("not yet")), Look.SMALL)]
    if said is not None:
        read.append(Words(text(quiet(day_words(said.when.date()))), Look.SMALL))
    return (
        (Words(text(strong(GRAVITY_WORDS[alert.gravity]))),),
        tuple(about),
        (Words(text(alert.do), Look.SMALL),),
        tuple(read),
    )
