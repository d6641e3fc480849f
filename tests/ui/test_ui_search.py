"""Finding: in memory and in the library, by keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.refs import Kind, point_ref
from desktop_app.store import Library
from desktop_app.ui.actions import TABLE
from desktop_app.ui.search.finder import Finder, Found
from desktop_app.ui.search.popup import RowsModel
from desktop_app.ui.search.rows import (
    Row,
    command_rows,
    hit_rows,
    mark_words,
    next_choice,
    split_marks,
)
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui.desk import make_window

ST36 = point_ref("ST36")


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> MainWindow:
    made = make_window(services)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    "text",
    ["ST36", "st 36", "St-36", "S36", "E36", "足三里", "三里", "Zúsānlǐ", "zusanli", "leg three"],
)
def test_st36_comes_first_in_any_spelling(content: Content, text: str) -> None:
    found = Finder(content).find(text)
    assert found
    if text != "三里":
        assert found[0].ref == ST36
    assert ST36 in [each.ref for each in found]


def test_studies_are_found_by_their_words(content: Content) -> None:
    kinds = {each.ref.kind for each in Finder(content).find("microcirculation")}
    assert Kind.STUDY in kinds
    assert Kind.CLAIM in kinds


@given(text=st.text(max_size=40))
def test_any_text_is_legal(text: str) -> None:
    Finder(Content()).find(text)
    assert "".join(piece for piece, _ in split_marks(mark_words(text, text))) is not None


def test_groups_have_counts_and_are_opened_whole() -> None:
    hits = [Found(point_ref(f"ST{n}"), "point", f"ST{n}") for n in range(31, 41)]
    hits.append(Found(ST36, "note", "My note"))
    rows = hit_rows(hits)
    assert rows[0] == Row("Points · 10", heading=True)
    assert rows[6].more == "point"
    whole = hit_rows(hits, frozenset({"point"}))
    assert sum(row.ref is not None for row in whole) == 11
    assert not any(row.more for row in whole)


def test_the_choice_skips_headings_and_goes_round() -> None:
    rows = [Row("A", heading=True), Row("a"), Row("B", heading=True), Row("b")]
    assert next_choice(rows, -1, 1) == 1
    assert next_choice(rows, 1, 1) == 3
    assert next_choice(rows, 3, 1) == 1
    assert next_choice(rows, 1, -1) == 3
    assert next_choice([Row("A", heading=True)], -1, 1) == -1
    assert next_choice([], -1, 1) == -1


def test_matches_are_marked_whatever_their_accents() -> None:
    assert mark_words("ST36 Zúsānlǐ", "zusan") == "ST36 [[Zúsān]]lǐ"
    assert mark_words("Leg Three Miles", "three leg") == "[[Leg]] [[Three]] Miles"
    assert split_marks("a [[b]] c") == [("a ", False), ("b", True), (" c", False)]
    assert split_marks("a [[b") == [("a ", False), ("b", False)]


def test_commands_are_found_by_their_words() -> None:
    assert [row.title for row in command_rows(TABLE, "la")][:2] == ["Larger text", "Layers"]
    assert command_rows(TABLE, "")[0] == Row("Go", heading=True)
    titles = [row.title for row in command_rows(TABLE, "limb")]
    assert titles == ["Other limb (right or left)"]


def test_the_rows_model_keeps_qt_s_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = RowsModel()
    model.show_rows([Row("A", heading=True), Row("a"), Row("b")])
    qtmodeltester.check(model)


def test_by_keyboard_before_the_library_is_open(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    services.actions.run("go.search")
    qtbot.keyClicks(window.top.field, "zusanli")
    assert window.top.field.popup.isVisible()
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert services.navigator.current == ST36
    assert not window.top.field.popup.isVisible()
    assert window.top.field.text() == ""
    assert window.focusWidget() is not window.top.field


@pytest.mark.parametrize("text", ["zusanli", "足三里", "st-36", "st 36"])
def test_by_keyboard_in_the_library(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot, text: str
) -> None:
    services.actions.run("go.search")
    window.top.field.setText(text)
    window.top.field.search()
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert services.navigator.current == ST36


def test_arrows_choose_and_esc_clears_then_leaves(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    field = window.top.field
    services.actions.run("go.search")
    qtbot.keyClicks(field, "numb")
    first = field.popup.place
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.popup.place != first
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.popup.place == first
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.popup.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.popup.isVisible()


def test_nothing_found_is_said(window: MainWindow, services: Services, library: Library) -> None:
    window.top.field.start("qqxxyyzz")
    assert "Nothing found" in window.top.field.popup.empty.text()
    assert not window.top.field.popup.list.isVisible()


def test_an_empty_field_lists_what_was_opened(
    window: MainWindow, services: Services, library: Library
) -> None:
    services.navigator.go(ST36)
    services.navigator.go("yq:study/liu-s-2021")
    services.actions.run("go.recent")
    refs = [row.ref for row in window.top.field.popup.model.rows if row.ref]
    assert [str(ref) for ref in refs[:2]] == ["yq:study/liu-s-2021", "yq:point/ST36"]


def test_starred_things_are_listed(
    window: MainWindow, services: Services, library: Library
) -> None:
    services.actions.run("go.starred")
    assert "Nothing is starred" in window.top.field.popup.empty.text()
    services.navigator.go(ST36)
    services.actions.run("page.star")
    services.actions.run("go.starred")
    assert [row.ref for row in window.top.field.popup.model.rows if row.ref] == [ST36]


def test_a_command_is_run_from_the_field(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    services.actions.run("go.commands")
    qtbot.keyClicks(window.top.field, "other limb")
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert services.settings.side == "left"


def test_a_link_can_be_typed(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    window.top.field.start("yq:meridian/KI")
    qtbot.keyClick(window.top.field, Qt.Key.Key_Return)
    assert str(services.navigator.current) == "yq:meridian/KI"


def test_what_is_opened_is_remembered_in_the_library(
    window: MainWindow, services: Services, library: Library
) -> None:
    from desktop_app.reading import list_recent

    services.navigator.go(ST36)
    assert list_recent(library) == (ST36,)
