"""Prints a PDF page by page, drawn off the UI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import UnreadableFile
from desktop_app.planning.paper.kinds import PageSize

DPI = 300
"""At most so many dots an inch: finer is not seen, and a page would take a second."""

_INCH = 72.0
_SIZES = {PageSize.A4: QPageSize.PageSizeId.A4, PageSize.LETTER: QPageSize.PageSizeId.Letter}


def printer_for(size: PageSize, title: str) -> QPrinter:
    """Return a printer set to the paper of a sheet; the sheet has its own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(QPageSize(_SIZES[size]), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    return printer


def ask_printer(parent: QWidget, printer: QPrinter, pages: int) -> bool:
    """Let the user choose a printer and pages; False if they think better of it."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the sheet")
    dialog.setMinMax(1, max(pages, 1))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


class Printing(QObject):
    """One run of pages to a printer. It lives until it has ended."""

    ended = Signal(int)
    """Sent with how many pages were printed."""

    failed = Signal(object)
    """Sent with an error to be told."""

    def __init__(self, path: Path, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self.printer = printer
        self.document = QPdfDocument(self)
        self.document.load(str(path))
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self.document)
        self._renderer.pageRendered.connect(self._drawn)
        self._painter = QPainter()
        last = self.document.pageCount()
        first = max(printer.fromPage(), 1)
        if printer.toPage():
            last = min(printer.toPage(), last)
        self._waiting = list(range(first - 1, last))
        self._done = 0

    def start(self) -> None:
        """Begin."""
        if not self._waiting:
            self._finish()
        elif not self._painter.begin(self.printer):
            self.failed.emit(
                UnreadableFile(
                    "The printer does not answer.",
                    "Choose another, or save the sheet as a PDF and print that.",
                )
            )
            self.deleteLater()
        else:
            self._next()

    def _next(self) -> None:
        page = self._waiting[0]
        size = self.document.pagePointSize(page)
        dots = min(self.printer.resolution(), DPI) / _INCH
        pixels = QSize(round(size.width() * dots), round(size.height() * dots))
        self._renderer.requestPage(page, pixels, QPdfDocumentRenderOptions())

    def _drawn(self, page: int, _size: QSize, image: QImage, *_: object) -> None:
        if not self._waiting or page != self._waiting[0]:
            return
        self._waiting.pop(0)
        if self._done:
            self.printer.newPage()
        paper = QRectF(self.printer.paperRect(QPrinter.Unit.DevicePixel))
        points = QSizeF(self.document.pagePointSize(page))
        self._painter.drawImage(_fitted(points, paper), image)
        self._done += 1
        if self._waiting:
            self._next()
        else:
            self._finish()

    def _finish(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.document.close()
        self.ended.emit(self._done)
        self.deleteLater()


def _fitted(page: QSizeF, paper: QRectF) -> QRectF:
    """Return where a page stands on the paper: as large as fits, in the middle."""
    factor = min(paper.width() / page.width(), paper.height() / page.height())
    box = QRectF(0, 0, page.width() * factor, page.height() * factor)
    box.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
    return box
