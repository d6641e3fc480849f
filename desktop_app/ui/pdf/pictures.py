"""Pictures of pages, drawn off the UI thread, the most wanted first, one at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

MOST_PIXELS = 16_000_000
"""Largest picture of a page; what is shown larger is this one, stretched."""

_KEPT_BYTES = 96 * 1024 * 1024


class Pictures(QObject):
    """Pictures of one document's pages, as large as they were last wanted."""

    ready = Signal(int)
    """Sent with a page whose picture has been drawn."""

    def __init__(self, document: QPdfDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(document)
        self._renderer.pageRendered.connect(self._drawn)
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._wanted: list[tuple[int, QSize]] = []
        self._asked: tuple[int, int, QSize] | None = None
        self._open = False

    def open(self) -> None:
        """Begin anew with what the document has now."""
        self.close()
        self._open = True

    def close(self) -> None:
        """Forget everything; call it before the document is closed."""
        self._open = False
        self._wanted = []
        self._asked = None
        self._kept.clear()

    def picture(self, page: int) -> QPixmap | None:
        """Return a page's picture, perhaps of another size than was wanted last."""
        return self._kept.get(page)

    def want(self, wanted: Iterable[tuple[int, QSize]]) -> None:
        """Ask for pages at sizes in device pixels, the most wanted first; the rest is dropped."""
        sized = ((page, _bounded(size)) for page, size in wanted)
        self._wanted = [(page, size) for page, size in sized if not self._has(page, size)]
        for page, _ in reversed(self._wanted):
            if page in self._kept:
                self._kept.move_to_end(page)
        self._ask()

    def _has(self, page: int, size: QSize) -> bool:
        held = self._kept.get(page)
        return held is not None and held.size() == size

    def _ask(self) -> None:
        if self._asked is None and self._wanted and self._open:
            page, size = self._wanted.pop(0)
            options = QPdfDocumentRenderOptions()
            options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
            number = self._renderer.requestPage(page, size, options)
            self._asked = (number, page, size)

    def _drawn(
        self, page: int, size: QSize, image: QImage, options: QPdfDocumentRenderOptions, number: int
    ) -> None:
        if self._asked is None or self._asked[0] != number:
            return
        self._asked = None
        if not image.isNull():
            # Pages have no ground of their own.
            white = QPixmap(size)
            white.fill()
            _lay(white, image)
            self._kept[page] = white
            self._kept.move_to_end(page)
            self._thin()
            self.ready.emit(page)
        self._ask()

    def _thin(self) -> None:
        bytes_kept = sum(_bytes(picture) for picture in self._kept.values())
        while bytes_kept > _KEPT_BYTES and len(self._kept) > 2:
            _, oldest = self._kept.popitem(last=False)
            bytes_kept -= _bytes(oldest)


def _lay(ground: QPixmap, image: QImage) -> None:
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4


def _bounded(size: QSize) -> QSize:
    pixels = size.width() * size.height()
    if pixels <= MOST_PIXELS:
        return QSize(max(size.width(), 1), max(size.height(), 1))
    factor = (MOST_PIXELS / pixels) ** 0.5
    return QSize(max(int(size.width() * factor), 1), max(int(size.height() * factor), 1))
