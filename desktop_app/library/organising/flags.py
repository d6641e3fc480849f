"""How far studies have been read, and stars."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from desktop_app.domain.changes import Changed
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Ref
from desktop_app.library.organising.naming import counted
from desktop_app.store import Library, organised
from desktop_app.store.rows import Scope
from desktop_app.store.undoing import undoable


def set_status(
    library: Library, refs: Iterable[Ref], status: ReadStatus, author: str = ""
) -> Changed:
    """Say how far studies have been read."""
    named = tuple(dict.fromkeys(refs))
    texts = tuple(map(str, named))
    return undoable(
        library,
        [Scope("read_status", "ref", texts)],
        f"Mark {counted(named)} as {status.value}",
        named,
        partial(organised.put_status, refs=texts, status=status),
        author,
    )


def set_stars(library: Library, refs: Iterable[Ref], on: bool, author: str = "") -> Changed:
    """Star what refs name, or take the stars from them."""
    named = tuple(dict.fromkeys(refs))
    texts = tuple(map(str, named))
    return undoable(
        library,
        [Scope("star", "ref", texts)],
        f"{'Star' if on else 'Unstar'} {counted(named)}",
        named,
        lambda connection: organised.put_stars(connection, texts, on, library.clock()),
        author,
    )
