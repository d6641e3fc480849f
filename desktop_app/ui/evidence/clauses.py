"""Reads and rewrites the text of a query clause by clause, as facets and chips do; no widgets.

The text of the query is the one truth: what is chosen elsewhere is written into it, and what is
shown as chosen is read from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.library.query import quoted

_PIECE = re.compile(
    r"""(?P<not>-?)
    (?: (?P<field>[A-Za-z]+):(?P<values>(?:"[^"]*"?|[^\s()"])*)
      | (?P<words>"[^"]*"?|[()]|[^\s()]+) )""",
    re.VERBOSE,
)
_VALUE = re.compile(r'"[^"]*"?|[^,]+')

ANY_OF = frozenset({"design", "found", "certainty", "year", "meridian"})
"""Fields of which a further value widens the query: ``design:rct,cohort``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query: ``field:value,value``, or words with an empty field.

    ``depth`` tells how many parentheses it stands in.
    """

    start: int
    end: int
    field: str
    values: tuple[str, ...]
    negated: bool
    depth: int

    @property
    def asks(self) -> bool:
        """Whether it asks plainly for a field: not negated, in no parentheses."""
        return bool(self.field) and not self.negated and not self.depth

    def has(self, value: str) -> bool:
        """Tell whether a value is among its own."""
        return value.casefold() in (each.casefold() for each in self.values)


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the parts of a query from left to right, parentheses left out."""
    found: list[Piece] = []
    depth = 0
    for match in _PIECE.finditer(text):
        words = match["words"]
        if words in ("(", ")"):
            depth = max(0, depth + (1 if words == "(" else -1))
            continue
        field = (match["field"] or "").lower()
        typed = _VALUE.findall(match["values"]) if field else [words]
        values = tuple(value.strip('"') for value in typed)
        found.append(Piece(match.start(), match.end(), field, values, bool(match["not"]), depth))
    return tuple(found)


def clause(field: str, *values: str) -> str:
    """Return a clause as it is typed."""
    return f"{field}:{','.join(map(quoted, values))}"


def holds(text: str, field: str, value: str) -> bool:
    """Tell whether a query asks plainly for a value of a field."""
    return any(piece.field == field and piece.asks and piece.has(value) for piece in pieces(text))


def toggled(text: str, field: str, value: str) -> str:
    """Return the query with a value of a field asked for, or no longer if it was."""
    asking = [piece for piece in pieces(text) if piece.field == field and piece.asks]
    held = next((piece for piece in asking if piece.has(value)), None)
    if held is not None:
        rest = [each for each in held.values if each.casefold() != value.casefold()]
        return _instead(text, held, clause(field, *rest)) if rest else without(text, held)
    if asking and field in ANY_OF:
        return _instead(text, asking[0], clause(field, *asking[0].values, value))
    if re.search(r"\bOR\b", text) and not text.strip().startswith("("):
        text = f"({text.strip()})"
    return f"{text.strip()} {clause(field, value)}".strip()


def without(text: str, piece: Piece) -> str:
    """Return the query without one of its parts."""
    before, after = text[: piece.start].rstrip(), text[piece.end :].lstrip()
    # An OR that has lost a side would be read as a word.
    before = re.sub(r"\s*\bOR$", "", before)
    after = after if before else re.sub(r"^OR\b\s*", "", after)
    return f"{before} {after}".strip()


def same(one: str, other: str) -> bool:
    """Tell whether two queries are written with the same parts in the same order."""
    return _plainly(one) == _plainly(other)


def _instead(text: str, piece: Piece, words: str) -> str:
    return text[: piece.start] + words + text[piece.end :]


def _plainly(text: str) -> list[tuple[object, ...]]:
    return [
        (part.field, tuple(map(str.casefold, part.values)), part.negated, part.depth)
        for part in pieces(text)
    ]
