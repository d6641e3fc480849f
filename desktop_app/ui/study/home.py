"""Today: how much is due, how far the goal is, what to study, and the button that begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.learning import Limits
from desktop_app.domain.refs import Kind
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.choosing import Choosing
from desktop_app.ui.study.limits import LimitsDialog
from desktop_app.ui.study.page import StudyPage
from desktop_app.ui.study.wording import day_words
from desktop_app.ui.words import counted

if TYPE_CHECKING:
    from desktop_app.store import Library
    from desktop_app.study.today import Today

PAUSE_MS = 60
"""Ticks that follow each other this closely are counted once."""

BAR = 8
"""Thickness of the bar of the daily goal, pixels at 100 %."""


class HomePage(StudyPage):
    """What is due today, and what of it to study."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setAccessibleName("Today")
        self.now: Callable[[], datetime] = lambda: datetime.now().astimezone()
        self.today: Today | None = None
        self.choosing = Choosing(services)
        self.heading = text_label("", role="display")
        self.told = text_label("", role="quiet")
        self.goal_words = QLabel()
        self.goal_bar = QProgressBar()
        self.goal_bar.setTextVisible(False)
        self.start_button = QPushButton("Start")
        self.start_button.setProperty("role", "primary")
        self.start_button.setToolTip("Enter")
        self.wrong_button = QPushButton("Study what I get wrong")
        self.wrong_button.setToolTip("What you last answered wrong, and what keeps slipping")
        self.limits_button = LinkButton("Daily goal and limits…", services)
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._read)
        self.choosing.changed.connect(self._soon.start)
        self.start_button.clicked.connect(self.start)
        self.wrong_button.clicked.connect(
            lambda: self.session_wanted.emit(replace(self.choosing.selection, wrong=True))
        )
        self.limits_button.clicked.connect(lambda: services.actions.run("study.limits"))
        services.actions.bind("study.limits", self._set_limits, self)
        services.changed.connect(self._changed)
        services.library_missing.connect(self._tell_missing)
        services.theme.changed.connect(self._restyle)
        self._restyle()
        if services.is_missing:
            self._tell_missing()

    def show_now(self) -> None:
        """Count anew."""
        self._read()

    def focus_main(self) -> None:
        """Put the keyboard on the button that begins, or what to study if nothing is due."""
        if self.start_button.isEnabled():
            self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Ask for a session of what is ticked."""
        if self.start_button.isEnabled():
            self.session_wanted.emit(self.choosing.selection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin on Enter, wherever the keyboard is on the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if focus is self.wrong_button:
                self.wrong_button.click()
            else:
                self.start()
        else:
            super().keyPressEvent(event)

    def show_today(self, today: Today) -> None:
        """Tell how the day stands."""
        self.today = today
        self.heading.setText(_heading(today))
        self.told.setText(self._explained(today))
        if today.goal:
            reached = " – reached" if today.answered >= today.goal else ""
            self.goal_words.setText(f"{today.answered} of {today.goal} answered today{reached}")
            self.goal_bar.setRange(0, today.goal)
            self.goal_bar.setValue(min(today.answered, today.goal))
        else:
            self.goal_words.setText(f"{today.answered} answered today")
        self.goal_bar.setVisible(bool(today.goal))
        self.goal_bar.setAccessibleName(self.goal_words.text())
        had = self.start_button.hasFocus() or self.page.hasFocus()
        self.start_button.setEnabled(bool(today.due))
        self.start_button.setText(f"Start ({len(today.due)})" if today.due else "Start")
        self.wrong_button.setVisible(today.wrong > 0)
        self.wrong_button.setText(f"Study what I get wrong ({today.wrong})")
        if had and self.isVisible():
            self.focus_main()

    def _explained(self, today: Today) -> str:
        if not today.of:
            return "No question belongs to all that is ticked. Untick something below."
        told = [_chosen_words(today)]
        if not today.due and today.next_day is not None:
            from desktop_app.study.days import day_of

            day = day_words(today.next_day, day_of(self.now()))
            told.insert(0, f"Next: {day}, {today.next_count}.")
        return " ".join(told)

    def _lay_out(self) -> None:
        self.page = Page()
        self.page.setAccessibleName("Today")
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(8)
        inside.addWidget(self.heading)
        inside.addWidget(self.told)
        inside.addSpacing(4)
        inside.addWidget(self.goal_words)
        inside.addWidget(self.goal_bar)
        inside.addSpacing(8)
        row = QWidget()
        flow = FlowLayout(row, gap=12, line_gap=8)
        for button in (self.start_button, self.wrong_button, self.limits_button):
            button.setAutoDefault(False)
            flow.addWidget(button)
        inside.addWidget(row)
        self.page.add(card)
        self.page.body.addSpacing(16)
        self.page.add(self.choosing)
        self.page.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        self.wrong_button.hide()
        self.start_button.setEnabled(False)

    def _read(self) -> None:
        if self.services.is_missing:
            return
        selection, now = self.choosing.selection, self.now()

        def read(library: Library) -> Today:
            from desktop_app.study.today import today

            return today(library, selection, now)

        self.services.read(read, self.show_today, ticket="study-today", owner=self)

    def _set_limits(self) -> None:
        def read(library: Library) -> Limits:
            from desktop_app.study.limits import limits

            return limits(library)

        self.services.read(
            read,
            lambda limits: LimitsDialog(self.services, self.window(), limits).open(),
            owner=self,
        )

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.LEARNING) and self.isVisible():
            self._soon.start()

    def _tell_missing(self) -> None:
        self.heading.setText("The library is not open")
        self.told.setText("What you learn is kept in the library, which cannot be opened.")
        self.start_button.setEnabled(False)

    def _restyle(self) -> None:
        self.goal_bar.setFixedHeight(self.services.theme.scaled(BAR))


def _chosen_words(today: Today) -> str:
    words = f"{counted(today.of, 'question', 'questions')} chosen"
    if today.unseen == today.of:
        return f"{words}, none asked yet."
    return f"{words}, {today.unseen:,} not asked yet." if today.unseen else f"{words}."


def _heading(today: Today) -> str:
    if not today.due:
        return "Nothing is due" if today.of else "Nothing is chosen"
    parts = []
    if today.reviews:
        parts.append(counted(today.reviews, "review", "reviews"))
    if today.new:
        parts.append(f"{today.new} new")
    return " and ".join(parts) + " today"
