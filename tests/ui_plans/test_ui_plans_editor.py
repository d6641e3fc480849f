"""The editor: steps, what stays in sight in all of them, the head, other people's changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique
from desktop_app.planning.plans import list_plans, save_plan
from desktop_app.store import Library
from desktop_app.ui.plans.client import ClientStep
from desktop_app.ui.plans.editor import Editor
from desktop_app.ui.plans.paper import PaperStep
from desktop_app.ui.plans.steps import STEPS, Mark, StepRow
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui.desk import make_window
from tests.ui_plans.plan_desk import editor, kept, open_in, plan_list, put, room

HEATED = (PlanPoint("KI1", Limbs.BOTH, Technique.MOXA),)


def strip(shown: Editor) -> str:
    """Return what stands in the strip that is always in sight; nothing if it is hidden."""
    if shown.strip.isHidden():
        return ""
    labels = [label.text() for label in shown.strip.findChildren(QLabel)]
    return " | ".join(labels + [each.text() for each in shown.strip.findChildren(QPushButton)])


def mark(shown: Editor, step: str) -> str:
    """Return what stands under a step."""
    return shown.rail.buttons[step].mark.words


def client(shown: Editor) -> ClientStep:
    """Return the step of the client."""
    page = shown.pages["client"]
    assert isinstance(page, ClientStep)
    return page


def test_steps_are_those_of_a_treatment_in_their_order() -> None:
    assert [row.id for row in STEPS][:2] == ["client", "area"]
    assert [row.id for row in STEPS if row.id in ("points", "safety", "sessions", "paper")] == [
        "points", "safety", "sessions", "paper",
    ]  # fmt: skip


def test_it_begins_with_the_client_and_makes_no_other_step(
    window: MainWindow, services: Services
) -> None:
    shown = open_in(window, put(services, label="P001"))
    assert shown.step == "client"
    assert list(shown.pages) == ["client"]
    assert shown.rail.buttons["client"].isChecked()


def test_the_next_start_shows_the_step_that_was_left(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    key, other = put(services, label="P001"), put(services, label="P002")
    open_in(window, key).show_step("sessions")
    window.close()
    again = make_window(services)
    qtbot.addWidget(again)
    again.show()
    shown = editor(again)
    assert (shown.plan and shown.plan.key, shown.step) == (key, "sessions")
    assert shown.rail.buttons["sessions"].isChecked()
    assert open_in(again, other).step == "client"
    assert open_in(again, key).step == "client"


def test_keys_turn_the_steps_and_stop_at_the_ends(window: MainWindow, services: Services) -> None:
    shown = open_in(window, put(services, label="P001"))
    services.actions.run("plan.previous")
    assert shown.step == "client"
    shown.show_step("safety")
    services.actions.run("plan.next")
    assert shown.step == "sessions"
    services.actions.run("plan.previous")
    assert shown.step == "safety"
    assert shown.stack.currentWidget() is shown.pages["safety"]


@pytest.mark.parametrize(("key", "deed"), [("P", "print_sheet"), ("S", "save_pdf")])
def test_the_sheet_is_printed_and_saved_by_keys_from_any_step(
    window: MainWindow, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    key: str, deed: str,
) -> None:  # fmt: skip
    asked: list[str] = []
    monkeypatch.setattr(PaperStep, deed, lambda step: asked.append(step.plan.label))
    shown = open_in(window, put(services, label="P001"))
    window.activateWindow()
    letter = getattr(Qt.Key, f"Key_{key}")
    for step in ("client", "sessions", "paper"):
        shown.rail.buttons[step].setFocus()
        shown.rail.buttons[step].click()
        QTest.keyClick(shown.rail.buttons[step], letter, Qt.KeyboardModifier.ControlModifier)
        assert shown.step == "paper"
    assert asked == ["P001"] * 3


def test_another_plan_is_begun_from_an_open_one(
    window: MainWindow, services: Services, library: Library
) -> None:
    shown = open_in(window, put(services, label="P001"))
    window.activateWindow()
    button = shown.rail.buttons["client"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert {row.label for row in list_plans(library)} == {"P001", "P002"}
    assert shown.plan
    assert shown.plan.label == "P002"


def test_marks_tell_quietly_how_far_each_step_is(window: MainWindow, services: Services) -> None:
    key = put(
        services,
        facts=frozenset({"diabetes"}),
        flags=(("foot-drop", False),),
        points=(PlanPoint("ST36"), PlanPoint("KI3", alternative=True)),
        sessions_planned=8,
    )
    shown = open_in(window, key)
    assert mark(shown, "client") == "1 fact"
    assert mark(shown, "points") == "1 point"
    assert mark(shown, "sessions") == "0 of 8"
    assert shown.rail.buttons["client"].accessibleName() == "Client, 1 fact"


def test_points_without_a_question_for_red_flags_are_told_of(
    window: MainWindow, services: Services
) -> None:
    shown = open_in(window, put(services, points=(PlanPoint("GB34"),)))
    assert mark(shown, "client") == "ask first"
    assert mark(shown, "safety") == ""
    client(shown).flags.rows["foot-drop"].answer.buttons[False].click()
    assert mark(shown, "client") == ""
    assert mark(shown, "safety") == "no alert"


def test_an_open_red_flag_stays_in_sight_in_every_step(
    window: MainWindow, services: Services
) -> None:
    shown = open_in(window, put(services, flags=(("foot-drop", True), ("rest-pain", False))))
    for row in STEPS:
        if row.id in ("client", "safety", "sessions"):
            shown.show_step(row.id)
            assert "1 red flag is there" in strip(shown)
            assert "New foot drop" in strip(shown)
    assert mark(shown, "client") == "1 red flag"
    shown.show_step("sessions")
    link = next(
        each for each in shown.strip.findChildren(QPushButton) if "foot drop" in each.text()
    )
    link.click()
    assert shown.step == "client"
    rows = client(shown).flags.rows
    rows["foot-drop"].answer.buttons[False].click()
    assert strip(shown) == ""


def test_a_stop_alert_stays_in_sight_until_it_is_acknowledged(
    window: MainWindow, services: Services
) -> None:
    shown = open_in(
        window, put(services, facts=frozenset({"sensory-loss", "diabetes"}), points=HEATED)
    )
    assert "asks to stop" in strip(shown) or "ask to stop" in strip(shown)
    assert shown.rail.buttons["safety"].mark.tone == "danger"
    link = shown.strip.findChildren(QPushButton)[0]
    link.click()
    assert shown.step == "safety"


def test_ticking_asks_the_rules_again_and_undo_too(window: MainWindow, services: Services) -> None:
    shown = open_in(window, put(services, points=(PlanPoint("ST36"),)))
    before = shown.alerts
    client(shown).facts.ticks["anticoagulant"].box.click()
    after = shown.alerts
    assert before is not None
    assert after is not None
    assert len(after) > len(before)
    services.actions.run("edit.undo")
    assert shown.alerts == before
    assert not client(shown).facts.ticks["anticoagulant"].box.isChecked()


def test_the_head_names_the_plan_and_says_that_it_is_saved(
    window: MainWindow, services: Services, library: Library
) -> None:
    key = put(services, label="P001", title="Numb soles")
    shown = open_in(window, key)
    assert shown.head.label.text() == "P001"
    assert shown.head.title.text() == "Numb soles"
    client(shown).title.editor.setText("Numb toes")
    assert shown.head.title.text() == "Numb toes"
    assert shown.head.state.text() == ""
    shown.flush()
    assert shown.head.state.text() == "Saved"
    assert window.windowTitle() == "P001 – Numb toes – Yongquan"
    shown.head.undo.click()
    assert kept(library, key).title == "Numb soles"
    assert client(shown).title.value() == "Numb soles"


def test_leaving_a_plan_writes_what_was_typed(
    window: MainWindow, services: Services, library: Library
) -> None:
    key = put(services, label="P001")
    shown = open_in(window, key)
    client(shown).goals.editor.setPlainText("Walk barefoot")
    services.actions.run("go.evidence")
    assert kept(library, key).goals == "Walk barefoot"


def test_closing_the_window_writes_what_was_typed(
    window: MainWindow, services: Services, library: Library
) -> None:
    key = put(services, label="P001")
    client(open_in(window, key)).goals.editor.setPlainText("Walk barefoot")
    window.close()
    assert kept(library, key).goals == "Walk barefoot"


def test_another_plan_begins_anew(window: MainWindow, services: Services) -> None:
    first = put(services, label="P001", flags=(("foot-drop", True),))
    second = put(services, label="P002")
    shown = open_in(window, first)
    shown.show_step("safety")
    open_in(window, second)
    assert shown.step == "client"
    assert strip(shown) == ""
    services.actions.run("go.back")
    assert shown.head.label.text() == "P001"
    assert "red flag" in strip(shown)


def test_what_is_written_elsewhere_is_shown_in_the_step_at_hand(
    window: MainWindow, services: Services
) -> None:
    shown = open_in(window, put(services, label="P001"))
    plan = shown.plan
    assert plan is not None
    services.write(lambda library: save_plan(library, replace(plan, title="Elsewhere"), "Name"))
    assert client(shown).title.value() == "Elsewhere"


def test_trash_from_the_plan_leads_to_the_list(
    window: MainWindow, services: Services, library: Library
) -> None:
    open_in(window, put(services, label="P001"))
    menu = editor(window).head.more.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text() == "Move to the trash").trigger()
    assert room(window).stack.currentWidget() is plan_list(window)
    assert list_plans(library) == ()
    services.actions.run("edit.undo")
    assert len(list_plans(library)) == 1


def test_a_narrow_window_has_the_steps_above_the_page(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    shown = open_in(window, put(services, label="P001"))
    qtbot.wait(10)
    assert not shown.rail.is_across
    services.settings.font_scale = 200
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: shown.rail.is_across)
    for button in shown.rail.buttons.values():
        assert button.geometry().right() <= shown.rail.width()


def test_arrows_walk_the_steps(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    shown = open_in(window, put(services, label="P001"))
    buttons = shown.rail.buttons
    window.activateWindow()
    buttons["client"].setFocus()
    qtbot.keyClick(buttons["client"], Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: buttons["area"].hasFocus())


@pytest.mark.parametrize("dark", [False, True])
def test_a_step_is_painted_in_either_theme(
    window: MainWindow, services: Services, dark: bool
) -> None:
    services.settings.theme = "dark" if dark else "light"
    shown = open_in(window, put(services, label="P001"))
    picture = shown.rail.buttons["client"].grab().toImage()
    ground = picture.pixelColor(picture.width() // 2, 4).name().upper()
    assert ground == services.theme.colours.accent_paper


def test_the_note_key_leads_to_the_notes(window: MainWindow, services: Services) -> None:
    shown = open_in(window, put(services, label="P001"))
    shown.show_step("sessions")
    services.actions.run("page.note")
    assert shown.step == "client"
    window.activateWindow()
    assert client(shown).notes.editor.hasFocus()


def test_steps_of_its_own_can_be_given(services: Services, library: Library, qtbot: QtBot) -> None:
    key = put(services, label="P001")
    rows = (StepRow("client", "Whom", ClientStep, lambda plan, _: Mark(plan.label)),)
    made = Editor(services, rows)
    qtbot.addWidget(made)
    made.open(key)
    assert isinstance(made.plan, Plan)
    assert made.rail.buttons["client"].mark.words == "P001"
