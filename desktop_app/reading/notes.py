"""Reads and writes the user's notes and stars, and remembers what was opened."""

from __future__ import annotations

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Ref
from desktop_app.store import Library, Note, own
from desktop_app.store.rows import Scope
from desktop_app.store.undoing import undoable


def read_note(library: Library, ref: Ref) -> Note | None:
    """Return the note on a ref, or None."""
    with library.reading() as connection:
        return own.note_on(connection, str(ref))


def list_notes(library: Library) -> tuple[Note, ...]:
    """Return all notes, latest change first."""
    with library.reading() as connection:
        return own.all_notes(connection)


def write_note(library: Library, ref: Ref, text: str, author: str = "") -> Changed:
    """Write the note on a ref; blank text removes it. It is on the disk when this returns.

    Parameters
    ----------
    library
        Where to write.
    ref
        What the note is on.
    text
        Markdown.
    author
        Who asks, so that it can ignore its own echo.

    Raises
    ------
    DiskFull, LibraryBusy, UnreadableFile
        If it could not be written; the earlier note is then as it was.
    """
    with library.writing() as connection:
        changed = own.put_note(connection, str(ref), text, library.clock())
    return _changed(ref, changed, author)


def set_star(library: Library, ref: Ref, on: bool, author: str = "") -> Changed:
    """Star what a ref names, or take its star; the notice can take it back."""
    return undoable(
        library,
        [Scope("star", "ref", (str(ref),))],
        f"{'Star' if on else 'Unstar'} this {ref.kind.value}",
        [ref],
        lambda connection: own.put_star(connection, str(ref), on, library.clock()),
        author,
    )


def starred(library: Library) -> tuple[Ref, ...]:
    """Return what is starred, latest first."""
    with library.reading() as connection:
        return tuple(map(Ref.parse, own.stars(connection)))


def remember_visit(library: Library, ref: Ref) -> None:
    """Remember that a ref was opened now."""
    with library.writing() as connection:
        own.put_visit(connection, str(ref), library.clock())


def list_recent(library: Library, limit: int = 20) -> tuple[Ref, ...]:
    """Return what was opened, latest first."""
    with library.reading() as connection:
        return tuple(map(Ref.parse, own.visits(connection, limit)))


def _changed(ref: Ref, changed: bool, author: str) -> Changed:
    return Changed(frozenset({ref}) if changed else frozenset(), author)
