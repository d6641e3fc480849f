"""The rows of what is learned: reviews, and the memories that are made from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Integer, bindparam, cast, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from desktop_app.domain.learning import Limits, Memory, Rating, Review, State
from desktop_app.domain.remembering import reviewed, unseen
from desktop_app.store.learning_tables import learning_limit, memory, review, suspended
from desktop_app.store.rows import Held, Scope, put_back
from desktop_app.store.values import parts, read_time, stored_time

_FORGOTTEN = 0
"""Stands in the place of a rating where an item was to be forgotten."""

_QUARTER_S = 900
_RIGHT = func.sum(cast(review.c.rating > Rating.AGAIN.value, Integer))

_IN_ORDER = (review.c.item, review.c.number, review.c.answered, review.c.key)


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many reviews were given in a quarter of an hour, and how many not rated “again”.

    No zone's day begins but at a quarter of an hour.
    """

    begun: datetime
    reviews: int
    right: int


def scope(keys: Iterable[str]) -> Scope:
    """Return the reviews with these keys; memories follow from them."""
    return Scope(review.name, review.c.key.name, tuple(keys))


def suspension(items: Iterable[str]) -> Scope:
    """Return what tells whether these items are suspended."""
    return Scope(suspended.name, suspended.c.item.name, tuple(items))


def limits_scope() -> Scope:
    """Return all limits."""
    names = tuple(field.name for field in fields(Limits))
    return Scope(learning_limit.name, learning_limit.c.name.name, names)


def memories(connection: Connection, items: Sequence[str] | None = None) -> dict[str, Memory]:
    """Return the memories of these items, or of all, that were reviewed or are suspended."""
    chosen: Iterable[Sequence[str] | None] = (None,) if items is None else parts(items)
    held: dict[str, Memory] = {}
    for part in chosen:
        left = select(suspended)
        seen = select(memory)
        if part is not None:
            left = left.where(suspended.c.item.in_(part))
            seen = seen.where(memory.c.item.in_(part))
        out = {row.item: read_time(row.since) for row in connection.execute(left)}
        for row in connection.execute(seen):
            held[row.item] = _memory(row, row.item in out)
        for item, since in out.items():
            if item not in held:
                held[item] = Memory(item, State.NEW, since, None, None, 0, None, suspended=True)
    return held


def take(connection: Connection, item: str, when: datetime) -> Memory:
    """Return the memory of an item; of an unseen one, as of this time."""
    return memories(connection, [item]).get(item) or unseen(item, when)


def reviews(
    connection: Connection, since: datetime | None = None, items: Sequence[str] | None = None
) -> tuple[Review, ...]:
    """Return reviews in the order they were given, from a time on, or of some items."""
    query = select(review).where(review.c.rating != _FORGOTTEN)
    if since is not None:
        query = query.where(review.c.answered >= stored_time(since))
    query = query.order_by(review.c.number, review.c.answered, review.c.key)
    if items is None:
        return tuple(map(_review, connection.execute(query)))
    rows = [
        row
        for part in parts(items)
        for row in connection.execute(query.where(review.c.item.in_(part)))
    ]
    return tuple(map(_review, sorted(rows, key=lambda row: (row.number, row.answered, row.key))))


def answer(connection: Connection, given: Review, retention: float) -> None:
    """Add a review, and make of the item's memory what it makes of it."""
    before = take(connection, given.item, given.when)
    _add(connection, given.key, given.item, before.state, given.when, retention,
         given.rating, given.took_ms, given.given)  # fmt: skip
    after = reviewed(before, given.rating, given.when, retention)
    connection.execute(delete(memory).where(memory.c.item == given.item))
    connection.execute(insert(memory).values(_values(after)))


def forget(connection: Connection, keys: Mapping[str, str], when: datetime) -> None:
    """Let items be new again; their reviews are kept. ``keys`` gives a new key for each item."""
    for item, key in keys.items():
        before = take(connection, item, when)
        _add(connection, key, item, before.state, when, 0.0, _FORGOTTEN, 0, "")
        connection.execute(delete(memory).where(memory.c.item == item))


