"""What an import would do, as a person looks it through, and what it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.changes import Changed
from desktop_app.library.duplicates import Match


class Choice(StrEnum):
    """What becomes of an incoming record; ``KEEP`` keeps both it and what it duplicates."""

    ADD = "add"
    SKIP = "skip"
    MERGE = "merge"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record that may come in, what it is a duplicate of, and what is to become of it.

    ``path`` is the PDF that it was recognised from, attached when it comes in.
    """

    number: int
    record: Record
    match: Match | None
    choice: Choice
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do: nothing has been written yet."""

    incoming: tuple[Incoming, ...]
    rejected: tuple[Rejected, ...]
    files: tuple[str, ...]

    def choose(self, choice: Choice, numbers: Iterable[int] | None = None) -> ImportPlan:
        """Return the plan with another choice for these incoming records, or all duplicates."""
        wanted = frozenset(
            (each.number for each in self.incoming if each.match) if numbers is None else numbers
        )
        return replace(
            self,
            incoming=tuple(
                replace(each, choice=choice) if each.number in wanted else each
                for each in self.incoming
            ),
        )


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A duplicate that was met.

    ``key`` is the study that it became if both were kept, else what it is called in its file;
    ``matches`` is the study in the library.
    """

    key: str
    matches: str
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; every record read stands in one of the four numbers.

    ``keys`` are those of the studies that it added, in order.
    """

    imported: int
    merged: int
    skipped: int
    duplicates: tuple[Duplicate, ...]
    rejected: tuple[Rejected, ...]
    keys: tuple[str, ...]
    changed: Changed
