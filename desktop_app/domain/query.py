"""What a query asks for: words, tests of fields and ranges, joined by and, or and not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Text that a study holds: anywhere, or in ``title``, ``author``, ``journal``, ``abstract``.

    ``exact`` asks for these words one after the other; otherwise each may be a beginning.
    """

    text: str
    field: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """That a field has one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """That a field lies in a range, ends included; None is open.

    ``year`` and ``n`` are compared as numbers; ``added`` as dates, written ``2026-11-23``.
    """

    field: str
    low: int | str | None
    high: int | str | None


@dataclass(frozen=True, slots=True)
class Every:
    """All of these; none of them asks for nothing."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this."""

    part: Wanted


Wanted = Words | OneOf | Within | Every | Either | Without

EVERYTHING = Every(())


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """What could not be understood, from ``start`` to ``end`` of the text, and what was done."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """A typed text and what it was understood to ask."""

    text: str
    wanted: Wanted = EVERYTHING
    problems: tuple[QueryProblem, ...] = ()


def asks_for(wanted: Wanted, field: str, value: str) -> bool:
    """Tell whether a field's value is asked for anywhere, other than to leave it out."""
    match wanted:
        case OneOf():
            return wanted.field == field and value in wanted.values
        case Every() | Either():
            return any(asks_for(part, field, value) for part in wanted.parts)
        case _:
            return False
