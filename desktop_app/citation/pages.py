"""Pages as reference files shorten them, with the last page written out."""

from __future__ import annotations

import re

_DASHES = re.compile(r"(?:\s*[-\u2010\u2011\u2012\u2013\u2014\u2212])+\s*")
_RANGE = re.compile(r"(?<![-\w])([^\s,;-]*\w)-([^\s,;-]*\w)(?![-\w])")
_NUMBERED = re.compile(r"(\D*)(\d+)\Z")


def whole_pages(text: str) -> str:
    """Return ``115-121`` for ``115-21``, ``115--121``; the rest as it stands."""
    if text.isalnum():
        return text
    text = _DASHES.sub("-", " ".join(text.split())).rstrip(".;, ")
    return _RANGE.sub(lambda found: _whole(found[1], found[2]), text)


def from_to(first: str, last: str) -> str:
    """Return pages from a first and a last, either of which may be missing or hold both."""
    first, last = whole_pages(first), whole_pages(last)
    if not last or last == first or "-" in first:
        return first
    return whole_pages(f"{first}-{last}") if first else last


def first_and_last(pages: str) -> tuple[str, str]:
    """Return the two ends of one range, else all as the first."""
    found = _RANGE.fullmatch(pages)
    return (found[1], found[2]) if found else (pages, "")


def _whole(first: str, last: str) -> str:
    start, end = _NUMBERED.match(first), _NUMBERED.match(last)
    if start and end and end[1] in ("", start[1]) and len(end[2]) < len(start[2]):
        last = start[1] + start[2][: len(start[2]) - len(end[2])] + end[2]
    return first if last == first else f"{first}-{last}"
