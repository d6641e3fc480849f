"""Headings of a table by which it is sorted: by mouse, by keyboard, and told when they are."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.ui.theme import Theme

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class SortHeader(QHeaderView):
    """A row of headings that Tab reaches: arrows choose one, Enter or Space sorts by it.

    Give it to the table before its columns are set up.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme
        self.rows = parent
        self.section = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        # A click sorts and leaves the keyboard in the rows.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip("Sort by a heading: click it, or Tab, arrows and Enter")
        self.setAccessibleName("Headings")
        self.sortIndicatorChanged.connect(lambda *_: self._tell_order())

    def sort(self) -> None:
        """Sort by the heading that the keyboard is on, the other way round if it is already."""
        is_it = self.sortIndicatorSection() == self.section
        turned = is_it and self.sortIndicatorOrder() is RISING
        self.setSortIndicator(self.section, FALLING if turned else RISING)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which heading the keyboard is on."""
        super().focusInEvent(event)
        self._go(self.section)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a heading, sort by it, or go down to the rows."""
        shown = self._shown()
        place = shown.index(self.section) if self.section in shown else 0
        match event.key():
            case Qt.Key.Key_Left:
                self._go(shown[max(place - 1, 0)])
            case Qt.Key.Key_Right:
                self._go(shown[min(place + 1, len(shown) - 1)])
            case Qt.Key.Key_Home:
                self._go(shown[0])
            case Qt.Key.Key_End:
                self._go(shown[-1])
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.sort()
            case Qt.Key.Key_Down:
                self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                super().keyPressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a heading, with a frame if the keyboard is on it."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if self.hasFocus() and section == self.section:
            painter.setPen(QPen(QColor(self.theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _shown(self) -> list[int]:
        """Return the headings in sight, from left to right; the first if there is none."""
        order = (self.logicalIndex(place) for place in range(self.count()))
        return [section for section in order if not self.isSectionHidden(section)] or [0]

    def _go(self, section: int) -> None:
        shown = self._shown()
        self.section = section if section in shown else shown[0]
        self.viewport().update()
        self._name()
        self._announce(self.accessibleName())

    def _name(self) -> None:
        """Let a screen reader say what the keyboard is on, which Qt does not for headings."""
        if self.sortIndicatorSection() == self.section:
            is_rising = self.sortIndicatorOrder() is RISING
            said = f"sorted {'upwards' if is_rising else 'downwards'}; Enter turns it round"
        else:
            said = "Enter sorts by it"
        self.setAccessibleName(f"Heading {self._words(self.section)}, {said}")

    def _tell_order(self) -> None:
        way = "upwards" if self.sortIndicatorOrder() is RISING else "downwards"
        self._name()
        self._announce(f"Sorted by {self._words(self.sortIndicatorSection())}, {way}")

    def _announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _words(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
