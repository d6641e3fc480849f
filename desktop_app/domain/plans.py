"""A plan of treatment: whom it is for (a code), the area, points, sessions and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.area import Area, Side
from desktop_app.domain.refs import Kind, Ref


class Limbs(StrEnum):
    """On which limb a point is treated."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"

    @property
    def sides(self) -> tuple[Side, ...]:
        """Return the limbs one by one."""
        return tuple(Side) if self is Limbs.BOTH else (Side(self.value),)


class Technique(StrEnum):
    """How a point is treated."""

    MANUAL = "manual"
    ELECTRO = "electro"
    MOXA = "moxa"
    WARM_NEEDLE = "warm-needle"
    PRESSURE = "pressure"
    BLEEDING = "bleeding"

    @property
    def needles(self) -> bool:
        """Tell whether a needle stays in the point."""
        return self in (Technique.MANUAL, Technique.ELECTRO, Technique.WARM_NEEDLE)


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """A point of a plan.

    Parameters
    ----------
    depth_mm
        Depth of the needle under the skin, mm; None if none goes in or it is left open.
    angle
        ``perpendicular``, ``oblique`` or ``transverse``.
    toward
        Where an oblique or transverse needle points: ``proximal``, ``distal``, ``medial``,
        ``lateral``, ``anterior``, ``posterior``; empty if perpendicular.
    minutes
        Retention of the needle, or length of the treatment of the point.
    hertz
        Frequency of electroacupuncture, as written: ``2``, ``2/100``.
    pair
        Number of the electrode pair, 0 for none: two points share one.
    alternative
        Kept in reserve: told in the plan, not needled and not counted.
    """

    code: str
    limbs: Limbs = Limbs.BOTH
    technique: Technique = Technique.MANUAL
    depth_mm: float | None = None
    angle: str = "perpendicular"
    toward: str = ""
    minutes: int | None = 20
    hertz: str = ""
    pair: int = 0
    note: str = ""
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one test of sensation, reflex, pulse or refill.

    Parameters
    ----------
    test
        ``monofilament``, ``vibration``, ``pinprick``, ``temperature``, ``ankle-reflex``,
        ``pulse`` or ``refill``; more in ``domain.sensing``.
    site
        Id of the examination site, or of the place the test names.
    value
        As the test counts it: ``felt``, ``not-felt``, ``present``, ``weak``, ``absent``,
        or a number with its unit known from the test.
    """

    test: str
    side: Side
    site: str
    value: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That an alert was read, and why the plan goes on as it is."""

    alert: str
    reason: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Measured:
    """The value of an outcome measure (``domain.measures``), of one limb if it has one."""

    measure: str
    value: float
    side: Side | None = None


BASELINE = "baseline"
"""Key of the visit before the first treatment, at which was measured."""


@dataclass(frozen=True, slots=True)
class Session:
    """A treatment given, or the visit before the first one (its key is ``BASELINE``)."""

    key: str
    day: date
    codes: tuple[str, ...] = ()
    response: str = ""
    adverse: str = ""
    measured: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, whole and unchangeable; every edit makes the next one.

    Parameters
    ----------
    key
        Made by the library when the plan is added.
    label
        A code for the client, never a name.
    condition, cause
        Id of the condition, and of the cause within it that is treated for; may be empty.
    facts
        What of the client matters for safety: ids of ``data/safety`` (``anticoagulant``...).
    flags
        Red flags that were asked for: id and whether it is there.
    measures
        Ids of the outcome measures that are followed.
    template
        A plan to begin others from; belongs to no client.
    """

    key: str = ""
    label: str = ""
    title: str = ""
    condition: str = "numb-feet"
    cause: str = ""
    goals: str = ""
    notes: str = ""
    facts: frozenset[str] = frozenset()
    flags: tuple[tuple[str, bool], ...] = ()
    area: Area = field(default_factory=Area)
    findings: tuple[Finding, ...] = ()
    points: tuple[PlanPoint, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    measures: tuple[str, ...] = ("numbness",)
    sessions_planned: int | None = None
    per_week: float | None = None
    sessions: tuple[Session, ...] = ()
    template: bool = False
    archived: bool = False

    @property
    def ref(self) -> Ref:
        """Return its ref; the plan must have been added."""
        return Ref(Kind.PLAN, self.key)

    @property
    def chosen(self) -> tuple[PlanPoint, ...]:
        """Return the points that are treated, alternatives left out."""
        return tuple(point for point in self.points if not point.alternative)

    @property
    def treatments(self) -> int:
        """Return how many sessions have been given, the baseline left out."""
        return sum(session.key != BASELINE for session in self.sessions)

    @property
    def needles(self) -> int:
        """Return how many needles one session takes."""
        return sum(len(p.limbs.sides) for p in self.chosen if p.technique.needles)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as a list shows it; times are in UTC."""

    key: str
    label: str
    title: str
    condition: str
    points: int
    sessions: int
    sessions_planned: int | None
    template: bool
    archived: bool
    trashed: bool
    created: datetime
    updated: datetime
