"""The page of exams: set one up, sit it, see how it went, print it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from secrets import randbelow

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop_app.domain.errors import WorldError
from desktop_app.store import Library
from desktop_app.study.exam import Exam, make_exam, mark_exam
from desktop_app.ui.services import Services
from desktop_app.ui.study.exam_result import ExamResult
from desktop_app.ui.study.exam_run import ExamRun
from desktop_app.ui.study.exam_setup import ExamSetup
from desktop_app.ui.study.exam_sitting import Sitting
from desktop_app.ui.study.export_exam import ExamExport
from desktop_app.ui.study.page import StudyPage
from desktop_app.ui.words import counted

SEEDS = 2**31


class ExamPage(StudyPage):
    """An exam that is begun goes on, whatever else is looked at meanwhile."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setAccessibleName("Exam")
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.seed: Callable[[], int] = lambda: randbelow(SEEDS)
        self.exam: Exam | None = None
        self.setup = ExamSetup(services)
        self.run = ExamRun(services)
        self.run.now = lambda: self.now()
        self.result = ExamResult(services)
        self.stack = QStackedWidget()
        for part in (self.setup, self.run, self.result):
            self.stack.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        self.setup.begin_wanted.connect(lambda: self._make(self._begin))
        self.setup.print_wanted.connect(lambda: self._make(self._print))
        self.run.handed_in.connect(self._handed_in)
        self.result.study_wanted.connect(self.session_wanted)
        self.result.print_wanted.connect(lambda: self._print(self.exam))
        self.result.again_wanted.connect(self._again)

    def show_now(self) -> None:
        """Show how long is left of an exam that is sat."""
        self.run.tick()

    def focus_main(self) -> None:
        """Put the keyboard where one works."""
        shown = self.stack.currentWidget()
        for part in (self.setup, self.run, self.result):
            if part is shown:
                part.focus_main()

    def _make(self, then: Callable[[Exam], None]) -> None:
        """Draw the questions off the UI thread, then go on with the exam."""
        setup, seed = self.setup, self.seed()
        selection, number, minutes = setup.selection, setup.number, setup.minutes
        setup.show_trouble("")

        def draw(library: Library) -> Exam:
            return make_exam(library.content, selection, number, minutes, seed)

        def made(exam: Exam) -> None:
            if len(exam.questions) < number:
                there = counted(len(exam.questions), "question", "questions")
                self.services.said.emit(
                    f"The exam has {there}: no more that do not give each other away"
                )
            then(exam)

        self.services.read(draw, made, ticket="study.exam", owner=self, on_error=self._not_made)

    def _not_made(self, error: Exception) -> None:
        if isinstance(error, WorldError):
            self.setup.show_trouble(str(error))
        else:
            self.services.trouble.emit(error)

    def _begin(self, exam: Exam) -> None:
        self.exam = exam
        self.run.begin(Sitting(exam, self.now(), typing=self.setup.typing))
        self.stack.setCurrentWidget(self.run)
        self.run.focus_main()

    def _handed_in(self, sitting: Sitting, is_over: bool) -> None:
        took = self.now() - sitting.began
        self.result.show_result(mark_exam(sitting.exam, sitting.answers), took, is_over)
        self.stack.setCurrentWidget(self.result)
        if self.isVisible():
            self.result.focus_main()
        elif is_over:
            self.services.said.emit("The time of your exam was up; it was handed in")

    def _again(self) -> None:
        self.stack.setCurrentWidget(self.setup)
        self.setup.focus_main()

    def _print(self, exam: Exam | None) -> None:
        if exam is not None:
            ExamExport(self.services, self, exam).open()
