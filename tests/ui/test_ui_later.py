"""What the first picture can do without is put off, in order, and never lost."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.ui.later import Later


def test_nothing_waits_unless_it_is_held(qtbot: QtBot) -> None:
    done: list[int] = []
    Later().do(lambda: done.append(1))
    assert done == [1]


def test_what_was_held_is_done_in_order_once_released(qtbot: QtBot) -> None:
    done: list[int] = []
    later = Later()
    later.hold()
    for number in range(3):
        later.do(lambda number=number: done.append(number))  # type: ignore[misc]
    assert later.holds
    assert done == []
    later.release()
    qtbot.waitUntil(lambda: not later.holds)
    assert done == [0, 1, 2]


def test_work_asked_for_while_catching_up_waits_its_turn(qtbot: QtBot) -> None:
    done: list[str] = []
    later = Later()
    later.hold()
    later.do(lambda: later.do(lambda: done.append("asked for later")))
    later.do(lambda: done.append("asked for first"))
    later.release()
    qtbot.waitUntil(lambda: not later.holds)
    assert done == ["asked for first", "asked for later"]
