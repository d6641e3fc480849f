"""``Library``: one folder with a database, opened by one running copy at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from filelock import FileLock
from sqlalchemy import Engine
from sqlalchemy.engine import Connection

from desktop_app.content import Content
from desktop_app.domain.errors import UnreadableFile
from desktop_app.store import backup, own, schema, sync
from desktop_app.store.connections import (
    open_in_memory,
    open_read_only,
    open_reader,
    open_writer,
)
from desktop_app.store.locking import take_lock
from desktop_app.store.shelf import Shelf
from desktop_app.store.texts import Texts
from desktop_app.store.troubles import world_errors

FILE = "library.db"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


class Library:
    """What a user has: the shipped entries, and notes, stars and more on them.

    Use ``Library.open``, ``open_read_only`` or ``in_memory``; it is a context manager.

    Attributes
    ----------
    content
        The shipped content of the running program.
    folder, path
        Where the library lies; None if it is in memory only.
    """

    def __init__(
        self,
        content: Content,
        reader: Engine,
        writer: Engine | None,
        folder: Path | None = None,
        lock: FileLock | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.content = content
        self.folder = folder
        self.path = folder / FILE if folder else None
        self.clock = clock
        self._reader = reader
        self._writer = writer
        self._lock = lock
        self._texts: Texts | None = None
        self._opening_texts = Lock()

    @classmethod
    def open(cls, folder: Path, content: Content, clock: Clock = utc_now) -> Library:
        """Open the library of a folder; make, upgrade and synchronise it as needed.

        Raises
        ------
        LibraryBusy
            If another running copy has it open.
        LibraryTooNew, LibraryDamaged, DiskFull, UnreadableFile
            If the file is not usable.
        """
        path = folder / FILE
        with world_errors(path):
            folder.mkdir(parents=True, exist_ok=True)
        lock = take_lock(folder, path)
        try:
            _prepare(path, content, clock)
        except BaseException:
            lock.release()
            raise
        return cls(content, open_reader(path), open_writer(path), folder, lock, clock)

    @classmethod
    def open_read_only(cls, folder: Path, content: Content) -> Library:
        """Open a library without locking or changing it, also while another copy uses it.

        Raises
        ------
        UnreadableFile, LibraryTooNew, LibraryDamaged
            If there is none, or its form is not this program's.
        """
        path = folder / FILE
        for immutable in (False, True):
            engine = open_read_only(path, immutable)
            try:
                with engine.connect() as connection:
                    held = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
                    revision = str(held.scalar())
            except UnreadableFile:
                # Beside a file in WAL mode SQLite makes others; in a folder that may not be
                # written it can only read when told that nobody writes.
                engine.dispose()
                if immutable or not path.is_file():
                    raise
                continue
            except BaseException:
                engine.dispose()
                raise
            break
        if revision != schema.HEAD:
            engine.dispose()
            schema.require_known(revision, path)
            raise UnreadableFile(
                f"The library {path} was written by an older Yongquan.", "Open it once to upgrade."
            )
        return cls(content, engine, None, folder)

    @classmethod
    def in_memory(
        cls, content: Content, notes: Iterable[own.Note] = (), clock: Clock = utc_now
    ) -> Library:
        """Return a library of the shipped content, and notes, that is gone with the program."""
        engine = open_in_memory()
        with engine.begin() as connection:
            schema.create(connection)
            sync.synchronise(connection, content)
            for note in notes:
                own.put_note(connection, str(note.ref), note.text, note.updated)
        return cls(content, engine, engine, clock=clock)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the library throughout."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def shelf(self) -> Iterator[Shelf]:
        """Give one state of the library from which things are taken."""
        with self.reading() as connection:
            yield Shelf(connection, self.content)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction: on the disk when the block ends, or undone."""
        if self._writer is None:
            raise UnreadableFile(f"The library {self.path} is open for reading only.")
        with self._writer.begin() as connection:
            yield connection

    @property
    def texts(self) -> Texts:
        """The text of files, in a database beside the library, opened when first asked for."""
        with self._opening_texts:
            if self._texts is None:
                if self.folder is None:
                    self._texts = Texts.in_memory()
                elif self._writer is None:
                    self._texts = Texts.open_read_only(self.folder)
                else:
                    self._texts = Texts.open(self.folder)
            return self._texts

    def is_current(self) -> bool:
        """Tell whether the library holds the running program's content, or newer."""
        with self.reading() as connection:
            return not sync.needs_sync(connection, self.content)

    def back_up(self) -> Path | None:
        """Make today's copy unless there is one; it may run while the library is in use."""
        return backup.back_up_daily(self.path, self.clock()) if self.path else None

    def close(self) -> None:
        """Close the library and let other copies have it; closing twice is harmless."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()
        if self._texts is not None:
            self._texts.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _prepare(path: Path, content: Content, clock: Clock) -> None:
    """Make or upgrade the file, then bring the content in."""
    revision = schema.stored_revision(path)
    schema.require_known(revision, path)
    upgraded = bool(revision) and revision != schema.HEAD
    if upgraded:
        schema.migrate(path, revision, lambda label: backup.back_up(path, clock(), label))
    engine = open_writer(path)
    try:
        if not revision:
            with engine.begin() as connection:
                schema.create(connection)
                sync.synchronise(connection, content)
            return
        with engine.connect() as connection:
            stale = upgraded or sync.needs_sync(connection, content)
        if stale:
            with engine.begin() as connection:
                if upgraded:
                    sync.forget_index(connection)
                sync.synchronise(connection, content)
    finally:
        engine.dispose()
