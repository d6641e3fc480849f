"""The list of plans: find, begin, open, name, copy, put away, bring back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.plans import PlanPoint, Session
from desktop_app.domain.refs import Kind, Ref
from desktop_app.planning.plans import list_plans
from desktop_app.store import Library
from desktop_app.ui.plans.list_model import Column, PlanModel, when_words
from desktop_app.ui.plans.list_naming import PlanNameDialog
from desktop_app.ui.plans.list_pane import PlanList, PlanPlace
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui_plans.plan_desk import editor, kept, open_in, plan_list, put, room

Key = Qt.Key


def shown(pane: PlanList, column: Column = Column.LABEL) -> list[str]:
    """Return a column of the list."""
    model = pane.model
    return [str(model.index(line, column).data()) for line in range(model.rowCount())]


def labelled(pane: PlanList, qtbot: QtBot, *labels: str) -> None:
    """Wait until the list shows these labels, in any order."""
    qtbot.waitUntil(lambda: sorted(shown(pane)) == sorted(labels))


def choose(pane: PlanList, label: str) -> None:
    """Choose a plan by its label."""
    pane.table.selectRow(shown(pane).index(label))
    pane.table.setFocus()


@pytest.fixture
def three(services: Services, library: Library) -> None:
    """Three plans: bare, with points, with a session of ten."""
    from datetime import date

    put(services, label="A1", title="Cold toes")
    put(services, label="B2", title="Numb soles", points=(PlanPoint("KI1"), PlanPoint("KI3")))
    put(
        services,
        label="C3",
        sessions=(Session("s", date(2026, 11, 2), ("KI1",)),),
        sessions_planned=10,
    )


def test_an_empty_list_invites_and_says_what_a_label_is_for(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    said = " ".join(label.text() for label in pane.empty.findChildren(QLabel))
    assert "Mark where the foot is numb" in said
    assert "A code, not a name" in said
    button = pane.empty.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert room(window).stack.currentWidget() is editor(window)
    assert editor(window).head.label.text() == "P001"


@pytest.mark.usefixtures("three")
def test_rows_tell_what_a_plan_holds(window: MainWindow, services: Services) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    QAbstractItemModelTester(pane.model)
    rows = {
        label: (points, sessions, title, condition)
        for label, points, sessions, title, condition in zip(
            shown(pane), shown(pane, Column.POINTS), shown(pane, Column.SESSIONS),
            shown(pane, Column.TITLE), shown(pane, Column.CONDITION), strict=True,
        )
    }  # fmt: skip
    assert rows == {
        "A1": ("0", "0", "Cold toes", "Numbness of the feet"),
        "B2": ("2", "0", "Numb soles", "Numbness of the feet"),
        "C3": ("0", "1 of 10", "Untitled plan", "Numbness of the feet"),
    }


@pytest.mark.usefixtures("three")
def test_the_filter_takes_words_of_label_and_title(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    services.actions.run("plans.filter")
    qtbot.keyClicks(pane.field, "soles num")
    assert shown(pane) == ["B2"]
    qtbot.keyClicks(pane.field, " nothing")
    assert pane.stack.currentWidget() is pane.empty
    qtbot.keyClick(pane.field, Key.Key_Escape)
    assert len(shown(pane)) == 3
    assert pane.table.hasFocus()


@pytest.mark.usefixtures("three")
def test_enter_opens_and_back_leads_to_the_list(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    choose(pane, "B2")
    qtbot.keyClick(pane.table, Key.Key_Return)
    current = services.navigator.current
    assert current is not None
    assert current.kind is Kind.PLAN
    assert window.windowTitle() == "B2 – Numb soles – Yongquan"
    services.actions.run("go.back")
    assert room(window).stack.currentWidget() is pane
    assert [row.label for row in pane.chosen()] == ["B2"]
    services.actions.run("go.forward")
    assert services.navigator.current == current
    services.actions.run("plan.list")
    assert room(window).stack.currentWidget() is pane


def test_labels_are_counted_up_and_never_twice(
    window: MainWindow, services: Services, library: Library
) -> None:
    put(services, label="P007")
    services.actions.run("go.plans")
    services.actions.run("plans.new")
    services.actions.run("plans.new")
    assert sorted(row.label for row in list_plans(library)) == ["P007", "P008", "P009"]


@pytest.mark.usefixtures("three")
def test_delete_puts_into_the_trash_and_undo_takes_it_back(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    choose(pane, "A1")
    services.actions.run("plans.trash")
    labelled(pane, qtbot, "B2", "C3")
    services.actions.run("edit.undo")
    labelled(pane, qtbot, "A1", "B2", "C3")
    services.actions.run("edit.redo")
    pane.show_place(PlanPlace.TRASH)
    labelled(pane, qtbot, "A1")
    choose(pane, "A1")
    services.actions.run("plans.restore")
    labelled(pane, qtbot)
    pane.show_place(PlanPlace.PLANS)
    labelled(pane, qtbot, "A1", "B2", "C3")


@pytest.mark.usefixtures("three")
def test_emptying_the_trash_asks_and_cannot_be_taken_back(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    choose(pane, "A1")
    services.actions.run("plans.trash")
    pane.show_place(PlanPlace.TRASH)
    labelled(pane, qtbot, "A1")
    assert pane.empty_button.isVisible()
    services.actions.run("plans.empty")
    box = pane.findChild(QMessageBox, "ask")
    assert isinstance(box, QMessageBox)
    assert "cannot be taken back" in box.informativeText()
    sure = next(button for button in box.buttons() if button.text() == "Empty the trash")
    sure.click()
    labelled(pane, qtbot)
    assert list_plans(library, trashed=True) == ()
    assert not window.undoing.can_undo


@pytest.mark.usefixtures("three")
def test_archived_plans_are_out_of_the_way(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    choose(pane, "C3")
    services.actions.run("plans.archive")
    labelled(pane, qtbot, "A1", "B2")
    pane.show_place(PlanPlace.ARCHIVED)
    labelled(pane, qtbot, "C3")
    choose(pane, "C3")
    services.actions.run("plans.archive")
    labelled(pane, qtbot)


@pytest.mark.usefixtures("three")
def test_a_template_begins_other_plans(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    choose(pane, "B2")
    services.actions.run("plans.template")
    assert "template" in editor(window).head.title.text()
    services.actions.run("plan.list")
    pane.show_place(PlanPlace.TEMPLATES)
    qtbot.waitUntil(lambda: shown(pane, Column.TITLE) == ["Numb soles"])
    menu = QMenu(pane)
    pane.deeds.fill_templates(menu, pane.templates_held)
    entry = next(each for each in menu.actions() if each.text() == "Numb soles")
    entry.trigger()
    plan = editor(window).plan
    assert plan is not None
    assert not plan.template
    assert [point.code for point in plan.points] == ["KI1", "KI3"]
    assert plan.label == "P001"


@pytest.mark.usefixtures("three")
def test_a_copy_has_another_label(window: MainWindow, services: Services) -> None:
    services.actions.run("go.plans")
    choose(plan_list(window), "B2")
    services.actions.run("plans.duplicate")
    plan = editor(window).plan
    assert plan is not None
    assert (plan.label, plan.title, len(plan.points)) == ("P001", "Numb soles", 2)


@pytest.mark.usefixtures("three")
def test_naming_warns_of_a_name(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    choose(pane, "A1")
    key = pane.chosen()[0].key
    services.actions.run("plans.rename")
    dialog = pane.findChild(PlanNameDialog)
    assert isinstance(dialog, PlanNameDialog)
    dialog.label.show_value("Anna Berg")
    assert "looks like a name" in dialog.warning.text()
    dialog.label.show_value("A2")
    assert dialog.warning.isHidden()
    dialog.save()
    assert kept(library, key).label == "A2"
    labelled(pane, qtbot, "A2", "B2", "C3")


@pytest.mark.usefixtures("three")
def test_the_menu_of_a_plan_names_what_can_be_done(window: MainWindow, services: Services) -> None:
    services.actions.run("go.plans")
    pane = plan_list(window)
    choose(pane, "A1")
    words = [action.text() for action in pane.menu().actions()]
    assert words[0] == "Open"
    assert "Move to the trash" in words
    assert "Make a template of the plan" in words


def test_keys_of_the_list_do_not_reach_into_an_open_plan(
    window: MainWindow, services: Services, library: Library
) -> None:
    key = put(services, label="A1")
    open_in(window, key)
    services.actions.run("plans.trash")
    assert [row.key for row in list_plans(library)] == [key]


def test_a_plan_that_is_gone_leads_to_the_list_with_a_word(
    window: MainWindow, services: Services
) -> None:
    said: list[str] = []
    services.said.connect(said.append)
    services.navigator.go(Ref(Kind.PLAN, "nothing"))
    assert "This plan is no longer there." in " ".join(said)
    assert room(window).stack.currentWidget() is plan_list(window)


def test_the_last_plan_is_open_again_at_the_next_start(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    from tests.ui.desk import make_window

    key = put(services, label="A1", title="Cold toes")
    open_in(window, key)
    window.close()
    again = make_window(services)
    qtbot.addWidget(again)
    assert services.navigator.current == Ref(Kind.PLAN, key)
    assert again.windowTitle().startswith("A1 – Cold toes")


def test_a_narrow_list_keeps_label_and_title(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    put(services, label="A1", title="Cold toes")
    services.settings.font_scale = 200
    services.actions.run("go.plans")
    window.resize(760, 520)
    qtbot.wait(20)
    header = plan_list(window).table.horizontalHeader()
    assert not header.isSectionHidden(Column.LABEL)
    assert not header.isSectionHidden(Column.TITLE)
    assert header.isSectionHidden(Column.CONDITION)


def test_times_are_short() -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert when_words(now - timedelta(days=20), now) == "3 Nov"
    assert when_words(now - timedelta(days=400), now) == "19 Oct 2025"
    assert ":" in when_words(now - timedelta(minutes=1), now)


def test_a_model_without_plans_is_a_sound_one(services: Services) -> None:
    model = PlanModel(services.content)
    QAbstractItemModelTester(model)
    assert model.rowCount() == 0


def test_the_keyboard_goes_along_from_list_to_plan_and_back(
    window: MainWindow, services: Services
) -> None:
    put(services, label="A1")
    services.actions.run("go.plans")
    window.activateWindow()
    pane = plan_list(window)
    assert pane.table.hasFocus()
    choose(pane, "A1")
    pane.table.opened.emit(0)
    focus = window.focusWidget()
    assert focus is not None
    assert editor(window).stack.isAncestorOf(focus)
    services.actions.run("plan.list")
    assert pane.table.hasFocus()
    services.actions.run("plans.new")
    focus = window.focusWidget()
    assert focus is not None
    assert editor(window).stack.isAncestorOf(focus)
