"""The world's troubles with a library are told as such, and damage nothing further."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.errors import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    LibraryTooNew,
    UnreadableFile,
)
from desktop_app.domain.refs import point_ref
from desktop_app.reading import read_note, search, write_note
from desktop_app.store import Library, open_to_look
from desktop_app.store.connections import open_read_only
from desktop_app.store.troubles import trouble

ST36 = point_ref("ST36")


def test_two_copies_cannot_write_one_library(
    library: Library, folder: Path, content: Content
) -> None:
    with pytest.raises(LibraryBusy, match="another running copy"):
        Library.open(folder, content)


def test_a_closed_library_is_free(library: Library, folder: Path, content: Content) -> None:
    library.close()
    library.close()
    Library.open(folder, content).close()


def test_it_can_be_searched_while_a_window_has_it(
    library: Library, folder: Path, content: Content
) -> None:
    write_note(library, ST36, "deqi in the window")
    with open_to_look(folder, content) as looking:
        assert search(looking, "deqi")[0].ref == ST36
        with pytest.raises(UnreadableFile, match="reading only"):
            write_note(looking, ST36, "no")


def test_looking_makes_no_library(folder: Path, content: Content) -> None:
    with open_to_look(folder, content) as looking:
        assert search(looking, "zusanli")[0].ref == ST36
    assert not folder.exists()


def test_looking_with_newer_content_keeps_the_notes(
    library: Library, folder: Path, newer: object
) -> None:
    write_note(library, ST36, "deqi")
    library.close()
    content = newer(studies={})  # type: ignore[operator]
    with open_to_look(folder, content) as looking:
        assert looking.folder is None
        assert search(looking, "deqi")[0].ref == ST36
        assert not any(hit.kind == "study" for hit in search(looking, "microcirculation"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_looking_in_a_folder_that_may_not_be_written(
    library: Library, folder: Path, content: Content
) -> None:
    write_note(library, ST36, "deqi")
    library.close()
    folder.chmod(0o500)
    try:
        with open_to_look(folder, content) as looking:
            assert search(looking, "deqi")[0].ref == ST36
    finally:
        folder.chmod(0o700)


def test_reading_a_file_that_is_told_to_be_immutable(
    library: Library, folder: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_note(library, ST36, "deqi")
    library.close()

    def refuse_first(path: Path, immutable: bool) -> object:
        return open_read_only(path if immutable else path.parent / "missing" / "x.db", immutable)

    monkeypatch.setattr("desktop_app.store.library.open_read_only", refuse_first)
    with Library.open_read_only(folder, content) as looking:
        assert read_note(looking, ST36) is not None


def test_a_library_of_a_newer_program(library: Library, folder: Path, content: Content) -> None:
    library.close()
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(LibraryTooNew, match="newer Yongquan"):
        Library.open(folder, content)
    with pytest.raises(LibraryTooNew):
        open_to_look(folder, content)


@pytest.mark.parametrize("payload", [b"not a database, just text " * 100, b"\x00" * 4096])
def test_a_file_that_is_no_database(folder: Path, content: Content, payload: bytes) -> None:
    folder.mkdir()
    (folder / "library.db").write_bytes(payload)
    with pytest.raises(LibraryDamaged, match="damaged"):
        Library.open(folder, content)
    assert (folder / "library.db").read_bytes() == payload


def test_a_damaged_page(library: Library, folder: Path, content: Content) -> None:
    library.close()
    path = folder / "library.db"
    bytes_ = bytearray(path.read_bytes())
    for page in range(3, len(bytes_) // 4096, 3):
        bytes_[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(bytes_)
    with pytest.raises(LibraryDamaged):
        Library.open(folder, content)


def test_an_empty_file_is_a_new_library(folder: Path, content: Content) -> None:
    folder.mkdir()
    (folder / "library.db").touch()
    with Library.open(folder, content) as library:
        assert search(library, "zusanli")


def test_a_database_of_something_else(folder: Path, content: Content) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(UnreadableFile, match="not a Yongquan library"):
        Library.open(folder, content)


def test_a_folder_that_cannot_be_made(tmp_path: Path, content: Content) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnreadableFile, match="cannot be read or written"):
        Library.open(tmp_path / "file" / "library", content)


def test_a_full_disk_is_told_and_the_earlier_note_stays(library: Library) -> None:
    write_note(library, ST36, "before")
    with library.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="no room left"):
        write_note(library, ST36, "x" * 1_000_000)
    note = read_note(library, ST36)
    assert note is not None
    assert note.text == "before"


def test_a_bug_is_not_called_trouble(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.Error) as caught,
    ):
        connection.execute("SELECT nonsense")
    assert trouble(caught.value, tmp_path) is None
    assert trouble(ValueError(), tmp_path) is None
    assert trouble(sqlite3.ProgrammingError("no code"), tmp_path) is None


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (PermissionError(errno.EACCES, "Permission denied"), UnreadableFile),
        (OSError(errno.EIO, "Input/output error"), UnreadableFile),
    ],
)
def test_troubles_of_the_system(error: OSError, kind: type, tmp_path: Path) -> None:
    assert isinstance(trouble(error, tmp_path), kind)
