"""The small databases of which decks for other programs consist, made in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing


def database_of(write: Callable[[sqlite3.Cursor], None]) -> bytes:
    """Return the bytes of the file of a database into which something was written."""
    with closing(sqlite3.connect(":memory:")) as connection:
        write(connection.cursor())
        connection.commit()
        return connection.serialize()
