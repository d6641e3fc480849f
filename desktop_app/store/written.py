"""Everything that the user has written about studies: taken away and put back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.engine import Connection

from desktop_app.store import marks, note_index
from desktop_app.store.own_tables import attachment
from desktop_app.store.rows import Held, Row, Scope, put_back
from desktop_app.store.tables import note

TABLES = (
    ("appraisal", "ref"), ("attachment", "ref"), ("collected", "ref"), ("note", "ref"),
    ("read_status", "ref"), ("stance", "study"), ("star", "ref"), ("tagged", "ref"),
    ("visit", "ref"),
)  # fmt: skip
"""Where something about a study stands under its ref."""

_DIGEST = list(attachment.columns.keys()).index("digest")
_REF, _TEXT = (list(note.columns.keys()).index(name) for name in ("ref", "text"))


def nothing_about(refs: Iterable[str]) -> tuple[Held, ...]:
    """Return the state in which nothing has been written about what these refs name."""
    named = tuple(refs)
    return tuple(Held(Scope(table, column, named), ()) for table, column in TABLES) if named else ()


def swap_about(connection: Connection, wanted: Sequence[Held]) -> tuple[Held, ...]:
    """Make what is written what was held, also in search; return what it was until now.

    Raises
    ------
    NotUnderstood
        If it no longer fits the rest of the library, such as a tag that has gone.
    """
    before = put_back(connection, wanted)
    both = (*before, *wanted)
    marks.index_files(connection, {row[_DIGEST] for row in _rows(both, attachment.name)})
    note_index.drop(connection, {row[_REF] for row in _rows(both, note.name)})
    for row in _rows(wanted, note.name):
        note_index.put(connection, row[_REF], row[_TEXT])
    return before


def _rows(held: Sequence[Held], table: str) -> Iterator[Row]:
    return (row for each in held if each.scope.table == table for row in each.rows)
