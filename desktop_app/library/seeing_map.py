"""The map of the evidence: conditions or outcomes by design, a bubble for each finding."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from desktop_app.domain.evidence import Direction
from desktop_app.domain.evidence_words import DESIGN_WORDS, design_word
from desktop_app.domain.slugs import sentence_case, slug_words
from desktop_app.library.seeing_outcomes import outcome_groups, outcome_words
from desktop_app.library.seeing_views import Bubble, EvidenceMap
from desktop_app.store.seeing import MappedStudy

BY = ("condition", "outcome")
NOTHING_NAMED = ""
"""Key of the row of studies that name no condition."""

MOST_ROWS = 24
MOST_KEYS = 24
"""How many studies a query names one by one; above it, it asks by design and direction only."""


def map_of(studies: Iterable[MappedStudy], by: str, query: str = "") -> EvidenceMap:
    """Return the map of studies that a query found.

    A study that names several conditions or outcomes stands in the row of each.
    """
    held = tuple(studies)
    cells: dict[tuple[str, str, Direction], list[MappedStudy]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for study in held:
        for row in _rows_of(study, by):
            cells[row, study.design, study.direction].append(study)
            counts[row] += 1
    rows = _ordered(counts, by)
    kept, dropped = rows[:MOST_ROWS], rows[MOST_ROWS:]
    designs = [*DESIGN_WORDS, *sorted({each.design for each in held} - set(DESIGN_WORDS))]
    used = {design for row, design, _ in cells if row in set(kept)}
    bubbles = tuple(
        _bubble(row, design, direction, cells[row, design, direction], by, query)
        for row in kept
        for design in designs
        for direction in Direction
        if (row, design, direction) in cells
    )
    return EvidenceMap(
        title=f"Evidence map: {'conditions' if by == 'condition' else 'outcomes'} by design",
        by=by,
        rows=tuple((row, _row_words(row, by)) for row in kept),
        designs=tuple(
            (each, design_word(each) or "design unknown") for each in designs if each in used
        ),
        bubbles=bubbles,
        studies=len(held),
        left_out=f"{len(dropped)} more {by}s with fewer studies are not shown." if dropped else "",
        why_empty="" if held else "No study matches, so there is nothing to map.",
    )


def _rows_of(study: MappedStudy, by: str) -> Sequence[str]:
    if by == "outcome":
        return outcome_groups(study.outcomes)
    return study.conditions or (NOTHING_NAMED,)


def _ordered(counts: Counter[str], by: str) -> list[str]:
    if by == "outcome":
        return [key for key in outcome_words() if counts[key]]
    named = sorted((key for key in counts if key), key=lambda key: (-counts[key], key))
    return [*named, *([NOTHING_NAMED] if counts[NOTHING_NAMED] else [])]


def _row_words(row: str, by: str) -> str:
    if by == "outcome":
        return outcome_words()[row]
    return sentence_case(slug_words(row)) if row else "No condition named"


def _bubble(
    row: str,
    design: str,
    direction: Direction,
    studies: Sequence[MappedStudy],
    by: str,
    query: str,
) -> Bubble:
    told = [each.people for each in studies if each.people is not None]
    keys = tuple(each.key for each in studies)
    return Bubble(
        row=row,
        design=design,
        direction=direction,
        count=len(studies),
        people=sum(told) if told else None,
        keys=keys,
        query=_query(row, design, direction, keys, by, query),
    )


def _query(
    row: str, design: str, direction: Direction, keys: Sequence[str], by: str, query: str
) -> str:
    exact = " ".join(
        filter(None, (
            f"condition:{row}" if by == "condition" and row else "",
            f"design:{design}" if design else "",
            f"found:{direction.value}",
        ))
    )  # fmt: skip
    if by == "condition" and row:
        return f"({query}) {exact}" if query.strip() else exact
    if len(keys) <= MOST_KEYS:
        return " OR ".join(f"key:{key}" for key in keys)
    return f"({query}) {exact}" if query.strip() else exact
