"""The text of files, in a database beside the library that may be deleted: it is made anew.

It is kept by content and page, apart from what the user has written, and is not backed up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from desktop_app.domain.errors import LibraryDamaged
from desktop_app.store.connections import (
    open_in_memory,
    open_read_only,
    open_reader,
    open_writer,
)
from desktop_app.store.sqlite_only import CLOSE, OPEN, expression, is_short
from desktop_app.store.words import Term, split_han, terms, unsplit_han

FILE = "texts.db"

READING, READ, EMPTY, LOCKED, BROKEN = "reading", "read", "empty", "locked", "broken"
"""How far the text of a file is: begun, whole, without any, behind a password, not readable."""

_FORM = 1
"""Raised when the tables or the folding of text change; what is there is made anew then."""

_LOOKED_AT = 200
"""How many pages, the latest first, a search looks at."""

_TABLES = (
    "CREATE TABLE file (digest TEXT PRIMARY KEY, pages INTEGER NOT NULL, state TEXT NOT NULL)",
    "CREATE TABLE page (id INTEGER PRIMARY KEY, digest TEXT NOT NULL, page INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX page_of ON page (digest, page)",
    """CREATE VIRTUAL TABLE page_text USING fts5(
        text, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')""",
    f"PRAGMA user_version = {_FORM}",
)


@dataclass(frozen=True, slots=True)
class PageFound:
    """A page that answers a search; ``others`` is how many more of its file do."""

    digest: str
    page: int
    snippet: str
    others: int


class Texts:
    """The side database of one library; it is made when something is first written."""

    def __init__(self, reader: Engine | None, writer: Engine | None) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the texts of a library's folder; damaged or outdated ones are made anew."""
        path = folder / FILE
        try:
            return cls._opened(path)
        except LibraryDamaged:
            for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
                (folder / name).unlink(missing_ok=True)
            return cls._opened(path)

    @classmethod
    def open_read_only(cls, folder: Path) -> Self:
        """Open them without changing anything; there may be none."""
        path = folder / FILE
        if not path.is_file():
            return cls(None, None)
        engine = open_read_only(path, immutable=False)
        with engine.connect() as connection:
            usable = _form(connection) == _FORM
        return cls(engine if usable else None, None)

    @classmethod
    def in_memory(cls) -> Self:
        """Return texts that are gone with the program."""
        engine = open_in_memory()
        with engine.begin() as connection:
            _make(connection)
        return cls(engine, engine)

    @classmethod
    def _opened(cls, path: Path) -> Self:
        writer = open_writer(path)
        try:
            with writer.begin() as connection:
                if _form(connection) != _FORM:
                    _make(connection)
        except BaseException:
            writer.dispose()
            raise
        return cls(open_reader(path), writer)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction."""
        if self._writer is None:
            raise RuntimeError("the texts are open for reading only")
        with self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Give a connection that sees one state; None if there are no texts."""
        if self._reader is None:
            yield None
            return
        with self._reader.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let the file go."""
        for engine in (self._reader, self._writer):
            if engine is not None:
                engine.dispose()


def states(connection: Connection) -> dict[str, str]:
    """Return how far each file's text is, by digest."""
    rows = connection.exec_driver_sql("SELECT digest, state FROM file")
    return {row[0]: row[1] for row in rows}


def pages_read(connection: Connection, digest: str) -> int:
    """Return how many pages of a file have been read."""
    count = "SELECT count(*) FROM page WHERE digest = ?"
    return int(connection.exec_driver_sql(count, (digest,)).scalar() or 0)


def put_pages(connection: Connection, digest: str, pages: Sequence[tuple[int, str]]) -> None:
    """Add pages, from 0, with their text."""
    for page, text in pages:
        row = connection.exec_driver_sql(
            "INSERT OR IGNORE INTO page (digest, page) VALUES (?, ?)", (digest, page)
        )
        if row.rowcount and text:
            connection.exec_driver_sql(
                "INSERT INTO page_text (rowid, text) VALUES (?, ?)",
                (row.lastrowid, split_han(text)),
            )


