"""What pages are made of: a scrolling page, headings, wrapped text, callouts, rules."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
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


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


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
    """A page of running text that scrolls up and down and keeps a readable width."""

    def __init__(self, width: int = READING_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setProperty("role", "page")
        across = QHBoxLayout(ground)
        across.setContentsMargins(24, 16, 24, 32)
        self._column = QWidget()
        self._column.setMaximumWidth(width)
        self._column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        across.addStretch(1)
        across.addWidget(self._column, 1000, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        self.setWidget(ground)

    def set_width(self, pixels: int) -> None:
        """Set the longest line."""
        self._column.setMaximumWidth(pixels)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self.body.addWidget(widget)

    def empty(self) -> None:
        """Remove everything and go to the top."""
        clear(self.body)
        self.verticalScrollBar().setValue(0)
