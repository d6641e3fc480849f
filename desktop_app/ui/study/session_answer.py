"""After an answer: right or wrong, the right answer and why, where to read on, how well it went."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.learning import Rating
from desktop_app.domain.questions import Question
from desktop_app.domain.refs import Kind
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.rich.notes import NoteEditor
from desktop_app.ui.rich.pages import Callout, clear, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered
from desktop_app.ui.study.question_links import QuestionLinks, ref_of
from desktop_app.ui.study.session_asked import Asked
from desktop_app.ui.study.wording import RATING_WORDS, span_words

SLOW_MS = 30_000
"""A right answer that has taken longer was hard."""


def suggested(answered: Answered, took_ms: int) -> Rating:
    """Return the rating that an answer suggests."""
    if answered.verdict.close:
        return Rating.HARD
    if not answered.verdict.right:
        return Rating.AGAIN
    return Rating.HARD if took_ms > SLOW_MS else Rating.GOOD


class RatingRow(QWidget):
    """The four ratings, each with after what time the question comes again."""

    chosen = Signal(object)
    """Sent with the ``Rating``."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.suggested = Rating.GOOD
        self.buttons: dict[Rating, QPushButton] = {}
        flow = FlowLayout(self, gap=8, line_gap=8)
        for rating in Rating:
            button = QPushButton()
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, rating=rating: self.chosen.emit(rating))
            self.buttons[rating] = button
            flow.addWidget(button)

    def show_intervals(self, intervals: dict[Rating, timedelta], suggestion: Rating) -> None:
        """Tell when each rating makes it come again, and which one is suggested."""
        self.suggested = suggestion
        for rating, button in self.buttons.items():
            words = RATING_WORDS[rating]
            span = span_words(intervals[rating]) if rating in intervals else ""
            button.setText(f"{rating.value}  {words} · {span}" if span else words)
            is_it = rating is suggestion
            button.setProperty("role", "primary" if is_it else "")
            button.style().unpolish(button)
            button.style().polish(button)
            said = f"{words}: comes again in {span}" if span else words
            button.setAccessibleName(f"{said}; suggested" if is_it else said)
            keys = f"{rating.value}, Space or Enter" if is_it else str(rating.value)
            button.setToolTip(f"{said} ({keys})")

    def focus_main(self) -> None:
        """Put the keyboard on the suggested rating."""
        self.buttons[self.suggested].setFocus(Qt.FocusReason.OtherFocusReason)

    def rating(self) -> Rating:
        """Return the rating the keyboard is on, or the suggested one."""
        focused = (rating for rating, button in self.buttons.items() if button.hasFocus())
        return next(focused, self.suggested)


class AnswerPanel(QWidget):
    """The verdict and all that follows from it."""

    rated = Signal(object)
    """Sent with the ``Rating``."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.mark = QLabel()
        self.verdict = QLabel()
        self.answer = text_label("", role="lead")
        self.given = text_label("", role="quiet")
        self.because = text_label("")
        self.links = QuestionLinks(services, "the session")
        self.leech = QVBoxLayout()
        self.ratings = RatingRow(services)
        self.ratings.chosen.connect(self.rated)
        self.notes = QVBoxLayout()
        self.note: NoteEditor | None = None
        self.fold: Fold | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark)
        head.addWidget(self.verdict)
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.answer)
        box.addWidget(self.given)
        box.addWidget(self.because)
        box.addLayout(self.leech)
        box.addSpacing(4)
        box.addWidget(self.ratings)
        box.addSpacing(4)
        box.addWidget(self.links)
        box.addLayout(self.notes)

    def show_answer(self, asked: Asked, answered: Answered | None, took_ms: int) -> None:
        """Tell what came of an answer; None if the answer was asked for instead."""
        question = asked.question
        said, icon, token, role = self._verdict(answered)
        side = self.services.theme.scaled(20)
        self.mark.setPixmap(self.services.theme.icon(icon, token).pixmap(QSize(side, side)))
        self.verdict.setText(said)
        self.verdict.setProperty("role", role)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self.verdict.setFont(self.services.theme.font("lead", bold=True))
        self.answer.setText(question.answer)
        self.given.setText(_given_words(answered))
        self.given.setVisible(bool(self.given.text()))
        self.because.setText(question.because)
        self.because.setVisible(bool(question.because))
        self._show_leech(asked)
        is_right = answered is None or answered.verdict.right or answered.verdict.close
        given = "" if answered is None or is_right else answered.given
        self.links.show_links(question, given, *(asked.confused if asked.due.leech else ()))
        self._show_note(question)
        suggestion = Rating.AGAIN if answered is None else suggested(answered, took_ms)
        self.ratings.show_intervals(dict(asked.intervals), suggestion)
        told = f"{said}. {question.answer}. {self.given.text()} {question.because}"
        self.setAccessibleName("What came of the answer")
        self.setAccessibleDescription(told)
        for button in self.ratings.buttons.values():
            button.setAccessibleDescription(told)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def open_note(self) -> None:
        """Put the keyboard in the note on the point."""
        if self.fold is not None and self.isVisible():
            self.fold.open()
            if self.note is not None:
                self.note.focus()

    def flush(self) -> None:
        """Save the note."""
        if self.note is not None:
            self.note.flush()

    def _verdict(self, answered: Answered | None) -> tuple[str, str, str, str]:
        if answered is None:
            return "The answer", "eye", "quiet", "strong"
        if answered.verdict.close:
            return "Nearly right", "minus", "caution", "caution-word"
        if answered.verdict.right:
            return "Right", "check", "supports", "supports"
        return "Wrong", "close", "danger", "danger-word"

    def _show_leech(self, asked: Asked) -> None:
        clear(self.leech)
        if not asked.due.leech:
            return
        notice = Callout("This one keeps slipping", "caution")
        names = ", ".join(f"“{words}”" for words in asked.confused)
        notice.add(
            f"You have mostly answered {names} instead. Compare the two side by side."
            if names
            else "It has been forgotten several times. A note of your own may help."
        )
        self.leech.addWidget(notice)

    def _show_note(self, question: Question) -> None:
        self.flush()
        self.note = self.fold = None
        clear(self.notes)
        ref = ref_of(question.subject)
        if ref is None or ref.kind is not Kind.POINT:
            return

        def fill(box: QVBoxLayout) -> None:
            self.note = NoteEditor(self.services)
            box.addWidget(self.note)
            self.note.open(ref)

        self.fold = Fold(f"My note on {ref.key}", "", self.services, fill)
        self.notes.addWidget(self.fold)


def _given_words(answered: Answered | None) -> str:
    if answered is None:
        return ""
    parts = []
    verdict = answered.verdict
    if answered.given and (verdict.close or not verdict.right):
        parts.append(f"You answered: {answered.given}.")
    if verdict.said:
        parts.append(verdict.said)
    return " ".join(parts)
