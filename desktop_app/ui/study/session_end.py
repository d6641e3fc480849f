"""The end of a session: how many were right, what was not, and the wrong ones again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.refs import BadRef, Ref
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.session_asked import Asked, Outcome
from desktop_app.ui.study.wording import took_words
from desktop_app.ui.titles import title_of
from desktop_app.ui.words import counted


class EndPage(Page):
    """What has come of a session."""

    again_wanted = Signal(object)
    """Sent with the ``Due`` that were wrong, to be asked again."""

    left = Signal()
    """Sent when the page is left for Today."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setAccessibleName("End of the session")
        self.again_button = QPushButton()
        self.done_button = QPushButton()
        self._main: QPushButton = self.done_button

    def show_outcome(self, outcome: Outcome) -> None:
        """Tell what has come of a session."""
        self.empty()
        wrong = outcome.wrong
        asked = len(outcome.firsts)
        words = f"{outcome.right} of {asked} right" if asked else "Nothing was answered"
        self.add(text_label(words, role="display"))
        if asked:
            told = f"{counted(outcome.answers, 'answer', 'answers')} in "
            self.add(text_label(f"{told}{took_words(outcome.seconds)}. All are saved.",
                                role="quiet"))  # fmt: skip
        self.body.addSpacing(8)
        self.add(self._buttons(wrong))
        if wrong:
            self.add(SectionHeading("Not right at first"))
            for each in wrong:
                self.add(self._line(each))
        self.body.addStretch(1)
        self.setAccessibleDescription(words)

    def focus_main(self) -> None:
        """Put the keyboard on what Enter presses."""
        self._main.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the main button on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.done_button if self.done_button.hasFocus() else self._main).click()
        else:
            super().keyPressEvent(event)

    def _buttons(self, wrong: tuple[Asked, ...]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8, line_gap=8)
        self.done_button = QPushButton("Back to today")
        self.done_button.clicked.connect(self.left)
        self.again_button = QPushButton(f"Study the wrong ones again ({len(wrong)})")
        due = tuple(each.due for each in wrong)
        self.again_button.clicked.connect(lambda: self.again_wanted.emit(due))
        self._main = self.again_button if wrong else self.done_button
        self._main.setProperty("role", "primary")
        for button in (self.again_button, self.done_button):
            button.setAutoDefault(False)
            flow.addWidget(button)
        self.again_button.setVisible(bool(wrong))
        return row

    def _line(self, asked: Asked) -> QFrame:
        question = asked.question
        card = QFrame()
        card.setProperty("role", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        box.addWidget(text_label(question.ask, role="quiet"))
        box.addWidget(text_label(question.answer, role="strong"))
        try:
            ref = Ref.parse(question.subject)
        except BadRef:
            return card
        if self.services.content.get(ref) is not None:
            row = QWidget()
            flow = FlowLayout(row)
            chip = Chip(title_of(self.services.content, ref), self.services, ref)
            flow.addWidget(chip)
            box.addWidget(row)
        return card
