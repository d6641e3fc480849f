"""Rows that a write is about to change: held as they are, and put back exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.errors import NotUnderstood
from desktop_app.store.learning_tables import metadata
from desktop_app.store.values import parts

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows of a table: those whose ``column`` holds one of ``values``, and ``also`` these."""

    table: str
    column: str
    values: tuple[Any, ...]
    also: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of a scope as they were, in the order of its values."""

    scope: Scope
    rows: tuple[Row, ...]


def hold(connection: Connection, scopes: Iterable[Scope]) -> tuple[Held, ...]:
    """Return the rows of these scopes as they are."""
    return tuple(Held(scope, tuple(_read(connection, scope))) for scope in scopes)


def put_back(connection: Connection, held: Sequence[Held]) -> tuple[Held, ...]:
    """Make the rows of each scope what was held; return what they were until now.

    Scopes are filled in the order given and emptied in the reverse, so those that others refer
    to come first.

    Raises
    ------
    NotUnderstood
        If what was held no longer fits the rest of the library.
    """
    now = hold(connection, [each.scope for each in held])
    try:
        for was, each in zip(reversed(now), reversed(held), strict=True):
            _take_out(connection, was, each)
        for was, each in zip(now, held, strict=True):
            _put_in(connection, was, each)
    except IntegrityError as error:
        raise NotUnderstood(
            "This cannot be taken back: the library has changed too much since."
        ) from error
    return now


def _read(connection: Connection, scope: Scope) -> Iterator[Row]:
    table = metadata.tables[scope.table]
    at = list(table.columns.keys()).index(scope.column)
    others = [table.c[name] == value for name, value in scope.also]
    for part in parts(dict.fromkeys(scope.values)):
        query = select(table).where(table.c[scope.column].in_(part), *others)
        rows = connection.execute(query.order_by(*table.primary_key)).all()
        place = {value: number for number, value in enumerate(part)}
        yield from sorted(map(tuple, rows), key=partial(_placed, place=place, at=at))


def _placed(row: Row, place: dict[Any, int], at: int) -> int:
    return place[row[at]]


def _take_out(connection: Connection, was: Held, wanted: Held) -> None:
    stay = {_key(wanted.scope, row) for row in wanted.rows}
    gone = [key for row in reversed(was.rows) if (key := _key(was.scope, row)) not in stay]
    if not gone:
        return
    table = metadata.tables[was.scope.table]
    names = [column.name for column in table.primary_key]
    where = [table.c[name] == bindparam(f"at_{name}") for name in names]
    at = [f"at_{name}" for name in names]
    connection.execute(delete(table).where(*where), [dict(zip(at, k, strict=True)) for k in gone])


def _put_in(connection: Connection, was: Held, wanted: Held) -> None:
    table = metadata.tables[wanted.scope.table]
    held = {_key(was.scope, row): row for row in was.rows}
    names = list(table.columns.keys())
    new = [row for row in wanted.rows if _key(wanted.scope, row) not in held]
    other = [row for row in wanted.rows if held.get(_key(wanted.scope, row), row) != row]
    if new:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in new])
    if other:
        keys = {column.name for column in table.primary_key}
        where = [table.c[name] == bindparam(f"at_{name}") for name in keys]
        values: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in names if name not in keys
        }
        connection.execute(
            update(table).where(*where).values(values),
            [
                {
                    f"{'at' if name in keys else 'new'}_{name}": value
                    for name, value in zip(names, row, strict=True)
                }
                for row in other
            ],
        )


def _key(scope: Scope, row: Row) -> Row:
    table = metadata.tables[scope.table]
    keys = {column.name for column in table.primary_key}
    return tuple(
        value for name, value in zip(table.columns.keys(), row, strict=True) if name in keys
    )
