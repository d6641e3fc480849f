"""A word over the limb on what came of a click that was no answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel

from desktop_app.ui.diagram.diagram import Diagram

GAP = 12
PADDING = 8


class Word(QLabel):
    """Stands in the upper left corner of a diagram while there is something to say."""

    def __init__(self, diagram: Diagram) -> None:
        super().__init__(diagram)
        self.diagram = diagram
        self.setProperty("role", "caution")
        self.setWordWrap(True)
        self.setMargin(PADDING)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("What came of the click")
        diagram.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Say something, or nothing any more."""
        self.setText(words)
        self.setVisible(bool(words))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the diagram."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self.diagram.width() - 2 * GAP
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 4 * PADDING
        width = max(min(room, wanted), 40)
        self.setGeometry(GAP, GAP, width, self.heightForWidth(width))
