"""What only SQLite does: the full-text index (FTS5) behind ``put``, ``drop`` and ``matches``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Dialect, Integer, Select, Table, column, select, table
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
    create_study_index(connection)


STUDY_COLUMNS = ("code", "title", "author", "journal", "text", "ident")
"""What the index of studies holds of each."""


def create_study_index(connection: Connection) -> None:
    """Make the index of studies, empty.

    It keeps no copy of the text, which stands in the rows of the studies: to take a study out, its
    text is told once more. Beginnings of two letters have their own lists; longer ones are put
    together of their words quickly enough, and each further list makes writing dearer. Words are
    gathered in 8 MiB before they are written, which halves the time of an import.
    """
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search_study USING fts5(code, title, author, journal, text, ident, "
        "content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2')"
    )
    connection.exec_driver_sql(
        "INSERT INTO search_study (search_study, rank) VALUES ('hashsize', 8388608)"
    )


def put_studies(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Index studies that are not yet there: id, then a text for each of ``STUDY_COLUMNS``."""
    connection.exec_driver_sql(
        "INSERT INTO search_study (rowid, code, title, author, journal, text, ident) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(entry_id, *map(split_han, columns)) for entry_id, *columns in rows],
    )


def drop_studies(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Take studies out of the index, each told just as it was put."""
    connection.exec_driver_sql(
        "INSERT INTO search_study "
        "(search_study, rowid, code, title, author, journal, text, ident) "
        "VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)",
        [(entry_id, *map(split_han, columns)) for entry_id, *columns in rows],
    )


def clear_studies(connection: Connection) -> None:
    """Empty the index of studies."""
    connection.exec_driver_sql("INSERT INTO search_study (search_study) VALUES ('delete-all')")


def studies_holding(wanted: Sequence[Term], within: str = "") -> Select[Any]:
    """Return a query for the ids of all studies that hold these terms, in one column if named."""
    # A value of its own, not one of a fixed name: a query may ask for several words in turn.
    matched = column("search_study").bool_op("MATCH")(_all_of(wanted, within))
    return select(column("rowid", Integer)).select_from(table("search_study")).where(matched)


def has_own_studies(connection: Connection) -> bool:
    """Tell whether the user brought any study."""
    held = connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM own_study)")
    return bool(held.scalar())


def newest_own(
    connection: Connection, wanted: Sequence[Term], limit: int, within: str = ""
) -> list[int]:
    """Return ids of the user's studies that hold these terms, latest first, without the trash."""
    rows = connection.exec_driver_sql(
        "SELECT rowid FROM search_study WHERE search_study MATCH ? AND EXISTS "
        "(SELECT 1 FROM own_study WHERE entry_id = search_study.rowid AND trashed IS NULL) "
        "ORDER BY rowid DESC LIMIT ?",
        (_all_of(wanted, within), limit),
    )
    return [row[0] for row in rows]


def _all_of(wanted: Sequence[Term], within: str) -> str:
    joined = " AND ".join(map(expression, wanted[:MOST_TERMS]))
    return f"{within} : ({joined})" if within else joined


MOST_TERMS = 40
"""How many terms are heeded; what is pasted into a search field may be a page."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have the same columns in the same order, in a third of Core's time.

    An import writes tens of thousands, and Core names and converts every value of each.
    """
    if not rows:
        return
    names = tuple(rows[0])
    statement, converts = _insertion(table, names, connection.dialect)
    if not converts:
        connection.exec_driver_sql(statement, [tuple(row.values()) for row in rows])
        return
    values = [list(row.values()) for row in rows]
    for row in values:
        for at, convert in converts:
            row[at] = convert(row[at])
    connection.exec_driver_sql(statement, list(map(tuple, values)))


@lru_cache(maxsize=32)
def _insertion(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[tuple[int, Any]]]:
    """Return the statement for rows of these columns, and what converts the values of some."""
    quoted = dialect.identifier_preparer.quote
    columns, places = ", ".join(map(quoted, names)), ", ".join("?" * len(names))
    converts = [
        (at, convert)
        for at, name in enumerate(names)
        # The driver takes truth values as they are.
        if not isinstance(table.c[name].type, Boolean)
        and (convert := table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
    ]
    return f"INSERT INTO {quoted(table.name)} ({columns}) VALUES ({places})", converts  # noqa: S608


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
    wanted = wanted[:MOST_TERMS]
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
