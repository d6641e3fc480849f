"""A backup has been opened and checked; older ones are thinned, those of upgrades never."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.errors import LibraryDamaged, UnreadableFile
from desktop_app.domain.refs import point_ref
from desktop_app.reading import write_note
from desktop_app.store import Library, backup
from desktop_app.store.backup import back_up, back_up_daily, backups

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def notes(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT text FROM note").fetchall()


def test_a_library_in_use_is_copied_whole(library: Library) -> None:
    write_note(library, point_ref("ST36"), "still in the write-ahead log")
    assert library.path is not None
    copy = back_up(library.path, NOON)
    assert copy.name == "library-20261123T120000Z.db"
    assert notes(copy) == [("still in the write-ahead log",)]
    assert not list(copy.parent.glob("*.part"))


def test_one_a_day(library: Library) -> None:
    assert library.path is not None
    assert back_up_daily(library.path, NOON) is not None
    assert back_up_daily(library.path, NOON + timedelta(hours=5)) is None
    assert back_up_daily(library.path, NOON + timedelta(days=1)) is not None
    assert library.back_up() is None


def test_a_copy_before_an_upgrade_is_not_the_days(library: Library) -> None:
    assert library.path is not None
    back_up(library.path, NOON, "before-0002-from-0001")
    assert back_up_daily(library.path, NOON) is not None


def test_old_copies_are_thinned(library: Library) -> None:
    assert library.path is not None
    labelled = back_up(library.path, NOON - timedelta(days=900), "before-0002-from-0001")
    folder = library.path.parent / "backups"
    for day in range(1, 500):
        (folder / f"library-{NOON - timedelta(days=day):%Y%m%dT%H%M%S}Z.db").touch()
    back_up(library.path, NOON)
    kept = [copy for copy in backups(library.path) if copy != labelled]
    assert labelled.exists()
    assert 15 <= len(kept) <= 23
    newest = [f"library-{NOON - timedelta(days=day):%Y%m%d}T120000Z.db" for day in range(7)]
    assert [copy.name for copy in kept[:7]] == newest
    assert {copy.name[8:14] for copy in kept} == {
        f"{year}{month:02}" for year, months in ((2025, (12,)), (2026, range(1, 12)))
        for month in months
    }  # fmt: skip


def test_fewer_copies_of_a_large_library_are_kept(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.path is not None
    monkeypatch.setattr(backup, "LARGE", library.path.stat().st_size)
    folder = library.path.parent / "backups"
    folder.mkdir()
    for day in range(1, 100):
        (folder / f"library-{NOON - timedelta(days=day):%Y%m%dT%H%M%S}Z.db").touch()
    back_up(library.path, NOON)
    days = [copy.name.removeprefix("library-")[:8] for copy in backups(library.path)]
    assert days == ["20261123", "20261122", "20261031"]


def test_a_damaged_library_makes_no_backup(library: Library, folder: Path) -> None:
    library.close()
    path = folder / "library.db"
    good = back_up(path, NOON - timedelta(days=1))
    payload = bytearray(path.read_bytes())
    for page in range(3, len(payload) // 4096, 3):
        payload[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(payload)
    with pytest.raises(LibraryDamaged):
        back_up(path, NOON)
    assert backups(path) == [good]
    assert not list(good.parent.glob("*.part"))


def test_a_folder_that_cannot_hold_backups(library: Library, folder: Path) -> None:
    (folder / "backups").touch()
    with pytest.raises(UnreadableFile):
        library.back_up()


def test_a_library_in_memory_has_no_backup(library: Library) -> None:
    with Library.in_memory(library.content) as memory:
        assert memory.back_up() is None
