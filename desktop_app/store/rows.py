"""Undo by rows: what a write is about to change is held, and put back exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.refs import Kind, Ref
from desktop_app.store.learning_tables import metadata

if TYPE_CHECKING:
    # Taking things from a library needs what this module offers.
    from desktop_app.store.library import Library

Row = tuple[Any, ...]
Write = Callable[[Connection], object]
Swap = Callable[[Connection, "Sequence[Held]"], "tuple[Held, ...]"]

_MOST = 500
"""How many values stand in one statement."""

_LISTED = 2000
"""How many refs a notice lists; beyond, it says that everything of their kinds may have changed."""


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


def undoable(
    library: Library,
    scopes: Sequence[Scope],
    title: str,
    refs: Iterable[Ref],
    write: Write,
    author: str = "",
    swap: Swap | None = None,
) -> Changed:
    """Write in one transaction and return a notice that can take it back, and do it again.

    Parameters
    ----------
    library
        Where to write.
    scopes
        All rows that ``write`` may add, change or remove.
    title
        What is done, as it stands after “Undo”.
    refs
        What is touched.
    write
        Does it.
    author
        Who asks, so that it can ignore its own echo.
    swap
        Puts the rows back in place of ``put_back``, for rows on which others depend.
    """
    with library.writing() as connection:
        before = hold(connection, scopes)
        write(connection)
        unchanged = hold(connection, scopes) == before
    if unchanged:
        return Changed(frozenset(), author)
    return _changed(title, tuple(refs), before, swap or put_back, author)


def _back(
    library: Library, title: str, refs: tuple[Ref, ...], held: tuple[Held, ...], swap: Swap
) -> Changed:
    with library.writing() as connection:
        before = swap(connection, held)
    return _changed(title, refs, before, swap)


def _changed(
    title: str, refs: tuple[Ref, ...], before: tuple[Held, ...], swap: Swap, author: str = ""
) -> Changed:
    undo = Undo(title, partial(_back, title=title, refs=refs, held=before, swap=swap))
    return notice(refs, undo, author)


def notice(refs: Iterable[Ref], undo: Undo | None, author: str = "") -> Changed:
    """Return the notice of a write; very many refs of one kind are told as the kind."""
    named = frozenset(refs)
    kinds = (
        frozenset(kind for kind in Kind if sum(ref.kind is kind for ref in named) > _LISTED)
        if len(named) > _LISTED
        else frozenset()
    )
    listed = frozenset(ref for ref in named if ref.kind not in kinds) if kinds else named
    return Changed(listed, author, undo, kinds)


def parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield values in parts that fit into a statement."""
    return (values[start : start + _MOST] for start in range(0, len(values), _MOST))


def _read(connection: Connection, scope: Scope) -> Iterator[Row]:
    table = metadata.tables[scope.table]
    at = list(table.columns.keys()).index(scope.column)
    others = [table.c[name] == value for name, value in scope.also]
    for part in parts(tuple(dict.fromkeys(scope.values))):
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
