"""Undo by rows: a write gives a notice that can take it back, and do it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sqlalchemy.engine import Connection

from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.refs import Ref
from desktop_app.store.library import Library
from desktop_app.store.rows import Held, Scope, hold, put_back

Write = Callable[[Connection], object]
Swap = Callable[[Connection, Sequence[Held]], tuple[Held, ...]]

_LISTED = 2000
"""How many refs a notice lists; beyond, it says that everything of their kinds may have changed."""


def undoable(
    library: Library,
    scopes: Sequence[Scope],
    title: str,
    refs: Iterable[Ref],
    write: Write,
    author: str = "",
    swap: Swap | None = None,
) -> Changed:
    """Write in one transaction and return a notice that can take it back, and do it again.

    Parameters
    ----------
    library
        Where to write.
    scopes
        All rows that ``write`` may add, change or remove.
    title
        What is done, as it stands after “Undo”.
    refs
        What is touched.
    write
        Does it.
    author
        Who asks, so that it can ignore its own echo.
    swap
        Puts the rows back in place of ``put_back``, for rows on which others depend.
    """
    with library.writing() as connection:
        before = hold(connection, scopes)
        write(connection)
        unchanged = hold(connection, scopes) == before
    if unchanged:
        return Changed(frozenset(), author)
    return _changed(title, tuple(refs), before, swap or put_back, author)


def _back(
    library: Library, title: str, refs: tuple[Ref, ...], held: tuple[Held, ...], swap: Swap
) -> Changed:
    with library.writing() as connection:
        before = swap(connection, held)
    return _changed(title, refs, before, swap)


def _changed(
    title: str, refs: tuple[Ref, ...], before: tuple[Held, ...], swap: Swap, author: str = ""
) -> Changed:
    undo = Undo(title, partial(_back, title=title, refs=refs, held=before, swap=swap))
    return notice(refs, undo, author)


def notice(refs: Iterable[Ref], undo: Undo | None, author: str = "") -> Changed:
    """Return the notice of a write; very many refs of one kind are told as the kind."""
    named = frozenset(refs)
    counted = Counter(ref.kind for ref in named)
    kinds = frozenset(kind for kind, number in counted.items() if number > _LISTED)
    listed = frozenset(ref for ref in named if ref.kind not in kinds) if kinds else named
    return Changed(listed, author, undo, kinds)
