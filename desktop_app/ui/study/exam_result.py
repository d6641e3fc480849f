"""How an exam went: the score, skill by skill, each question with what was given and is right."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.study.exam import Marked, Row
from desktop_app.ui.figures.figure import Figure
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, SectionHeading, clear, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.progress_skills import SkillsDrawing
from desktop_app.ui.study.progress_words import share_words
from desktop_app.ui.study.question_links import QuestionLinks
from desktop_app.ui.study.wording import took_words

AT_ONCE = 10
"""Questions that are added as one scrolls."""


class ExamResult(Page):
    """What came of an exam."""

    study_wanted = Signal(object)
    """Sent with the items that were wrong."""

    print_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.missed: tuple[str, ...] = ()
        self.cards: list[ResultCard] = []
        self._rows: tuple[tuple[int, Row], ...] = ()
        self._waiting: list[tuple[int, Row]] = []
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        # A tall window may have room for more without being scrolled.
        bar.rangeChanged.connect(lambda *_: self._scrolled(bar.value()))
        self.setAccessibleName("Result of the exam")

    def show_result(self, marked: Marked, took: timedelta, is_over: bool) -> None:
        """Show how an exam went."""
        self._waiting = []
        self.missed = tuple(row.question.item for row in marked.rows if not row.right)
        self.empty()
        count = len(marked.rows)
        share = share_words(marked.right / count)
        score = text_label(f"{marked.right} of {count} right ({share})", role="display")
        self.add(score)
        ended = "The time was up, and it was handed in. " if is_over else ""
        told = (
            f"{ended}It took {took_words(took.total_seconds())}. Nothing that is due has changed."
        )
        self.add(text_label(told, role="quiet"))
        self.add(self._verbs(bool(self.missed)))
        self.add(Figure("By skill", SkillsDrawing(marked.by_skill, "Right", "exam"), self.services))
        self.add(SectionHeading("Questions"))
        self.filter = Segments("Questions", ((False, "All"), (True, "Wrong or open")))
        self.filter.choose(False)
        self.filter.setVisible(bool(self.missed) and marked.right > 0)
        self.filter.chosen.connect(lambda wrong: self.show_wrong(bool(wrong)))
        self.add(self.filter)
        self._rows = tuple(enumerate(marked.rows, 1))
        held = QWidget()
        self._list = QVBoxLayout(held)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.add(held)
        self.body.addStretch(1)
        self.show_wrong(False)

    def show_wrong(self, only: bool) -> None:
        """Show only what was not right, or all."""
        self.filter.choose(only)
        clear(self._list)
        self.cards = []
        self._waiting = [each for each in self._rows if not (only and each[1].right)]
        self._show_more()

    def focus_main(self) -> None:
        """Put the keyboard on what is most wanted."""
        first = self.study_button if self.missed else self.again_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scrolled(self, place: int) -> None:
        bar = self.verticalScrollBar()
        if self._waiting and place > bar.maximum() - bar.pageStep():
            self._show_more()

    def _show_more(self) -> None:
        """Add the next few questions; all at once would keep the window waiting."""
        for number, row in self._waiting[:AT_ONCE]:
            card = ResultCard(self.services, number, row)
            self._list.addWidget(card)
            self.cards.append(card)
        del self._waiting[:AT_ONCE]

    def _verbs(self, has_wrong: bool) -> QWidget:
        verbs = QWidget()
        flow = FlowLayout(verbs)
        flow.setContentsMargins(0, 8, 0, 0)
        self.study_button = _button("Study the wrong ones", primary=True)
        self.study_button.setVisible(has_wrong)
        self.study_button.clicked.connect(self._study)
        self.print_button = _button("Print this exam…")
        self.print_button.clicked.connect(self.print_wanted)
        self.again_button = _button("Another exam", primary=not has_wrong)
        self.again_button.clicked.connect(self.again_wanted)
        for button in (self.study_button, self.print_button, self.again_button):
            flow.addWidget(button)
        return verbs

    def _study(self) -> None:
        self.study_wanted.emit(self.missed)


class ResultCard(QFrame):
    """A question with what was given, what is right, why, and where to read on."""

    def __init__(self, services: Services, number: int, row: Row) -> None:
        super().__init__()
        self.services = services
        self.row = row
        self.setProperty("role", "card")
        question = row.question
        words = "right" if row.right else "wrong" if row.given else "not answered"
        self.setAccessibleName(f"Question {number}, {words}: {question.ask}")
        self.mark = QLabel()
        said = QLabel(f"{number}  {words.capitalize()}")
        said.setProperty("role", "supports" if row.right else "danger-word")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark)
        head.addWidget(said)
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 12)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(text_label(question.ask, role="lead"))
        if row.given and not row.right:
            box.addWidget(text_label(f"You answered: {row.given}", role="quiet"))
        box.addWidget(text_label(f"Right: {question.answer}", role="strong"))
        if question.because:
            box.addWidget(text_label(question.because))
        links = QuestionLinks(services, "the result")
        box.addWidget(links)
        links.show_links(question, "" if row.right else row.given)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        theme = self.services.theme
        side = theme.scaled(16)
        icon, token = ("check", "supports") if self.row.right else ("close", "danger")
        self.mark.setPixmap(theme.icon(icon, token).pixmap(QSize(side, side)))


def _button(words: str, primary: bool = False) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    if primary:
        button.setProperty("role", "primary")
    return button
