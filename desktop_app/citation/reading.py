"""Reads reference files of any of the formats; which one is told by content, never by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop_app.citation.formats import Format
from desktop_app.citation.modules import module_of
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import UnreadableFile


def detect(data: bytes) -> Format | None:
    """Tell a format from the first bytes of a file, or None when it is none of them."""
    start = data[:65536].decode("utf-8-sig", "replace").lstrip()
    if "TY  -" in start:
        return Format.RIS
    if "PMID-" in start:
        return Format.NBIB
    if start.startswith(("[", "{")):
        return Format.CSLJSON
    if start.startswith("<") and "<records>" in start:
        return Format.ENDNOTE
    return Format.BIBTEX if "@" in start else None


def read(path: Path, format: Format | None = None) -> Iterator[Record | Rejected]:  # noqa: A002
    """Give the records of a file, one by one.

    Raises
    ------
    UnreadableFile
        If the file as a whole is unusable: missing, too big, of no known format, not text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} could not be read ({error.strerror}).") from error
    return read_bytes(data, path.name, format)


def read_bytes(
    data: bytes,
    name: str,
    format: Format | None = None,  # noqa: A002
) -> Iterator[Record | Rejected]:
    """Give the records of a file's bytes; as ``read``."""
    format = format or detect(data)  # noqa: A001
    if format is None:
        raise UnreadableFile(f"{name} is none of the formats of references that can be read.")
    return module_of(format).read_text(data.decode("utf-8-sig", "replace"), name)
