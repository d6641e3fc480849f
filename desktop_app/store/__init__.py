"""The library: SQLite tables, migrations, synchronised content, search index, backups."""

# First of all: it imports SQLAlchemy, the quick way.
from desktop_app.store import lean  # noqa: F401
from desktop_app.store.found import ALIAS, CODE, NAME, START, TEXT, Found
from desktop_app.store.library import Library
from desktop_app.store.looking import open_to_look
from desktop_app.store.own import Note
from desktop_app.store.shelf import NAMED_AS_STRUCTURE, Shelf

__all__ = [
    "ALIAS",
    "CODE",
    "NAME",
    "NAMED_AS_STRUCTURE",
    "START",
    "TEXT",
    "Found",
    "Library",
    "Note",
    "Shelf",
    "open_to_look",
]
