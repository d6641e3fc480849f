"""What is taken along: a deck for Anki, flash cards, an exam on paper."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.domain.learning import Selection
from desktop_app.paper.sizes import PageSize
from desktop_app.store import Library
from desktop_app.study.exam import make_exam
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.services import Services
from desktop_app.ui.study.export_anki import AnkiExport
from desktop_app.ui.study.export_exam import ExamExport
from desktop_app.ui.study.export_page import ExportPage
from desktop_app.ui.study.export_sheet import ExportSheet

TODAY = date(2026, 11, 23)


@pytest.fixture
def page(qtbot: QtBot, services: Services, library: Library) -> ExportPage:
    """The page, shown."""
    assert library is services.library
    made = ExportPage(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Answer the system's dialog; return the names it is asked with."""
    asked: list[str] = []

    def answer(parent: object, title: str, start: str, kinds: str) -> tuple[str, str]:
        asked.append(Path(start).name)
        return (str(path) if path is not None else "", kinds)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def pages_of(path: Path) -> list[str]:
    """Return the text of the pages of a PDF."""
    document = QPdfDocument()
    document.load(str(path))
    texts = [document.getAllText(number).text() for number in range(document.pageCount())]
    document.close()
    return texts


def tick(dialog: ExportSheet, code: str) -> None:
    """Tick a meridian."""
    ticks = dialog.meridians.ticks  # type: ignore[attr-defined]
    next(each for each in ticks if each.value == code).click()


def test_a_deck_of_a_meridian_tells_what_was_written(
    page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = choose_file(monkeypatch, tmp_path / "deck")
    dialog = page.open_anki()
    dialog.today = lambda: TODAY
    tick(dialog, "LR")
    dialog.save_button.click()
    assert asked == ["Yongquan points LR 2026-11-23.apkg"]
    assert zipfile.is_zipfile(tmp_path / "deck.apkg")
    assert dialog.outcome.isVisible()
    words = dialog.words.text()
    assert words.startswith("deck.apkg: ")
    assert " notes, " in words
    assert "pictures written" in words
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_flash_cards_are_written_on_the_paper_that_was_chosen(
    page: ExportPage, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = choose_file(monkeypatch, tmp_path / "cards.pdf")
    dialog = page.open_cards()
    dialog.today = lambda: TODAY
    tick(dialog, "LR")
    dialog.sizes.buttons[PageSize.LETTER].click()
    dialog.save_button.click()
    assert asked == ["Flash cards LR 2026-11-23.pdf"]
    document = QPdfDocument()
    document.load(str(tmp_path / "cards.pdf"))
    size = document.pagePointSize(0)
    assert sorted((round(size.width()), round(size.height()))) == [612, 792]
    document.close()
    assert services.settings.recall("paper.size", "") == PageSize.LETTER.value
    dialog.reject()


def test_an_exam_is_printed_with_or_without_its_answers(
    page: ExportPage, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = make_exam(services.content, Selection(), 5, 10, 3)
    counts = []
    for with_key in (True, False):
        path = tmp_path / f"exam-{with_key}.pdf"
        choose_file(monkeypatch, path)
        dialog = ExamExport(services, page, exam)
        dialog.open()
        dialog.key.setChecked(with_key)
        dialog.save_button.click()
        counts.append(len(pages_of(path)))
        text = "".join(pages_of(path)).replace("\n", " ").replace("\r", "")
        assert exam.questions[0].ask.split()[0] in text
        dialog.reject()
    assert counts[0] > counts[1]


def test_one_goes_to_the_folder_of_what_was_written(
    page: ExportPage, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    choose_file(monkeypatch, tmp_path / "exam.pdf")
    exam = make_exam(services.content, Selection(), 2, 0, 3)
    dialog = ExamExport(services, page, exam)
    dialog.open()
    dialog.save_button.click()
    links = {each.text(): each for each in dialog.links.findChildren(LinkButton)}
    links["Open folder"].click()
    links["Open the file"].click()
    assert [url.toLocalFile() for url in opened] == [str(tmp_path), str(tmp_path / "exam.pdf")]
    dialog.reject()


def test_what_cannot_be_written_is_told_where_one_is(
    page: ExportPage, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, tmp_path / "missing" / "exam.pdf")
    exam = make_exam(services.content, Selection(), 2, 0, 3)
    dialog = ExamExport(services, page, exam)
    dialog.open()
    dialog.save_button.click()
    assert "There is no folder" in dialog.words.text()
    assert "Choose another place." in dialog.words.text()
    assert dialog.words.property("role") == "danger-word"
    assert not dialog.links.isVisible()
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_thinking_better_of_it_changes_nothing(
    page: ExportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, None)
    page.buttons["Anki deck"].click()
    dialog = page.findChild(ExportSheet, "export-anki")
    assert isinstance(dialog, ExportSheet)
    dialog.save_button.click()
    assert not dialog.outcome.isVisible()
    assert not dialog.busy.isVisible()
    dialog.reject()


def whole_deck(
    qtbot: QtBot, services: Services, path: Path, monkeypatch: pytest.MonkeyPatch
) -> AnkiExport:
    """Begin to write a deck of all points, and wait until it is under way."""
    page = ExportPage(services)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    choose_file(monkeypatch, path)
    dialog = page.open_anki()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.bar.maximum() > 0, timeout=20_000)
    return dialog


def test_a_deck_is_stopped_and_leaves_no_file(
    qtbot: QtBot, threaded: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.apkg"
    dialog = whole_deck(qtbot, threaded, path, monkeypatch)
    assert dialog.busy.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.stop_button.click()
    qtbot.waitUntil(lambda: dialog.outcome.isVisible(), timeout=20_000)
    assert dialog.words.text() == "Stopped; no file was written."
    assert not dialog.links.isVisible()
    assert dialog.save_button.isEnabled()
    assert not list(tmp_path.glob("deck*"))
    dialog.reject()


def test_a_dialog_closed_meanwhile_leaves_the_work_to_the_window(
    qtbot: QtBot, threaded: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = whole_deck(qtbot, threaded, tmp_path / "deck.apkg", monkeypatch)
    dialog.reject()
    qtbot.wait(1)
    assert threaded.runner.titles() == ["Saving deck.apkg"]
    for job in threaded.runner.under_way():
        job.cancel()
    qtbot.waitUntil(threaded.runner.idle, timeout=20_000)
    assert not list(tmp_path.glob("deck*"))
