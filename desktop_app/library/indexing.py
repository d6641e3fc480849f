"""Puts the words of studies that a large import brought into the search index, bit by bit.

What waits is written down in the library, so it goes on after the program was closed or killed.
"""

from __future__ import annotations

from desktop_app.domain.changes import Changed
from desktop_app.domain.progress import Progress
from desktop_app.domain.refs import Kind
from desktop_app.store import Library, study_index

AT_ONCE = 500
"""How many studies are indexed in the transaction that brings them; the words of more follow."""

MOST = 1000
"""How many studies are indexed in one transaction; others may write in between."""


def count_waiting(library: Library) -> int:
    """Return how many studies wait for being indexed."""
    with library.reading() as connection:
        return study_index.count_waiting(connection)


def index_next(library: Library, most: int = MOST) -> int:
    """Index some of the studies that wait; return how many still do."""
    with library.writing() as connection:
        return study_index.index_some(connection, most)


def index_waiting(library: Library, progress: Progress | None = None) -> Changed:
    """Index all studies that wait; when cancelled, the rest goes on waiting.

    Raises
    ------
    Cancelled
        If the progress was asked to stop.
    """
    progress = progress or Progress()
    total = left = count_waiting(library)
    while left:
        progress.tell(total - left, total, "Indexing the new studies")
        left = index_next(library)
    return Changed(frozenset(), everything=frozenset({Kind.STUDY}) if total else frozenset())
