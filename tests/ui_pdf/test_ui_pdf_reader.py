"""The reader of PDFs: opening, moving, finding; with real files in a real window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.attachment import Attachment
from desktop_app.library.attaching import open_file, path_of
from desktop_app.store import Library
from desktop_app.ui.actions import TABLE
from desktop_app.ui.pdf.background import TextReading
from desktop_app.ui.pdf.layout import FIT_PAGE, FIT_WIDTH
from desktop_app.ui.pdf.panes import BESIDE, SIDES
from desktop_app.ui.pdf.reader import PdfReader
from desktop_app.ui.services import Services
from tests.data.pdf import make

PDFS = Path(make.__file__).parent
Add = Callable[[Path], Attachment]


@pytest.fixture
def opened(reader: PdfReader, trial: Attachment, qtbot: QtBot) -> PdfReader:
    reader.open(trial.key)
    qtbot.waitUntil(lambda: reader.pages.pictures.picture(0) is not None)
    reader.focus_main()
    return reader


def find(reader: PdfReader, text: str, qtbot: QtBot, count: int) -> None:
    reader.finding.look_for(text)
    qtbot.waitUntil(lambda: len(reader.finding.hits()) == count)


def test_a_file_opens_at_its_first_page(opened: PdfReader, trial: Attachment) -> None:
    assert opened.opened == trial
    assert opened.pages.page == 0
    assert opened.toolbar.page.text() == "1"
    assert opened.toolbar.of.text() == "/ 3"
    assert opened.sides.model.rowCount() == 3
    assert opened.pages.accessibleDescription() == "Page 1 of 3"


def test_pages_are_drawn(opened: PdfReader, qtbot: QtBot) -> None:
    def is_sharp() -> bool:
        picture = opened.pages.pictures.picture(0)
        wanted = round(opened.pages.layout_of_pages.frame(0).width)
        return picture is not None and picture.width() == wanted

    qtbot.waitUntil(is_sharp)
    picture = opened.pages.pictures.picture(0)
    assert picture is not None
    image = picture.toImage()
    colours = {image.pixelColor(x, image.height() // 5).lightness() for x in range(image.width())}
    assert max(colours) == 255
    assert min(colours) < 100


def test_keys_move_through_the_pages(opened: PdfReader, qtbot: QtBot) -> None:
    for key, page in (
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_BracketRight, 1), (Qt.Key.Key_BracketLeft, 0),
    ):  # fmt: skip
        qtbot.keyClick(opened.pages, key)
        assert opened.pages.page == page, key
    qtbot.keyClick(opened.pages, Qt.Key.Key_PageDown)
    assert opened.pages.verticalScrollBar().value() > 0


def test_a_page_can_be_typed(opened: PdfReader, qtbot: QtBot) -> None:
    opened.services.actions.run("reader.page")
    assert opened.toolbar.page.hasFocus()
    qtbot.keyClicks(opened.toolbar.page, "3")
    qtbot.keyClick(opened.toolbar.page, Qt.Key.Key_Return)
    assert opened.pages.page == 2
    assert opened.pages.hasFocus()


def test_a_small_page_is_gone_to(opened: PdfReader) -> None:
    opened.sides.small.clicked.emit(opened.sides.model.index(2))
    assert opened.pages.page == 2
    assert opened.sides.small.currentIndex().row() == 2


def test_the_contents_lead_to_their_pages(opened: PdfReader) -> None:
    model = opened.sides.bookmarks
    titles = [
        model.data(model.index(row, 0, QModelIndex()), int(Qt.ItemDataRole.DisplayRole))
        or model.data(model.index(row, 0, QModelIndex()), 256)
        for row in range(model.rowCount(QModelIndex()))
    ]
    assert titles == ["Abstract", "Methods", "Results"]
    opened.sides.contents.clicked.emit(model.index(1, 0, QModelIndex()))
    assert opened.pages.page == 1


def test_a_file_without_contents_says_so(reader: PdfReader, add: Add) -> None:
    reader.open(add(PDFS / "bare.pdf").key)
    assert not reader.sides.nothing.isHidden()
    assert reader.sides.contents.isHidden()


def test_zoom(opened: PdfReader, qtbot: QtBot) -> None:
    pages = opened.pages
    wide = pages.factor
    assert pages.zoom == FIT_WIDTH
    qtbot.keyClick(pages, Qt.Key.Key_Plus)
    assert pages.factor > wide
    opened.services.actions.run("reader.fit-page")
    assert pages.zoom == FIT_PAGE
    assert pages.layout_of_pages.frame(0).height <= pages.viewport().height()
    qtbot.keyClick(pages, Qt.Key.Key_W)
    assert pages.factor == pytest.approx(wide)
    assert opened.toolbar.percent.text() == f"{wide * 100:.0f} %"


def test_the_wheel_zooms_at_the_pointer(opened: PdfReader) -> None:
    pages = opened.pages
    spot = QPointF(pages.viewport().width() / 3, 300)
    before = pages.place_at(spot)
    event = QWheelEvent(
        spot, pages.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pages.viewport(), event)
    page, place = pages.place_at(spot)
    assert page == before[0]
    assert place.x() == pytest.approx(before[1].x(), abs=2)
    assert place.y() == pytest.approx(before[1].y(), abs=2)


def test_ctrl_keys_of_the_window_mean_the_file_here(opened: PdfReader, qtbot: QtBot) -> None:
    scale, factor = opened.services.settings.font_scale, opened.pages.factor
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(opened.pages, Qt.Key.Key_Minus, ctrl)
    assert opened.pages.factor < factor
    qtbot.keyClick(opened.pages, Qt.Key.Key_0, ctrl)
    assert opened.pages.factor == pytest.approx(factor)
    qtbot.keyClick(opened.pages, Qt.Key.Key_F, ctrl)
    assert opened.finding.field.hasFocus()
    assert opened.services.settings.font_scale == scale


def test_finding(opened: PdfReader, qtbot: QtBot) -> None:
    opened.services.actions.run("reader.find")
    find(opened, "needling", qtbot, 4)
    qtbot.waitUntil(lambda: opened.finding.count.text() == "4 found")
    assert opened.finding.list.count() == 4
    qtbot.keyClick(opened.finding.field, Qt.Key.Key_Return)
    assert opened.finding.count.text() == "1 of 4"
    opened.services.actions.run("reader.previous")
    assert opened.finding.count.text() == "4 of 4"
    assert opened.pages.page == 1
    assert opened.pages.overlay.hit is not None
    opened.services.actions.run("reader.next")
    assert opened.pages.page == 0
    qtbot.keyClick(opened.finding.field, Qt.Key.Key_Escape)
    assert opened.finding.hits() == []
    assert opened.pages.hasFocus()


def test_nothing_found_is_told(opened: PdfReader, qtbot: QtBot) -> None:
    opened.finding.look_for("quokka")
    qtbot.waitUntil(lambda: opened.finding.count.text() == "Nothing found")
    opened.services.actions.run("reader.next")


def test_pictures_have_no_text(reader: PdfReader, add: Add, qtbot: QtBot) -> None:
    reader.open(add(PDFS / "scanned.pdf").key)
    reader.finding.look_for("needling")
    qtbot.waitUntil(lambda: "There is no text in this PDF" in reader.finding.count.text())
    reader.services.actions.run("reader.select-page")
    assert reader.pages.overlay.selected is None


def test_page_and_zoom_are_remembered(
    opened: PdfReader, trial: Attachment, library: Library, add: Add
) -> None:
    opened.pages.set_zoom(2.0)
    opened.pages.go_to(2)
    opened.open(add(PDFS / "bare.pdf").key)
    held = open_file(library, trial.key)
    assert (held.page, held.zoom) == (2, 2.0)
    opened.open(trial.key)
    assert (opened.pages.page, opened.pages.zoom) == (2, 2.0)


def test_a_file_opens_at_a_page(reader: PdfReader, trial: Attachment, qtbot: QtBot) -> None:
    reader.open(trial.key, page=1)
    qtbot.waitUntil(lambda: reader.pages.page == 1)
    reader.open(trial.key, page=2)
    assert reader.pages.page == 2


def test_a_password_is_asked_for(reader: PdfReader, add: Add, qtbot: QtBot) -> None:
    reader.open(add(PDFS / "locked.pdf").key)
    assert "asks for a password" in reader.refusal.heading.text()
    assert not reader.toolbar.isVisible()
    qtbot.keyClicks(reader.refusal.password, "wrong")
    qtbot.keyClick(reader.refusal.password, Qt.Key.Key_Return)
    assert reader.refusal.words.text() == "That is not the password."
    qtbot.keyClicks(reader.refusal.password, make.PASSWORD)
    reader.refusal.unlock.click()
    assert len(reader.book.sizes) == 3
    assert reader.toolbar.isVisible()


def test_a_damaged_file_is_told(reader: PdfReader, trial: Attachment, library: Library) -> None:
    path_of(library, trial).write_bytes(b"%PDF-1.7\n" + b"\0" * 3000)
    reader.open(trial.key)
    assert "cannot be shown" in reader.refusal.heading.text()
    assert not reader.refusal.outside.isHidden()


def test_a_file_that_boasts_of_its_pages_is_not_shown(
    reader: PdfReader, add: Add, tmp_path: Path
) -> None:
    data = (PDFS / "bare.pdf").read_bytes().replace(b"/Count 3", b"/Count 2000000000")
    (tmp_path / "many.pdf").write_bytes(data)
    reader.open(add(tmp_path / "many.pdf").key)
    assert "cannot be shown" in reader.refusal.heading.text() or len(reader.book.sizes) <= 3


def test_a_missing_file_is_told(reader: PdfReader, trial: Attachment, library: Library) -> None:
    path_of(library, trial).unlink()
    reader.open(trial.key)
    assert "is missing" in reader.refusal.heading.text()
    reader.open("0000")
    assert "no file" in reader.refusal.words.text()


def test_other_files_open_outside(
    reader: PdfReader, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "table.csv").write_text("a,b\n")
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    reader.open(add(tmp_path / "table.csv").key)
    assert reader.refusal.heading.text() == "table.csv"
    reader.refusal.outside.click()
    assert asked[0].endswith(".csv")


def test_text_is_copied(opened: PdfReader, qtbot: QtBot) -> None:
    opened.services.actions.run("reader.select-page")
    opened.services.actions.run("reader.copy")
    assert "skin perfusion of the sole" in QGuiApplication.clipboard().text().replace("\n", " ")
    qtbot.keyClick(opened.pages, Qt.Key.Key_Escape)
    assert opened.pages.overlay.selected is None


def test_sides_give_way_where_it_is_narrow(opened: PdfReader) -> None:
    assert opened.panes.is_shown(SIDES)
    assert opened.panes.is_shown(BESIDE)
    opened.resize(620, 700)
    assert not opened.panes.is_shown(SIDES)
    opened.resize(400, 700)
    assert not opened.panes.is_shown(BESIDE)
    opened.services.actions.run("reader.find")
    assert opened.panes.is_shown(BESIDE)
    opened.services.actions.run("reader.marks")
    opened.services.actions.run("reader.marks")
    assert not opened.panes.is_shown(BESIDE)
    opened.resize(1100, 700)
    assert opened.panes.is_shown(SIDES)
    opened.services.actions.run("reader.sides")
    assert not opened.panes.is_shown(SIDES)


def test_sides_are_remembered(opened: PdfReader, qtbot: QtBot) -> None:
    opened.services.actions.run("reader.sides")
    assert not opened.panes.is_shown(SIDES)
    again = PdfReader(opened.services)
    qtbot.addWidget(again)
    again.resize(1100, 700)
    again.show()
    again.open(opened.opened.key if opened.opened else "")
    assert again.panes.wanted == {SIDES: False, BESIDE: True}
    assert not again.panes.is_shown(SIDES)
    again.close_file()


def test_theme_and_text_size_are_followed(opened: PdfReader) -> None:
    opened.services.settings.theme = "dark"
    opened.services.settings.font_scale = 200
    opened.grab()
    assert opened.toolbar.page.width() > 70


def test_everything_has_a_name(opened: PdfReader) -> None:
    for button in opened.toolbar.buttons.values():
        assert button.accessibleName()
        assert button.toolTip()
        assert button.focusPolicy() is not Qt.FocusPolicy.NoFocus


def test_the_reader_shares_no_key_with_the_room_it_stands_in() -> None:
    reader = {key for row in TABLE if row.where == "reader" for key in row.keys}
    around = {key for row in TABLE if row.where == "evidence" for key in row.keys}
    assert not reader & around


def test_the_program_starts_without_it() -> None:
    check = "import sys, desktop_app.app; sys.exit('PySide6.QtPdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_texts_are_read_in_the_background(
    services: Services, library: Library, ref: object, add: Add
) -> None:
    from desktop_app.library.attaching import attach
    from desktop_app.library.texts import count_unread

    reading = TextReading(services)
    add(PDFS / "trial.pdf")
    assert count_unread(library) == 1
    reading.go_on()
    assert count_unread(library) == 0
    services.write(lambda held: attach(held, ref, PDFS / "chinese.pdf"))  # type: ignore[arg-type]
    assert count_unread(library) == 0
    reading.deleteLater()
