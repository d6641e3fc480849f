"""With the program's own threads: the next question is ready, answers are on the disk, in order."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import DiskFull
from desktop_app.domain.learning import Limits, Rating
from desktop_app.domain.questions import Verdict
from desktop_app.study.limits import set_limits
from desktop_app.study.scheduling import reviews
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered
from desktop_app.ui.study.session_asked import Outcome
from desktop_app.ui.study.session_run import Run
from desktop_app.ui.undoing import UndoStack

ITEMS = tuple(f"name:ST{place}" for place in range(31, 43))
RIGHT = Answered(Verdict(right=True), "it")


@pytest.fixture
def run(threaded: Services, qtbot: QtBot) -> Run:
    """A session that has begun."""
    made = Run(threaded, threaded)
    made.begin(ITEMS)
    qtbot.waitUntil(lambda: made.asked is not None)
    return made


def items_kept(services: Services) -> list[str]:
    """Return the items answered, as the disk has them."""
    assert services.library is not None
    return [review.item for review in reviews(services.library)]


def test_the_next_question_is_ready_when_one_has_thought(
    run: Run, threaded: Services, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: run.is_next_ready)
    run.rate(RIGHT, Rating.EASY, 100)
    assert run.asked is not None
    assert run.asked.due.item == ITEMS[1]
    assert len(run.asked.intervals) == len(Rating)


def test_answers_given_fast_are_all_kept_in_their_order(
    run: Run, threaded: Services, qtbot: QtBot
) -> None:
    ended: list[Outcome] = []
    run.ended.connect(ended.append)
    for place in range(len(ITEMS)):
        qtbot.waitUntil(lambda: run.asked is not None)
        run.rate(RIGHT, Rating.EASY, 100)
        if place == 5:
            # A change elsewhere in study, while answers are being written, takes nothing back.
            threaded.write(lambda library: set_limits(library, Limits(new_a_day=3)))
    qtbot.waitUntil(lambda: bool(ended))
    assert ended[0].right == len(ITEMS)
    qtbot.waitUntil(lambda: items_kept(threaded) == list(ITEMS))


def test_undo_right_after_an_answer_returns_to_it(
    run: Run, threaded: Services, qtbot: QtBot
) -> None:
    undoing = UndoStack(threaded, threaded)
    run.rate(RIGHT, Rating.EASY, 100)
    qtbot.waitUntil(lambda: undoing.can_undo)
    undoing.undo()
    qtbot.waitUntil(lambda: run.asked is not None and run.asked.due.item == ITEMS[0])
    qtbot.waitUntil(lambda: items_kept(threaded) == [])
    assert run.left == len(ITEMS)
    qtbot.waitUntil(lambda: undoing.can_redo)
    undoing.redo()
    qtbot.waitUntil(lambda: run.asked is not None and run.asked.due.item == ITEMS[1])
    assert items_kept(threaded) == [ITEMS[0]]


def test_an_answer_that_cannot_be_written_is_asked_again(
    run: Run, threaded: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    threaded.trouble.connect(told.append)
    from desktop_app.store import learning

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(learning, "answer", full)
        run.rate(RIGHT, Rating.EASY, 100)
        qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: run.asked is not None and run.asked.due.item == ITEMS[0])
    assert run.left == len(ITEMS)
    run.rate(RIGHT, Rating.EASY, 100)
    qtbot.waitUntil(lambda: items_kept(threaded) == [ITEMS[0]])
