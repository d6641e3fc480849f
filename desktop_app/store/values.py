"""Values as statements take them: in parts that fit, and times as the tables hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")

MOST = 500
"""How many values stand in one statement."""


def parts(values: Iterable[T]) -> Iterator[list[T]]:
    """Yield values in parts that fit into a statement."""
    held = list(values)
    return (held[start : start + MOST] for start in range(0, len(held), MOST))


def stored_time(moment: datetime) -> datetime:
    """Return a moment as the tables hold it: UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def read_time(stored: datetime) -> datetime:
    """Return the moment, in UTC, that a table holds."""
    return stored.replace(tzinfo=UTC)
