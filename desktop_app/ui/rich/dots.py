"""A round spot of colour as an icon, for tags in menus and buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

SIDE = 32
"""Pixels the spot is drawn at; it is scaled to where it stands."""


def dot_icon(colour: QColor) -> QIcon:
    """Return a spot in a colour."""
    picture = QPixmap(SIDE, SIDE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(4, 4, SIDE - 8, SIDE - 8)
    painter.end()
    return QIcon(picture)
