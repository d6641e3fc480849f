"""Copies of a library that have been opened and checked, thinned as they age."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desktop_app.store.troubles import damaged, world_errors

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many days, weeks and months keep their newest copy."""

LARGE = 128 * 1024 * 1024
"""From which size on, in bytes, fewer copies are kept, so that they do not fill a disk."""

LARGE_DAILY, LARGE_WEEKLY, LARGE_MONTHLY = 2, 2, 2
"""How many days, weeks and months keep their newest copy of a large library."""

_PAGES = 4096
"""How many pages are copied at a time; others may write in between."""

_NAME = re.compile(r"library-(\d{8}T\d{6})Z(-before-.+)?\.db")


def back_up(library: Path, now: datetime, label: str = "") -> Path:
    """Copy a library while it may be in use, check the copy, then thin the older ones.

    Parameters
    ----------
    library
        The library file; the copy goes to ``backups/`` beside it.
    now
        The time in UTC, for the name.
    label
        Why, such as ``before-0002-from-0001``; copies with a label are never thinned.

    Returns
    -------
    Path
        The copy.

    Raises
    ------
    LibraryDamaged
        If the copy does not pass SQLite's check; no copy is replaced then.
    """
    folder = library.parent / "backups"
    suffix = f"-{label}" if label else ""
    target = folder / f"library-{now:%Y%m%dT%H%M%S}Z{suffix}.db"
    part = target.with_name(target.name + ".part")
    with world_errors(library):
        folder.mkdir(exist_ok=True)
        try:
            copy_checked(library, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        for stale in _stale(backups(library)):
            stale.unlink(missing_ok=True)
    return target


def back_up_daily(library: Path, now: datetime) -> Path | None:
    """Make today's copy unless there is one; return it if it was made."""
    today = f"library-{now:%Y%m%d}T"
    if any(copy.name.startswith(today) and not _label(copy) for copy in backups(library)):
        return None
    return back_up(library, now)


def backups(library: Path) -> list[Path]:
    """Return a library's copies, newest first."""
    folder = library.parent / "backups"
    copies = (path for path in folder.glob("library-*.db") if _NAME.fullmatch(path.name))
    return sorted(copies, key=lambda path: path.name, reverse=True)


def copy_checked(
    library: Path, part: Path, tell: Callable[[int, int], None] = lambda _done, _total: None
) -> None:
    """Copy a database while it may be in use, and check the copy.

    Parameters
    ----------
    tell
        Called with the pages copied and those there are; may raise to stop.

    Raises
    ------
    LibraryDamaged
        If the copy does not pass SQLite's check.
    """
    part.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(
            copy, pages=_PAGES, progress=lambda _status, left, total: tell(total - left, total)
        )
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged(library)
    with part.open("rb") as written:
        os.fsync(written.fileno())


def _stale(copies: Iterable[Path]) -> list[Path]:
    """Return the copies to delete, given all of them newest first."""
    rotating = [copy for copy in copies if not _label(copy)]
    large = bool(rotating) and rotating[0].stat().st_size >= LARGE
    kept: set[Path] = set()
    for form, count in (
        ("%Y%m%d", LARGE_DAILY if large else DAILY),
        ("%G%V", LARGE_WEEKLY if large else WEEKLY),
        ("%Y%m", LARGE_MONTHLY if large else MONTHLY),
    ):
        newest: dict[str, Path] = {}
        for copy in rotating:
            newest.setdefault(_time(copy).strftime(form), copy)
        kept.update(list(newest.values())[:count])
    return [copy for copy in rotating if copy not in kept]


def _label(copy: Path) -> str:
    match = _NAME.fullmatch(copy.name)
    return (match[2] or "") if match else ""


def _time(copy: Path) -> datetime:
    written = copy.name.removeprefix("library-")[:15]
    return datetime.strptime(f"{written}+0000", "%Y%m%dT%H%M%S%z")
