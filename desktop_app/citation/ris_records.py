"""Splits lines of RIS into records and fields so that no record can spoil another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_LOOSE = re.compile(
    r"\s{0,4}([A-Za-z][A-Za-z0-9])(?:\s{1,4}[-\u2010-\u2014:]\s*|[-\u2010-\u2014:](?:\s+|\Z))(.*)\Z"
)
_LOOSE_START = re.compile(r"\s{0,4}TY\s{0,4}[-\u2010-\u2014:]\s*(\w{2,})\s*\Z", re.IGNORECASE)


@dataclass(slots=True)
class Lines:
    """The fields of one record in the order of the file; values may have several lines.

    ``begun`` tells that it starts with its type and ``ended`` that it ends with its end, as a whole
    record does; ``line`` is that of its first field.
    """

    line: int
    begun: bool = True
    ended: bool = False
    loose: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)


def split(lines: Iterable[str]) -> Iterator[Lines]:
    """Give the records of the lines of a file.

    A record begins at its ``TY`` and ends at its ``ER``, the next ``TY`` or the end of the file.
    Fields outside a record come as one that has not ``begun``; other text there is passed over (it
    is what databases write above their records). Tags are two capitals or digits, two spaces and a
    dash; where the ``TY`` of a record is written more loosely (``ty - JOUR``), so may the rest be.
    """
    record: Lines | None = None
    fields: list[tuple[str, str]] = []
    further: list[str] | None = None  # the untagged lines that belong to the last field
    for number, line in enumerate(lines, 1):
        if line[2:5] == "  -" and line[0:2].isupper() and line[0].isalpha():
            tag, value, loose = line[:2], line[5:].strip(), False
        elif not line or line.isspace():
            continue
        elif found := _LOOSE_START.match(line):
            tag, value, loose = "TY", found[1], True
        elif record is not None and record.loose and (found := _LOOSE.match(line)):
            tag, value, loose = found[1].upper(), found[2].strip(), True
        elif line.rstrip() == "ER":
            tag, value, loose = "ER", "", False
        else:
            if further is not None:
                further += (" " if line[0] in " \t" else "\n", line.strip())
            continue
        if further:
            fields[-1] = (fields[-1][0], "".join((fields[-1][1], *further)).strip())
        further = None if tag in ("TY", "ER") else []
        if tag == "ER":
            if record is not None:
                record.ended = True
                yield record
            record = None
            continue
        if tag == "TY" or record is None:
            if record is not None:
                yield record
            record = Lines(number, begun=tag == "TY", loose=loose)
            fields = record.fields
        fields.append((tag, value))
    if further:
        fields[-1] = (fields[-1][0], "".join((fields[-1][1], *further)).strip())
    if record is not None:
        yield record
