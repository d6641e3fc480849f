"""Parts of a page behind a row of buttons, one shown at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class Tabs(QWidget):
    """A row of buttons over the parts they show; Ctrl+Tab goes on to the next.

    Parameters
    ----------
    side
        Pixels beside the buttons.
    by_pages
        Whether Ctrl+PgDown and Ctrl+PgUp do so too; not where they mean something else.
    """

    shown = Signal(int)

    def __init__(self, side: int = 24, by_pages: bool = True) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(side, 8, side, 8)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._row)
        box.addWidget(self.stack, 1)
        self.group.idClicked.connect(self.show_part)
        bound = (("Ctrl+Tab", 1), ("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1))
        for keys, step in bound if by_pages else bound[:1]:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._step(step))

    def add(self, words: str, part: QWidget) -> int:
        """Add a part; return its place."""
        place = self.stack.addWidget(part)
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("role", "segment")
        self.group.addButton(button, place)
        self._row.insertWidget(place, button)
        for number in range(self.stack.count()):
            ends = {0: "first", self.stack.count() - 1: "last"}
            each = self.group.button(number)
            each.setProperty("place", ends.get(number, ""))
            each.style().unpolish(each)
            each.style().polish(each)
        if place == 0:
            button.setChecked(True)
        # One part alone needs no row to choose it from.
        self.group.button(0).setVisible(place > 0)
        return place

    def show_part(self, place: int) -> None:
        """Show a part."""
        self.group.button(place).setChecked(True)
        self.stack.setCurrentIndex(place)
        self.shown.emit(place)

    def _step(self, step: int) -> None:
        place = self.stack.currentIndex() + step
        count = self.stack.count()
        shown = (each % count for each in range(place, place + step * count, step))
        there = (each for each in shown if not self.group.button(each).isHidden())
        self.show_part(next(there, self.stack.currentIndex()))
