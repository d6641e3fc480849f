"""Chips and link buttons: small things that lead to a ref."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from desktop_app.domain.refs import Ref, point_ref
from desktop_app.ui.services import Services

LINK_SIDES = 8
"""Pixels of border and padding at both sides of a link's text, as the style sheet sets them."""


class Chip(QPushButton):
    """A rounded button; with a ``ref`` a click goes there."""

    def __init__(
        self,
        text: str,
        services: Services | None = None,
        ref: Ref | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "chip")
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


class LinkButton(QPushButton):
    """A flat button that reads like a link and leads to a ref; shortened where room is scarce."""

    def __init__(
        self, text: str, services: Services, ref: Ref | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        # Unlike other buttons it may be narrower than its text.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if ref is not None:
            self.clicked.connect(lambda: services.navigator.go(ref))

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few letters, pixels."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), 10 * self.fontMetrics().averageCharWidth()), whole.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Draw as much of the text as there is room for."""
        super().initStyleOption(option)
        # The size hint is asked for with this very option, so the room is taken from the rest.
        metrics = self.fontMetrics()
        room = self.width() - LINK_SIDES
        if self.isVisible() and 0 < room < metrics.horizontalAdvance(self.text()) - LINK_SIDES:
            option.text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)


def point_mark(code: str, services: Services) -> QWidget:
    """Return a chip for a point of the leg, and its plain code for a point elsewhere."""
    if code in services.content.points:
        return PointChip(code, services)
    label = QLabel(code)
    label.setProperty("role", "quiet")
    label.setToolTip("Not a point of the leg: named here, not on the atlas.")
    return label
