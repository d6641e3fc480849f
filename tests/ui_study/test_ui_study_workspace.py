"""The study room in the window: its place, its pages, sessions asked for by pages."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop_app.store import Library
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from desktop_app.ui.study.page import StudyPage
from desktop_app.ui.study.pages import PAGES, PageRow
from desktop_app.ui.study.workspace import StudyWorkspace
from tests.ui_study.study_room import open_question, room

ITEMS = ("category:ST:xi-cleft", "name:ST36")


class Wall(StudyPage):
    """A page that counts how often it was shown, with a button that asks for a session."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.shown = 0
        self.button = QPushButton("These")
        self.button.clicked.connect(lambda: self.session_wanted.emit(ITEMS))
        QVBoxLayout(self).addWidget(self.button)

    def show_now(self) -> None:
        self.shown += 1

    def focus_main(self) -> None:
        self.button.setFocus()


def test_it_is_a_room_with_a_key(window: MainWindow, services: Services) -> None:
    assert window.room == "study"
    assert services.actions.table["go.study"].keys == ("Ctrl+5",)
    services.actions.run("go.read")
    services.actions.run("go.study")
    assert room(window).home.start_button.hasFocus()


def test_pages_are_made_when_they_are_first_shown(
    qtbot: QtBot, services: Services, library: Library
) -> None:
    study = StudyWorkspace(services, (PageRow("wall", "Wall", lambda: Wall),))
    qtbot.addWidget(study)
    study.show()
    assert "wall" not in study.pages
    study.show_page("wall")
    wall = study.pages["wall"]
    assert isinstance(wall, Wall)
    assert wall.shown == 1
    wall.button.click()
    assert study.stack.currentWidget() is study.session
    assert study.session.run.left == 2
    study.session.run.stop()
    assert study.stack.currentWidget() is study.tabs
    assert study.page is wall
    assert wall.shown == 2


def test_every_page_of_the_table_opens(window: MainWindow, qtbot: QtBot) -> None:
    for row in PAGES:
        room(window).show_page(row.id)
        assert room(window).page is room(window).pages[row.id]
        qtbot.wait(1)


def test_a_session_waits_while_one_is_elsewhere(window: MainWindow, services: Services) -> None:
    room(window).begin(ITEMS)
    services.actions.run("go.evidence")
    services.actions.run("go.study")
    assert room(window).stack.currentWidget() is room(window).session
    assert open_question(window).due.item == ITEMS[0]
