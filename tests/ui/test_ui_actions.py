"""The table of commands: no clashing keys, no missing titles, one handler each."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.actions import EVERYWHERE, TABLE, Action, Actions
from desktop_app.ui.dialogs.help import GROUPS


def test_ids_are_unique_and_titles_are_there() -> None:
    assert len({action.id for action in TABLE}) == len(TABLE)
    for action in TABLE:
        assert action.title[0].isupper(), action.id
        assert action.group in GROUPS, action.id


def test_every_key_is_a_key() -> None:
    for action in TABLE:
        for key in action.keys:
            assert QKeySequence(key).toString(), (action.id, key)


def test_no_two_commands_want_the_same_key() -> None:
    for one, other in combinations(TABLE, 2):
        together = one.where == other.where or EVERYWHERE in (one.where, other.where)
        if together:
            keys = {QKeySequence(key).toString() for key in one.keys}
            assert not keys & {QKeySequence(key).toString() for key in other.keys}, (one, other)


def test_a_bound_command_runs(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    ran: list[str] = []
    allowed = False
    actions = Actions((Action("a.b", "Do it"), Action("a.held", "Held", held=True)))
    actions.bind("a.b", lambda: ran.append("b"), widget, lambda: allowed)
    actions.bind("a.held", lambda: ran.append("held"), widget)
    actions.run("a.b")
    assert ran == []
    assert actions.runnable() == []
    allowed = True
    actions.run("a.b")
    actions.run("unknown")
    assert ran == ["b"]
    assert [action.id for action in actions.runnable()] == ["a.b"]


def test_an_unknown_command_cannot_be_bound(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(KeyError):
        Actions().bind("no.such", lambda: None, widget)
