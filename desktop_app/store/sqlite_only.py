"""What only SQLite does: the full-text index (FTS5) behind ``put``, ``drop`` and ``matches``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, Select, Table, column, insert, select, table, text
from sqlalchemy.engine import Connection

from desktop_app.store.words import Term, split_han, unsplit_han

OPEN, CLOSE = "[[", "]]"
"""Marks around a match in a snippet."""

_RANKED_FROM = 3
"""How many letters a word has from which on matches are ranked."""

_WEIGHTS = "10.0, 6.0, 4.0, 1.0"
"""How much a match weighs in codes, names, aliases and text."""


@dataclass(frozen=True, slots=True)
class Match:
    """A document found by its text."""

    doc_id: int
    snippet: str


def create_index(connection: Connection) -> None:
    """Make the index, empty."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search_text USING fts5(code, name, alias, text, "
        "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')"
    )


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns, in a third of the time that Core takes.

    An import writes tens of thousands, and Core names and converts every value of each.
    """
    if not rows:
        return
    names = tuple(rows[0])
    dialect = connection.dialect
    values = list(map(itemgetter(*names), rows))
    for at, name in enumerate(names):
        convert = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            values = [(*row[:at], convert(row[at]), *row[at + 1 :]) for row in values]
    statement = insert(table).compile(dialect=dialect, column_keys=list(names))
    order = [names.index(name) for name in statement.positiontup or names]
    if order != list(range(len(names))):
        values = [tuple(row[at] for at in order) for row in values]
    connection.exec_driver_sql(str(statement), values)


def put(connection: Connection, rows: Iterable[tuple[int, str, str, str, str]]) -> None:
    """Index documents that are not yet there: id, then codes, names, aliases and text."""
    connection.exec_driver_sql(
        "INSERT INTO search_text (rowid, code, name, alias, text) VALUES (?, ?, ?, ?, ?)",
        [(doc_id, *map(split_han, columns)) for doc_id, *columns in rows],
    )


def drop(connection: Connection, doc_ids: Iterable[int]) -> None:
    """Take documents out of the index."""
    connection.exec_driver_sql(
        "DELETE FROM search_text WHERE rowid = ?", [(doc_id,) for doc_id in doc_ids]
    )


def clear(connection: Connection) -> None:
    """Empty the index."""
    connection.exec_driver_sql("DELETE FROM search_text")


def matches(
    connection: Connection, wanted: Sequence[Term], limit: int, loosely: bool
) -> list[Match]:
    """Return documents that hold all terms, best first; if none does, loosely, any term."""
    if not wanted:
        return []
    # Ranking all that begins with a letter or two takes long and tells nothing.
    order = "rowid" if all(map(is_short, wanted)) else "score, rowid"
    found = _matches(connection, " AND ".join(map(expression, wanted)), order, limit)
    if loosely and not found and len(wanted) > 1:
        found = _matches(connection, " OR ".join(map(expression, wanted)), order, limit)
    return found


def matches_apart(connection: Connection, wanted: Sequence[Term], limit: int) -> list[Match]:
    """Return documents with ids below 0 that hold all terms, the lowest id first."""
    return _matches(connection, " AND ".join(map(expression, wanted)), "rowid", limit, "<")


def is_short(term: Term) -> bool:
    """Tell whether a term is the beginning of so many words that matches are not ranked."""
    return term.prefix and all(len(word) < _RANKED_FROM for words in term.choices for word in words)


def holding(wanted: Sequence[Term]) -> Select[Any]:
    """Return a query for the ids of all documents that hold all of these terms."""
    matched = text("search_text MATCH :wanted").bindparams(
        wanted=" AND ".join(map(expression, wanted))
    )
    return select(column("rowid", Integer)).select_from(table("search_text")).where(matched)


def _matches(
    connection: Connection, expression: str, order: str, limit: int, side: str = ">"
) -> list[Match]:
    # Flat, without a join: so SQLite makes snippets of the best only, not of all.
    rows = connection.exec_driver_sql(
        f"SELECT rowid, snippet(search_text, 3, '{OPEN}', '{CLOSE}', '…', 24), "  # noqa: S608
        f"bm25(search_text, {_WEIGHTS}) AS score "
        f"FROM search_text WHERE search_text MATCH ? AND rowid {side} 0 "
        f"ORDER BY {order} LIMIT ?",
        (expression, limit),
    )
    return [Match(row[0], unsplit_han(row[1])) for row in rows]


def expression(term: Term) -> str:
    """Return a term in FTS5's own language; every word is quoted, so that none is a command."""
    star = "*" if term.prefix else ""
    rows = [f'"{" ".join(words)}"{star}' for words in term.choices]
    return rows[0] if len(rows) == 1 else f"({' OR '.join(rows)})"
