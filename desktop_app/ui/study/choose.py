"""Answering by choosing one of a few, by click or by its number."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from desktop_app.domain.questions import Choice, Question, Verdict
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered, Asking


class ChoiceRow(QFrame):
    """One of the answers: its number, its words, and once answered whether it is right."""

    def __init__(self, services: Services, number: int, choice: Choice, asking: ChooseAsking):
        super().__init__()
        self.services = services
        self.choice = choice
        self.number = number
        self._asking = asking
        self.setProperty("role", "answer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{number}: {choice.text}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        key = QLabel(str(number))
        key.setProperty("role", "badge")
        self.words = text_label(choice.text)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.mark = QLabel()
        self.said = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.said)
        row.addWidget(self.mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Space and Enter."""
        chooses = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (chooses and self._asking.choose(self.number)):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: object) -> None:
        """Choose on a click."""
        self._asking.choose(self.number)

    def show_verdict(self, chosen: bool) -> None:
        """Say whether this was right, and whether it was chosen."""
        right = self.choice.right
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unsetCursor()
        if not (right or chosen):
            self.words.setEnabled(False)
            return
        self.setProperty("verdict", "right" if right else "wrong")
        self.style().unpolish(self)
        self.style().polish(self)
        theme = self.services.theme
        side = theme.scaled(16)
        icon, token = ("check", "supports") if right else ("close", "danger")
        self.mark.setPixmap(theme.icon(icon, token).pixmap(QSize(side, side)))
        said = "right" if right else "your answer"
        self.said.setText(said)
        self.said.setProperty("role", "supports" if right else "danger-word")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.setAccessibleName(f"{self.number}: {self.choice.text}, {said}")


class ChooseAsking(Asking):
    """The choices under one another."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.rows: list[ChoiceRow] = []
        self._is_open = False
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def show_question(self, question: Question) -> None:
        """Offer the choices of a question."""
        clear(self._box)
        self._is_open, self._chosen = True, 0
        self.rows = [
            ChoiceRow(self.services, number, choice, self)
            for number, choice in enumerate(question.choices, 1)
        ]
        for row in self.rows:
            self._box.addWidget(row)
        told = "; ".join(f"{row.number}: {row.choice.text}" for row in self.rows)
        self.setAccessibleName(f"{question.ask} {told}")

    def show_answer(self) -> None:
        """Mark the right one, and a wrong one that was chosen."""
        self._is_open = False
        for row in self.rows:
            row.show_verdict(row.number == self._chosen)

    def choose(self, number: int) -> bool:
        """Answer with a choice; False if there is none of this number, or it is too late."""
        if not self._is_open or not 1 <= number <= len(self.rows):
            return False
        self._is_open = False
        self._chosen = number
        choice = self.rows[number - 1].choice
        self.answered.emit(Answered(Verdict(choice.right), choice.text))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number; arrows walk."""
        text = event.text()
        if text.isdigit() and self.choose(int(text)):
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.rows and self._is_open:
            down = event.key() == Qt.Key.Key_Down
            at = next((i for i, row in enumerate(self.rows) if row.hasFocus()), None)
            if at is None:
                place = 0 if down else -1
            else:
                place = (at + (1 if down else -1)) % len(self.rows)
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
