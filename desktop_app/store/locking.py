"""Lets one running copy at a time have a library."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from desktop_app.store.troubles import busy, world_errors


def take_lock(folder: Path, path: Path) -> FileLock:
    """Take the lock of a library's folder, which has to be given back.

    Raises
    ------
    LibraryBusy
        If another running copy has it.
    UnreadableFile
        If the folder cannot be written.
    """
    lock = FileLock(folder / "library.lock", timeout=0, thread_local=False)
    with world_errors(path):
        try:
            lock.acquire()
        except Timeout:
            raise busy(path) from None
    return lock
