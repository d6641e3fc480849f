"""What a day still holds of a selection: what is due, what was done, when there is more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app.domain.learning import LEECH_AFTER, Due, Rating, Selection, State
from desktop_app.store import Library, learning
from desktop_app.study.days import beginning, day_of
from desktop_app.study.questions import items_of
from desktop_app.study.scheduling import plan_session

AHEAD = timedelta(minutes=20)
"""How much sooner than due an item that is being learned may come, when nothing else is left."""


@dataclass(frozen=True, slots=True)
class Today:
    """How a day stands for a selection.

    Parameters
    ----------
    due
        What a session would ask now, in its order.
    answered, goal
        Answers given today, of whatever selection, and how many are aimed at.
    wrong
        Questions of the selection that were last rated “again”, or keep being forgotten.
    of
        Questions that the selection holds in all, and ``unseen`` of them never answered.
    next_day, next_count
        When more will be due once ``due`` has been answered, and how much; None if never.
    """

    due: tuple[Due, ...]
    answered: int
    goal: int
    wrong: int
    of: int
    unseen: int
    next_day: date | None
    next_count: int

    @property
    def new(self) -> int:
        """How many of what is due are new."""
        return sum(due.new for due in self.due)

    @property
    def reviews(self) -> int:
        """How many of what is due were seen before."""
        return len(self.due) - self.new


def today(library: Library, selection: Selection, now: datetime, seed: int = 0) -> Today:
    """Return how the day stands for a selection at a moment, with its zone."""
    with library.reading() as connection:
        held = learning.memories(connection)
        limits = learning.limits(connection)
        answered = len(learning.reviews(connection, beginning(day_of(now))))
    due = plan_session(library, selection, limits, now, seed)
    if not due:
        due = plan_session(library, selection, limits, now, seed, ahead=AHEAD)
    items = items_of(library.content, selection)
    seen = [held[item] for item in items if item in held]
    unseen = len(items) - len(seen)
    tomorrow = day_of(now) + timedelta(days=1)
    asked = {each.item for each in due}
    days = Counter(
        max(day_of(memory.due), tomorrow)
        for memory in seen
        if memory.state is not State.NEW and not memory.suspended and memory.item not in asked
    )
    left = unseen - sum(each.new for each in due)
    if limits.new_a_day and left > 0 and not selection.wrong:
        days[tomorrow] += min(limits.new_a_day, left)
    following = min(days, default=None)
    return Today(
        due,
        answered,
        limits.goal_a_day,
        sum(
            memory.rated is Rating.AGAIN or memory.lapses >= LEECH_AFTER
            for memory in seen
            if not memory.suspended
        ),
        len(items),
        unseen,
        following,
        days[following] if following else 0,
    )
