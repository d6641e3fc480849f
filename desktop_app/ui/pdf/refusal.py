"""What stands in place of the pages: a file that cannot be shown, or asks for its password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


class Refusal(QWidget):
    """A heading, a sentence and what can be done."""

    password_typed = Signal(str)
    outside_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.heading = QLabel()
        self.heading.setProperty("role", "title")
        self.words = QLabel()
        self.words.setProperty("role", "quiet")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("Password")
        self.password.setAccessibleName("Password of the file")
        self.password.setMaximumWidth(280)
        self.unlock = QPushButton("Open")
        self.unlock.setProperty("role", "primary")
        self.outside = QPushButton("Open in the system's viewer")
        for label in (self.heading, self.words):
            label.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.password, 1)
        row.addWidget(self.unlock)
        row.addWidget(self.outside)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 32, 32, 32)
        box.setSpacing(12)
        box.addWidget(self.heading)
        box.addWidget(self.words)
        box.addLayout(row)
        box.addStretch(1)
        self.unlock.clicked.connect(self._typed)
        self.password.returnPressed.connect(self._typed)
        self.outside.clicked.connect(self.outside_wanted)

    def tell(self, heading: str, words: str, outside: bool = False, locked: bool = False) -> None:
        """Say why nothing is shown; offer the system's viewer, or ask for the password."""
        self.heading.setText(heading)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.password.setVisible(locked)
        self.password.clear()
        self.unlock.setVisible(locked)
        self.outside.setVisible(outside)
        if locked:
            self.setFocusProxy(self.password)
        elif outside:
            self.setFocusProxy(self.outside)
        if locked and self.isVisible():
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.password_typed.emit(self.password.text())
