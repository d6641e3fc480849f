"""Icons drawn from SVG at the size that is asked for, when it is asked for."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FADED = 0.4
"""Opacity of an icon on something that is disabled."""


class Drawing(QIconEngine):
    """Draws one SVG in one colour."""

    _copies: ClassVar[list[Drawing]] = []
    """Copies belong to Qt, which takes no reference to them."""

    def __init__(self, svg: bytes) -> None:
        super().__init__()
        self._svg = svg
        self._renderer: QSvgRenderer | None = None
        self._pictures: dict[tuple[int, int, bool], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a rectangle."""
        if self._renderer is None:
            self._renderer = QSvgRenderer(self._svg)
        painter.save()
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(FADED)
        self._renderer.render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of this many device pixels; each is drawn once."""
        if size.isEmpty():
            return QPixmap()
        key = (size.width(), size.height(), mode is QIcon.Mode.Disabled)
        if key not in self._pictures:
            picture = QPixmap(size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
            painter.end()
            self._pictures[key] = picture
        return self._pictures[key]

    def clone(self) -> QIconEngine:
        """Return another that draws the same."""
        copy = Drawing(self._svg)
        self._copies.append(copy)
        return copy


def drawn_icon(svg: str, colour: str) -> QIcon:
    """Return an icon with ``currentColor`` replaced by a colour."""
    return QIcon(Drawing(svg.replace("currentColor", colour).encode()))
