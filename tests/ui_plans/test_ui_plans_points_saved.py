"""Points chosen in the editor are kept in the library, and taken back with Undo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.plans import Plan, Technique
from desktop_app.planning.plans import add_plan, open_plan
from desktop_app.store import Library
from desktop_app.ui.plans.editor import Editor
from desktop_app.ui.plans.paper import PaperStep
from desktop_app.ui.plans.points.step import CANDIDATES, PointsStep
from desktop_app.ui.services import Services
from desktop_app.ui.undoing import UndoStack
from tests.ui_plans.plan_steps import marked


@pytest.fixture
def editor(qtbot: QtBot, services: Services, library: Library) -> Iterator[Editor]:
    made = Editor(services)
    qtbot.addWidget(made)
    made.resize(1300, 820)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_plan()
    made.close()


def new_plan(services: Services, library: Library) -> str:
    plan = Plan(label="C-3", area=marked(services, "sole"), facts=frozenset({"bleeding-risk"}))
    changed = add_plan(library, plan)
    services.changed.emit(changed)
    return next(iter(changed.refs)).key


def test_a_plan_is_made_by_keyboard_kept_checked_put_on_paper_and_taken_back(
    qtbot: QtBot, services: Services, library: Library, editor: Editor
) -> None:
    undoing = UndoStack(services, editor)
    key = new_plan(services, library)
    editor.open(key)
    editor.show_step("points")
    step = editor.pages["points"]
    assert isinstance(step, PointsStep)
    step.tabs.show_part(CANDIDATES)
    for typed in ("ki3", "st36", "zusanli"):
        step.candidates.field.setText(typed)
        QTest.keyClick(step.candidates.field, Qt.Key.Key_Return)
        QTest.keyClick(step.candidates.field, Qt.Key.Key_Escape)
        assert step.candidates.field.text() == ""
    step.chosen.table.choose(("KI3",))
    step.chosen.form.depth_field.setValue(40)
    editor.flush()
    kept = open_plan(library, key)
    assert [point.code for point in kept.points] == ["KI3", "ST36"]
    assert kept.points[0].depth_mm == 40
    qtbot.waitUntil(lambda: bool(step.chosen.table.points.alerts), timeout=5000)
    assert "KI3" in step.chosen.table.points.alerts
    editor.show_step("paper")
    paper = editor.pages["paper"]
    assert isinstance(paper, PaperStep)
    qtbot.waitUntil(lambda: paper.is_current, timeout=20_000)
    book = paper.preview.book
    said = " ".join(book.text(page) for page in range(len(book.sizes)))
    assert "C-3" in said
    assert "KI3" in said
    editor.show_step("points")
    undoing.undo()
    assert open_plan(library, key).points[0].depth_mm != 40
    undoing.undo()
    assert [point.code for point in open_plan(library, key).points] == ["KI3"]
    assert [point.code for point in step.plan.points] == ["KI3"]
    assert step.chosen.said.text().startswith("1 point")


def test_what_another_step_changes_is_shown_when_one_comes_back(
    services: Services, library: Library, editor: Editor
) -> None:
    key = new_plan(services, library)
    editor.open(key)
    editor.show_step("points")
    step = editor.pages["points"]
    assert isinstance(step, PointsStep)
    step.candidates.list.added.emit("KI3")
    editor.show_step("safety", "KI3")
    editor.show_step("points", "KI3")
    assert step.chosen.code == "KI3"
    place = step.chosen.form.technique.findData(Technique.MOXA.value)
    step.chosen.form.technique.setCurrentIndex(place)
    step.chosen.form.technique.activated.emit(place)
    editor.flush()
    assert open_plan(library, key).points[0].technique is Technique.MOXA
