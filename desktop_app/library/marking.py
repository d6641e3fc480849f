"""Highlights and page notes: made, changed and deleted, each in one transaction, with undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from desktop_app.domain.attachment import COLOURS, Attachment, Box, Mark, MarkKind
from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.refs import Ref
from desktop_app.store import Library, files, marks


def add_mark(
    library: Library,
    digest: str,
    page: int,
    boxes: Sequence[Box],
    kind: MarkKind = MarkKind.HIGHLIGHT,
    colour: str = COLOURS[0],
    quote: str = "",
    comment: str = "",
    author: str = "",
) -> Changed:
    """Mark a place in a file; the one mark's ref is in the answer.

    Parameters
    ----------
    digest
        The file's content, as its attachment tells.
    page
        From 0.
    boxes
        What is highlighted, or where the note stands: points from the page's top left.
    quote, comment
        The highlighted text; what the user says.

    Raises
    ------
    NotUnderstood
        If there is no such colour, no box, or a page below 0.
    """
    _require_colour(colour)
    if page < 0 or not boxes:
        raise NotUnderstood("A mark needs a page and a place on it.")
    now = library.clock()
    key = uuid4().hex[:16]
    mark = Mark(key, digest, page, kind, colour, tuple(boxes), quote, comment, now, now)
    named = "highlight" if kind is MarkKind.HIGHLIGHT else "page note"
    return _put_back(library, {key: mark}, f"Add {named}", author)


def edit_mark(
    library: Library,
    key: str,
    colour: str | None = None,
    comment: str | None = None,
    author: str = "",
) -> Changed:
    """Give a mark another colour or comment; what is None stays.

    Raises
    ------
    NotFound
        If there is no such mark.
    NotUnderstood
        If there is no such colour.
    """
    mark = open_mark(library, key)
    new = replace(
        mark,
        colour=mark.colour if colour is None else _require_colour(colour),
        comment=mark.comment if comment is None else comment,
        updated=library.clock(),
    )
    if replace(new, updated=mark.updated) == mark:
        return Changed(frozenset({mark.ref}), author)
    return _put_back(library, {key: new}, "Edit mark", author)


def delete_marks(library: Library, keys: Iterable[str], author: str = "") -> Changed:
    """Delete marks.

    Raises
    ------
    NotFound
        If one of them is not there; none is deleted then.
    """
    wanted = list(keys)
    for key in wanted:
        open_mark(library, key)
    named = "mark" if len(wanted) == 1 else f"{len(wanted)} marks"
    return _put_back(library, dict.fromkeys(wanted), f"Delete {named}", author)


def delete_mark(library: Library, key: str, author: str = "") -> Changed:
    """Delete a mark; see ``delete_marks``."""
    return delete_marks(library, [key], author)


def list_marks(library: Library, digest: str) -> tuple[Mark, ...]:
    """Return the marks on a file as they stand in it: by page, from the top."""
    with library.reading() as connection:
        return marks.of_file(connection, digest)


def open_mark(library: Library, key: str) -> Mark:
    """Return a mark.

    Raises
    ------
    NotFound
        If there is no such mark.
    """
    with library.reading() as connection:
        held = marks.take(connection, [key])
    if key not in held:
        raise NotFound(f"There is no mark “{key}” in this library.")
    return held[key]


def file_of_mark(library: Library, key: str) -> Attachment:
    """Return a file that shows a mark; the first that was attached if several do.

    Raises
    ------
    NotFound
        If there is no such mark, or its file has been taken off every study.
    """
    mark = open_mark(library, key)
    with library.reading() as connection:
        found = files.of_digests(connection, [mark.digest])
    if not found:
        raise NotFound(
            "The file of this mark is no longer attached to a study.",
            "Attach the file again to see the mark on its page.",
        )
    return found[0]


def _put_back(
    library: Library, wanted: Mapping[str, Mark | None], title: str, author: str = ""
) -> Changed:
    """Make marks what they are wanted to be, None for none; its undo makes them what they were."""
    with library.writing() as connection:
        held = marks.take(connection, wanted)
        marks.remove(connection, [key for key, mark in wanted.items() if mark is None])
        marks.put(connection, filter(None, wanted.values()))
        touched = [*held.values(), *filter(None, wanted.values())]
        shown = files.of_digests(connection, {mark.digest for mark in touched})
    refs: frozenset[Ref] = frozenset(
        [*(mark.ref for mark in touched), *(file.file_ref for file in shown)]
    )
    before = {key: held.get(key) for key in wanted}
    undo = Undo(title, lambda library: _put_back(library, before, title))
    return Changed(refs, author, undo)


def _require_colour(colour: str) -> str:
    if colour not in COLOURS:
        raise NotUnderstood(f"“{colour}” is not a colour of marks: {', '.join(COLOURS)}.")
    return colour
