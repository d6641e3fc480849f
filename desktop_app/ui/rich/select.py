"""A drop-down choice in the window's look."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QRect, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QToolTip,
    QWidget,
)

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
        self._typed = ""
        self._before = -1
        self._since = QElapsedTimer()
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

    def showPopup(self) -> None:
        """Show the list as wide as its longest entry."""
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + bar)
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the entry that is typed, by the beginning of any of its words."""
        letters = event.text()
        shift = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if letters.isprintable() and letters.strip() and not event.modifiers() & ~shift:
            self._seek(letters.casefold())
        else:
            super().keyPressEvent(event)

    def _seek(self, letters: str) -> None:
        """Choose what begins so; what was chosen before stands again if nothing does."""
        rest = QApplication.keyboardInputInterval()
        if not self._typed or not self._since.isValid() or self._since.elapsed() > rest:
            self._typed, self._before = "", self.currentIndex()
        self._since.start()
        self._typed += letters
        repeated = set(self._typed) == {letters}
        sought = letters if repeated else self._typed
        at = self.currentIndex() + 1 if repeated else 0
        places = [*range(at, self.count()), *range(at)]
        words = {place: self.itemText(place).casefold() for place in places}
        found = [place for place in places if words[place].startswith(sought)]
        found += [place for place in places if f" {sought}" in words[place]]
        self.setCurrentIndex(found[0] if found else self._before)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Draw as much of the words as there is room for; the tip has them all."""
        super().initStyleOption(option)
        room = self._room(option)
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, elide, room)

    def event(self, event: QEvent) -> bool:
        """Tell the whole words where they are shortened, unless there is another tip."""
        if event.type() is QEvent.Type.ToolTip and not self.toolTip():
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            whole = self.currentText()
            QToolTip.showText(QCursor.pos(), whole if option.currentText != whole else "", self)
            return True
        return super().event(event)

    def _room(self, option: QStyleOptionComboBox) -> int:
        style, parts = self.style(), QStyle.SubControl
        field = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, parts.SC_ComboBoxEditField, self
        )
        # Measures of the font are not whole pixels: what fits by the hint is not shortened.
        return field.width() + 2

    def choose(self, value: object) -> None:
        """Select the entry with a value; nothing happens if there is none."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)
