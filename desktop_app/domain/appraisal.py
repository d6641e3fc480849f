"""What a reader works out of a study: arms, outcomes with effects, risk of bias, STRICTA."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite


class Measure(StrEnum):
    """How an effect is measured (Cochrane Handbook 6.4, chapter 6)."""

    MD = "MD"
    SMD = "SMD"
    OR = "OR"
    RR = "RR"
    HR = "HR"
    RD = "RD"

    @property
    def is_ratio(self) -> bool:
        """Tell whether no difference is 1, on a scale of logarithms, rather than 0."""
        return self in (Measure.OR, Measure.RR, Measure.HR)

    @property
    def null(self) -> float:
        """The value that means no difference."""
        return 1.0 if self.is_ratio else 0.0


class Better(StrEnum):
    """Which way an outcome is better for the person treated."""

    LOWER = "lower"
    HIGHER = "higher"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect with its confidence interval; ``level`` is in percent, None is not reported."""

    measure: Measure
    value: float
    low: float | None = None
    high: float | None = None
    level: float = 95.0


def problem_of(effect: Effect) -> str:
    """Return in a sentence why an effect's numbers cannot be; empty if they can.

    That an interval is not reported is no problem.
    """
    held = [each for each in (effect.value, effect.low, effect.high) if each is not None]
    if not all(map(isfinite, held)):
        return "its numbers must be finite."
    if not 50 <= effect.level < 100:
        return "the level of the interval must be at least 50 % and below 100 %, such as 95 %."
    if effect.measure.is_ratio and min(held) <= 0:
        return f"a ratio ({effect.measure.value}) must be above 0."
    if (effect.low is None) is not (effect.high is None):
        return "the interval needs both its ends."
    if not _is_within(effect):
        return "the effect must lie between the ends of its interval, the lower end first."
    return ""


def _is_within(effect: Effect) -> bool:
    if effect.low is None or effect.high is None:
        return True
    return effect.low <= effect.value <= effect.high


@dataclass(frozen=True, slots=True)
class Arm:
    """A group of a study; ``size`` counts those randomised or enrolled."""

    name: str
    size: int | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured when, between which arms, and what came out.

    ``source`` says where the numbers stand: a table, a page, an abstract.
    """

    name: str
    instrument: str = ""
    time_point: str = ""
    comparison: str = ""
    better: Better = Better.UNCLEAR
    effect: Effect | None = None
    result: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was judged of one domain or item of a tool, and why; empty is not judged yet."""

    item: str
    verdict: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class RiskOfBias:
    """An assessment with one of the tools of ``domain.risk``; ``overall`` is the reader's word."""

    tool: str
    judgements: tuple[Judgement, ...] = ()
    overall: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a study reports of one STRICTA item: ``yes``, ``partly``, ``no``; empty is not read."""

    item: str
    verdict: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A reader's appraisal of a study, shipped or their own."""

    arms: tuple[Arm, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    risks: tuple[RiskOfBias, ...] = ()
    stricta: tuple[Reported, ...] = ()
