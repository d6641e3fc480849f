"""Where one answers a question of an exam; nothing tells whether it is right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.questions import How, Question
from desktop_app.ui.rich.pages import clear


class ExamAnswers(QWidget):
    """The choices, or a field, with what was given before."""

    given = Signal(str)
    """Sent with what is given, as often as it changes; empty if it was taken back."""

    next_wanted = Signal()
    """Sent when Enter is pressed in the field."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[QRadioButton] = []
        self.field: QLineEdit | None = None
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def show_question(self, question: Question, given: str, typing: bool = False) -> None:
        """Offer the choices of a question, or a field if one wants to type, with what was given."""
        clear(self._box)
        for old in self.choices:
            self._group.removeButton(old)
        self.choices, self.field = [], None
        if typing and How.TYPE in question.hows:
            self._show_field(question, given)
        else:
            self._show_choices(question, given)

    def choose(self, number: int) -> bool:
        """Give the choice of a number, from 1; False if there is none."""
        if not 1 <= number <= len(self.choices):
            return False
        self.choices[number - 1].click()
        self.choices[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def focus_main(self) -> None:
        """Put the keyboard where one answers."""
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.choices:
            chosen = (each for each in self.choices if each.isChecked())
            next(chosen, self.choices[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_choices(self, question: Question, given: str) -> None:
        for number, choice in enumerate(question.choices, 1):
            button = QRadioButton()
            button.setAccessibleName(f"{number}: {choice.text}")
            button.setChecked(bool(given) and choice.text == given)
            button.clicked.connect(lambda _=False, text=choice.text: self.given.emit(text))
            self._group.addButton(button)
            words = _Words(choice.text, button)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 4, 0, 4)
            row.setSpacing(8)
            key = QLabel(str(number))
            key.setProperty("role", "badge")
            top = Qt.AlignmentFlag.AlignTop
            row.addWidget(button, 0, top)
            row.addWidget(key, 0, top)
            row.addWidget(words, 1)
            self._box.addWidget(line)
            self.choices.append(button)

    def _show_field(self, question: Question, given: str) -> None:
        field = QLineEdit(given)
        field.setAccessibleName(question.ask)
        field.setPlaceholderText("Code, pinyin or characters; tones and spelling are forgiven")
        field.textEdited.connect(self.given)
        field.returnPressed.connect(self.next_wanted)
        self._box.addWidget(field)
        self.field = field


class _Words(QLabel):
    """The words of a choice, which break into lines as those of a button cannot."""

    def __init__(self, words: str, button: QRadioButton) -> None:
        super().__init__(words)
        self._button = button
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Give this choice."""
        if self.rect().contains(event.position().toPoint()):
            self._button.click()
