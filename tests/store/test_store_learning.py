"""What was learned outlives updates of content, renamed points, archives and damage."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.content.paths import migrations_dir
from desktop_app.domain.errors import DiskFull
from desktop_app.domain.learning import Limits, Memory, Rating, Review, Selection, State
from desktop_app.library.archive import open_archive, save_archive
from desktop_app.store import Library, backup
from desktop_app.store.mending import mend
from desktop_app.store.migrating import upgrade
from desktop_app.study.limits import limits, set_limits
from desktop_app.study.scheduling import (
    answer,
    forget,
    memories,
    plan_session,
    rebuild_memories,
    reviews,
    suspend,
)
from tests.store.conftest import NOW
from tests.store.test_store_mending import pages_of, spoil

AGAIN, HARD, GOOD, EASY = Rating
Reopen = Callable[[Content], Library]
Newer = Callable[..., Content]

OLD, NEW = "ST36", "ST99"


def study(library: Library, item: str, *ratings: Rating, days: float = 0) -> None:
    for number, rating in enumerate(ratings):
        when = NOW - timedelta(days=days) + timedelta(minutes=10 * number)
        answer(library, item, rating, 1200, when, given=rating.name)


def learn(library: Library) -> None:
    """Learn something of everything, with limits of one's own."""
    study(library, "name:ST36", AGAIN, GOOD, GOOD, days=9)
    study(library, "name:ST36", AGAIN, GOOD, days=2)
    study(library, "name:pinyin:ST36", EASY, days=4)
    study(library, "name:ST35", GOOD, HARD, days=3)
    study(library, "category:ST:he-sea", GOOD, days=1)
    suspend(library, ["locate:ST36", "name:ST35"])
    forget(library, ["category:ST:he-sea"])
    set_limits(library, Limits(new_a_day=3, retention=0.85))
    study(library, "name:ST37", EASY)


def held(library: Library) -> tuple[dict[str, Memory], tuple[Review, ...], Limits]:
    return dict(memories(library)), reviews(library), limits(library)


@pytest.fixture
def renamed(newer: Newer, content: Content) -> Content:
    """Return content in which a point has another code."""
    points = {
        (NEW if code == OLD else code): replace(each, code=NEW, number=99) if code == OLD else each
        for code, each in content.points.items()
    }
    stomach = content.meridians["ST"]
    codes = tuple(NEW if code == OLD else code for code in stomach.points)
    meridians = {"ST": replace(stomach, points=codes, courses=())}
    return newer(points=points, meridians=meridians, renamed={OLD: NEW})


def test_newer_content_leaves_what_was_learned_alone(
    library: Library, reopened: Reopen, newer: Newer
) -> None:
    learn(library)
    before = held(library)
    library.close()
    again = reopened(newer(points={}, meridians={}))
    assert held(again) == before
    asked = plan_session(again, Selection(), Limits(), NOW + timedelta(days=60))
    assert not {due.item for due in asked} & set(before[0])


def named_anew(item: str) -> str:
    return ":".join(NEW if part == OLD else part for part in item.split(":"))


def test_a_renamed_point_keeps_its_history(
    library: Library, reopened: Reopen, renamed: Content
) -> None:
    learn(library)
    study(library, "name:ST360", GOOD)
    old, given, own = held(library)
    library.close()
    again = reopened(renamed)
    now, kept, wanted = held(again)
    assert now == {
        named_anew(item): replace(memory, item=named_anew(item)) for item, memory in old.items()
    }
    assert kept == tuple(replace(each, item=named_anew(each.item)) for each in given)
    assert wanted == own
    assert f"name:{NEW}" in now
    assert "name:ST360" in now
    asked = plan_session(again, Selection(), Limits(), NOW + timedelta(days=60))
    assert f"name:{NEW}" in {due.item for due in asked if not due.new}
    answer(again, f"name:{NEW}", GOOD, 900, NOW)
    assert not rebuild_memories(again).refs


def test_a_point_learned_under_both_codes_has_one_memory_of_all_reviews(
    library: Library, folder: Path, reopened: Reopen, renamed: Content, content: Content
) -> None:
    study(library, "name:ST36", GOOD, GOOD, days=20)
    study(library, f"name:{NEW}", GOOD, days=5)
    study(library, "name:ST36", AGAIN, days=1)
    suspend(library, ["name:ST36", f"name:{NEW}"])
    library.close()
    again = reopened(renamed)
    (memory,) = memories(again).values()
    assert (memory.item, memory.reviews, memory.lapses) == (f"name:{NEW}", 4, 1)
    assert memory.suspended
    with Library.in_memory(content) as other:
        study(other, f"name:{NEW}", GOOD, GOOD, days=20)
        study(other, f"name:{NEW}", GOOD, days=5)
        study(other, f"name:{NEW}", AGAIN, days=1)
        assert memories(other)[memory.item] == replace(memory, suspended=False)


def test_renaming_once_more_changes_nothing_else(
    library: Library, reopened: Reopen, renamed: Content
) -> None:
    learn(library)
    library.close()
    once = reopened(renamed)
    before = held(once)
    once.close()
    twice = reopened(replace(renamed, version="2026.3", digest="third"))
    assert held(twice) == before


