"""Asks for the name of something that is about to be made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class NameDialog(QDialog):
    """A name to be typed; a blank one cannot be taken.

    Parameters
    ----------
    parent
        The widget that asks; the dialog goes with it.
    title, label
        What is to be made, and what its name will be for.
    yes
        The words of the button that makes it, a verb.
    on_name
        Called with the name, without spaces around it.
    width
        Pixels.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        label: str,
        yes: str,
        on_name: Callable[[str], None],
        width: int,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.field = QLineEdit()
        words = QLabel(label)
        words.setWordWrap(True)
        words.setBuddy(self.field)
        self.field.setAccessibleName(label)
        leave, self.go = QPushButton("Cancel"), QPushButton(yes)
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.accept)
        self.field.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.accepted.connect(lambda: on_name(self.field.text().strip()))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(8)
        box.addWidget(words)
        box.addWidget(self.field)
        box.addSpacing(8)
        box.addLayout(foot)
        self.setMinimumWidth(min(width, parent.window().width() - 48))
