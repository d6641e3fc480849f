"""Keeps the content of files in ``attachments/`` beside the database, each under its SHA-256."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO, NamedTuple
from uuid import uuid4

from desktop_app.domain.errors import DiskFull, NotUnderstood, UnreadableFile
from desktop_app.domain.progress import Progress
from desktop_app.store import Library

FOLDER = "attachments"

MOST_BYTES = 500 * 1024 * 1024
"""Largest file that is taken in."""

_CHUNK = 1024 * 1024
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class Stored(NamedTuple):
    """A file's content in the library's folder; ``size`` in bytes."""

    digest: str
    size: int
    path: Path


def attachments_folder(library: Library) -> Path:
    """Return the folder that holds the content of files.

    Raises
    ------
    NotUnderstood
        If the library is in memory only.
    """
    if library.folder is None:
        raise NotUnderstood(
            "This library is in memory only and cannot hold files.",
            "Open a library in a folder with --library.",
        )
    return library.folder / FOLDER


def stored_path(folder: Path, digest: str, name: str) -> Path:
    """Return where the content with this digest lies, for a file of this name."""
    suffix = Path(name).suffix.lower()
    return folder / digest[:2] / f"{digest}{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def take_in(folder: Path, source: Path, progress: Progress | None = None) -> Stored:
    """Copy a file into the folder, unless its content is there; it is on the disk when this ends.

    Raises
    ------
    UnreadableFile
        If it cannot be read or is too large; nothing is left behind.
    DiskFull
        If there is no room.
    """
    part = folder / f"{uuid4().hex}.part"
    try:
        with open_source(source) as read:
            folder.mkdir(parents=True, exist_ok=True)
            digest, size = _copy(read, part, source, progress)
        path = stored_path(folder, digest, source.name)
        if path.is_file() and path.stat().st_size == size:
            # Its age tells how long nobody has wanted it.
            os.utime(path)
        else:
            path.parent.mkdir(exist_ok=True)
            part.replace(path)
            _sync_folder(path.parent)
    except OSError as error:
        raise _trouble(error, source) from error
    finally:
        part.unlink(missing_ok=True)
    return Stored(digest, size, path)


def open_source(source: Path) -> BinaryIO:
    """Open a file that is to be taken in.

    Raises
    ------
    UnreadableFile
        If it is missing, a folder, no regular file, unreadable, empty or too large.
    """
    try:
        if source.is_dir():
            raise UnreadableFile(f"{source} is a folder.", "Choose the files in it.")
        if source.exists() and not source.is_file():
            raise UnreadableFile(f"{source} is not a regular file.", "Choose another file.")
        size = source.stat().st_size
        if size == 0:
            raise UnreadableFile(f"{source} is empty.", "Choose another file.")
        if size > MOST_BYTES:
            raise _too_large(source)
        return source.open("rb")
    except OSError as error:
        raise _trouble(error, source) from error


def _copy(read: BinaryIO, part: Path, source: Path, progress: Progress | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with part.open("wb") as written:
        while chunk := read.read(_CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise _too_large(source)
            digest.update(chunk)
            written.write(chunk)
            if progress is not None:
                progress.tell(size, 0, f"Copying {source.name}")
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    # A file's new name is on the disk once its folder is; Windows sees to that itself.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _too_large(source: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{source} is larger than {MOST_BYTES // (1024 * 1024)} MB.",
        "Attach a smaller copy of it.",
    )


def _trouble(error: OSError, source: Path) -> UnreadableFile | DiskFull:
    if error.errno == errno.ENOSPC:
        return DiskFull(
            f"There is no room left on the disk to keep {source.name}.",
            "Free some space and retry.",
        )
    reason = error.strerror or type(error).__name__
    return UnreadableFile(
        f"{source} cannot be read ({reason}).", "Check that it is there and that you may read it."
    )
