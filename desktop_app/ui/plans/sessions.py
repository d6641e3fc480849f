"""The sessions step: what was given and how it went, what was measured, and the course of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.measures import MEASURES, Measure
from desktop_app.domain.plans import BASELINE, Plan, Session
from desktop_app.ui.plans.progress import visits
from desktop_app.ui.plans.progress_panel import Progress
from desktop_app.ui.plans.sessions_card import VisitCard
from desktop_app.ui.plans.step import Step
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, SectionHeading, text_label
from desktop_app.ui.services import Services

ROOM = 1080
"""Narrower than this, pixels at 100 %, the course stands under the visits."""


class SessionsStep(Step):
    """The log of visits, the newest first, beside the plots of what was measured."""

    words = "Sessions"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._plan = Plan()
        self._open = ""
        self.cards: dict[str, VisitCard] = {}
        self.measures: dict[str, Chip] = {}
        self.page = Page(width=10_000)
        self.page.setAccessibleName("Sessions")
        self.add_button = QPushButton("Add a session")
        self.add_button.setProperty("role", "primary")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._add_session)
        self.baseline_button = QPushButton("Measure the baseline")
        self.baseline_button.setAutoDefault(False)
        self.baseline_button.setToolTip("What is measured before the first session")
        self.baseline_button.clicked.connect(self._add_baseline)
        self.count = text_label("", role="quiet")
        self.progress = Progress(services)
        self.progress.asked.connect(self.reveal)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(32)
        self._across.addWidget(self._visits_column(), 2)
        self._across.addWidget(self._course_column(), 3)
        self.page.body.addLayout(self._across)
        self.page.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        services.theme.changed.connect(self._fit)

    def show_plan(self, plan: Plan) -> None:
        """Show the visits of this plan."""
        if plan.key != self._plan.key:
            self._open = ""
        if plan.measures != self._plan.measures:
            # The open form asks for other measures now.
            self._close_forms()
        self._plan = plan
        for id_, chip in self.measures.items():
            chip.setChecked(id_ in plan.measures)
        self._show_cards()
        given = plan.treatments
        planned = f"{given} of {plan.sessions_planned} given" if plan.sessions_planned else ""
        self.count.setText(planned or (f"{given} given" if given else "None given yet"))
        has_baseline = any(session.key == BASELINE for session in plan.sessions)
        self.baseline_button.setVisible(not has_baseline)
        self.progress.show_plan(plan)

    def reveal(self, what: str) -> None:
        """Open a visit by its key."""
        if what in self.cards:
            self._open = what
            self._show_cards()
            form = self.cards[what].form
            if form is not None:
                form.focus_first()
            self.page.ensureWidgetVisible(self.cards[what])

    def focus_main(self) -> None:
        """Put the keyboard on the button for a new session."""
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the course under the visits where there is no room beside them."""
        super().resizeEvent(event)
        self._fit()

    def _visits_column(self) -> QWidget:
        column = QWidget()
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        heading = SectionHeading("What is measured at a visit")
        heading.setContentsMargins(0, 0, 0, 0)
        box.addWidget(heading)
        chips = QWidget()
        flow = FlowLayout(chips, gap=4, line_gap=4)
        for measure in MEASURES:
            chip = Chip(measure.name)
            chip.setCheckable(True)
            chip.setToolTip(f"{measure.explained}\nSource: {measure.source}.")
            chip.clicked.connect(lambda on, measure=measure: self._follow(measure, on))
            self.measures[measure.id] = chip
            flow.addWidget(chip)
        box.addWidget(chips)
        box.addWidget(SectionHeading("Visits"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.baseline_button)
        buttons.addWidget(self.count, 1)
        box.addLayout(buttons)
        box.addLayout(self._list)
        box.addStretch(1)
        return column

    def _course_column(self) -> QWidget:
        column = QWidget()
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        heading = SectionHeading("Course")
        heading.setContentsMargins(0, 0, 0, 0)
        box.addWidget(heading)
        box.addWidget(self.progress)
        box.addStretch(1)
        return column

    def _followed(self) -> list[Measure]:
        return [measure for measure in MEASURES if measure.id in self._plan.measures]

    def _show_cards(self) -> None:
        held = visits(self._plan)
        before, self.cards = self.cards, {}
        for old in before.values():
            # Not with takeAt: its items live on, and the layout goes by heights they remember.
            self._list.removeWidget(old)
        for visit in reversed(held):
            key = visit.session.key
            card = before.pop(key, None)
            if card is None:
                card = VisitCard(visit, self.services)
                card.toggled.connect(self._toggle)
            self.cards[key] = card
            self._list.addWidget(card)
            if key == self._open and card.form is None:
                form = card.open(self._followed())
                form.changed.connect(self._change)
                form.removed.connect(self._remove)
            elif key != self._open:
                card.close_form()
            card.show_visit(visit)
        for card in before.values():
            card.hide()
            card.setParent(None)
            card.deleteLater()

    def _close_forms(self) -> None:
        for card in self.cards.values():
            card.close_form()

    def _toggle(self, key: str) -> None:
        self._open = "" if key == self._open else key
        self._show_cards()
        form = self.cards[key].form
        if form is not None:
            form.focus_first()

    def _add_session(self) -> None:
        codes = tuple(dict.fromkeys(point.code for point in self._plan.chosen))
        self._add(Session(uuid4().hex, date.today(), codes), "Add a session")  # noqa: DTZ011

    def _add_baseline(self) -> None:
        days = [session.day for session in self._plan.sessions]
        first = min([date.today(), *days])  # noqa: DTZ011
        self._add(Session(BASELINE, first), "Add the baseline")

    def _add(self, session: Session, words: str) -> None:
        self._open = session.key
        sessions = (*self._plan.sessions, session)
        self.edited.emit(replace(self._plan, sessions=sessions), words)
        self.reveal(session.key)

    def _change(self, session: Session, words: str) -> None:
        sessions = tuple(
            session if each.key == session.key else each for each in self._plan.sessions
        )
        self.typed.emit(replace(self._plan, sessions=sessions), words)

    def _remove(self, key: str) -> None:
        words = self.cards[key].visit.words
        sessions = tuple(each for each in self._plan.sessions if each.key != key)
        plan = replace(self._plan, sessions=sessions)
        self.edited.emit(plan, f"Remove {words[0].lower()}{words[1:]}")
        self.focus_main()

    def _follow(self, measure: Measure, on: bool) -> None:
        ids = [id_ for id_ in self._plan.measures if id_ != measure.id]
        followed = (*ids, measure.id) if on else tuple(ids)
        words = f"{'Follow' if on else 'Stop following'} {measure.short}"
        self.edited.emit(replace(self._plan, measures=followed), words)

    def _fit(self) -> None:
        wide = self.width() >= self.services.theme.scaled(ROOM)
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
