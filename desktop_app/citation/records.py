"""What reading a reference file gives: records, and what could not be read with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class Record:
    """A publication as a file gave it.

    ``line`` is where it begins (the first line is 1) and ``number`` counts the file's records,
    rejected ones included. ``warnings`` say what of it was not understood and how it was taken.
    """

    reference: Reference
    file: str
    line: int
    number: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be read; the others of its file could."""

    file: str
    line: int
    record: int
    reason: str
