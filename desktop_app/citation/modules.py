"""Which module reads and writes which format; each is imported when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from desktop_app.citation.formats import Format
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.reference import Reference


class FormatModule(Protocol):
    """What each module of a format offers."""

    def read_text(self, text: str, name: str) -> Iterator[Record | Rejected]:
        """Give the records of a text; ``name`` is the file's, for messages."""

    def write_text(self, references: Iterable[Reference]) -> str:
        """Return the references in the format, ending with a newline."""


class LineModule(FormatModule, Protocol):
    """What a module of a format of lines offers besides: reading without the whole in memory."""

    def read_lines(self, lines: Iterable[str], name: str) -> Iterator[Record | Rejected]:
        """Give the records of lines without their ends."""


def module_of(format: Format) -> FormatModule:  # noqa: A002
    """Return the module of a format; parsers of other formats are not loaded for it."""
    match format:
        case Format.RIS:
            from desktop_app.citation import ris

            return ris
        case Format.NBIB:
            from desktop_app.citation import nbib

            return nbib
        case Format.ENDNOTE:
            from desktop_app.citation import endnote

            return endnote
        case Format.CSLJSON:
            from desktop_app.citation import csljson

            return csljson
        case Format.BIBTEX:
            from desktop_app.citation import bibtex

            return bibtex
