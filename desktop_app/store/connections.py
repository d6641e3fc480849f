"""Opens the SQLite file of a library for reading or for writing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import QueuePool, StaticPool

from desktop_app.store.troubles import trouble

BUSY_SECONDS = 5.0
"""How long a connection waits for another one's write."""


def open_writer(path: Path) -> Engine:
    """Return the engine that writes: one connection, each commit on the disk before it returns."""
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(path), poolclass=QueuePool, pool_size=1,
        max_overflow=0,
    )  # fmt: skip
    _prepare(engine, path, "BEGIN IMMEDIATE")
    return engine


def open_reader(path: Path) -> Engine:
    """Return the engine that reads, from several threads, without waiting for the writer."""
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(path, query_only=True), poolclass=QueuePool,
        pool_size=3, max_overflow=5,
    )  # fmt: skip
    _prepare(engine, path, "BEGIN")
    return engine


def open_read_only(path: Path, immutable: bool) -> Engine:
    """Return an engine on a file that may not be written, not even its folder.

    Parameters
    ----------
    path
        The library file.
    immutable
        True if nothing else writes it meanwhile; then no file has to be made beside it.
    """
    engine = create_engine(
        "sqlite://", creator=lambda: _connect_read_only(path, immutable), poolclass=StaticPool
    )
    _prepare(engine, path, "BEGIN")
    return engine


def open_in_memory() -> Engine:
    """Return an engine on a database that is gone with the program."""
    engine = create_engine("sqlite://", creator=_connect_memory, poolclass=StaticPool)
    _prepare(engine, Path(":memory:"), "BEGIN IMMEDIATE")
    return engine


WRITER_CACHE = 16_000
"""KiB of pages that the writing connection may hold: with less, an import of ten thousand studies
writes the pages of its indexes over and over."""


def _connect(path: Path, query_only: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if query_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute(f"PRAGMA cache_size = -{WRITER_CACHE}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _connect_read_only(path: Path, immutable: bool) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{'immutable=1' if immutable else 'mode=ro'}"
    return sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def _connect_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _prepare(engine: Engine, path: Path, begin: str) -> None:
    """Let transactions begin as told (the driver stays in autocommit) and name troubles."""

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def _name_trouble(context: ExceptionContext) -> Any:
        shown = trouble(context.original_exception, path)
        if shown is not None:
            raise shown from context.original_exception
