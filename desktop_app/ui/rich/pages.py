"""What pages are made of: a scrolling page, headings, wrapped text, callouts, rules."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.services import Services

READING_WIDTH = 720
"""Longest line of running text, pixels at 100 %."""


class SectionHeading(QLabel):
    """A small heading in capitals above a section."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.upper(), parent)
        self.setProperty("role", "heading")
        self.setAccessibleName(text)
        self.setContentsMargins(0, 12, 0, 0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)


def text_label(
    text: str, services: Services | None = None, role: str = "", markdown: bool = False
) -> QLabel:
    """Return wrapped text that can be selected; ``yq:`` links in Markdown lead to their refs."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.MarkdownText if markdown else Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    flags = Qt.TextInteractionFlag.TextSelectableByMouse
    if markdown:
        flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
        flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    label.setTextInteractionFlags(flags)
    if not markdown or "](" not in text:
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if role:
        label.setProperty("role", role)
    if services is not None:
        label.linkActivated.connect(services.navigator.go)
    return label


def rule() -> QFrame:
    """Return a hairline across the page."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def clear(layout: QLayout, part: bool = True) -> None:
    """Remove and delete everything in a layout.

    Parted from its parent, a widget is gone at once, but is styled once more as a window of its
    own. Without, it stays its parent's child, hidden, until the next turn of events.
    """
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            if part:
                widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner, part)


class Callout(QFrame):
    """A few lines that must not be missed; ``tone`` is ``caution``, ``danger`` or ``note``."""

    def __init__(self, heading: str, tone: str = "caution", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", tone)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(12, 8, 12, 8)
        self.box.setSpacing(4)
        if heading:
            label = QLabel(heading)
            label.setProperty("role", f"{tone}-word")
            label.setWordWrap(True)
            self.box.addWidget(label)

    def add(self, text: str, services: Services | None = None, markdown: bool = False) -> None:
        """Add a line of text."""
        self.box.addWidget(text_label(text, services, markdown=markdown))


class Page(QScrollArea):
    """A page of running text that scrolls up and down and keeps a readable width.

    Parameters
    ----------
    width
        Longest line, pixels; what room is left stands at both sides.
    margins
        Pixels kept free at either side at least, above and below.
    """

    def __init__(
        self,
        width: int = READING_WIDTH,
        parent: QWidget | None = None,
        margins: tuple[int, int, int] = (24, 16, 32),
    ) -> None:
        super().__init__(parent)
        self._width = width
        self._margins = margins
        self._wanted = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ground = QWidget()
        self.ground.setProperty("role", "page")
        self.body = QVBoxLayout(self.ground)
        self.body.setSpacing(8)
        self.body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setWidget(self.ground)
        self.ground.installEventFilter(self)

    def set_width(self, pixels: int) -> None:
        """Set the longest line."""
        self._width = pixels
        self._fit()

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self.body.addWidget(widget)

    def empty(self) -> None:
        """Remove everything and go to the top."""
        clear(self.body)
        self._wanted = 0
        self.verticalScrollBar().setValue(0)

    def scroll_to(self, place: int) -> None:
        """Scroll to a place, pixels from the top, as soon as the page is that long."""
        self._wanted = place
        self._scroll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the user's own scrolling win."""
        self._wanted = 0
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with what is on the page."""
        if watched is self.ground and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _fit(self) -> None:
        room = self.viewport().width()
        least, above, below = self._margins
        side = max(least, (room - self._width) // 2)
        self.body.setContentsMargins(side, above, side, below)
        height = self.body.totalHeightForWidth(room)
        if height < 0:
            height = self.body.totalSizeHint().height()
        self.ground.resize(room, max(height, self.viewport().height()))
        self._scroll()

    def _scroll(self) -> None:
        bar = self.verticalScrollBar()
        if self._wanted and bar.maximum() >= self._wanted:
            bar.setValue(self._wanted)
            self._wanted = 0
