"""Sheets saved from the list of plans, and from the menu of the open one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.plans import PlanPoint
from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper.kinds import Sheet
from desktop_app.ui.plans.list_pane import PlanList, PlanPlace
from desktop_app.ui.plans.paper_choice import keep_section
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.planning.papers import words_of
from tests.ui_plans.plan_desk import open_in, plan_list, put, room

POINTS = (PlanPoint("KI1", depth_mm=10.0),)


@pytest.fixture
def pane(window: MainWindow, services: Services) -> PlanList:
    """A list with two plans."""
    services.settings.remember("paper.size", PageSize.A4.value)
    put(services, label="B2", title="Numb soles", points=POINTS)
    put(services, label="A1", title="Cold toes", points=POINTS)
    services.actions.run("go.plans")
    made = plan_list(window)
    made.paper.today = lambda: date(2026, 11, 23)
    return made


@pytest.fixture
def said(services: Services) -> list[str]:
    """What the status bar was told."""
    heard: list[str] = []
    services.said.connect(heard.append)
    return heard


def choose(pane: PlanList, *labels: str) -> None:
    flags = QItemSelectionModel.SelectionFlag
    selection = pane.table.selectionModel()
    selection.clear()
    for place, row in enumerate(pane.model.rows):
        if row.label in labels:
            selection.select(pane.model.index(place, 0), flags.Select | flags.Rows)


def offer_file(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Answer the system's dialog for a file; return the names it is opened with."""
    offered: list[str] = []

    def dialog(_: object, __: str, start: str, ___: str) -> tuple[str, str]:
        offered.append(Path(start).name)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    return offered


def offer_folder(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> list[str]:
    """Answer the system's dialog for a folder; return the titles it is opened with."""
    titles: list[str] = []

    def dialog(_: object, title: str, __: str) -> str:
        titles.append(title)
        return str(folder or "")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", dialog)
    return titles


def test_the_chosen_plan_is_saved_with_what_was_last_chosen_for_paper(
    pane: PlanList,
    services: Services,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep_section(services.settings, Sheet.PRACTITIONER, "stricta", on=False)
    offered = offer_file(monkeypatch, tmp_path / "mine")
    choose(pane, "B2")
    services.actions.run("plans.pdf")
    assert offered == ["B2 Numb soles practitioner sheet 2026-11-23.pdf"]
    words = words_of(tmp_path / "mine.pdf")
    assert "B2" in words
    assert "KI1" in words
    assert "STRICTA" not in words
    assert said[-1] == "Saved as mine.pdf"
    offered = offer_file(monkeypatch, tmp_path / "hand.pdf")
    services.actions.run("plans.handout")
    assert offered == ["B2 Numb soles client handout 2026-11-23.pdf"]
    assert "This sheet is for you" in words_of(tmp_path / "hand.pdf")


def test_several_plans_are_saved_to_a_folder(
    pane: PlanList,
    services: Services,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    titles = offer_folder(monkeypatch, folder)
    choose(pane, "A1", "B2")
    services.actions.run("plans.handout")
    assert titles == ["A folder for 2 client handouts"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "A1 Cold toes client handout 2026-11-23.pdf",
        "B2 Numb soles client handout 2026-11-23.pdf",
    ]
    assert said[-1] == "Saved 2 client handouts in sheets"
    services.actions.run("plans.handout")
    assert len(list(folder.iterdir())) == 4
    assert said[-1].endswith("2 files of that name were there already, so a number was added")


def test_who_thinks_better_of_it_saves_nothing(
    pane: PlanList, services: Services, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    offer_file(monkeypatch, None)
    offer_folder(monkeypatch, None)
    choose(pane, "A1")
    services.actions.run("plans.pdf")
    choose(pane, "A1", "B2")
    services.actions.run("plans.pdf")
    assert said == []


def test_a_folder_that_cannot_be_written_is_told(
    pane: PlanList,
    services: Services,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offer_folder(monkeypatch, tmp_path / "gone")
    choose(pane, "A1", "B2")
    with qtbot.waitSignal(services.trouble) as told:
        services.actions.run("plans.pdf")
    assert isinstance(told.args[0], UnreadableFile)


def test_a_name_that_was_completed_is_asked_about_before_it_is_written_over(
    pane: PlanList, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "mine.pdf"
    there.write_text("mine")
    offer_file(monkeypatch, tmp_path / "mine")
    buttons = QMessageBox.StandardButton
    asked: list[str] = []
    answers = iter((buttons.Cancel, buttons.Yes))

    def question(_: object, __: str, words: str, *___: object) -> QMessageBox.StandardButton:
        asked.append(words)
        return next(answers)

    monkeypatch.setattr(QMessageBox, "question", question)
    choose(pane, "A1")
    services.actions.run("plans.pdf")
    assert asked == ["There is a file mine.pdf already. Replace it?"]
    assert there.read_text() == "mine"
    services.actions.run("plans.pdf")
    assert there.read_bytes().startswith(b"%PDF")


def test_menus_offer_both_sheets_but_not_in_the_trash(pane: PlanList, services: Services) -> None:
    choose(pane, "A1")
    words = [action.text() for action in pane.menu().actions()]
    assert "Save as PDF…" in words
    assert "Save handout…" in words
    services.actions.run("plans.trash")
    pane.show_place(PlanPlace.TRASH)
    pane.table.selectRow(0)
    assert "Save as PDF…" not in [action.text() for action in pane.menu().actions()]
    assert not services.actions.can_run("plans.pdf")


def test_the_open_plan_is_saved_as_it_stands(
    window: MainWindow, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = open_in(window, put(services, label="A1", title="Cold toes", points=POINTS))
    offer_file(monkeypatch, tmp_path / "open.pdf")
    editor.show_step("client", "title")
    field = editor.pages["client"].title  # type: ignore[attr-defined]
    field.editor.setText("Typed just now")
    menu = editor.head.more.menu()
    menu.aboutToShow.emit()
    entry = next(each for each in menu.actions() if each.text() == "Save as PDF…")
    entry.trigger()
    assert "Typed just now" in words_of(tmp_path / "open.pdf")
    assert room(window).stack.currentWidget() is editor
