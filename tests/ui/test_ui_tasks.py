"""The runner: two lanes, answers on the UI thread, stale answers dropped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui.tasks import THREADS, InlineRunner, Lane, Runner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_answers_come_on_the_ui_thread(qtbot: QtBot, runner: Runner) -> None:
    threads: list[int] = []
    worked = runner.run
    worked(Lane.READ, threading.get_ident, lambda ident: threads.extend([ident, here()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != here()
    assert threads[1] == here()


def here() -> int:
    return threading.get_ident()


def test_writes_run_one_after_the_other(qtbot: QtBot, runner: Runner) -> None:
    order: list[int] = []
    for number in range(20):
        runner.run(Lane.WRITE, lambda number=number: order.append(number))  # type: ignore[misc]
    qtbot.waitUntil(runner.idle)
    assert order == list(range(20))


def test_only_the_newest_of_a_ticket_is_answered(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    answers: list[str] = []
    runner.run(Lane.READ, lambda: (gate.wait(5), "old")[1], answers.append, ticket="card")
    runner.run(Lane.READ, lambda: "new", answers.append, ticket="card")
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert answers == ["new"]


def test_a_question_that_has_not_been_begun_gives_way_to_the_next(
    qtbot: QtBot, runner: Runner
) -> None:
    gate = threading.Event()
    begun: list[int] = []
    for _ in range(THREADS[Lane.READ]):
        runner.run(Lane.READ, lambda: gate.wait(5))
    for number in range(5):
        runner.run(Lane.READ, lambda number=number: begun.append(number), ticket="search")  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert begun == [4]


def test_long_work_leaves_the_reading_lane_free(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    answers: list[str] = []
    runner.run(Lane.LONG, lambda: gate.wait(5))
    runner.run(Lane.READ, lambda: "read", answers.append)
    qtbot.waitUntil(lambda: answers == ["read"])
    gate.set()
    qtbot.waitUntil(runner.idle)


def test_a_cancelled_job_is_not_answered(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    answers: list[bool] = []
    job = runner.run(Lane.READ, lambda: gate.wait(5), answers.append)
    runner.cancel(job)
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert answers == []


def test_a_widget_that_is_gone_is_not_answered(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    answers: list[bool] = []
    owner = QObject()
    runner.run(Lane.READ, lambda: gate.wait(5), answers.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(1)
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert answers == []


def test_errors_go_to_who_asked_or_to_everyone(qtbot: QtBot, runner: Runner) -> None:
    mine: list[Exception] = []
    everyones: list[Exception] = []
    runner.failed.connect(everyones.append)
    runner.run(Lane.READ, lambda: 1 / 0, on_error=mine.append)
    runner.run(Lane.READ, lambda: 1 / 0)
    qtbot.waitUntil(runner.idle)
    assert [type(error) for error in mine + everyones] == [ZeroDivisionError] * 2


def test_a_failed_write_is_told_even_when_a_newer_one_was_asked(
    qtbot: QtBot, runner: Runner
) -> None:
    told: list[Exception] = []
    runner.failed.connect(told.append)
    runner.run(Lane.WRITE, lambda: 1 / 0, ticket="note")
    runner.run(Lane.WRITE, lambda: None, ticket="note")
    qtbot.waitUntil(runner.idle)
    assert len(told) == 1


def test_closing_finishes_every_write(qtbot: QtBot) -> None:
    runner = Runner()
    done: list[int] = []
    for number in range(5):
        runner.run(Lane.WRITE, lambda number=number: done.append(number))  # type: ignore[misc]
    runner.close()
    assert done == list(range(5))
    assert runner.run(Lane.READ, lambda: 1).cancelled


def test_titles_are_those_of_work_under_way(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    runner.run(Lane.WRITE, lambda: gate.wait(5), title="Opening the library")
    runner.run(Lane.READ, lambda: None)
    assert runner.titles() == ["Opening the library"]
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert runner.titles() == []


def test_inline_answers_at_once(qtbot: QtBot) -> None:
    runner = InlineRunner()
    answers: list[int] = []
    runner.run(Lane.READ, lambda: 3, answers.append)
    failed: list[Exception] = []
    runner.run(Lane.WRITE, lambda: 1 / 0, on_error=failed.append)
    assert answers == [3]
    assert failed
    assert runner.idle()


def test_lanes_are_made_when_first_used(qtbot: QtBot, runner: Runner) -> None:
    assert not any(isinstance(lane, ThreadPoolExecutor) for lane in runner._lanes.values())
