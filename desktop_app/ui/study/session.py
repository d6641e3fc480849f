"""The page of a session: the question, the answer, how well it went, the next; all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.learning import Rating, Selection
from desktop_app.domain.questions import How, Question, Verdict
from desktop_app.ui.rich.pages import READING_WIDTH, Page
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered, Asking
from desktop_app.ui.study.choose import ChooseAsking
from desktop_app.ui.study.pages import ASKINGS, ON_THE_BODY
from desktop_app.ui.study.question_head import QuestionHead
from desktop_app.ui.study.session_answer import AnswerPanel
from desktop_app.ui.study.session_asked import Asked, Outcome
from desktop_app.ui.study.session_end import EndPage
from desktop_app.ui.study.session_run import Run
from desktop_app.ui.study.session_strip import SessionStrip

HOW = "study.how"
"""Where the way of answering that is preferred is remembered."""

TICK_MS = 10_000
"""How often the time is told anew."""

BESIDE, MOST_BESIDE = 340, 46
"""Width of the words beside the body: pixels at 100 %, and hundredths of the room at most."""


PICTURE, LEAST_PICTURE = 42, 160
"""Height of the place that is shown: hundredths of the session's at most, and pixels at least."""


class Phase(Enum):
    """What the session waits for."""

    NOTHING = "the next question"
    ANSWER = "an answer"
    RATING = "a rating"


