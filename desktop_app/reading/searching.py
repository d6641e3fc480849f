"""Answers a search."""

from __future__ import annotations

from desktop_app.domain.refs import Kind, Ref
from desktop_app.reading.in_files import file_hits, named_marks
from desktop_app.reading.views import Hit
from desktop_app.store import Found, Library, index

MARKS = 20
"""Most marks that one search shows."""


def search(library: Library, text: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return the best answers to any typed text, best first.

    Codes in any spelling, names with or without tone marks and spaces, Chinese characters, words
    and their beginnings are understood; nothing typed is an error. The user's marks come after
    everything else, and the text of files last.
    """
    with library.reading() as connection:
        found = index.find(connection, text, limit)
        marked = index.find_apart(connection, text, MARKS)
    hits = tuple(map(_hit, found))
    return hits + named_marks(library, tuple(map(_hit, marked))) + file_hits(library, text)


def _hit(each: Found) -> Hit:
    return Hit(
        ref=Ref.parse(each.ref),
        kind=Kind(each.kind),
        title=each.title,
        subtitle=each.subtitle,
        snippet=each.snippet,
        rank=each.rank,
    )
