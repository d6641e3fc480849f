"""What a review makes of a memory, and the chance to recall it: FSRS, as the fsrs library has it.

Nothing is left to chance (no fuzz), so that the same reviews always make the same memory.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from desktop_app.domain.learning import Memory, Rating, State

if TYPE_CHECKING:
    # Not needed to open a library, and takes some of the start.
    from fsrs import Card, Scheduler


def unseen(item: str, when: datetime) -> Memory:
    """Return the memory of an item that was never reviewed; it is due at once."""
    return Memory(item, State.NEW, when.astimezone(UTC), None, None, 0, None)


def reviewed(memory: Memory, rating: Rating, when: datetime, retention: float) -> Memory:
    """Return what a review makes of a memory.

    Parameters
    ----------
    memory
        As it was before.
    rating
        How well the item was known.
    when
        When it was reviewed, with its zone.
    retention
        The chance of recall, 0 to 1, at which the item is due again.
    """
    import fsrs

    card, _ = scheduler(retention).review_card(
        _card(memory), fsrs.Rating(rating.value), when.astimezone(UTC)
    )
    lapsed = memory.state is State.REVIEW and rating is Rating.AGAIN
    return replace(
        memory,
        state=State(card.state.name.lower()),
        due=card.due,
        stability=card.stability,
        difficulty=card.difficulty,
        step=card.step,
        last_review=card.last_review,
        reviews=memory.reviews + 1,
        lapses=memory.lapses + lapsed,
        rated=rating,
    )


def recall(memory: Memory, now: datetime) -> float:
    """Return the chance, 0 to 1, that an item is recalled now; 0 if it was never reviewed."""
    return scheduler(0.9).get_card_retrievability(_card(memory), now.astimezone(UTC))


@cache
def scheduler(retention: float) -> Scheduler:
    """Return the scheduler that aims at this chance of recall; the rest is as FSRS has it."""
    import fsrs

    return fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)


def _card(memory: Memory) -> Card:
    import fsrs

    state = fsrs.State.Learning if memory.state is State.NEW else fsrs.State[memory.state.title()]
    return fsrs.Card(
        card_id=0,
        state=state,
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last_review,
    )
