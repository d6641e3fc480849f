"""What has come of learning: retention, days done and to come, mastery of each point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo

from desktop_app.content import Content
from desktop_app.domain.learning import LEECH_AFTER, DayCount, Memory, Progress, State
from desktop_app.domain.questions import Skill
from desktop_app.domain.remembering import recall
from desktop_app.store import Library, learning
from desktop_app.store.learning import Quarter
from desktop_app.study.days import day_of
from desktop_app.study.ordering import points_of
from desktop_app.study.questions import all_items, skill_of

DAYS = 30
"""How many days retention looks back, and the forecast ahead."""


def progress(
    library: Library, now: datetime, zone: tzinfo | None = None, items: Sequence[str] | None = None
) -> Progress:
    """Return how learning stands.

    Parameters
    ----------
    library
        Where reviews and memories are.
    now
        The moment to look from, with its zone.
    zone
        Where the user's day begins at four in the morning; the computer's if not given.
    items
        What can be asked; all that the content gives if not told. Of what it no longer gives, the
        reviews count in the calendar and in retention, and nothing else does.
    """
    with library.reading() as connection:
        held = learning.memories(connection)
        quarters = learning.quarters(connection)
        learned, recalled = learning.recalled(connection, now - timedelta(days=DAYS))
    there = tuple(dict.fromkeys(all_items(library.content) if items is None else items))
    known = {item: held[item] for item in there if item in held}
    today = day_of(now, zone)
    calendar = _calendar(quarters, zone)
    seen = [memory for memory in known.values() if memory.reviews]
    return Progress(
        retention=recalled / learned if learned else None,
        calendar=calendar,
        forecast=_forecast(known.values(), today, zone),
        mastery=_mastery(library.content, there, known, now),
        streak=_streak({each.day for each in calendar}, today),
        seen=len(seen),
        learned=sum(memory.state is State.REVIEW for memory in seen),
        total=len(there),
        leeches=tuple(
            memory.item
            for memory in sorted(seen, key=lambda memory: -memory.lapses)
            if memory.lapses >= LEECH_AFTER
        ),
        by_skill=_by_skill(there, known),
    )


def mastery(
    library: Library, now: datetime, items: Sequence[str] | None = None
) -> dict[str, float]:
    """Return how well each point is known, 0 to 1; empty while nothing has been answered.

    Parameters
    ----------
    library
        Where reviews and memories are.
    now
        The moment to look from, with its zone: the chance of recall falls from hour to hour.
    items
        What can be asked; all that the content gives if not told.
    """
    with library.reading() as connection:
        held = learning.memories(connection)
    if not any(memory.reviews for memory in held.values()):
        return {}
    return _mastery(
        library.content, all_items(library.content) if items is None else items, held, now
    )


def _calendar(quarters: Iterable[Quarter], zone: tzinfo | None) -> tuple[DayCount, ...]:
    reviews: Counter[date] = Counter()
    right: Counter[date] = Counter()
    for quarter in quarters:
        day = day_of(quarter.begun, zone)
        reviews[day] += quarter.reviews
        right[day] += quarter.right
    return tuple(DayCount(day, reviews[day], right[day]) for day in sorted(reviews))


def _forecast(memories: Iterable[Memory], today: date, zone: tzinfo | None) -> tuple[DayCount, ...]:
    """Return what falls due on each day; what is overdue is due today."""
    due = Counter(
        max(today, day_of(memory.due, zone))
        for memory in memories
        if memory.reviews and not memory.suspended
    )
    days = (today + timedelta(days=number) for number in range(DAYS))
    return tuple(DayCount(day, due[day]) for day in days)


def _mastery(
    content: Content, items: Iterable[str], known: Mapping[str, Memory], now: datetime
) -> dict[str, float]:
    """Return the mean chance of recall of the items of each point that is asked about."""
    chances: dict[str, list[float]] = {}
    for item in items:
        chance = recall(known[item], now) if item in known else 0.0
        for code in points_of(content, item):
            chances.setdefault(code, []).append(chance)
    return {code: sum(each) / len(each) for code, each in chances.items()}


def _streak(days: set[date], today: date) -> int:
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count += 1
        day -= timedelta(days=1)
    return count


def _by_skill(items: Iterable[str], known: Mapping[str, Memory]) -> dict[Skill, tuple[int, int]]:
    """Return how many items of each skill have been learned, and how many there are."""
    total: Counter[Skill] = Counter()
    learned: Counter[Skill] = Counter()
    for item in items:
        skill = skill_of(item)
        total[skill] += 1
        learned[skill] += item in known and known[item].state is State.REVIEW
    return {skill: (learned[skill], total[skill]) for skill in Skill if total[skill]}
