"""Tells the world's troubles with a database file (full disk, other copy, damage) from bugs."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.errors import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    UnreadableFile,
    WorldError,
)

_FULL = frozenset(getattr(errno, name) for name in ("ENOSPC", "EDQUOT") if hasattr(errno, name))

_PRIMARY = 0xFF
"""SQLite's extended result codes carry the primary code in their lowest byte."""


def trouble(error: BaseException, path: Path) -> WorldError | None:
    """Return the error to show for what SQLite or the system says; None if it is a bug."""
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, path)
    if isinstance(
        error, PermissionError | FileNotFoundError | NotADirectoryError | FileExistsError
    ):
        return _unwritable(path, error.strerror or "")
    if isinstance(error, OSError):
        if error.errno in _FULL:
            return _full(path)
        return _unwritable(path, error.strerror or "")
    return None


@contextmanager
def world_errors(path: Path) -> Iterator[None]:
    """Raise the world's troubles with this file as what the user can be told."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        shown = trouble(error, path)
        if shown is None:
            raise
        raise shown from error


def damaged(path: Path) -> LibraryDamaged:
    """Return the error for a library that SQLite finds damaged."""
    return LibraryDamaged(
        f"The library {path} is damaged.",
        f"Move it aside and put back the newest copy from {path.parent / 'backups'}.",
    )


def _of_sqlite(error: sqlite3.Error, path: Path) -> WorldError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    match code & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            return _full(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return busy(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path)
        case (
            sqlite3.SQLITE_IOERR
            | sqlite3.SQLITE_CANTOPEN
            | sqlite3.SQLITE_READONLY
            | sqlite3.SQLITE_PERM
        ):
            return _unwritable(path, str(error))
        case _:
            return None


def busy(path: Path) -> LibraryBusy:
    """Return the error for a library that another running copy holds."""
    return LibraryBusy(
        f"The library in {path.parent} is in use by another running copy of Yongquan.",
        "Close that copy, or choose another folder with --library.",
    )


def _full(path: Path) -> DiskFull:
    return DiskFull(f"There is no room left on the disk of {path}.", "Free some space and retry.")


def _unwritable(path: Path, reason: str) -> UnreadableFile:
    said = f" ({reason})" if reason else ""
    return UnreadableFile(
        f"The library {path} cannot be read or written{said}.",
        "Check the folder's permissions, or choose another folder with --library.",
    )
