"""The page on which an exam is sat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.dialogs.asking import ask
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Callout, Page, clear, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.exam_answers import ExamAnswers
from desktop_app.ui.study.exam_sitting import Sitting, answer, flag, go, left_words
from desktop_app.ui.study.question_head import QuestionHead
from desktop_app.ui.words import counted

TICK_MS = 1000
WARNED = timedelta(minutes=1)

FLAG_KEY, EARLIER_KEY, LATER_KEY = Qt.Key.Key_F, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown


class _QuestionPage(Page):
    """A page that scrolls by wheel and arrows; Page Up and Page Down walk through the exam."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that walk to the exam."""
        if event.key() in (EARLIER_KEY, LATER_KEY):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ExamRun(QWidget):
    """One question at a time, the others a click away, and the time that is left."""

    handed_in = Signal(object, bool)
    """Sent with the ``Sitting``, and whether the time was up."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.sitting: Sitting | None = None
        self._warned = False
        self.setAccessibleName("Exam")
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.place = QLabel()
        self.place.setProperty("role", "strong")
        self.clock = QLabel()
        self.clock.setProperty("role", "quiet")
        self.clock.setAccessibleName("Time left")
        self.hand_in_button = self._button("Hand in", "Hand in the exam and see how it went")
        self.hand_in_button.clicked.connect(self.hand_in)
        self.numbers: list[QToolButton] = []
        self.page = _QuestionPage()
        self.warning = Callout("One minute is left", "note")
        self.warning.add("The exam is handed in by itself when the time is up.")
        self.warning.hide()
        self.head = QuestionHead(services)
        self.answers = ExamAnswers()
        self.answers.given.connect(self._given)
        self.answers.next_wanted.connect(lambda: self.step(1))
        self.earlier = self._button("Back", "The question before (Page Up)")
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later = self._button("Next", "The next question (Page Down)", primary=True)
        self.later.clicked.connect(lambda: self.step(1))
        self.flag_button = self._button("Flag", "Flag it, to come back to it (F)")
        self.flag_button.setCheckable(True)
        self.flag_button.clicked.connect(self.flag)
        self._row = QWidget()
        self._flow = FlowLayout(self._row, gap=4, line_gap=4)
        self._lay_out()
        services.theme.changed.connect(self._restyle)

    def begin(self, sitting: Sitting) -> None:
        """Sit an exam from its first question."""
        self.sitting = sitting
        self._warned = False
        self.warning.hide()
        clear(self._flow)
        self.numbers = []
        for place in range(len(sitting.exam.questions)):
            button = QToolButton()
            button.setText(str(place + 1))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(lambda _=False, place=place: self.show_question(place))
            self._flow.addWidget(button)
            self.numbers.append(button)
        self._show()
        self.tick()
        if sitting.exam.minutes:
            self._timer.start()

    def end(self) -> None:
        """Sit no exam any more."""
        self.sitting = None
        self._timer.stop()

    def step(self, by: int) -> None:
        """Go to the next or the previous question."""
        if self.sitting is not None:
            self.show_question(self.sitting.place + by)

    def show_question(self, place: int) -> None:
        """Go to a question by its number, from 0."""
        if self.sitting is None:
            return
        moved = go(self.sitting, place)
        if moved.place == self.sitting.place:
            self._mark()
            return
        self.sitting = moved
        self._show()
        self.focus_main()

    def flag(self) -> None:
        """Flag the open question, or take its flag away."""
        if self.sitting is not None:
            self.sitting = flag(self.sitting)
            self._mark()

    def hand_in(self) -> None:
        """Hand in; asks first while questions are open."""
        if self.sitting is None:
            return
        if self.sitting.open:
            many = counted(self.sitting.open, "question has", "questions have")
            explained = f"{many} no answer yet and would count as wrong."
            ask(self, "Hand in the exam?", explained, "Hand in", self._hand_in, "Go on")
        else:
            self._hand_in()

    def tick(self) -> None:
        """Show how long is left; warn once when a minute is, hand in when none is."""
        if self.sitting is None:
            return
        left = self.sitting.left(self.now())
        self.clock.setText(left_words(left))
        if left is None:
            return
        if not left:
            self._hand_in(is_over=True)
        elif left <= WARNED and not self._warned:
            self._warned = True
            # Without a sound, and without taking the keyboard from the answer.
            self.warning.show()
            if QAccessible.isActive():
                QAccessible.updateAccessibility(
                    QAccessibleAnnouncementEvent(self, "One minute is left")
                )

    def focus_main(self) -> None:
        """Put the keyboard where one answers."""
        self.answers.focus_main()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by number, flag, walk."""
        text = event.text()
        if text.isdigit() and self.answers.choose(int(text)):
            return
        if event.key() in (EARLIER_KEY, LATER_KEY):
            self.step(1 if event.key() == LATER_KEY else -1)
        elif event.key() == FLAG_KEY and not event.modifiers():
            self.flag()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QFrame()
        top.setProperty("role", "top")
        flow = FlowLayout(top, gap=16, line_gap=4)
        flow.setContentsMargins(24, 6, 24, 6)
        for widget in (self.place, self.clock, self.hand_in_button):
            flow.addWidget(widget)
        verbs = QWidget()
        row = FlowLayout(verbs)
        row.setContentsMargins(0, 8, 0, 0)
        for button in (self.earlier, self.later, self.flag_button):
            row.addWidget(button)
        self.page.add(self.warning)
        self.page.add(self.head)
        self.page.add(self.answers)
        self.page.add(verbs)
        self.page.body.addStretch(1)
        self.page.add(text_label("All questions: ● answered, ○ open, a flag if you flagged it",
                                 role="small"))  # fmt: skip
        self.page.add(self._row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.page, 1)

    def _show(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        from desktop_app.study.questions import SKILL_WORDS

        question, count = sitting.question, len(sitting.exam.questions)
        self.place.setText(f"Question {sitting.place + 1} of {count}")
        self.head.show_question(question, SKILL_WORDS[question.skill])
        self.answers.show_question(question, sitting.given, sitting.typing)
        self.earlier.setEnabled(sitting.place > 0)
        self.later.setEnabled(sitting.place < count - 1)
        self.page.verticalScrollBar().setValue(0)
        self._mark()

    def _mark(self) -> None:
        """Show which questions are answered, flagged, open."""
        sitting = self.sitting
        if sitting is None:
            return
        self.flag_button.setChecked(sitting.is_flagged)
        self.flag_button.setText("Flagged" if sitting.is_flagged else "Flag")
        last = sitting.place == len(sitting.exam.questions) - 1
        self.later.setText("Next" if sitting.given or last else "Skip")
        theme = self.services.theme
        for place, (button, question) in enumerate(
            zip(self.numbers, sitting.exam.questions, strict=True)
        ):
            answered = bool(sitting.answers.get(question.item))
            flagged = question.item in sitting.flagged
            button.setChecked(place == sitting.place)
            button.setText(f"{'●' if answered else '○'} {place + 1}")
            button.setIcon(theme.icon("flag", "caution") if flagged else QIcon())
            words = [f"Question {place + 1}", "answered" if answered else "open"]
            words += ["flagged"] if flagged else []
            button.setAccessibleName(", ".join(words))
            button.setToolTip(", ".join(words))

    def _given(self, given: str) -> None:
        if self.sitting is not None:
            self.sitting = answer(self.sitting, given)
            self._mark()

    def _hand_in(self, is_over: bool = False) -> None:
        sitting = self.sitting
        if sitting is not None:
            self.end()
            self.handed_in.emit(sitting, is_over)

    def _button(self, words: str, tip: str, primary: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        if primary:
            button.setProperty("role", "primary")
        return button

    def _restyle(self) -> None:
        side = self.services.theme.scaled(12)
        for button in self.numbers:
            button.setIconSize(QSize(side, side))
        self._mark()
