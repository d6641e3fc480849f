"""Whether effects may be pooled: a diamond is drawn only where every condition holds.

What must agree follows the Cochrane Handbook 6.4, chapter 10.1 to 10.10 and 6.2 (unit of analysis).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from desktop_app.domain.appraisal import Effect, Measure, Outcome
from desktop_app.domain.evidence import Study
from desktop_app.domain.evidence_words import study_name
from desktop_app.domain.own import folded
from desktop_app.domain.pooling import fault, is_lopsided, pool

REVIEWS = ("meta-analysis", "systematic-review", "narrative-review")
RANDOMISED = ("rct",)
COMPARED = ("rct", "controlled-trial", "cohort")
"""Designs whose effects compare people treated with others."""

MOST_HETEROGENEITY = 0.75
"""Above this I squared, a mean of effects says nothing of any of them (Handbook 10.10.2)."""

MOST_APART = 2.0
"""Time points are alike if the later is at most this many times the earlier."""

_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "year": 365.25}
_TIME = re.compile(
    r"(\d+(?:\.\d+)?)\s*(hour|day|week|month|year)|(hour|day|week|month|year)s?\s*(\d+)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """An effect that a study reports: the study, and the outcome with its effect."""

    study: Study
    outcome: Outcome
    own: bool = False

    @property
    def effect(self) -> Effect:
        """The outcome's effect.

        Raises
        ------
        ValueError
            If the outcome has none.
        """
        if self.outcome.effect is None:
            raise ValueError(f"{self.study.key} reports no effect for {self.outcome.name}")
        return self.outcome.effect


def days_of(time_point: str) -> float | None:
    """Return a time such as ``8 weeks`` or ``week 8`` in days; None if none is read from it."""
    match = _TIME.search(time_point.casefold())
    if match is None:
        return None
    number, unit = (match[1], match[2]) if match[1] else (match[4], match[3])
    return float(number) * _DAYS[unit]


def may_share_people(one: Study, other: Study) -> bool:
    """Tell whether two studies may report the same participants.

    They may if one says so of the other, or if they have the same number of participants, two
    authors in common and no more than five years between them.
    """
    told = _says_same_people(one, other) or _says_same_people(other, one)
    shared = {folded(name) for name in one.authors} & {folded(name) for name in other.authors}
    near = one.year is None or other.year is None or abs(one.year - other.year) <= 5
    same = one.sample_size is not None and one.sample_size == other.sample_size
    return told or (same and near and len(shared) >= 2)


def why_not_pooled(findings: Sequence[Finding]) -> str:
    """Return why these effects should not be pooled, in a sentence; empty if they may be."""
    return next((reason for check in _CHECKS if (reason := check(findings))), "")


def _too_few(findings: Sequence[Finding]) -> str:
    usable = {each.study.key for each in findings if not fault(each.effect)}
    if len(usable) >= 2:
        return ""
    if not usable:
        return "No study here reports an effect with a confidence interval."
    return "Only one study here reports an effect with a confidence interval."


def _faults(findings: Sequence[Finding]) -> str:
    for each in findings:
        name = study_name(each.study)
        if wrong := fault(each.effect):
            return f"The effect of {name} cannot be pooled: {wrong}."
        if is_lopsided(each.effect):
            return (
                f"The effect of {name} does not lie in the middle of its interval, so one of its "
                "numbers may be wrong."
            )
    return ""


def _measures(findings: Sequence[Finding]) -> str:
    found = sorted({each.effect.measure.value for each in findings})
    return "" if len(found) == 1 else f"The effects are of different measures: {_listed(found)}."


def _reviews(findings: Sequence[Finding]) -> str:
    reviews = _names(findings, lambda study: study.design in REVIEWS)
    if not reviews:
        return ""
    if len(reviews) == len(_names(findings, lambda _: True)):
        return "These are reviews: the same trials would be counted in more than one of them."
    return (
        f"{_listed(reviews)} already {'pools' if len(reviews) == 1 else 'pool'} trials: what "
        "stands beside it here may be counted twice."
    )


def _repeats(findings: Sequence[Finding]) -> str:
    keys = [each.study.key for each in findings]
    twice = _names(findings, lambda study: keys.count(study.key) > 1)
    if twice:
        return f"{_listed(twice)} would be counted more than once, with several effects."
    for one, other in combinations([each.study for each in findings], 2):
        if may_share_people(one, other):
            return (
                f"{study_name(one)} and {study_name(other)} seem to report the same participants, "
                "who would be counted twice."
            )
    return ""


def _designs(findings: Sequence[Finding]) -> str:
    odd = _names(findings, lambda study: study.design not in COMPARED)
    if odd:
        return f"{_listed(odd)} {'has' if len(odd) == 1 else 'have'} no group to compare with."
    randomised = {each.study.design in RANDOMISED for each in findings}
    if len(randomised) > 1:
        return "Randomised trials and studies without randomisation stand side by side."
    return ""


def _outcomes(findings: Sequence[Finding]) -> str:
    names = list(_texts(findings, lambda outcome: outcome.name))
    if len(names) > 1:
        return f"Different outcomes were measured: {_listed(names, '; ')}."
    if len({each.outcome.better for each in findings}) > 1:
        return "The studies do not agree which way the outcome is better."
    instruments = list(_texts(findings, lambda outcome: outcome.instrument))
    if findings[0].effect.measure is Measure.MD:
        if not all(instruments):
            return "It is not recorded on which scale every study measured."
        if len(instruments) > 1:
            return f"The outcome was measured on different scales: {_listed(instruments, '; ')}."
    return ""


def _comparisons(findings: Sequence[Finding]) -> str:
    found = list(_texts(findings, lambda outcome: outcome.comparison))
    if not all(found):
        return "It is not recorded what every study compared."
    if len(found) > 1:
        return f"The studies compare different things: {_listed(found, '; ')}."
    return ""


def _times(findings: Sequence[Finding]) -> str:
    found = list(_texts(findings, lambda outcome: outcome.time_point))
    if not all(found):
        return "It is not recorded when every study measured."
    if len(found) == 1:
        return ""
    days = [days_of(text) for text in found]
    known = [day for day in days if day]
    if len(known) == len(days) and max(known) <= MOST_APART * min(known):
        return ""
    return f"The studies measured at different times: {_listed(found, '; ')}."


def _disagreement(findings: Sequence[Finding]) -> str:
    pooled = pool([each.effect for each in findings])
    if pooled.i_squared <= MOST_HETEROGENEITY:
        return ""
    return (
        "The effects disagree by more than chance explains "
        f"(I² {pooled.i_squared * 100:.0f}\u00a0%): their mean would describe none of them."
    )


_CHECKS: tuple[Callable[[Sequence[Finding]], str], ...] = (
    _too_few,
    _faults,
    _measures,
    _reviews,
    _repeats,
    _designs,
    _outcomes,
    _comparisons,
    _times,
    _disagreement,
)
"""Each returns a reason or nothing; later ones may rely on earlier ones having passed."""


def _says_same_people(study: Study, other: Study) -> bool:
    told = study.limitations.casefold()
    return "same patients as" in told and study_name(other).casefold() in told


def _names(findings: Sequence[Finding], wanted: Callable[[Study], bool]) -> list[str]:
    return list(dict.fromkeys(study_name(each.study) for each in findings if wanted(each.study)))


def _texts(findings: Sequence[Finding], part: Callable[[Outcome], str]) -> Iterator[str]:
    """Yield the different texts of a part of the outcomes, told apart by letters and digits."""
    seen = set()
    for each in findings:
        text = part(each.outcome).strip()
        if folded(text) not in seen:
            seen.add(folded(text))
            yield text


def _listed(words: Sequence[str], between: str = ", ") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{between.join(words[:-1])} and {words[-1]}"
