"""Writes a file so that it is whole or not there: beside its place first, then moved into it."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from desktop_app.domain.errors import DiskFull, UnreadableFile

_ABANDONED_S = 3600


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the place to write to; when the block ends well, it takes the file's place.

    Raises
    ------
    DiskFull
        If there is no room.
    UnreadableFile
        If the file cannot be written. Either way what was there is as it was.
    """
    # A link stays one: what it leads to is written.
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    sweep_parts(target)
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} is a folder.", "Choose a name for a file.")
        if target.exists() and not target.is_file():
            raise UnreadableFile(f"{path} is no regular file.", "Choose another name.")
        if not target.parent.is_dir():
            raise UnreadableFile(
                f"There is no folder {path.parent} to write to.", "Choose another place."
            )
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def sweep_parts(path: Path) -> None:
    """Remove what a copy of the program that was killed left beside a file or folder of this name.

    What is younger than an hour may still be written by another copy.
    """
    oldest = time.time() - _ABANDONED_S
    for part in path.parent.glob(f".{escape(path.name)}.*.part*"):
        with suppress(OSError):
            if part.stat().st_mtime > oldest:
                continue
            if part.is_dir() and not part.is_symlink():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink()


def unwritable(path: Path, error: OSError) -> DiskFull | UnreadableFile:
    """Return the error to show for a file or folder that could not be written."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return DiskFull(
            f"There is no room left on the disk to write {path}.", "Free some space and retry."
        )
    reason = error.strerror or type(error).__name__
    return UnreadableFile(
        f"{path} cannot be written ({reason}).", "Choose another place, or check its permissions."
    )
