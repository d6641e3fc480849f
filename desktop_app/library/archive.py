"""The whole library as one portable file, and back: all of it, checked, or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  the name zlib gives it says nothing

from desktop_app import __version__
from desktop_app.domain.errors import DiskFull, NotUnderstood
from desktop_app.domain.progress import Progress
from desktop_app.library.manifest import (
    DATABASE,
    MANIFEST,
    SUFFIX,
    ArchiveContents,
    Member,
    contents_of,
    manifest_of,
    refused,
)
from desktop_app.library.storing import FOLDER, attachments_folder, stored_path
from desktop_app.store import Library, archived
from desktop_app.store.replacing import replacing, sweep_parts, unwritable

__all__ = ["SUFFIX", "ArchiveContents", "check_archive", "open_archive", "save_archive"]

_CHUNK = 1024 * 1024

Tell = Callable[[int], None]


def save_archive(library: Library, path: Path, progress: Progress | None = None) -> None:
    """Write the whole library to one file: what it holds and its attachments, no settings.

    The library may be in use meanwhile. The file is replaced in one step, when all is written.

    Raises
    ------
    NotUnderstood
        If the library is in memory only.
    LibraryDamaged
        If the library does not pass its check.
    DiskFull, UnreadableFile
        If the file cannot be written; the one that was there is then as it was.
    Cancelled
        If the progress was asked to stop; nothing is written then.
    """
    progress = progress or Progress()
    folder = attachments_folder(library)
    if library.path is None:
        raise NotUnderstood("This library is in memory only and cannot be saved.")
    copy = path.with_name(f".{path.name}.{uuid4().hex}.db.part")
    try:
        with replacing(path) as part:
            copied = archived.copy_out(
                library.path, copy, lambda done, total: progress.tell(done, total, "Copying")
            )
            # Files that are no longer in the folder are missing in the archive as they are here.
            files = [
                stored
                for digest, name in copied.files
                if (stored := stored_path(folder, digest, name)).is_file()
            ]
            size = sum(file.stat().st_size for file in files) + copy.stat().st_size
            with ZipFile(part, "w", allowZip64=True) as zipped:
                tell = _counting(progress, size, "Packing")
                members = [_pack(zipped, copy, DATABASE, ZIP_DEFLATED, tell)]
                for file in files:
                    name = f"{FOLDER}/{file.parent.name}/{file.name}"
                    # PDFs and pictures are packed already.
                    members.append(_pack(zipped, file, name, ZIP_STORED, tell))
                contents = ArchiveContents(
                    version=__version__,
                    revision=copied.revision,
                    made=library.clock(),
                    studies=copied.counts["studies"],
                    notes=copied.counts["notes"],
                    attachments=copied.counts["attachments"],
                    plans=copied.counts["plans"],
                    members=tuple(members),
                )
                zipped.writestr(MANIFEST, manifest_of(contents), ZIP_DEFLATED)
    except DiskFull as full:
        # The copy of the database lies beside the archive; it is not the library's disk.
        raise DiskFull(
            f"There is no room left on the disk to write {path}.", "Free some space and retry."
        ) from full
    finally:
        copy.unlink(missing_ok=True)


def check_archive(path: Path) -> ArchiveContents:
    """Return what an archive says it holds, once its list of contents has been checked.

    Raises
    ------
    UnreadableFile
        If it is no archive of a library, damaged, or could do harm; says why.
    LibraryTooNew
        If a newer program made it.
    """
    with _opened(path) as zipped:
        contents = contents_of(zipped, path)
        archived.known_revision(contents.revision, path)
        return contents


def open_archive(path: Path, folder: Path, progress: Progress | None = None) -> Path:
    """Unpack an archive into a new or empty folder; return that folder, a library.

    Everything is checked while it lies beside the folder, and only then moved into its place.

    Raises
    ------
    NotUnderstood
        If the folder is not empty.
    UnreadableFile
        If the archive is damaged or could do harm, or the folder cannot be written.
    LibraryTooNew
        If a newer program made it.
    DiskFull
        If there is no room.
    Cancelled
        If the progress was asked to stop. In each case nothing is left behind.
    """
    progress = progress or Progress()
    folder = folder.absolute()
    _require_empty(folder)
    beside = next(parent for parent in folder.parents if parent.is_dir())
    unpacked = beside / f".{folder.name}.{uuid4().hex}.part"
    sweep_parts(beside / folder.name)
    try:
        with _opened(path) as zipped:
            contents = contents_of(zipped, path)
            archived.known_revision(contents.revision, path)
            _require_room(beside, contents.size)
            unpacked.mkdir()
            tell = _counting(progress, contents.size, "Unpacking")
            for member in contents.members:
                _unpack(zipped, member, unpacked, path, tell)
        progress.tell(contents.size, contents.size, "Checking")
        if archived.check_in(unpacked / DATABASE, path) != contents.revision:
            raise refused(path, "its library is of another form than its manifest says")
        progress.tell(contents.size, contents.size, "Checking")
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            folder.rmdir()
        unpacked.replace(folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    return folder


def _pack(zipped: ZipFile, source: Path, name: str, packing: int, tell: Tell) -> Member:
    digest, size = hashlib.sha256(), 0
    info = ZipInfo(name)
    info.compress_type = packing
    info.external_attr = 0o600 << 16
    info.file_size = source.stat().st_size
    with source.open("rb") as read, zipped.open(info, "w") as written:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
            written.write(chunk)
            size += len(chunk)
            tell(len(chunk))
    return Member(name, size, digest.hexdigest())


def _unpack(zipped: ZipFile, member: Member, folder: Path, path: Path, tell: Tell) -> None:
    target = folder / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), member.size
    with _reading(zipped, member.name, path) as read, target.open("xb") as written:
        while chunk := _next(read, path):
            left -= len(chunk)
            if left < 0:
                raise refused(path, f"{member.name} is larger than it says")
            digest.update(chunk)
            written.write(chunk)
            tell(len(chunk))
        written.flush()
        os.fsync(written.fileno())
    if left or digest.hexdigest() != member.sha256:
        raise refused(path, f"{member.name} is not what it was when it was packed")


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        zipped = ZipFile(path)
    except (BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise refused(path, "it is not a zip file, or is damaged") from error
    except OSError as error:
        raise refused(path, (error.strerror or "it cannot be read").lower()) from error
    with zipped:
        yield zipped


def _reading(zipped: ZipFile, name: str, path: Path) -> BinaryIO:
    try:
        return zipped.open(name)  # type: ignore[return-value]
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise refused(path, f"{name} is damaged") from error


def _next(read: BinaryIO, path: Path) -> bytes:
    try:
        return read.read(_CHUNK)
    except (BadZipFile, ZlibError, EOFError) as error:
        raise refused(path, "it is damaged") from error


def _counting(progress: Progress, total: int, words: str) -> Tell:
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress.tell(done, total, words)

    return tell


def _require_empty(folder: Path) -> None:
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise unwritable(folder, error) from error
    if taken:
        raise NotUnderstood(f"{folder} is not empty.", "Choose a new or empty folder.")


def _require_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size:
        raise DiskFull(
            f"The archive needs {size // (1024 * 1024) + 1:,} MB, more than the disk has left.",
            "Free some space, or choose a folder on another disk.",
        )
