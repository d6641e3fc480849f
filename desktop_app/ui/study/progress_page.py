"""The page of progress: an overview, and how well each point is known, on the body."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound
from desktop_app.domain.learning import Progress, Selection
from desktop_app.domain.questions import Question
from desktop_app.domain.refs import Kind
from desktop_app.store import Library
from desktop_app.study.days import day_of
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.page import StudyPage
from desktop_app.ui.study.progress_leeches import MOST
from desktop_app.ui.study.progress_map import MasteryMap
from desktop_app.ui.study.progress_overview import Overview

OVERVIEW, MAP = "overview", "points"

NOTHING = "Nothing has been reviewed yet"
NOTHING_YET = (
    "Once you have answered your first questions, you see here how much you keep, what will be "
    "due, and on the body where you are sure and where not."
)


class ProgressPage(StudyPage):
    """How learning stands; brought up to date whenever something is answered."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setAccessibleName("Progress")
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.progress: Progress | None = None
        self._is_stale = True
        self.stack = QStackedWidget()
        self.waiting = text_label("Counting your reviews…", role="quiet")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.waiting)
        self.nothing = self._nothing()
        self.stack.addWidget(self.nothing)
        self.overview = Overview(services)
        self.overview.study_wanted.connect(self.session_wanted)
        self.map: MasteryMap | None = None
        self.parts = QStackedWidget()
        self.parts.addWidget(self.overview)
        self.stack.addWidget(self._whole())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        services.changed.connect(self._changed)

    def show_now(self) -> None:
        """Bring up to date what the page tells: the chance of recall falls from hour to hour."""
        self._is_stale = True
        self._read()

    def show_part(self, part: str) -> None:
        """Show the overview, or the mastery of each point."""
        self.segments.choose(part)
        if part == OVERVIEW:
            self.parts.setCurrentWidget(self.overview)
            return
        if self.map is None:
            self.map = MasteryMap(self.services)
            self.map.study_wanted.connect(self._study_point)
            self.parts.addWidget(self.map)
            if self.progress is not None:
                self.map.show_mastery(self.progress.mastery)
        self.parts.setCurrentWidget(self.map)

    def focus_main(self) -> None:
        """Put the keyboard where one works."""
        shown = self.stack.currentWidget()
        if shown is self.nothing:
            self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.map is not None and self.parts.currentWidget() is self.map:
            self.map.focus_main()
        else:
            self.overview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _whole(self) -> QWidget:
        whole = QWidget()
        self.segments = Segments("Progress", ((OVERVIEW, "Overview"), (MAP, "Point by point")))
        self.segments.choose(OVERVIEW)
        self.segments.chosen.connect(lambda part: self.show_part(str(part)))
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.addWidget(self.segments)
        row.addStretch(1)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.parts, 1)
        return whole

    def _nothing(self) -> QWidget:
        held = QWidget()
        box = QVBoxLayout(held)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        box.addStretch(2)
        for words, role in ((NOTHING, "lead"), (NOTHING_YET, "quiet")):
            label = text_label(words, role=role)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        self.begin_button = QPushButton("Begin")
        self.begin_button.setProperty("role", "primary")
        self.begin_button.setAutoDefault(False)
        self.begin_button.clicked.connect(lambda: self.session_wanted.emit(Selection()))
        box.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        return held

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.LEARNING):
            self._is_stale = True
            if self.isVisible():
                self._read()

    def _read(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        now = self.now()

        def look(library: Library) -> tuple[Progress, tuple[Question, ...]]:
            from desktop_app.study.progress import progress
            from desktop_app.study.questions import all_items

            found = progress(library, now, items=all_items(library.content))
            return found, _questions(library, found.leeches[:MOST])

        self.services.read(
            look,
            lambda answer: self._show(*answer, now),
            ticket="study.progress",
            owner=self,
            on_error=self._failed,
        )

    def _show(self, progress: Progress, asked: tuple[Question, ...], now: datetime) -> None:
        self.progress = progress
        if not progress.calendar:
            self.stack.setCurrentWidget(self.nothing)
            return
        self.overview.show_progress(progress, asked, day_of(now))
        if self.map is not None:
            self.map.show_mastery(progress.mastery)
        self.stack.setCurrentIndex(2)

    def _failed(self, error: Exception) -> None:
        self._is_stale = True
        self.waiting.setText(f"Your progress could not be read. {error}")
        self.stack.setCurrentWidget(self.waiting)

    def _study_point(self, code: str) -> None:
        """Ask for a session of all that is asked about a point."""

        def look(library: Library) -> tuple[str, ...]:
            from desktop_app.study.questions import all_items, subject_of

            return tuple(item for item in all_items(library.content) if subject_of(item) == code)

        self.services.read(look, self.session_wanted.emit, ticket="study.point", owner=self)


def _questions(library: Library, items: tuple[str, ...]) -> tuple[Question, ...]:
    from desktop_app.study.questions import question

    asked = []
    for item in items:
        try:
            asked.append(question(library.content, None, item))
        except NotFound:
            continue
    return tuple(asked)
