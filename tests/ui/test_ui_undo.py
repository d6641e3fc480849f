"""Undo and Redo: in order, named, never taken from a field that is being typed in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.errors import DiskFull
from desktop_app.domain.refs import study_ref
from desktop_app.store import Library
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui.desk import make_window

REF = study_ref("hoerder-2023")


class Counter:
    """Something written: a number that verbs raise and lower."""

    def __init__(self) -> None:
        self.number = 0

    def add(self, library: Library, by: int = 1) -> Changed:
        self.number += by
        word = "Add one" if by > 0 else "Take one away"
        return Changed(frozenset({REF}), undo=Undo(word, lambda held: self.add(held, -by)))


@pytest.fixture
def window(qtbot: QtBot, services: Services, library: Library) -> MainWindow:
    made = make_window(services)
    qtbot.addWidget(made)
    made.show()
    return made


def test_writes_are_taken_back_and_done_again(window: MainWindow, services: Services) -> None:
    counter, said = Counter(), list[str]()
    services.said.connect(said.append)
    services.write(counter.add)
    services.write(counter.add)
    assert said[-1] == "Add one – Ctrl+Z takes it back"
    services.actions.run("edit.undo")
    assert counter.number == 1
    assert said[-1] == "Undone: Add one"
    services.actions.run("edit.undo")
    assert counter.number == 0
    assert not window.undoing.can_undo
    services.actions.run("edit.redo")
    services.actions.run("edit.redo")
    assert counter.number == 2
    assert not window.undoing.can_redo
    services.actions.run("edit.undo")
    assert counter.number == 1


def test_a_new_write_forgets_what_could_be_done_again(
    window: MainWindow, services: Services
) -> None:
    counter = Counter()
    services.write(counter.add)
    services.actions.run("edit.undo")
    assert window.undoing.can_redo
    services.write(counter.add)
    assert not window.undoing.can_redo


def test_the_command_names_what_it_takes_back(window: MainWindow, services: Services) -> None:
    services.write(Counter().add)
    action = services.actions.action("edit.undo")
    assert action is not None
    assert action.text() == "Undo: add one"
    assert services.actions.table["edit.undo"].title == "Undo: add one"
    services.actions.run("edit.undo")
    assert action.text() == "Undo"


def test_what_cannot_be_taken_back_is_not_offered(window: MainWindow, services: Services) -> None:
    services.write(lambda library: Changed(frozenset({REF})))
    assert not window.undoing.can_undo


def test_an_undo_that_fails_is_told_and_not_offered_again(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    def fail(library: Library) -> Changed:
        raise DiskFull("The disk is full.")

    told: list[Exception] = []
    services.trouble.disconnect(window._tell_trouble)
    services.trouble.connect(told.append)
    services.write(lambda library: Changed(frozenset({REF}), undo=Undo("Try", fail)))
    services.actions.run("edit.undo")
    assert [type(error) for error in told] == [DiskFull]
    assert not window.undoing.can_undo


def test_keys_undo_in_the_window_but_not_in_a_field(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    counter = Counter()
    services.write(counter.add)
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "words")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert counter.number == 1
    assert field.text() == ""
    window.rail.focus_marked()
    focus = window.focusWidget()
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert counter.number == 0
