"""Which form a library has, and how one of an earlier form is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import Connection

from desktop_app.domain.errors import LibraryTooNew, UnreadableFile
from desktop_app.store import learning_tables, sqlite_only
from desktop_app.store.troubles import damaged, world_errors

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every form a released library has had, oldest first; Alembic's revision ids."""

HEAD = REVISIONS[-1]

CHECK_BELOW = 16 * 1024 * 1024
"""Libraries up to this size, in bytes, are checked whole at every start; larger ones in the
background, with the backup."""


def stored_revision(path: Path) -> str:
    """Return the form of the library file; empty if it is new.

    Raises
    ------
    LibraryDamaged, UnreadableFile
        If the file cannot be read, or is a database of something else.
    """
    with world_errors(path):
        if not path.exists() or path.stat().st_size == 0:
            return ""
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            return _revision(connection, path)


def _revision(connection: sqlite3.Connection, path: Path) -> str:
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not names:
        return ""
    if "alembic_version" not in names:
        raise UnreadableFile(
            f"{path} is not a Yongquan library.", "Choose another folder with --library."
        )
    if path.stat().st_size <= CHECK_BELOW:
        checked = connection.execute("PRAGMA quick_check(1)").fetchone()
        if checked != ("ok",):
            raise damaged(path)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def require_known(revision: str, path: Path) -> None:
    """Raise LibraryTooNew for a form that this program does not know."""
    if revision and revision not in REVISIONS:
        raise LibraryTooNew(
            f"The library {path} was written by a newer Yongquan.",
            "Install the newest Yongquan, or choose another folder with --library.",
        )


def create(connection: Connection) -> None:
    """Make the tables of a new library, inside the caller's transaction."""
    learning_tables.metadata.create_all(connection)
    sqlite_only.create_index(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def migrate(path: Path, revision: str, back_up: Callable[[str], object]) -> None:
    """Bring a library of an earlier form up to date, after a backup named for that form."""
    back_up(f"before-{HEAD}-from-{revision}")
    # Alembic takes longer to import than the window to open, and is needed once per upgrade.
    from desktop_app.store.migrating import upgrade

    upgrade(path)