class SessionPage(QWidget):
    """One question at a time, from the first to the end page."""

    left = Signal()
    """Sent when the session is over and Today is asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setAccessibleName("Session")
        self.run = Run(services, self)
        self.phase = Phase.NOTHING
        self.askings: dict[How, Asking] = {}
        self.how = How.CHOOSE
        self._answered: Answered | None = None
        self._took = 0
        self.strip = SessionStrip(services)
        self.head = QuestionHead(services)
        self.panel = AnswerPanel(services)
        self.end = EndPage(services)
        self.page = Page()
        self.page.setAccessibleName("Question")
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._tell)
        self.run.shown.connect(self._ask)
        self.run.moved.connect(self._tell)
        self.run.ended.connect(self._ended)
        self.run.empty.connect(self._nothing)
        self.strip.how_wanted.connect(self._prefer)
        self.panel.rated.connect(self._rate)
        self.end.again_wanted.connect(self.run.begin_with)
        self.end.left.connect(self._leave)
        bind = services.actions.bind
        bind("session.reveal", self.reveal, self, lambda: self.phase is Phase.ANSWER)
        bind("session.stop", self._stop, self, self.isVisible)
        bind("session.how", self._other_how, self, lambda: self.phase is Phase.ANSWER)
        services.theme.changed.connect(self._spread)

    @property
    def asking(self) -> Asking | None:
        """Where the open question is answered."""
        return self.askings.get(self.how) if self.run.asked is not None else None

    def begin(self, wanted: Selection | Sequence[str]) -> None:
        """Begin a session of what a selection draws, or of some items."""
        self._wait()
        self.run.begin(wanted)

    def reveal(self) -> None:
        """Show the answer of the open question, which has not been answered."""
        if self.phase is Phase.ANSWER:
            self._show_answer(None)

    def focus_main(self) -> None:
        """Put the keyboard where one answers, rates, or goes on from the end."""
        if self.stack.currentWidget() is self.end:
            self.end.focus_main()
        elif self.phase is Phase.RATING:
            self.panel.ratings.focus_main()
        elif self.asking is not None:
            self.asking.focus_main()

    def focus_note(self) -> None:
        """Put the keyboard in the note on the point that was asked."""
        self.panel.open_note()

    def flush(self) -> None:
        """Save the note."""
        self.panel.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose and rate by number; go on with Space or Enter."""
        if not event.isAutoRepeat() and self._key(event):
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room between the body and the words."""
        super().resizeEvent(event)
        self._spread()

    def _key(self, event: QKeyEvent) -> bool:
        number = int(event.text()) if event.text() in ("1", "2", "3", "4") else 0
        if self.phase is Phase.ANSWER and isinstance(self.asking, ChooseAsking):
            return self.asking.choose(number)
        if self.phase is not Phase.RATING:
            return False
        if number:
            self._rate(Rating(number))
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rate(self.panel.ratings.rating())
        else:
            return False
        return True

    def _lay_out(self) -> None:
        self.slot = QVBoxLayout()
        self.slot.setContentsMargins(0, 8, 0, 0)
        self.page.add(self.head)
        self.page.body.addLayout(self.slot)
        self.page.body.addSpacing(8)
        self.page.add(self.panel)
        self.page.body.addStretch(1)
        self.body = QWidget()
        self._body = QVBoxLayout(self.body)
        self._body.setContentsMargins(0, 0, 0, 0)
        work = QWidget()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.body, 1)
        across.addWidget(self.page, 1)
        self._across = across
        down = QVBoxLayout(work)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.strip)
        down.addLayout(across, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(work)
        self.stack.addWidget(self.end)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        self.body.hide()
        self._wait()

    def _wait(self) -> None:
        self.phase = Phase.NOTHING
        self.page.ground.hide()
        self.body.hide()
        self.stack.setCurrentIndex(0)

    def _ask(self, asked: Asked) -> None:
        hows = self._hows(asked.question)
        if not hows:
            self.run.skip(asked.due)
            return
        self._tick.start()
        self.stack.setCurrentIndex(0)
        preferred = self.services.settings.recall(HOW, "")
        self._show_question(asked, hows, next((h for h in hows if h == preferred), hows[0]))

    def _show_question(self, asked: Asked, hows: tuple[How, ...], how: How) -> None:
        from desktop_app.study.questions import SKILL_WORDS

        question = asked.question
        about = SKILL_WORDS.get(question.skill, "")
        self.phase = Phase.ANSWER
        self._answered = None
        self.how = how
        self.strip.show_hows(hows, how)
        self.strip.show_asking(is_open=True)
        self.head.show_question(question, f"{about} · new" if asked.due.new else about)
        self.panel.hide()
        asking = self._asking_of(how)
        asking.show_question(question)
        self._place(asking)
        self.page.ground.show()
        self.page.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.focus_main()

    def _hows(self, question: Question) -> tuple[How, ...]:
        return tuple(
            how
            for how in question.hows
            if how in ASKINGS and (how is not How.CHOOSE or question.choices)
        )

    def _asking_of(self, how: How) -> Asking:
        if how not in self.askings:
            asking = ASKINGS[how]()(self.services)
            asking.answered.connect(self._show_answer)
            self.askings[how] = asking
            (self._body if how in ON_THE_BODY else self.slot).addWidget(asking)
        return self.askings[how]

    def _place(self, asking: Asking) -> None:
        for each in self.askings.values():
            each.setVisible(each is asking)
        self.body.setVisible(self.how in ON_THE_BODY)
        self._spread()

    def _spread(self) -> None:
        if self.how in ON_THE_BODY:
            wanted = self.services.theme.scaled(BESIDE)
            self.page.setFixedWidth(min(wanted, self.width() * MOST_BESIDE // 100))
        else:
            self.page.setMinimumWidth(0)
            self.page.setMaximumWidth(16777215)
        self.head.set_room(max(LEAST_PICTURE, self.height() * PICTURE // 100))
        self.page.set_width(self.services.theme.scaled(READING_WIDTH))

    def _show_answer(self, answered: Answered | None) -> None:
        asked = self.run.asked
        if asked is None or self.phase is not Phase.ANSWER:
            return
        self._took = self.run.took_ms
        self._answered = answered
        self.phase = Phase.RATING
        self.strip.show_asking(is_open=False)
        if self.asking is not None:
            self.asking.show_answer()
        self.head.show_answer()
        self.panel.show_answer(asked, answered, self._took)
        self.panel.show()
        self.focus_main()
        # The page is as long as it will be once its lines have been broken.
        QTimer.singleShot(0, self.page, self._show_ratings)

    def _show_ratings(self) -> None:
        if self.phase is Phase.RATING:
            self.page.ensureWidgetVisible(self.panel.ratings, 0, 16)

    def _rate(self, rating: Rating) -> None:
        if self.phase is not Phase.RATING:
            return
        self.phase = Phase.NOTHING
        self.panel.flush()
        self.run.rate(self._answered or Answered(Verdict(right=False)), rating, self._took)

    def _prefer(self, how: object) -> None:
        asked = self.run.asked
        if asked is None or self.phase is not Phase.ANSWER or not isinstance(how, How):
            return
        self.services.settings.remember(HOW, str(how))
        self._show_question(asked, self._hows(asked.question), how)

    def _other_how(self) -> None:
        if self.run.asked is not None:
            hows = self._hows(self.run.asked.question)
            self._prefer(hows[(hows.index(self.how) + 1) % len(hows)])

    def _tell(self) -> None:
        self.strip.show_progress(len(self.run.given), self.run.left, self.run.seconds)

    def _ended(self, outcome: Outcome) -> None:
        self._tick.stop()
        self.phase = Phase.NOTHING
        for asking in self.askings.values():
            asking.flush()
        if not outcome.answers:
            self._leave()
            return
        self.end.show_outcome(outcome)
        self.stack.setCurrentWidget(self.end)
        if self.isVisible():
            self.focus_main()

    def _stop(self) -> None:
        if self.stack.currentWidget() is self.end:
            self._leave()
        elif self.run.is_on:
            self.run.stop()

    def _nothing(self) -> None:
        self.services.said.emit("There is nothing to ask now.")
        self._leave()

    def _leave(self) -> None:
        self.run.forget()
        self._wait()
        self.left.emit()
