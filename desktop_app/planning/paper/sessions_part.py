"""The sessions of a plan and what was measured, on a practitioner sheet."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.area import Side
from desktop_app.domain.measures import measure_named
from desktop_app.domain.plans import BASELINE, Plan, Session
from desktop_app.paper.blocks import (
    Block,
    Column,
    Grid,
    Heading,
    Words,
    paragraphs,
    strong,
    text,
)
from desktop_app.planning.paper.saying import day_words

MOST_COLUMNS = 6
"""Measures side by side; more make another table."""


def sessions_blocks(plan: Plan) -> Iterator[Block]:
    """Yield the log of sessions and the outcomes, if there are any."""
    if not plan.sessions:
        return
    yield Heading("Sessions and outcomes")
    numbered = _numbered(plan)
    columns = (
        Column("No.", 12), Column("Date", 18), Column("Points", 22), Column("Response", 26),
        Column("Adverse events", 22),
    )  # fmt: skip
    rows = tuple(
        (
            (Words(text(strong(number))),),
            (Words(text(day_words(session.day))),),
            (Words(text(", ".join(session.codes))),),
            tuple(paragraphs(session.response)),
            tuple(paragraphs(session.adverse)) or (Words(text("none noted")),),
        )
        for number, session in numbered
        if session.key != BASELINE
    )
    if rows:
        yield Grid(columns, rows, "Sessions given")
    yield from _outcomes(numbered)


def _numbered(plan: Plan) -> list[tuple[str, Session]]:
    found, number = [], 0
    for session in sorted(plan.sessions, key=lambda each: (each.key != BASELINE, each.day)):
        if session.key != BASELINE:
            number += 1
        found.append(("Before" if session.key == BASELINE else str(number), session))
    return found


def _outcomes(numbered: list[tuple[str, Session]]) -> Iterator[Block]:
    wanted = list(
        dict.fromkeys((m.measure, m.side) for _, session in numbered for m in session.measured)
    )
    for start in range(0, len(wanted), MOST_COLUMNS):
        part = wanted[start : start + MOST_COLUMNS]
        columns = (
            Column("No.", 10),
            Column("Date", 20),
            *(Column(_measure_words(*each), 70 / len(part)) for each in part),
        )
        rows = []
        for number, session in numbered:
            held = {(m.measure, m.side): m.value for m in session.measured}
            if held:
                cells = [(Words(text(f"{held[e]:g}" if e in held else "–")),) for e in part]
                first = (Words(text(strong(number))),)
                rows.append((first, (Words(text(day_words(session.day))),), *cells))
        yield Heading("Outcomes", 3)
        yield Grid(columns, tuple(rows), "Outcome measures by session")


def _measure_words(measure: str, side: Side | None) -> str:
    known = measure_named(measure)
    name = known.short if known else measure
    unit = f" ({known.unit})" if known and known.unit else ""
    return f"{name}{unit}, {side.value}" if side else f"{name}{unit}"
