"""What is forgotten again and again, and a way to study it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.learning import LEECH_AFTER
from desktop_app.domain.questions import Question
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import SectionHeading, clear, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

MOST = 6
"""So many are listed; the rest are counted."""


class Leeches(QWidget):
    """The questions that have been forgotten most often; hidden while there are none."""

    wanted = Signal(object)
    """Sent with the items that are to be studied."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.items: tuple[str, ...] = ()
        self.button = QPushButton("Study these")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda: self.wanted.emit(self.items))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(SectionHeading("Forgotten again and again"))
        self.words = text_label("", role="quiet")
        box.addWidget(self.words)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 4, 0, 4)
        self._lines.setSpacing(4)
        box.addLayout(self._lines)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self.button)
        box.addWidget(row)
        self.hide()

    def show_items(self, items: Sequence[str], asked: Sequence[Question]) -> None:
        """Show what is forgotten most, of which ``asked`` are the first questions."""
        self.items = tuple(items)
        self.setVisible(bool(items))
        clear(self._lines)
        many = counted(len(items), "question was", "questions were")
        self.words.setText(
            f"{many} learned and forgotten {LEECH_AFTER} times or more. Look at what they are "
            "confused with, then study them by themselves."
        )
        for question in asked[:MOST]:
            self._lines.addWidget(self._line(question))
        if len(items) > MOST:
            self._lines.addWidget(text_label(f"and {len(items) - MOST} more", role="small"))

    def _line(self, question: Question) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(text_label(question.ask), 1, top)
        row.addWidget(text_label(question.answer, role="quiet"), 1, top)
        link = LinkButton("Open ›", self.services)
        link.setAccessibleName(f"Open: {question.ask}")
        link.clicked.connect(lambda: self.services.navigator.go(question.subject))
        row.addWidget(link, 0, top)
        return line
