"""Compares two references of one publication field by field, and fills the one from the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from desktop_app.citation.identifiers import clean_doi
from desktop_app.domain.own import folded, short_name
from desktop_app.domain.reference import (
    Credit,
    Extra,
    Reference,
    ReferenceType,
    Role,
    When,
)

_WORDS = ("keywords", "subjects", "publication_types")
_LISTS = ("notes", "notices", "files")
_ASIDE = frozenset({"key", "extras", "database", "accession", "call_number", *_LISTS})
"""Fields that say where a record came from rather than what it is of: no difference is told."""

_TEXTS = tuple(
    spec.name for spec in fields(Reference) if isinstance(spec.default, str) and spec.name != "type"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which an incoming record says something else than the one held, or more.

    ``held`` is empty where the one held says nothing; merging fills that in.
    """

    field: str
    held: str
    incoming: str


def comparable_doi(text: str) -> str:
    """Return a DOI in the form that is compared: bare, and in lower case as it has no case."""
    return (clean_doi(text) or text.strip()).lower()


def differences(held: Reference, incoming: Reference) -> tuple[Difference, ...]:
    """Return the fields in which the incoming reference says something else, or more.

    Case, signs and accents make no difference; nor does what the incoming one leaves empty.
    """
    found = []
    for spec in fields(Reference):
        name = spec.name
        new, old = getattr(incoming, name), getattr(held, name)
        if name in _ASIDE or new is old or new == old or new == spec.default:
            continue
        shown, there = _shown(name, new), _shown(name, old)
        if shown and not _same(name, there, shown):
            found.append(Difference(name, there, shown))
    return tuple(found)


def merged(held: Reference, incoming: Reference) -> Reference:
    """Return the held reference with its empty fields filled and what it lacks in lists added.

    Nothing that it says is taken away or changed.
    """
    filled: dict[str, Any] = {
        name: getattr(incoming, name)
        for name in _TEXTS
        if not getattr(held, name) and getattr(incoming, name)
    }
    if held.type is ReferenceType.DOCUMENT:
        filled["type"] = incoming.type
    filled["credits"] = (*held.credits, *_lacking_credits(held, incoming))
    filled["issued"] = _filled_when(held.issued, incoming.issued)
    filled["accessed"] = _filled_when(held.accessed, incoming.accessed)
    for name in _WORDS:
        filled[name] = _joined(getattr(held, name), getattr(incoming, name), folded)
    for name in _LISTS:
        filled[name] = _joined(getattr(held, name), getattr(incoming, name), _itself)
    filled["extras"] = (*held.extras, *_lacking_extras(held, incoming))
    return replace(held, **filled)


def _lacking_credits(held: Reference, incoming: Reference) -> Iterable[Credit]:
    """Return the credits in roles for which the held reference names nobody."""
    named: set[Role] = {credit.role for credit in held.credits}
    return (credit for credit in incoming.credits if credit.role not in named)


def _lacking_extras(held: Reference, incoming: Reference) -> Iterable[Extra]:
    named = {(extra.format, extra.tag) for extra in held.extras}
    return (extra for extra in incoming.extras if (extra.format, extra.tag) not in named)


def _filled_when(held: When, incoming: When) -> When:
    """Return a date, more exact where the other one is and does not contradict it."""
    if held.year is None and not held.text:
        return incoming
    if held.year == incoming.year and held.month in (None, incoming.month):
        day = held.day if held.day is not None else incoming.day
        return replace(held, month=incoming.month or held.month, day=day)
    return held


def _joined(held: tuple[Any, ...], incoming: tuple[Any, ...], same: Any) -> tuple[Any, ...]:
    if not incoming or held == incoming:
        return held
    known = {same(each) for each in held}
    return (*held, *(each for each in dict.fromkeys(incoming) if same(each) not in known))


def _itself(value: Any) -> Any:
    return value


def _same(field: str, held: str, incoming: str) -> bool:
    if field == "doi":
        return comparable_doi(held) == comparable_doi(incoming)
    return folded(held) == folded(incoming)


def _shown(field: str, value: Any) -> str:
    """Return a field's value as a person compares it."""
    if field == "credits":
        return "; ".join(
            short_name(credit.name)
            if credit.role is Role.AUTHOR
            else f"{short_name(credit.name)} ({credit.role.value})"
            for credit in value
        )
    if isinstance(value, When):
        parts = (value.year, value.month, value.day)
        return value.text or "-".join(f"{part:02d}" for part in parts if part is not None)
    return "; ".join(value) if isinstance(value, tuple) else str(value)
