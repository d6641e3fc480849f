"""Opens a library just to look something up: never made, locked or changed by it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.content import Content
from desktop_app.store import own
from desktop_app.store.library import FILE, Library


def has_library(folder: Path) -> bool:
    """Tell whether there is a library in a folder."""
    return (folder / FILE).is_file()


def open_to_look(folder: Path, content: Content) -> Library:
    """Return a library to search in, also while a window has it open.

    Where there is none, or it cannot be searched as it is, one is made up in memory; it has the
    user's notes if they can be read.

    Raises
    ------
    LibraryDamaged, LibraryTooNew, LibraryBusy, UnreadableFile
        If there is a library but it cannot be read.
    """
    if not has_library(folder):
        return Library.in_memory(content)
    library = Library.open_read_only(folder, content)
    try:
        if library.is_current():
            return library
        with library.reading() as connection:
            notes = own.all_notes(connection)
    except BaseException:
        library.close()
        raise
    library.close()
    return Library.in_memory(content, notes)
