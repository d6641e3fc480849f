"""Reads reference files of any of the formats; which one is told by content, never by name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from desktop_app.citation.detecting import HEAD, detect, looks_binary, what_it_is
from desktop_app.citation.encoding import CHUNK, Tally, blocks, lines, mark_of
from desktop_app.citation.finishing import finished
from desktop_app.citation.formats import Format
from desktop_app.citation.modules import LineModule, module_of
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import UnreadableFile

__all__ = ["LARGEST", "LARGEST_WHOLE", "LONGEST_LINE", "detect", "read", "read_bytes"]

LARGEST = 512 << 20  # bytes of a file that is read line by line
LARGEST_WHOLE = 256 << 20  # bytes of a file that must be held whole
LONGEST_LINE = 1 << 20  # bytes; no abstract is longer, and whole files of one line are no RIS

_BY_LINES = frozenset({Format.RIS, Format.NBIB})
_ANY_LINES = frozenset({Format.CSLJSON, Format.ENDNOTE})  # written in one line by many programs
_FORMATS = "RIS, BibTeX, PubMed (nbib), CSL-JSON and EndNote XML can be read."


def read(path: Path, format: Format | None = None) -> Iterator[Record | Rejected]:  # noqa: A002
    """Give the records of a file, one by one; what cannot be read comes as ``Rejected``.

    The file is looked through before the first record is given, in little memory, so that what is
    unusable as a whole is refused at once. RIS and PubMed files are never held whole.

    Raises
    ------
    UnreadableFile
        If the file as a whole is unusable: missing, over 512 MB (256 MB where it must be held
        whole), with a line over 1 MB, no text, or of no known format.
    """
    return _read(lambda: path.open("rb"), path.name, format)


def read_bytes(
    data: bytes,
    name: str,
    format: Format | None = None,  # noqa: A002
) -> Iterator[Record | Rejected]:
    """Give the records of a file's bytes; as ``read``."""
    return _read(partial(io.BytesIO, data), name, format)


def _read(
    opened: Callable[[], BinaryIO],
    name: str,
    format_: Format | None,
) -> Iterator[Record | Rejected]:
    try:
        with opened() as file:
            head = file.read(HEAD)
            format_ = _format_of(head, name, format_)
            _refuse_large(file.seek(0, io.SEEK_END), name, format_)
            encoding, mark = _looked_through(file, name, format_)
    except OSError as error:
        raise _unreadable(name, error) from error
    return _records(opened, name, format_, encoding, mark)


def _records(
    opened: Callable[[], BinaryIO],
    name: str,
    format_: Format,
    encoding: str,
    mark: int,
) -> Iterator[Record | Rejected]:
    module = module_of(format_)
    try:
        with opened() as file:
            pieces = blocks(file, encoding, mark)
            if format_ in _BY_LINES:
                found = cast("LineModule", module).read_lines(lines(pieces), name)
            else:
                found = module.read_text("".join(pieces), name)
            yield from map(finished, found)
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> UnreadableFile:
    reason = error.strerror or str(error)
    return UnreadableFile(f"{name} could not be read ({reason}).", "Check that it is still there.")


def _format_of(head: bytes, name: str, format_: Format | None) -> Format:
    found = format_ or detect(head)
    if found is None or not head.strip() or (format_ and looks_binary(head)):
        raise UnreadableFile(f"{name} is {what_it_is(head)}.", _FORMATS)
    return found


def _refuse_large(size: int, name: str, format_: Format) -> None:
    limit = LARGEST if format_ in _BY_LINES else LARGEST_WHOLE
    if size > limit:
        raise UnreadableFile(
            f"{name} holds {size >> 20} MB; over {limit >> 20} MB are not read.",
            "Export it in several smaller files.",
        )


def _looked_through(file: BinaryIO, name: str, format_: Format) -> tuple[str, int]:
    """Return the encoding of a file and the length of its mark; refuse what no line can be."""
    file.seek(0)
    encoding, mark = mark_of(file.read(4))
    file.seek(0)
    tally, number, length = Tally(), 1, 0
    while chunk := file.read(CHUNK):
        if not encoding:
            tally.count(chunk)
        if format_ in _ANY_LINES:
            continue
        end = b"\n" if b"\n" in chunk else b"\r"
        first, last = chunk.find(end), chunk.rfind(end)
        if (length + len(chunk) if first < 0 else length + first) > LONGEST_LINE:
            raise UnreadableFile(
                f"{name}: line {number} is longer than {LONGEST_LINE >> 20} MB; no record is.",
                "Export the file again from the program it came from.",
            )
        length = length + len(chunk) if first < 0 else len(chunk) - last - 1
        number += chunk.count(end)
    return encoding or tally.encoding, mark
