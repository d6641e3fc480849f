"""What a figure shows: frozen shapes without drawing, complete enough to paint and to read out."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.appraisal import Better, Measure, Outcome
from desktop_app.domain.evidence import Direction, Stance, Study
from desktop_app.domain.poolable import Finding
from desktop_app.domain.pooling import Pooled
from desktop_app.domain.risk import Light


@dataclass(frozen=True, slots=True)
class ForestRow:
    """A study's effect; ``stance`` is None where the figure is not about a claim."""

    finding: Finding
    name: str
    stance: Stance | None = None
    weight: float | None = None

    @property
    def outcome(self) -> Outcome:
        """What was measured, with its effect."""
        return self.finding.outcome


@dataclass(frozen=True, slots=True)
class ForestPanel:
    """Effects that can stand on one axis.

    ``favours`` are the words for the left and right side of the line of no difference. ``pooled``
    is None where pooling would be wrong, and ``why_not`` says why.
    """

    measure: Measure
    better: Better
    title: str
    favours: tuple[str, str]
    rows: tuple[ForestRow, ...]
    pooled: Pooled | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ToldResult:
    """A result that has no place on an axis, so that it is not left out: what was found, in words.

    ``direction`` is that of the study; None where the words are on one outcome among several.
    ``why`` says why there is nothing to draw.
    """

    study: Study
    name: str
    words: str
    why: str
    direction: Direction | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Forest:
    """The effects of the studies on something; ``why_empty`` says why there is no axis."""

    title: str
    panels: tuple[ForestPanel, ...]
    told: tuple[ToldResult, ...]
    why_empty: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class RiskCell:
    """A judgement in the tool's words, how it is shown (None if nothing was judged), and why."""

    words: str
    light: Light | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A study's risk of bias, item by item, then overall."""

    study: Study
    name: str
    outcome: str
    cells: tuple[RiskCell, ...]
    overall: RiskCell


@dataclass(frozen=True, slots=True)
class RiskPart:
    """Studies judged with one tool: its items as (id, words)."""

    tool: str
    title: str
    items: tuple[tuple[str, str], ...]
    rows: tuple[RiskRow, ...]


@dataclass(frozen=True, slots=True)
class RiskTable:
    """Risk of bias of the studies on something; ``unjudged`` names those nobody has judged."""

    title: str
    parts: tuple[RiskPart, ...]
    unjudged: tuple[tuple[Study, str], ...]
    why_empty: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A study in its year."""

    study: Study
    name: str
    year: int
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Studies by year; ``undated`` names those without one."""

    title: str
    entries: tuple[TimelineEntry, ...]
    undated: tuple[str, ...] = ()
    why_empty: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Bubble:
    """Studies of one design that found the same of one condition or outcome.

    ``people`` counts the participants of those that say how many; None if none does. ``query``
    finds them in the list of studies.
    """

    row: str
    design: str
    direction: Direction
    count: int
    people: int | None
    keys: tuple[str, ...]
    query: str


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Conditions or outcomes by design: ``rows`` and ``designs`` as (key, words), with bubbles.

    ``studies`` counts those shown; ``left_out`` says in words what is not.
    """

    title: str
    by: str
    rows: tuple[tuple[str, str], ...]
    designs: tuple[tuple[str, str], ...]
    bubbles: tuple[Bubble, ...]
    studies: int
    left_out: str = ""
    why_empty: str = ""
