"""What only SQLite does: the full-text index (FTS5) behind ``put``, ``drop`` and ``matches``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, column, select, table, text
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
    order = "rowid" if all(map(_is_short, wanted)) else "score, rowid"
    found = _matches(connection, " AND ".join(map(_expression, wanted)), order, limit)
    if loosely and not found and len(wanted) > 1:
        found = _matches(connection, " OR ".join(map(_expression, wanted)), order, limit)
    return found


def _is_short(term: Term) -> bool:
    return term.prefix and all(len(word) < _RANKED_FROM for words in term.choices for word in words)


def holding(wanted: Sequence[Term]) -> Select[Any]:
    """Return a query for the ids of all documents that hold all of these terms."""
    matched = text("search_text MATCH :wanted").bindparams(
        wanted=" AND ".join(map(_expression, wanted))
    )
    return select(column("rowid", Integer)).select_from(table("search_text")).where(matched)


def _matches(connection: Connection, expression: str, order: str, limit: int) -> list[Match]:
    # Flat, without a join: so SQLite makes snippets of the best only, not of all.
    rows = connection.exec_driver_sql(
        f"SELECT rowid, snippet(search_text, 3, '{OPEN}', '{CLOSE}', '…', 24), "  # noqa: S608
        f"bm25(search_text, {_WEIGHTS}) AS score "
        f"FROM search_text WHERE search_text MATCH ? ORDER BY {order} LIMIT ?",
        (expression, limit),
    )
    return [Match(row[0], unsplit_han(row[1])) for row in rows]


def _expression(term: Term) -> str:
    """Return a term in FTS5's own language; every word is quoted, so that none is a command."""
    star = "*" if term.prefix else ""
    rows = [f'"{" ".join(words)}"{star}' for words in term.choices]
    return rows[0] if len(rows) == 1 else f"({' OR '.join(rows)})"
