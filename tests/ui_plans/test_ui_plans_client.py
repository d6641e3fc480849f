"""The client's step: red flags first, a code and no name, what matters for safety, goals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.area import Side
from desktop_app.domain.plans import Finding, Plan
from desktop_app.domain.refs import Kind, Ref
from desktop_app.store import Library
from desktop_app.ui.plans.client import ClientStep
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui_plans.plan_desk import kept, open_in, put
from tests.ui_plans.plan_steps import marked


@pytest.fixture
def key(services: Services, library: Library) -> str:
    assert library is services.library
    return put(services, label="P001")


@pytest.fixture
def step(window: MainWindow, key: str) -> ClientStep:
    """The step of a fresh plan."""
    page = open_in(window, key).pages["client"]
    assert isinstance(page, ClientStep)
    window.activateWindow()
    return page


def seen(step: ClientStep) -> list[str]:
    """Return the red flags in sight."""
    return [id_ for id_, row in step.flags.rows.items() if not row.isHidden()]


def told(step: ClientStep, flag: str) -> str:
    """Return what a red flag that is there says."""
    row = step.flags.rows[flag]
    if row.told.isHidden():
        return ""
    return " ".join(label.text() for label in row.told.findChildren(QLabel))


def test_red_flags_come_before_all_else_and_are_asked_one_by_one(
    step: ClientStep, library: Library, key: str
) -> None:
    ground = step.page.ground
    heights = [part.mapTo(ground, QPoint()).y() for part in (step.flags, step.label, step.facts)]
    assert heights == sorted(heights)
    flags = step.flags
    assert f"0 of {len(flags.rows)} asked" in flags.state.text()
    flags.rows["foot-drop"].answer.buttons[False].click()
    assert f"1 of {len(flags.rows)} asked" in flags.state.text()
    assert kept(library, key).flags == (("foot-drop", False),)


def test_a_red_flag_that_is_there_says_stop_how_soon_and_what_to_do(
    step: ClientStep, library: Library, key: str
) -> None:
    assert told(step, "saddle-numbness") == ""
    step.flags.rows["saddle-numbness"].answer.buttons[True].click()
    words = told(step, "saddle-numbness")
    assert "Stop. Emergency: now." in words
    assert "Send to an emergency department at once" in words
    assert step.flags.rows["saddle-numbness"].property("role") == "danger"
    assert dict(kept(library, key).flags) == {"saddle-numbness": True}


def test_none_of_the_others_is_there_in_one_press_and_they_fold(
    step: ClientStep, library: Library, key: str
) -> None:
    number = len(step.flags.rows)
    step.flags.rows["rest-pain"].answer.buttons[True].click()
    assert step.flags.none.text() == f"None of the other {number - 1} is there"
    step.flags.none.setFocus()
    bar = step.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    step.flags.none.click()
    assert seen(step) == ["rest-pain"]
    assert step.flags.state.text() == f"All {number} asked: 1 is there."
    assert step.flags.fold.hasFocus()
    assert step.page.verticalScrollBar().value() == 0
    answers = dict(kept(library, key).flags)
    assert len(answers) == number
    assert [flag for flag, there in answers.items() if there] == ["rest-pain"]
    step.flags.fold.click()
    assert len(seen(step)) == number


def test_the_keyboard_begins_at_the_first_red_flag(step: ClientStep) -> None:
    step.focus_main()
    first = next(iter(step.flags.rows.values()))
    assert first.answer.buttons[False].hasFocus()
    step.flags.none.click()
    step.focus_main()
    assert step.title.editor.hasFocus()


def test_a_label_that_looks_like_a_name_is_warned_of_but_taken(
    step: ClientStep, library: Library, key: str, qtbot: QtBot
) -> None:
    assert step.warning.isHidden()
    step.label.editor.clear()
    qtbot.keyClicks(step.label.editor, "Anna Berg")
    assert "looks like a name" in step.warning.text()
    assert "not encrypted" in step.warning.text()
    step.services.actions.run("plan.next")
    assert kept(library, key).label == "Anna Berg"


def test_typing_leaves_the_cursor_where_it_is(step: ClientStep, qtbot: QtBot) -> None:
    step.title.editor.setFocus()
    qtbot.keyClicks(step.title.editor, "Numb soles")
    step.title.editor.setCursorPosition(4)
    qtbot.keyClicks(step.title.editor, "er ")
    assert step.title.value() == "Number  soles"
    assert step.title.editor.cursorPosition() == 7


def test_what_was_typed_for_one_client_never_comes_back_in_anothers_plan(
    step: ClientStep, window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    step.title.editor.setFocus()
    qtbot.keyClicks(step.title.editor, "Numb soles")
    step.planned.editor.setText("ten")
    other = put(services, label="P002", title="Numb soles")
    open_in(window, other)
    assert step.planned.value() == ""
    qtbot.keyClicks(step.title.editor, "!")
    QTest.keyClick(step.title.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(step.title.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    step.services.actions.run("plan.next")
    assert kept(library, other).title == "Numb soles"


def test_goals_and_numbers_are_kept(step: ClientStep, library: Library, key: str) -> None:
    step.goals.editor.setPlainText("Walk barefoot")
    step.planned.editor.setText("10")
    step.per_week.editor.setText("1,5")
    step.notes.editor.setPlainText("Likes it quiet")
    step.services.actions.run("plan.next")
    plan = kept(library, key)
    assert (plan.goals, plan.sessions_planned, plan.per_week) == ("Walk barefoot", 10, 1.5)
    assert plan.notes == "Likes it quiet"


def test_what_is_no_number_is_not_kept(step: ClientStep, library: Library, key: str) -> None:
    step.planned.editor.setText("10")
    step.planned.editor.setText("ten")
    assert step.planned.problem()
    step.services.actions.run("plan.next")
    assert kept(library, key).sessions_planned == 10


def test_condition_and_cause_are_those_of_the_library(
    step: ClientStep, library: Library, key: str, services: Services
) -> None:
    choices = [step.cause.editor.itemText(at) for at in range(step.cause.editor.count())]
    assert choices[0] == "not known, or mixed"
    step.cause.editor.choose("tarsal-tunnel")
    assert kept(library, key).cause == "tarsal-tunnel"
    assert not step.summary.isHidden()
    step.read.click()
    assert services.navigator.current == Ref(Kind.CONDITION, "numb-feet")


def test_facts_are_found_by_what_people_say_and_enter_ticks(
    step: ClientStep, library: Library, key: str, qtbot: QtBot
) -> None:
    facts = step.facts
    facts.field.setFocus()
    qtbot.keyClicks(facts.field, "warfarin")
    assert [id_ for id_, tick in facts.ticks.items() if not tick.isHidden()] == ["anticoagulant"]
    qtbot.keyClick(facts.field, Qt.Key.Key_Return)
    assert kept(library, key).facts == {"anticoagulant"}
    assert facts.summary.text() == "Ticked: Takes an anticoagulant."
    assert facts.field.text() == ""
    qtbot.keyClicks(facts.field, "zzz")
    assert not facts.nothing.isHidden()
    facts.field.clear()
    facts.ticks["anticoagulant"].box.click()
    assert kept(library, key).facts == frozenset()


def test_every_fact_is_there_with_what_it_means(step: ClientStep, services: Services) -> None:
    assert set(step.facts.ticks) == set(services.content.facts)
    for id_, tick in step.facts.ticks.items():
        fact = services.content.facts[id_]
        assert tick.box.text().replace("&&", "&") == fact.name
        assert tick.box.accessibleDescription() == fact.explained


def test_a_fact_of_another_version_is_shown_all_the_same(
    window: MainWindow, services: Services
) -> None:
    page = open_in(window, put(services, facts=frozenset({"from-the-future"}))).pages["client"]
    assert isinstance(page, ClientStep)
    assert page.facts.ticks["from-the-future"].box.isChecked()
    assert "From the future" in page.facts.summary.text()


def test_a_template_needs_no_label(step: ClientStep) -> None:
    step.show_plan(Plan(key="t", label="Anna Berg", template=True))
    assert step.warning.isHidden()


def test_what_is_asked_for_comes_into_view(step: ClientStep) -> None:
    step.reveal("notes")
    assert step.notes.editor.hasFocus()
    step.reveal("diabetes")
    assert step.facts.ticks["diabetes"].box.hasFocus()
    step.flags.none.click()
    step.reveal("foot-drop")
    assert "foot-drop" in seen(step)
    step.reveal("nothing of that name")


def test_turning_the_wheel_over_a_choice_chooses_nothing(
    step: ClientStep, library: Library, key: str
) -> None:
    step.cause.editor.setFocus()
    at = QPointF(step.cause.editor.rect().center())
    turned = QWheelEvent(
        at,
        QPointF(step.cause.editor.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(step.cause.editor, turned)
    assert kept(library, key).cause == ""
    assert step.cause.value() == ""
    # What is not accepted goes on to the page beneath.
    assert not turned.isAccepted()


def test_facts_that_the_plan_shows_are_marked_with_what_shows_them(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    finding = Finding("pulse", Side.LEFT, "pulse-dorsalis-pedis", "absent")
    key = put(services, label="P1", area=marked(services, "sole"), findings=(finding,))
    page = open_in(window, key).pages["client"]
    assert isinstance(page, ClientStep)
    ticks = page.facts.ticks
    numb, pulse = ticks["sensory-loss"], ticks["peripheral-arterial-disease"]
    qtbot.waitUntil(lambda: not numb.why.isHidden())
    assert numb.why.text() == (
        "Counts without a tick: shown by the area: numb skin below the knee, both limbs."
    )
    assert "absent, left limb" in pulse.why.text()
    assert "numb skin below the knee" in numb.box.accessibleDescription()
    assert not numb.box.isChecked()
    qtbot.waitUntil(lambda: numb.height() >= numb.heightForWidth(numb.width()))
    assert ticks["diabetes"].why.isHidden()
    assert page.facts.summary.text() == (
        "Shown by the plan: Reduced feeling in the feet, "
        "Peripheral arterial disease or missing foot pulses."
    )
    numb.box.click()
    qtbot.waitUntil(numb.why.isHidden)
    assert page.facts.summary.text() == (
        "Ticked: Reduced feeling in the feet. "
        "Shown by the plan: Peripheral arterial disease or missing foot pulses."
    )
    numb.box.click()
    qtbot.waitUntil(lambda: not numb.why.isHidden())


def test_the_cause_shows_facts_as_soon_as_it_is_chosen(step: ClientStep, qtbot: QtBot) -> None:
    place = step.cause.editor.findData("diabetic-peripheral-neuropathy")
    step.cause.editor.setCurrentIndex(place)
    step.cause.editor.activated.emit(place)
    tick = step.facts.ticks["diabetes"]
    qtbot.waitUntil(lambda: not tick.why.isHidden())
    assert "the cause: Diabetic peripheral neuropathy" in tick.why.text()
