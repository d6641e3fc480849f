"""A drop-down choice in the window's look."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from desktop_app.ui.rich.wheel import leave_wheel
from desktop_app.ui.theme import Theme


class Select(QComboBox):
    """A combo box with a chevron in the theme's ink; holds words with their values.

    Parameters
    ----------
    name
        Said by a screen reader before the chosen words.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        leave_wheel(self)
        # Combo boxes' own delegate knows nothing of the style sheet and gives no room to click in.
        self.setItemDelegate(QStyledItemDelegate(self))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the chevron at its right end."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.scaled(12)
        place = QRect(self.width() - side - 7, (self.height() - side) // 2, side, side)
        self._theme.icon("chevron-down", "quiet").paint(painter, place)
        painter.end()

    def choose(self, value: object) -> None:
        """Select the entry with a value; nothing happens if there is none."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)
