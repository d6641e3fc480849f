"""Makes a sound library of a damaged one: its newest good backup, and every row still readable.

The damaged file is never written to; it is kept under ``damaged/``.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from desktop_app.content import Content
from desktop_app.domain.errors import WorldError
from desktop_app.store import (
    backup,
    learning,
    learning_tables,
    own_tables,
    plan_tables,
    schema,
    sync,
    tables,
)
from desktop_app.store.connections import open_writer
from desktop_app.store.entries import SHIPPED
from desktop_app.store.locking import take_lock
from desktop_app.store.troubles import world_errors

FILE = "library.db"

_OWN = (
    tables.note,
    tables.star,
    tables.visit,
    own_tables.collection,
    own_tables.collected,
    own_tables.tag,
    own_tables.tagged,
    own_tables.saved_filter,
    own_tables.read_status,
    own_tables.appraisal,
    own_tables.stance,
    own_tables.attachment,
    own_tables.mark,
    plan_tables.plan,
    learning_tables.review,
    learning_tables.memory,
    learning_tables.suspended,
    learning_tables.learning_limit,
)
"""What users write, in an order in which rows come after those they refer to."""

_OF_ENTRIES = ((tables.study, "entry_id"), (own_tables.own_study, "entry_id"))


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a damaged library.

    ``kept`` is the damaged file, moved aside; ``backup`` the copy that was built upon, if there was
    a good one; ``rows`` how many rows of the user's were read from the damaged file, and
    ``whole`` whether all of them could be.
    """

    kept: Path
    backup: Path | None
    rows: int
    whole: bool


def mend(folder: Path, content: Content, clock: Callable[[], datetime]) -> Mended:
    """Put a sound library in the place of a damaged one.

    Rows that the damaged file still gives up are added to the backup's, the later version of each
    where they differ. What was deleted since the backup was made may come back.

    Raises
    ------
    LibraryBusy
        If a running copy has the library open.
    DiskFull, UnreadableFile
        If the new file cannot be written; the damaged one is then as it was.
    """
    path = folder / FILE
    part = folder / f"{FILE}.mending"
    lock = take_lock(folder, path)
    with world_errors(path):
        try:
            base = _start_from(path, part, content)
            rows, whole = _fill(part, path, content)
            kept = _move_aside(path, clock())
            part.replace(path)
        finally:
            for leftover in (part, *_beside(part)):
                leftover.unlink(missing_ok=True)
            lock.release()
    return Mended(kept, base, rows, whole)


def _start_from(path: Path, part: Path, content: Content) -> Path | None:
    """Write the newest good backup to ``part``, in today's form, or a new library."""
    for copy in backup.backups(path):
        part.unlink(missing_ok=True)
        shutil.copyfile(copy, part)
        try:
            revision = schema.stored_revision(part)
            schema.require_known(revision, part)
            if revision and revision != schema.HEAD:
                from desktop_app.store.migrating import upgrade

                upgrade(part)
        except WorldError:
            continue
        if revision:
            return copy
    part.unlink(missing_ok=True)
    engine = open_writer(part)
    with engine.begin() as connection:
        schema.create(connection)
        sync.synchronise(connection, content)
    engine.dispose()
    return None


def _fill(part: Path, damaged: Path, content: Content) -> tuple[int, bool]:
    """Add the rows that can be read; return how many, and whether none was out of reach."""
    engine = open_writer(part)
    try:
        uri = f"{damaged.absolute().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(uri, uri=True)) as source,
            engine.begin() as connection,
        ):
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            count, whole = _copy_entries(source, connection)
            for table in _OWN:
                rows, complete = _readable(source, table)
                _put(connection, table, rows)
                count += len(rows)
                whole &= complete
            _drop_loose_rows(connection)
            learning.rebuild(connection, unless_fuller=True)
            sync.forget_index(connection)
            sync.synchronise(connection, content)
    finally:
        engine.dispose()
    return count, whole


def _copy_entries(source: sqlite3.Connection, connection: Connection) -> tuple[int, bool]:
    """Add the user's own entries that the backup has not, with what hangs on them."""
    entries, whole = _readable(source, tables.entry)
    own = [row for row in entries if row["origin"] != SHIPPED]
    held = {
        (row[0], row[1])
        for row in connection.exec_driver_sql("SELECT kind, key FROM entry").fetchall()
    }
    first = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM entry").scalar_one()
    missing = [row for row in own if (row["kind"], row["key"]) not in held]
    numbers = {row["id"]: number for number, row in enumerate(missing, int(first))}
    _put(connection, tables.entry, [{**row, "id": numbers[row["id"]]} for row in missing])
    for table, field in _OF_ENTRIES:
        rows, complete = _readable(source, table)
        whole &= complete
        _put(
            connection,
            table,
            [{**row, field: numbers[row[field]]} for row in rows if row[field] in numbers],
        )
    links, complete = _readable(source, tables.link)
    _put(
        connection,
        tables.link,
        [
            {**row, "id": None, "from_id": numbers[row["from_id"]]}
            for row in links
            if row["from_id"] in numbers
        ],
    )
    return len(missing), whole and complete


def _readable(source: sqlite3.Connection, table: Table) -> tuple[list[dict[str, Any]], bool]:
    """Return a table's rows from the front, and from the back as far as a damaged page lets one."""
    if _lacks(source, table):
        return [], True
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    rows: dict[int, dict[str, Any]] = {}
    for order in ("ASC", "DESC"):
        query = f'SELECT rowid, {listed} FROM "{table.name}" ORDER BY rowid {order}'  # noqa: S608
        try:
            for number, *values in source.execute(query):
                rows[number] = dict(zip(names, values, strict=True))
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            continue
        return list(rows.values()), True
    return list(rows.values()), False


def _lacks(source: sqlite3.Connection, table: Table) -> bool:
    """Tell whether a file is of an earlier form that had no such table."""
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    try:
        return not source.execute(query, (table.name,)).fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add rows as they are; of two with one key the one that was updated last stays."""
    if not rows:
        return
    names = list(rows[0])
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    kept = "DO NOTHING"
    if "updated" in names:
        new = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
        kept = f"DO UPDATE SET {new} WHERE excluded.updated >= {table.name}.updated"
    statement = (
        f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks}) '  # noqa: S608
        f"ON CONFLICT ({keys}) {kept}"
    )
    for row in rows:
        # A row that breaks a rule of its table is itself damaged, and takes no other with it.
        with suppress(IntegrityError):
            connection.exec_driver_sql(statement, tuple(row.values()))


def _drop_loose_rows(connection: Connection) -> None:
    """Drop rows whose parent could not be read; a collection without its own becomes a top one."""
    connection.exec_driver_sql(
        "UPDATE collection SET parent = NULL WHERE parent NOT IN (SELECT key FROM collection)"
    )
    for table, rowid, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608


def _move_aside(path: Path, now: datetime) -> Path:
    aside = path.parent / "damaged"
    aside.mkdir(exist_ok=True)
    kept = aside / f"library-{now:%Y%m%dT%H%M%S}Z.db"
    for beside in _beside(path):
        if beside.exists():
            beside.replace(kept.with_name(kept.name + beside.name.removeprefix(FILE)))
    path.replace(kept)
    return kept


def _beside(path: Path) -> Iterator[Path]:
    """Yield the files that SQLite keeps beside a database in WAL mode."""
    return (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
