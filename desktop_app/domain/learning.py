"""Learning: items, ratings, reviews, memories, what a session draws from, what has come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from desktop_app.domain.questions import Skill


class Rating(IntEnum):
    """How well an item was known; the four of the FSRS scheduler."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """How far an item has come; the three of the FSRS scheduler, and what was never reviewed."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the scheduler holds of an item; times are in UTC.

    Parameters
    ----------
    stability
        Days after which the chance to recall it falls to 90 %.
    difficulty
        1 (easy) to 10.
    step
        Step of (re)learning, None in review.
    lapses
        How often it was forgotten once learned.
    rated
        The last rating, None if it was never reviewed.
    """

    item: str
    state: State
    due: datetime
    stability: float | None
    difficulty: float | None
    step: int | None
    last_review: datetime | None
    reviews: int = 0
    lapses: int = 0
    suspended: bool = False
    rated: Rating | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One answered item; ``given`` is what was answered, ``took_ms`` how long it took."""

    key: str
    item: str
    rating: Rating
    when: datetime
    took_ms: int
    given: str = ""


LEECH_AFTER = 6
"""Lapses after which an item is a leech: it is shown apart, with what it is confused with."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a day holds, and how sure recall is to be (``retention``, 0.7 to 0.97)."""

    new_a_day: int = 10
    reviews_a_day: int = 200
    goal_a_day: int = 20
    retention: float = 0.9


@dataclass(frozen=True, slots=True)
class Selection:
    """What a session draws from; an empty field restricts nothing.

    Parameters
    ----------
    wrong
        Only what was last rated “again”, and leeches.
    """

    skills: frozenset[Skill] = frozenset()
    meridians: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """An item of a session: new or not, and whether it is a leech."""

    item: str
    new: bool = False
    leech: bool = False


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was reviewed, or will be due, on a day."""

    day: date
    reviews: int
    right: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How learning stands.

    Parameters
    ----------
    retention
        Of the reviews of learned items in the last 30 days, the share not rated “again”; None if
        there were none.
    calendar, forecast
        Days with reviews so far, and items due on each of the next 30 days.
    mastery
        By code of point, 0 to 1: the mean chance of recalling its items now, unseen ones as 0.
    streak
        Days in a row, up to today or yesterday, on which something was reviewed.
    """

    retention: float | None
    calendar: tuple[DayCount, ...]
    forecast: tuple[DayCount, ...]
    mastery: dict[str, float] = field(default_factory=dict)
    streak: int = 0
    seen: int = 0
    learned: int = 0
    total: int = 0
    leeches: tuple[str, ...] = ()
    by_skill: dict[Skill, tuple[int, int]] = field(default_factory=dict)
