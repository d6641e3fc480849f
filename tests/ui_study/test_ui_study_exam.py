"""Exams: set up, sat by mouse and keys, timed, handed in, told, studied and printed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.domain.questions import How, Question
from desktop_app.store import Library
from desktop_app.study.exam import BY_HAND
from desktop_app.study.scheduling import memories
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from desktop_app.ui.study.exam_page import ExamPage
from desktop_app.ui.study.exam_run import ExamRun
from desktop_app.ui.study.exam_sitting import Sitting, left_words
from desktop_app.ui.study.export_exam import ExamExport
from tests.ui_study.study_room import room, told

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(qtbot: QtBot, services: Services, library: Library, clock: Clock) -> ExamPage:
    """The page, shown, always drawing the same questions."""
    assert library is services.library
    made = ExamPage(services)
    made.now, made.seed = clock, lambda: 7
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.show_now()
    return made


def begin(page: ExamPage, number: int = 10, minutes: int = 10) -> ExamRun:
    """Set up an exam and begin it."""
    page.setup.numbers.buttons[number].click()
    page.setup.times.buttons[minutes].click()
    page.setup.begin_button.click()
    return page.run


def sitting(run: ExamRun) -> Sitting:
    """The exam as it is sat."""
    assert run.sitting is not None
    return run.sitting


def right_number(question: Question) -> int:
    """Return the number of the right choice."""
    return next(place for place, each in enumerate(question.choices, 1) if each.right)


def answer_all(run: ExamRun, wrong: int = 0) -> None:
    """Answer every question, the first ones wrong."""
    count = len(sitting(run).exam.questions)
    for place in range(count):
        run.show_question(place)
        right = right_number(sitting(run).question)
        number = right if place >= wrong else right % len(run.answers.choices) + 1
        run.answers.choices[number - 1].click()


def agree(page: ExamPage, words: str) -> None:
    """Press a button of the question that is asked."""
    box = page.run.findChild(QMessageBox, "ask")
    assert isinstance(box, QMessageBox)
    next(each for each in box.buttons() if each.text() == words).click()


def test_what_is_set_up_is_what_is_asked(page: ExamPage) -> None:
    offered = {tick.value for tick in page.setup.choosing.ticks["skills"] if tick.isVisible()}
    assert offered.isdisjoint({skill.value for skill in BY_HAND})
    stomach = next(t for t in page.setup.choosing.ticks["meridians"] if t.value == "ST")
    stomach.click()
    run = begin(page)
    assert run.place.text() == "Question 1 of 10"
    assert run.clock.text() == "10 minutes left"
    assert page.setup.selection.meridians == {"ST"}


def test_nothing_tells_what_is_right_before_it_is_handed_in(page: ExamPage) -> None:
    run = begin(page)
    question = sitting(run).question
    run.answers.choices[0].click()
    shown = told(page)
    assert question.because not in shown
    assert "Right" not in shown
    assert "Wrong" not in shown


def test_an_exam_is_sat_by_keys(page: ExamPage, qtbot: QtBot) -> None:
    run = begin(page)

    def press(key: str | Qt.Key) -> None:
        # Where the keyboard is after the last step, as for who never lets go of it.
        on = run.focusWidget()
        assert on is not None
        assert run.isAncestorOf(on)
        qtbot.keyClick(on, key)

    first = sitting(run).question
    press("2")
    assert sitting(run).answers == {first.item: first.choices[1].text}
    press("3")
    assert sitting(run).answers == {first.item: first.choices[2].text}
    press(Qt.Key.Key_F)
    assert run.flag_button.text() == "Flagged"
    press(Qt.Key.Key_Return)
    assert run.place.text() == "Question 2 of 10"
    press(Qt.Key.Key_PageUp)
    assert run.answers.choices[2].isChecked()
    assert run.numbers[0].accessibleName() == "Question 1, answered, flagged"
    assert run.numbers[1].accessibleName() == "Question 2, open"
    press(Qt.Key.Key_PageDown)
    assert run.place.text() == "Question 2 of 10"


def test_a_question_is_skipped_and_come_back_to(page: ExamPage) -> None:
    run = begin(page)
    assert run.later.text() == "Skip"
    run.later.click()
    run.answers.choices[0].click()
    assert run.later.text() == "Next"
    run.numbers[0].click()
    assert run.place.text() == "Question 1 of 10"
    run.earlier.click()
    assert run.place.text() == "Question 1 of 10"
    run.numbers[9].click()
    assert not run.later.isEnabled()


def test_handing_in_with_open_questions_asks_first(page: ExamPage) -> None:
    run = begin(page)
    run.answers.choices[0].click()
    run.hand_in_button.click()
    assert page.stack.currentWidget() is run
    agree(page, "Go on")
    assert page.stack.currentWidget() is run
    run.hand_in_button.click()
    agree(page, "Hand in")
    assert page.stack.currentWidget() is page.result
    assert sum("not answered" in card.accessibleName() for card in page.result.cards) == 9


def test_the_result_tells_the_score_why_and_what_to_study(
    page: ExamPage, qtbot: QtBot, clock: Clock, library: Library
) -> None:
    run = begin(page)
    missed = tuple(question.item for question in sitting(run).exam.questions[:3])
    wrong = sitting(run).exam.questions[0]
    answer_all(run, wrong=3)
    clock.time += timedelta(minutes=4, seconds=10)
    run.hand_in_button.click()
    shown = told(page)
    assert "7 of 10 right (70 %)" in shown
    assert "It took 4 minutes" in shown
    assert f"Right: {wrong.answer}" in shown
    assert wrong.because in shown
    page.result.filter.buttons[True].click()
    assert [card.row.question.item for card in page.result.cards] == list(missed)
    with qtbot.waitSignal(page.session_wanted) as asked:
        page.result.study_button.click()
    assert asked.args == [missed]
    assert not memories(library), "an exam changes nothing of what is due"


def test_a_long_result_is_read_to_its_end_by_scrolling(page: ExamPage, qtbot: QtBot) -> None:
    run = begin(page, number=40)
    answer_all(run, wrong=1)
    run.hand_in_button.click()
    count = len(page.result.cards)
    assert count < 40
    bar = page.result.verticalScrollBar()
    for _ in range(40):
        qtbot.wait(1)
        bar.setValue(bar.maximum())
    assert len(page.result.cards) == 40
    assert page.result.cards[-1].accessibleName().startswith("Question 40, right: ")


def test_all_right_offers_another_exam(page: ExamPage) -> None:
    run = begin(page)
    answer_all(run)
    run.hand_in_button.click()
    assert "10 of 10 right (100 %)" in told(page)
    assert not page.result.study_button.isVisible()
    page.result.again_button.click()
    assert page.stack.currentWidget() is page.setup


def test_a_minute_before_the_end_one_is_told_once_and_then_it_is_handed_in(
    page: ExamPage, clock: Clock
) -> None:
    run = begin(page)
    clock.time += timedelta(minutes=8, seconds=59)
    run.tick()
    assert run.clock.text() == "2 minutes left"
    assert not run.warning.isVisible()
    clock.time += timedelta(seconds=2)
    run.tick()
    assert run.warning.isVisible()
    assert run.clock.text() == "Less than a minute left"
    run.warning.hide()
    run.tick()
    assert not run.warning.isVisible()
    clock.time += timedelta(minutes=1)
    run.tick()
    assert page.stack.currentWidget() is page.result
    assert "The time was up" in told(page)


def test_without_a_limit_the_clock_says_so(page: ExamPage, clock: Clock) -> None:
    run = begin(page, minutes=0)
    clock.time += timedelta(hours=9)
    run.tick()
    assert run.clock.text() == "No time limit"
    assert page.stack.currentWidget() is run


def test_typed_answers_are_taken_in_any_spelling(page: ExamPage, qtbot: QtBot) -> None:
    page.setup.ways.buttons[True].click()
    run = begin(page)
    exam = sitting(run).exam
    place = next(
        (
            place
            for place, each in enumerate(exam.questions)
            if How.TYPE in each.hows and each.accepted
        ),
        None,
    )
    assert place is not None
    run.show_question(place)
    field = run.answers.field
    assert field is not None
    qtbot.keyClicks(field, exam.questions[place].accepted[0].lower())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    run.hand_in_button.click()
    agree(page, "Hand in")
    assert page.result.cards[place].row.right


def test_a_selection_with_nothing_to_ask_is_told(page: ExamPage) -> None:
    ticks = page.setup.choosing.ticks
    next(tick for tick in ticks["skills"] if tick.value == "evidence").click()
    next(tick for tick in ticks["meridians"] if tick.value == "DAI").click()
    begin(page)
    assert page.stack.currentWidget() is page.setup
    assert "nothing here to make an exam of" in page.setup.told.text()


def test_an_exam_goes_on_while_one_looks_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    study = room(window)
    study.show_page("exam")
    qtbot.wait(1)
    page = study.page
    assert isinstance(page, ExamPage)
    run = begin(page)
    run.answers.choices[1].click()
    kept = sitting(run)
    window.services.navigator.go("yq:meridian/ST")
    assert not run.isVisible()
    window.services.navigator.back()
    qtbot.wait(1)
    assert run.isVisible()
    assert sitting(run) == kept
    study.show_page("progress")
    study.show_page("exam")
    assert run.answers.choices[1].isChecked()


def test_the_exam_that_was_sat_or_a_fresh_one_is_printed(page: ExamPage) -> None:
    page.setup.print_button.click()
    fresh = page.findChild(ExamExport, "export-exam")
    assert isinstance(fresh, ExamExport)
    assert len(fresh.exam.questions) == 20
    fresh.reject()
    run = begin(page)
    answer_all(run)
    run.hand_in_button.click()
    page.result.print_button.click()
    dialogs = page.findChildren(ExamExport, "export-exam")
    assert dialogs[-1].exam == page.exam
    dialogs[-1].reject()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1201, "21 minutes left"), (1200, "20 minutes left"), (61, "2 minutes left"),
     (60, "1 minute left"), (59, "Less than a minute left")],
)  # fmt: skip
def test_time_is_told_in_whole_minutes(seconds: int, words: str) -> None:
    assert left_words(timedelta(seconds=seconds)) == words
