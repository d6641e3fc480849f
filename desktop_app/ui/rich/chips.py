"""Chips and link buttons: small things that lead to a ref."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCursor, QHelpEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QToolTip,
    QWidget,
)

from desktop_app.domain.refs import Ref, point_ref
from desktop_app.ui.services import Services

LINK_SIDES, CHIP_SIDES = 8, 20
"""Pixels of border and padding at both sides of the text, as the style sheet sets them."""


class ShortButton(QPushButton):
    """A button that may be narrower than its text, which it then shortens and tells in a tip."""

    sides = LINK_SIDES

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few letters, pixels."""
        whole = self.sizeHint()
        least = 10 * self.fontMetrics().averageCharWidth() + self.sides
        return QSize(min(whole.width(), least), whole.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Draw as much of the text as there is room for."""
        super().initStyleOption(option)
        # The size hint is asked for with this very option, so the room is taken from the rest.
        if self._is_short():
            room = self.width() - self.sides
            option.text = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideMiddle, room
            )

    def event(self, event: QEvent) -> bool:
        """Tell the whole text of a shortened button that has no tip of its own."""
        tip = isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip
        if tip and not self.toolTip():
            QToolTip.showText(QCursor.pos(), self.text() if self._is_short() else "", self)
            return True
        return super().event(event)

    def _is_short(self) -> bool:
        room = self.width() - self.sides
        whole = self.fontMetrics().horizontalAdvance(self.text())
        # Measures of the style sheet are whole pixels, those of the font are not.
        return self.isVisible() and 0 < room < whole - LINK_SIDES


class Chip(ShortButton):
    """A rounded button; with a ``ref`` a click goes there."""

    sides = CHIP_SIDES

    def __init__(
        self,
        text: str,
        services: Services | None = None,
        ref: Ref | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if services is not None and ref is not None:
            self.clicked.connect(lambda: services.navigator.go(ref))


class PointChip(Chip):
    """A point's code outlined in its meridian's colour; leads to the point on the atlas."""

    def __init__(self, code: str, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(code, services, point_ref(code), parent)
        point = services.content.points[code]
        self._meridian = point.meridian
        self._services = services
        self.setToolTip(f"{point.pinyin} {point.hanzi} · {point.english}")
        self.setAccessibleName(f"{code} {point.pinyin}")
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        edge = self._services.theme.colours.meridian_edge(self._meridian)
        self.setStyleSheet(f"QPushButton:!focus {{ border-color: {edge}; }}")


class LinkButton(ShortButton):
    """A flat button that reads like a link and leads to a ref; shortened where room is scarce."""

    def __init__(
        self, text: str, services: Services, ref: Ref | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if ref is not None:
            self.clicked.connect(lambda: services.navigator.go(ref))


def point_mark(code: str, services: Services) -> QWidget:
    """Return a chip for a point of the leg, and its plain code for a point elsewhere."""
    if code in services.content.points:
        return PointChip(code, services)
    label = QLabel(code)
    label.setProperty("role", "quiet")
    label.setToolTip("Not a point of the leg: named here, not on the atlas.")
    return label