def test_a_renaming_that_breaks_off_changes_nothing(
    library: Library,
    reopened: Reopen,
    renamed: Content,
    content: Content,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learn(library)
    before = held(library)
    library.close()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("half")

    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.store.learning.rebuild", fail)
        with pytest.raises(RuntimeError, match="half"):
            reopened(renamed)
    assert held(reopened(content)) == before


def test_a_backup_and_an_archive_hold_all_that_was_learned(
    library: Library, folder: Path, content: Content, tmp_path: Path
) -> None:
    learn(library)
    before = held(library)
    copy = library.back_up()
    assert copy is not None
    archive = tmp_path / "mine.yqa"
    save_archive(library, archive)
    library.close()
    restored = tmp_path / "restored"
    restored.mkdir()
    (restored / "library.db").write_bytes(copy.read_bytes())
    unpacked = tmp_path / "unpacked"
    open_archive(archive, unpacked)
    for place in (restored, unpacked):
        with Library.open(place, content) as again:
            assert held(again) == before
    assert backup.backups(folder / "library.db")


def test_mending_keeps_reviews_of_the_backup_and_since(
    library: Library, folder: Path, content: Content
) -> None:
    learn(library)
    assert library.back_up()
    study(library, "name:ST36", GOOD, EASY)
    study(library, "name:code:ST37", AGAIN)
    before = held(library)
    library.close()
    path = folder / "library.db"
    spoil(path, pages_of(path, "search_study_data")[1:] or pages_of(path, "search_text_data")[1:])
    assert mend(folder, content, lambda: NOW).whole
    with Library.open(folder, content) as again:
        assert held(again) == before
        assert not rebuild_memories(again).refs


def test_mending_keeps_a_memory_of_which_reviews_were_lost(
    library: Library, folder: Path, content: Content
) -> None:
    study(library, "name:ST36", *[GOOD] * 4, days=5)
    study(library, "name:ST35", GOOD)
    before = held(library)
    with library.writing() as connection:
        lost = "SELECT key FROM review WHERE item = 'name:ST36' ORDER BY number LIMIT 2"
        connection.exec_driver_sql(f"DELETE FROM review WHERE key IN ({lost})")
        connection.exec_driver_sql("UPDATE memory SET stability = 1 WHERE item = 'name:ST35'")
    library.close()
    spoil(folder / "library.db", pages_of(folder / "library.db", "search_text_data")[1:])
    mend(folder, content, lambda: NOW)
    with Library.open(folder, content) as again:
        assert memories(again) == before[0]
        assert len(reviews(again)) == 3


def test_memories_that_are_gone_or_wrong_are_made_of_the_reviews(library: Library) -> None:
    learn(library)
    before = held(library)
    with library.writing() as connection:
        connection.exec_driver_sql("DELETE FROM memory WHERE item = 'name:ST36'")
        connection.exec_driver_sql("UPDATE memory SET due = '1999-01-01 00:00:00.000000'")
        connection.exec_driver_sql(
            "INSERT INTO memory VALUES ('name:KI1', 'review', '1999-01-01 00:00:00.000000', "
            "1, 1, NULL, NULL, 3, 0, 3)"
        )
    assert rebuild_memories(library).refs
    assert held(library) == before


def test_a_full_disk_is_told_and_the_answer_is_not_half_there(library: Library) -> None:
    study(library, "name:ST36", GOOD)
    before = held(library)
    with library.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="no room left"):
        answer(library, "name:ST36", GOOD, 900, NOW, given="much " * 100_000)
    assert held(library) == before


def test_reviews_are_given_since_a_time_and_of_some_items(library: Library) -> None:
    learn(library)
    assert {each.item for each in reviews(library, since=NOW)} == {"name:ST37"}
    of_two = reviews(library, items=["name:ST37", "name:ST35"])
    assert [each.item for each in of_two] == ["name:ST35", "name:ST35", "name:ST37"]
    first = reviews(library)[0]
    assert (first.rating, first.took_ms, first.given) == (AGAIN, 1200, "AGAIN")


def test_a_suspended_item_that_was_never_seen_is_new(library: Library) -> None:
    learn(library)
    assert memories(library)["locate:ST36"].state is State.NEW


STEP = """
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    for table in ("review", "memory", "suspended", "learning_limit"):
        with op.batch_alter_table(table, recreate="always"):
            pass
"""


def test_a_later_form_that_makes_the_tables_anew_keeps_every_row(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    learn(library)
    library.close()
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations_dir(), scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "v0005.py").write_text(STEP, encoding="utf-8")
    path = folder / "library.db"
    tables = ("review", "memory", "suspended", "learning_limit")
    before = [rows(path, table) for table in tables]
    assert all(before)
    upgrade(path, scripts)
    assert [rows(path, table) for table in tables] == before


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def test_an_older_form_gets_the_tables_and_keeps_the_rest(
    library: Library, folder: Path, content: Content
) -> None:
    learn(library)
    library.close()
    path = folder / "library.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("review", "memory", "suspended", "learning_limit"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
    with Library.open(folder, content) as again:
        assert held(again) == ({}, (), Limits())
        learn(again)
        assert not rebuild_memories(again).refs
