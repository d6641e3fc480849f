"""Links of a file are followed in it, asked about out of it; the file is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop_app.domain.attachment import Attachment
from desktop_app.ui.pdf import printing
from desktop_app.ui.pdf.reader import PdfReader
from desktop_app.ui.services import Services

Add = Callable[[Path], Attachment]
LEFT = Qt.MouseButton.LeftButton
WITHIN, OUTSIDE, MACHINE = 700, 600, 500
"""Heights above the foot of the first page, points."""


@pytest.fixture
def opened(reader: PdfReader, add: Add, tmp_path: Path, qtbot: QtBot) -> PdfReader:
    """A reader of a file with three links on its first page."""
    path = tmp_path / "linked.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for height, words in ((WITHIN, "See page 3"), (OUTSIDE, "Address"), (MACHINE, "File")):
        canvas.drawString(72, height, words)
    canvas.linkRect("", "there", (72, WITHIN - 5, 140, WITHIN + 12))
    canvas.linkURL("https://example.org/a?b=1", (72, OUTSIDE - 5, 140, OUTSIDE + 12))
    canvas.linkURL("file:///etc/hostname", (72, MACHINE - 5, 140, MACHINE + 12))
    canvas.showPage()
    canvas.showPage()
    canvas.bookmarkPage("there", fit="XYZ", left=0, top=300)
    canvas.showPage()
    canvas.save()
    reader.open(add(path).key)
    qtbot.waitUntil(lambda: len(reader.book.sizes) == 3)
    return reader


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened by other programs."""
    gone: list[str] = []

    def open_url(url: QUrl) -> bool:
        gone.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return gone


def spot(reader: PdfReader, above: int) -> QPoint:
    """Return where a link lies in the view."""
    pages = reader.pages
    frame = pages.layout_of_pages.frame(0)
    left, top = pages.horizontalScrollBar().value(), pages.verticalScrollBar().value()
    x, y = frame.left + 90 * pages.scale - left, frame.top + (842 - above) * pages.scale - top
    return QPoint(round(x), round(y))


def hover(reader: PdfReader, place: QPoint) -> None:
    """Move the pointer over a place."""
    view, none = reader.pages.viewport(), Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place.toPointF(), view.mapToGlobal(place).toPointF(), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_link_within_the_file_goes_there(opened: PdfReader) -> None:
    QTest.mouseClick(opened.pages.viewport(), LEFT, pos=spot(opened, WITHIN))
    assert opened.pages.page == 2


def test_an_address_is_opened_only_when_one_says_so(
    opened: PdfReader, outside: list[str], qtbot: QtBot
) -> None:
    for answer, gone in (("Cancel", []), ("Open it", ["https://example.org/a?b=1"])):
        QTest.mouseClick(opened.pages.viewport(), LEFT, pos=spot(opened, OUTSIDE))
        box = opened.pages.findChildren(QMessageBox)[-1]
        assert box.informativeText() == "https://example.org/a?b=1"
        assert not outside
        (button,) = [each for each in box.findChildren(QPushButton) if each.text() == answer]
        button.click()
        assert outside == gone
        qtbot.waitUntil(lambda: not opened.pages.findChildren(QMessageBox))
        # Not the second click of two.
        qtbot.waitUntil(lambda: not opened.pages._several.isActive())


def test_a_file_of_the_machine_is_never_opened(
    opened: PdfReader, outside: list[str], services: Services
) -> None:
    said: list[str] = []
    services.said.connect(said.append)
    QTest.mouseClick(opened.pages.viewport(), LEFT, pos=spot(opened, MACHINE))
    assert said == ["Not opened: file:///etc/hostname"]
    assert not outside
    assert not opened.pages.findChildren(QMessageBox)


def test_the_pointer_tells_a_link_and_where_it_leads(opened: PdfReader) -> None:
    view = opened.pages.viewport()
    hover(opened, spot(opened, WITHIN))
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert view.toolTip() == "Page 3"
    hover(opened, spot(opened, OUTSIDE))
    assert view.toolTip() == "https://example.org/a?b=1"
    hover(opened, spot(opened, WITHIN) + QPoint(0, 60))
    assert view.cursor().shape() is Qt.CursorShape.IBeamCursor
    assert view.toolTip() == ""


def test_links_are_followed_without_a_pointer(opened: PdfReader) -> None:
    opened.pages.menu_wanted.emit(QPoint(10, 10))
    menu = opened.pages.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    (offered,) = [each for each in menu.findChildren(QMenu) if each.title() == "Links on this page"]
    assert [entry.text() for entry in offered.actions()] == [
        "Page 3", "https://example.org/a?b=1", "file:///etc/hostname",
    ]  # fmt: skip
    offered.actions()[0].trigger()
    menu.close()
    assert opened.pages.page == 2


def test_the_file_is_printed(
    opened: PdfReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    out, asked, said = tmp_path / "printed.pdf", list[str](), list[str]()
    services.said.connect(said.append)

    def printer(_: QWidget, printer: QPrinter, pages: int, title: str) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        asked.append(f"{title}: {printer.docName()}, {pages} pages")
        return True

    monkeypatch.setattr(printing, "ask_printer", printer)
    QTest.keyClick(opened.pages, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Print the file: linked.pdf, 3 pages"]
    assert said[-1] == "Printed 3 pages"
    written = QPdfDocument()
    assert written.load(str(out)) is QPdfDocument.Error.None_
    assert written.pageCount() == 3
    written.close()
