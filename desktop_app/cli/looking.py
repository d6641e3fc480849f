"""Opens the library to read from, or the shipped entries alone where it cannot be."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_app.content import Content
from desktop_app.content.paths import library_folder
from desktop_app.domain.errors import WorldError
from desktop_app.store import Library, open_to_look
from desktop_app.store.looking import has_library


def library_to_read(chosen: argparse.Namespace, content: Content, without: str) -> Library:
    """Return the library, open for reading only.

    Parameters
    ----------
    without
        What is said if it cannot be opened, and only what ships is used.
    """
    try:
        return open_to_look(library_folder(chosen.library), content)
    except WorldError as error:
        print(f"yongquan: {error} {without}", file=sys.stderr)
        return Library.in_memory(content)


def library_as_it_is(folder: Path, content: Content) -> Library:
    """Return the library to read from, or the shipped entries alone where there is none.

    Raises
    ------
    LibraryDamaged, LibraryTooNew, UnreadableFile
        If there is one that cannot be read.
    """
    if has_library(folder):
        return Library.open_read_only(folder, content)
    return Library.in_memory(content)
