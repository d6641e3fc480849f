"""What a search answers with."""

from __future__ import annotations

from dataclasses import dataclass

CODE, NAME, ALIAS, START, TEXT = range(5)
"""Ranks of a hit: the whole code, name or alias was typed; the start of one; some text."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that answers a search, and how well."""

    kind: str
    ref: str
    title: str
    subtitle: str
    snippet: str
    rank: int
