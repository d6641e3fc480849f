"""A box for text of several lines."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class TextBox(QPlainTextEdit):
    """Plain text of several lines; Tab moves on."""

    left = Signal()
    """Sent when the keyboard goes elsewhere, as what was typed is to be kept then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the box is left."""
        super().focusOutEvent(event)
        self.left.emit()
