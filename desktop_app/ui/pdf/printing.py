"""Prints a PDF page by page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.progress import Progress
from desktop_app.paper.sizes import PageSize

DPI = 300
"""At most so many dots an inch: finer is not seen, and a page would take a second."""

STRIP = 160
"""Rows that are handed over at a time: while they are packed, nothing else can run."""

BAND = 14
"""Empty rows around a cut: where pages are made smaller, rows at an edge may get lost."""

MOST = 1200
"""Rows after which a page is cut even where something stands."""

SAME = 1.5
"""Points by which two sizes of one paper may differ."""

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


def printer_of(title: str, wide: bool) -> QPrinter:
    """Return a printer with its usual paper, laid across for pages that are wide."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    turned = QPageLayout.Orientation
    printer.setPageOrientation(turned.Landscape if wide else turned.Portrait)
    return printer


def ask_printer(
    parent: QWidget, printer: QPrinter, pages: int, title: str = "Print the sheet"
) -> bool:
    """Let the user choose a printer and pages; False if they think better of it."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, max(pages, 1))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def print_pdf(path: Path, printer: QPrinter, progress: Progress, password: str = "") -> int:
    """Print the pages of a PDF that the printer is set to; return how many. For any thread.

    What is printed to a PDF on the same paper is the file itself, with its letters and lines.

    Raises
    ------
    UnreadableFile
        If the file cannot be read, or not be written, or the printer does not answer.
    DiskFull
        If there is no room for the file that is printed to.
    Cancelled
        If the progress was asked to stop; pages printed before are out.
    """
    document = QPdfDocument()
    document.setPassword(password)
    if document.load(str(path)) is not QPdfDocument.Error.None_:
        raise UnreadableFile(f"{path.name} cannot be read any more.", "Open it again.")
    pages = _wanted(printer, document.pageCount())
    if not password and _is_same_paper(printer, document):
        from desktop_app.planning.paper.copying import copy_pages

        document.close()
        copy_pages(path, Path(printer.outputFileName()), pages)
        return len(pages)
    painter = QPainter()
    if not painter.begin(printer):
        raise UnreadableFile(
            "The printer does not answer.",
            "Choose another, or save the sheet as a PDF and print that.",
        )
    try:
        for number, page in enumerate(pages):
            progress.tell(number, len(pages), f"page {number + 1} of {len(pages)}")
            if number:
                printer.newPage()
            _draw(painter, printer, document, page)
    finally:
        painter.end()
        document.close()
    return len(pages)


def _is_same_paper(printer: QPrinter, document: QPdfDocument) -> bool:
    """Tell whether a file is printed to, whose pages are as large as the file's."""
    if printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat:
        return False
    paper = printer.pageLayout().fullRectPoints().size()
    sizes = map(document.pagePointSize, range(document.pageCount()))
    return bool(printer.outputFileName()) and all(
        abs(paper.width() - size.width()) < SAME and abs(paper.height() - size.height()) < SAME
        for size in sizes
    )


def _wanted(printer: QPrinter, count: int) -> range:
    """Return the pages that were asked for, from 0; all unless the user has chosen some."""
    first, last = max(printer.fromPage(), 1), printer.toPage() or count
    return range(first - 1, min(last, count))


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    size = QSizeF(document.pagePointSize(page))
    dots = min(printer.resolution(), DPI) / _INCH
    pixels = QSize(round(size.width() * dots), round(size.height() * dots))
    image = _on_white(document.render(page, pixels))
    box = _fitted(size, QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)))
    down = box.height() / image.height()
    for top, bottom in _strips(image):
        strip = image.copy(0, top, image.width(), bottom - top)
        upper, lower = (box.top() + row * down for row in (top, bottom))
        painter.drawImage(QRectF(box.left(), upper, box.width(), lower - upper), strip)


def _strips(image: QImage) -> Iterator[tuple[int, int]]:
    """Yield parts of a page, from row to row, cut in the middle of bands where nothing stands."""
    line, bits = image.bytesPerLine(), bytes(image.constBits())
    band = bytes([255]) * (line * BAND)
    top, height = 0, image.height()
    while top < height:
        last = min(top + MOST, height)
        rows = range(min(top + STRIP, height), last)
        blank = (row for row in rows if bits[row * line : (row + BAND) * line] == band)
        cut = next(blank, None)
        bottom = last if cut is None else cut + BAND // 2
        yield top, bottom
        top = bottom


def _on_white(image: QImage) -> QImage:
    """Return a page, which has no ground of its own, on paper."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _fitted(page: QSizeF, paper: QRectF) -> QRectF:
    """Return where a page stands on the paper: as large as fits, in the middle."""
    factor = min(paper.width() / page.width(), paper.height() / page.height())
    box = QRectF(0, 0, page.width() * factor, page.height() * factor)
    box.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
    return box