def put_state(connection: Connection, digest: str, pages: int, state: str) -> None:
    """Tell how far the text of a file is, and how many pages it has."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO file (digest, pages, state) VALUES (?, ?, ?)",
        (digest, pages, state),
    )


def has_text(connection: Connection, digest: str) -> bool:
    """Tell whether any page that was read has text."""
    found = (
        "SELECT 1 FROM page JOIN page_text ON page_text.rowid = page.id WHERE digest = ? LIMIT 1"
    )
    return connection.exec_driver_sql(found, (digest,)).first() is not None


def forget(connection: Connection, digests: Iterable[str]) -> None:
    """Forget the text of files."""
    for digest in digests:
        for statement in (
            "DELETE FROM page_text WHERE rowid IN (SELECT id FROM page WHERE digest = ?)",
            "DELETE FROM page WHERE digest = ?",
            "DELETE FROM file WHERE digest = ?",
        ):
            connection.exec_driver_sql(statement, (digest,))


def find(connection: Connection, text: str, limit: int) -> list[PageFound]:
    """Return files that hold all typed terms on one page: the first such page of each.

    Files with more such pages come first, then those read last. What one or two letters begin is
    not looked for.
    """
    wanted = terms(text)
    if not wanted or all(map(is_short, wanted)):
        return []
    # Bounded and unranked: ranking would read every page that holds a common word.
    rows = connection.exec_driver_sql(
        "SELECT page.id, digest, page FROM page JOIN (SELECT rowid AS hit FROM page_text "
        "WHERE page_text MATCH ? ORDER BY rowid DESC LIMIT ?) ON page.id = hit",
        (_all_of(wanted), _LOOKED_AT),
    )
    by_file: dict[str, list[tuple[int, int]]] = {}
    for page_id, digest, page in rows:
        by_file.setdefault(digest, []).append((page, page_id))
    best = sorted(by_file.items(), key=lambda item: (-len(item[1]), -max(item[1])[1]))[:limit]
    first = {digest: min(pages) for digest, pages in best}
    shown = _snippets(connection, wanted, [page_id for _, page_id in first.values()])
    return [
        PageFound(digest, first[digest][0], shown[first[digest][1]], len(pages) - 1)
        for digest, pages in best
    ]


def find_in_file(connection: Connection, digest: str, text: str) -> list[PageFound]:
    """Return the pages of one file that hold all typed terms, in order."""
    wanted = terms(text)
    if not wanted:
        return []
    rows = connection.exec_driver_sql(
        f"SELECT page, snippet(page_text, 0, '{OPEN}', '{CLOSE}', '…', 24) "  # noqa: S608
        "FROM page_text JOIN page ON page.id = page_text.rowid "
        "WHERE page_text MATCH ? AND digest = ? ORDER BY page",
        (_all_of(wanted), digest),
    )
    return [PageFound(digest, row[0], _shown(row[1]), 0) for row in rows]


def _snippets(connection: Connection, wanted: Sequence[Term], ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = connection.exec_driver_sql(
        f"SELECT rowid, snippet(page_text, 0, '{OPEN}', '{CLOSE}', '…', 24) "  # noqa: S608
        f"FROM page_text WHERE page_text MATCH ? AND rowid IN ({','.join('?' * len(ids))})",
        (_all_of(wanted), *ids),
    )
    return {row[0]: _shown(row[1]) for row in rows}


def _shown(snippet: str) -> str:
    return " ".join(unsplit_han(snippet).split())


def _all_of(wanted: Sequence[Term]) -> str:
    return " AND ".join(map(expression, wanted))


def _form(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)


def _make(connection: Connection) -> None:
    for name in ("page_text", "page", "file"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        connection.exec_driver_sql(statement)
