"""A layout that sets its items in lines, like words, and wraps them at the right edge."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Items in lines, centred on each line's height; ``gap`` and ``line_gap`` in pixels.

    What was measured is kept until an item changes: Qt asks for heights many times over.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._measured: dict[int, tuple[list[Line], int]] = {}
        self._least: QSize | None = None
        self._gap = gap
        self._line_gap = line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)
        self.invalidate()

    def invalidate(self) -> None:
        """Measure anew: an item has come, gone or changed."""
        self._measured.clear()
        self._least = None
        super().invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or ``None`` past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item and return it, or ``None`` past the end."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, pixels."""
        margins = self.contentsMargins()
        _, height = self._lines(width - margins.left() - margins.right())
        return height + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        y = inside.y()
        lines, _ = self._lines(inside.width())
        for line in lines:
            height = _height(line)
            x = inside.x()
            for item, size in line:
                top = y + (height - size.height()) // 2
                item.setGeometry(QRect(QPoint(x, top), size))
                x += size.width() + self._gap
            y += height + self._line_gap

    def sizeHint(self) -> QSize:
        """Return the least size; the width given decides the rest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item with the margins."""
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return self._least + QSize(
            margins.left() + margins.right(), margins.top() + margins.bottom()
        )

    def _lines(self, width: int) -> tuple[list[Line], int]:
        """Return the items in lines of a width, each with its size, and the height of all."""
        if width not in self._measured:
            lines = self._broken(width)
            height = sum(map(_height, lines)) + self._line_gap * max(len(lines) - 1, 0)
            self._measured[width] = lines, height
        return self._measured[width]

    def _broken(self, width: int) -> list[Line]:
        lines: list[Line] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if lines and used + self._gap + size.width() <= width:
                lines[-1].append((item, size))
                used += self._gap + size.width()
            else:
                lines.append([(item, size)])
                used = size.width()
        return lines


def _height(line: Line) -> int:
    return max(size.height() for _, size in line)
