"""What stands in place of a list when there is nothing in it: why, and what to do next."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.services import Services

LONGEST = 600
"""Longest line, pixels at 100 %."""


class Words(NamedTuple):
    """A heading, a sentence and the commands offered, the first as the main one."""

    heading: str
    explained: str
    actions: tuple[str, ...] = ()


class EmptyList(QWidget):
    """A few words in the middle, with buttons."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 24, 24, 24)
        self._box.setSpacing(8)
        self.words: Words | None = None

    def show_words(self, words: Words) -> None:
        """Say why nothing is listed."""
        if words == self.words:
            return
        self.words = words
        clear(self._box)
        self._box.addStretch(2)
        for text, role in ((words.heading, "lead"), (words.explained, "quiet")):
            label = text_label(text, role=role)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._box.addWidget(label)
        for number, action in enumerate(words.actions):
            button = self._button(action, main=number == 0)
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to be read."""
        super().resizeEvent(event)
        side = max(24, (self.width() - self.services.theme.scaled(LONGEST)) // 2)
        self._box.setContentsMargins(side, 24, side, 24)

    def _button(self, action: str, main: bool) -> QPushButton:
        button = QPushButton(self.services.actions.table[action].title)
        button.setAutoDefault(False)
        if main:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self.services.actions.run(action))
        return button