def suspend(connection: Connection, items: Sequence[str], when: datetime | None) -> None:
    """Leave items out as of a time, or with None take them back."""
    for part in parts(items):
        connection.execute(delete(suspended).where(suspended.c.item.in_(part)))
    if items and when is not None:
        since = stored_time(when)
        connection.execute(insert(suspended), [{"item": each, "since": since} for each in items])


def swap(connection: Connection, wanted: Sequence[Held]) -> tuple[Held, ...]:
    """Put reviews back, and make memories of them; return what reviews were until now."""
    before = put_back(connection, wanted)
    at = list(review.columns.keys()).index(review.c.item.name)
    changed = (row[at] for held in (*before, *wanted) for row in held.rows)
    rebuild(connection, tuple(dict.fromkeys(changed)))
    return before


def rebuild(
    connection: Connection, items: Sequence[str] | None = None, unless_fuller: bool = False
) -> None:
    """Make memories from the reviews alone.

    Parameters
    ----------
    connection
        Where to write.
    items
        Which; all if not given.
    unless_fuller
        Whether a memory stays that was made of more reviews than there are, as where some of a
        damaged library could not be read.
    """
    if unless_fuller:
        items = _rebuildable(connection)
    chosen: Iterable[Sequence[str] | None] = (None,) if items is None else parts(items)
    for part in chosen:
        query, stale = select(review).order_by(*_IN_ORDER), delete(memory)
        if part is not None:
            query, stale = (
                query.where(review.c.item.in_(part)),
                stale.where(memory.c.item.in_(part)),
            )
        rows = connection.execute(query).all()
        connection.execute(stale)
        made, states = _replayed(rows)
        if made:
            connection.execute(insert(memory), list(map(_values, made)))
        if states:
            by_key = update(review).where(review.c.key == bindparam("at"))
            connection.execute(by_key.values(state=bindparam("was")), states)


def rename(connection: Connection, renamed: Mapping[str, str]) -> None:
    """Give what was learned of renamed points to the new ones.

    Parameters
    ----------
    renamed
        Codes that no longer ship, and those that stand for them.
    """
    if not renamed:
        return
    held = {
        item
        for column in (review.c.item, memory.c.item, suspended.c.item)
        for item in connection.execute(select(column).distinct()).scalars()
    }
    moved = {
        item: name
        for item in held
        if (name := ":".join(renamed.get(part, part) for part in item.split(":"))) != item
    }
    for item, name in moved.items():
        connection.execute(update(review).where(review.c.item == item).values(item=name))
        for table in (memory, suspended):
            # What the new one has already is not lost: reviews of both make one memory.
            taken = connection.execute(select(table).where(table.c.item == name)).first()
            change: Any = update(table).values(item=name) if taken is None else delete(table)
            connection.execute(change.where(table.c.item == item))
    rebuild(connection, tuple(dict.fromkeys(moved.values())))


def limits(connection: Connection) -> Limits:
    """Return how much a day holds."""
    held = {row.name: row.value for row in connection.execute(select(learning_limit))}
    usual = Limits()
    return Limits(
        **{
            field.name: type(getattr(usual, field.name))(held[field.name])
            for field in fields(Limits)
            if field.name in held
        }
    )


def set_limits(connection: Connection, wanted: Limits, now: datetime) -> None:
    """Write how much a day holds."""
    connection.execute(delete(learning_limit))
    when = stored_time(now)
    rows = [
        {"name": field.name, "value": float(getattr(wanted, field.name)), "updated": when}
        for field in fields(Limits)
    ]
    connection.execute(insert(learning_limit), rows)


