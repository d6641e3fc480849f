"""Splits lines of PubMed's format into records and fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|\Z)")
_FIRST = "PMID"
_TITLES = ("TI", "BTI")
_ONCE = frozenset({"PMID", "OWN", "STAT", "DP", "TITLE"})

Fields = list[tuple[str, str]]


def split(lines: Iterable[str]) -> Iterator[tuple[int, Fields]]:
    """Give the line and the fields of each record.

    A record begins at its ``PMID``, or after an empty line; an empty line inside one (programs that
    pass records on leave such) ends it only if what follows is a ``PMID`` or repeats a field that a
    record has once. Indented lines go on with the field before, joined by a space.
    """
    start, fields = 0, Fields()
    further: list[str] | None = None
    after_gap = False
    once: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line or line.isspace():
            after_gap = True
            continue
        found = None if line[0].isspace() else _FIELD.match(line)
        if not found:
            if further is not None:
                further.append(line.strip())
            continue
        if further:
            _go_on(fields, further)
        tag, value = found[1], (found[2] or "").strip()
        kind = "TITLE" if tag in _TITLES else tag
        if fields and (tag == _FIRST or (after_gap and kind in once)):
            yield start, fields
            fields, once = Fields(), set()
        if not fields:
            start = number
        if kind in _ONCE:
            once.add(kind)
        after_gap = False
        further = []
        fields.append((tag, value))
    if fields:
        if further:
            _go_on(fields, further)
        yield start, fields


def _go_on(fields: Fields, further: list[str]) -> None:
    tag, value = fields[-1]
    fields[-1] = (tag, " ".join((value, *further)).strip())
