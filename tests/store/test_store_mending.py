"""A damaged library is mended from its backup and what can still be read; nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.errors import LibraryBusy, LibraryDamaged
from desktop_app.domain.own import OwnStudy, study_of
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import point_ref, study_ref
from desktop_app.reading import list_notes, read_note, search, set_star, starred, write_note
from desktop_app.store import Library, own_studies
from desktop_app.store.mending import mend

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ST36 = point_ref("ST36")


def put_study(library: Library, number: int) -> str:
    reference = Reference(
        title=f"Warm feet, part {number}",
        credits=(Credit(Name("Own", "Anna")),),
        issued=When(2020),
        abstract="A long abstract. " * 80,
    )
    key = f"own-{number}"
    with library.writing() as connection:
        own_studies.put(connection, [OwnStudy(study_of(reference, key), reference, NOW)])
    return key


def pages_of(path: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))
        return [row[0] for row in rows]


def spoil(path: Path, pages: list[int]) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 512)


@pytest.fixture
def spoilt(library: Library, folder: Path) -> Path:
    """Return a library with a backup, written on since, whose search index is then damaged."""
    write_note(library, ST36, "before the backup")
    first = put_study(library, 1)
    assert library.back_up()
    write_note(library, ST36, "after the backup")
    set_star(library, study_ref(first), True)
    for number in range(2, 30):
        put_study(library, number)
    library.close()
    path = folder / "library.db"
    spoil(path, pages_of(path, "search_study_data")[1:])
    return path


def test_all_that_can_be_read_is_kept(spoilt: Path, folder: Path, content: Content) -> None:
    broken = spoilt.read_bytes()
    with pytest.raises(LibraryDamaged):
        Library.open(folder, content)
    mended = mend(folder, content, lambda: NOW)
    assert mended.whole
    assert mended.backup is not None
    assert mended.kept.read_bytes() == broken
    with Library.open(folder, content) as library:
        note = read_note(library, ST36)
        assert note is not None
        assert note.text == "after the backup"
        assert starred(library) == (study_ref("own-1"),)
        with library.reading() as connection:
            keys = [f"own-{number}" for number in range(1, 30)]
            taken = own_studies.take(connection, keys)
        assert list(taken) == keys or set(taken) == set(keys)
        assert search(library, "warm feet")[0].ref.key.startswith("own-")
        assert search(library, "zusanli")[0].ref == ST36


def test_what_cannot_be_read_comes_from_the_backup(
    library: Library, folder: Path, content: Content
) -> None:
    for number in range(1, 40):
        write_note(library, replace(ST36, key=f"ST{number}"), f"note {number} " * 60)
    assert library.back_up()
    library.close()
    path = folder / "library.db"
    leaves = pages_of(path, "note")[1:]
    spoil(path, leaves[1:3])
    mended = mend(folder, content, lambda: NOW)
    assert not mended.whole
    with Library.open(folder, content) as library:
        assert len(list_notes(library)) == 39


def test_without_a_backup_what_can_be_read_is_all_there_is(
    library: Library, folder: Path, content: Content
) -> None:
    for number in range(1, 40):
        write_note(library, replace(ST36, key=f"ST{number}"), f"note {number} " * 60)
    library.close()
    path = folder / "library.db"
    spoil(path, pages_of(path, "note")[4:5])
    mended = mend(folder, content, lambda: NOW)
    assert mended.backup is None
    with Library.open(folder, content) as library:
        assert 20 < len(list_notes(library)) < 39
        assert search(library, "zusanli")[0].ref == ST36


def test_a_file_that_is_no_database_is_kept_aside(folder: Path, content: Content) -> None:
    folder.mkdir()
    (folder / "library.db").write_bytes(b"not a database, just text " * 100)
    mended = mend(folder, content, lambda: NOW)
    assert mended.rows == 0
    assert mended.kept.read_bytes().startswith(b"not a database")
    with Library.open(folder, content) as library:
        assert search(library, "zusanli")[0].ref == ST36


def test_a_library_in_use_is_not_mended(library: Library, folder: Path, content: Content) -> None:
    with pytest.raises(LibraryBusy):
        mend(folder, content, lambda: NOW)
