"""Markers and labels painted once and then copied: text keeps its size at every zoom."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

MOST = 1200
"""Sprites kept; more than every point in every language and state."""


class Sprites:
    """Small pictures by key, for one device pixel ratio."""

    def __init__(self) -> None:
        self._pictures: dict[object, QPixmap] = {}
        self.dpr = 1.0

    def clear(self, dpr: float) -> None:
        """Forget all pictures: the theme, the text size or the screen has changed."""
        self._pictures.clear()
        self.dpr = dpr

    def draw(
        self,
        painter: QPainter,
        key: object,
        rect: QRectF,
        paint: Callable[[QPainter, QRectF], None],
        pad: float = 3.0,
    ) -> None:
        """Draw what ``paint`` paints into a rectangle, with ``pad`` pixels around it for halos."""
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= MOST:
                self._pictures.clear()
            picture = self._make(rect, paint, pad)
            self._pictures[key] = picture
        # Whole device pixels keep the text sharp.
        x = round((rect.left() - pad) * self.dpr) / self.dpr
        y = round((rect.top() - pad) * self.dpr) / self.dpr
        painter.drawPixmap(QPointF(x, y), picture)

    def _make(self, rect: QRectF, paint: Callable[[QPainter, QRectF], None], pad: float) -> QPixmap:
        width, height = rect.width() + 2 * pad, rect.height() + 2 * pad
        picture = QPixmap(ceil(width * self.dpr), ceil(height * self.dpr))
        picture.setDevicePixelRatio(self.dpr)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRectF(pad, pad, rect.width(), rect.height()))
        painter.end()
        return picture
