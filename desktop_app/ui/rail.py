"""The rail at the left: the workspaces above, settings and help below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from desktop_app.ui.actions import shown_key
from desktop_app.ui.services import Services

WIDTH = 72
"""Pixels at 100 %."""

TALL, TALLEST = 48, 80
"""Height of a button: pixels at 100 %, and at most, so that all fit a low window in large text."""


class Entry(NamedTuple):
    """A button of the rail: words, icon and the command it runs."""

    words: str
    icon: str
    action: str


class Rail(QFrame):
    """Buttons that run commands; the one of the open workspace is marked.

    Parameters
    ----------
    top, bottom
        Workspaces, and what stands at the foot.
    """

    def __init__(self, services: Services, top: Sequence[Entry], bottom: Sequence[Entry]) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "rail")
        self.setAccessibleName("Workspaces")
        self._buttons: dict[str, tuple[QToolButton, Entry]] = {}
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 8, 5, 8)
        box.setSpacing(4)
        for entry in top:
            box.addWidget(self._button(entry, checkable=True))
        box.addStretch(1)
        for entry in bottom:
            box.addWidget(self._button(entry, checkable=False))
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def mark(self, action: str) -> None:
        """Mark the workspace whose command this is."""
        for name, (button, _) in self._buttons.items():
            if button.isCheckable():
                button.setChecked(name == action)
        self._restyle()

    def focus_marked(self) -> None:
        """Put the keyboard on the marked workspace."""
        for button, _ in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows move between the buttons."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _button(self, entry: Entry, checkable: bool) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "rail")
        button.setText(entry.words)
        button.setCheckable(checkable)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = self.services.actions.table[entry.action]
        key = shown_key(row)
        button.setToolTip(f"{row.title} ({key})" if key else row.title)
        button.setAccessibleName(entry.words)
        button.clicked.connect(lambda: self.services.actions.run(entry.action))
        if checkable:
            self._group.addButton(button)
        self._buttons[entry.action] = (button, entry)
        return button

    def _restyle(self) -> None:
        theme = self.services.theme
        self.setFixedWidth(theme.scaled(WIDTH))
        for button, entry in self._buttons.values():
            token = "accent" if button.isChecked() else "quiet"
            button.setIcon(theme.icon(entry.icon, token))
            button.setIconSize(QSize(theme.scaled(20), theme.scaled(20)))
            button.setMinimumHeight(min(theme.scaled(TALL), TALLEST))
