"""Answering by typing: a code in any spelling, a name with or without tones, characters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from desktop_app.domain.questions import Question
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered, Asking


class _Line(QLineEdit):
    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the session while there is no typing to be taken back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter, which would go on to the page, where it takes the rating suggested."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class TypeAsking(Asking):
    """A field and the button that checks it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._question: Question | None = None
        self.field = _Line()
        self.field.setPlaceholderText("Code, pinyin or characters; tones and spelling are forgiven")
        self.button = QPushButton("Check")
        self.button.setToolTip("Enter")
        self.button.setAutoDefault(False)
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.field.returnPressed.connect(self._check)
        self.button.clicked.connect(self._check)

    def show_question(self, question: Question) -> None:
        """Ask with an empty field."""
        self._question = question
        # Not cleared, which Undo would take back.
        self.field.setText("")
        self.field.setReadOnly(False)
        self.button.show()
        self.field.setAccessibleName(question.ask)

    def show_answer(self) -> None:
        """Take nothing more; what was typed stays in sight."""
        self._question = None
        self.field.setReadOnly(True)
        self.button.hide()

    def focus_main(self) -> None:
        """Put the keyboard in the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        from desktop_app.study.questions import check_answer

        typed = self.field.text().strip()
        question = self._question
        if question is None or not typed:
            return
        self._question = None
        self.answered.emit(Answered(check_answer(question, typed), typed))
