"""Plans in a library: one damaged takes no other along, and mending keeps the last of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.area import Area, Side
from desktop_app.domain.errors import DiskFull, UnreadableFile
from desktop_app.domain.plans import Plan
from desktop_app.domain.refs import Kind, Ref
from desktop_app.planning.plans import add_plan, list_plans, open_plan, save_plan, trash_plans
from desktop_app.reading import list_notes, search, set_star, starred, write_note
from desktop_app.store import Library
from desktop_app.store.mending import mend
from tests.store.conftest import NOW
from tests.store.plan_samples import full_plan
from tests.store.test_store_mending import pages_of, spoil


def added(library: Library, plan: Plan) -> str:
    (ref,) = add_plan(library, plan).refs
    return ref.key


def rewrite(library: Library, folder: Path, key: str, column: str, value: object) -> None:
    library.close()
    with closing(sqlite3.connect(folder / "library.db")) as connection, connection:
        connection.execute(f"UPDATE plan SET {column} = ? WHERE key = ?", (value, key))


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("document", "{", "not whole"),
        ("document", '{"form": 99}', "newer Yongquan"),
        ("area", b"", "area is damaged"),
    ],
)
def test_a_damaged_plan_is_told_by_name_and_takes_no_other_along(
    library: Library, folder: Path, content: Content, column: str, value: object, said: str
) -> None:
    bad = added(library, full_plan(label="A1", title="Broken"))
    good = added(library, full_plan(label="B2", title="Whole"))
    rewrite(library, folder, bad, column, value)
    with Library.open(folder, content, clock=lambda: NOW) as again:
        assert {row.title for row in list_plans(again)} == {"Broken", "Whole"}
        with pytest.raises(UnreadableFile, match=f"“A1 – Broken” cannot be read.*{said}"):
            open_plan(again, bad)
        assert open_plan(again, good).title == "Whole"
        assert [hit.title for hit in search(again, "Broken")] == ["A1 – Broken"]
        trash_plans(again, [bad])
        assert [row.title for row in list_plans(again)] == ["Whole"]


def test_indexing_anew_finds_a_damaged_plan_by_what_lists_show(
    library: Library, folder: Path, newer: Callable[..., Content]
) -> None:
    bad = added(library, full_plan(label="A1", title="Broken"))
    rewrite(library, folder, bad, "document", "{")
    with closing(sqlite3.connect(folder / "library.db")) as connection, connection:
        connection.execute("DELETE FROM meta WHERE name = 'index_form'")
    with Library.open(folder, newer()) as again:
        assert [hit.title for hit in search(again, "A1")] == ["A1 – Broken"]


def test_newer_content_leaves_plans_alone(
    library: Library, folder: Path, newer: Callable[..., Content]
) -> None:
    key = added(library, full_plan())
    library.close()
    with Library.open(folder, newer(points={})) as again:
        assert replace(open_plan(again, key), key="") == full_plan()
        assert search(again, "Feel the pedals")[0].ref == Ref(Kind.PLAN, key)


def test_mending_keeps_the_last_version_of_a_plan_with_its_area(
    library: Library, folder: Path, content: Content
) -> None:
    key = added(library, full_plan())
    gone = added(library, full_plan(label="B", title="Only in the damaged file"))
    assert library.back_up()
    later = full_plan(key=key, goals="Dance", area=Area(full_plan().area.patches[1:], "skin-1"))
    save_plan(library, later, "Edit")
    new = added(library, full_plan(label="C", title="Newer than the backup"))
    write_note(library, Ref(Kind.PLAN, new), "noted")
    set_star(library, Ref(Kind.PLAN, key), True)
    library.close()
    spoil(folder / "library.db", pages_of(folder / "library.db", "search_text_data")[1:])
    mended = mend(folder, content, lambda: NOW)
    assert mended.whole
    with Library.open(folder, content) as again:
        assert {row.key for row in list_plans(again)} == {key, gone, new}
        assert open_plan(again, key) == later
        assert not open_plan(again, key).area.marked(Side.RIGHT)
        assert search(again, "dance")[0].ref == Ref(Kind.PLAN, key)
        assert list_notes(again)[0].title == "C – Newer than the backup"
        assert starred(again) == (Ref(Kind.PLAN, key),)


def test_a_full_disk_is_told_and_leaves_the_plan_as_it_was(library: Library) -> None:
    key = added(library, full_plan())
    with library.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    much = full_plan(key=key, goals="Feel the pedals again " * 4000)
    with pytest.raises(DiskFull, match="no room left"):
        save_plan(library, much, "Edit")
    with pytest.raises(DiskFull, match="no room left"):
        add_plan(library, much)
    assert replace(open_plan(library, key), key="") == full_plan()
    assert [row.label for row in list_plans(library)] == ["A12"]
    assert search(library, "Feel the pedals")[0].ref == Ref(Kind.PLAN, key)
    with library.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1000}")
    save_plan(library, much, "Edit")
    assert open_plan(library, key) == much


def test_lists_are_read_without_what_is_large(library: Library) -> None:
    """The columns that lists show come first in the row, the document and area behind them."""
    added(library, full_plan())
    with library.reading() as connection:
        names = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(plan)")]
        row = connection.exec_driver_sql("SELECT document, points, sessions FROM plan").one()
    assert names[-2:] == ["document", "area"]
    assert (row.points, row.sessions) == (2, 1)
    assert json.loads(row.document)["label"] == "A12"
