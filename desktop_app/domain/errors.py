"""Errors of the world: each says what happened and what the user can do next."""

from __future__ import annotations


class WorldError(Exception):
    """Something outside the program went wrong; not a bug.

    Parameters
    ----------
    what
        One sentence on what happened, naming the file.
    next_step
        One sentence on what the user can do.
    """

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(f"{what} {next_step}".strip())
        self.what = what
        self.next_step = next_step


class UnreadableFile(WorldError):
    """A file that is missing, damaged or of another kind than expected."""


class BadContent(WorldError):
    """Content in ``data/`` that breaks a rule.

    Parameters
    ----------
    what, next_step
        As for every error of the world.
    problems
        Each as ``file:line: reason``.
    """

    def __init__(self, what: str, next_step: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(what, next_step)
        self.problems = problems


class LibraryBusy(WorldError):
    """Another running copy holds the library."""


class LibraryTooNew(WorldError):
    """The library was written by a newer Yongquan."""


class LibraryDamaged(WorldError):
    """SQLite finds the library damaged."""


class DiskFull(WorldError):
    """There is no room left to write."""


class NotFound(WorldError):
    """Nothing in the library has this ref, code or key."""


class NotUnderstood(WorldError, ValueError):
    """A word the user gave that is none of the legal ones; names those."""


class NotFetched(WorldError):
    """Something asked for over the network did not come, or came broken."""
