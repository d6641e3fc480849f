"""The database of a library on its way into an archive and out of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import LibraryTooNew, UnreadableFile
from desktop_app.store import backup, schema
from desktop_app.store.troubles import world_errors

_COUNTS = {
    "studies": "SELECT count(*) FROM own_study WHERE trashed IS NULL",
    "notes": "SELECT count(*) FROM note",
    "attachments": "SELECT count(*) FROM attachment",
    "plans": "SELECT count(*) FROM plan WHERE trashed IS NULL",
}


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy of a library's database: its form, what it holds, and the files that it names.

    ``files`` are pairs of a digest and a name, each content once.
    """

    revision: str
    counts: dict[str, int]
    files: tuple[tuple[str, str], ...]


def copy_out(library: Path, target: Path, tell: Callable[[int, int], None]) -> Copied:
    """Copy a library's database while it may be in use, and check the copy.

    Parameters
    ----------
    tell
        Called with the pages copied and those there are; may raise to stop.

    Raises
    ------
    LibraryDamaged
        If the copy does not pass SQLite's check.
    """
    with world_errors(library):
        backup.copy_checked(library, target, tell)
        with closing(_only_read(target)) as copy:
            named = copy.execute("SELECT digest, min(name) FROM attachment GROUP BY digest")
            return Copied(
                revision=_revision(copy),
                counts={name: copy.execute(sql).fetchone()[0] for name, sql in _COUNTS.items()},
                files=tuple((str(digest), str(name)) for digest, name in named),
            )


def known_revision(revision: str, archive: Path) -> None:
    """Raise LibraryTooNew if this program does not know the form of an archived library."""
    if revision not in schema.REVISIONS:
        raise LibraryTooNew(
            f"The library in {archive} was written by a newer Yongquan.",
            "Install the newest Yongquan.",
        )


def check_in(database: Path, archive: Path) -> str:
    """Check a database from an archive before it is used; return its form.

    Parameters
    ----------
    database
        Where it has been unpacked.
    archive
        Where it came from, for messages.

    Raises
    ------
    UnreadableFile
        If it is damaged, no library, or holds what no library does, such as triggers.
    LibraryTooNew
        If this program does not know its form.
    """
    try:
        with closing(_only_read(database)) as held:
            # A stranger's schema could run functions; none is trusted until it has been looked at.
            held.execute("PRAGMA trusted_schema = OFF")
            names = {row[0]: row[1] for row in held.execute("SELECT name, type FROM sqlite_master")}
            if "alembic_version" not in names or not {"table", "index"}.issuperset(names.values()):
                raise _unusable(archive)
            revision = _revision(held)
            known_revision(revision, archive)
            if held.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise _unusable(archive)
            if held.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise _unusable(archive)
    except sqlite3.Error as error:
        raise _unusable(archive) from error
    return revision


def _only_read(database: Path) -> sqlite3.Connection:
    """Open a file that nobody else uses; nothing is made beside it."""
    return sqlite3.connect(f"{database.absolute().as_uri()}?immutable=1", uri=True)


def _revision(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _unusable(archive: Path) -> UnreadableFile:
    return UnreadableFile(
        f"The library in {archive} is damaged and was not opened.", "Use another copy of it."
    )
