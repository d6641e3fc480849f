"""Dates as reference files write them."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop_app.domain.reference import When

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|21\d\d)(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d.*)?\Z")
_EASTERN = re.compile(r"(\d{4})\s*\u5e74(?:\s*(\d{1,2})\s*\u6708)?(?:\s*(\d{1,2})\s*\u65e5)?\Z")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
_MONTH = re.compile(r"\b(" + "|".join(MONTHS) + r")(?:[a-z]{0,6})?\b\.?", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?\Z", re.IGNORECASE)


@lru_cache(maxsize=4096)
def date_of(text: str) -> When:
    """Return the date of ``2020/03/15/``, ``2020-03-15``, ``2020 Mar 15``, ``2020//Spring``...

    What is no date stands in ``text``: the season of ``2020 Spring``, all of ``in press``.
    """
    text = " ".join(text.split())
    if not text:
        return When()
    if text.isdigit() and len(text) == 4:
        return When(year=int(text) or None)
    if "/" in text:
        return _slashed(text)
    if found := (_ISO.match(text) or _COMPACT.match(text) or _EASTERN.match(text)):
        return _numbers(found[1], found[2] or "", found[3] or "", "")
    return _words(text)


def _slashed(text: str) -> When:
    parts = [part.strip() for part in text.split("/", 3)]
    if len(parts) >= 3 and len(parts[2]) == 4 and parts[2].isdigit() and len(parts[0]) <= 2:
        return _words(text)  # 15/03/2020 or 03/15/2020: which is day and which month is not known
    if len(parts) == 2 and len(parts[1]) == 4 and parts[1].isdigit() and _within(parts[0], 12):
        parts.reverse()  # 03/2020
    year, month, day, rest = (*parts, "", "", "")[:4]
    if (month and not month.isdigit()) or (day and not day.isdigit()):
        when = _words(" ".join(part for part in (year, month, day) if part))
        return When(when.year, when.month, when.day, rest or when.text)
    return _numbers(year, month, day, "" if year and _CLOCK.match(rest) else rest)


def _numbers(year: str, month: str, day: str, rest: str) -> When:
    if year and not (year.isdigit() and len(year) == 4):
        return _words(" ".join(part for part in (year, month, day, rest) if part))
    months, days = _within(month, 12), _within(day, 31)
    if rest and _MONTH.search(rest):
        months = None  # of 2020/03//Mar-Apr the words say more, and all that PubMed can say
    return When(int(year) if year and int(year) else None, months, days if months else None, rest)


def _within(text: str, most: int) -> int | None:
    return int(text) if text.isdigit() and len(text) < 3 and 1 <= int(text) <= most else None


def _words(text: str) -> When:
    found = _YEAR.search(text)
    if not found:
        return _month_and_day(text, None, text)
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;()/.")
    return _month_and_day(" ".join(rest.split()), int(found[1]), " ".join(rest.split()))


def _month_and_day(text: str, year: int | None, rest: str) -> When:
    months = _MONTH.findall(text)
    left = _MONTH.sub(" ", text)
    days = _DAY.findall(left)
    left = _DAY.sub(" ", left).strip(" ,;./-")
    if len(months) != 1 or len(days) > 1 or left:
        return When(year, None, None, rest)  # Mar-Apr, Spring, in press
    month = MONTHS.index(months[0].lower()) + 1
    return When(year, month, _within(days[0], 31) if days else None)


def completed(coarse: When, fine: When) -> When:
    """Return the finer of two dates of one publication; a date without a year takes the other's."""
    if fine == When():
        return coarse
    if fine.year is None:
        return When(coarse.year, fine.month, fine.day, fine.text or coarse.text)
    if coarse.year is None or coarse.year == fine.year:
        return fine if fine.month or fine.text else When(fine.year, None, None, coarse.text)
    return coarse


def slashed(when: When) -> str:
    """Write a date as RIS does: year, month, day and text between strokes."""
    year = f"{when.year:04d}" if when.year else ""
    month = f"{when.month:02d}" if when.month else ""
    day = f"{when.day:02d}" if when.day else ""
    return f"{year}/{month}/{day}/{when.text}"


def iso(when: When) -> str:
    """Write what is known of a date as ``2020-03-15``."""
    if not when.year:
        return when.text
    parts = [f"{when.year:04d}"]
    if when.month:
        parts.append(f"{when.month:02d}")
        if when.day:
            parts.append(f"{when.day:02d}")
    return "-".join(parts)
