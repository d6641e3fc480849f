"""Texts, names and dates within a CSL-JSON item."""

from __future__ import annotations

import re
from typing import Any

from desktop_app.citation.dates import date_of
from desktop_app.citation.names import name_of
from desktop_app.citation.tidy import one_line
from desktop_app.domain.reference import Credit, Name, Role, When

Dict = dict[str, Any]

_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_DROPPING = re.compile(r"(.*\S)\s+([^\W\d_A-Z].*)\Z")
_YEAR = re.compile(r"(-?\d{1,4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:T.*)?\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def text_of(value: object) -> str:
    """Return a text on one line, a number as text, the first text of a list; else ""."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), "")
    if isinstance(value, str):
        return one_line(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts_of(value: object, tidy: Any = one_line) -> tuple[str, ...]:
    """Return the texts of a list that are not empty."""
    values = value if isinstance(value, list) else []
    return tuple(text for each in values if isinstance(each, str) and (text := tidy(each)))


def dicts_of(value: object) -> list[Dict]:
    """Return the objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def credits_of(rest: Dict) -> tuple[Credit, ...]:
    """Take the people of every role out of the item."""
    people: list[Credit] = []
    for role in Role:
        listed = rest.get(role.value)
        names = [name for each in _people(listed) if (name := _name(each)) != Name()]
        if names:
            del rest[role.value]
        people += [Credit(name, role) for name in names]
    return tuple(people)


def _people(listed: object) -> list[Dict]:
    if isinstance(listed, str):
        return [{"literal": listed}]
    if isinstance(listed, dict):
        return [listed]
    values = listed if isinstance(listed, list) else []
    return [each if isinstance(each, dict) else {"literal": each} for each in values]


def _name(person: Dict) -> Name:
    literal = text_of(person.get("literal")) or text_of(person.get("name"))
    family, given = text_of(person.get("family")), text_of(person.get("given"))
    if literal and not family:
        return Name(literal=literal)
    if not family:
        return Name(literal=given)
    particle = text_of(person.get("non-dropping-particle"))
    dropping = text_of(person.get("dropping-particle"))
    given = f"{given} {dropping}".strip()
    suffix = text_of(person.get("suffix"))
    if given and (particle or dropping):
        # What is told apart stays so: in ``Humboldt, Alexander von`` it goes with the given name.
        return Name(family=family, given=given, particle=particle, suffix=suffix)
    return name_of(f"{particle} {family}".strip(), given, suffix)


def name_to_csl(name: Name) -> Dict:
    """Return the parts of a name as CSL calls them."""
    if name.literal:
        return {"literal": name.literal}
    given, dropping = name.given, ""
    found = _DROPPING.match(given) if given else None
    if found and found[2] == found[2].lower() and found[2][0].isalpha():
        given, dropping = found[1], found[2]
    parts = {
        "family": name.family,
        "given": given,
        "non-dropping-particle": name.particle,
        "dropping-particle": dropping,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def when_of(date: object, beside: object = "") -> When:
    """Return a date in any of the forms that CSL and programs give it."""
    text = text_of(beside)
    if isinstance(date, str | int | float):
        date = {"raw": str(date)}
    if not isinstance(date, dict):
        return When(text=text)
    parts = date.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [_number(each) for each in first[:3]] if isinstance(first, list) else []
    year = numbers[0] if numbers else None
    season = text_of(date.get("season"))
    if season.isdigit() and 1 <= int(season[:2]) <= len(_SEASONS):
        season = _SEASONS[int(season[:2]) - 1]
    text = text or season or text_of(date.get("literal"))
    if year is None:
        if raw := text_of(date.get("raw")):
            return _when_of_text(raw, text)
        return date_of(text)
    month = numbers[1] if len(numbers) > 1 else None
    day = numbers[2] if len(numbers) > 2 else None
    month = month if month and 1 <= month <= 12 else None
    return When(year, month, day if month and day and 1 <= day <= 31 else None, text)


def _when_of_text(raw: str, text: str) -> When:
    found = _YEAR.match(raw)
    if found:
        parts = [int(each) if each else None for each in found.groups()]
        return when_of({"date-parts": [parts]}, text)
    words = re.split(r"[\s,./]+", raw)
    year = next((int(word) for word in words if re.fullmatch(r"[12]\d{3}", word)), None)
    month = next(
        (_MONTHS.index(w[:3].lower()) + 1 for w in words if w[:3].lower() in _MONTHS), None
    )
    day = next((int(word) for word in words if re.fullmatch(r"[0-3]?\d", word)), None)
    if year is None:
        return When(text=text or raw)
    return when_of({"date-parts": [[year, month, day]]}, text)


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    text = str(value).strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,4}", text) else None


def date_to_csl(when: When) -> Dict:
    """Return a date as CSL has it; empty when nothing is known."""
    if when.year is None:
        return {"literal": when.text} if when.text else {}
    parts = [part for part in (when.year, when.month, when.day) if part is not None]
    date: Dict = {"date-parts": [parts]}
    if when.text in _SEASONS and when.month is None:
        date["season"] = _SEASONS.index(when.text) + 1
    return date
