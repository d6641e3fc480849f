"""How much a day of study holds: kept in the library, so that it goes where the library goes."""

from __future__ import annotations

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.learning import Limits
from desktop_app.domain.refs import Kind, Ref
from desktop_app.store import Library, learning
from desktop_app.store.undoing import undoable

LIMITS = Ref(Kind.LEARNING, "limits")
"""The ref that is told as changed when limits are."""

MOST_A_DAY = 9999
RETENTION = (0.7, 0.97)
"""The least and the most that can be aimed at; beyond, FSRS is not sensible."""


def limits(library: Library) -> Limits:
    """Return how much a day holds, and how sure recall is to be."""
    with library.reading() as connection:
        return learning.limits(connection)


def set_limits(library: Library, wanted: Limits, author: str = "") -> Changed:
    """Set how much a day holds; another retention counts from the next answer on.

    Raises
    ------
    NotUnderstood
        If a number is out of its range; nothing is changed then.
    """
    for name, number in (
        ("New questions a day", wanted.new_a_day),
        ("Reviews a day", wanted.reviews_a_day),
        ("The goal of a day", wanted.goal_a_day),
    ):
        if not 0 <= number <= MOST_A_DAY:
            raise NotUnderstood(f"{name} must be from 0 to {MOST_A_DAY}, not {number}.")
    least, most = RETENTION
    if not least <= wanted.retention <= most:
        raise NotUnderstood(
            f"The chance of recall to aim at must be from {least:.0%} to {most:.0%}, "
            f"not {wanted.retention:.0%}."
        )
    if wanted == limits(library):
        return Changed(frozenset(), author)
    return undoable(
        library,
        [learning.limits_scope()],
        "Change the limits of study",
        [LIMITS],
        lambda connection: learning.set_limits(connection, wanted, library.clock()),
        author,
    )
