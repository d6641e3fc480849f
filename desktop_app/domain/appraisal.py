"""What a reader works out of a study: arms, outcomes with effects, risk of bias, STRICTA."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