def answered_since(connection: Connection, since: datetime) -> tuple[set[str], set[str]]:
    """Return the items that were first reviewed from a time on, and the others reviewed since."""
    query = select(review.c.item, review.c.state).where(
        review.c.answered >= stored_time(since), review.c.rating != _FORGOTTEN
    )
    new: set[str] = set()
    seen: set[str] = set()
    for row in connection.execute(query):
        (new if row.state == State.NEW else seen).add(row.item)
    return new, seen - new


def quarters(connection: Connection) -> tuple[Quarter, ...]:
    """Return what was reviewed in each quarter of an hour with reviews, in order of time."""
    seconds = cast(func.strftime("%s", review.c.answered), Integer)
    quarter = (seconds // _QUARTER_S).label("quarter")
    query = select(quarter, func.count(), _RIGHT).where(review.c.rating != _FORGOTTEN)
    found = connection.execute(query.group_by(quarter).order_by(quarter))
    return tuple(
        Quarter(datetime.fromtimestamp(number * _QUARTER_S, UTC), count, right)
        for number, count, right in found
    )


def recalled(connection: Connection, since: datetime) -> tuple[int, int]:
    """Return how many reviews since were of learned items, and how many of those not “again”."""
    query = select(func.count(), _RIGHT).where(
        review.c.answered >= stored_time(since),
        review.c.rating != _FORGOTTEN,
        review.c.state == State.REVIEW.value,
    )
    count, right = connection.execute(query).one()
    return count, right or 0


def _rebuildable(connection: Connection) -> tuple[str, ...]:
    counts = select(review.c.item, func.count().label("reviews")).group_by(review.c.item)
    there = {row.item: row.reviews for row in connection.execute(counts)}
    held = {row.item: row.reviews for row in connection.execute(select(memory))}
    return tuple(item for item, count in there.items() if count >= held.get(item, 0))


def _replayed(rows: Sequence[Any]) -> tuple[list[Memory], list[dict[str, str]]]:
    """Return the memories that reviews make, and the states before them that were noted wrong."""
    made: list[Memory] = []
    states: list[dict[str, str]] = []
    for item, given in groupby(rows, key=lambda row: row.item):
        now: Memory | None = None
        for row in given:
            when = read_time(row.answered)
            before = now or unseen(item, when)
            if row.state != before.state.value:
                states.append({"at": row.key, "was": before.state.value})
            if row.rating == _FORGOTTEN:
                now = None
            else:
                now = reviewed(before, Rating(row.rating), when, row.retention)
        if now is not None:
            made.append(now)
    return made, states


def _add(
    connection: Connection, key: str, item: str, state: State, when: datetime, retention: float,
    rating: int, took_ms: int, given: str,
) -> None:  # fmt: skip
    number = (connection.execute(select(func.max(review.c.number))).scalar() or 0) + 1
    connection.execute(
        insert(review).values(
            key=key,
            number=number,
            item=item,
            rating=int(rating),
            state=state.value,
            retention=retention,
            answered=stored_time(when),
            took_ms=took_ms,
            given=given,
        )
    )


def _memory(row: Any, is_suspended: bool) -> Memory:
    return Memory(
        item=row.item,
        state=State(row.state),
        due=read_time(row.due),
        stability=row.stability,
        difficulty=row.difficulty,
        step=row.step,
        last_review=row.last_review and read_time(row.last_review),
        reviews=row.reviews,
        lapses=row.lapses,
        suspended=is_suspended,
        rated=row.rated and Rating(row.rated),
    )


def _values(held: Memory) -> dict[str, Any]:
    return {
        "item": held.item,
        "state": held.state.value,
        "due": stored_time(held.due),
        "stability": held.stability,
        "difficulty": held.difficulty,
        "step": held.step,
        "last_review": held.last_review and stored_time(held.last_review),
        "reviews": held.reviews,
        "lapses": held.lapses,
        "rated": held.rated and int(held.rated),
    }


def _review(row: Any) -> Review:
    when = read_time(row.answered)
    return Review(row.key, row.item, Rating(row.rating), when, row.took_ms, row.given)
