"""The forest plot: which effects stand on one axis, whether they are pooled, what is only told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.domain.appraisal import Better, Effect, Measure, Outcome
from desktop_app.domain.evidence import Certainty, Stance
from desktop_app.domain.evidence_words import DESIGN_WORDS
from desktop_app.domain.own import folded
from desktop_app.domain.poolable import Finding, why_not_pooled
from desktop_app.domain.pooling import fault, pool
from desktop_app.library.seeing_gathering import Gathered, Seen
from desktop_app.library.seeing_views import Forest, ForestPanel, ForestRow, ToldResult
from desktop_app.library.seeing_words import lowered, number

MEASURE_WORDS = {
    Measure.MD: "Mean difference",
    Measure.SMD: "Standardised mean difference",
    Measure.OR: "Odds ratio",
    Measure.RR: "Risk ratio",
    Measure.HR: "Hazard ratio",
    Measure.RD: "Risk difference",
}
BETTER_WORDS = {
    Better.LOWER: "lower is better",
    Better.HIGHER: "higher is better",
    Better.UNCLEAR: "which way is better is not recorded",
}
SOURCES = {
    "guideline": "guidelines",
    "standard": "standards",
    "narrative-review": "narrative reviews",
    "survey": "surveys",
    "case-series": "case series",
}
"""Designs that compare no groups, in the plural."""

_DESIGNS = {design: rank for rank, design in enumerate(DESIGN_WORDS)}
_AGAINST = re.compile(r"\s+(?:against|versus|vs\.?|v\.?|compared (?:with|to))\s+", re.IGNORECASE)


def forest_of(gathered: Gathered) -> Forest:
    """Return the forest plot of gathered studies.

    A study that only gives a claim context is told, not drawn: its effects are of something else.
    """
    rows: list[ForestRow] = []
    told: list[ToldResult] = []
    for seen in gathered.studies:
        drawn, rest = _split(seen)
        rows += drawn
        told += rest
    if gathered.is_claim:
        told.sort(key=lambda result: result.stance is Stance.CONTEXT)
    else:
        # Without stances, what compares people comes before guidelines and opinions.
        told.sort(key=lambda result: _DESIGNS.get(result.study.design, len(_DESIGNS)))
    panels = tuple(sorted(_panels(rows), key=lambda panel: -len(panel.rows)))
    why = "" if panels else why_empty(gathered)
    return Forest(gathered.title, panels, tuple(told), why, gathered.left_out)


def why_empty(gathered: Gathered) -> str:
    """Return why there is no effect to draw."""
    studies = gathered.studies
    count = len(studies)
    if not studies:
        if gathered.certainty is Certainty.TRADITIONAL:
            return "This is traditional: no study in the library tests it, so nothing can be drawn."
        return "No study in the library bears on this, so there is no effect to draw."
    what = "The study" if count == 1 else f"None of the {count} studies"
    if all(each.stance is Stance.CONTEXT for each in studies):
        tests = "here gives context only" if count == 1 else "here tests it; they give context"
        return f"{what} {tests}, so there is no effect to draw."
    if all(each.study.design in SOURCES for each in studies):
        designs = dict.fromkeys(SOURCES[each.study.design] for each in studies)
        return (
            f"This rests on {' and '.join(designs)}, which compare no groups, so there is no "
            "effect to draw. What they say, in words:"
        )
    reports = "reports no effect" if count == 1 else "reports an effect"
    return f"{what} here {reports} with a confidence interval. What was found, in words:"


def sides(comparison: str) -> tuple[str, str]:
    """Return what was compared with what: ``acupuncture against sham`` in two; else two empty."""
    parts = _AGAINST.split(comparison.strip(), maxsplit=1)
    return (parts[0].rstrip(" ,;"), parts[1]) if len(parts) == 2 else ("", "")


def _split(seen: Seen) -> tuple[list[ForestRow], list[ToldResult]]:
    rows, told = [], []
    is_context = seen.stance is Stance.CONTEXT
    for outcome, own in () if is_context else seen.outcomes():
        why = "" if outcome.effect is None else fault(outcome.effect)
        if outcome.effect is not None and not why:
            rows.append(ForestRow(Finding(seen.study, outcome, own), seen.name, seen.stance))
        else:
            words = ": ".join(filter(None, (outcome.name, _result(outcome))))
            told.append(ToldResult(seen.study, seen.name, words, why, None, seen.stance))
    if not rows and not told:
        why = "gives context only" if is_context else ""
        found = seen.study.main_finding or "What it found is not recorded."
        direction = seen.study.direction
        told.append(ToldResult(seen.study, seen.name, found, why, direction, seen.stance))
    return rows, told


def _result(outcome: Outcome) -> str:
    effect = outcome.effect
    if outcome.result or effect is None:
        return outcome.result or "no result recorded"
    return f"{effect.measure} {number(effect.value)}"


def _panels(rows: Iterable[ForestRow]) -> Iterable[ForestPanel]:
    groups: dict[tuple[str, ...], list[ForestRow]] = {}
    for row in rows:
        groups.setdefault(_axis(row.outcome, row.finding.effect), []).append(row)
    for group in groups.values():
        yield _panel(group)


def _axis(outcome: Outcome, effect: Effect) -> tuple[str, ...]:
    """Return what effects on one axis have in common; a raw difference also its scale."""
    scale = folded(outcome.instrument or outcome.name) if effect.measure is Measure.MD else ""
    return effect.measure.value, outcome.better.value, scale


def _panel(rows: list[ForestRow]) -> ForestPanel:
    findings = [row.finding for row in rows]
    first = rows[0].outcome
    measure = findings[0].effect.measure
    why = why_not_pooled(findings)
    pooled = None if why else pool([each.effect for each in findings])
    if pooled is not None:
        pairs = zip(rows, pooled.weights, strict=True)
        rows = [replace(row, weight=weight) for row, weight in pairs]
    return ForestPanel(
        measure=measure,
        better=first.better,
        title=_title(measure, rows),
        favours=_favours(rows),
        rows=tuple(rows),
        pooled=pooled,
        why_not=why,
    )


def _title(measure: Measure, rows: Sequence[ForestRow]) -> str:
    first = rows[0].outcome
    scale = (first.instrument or first.name) if measure is Measure.MD else ""
    words = ", ".join(filter(None, (MEASURE_WORDS[measure], scale)))
    return f"{words} ({BETTER_WORDS[first.better]})"


def _favours(rows: Sequence[ForestRow]) -> tuple[str, str]:
    compared = [sides(row.outcome.comparison) for row in rows]
    treated = lowered(_shared([one for one, _ in compared], "the treatment"))
    other = _shared([two for _, two in compared], "the comparator")
    match rows[0].outcome.better:
        case Better.LOWER:
            return f"favours {treated}", f"favours {other}"
        case Better.HIGHER:
            return f"favours {other}", f"favours {treated}"
        case Better.UNCLEAR:
            return f"lower with {treated}", f"higher with {treated}"


def _shared(words: Sequence[str], otherwise: str) -> str:
    one = words[0]
    return one if one and len({folded(each) for each in words}) == 1 else otherwise
