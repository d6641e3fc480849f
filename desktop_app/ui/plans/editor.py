"""The editor of one plan: its steps at the left, the open one beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.labels import plan_name
from desktop_app.domain.plans import Plan
from desktop_app.domain.safety import Alert
from desktop_app.ui.actions import shown_key
from desktop_app.ui.plans.editor_rail import StepRail
from desktop_app.ui.plans.editor_strip import Strip
from desktop_app.ui.plans.safety_check import SafetyCheck
from desktop_app.ui.plans.saving import Saving, State
from desktop_app.ui.plans.step import Step
from desktop_app.ui.plans.steps import STEPS, StepRow
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.services import Services

LEFT = "plans.step"
"""What the step that is open is remembered by, with its plan."""

ROOM = 720
"""Narrower than this, pixels at 100 %, the steps stand side by side above the page."""


class Editor(QWidget):
    """Shows the open plan, step by step, and lets the steps make the next one of it."""

    titled = Signal(object, str)
    """Sent with the plan's ref and its title."""

    gone = Signal(str)
    """Sent with a sentence if the plan is not in the library."""

    left = Signal()
    """Sent when the list of plans is asked for."""

    def __init__(self, services: Services, rows: Sequence[StepRow] | None = None) -> None:
        super().__init__()
        self.services = services
        self.rows = tuple(STEPS if rows is None else rows)
        self.saving = Saving(services, self)
        self.check = SafetyCheck(services, self)
        self.alerts: tuple[Alert, ...] | None = None
        self.trouble = ""
        self.pages: dict[str, Step] = {}
        self._stale: set[str] = set()
        self._wants_keyboard = False
        self._left = services.settings.recall(LEFT, dict[str, str]())
        self.step = self.rows[0].id
        self.head = Head(services)
        self.strip = Strip(services)
        self.rail = StepRail(services, self.rows)
        self.stack = QStackedWidget()
        self.stack.setMinimumWidth(0)
        self._lay_out()
        self.head.left.connect(self.left)
        self.head.titles_wanted.connect(lambda: self.show_step("client", "label"))
        self.head.again.connect(self.saving.retry)
        self.strip.asked.connect(self.show_step)
        self.rail.chosen.connect(self.show_step)
        self.saving.shown.connect(self._show)
        self.saving.gone.connect(self.gone)
        self.saving.state_changed.connect(
            lambda: self.head.show_state(self.saving.state, self.saving.why)
        )
        self.check.answered.connect(self._show_alerts)
        self.check.failed.connect(self._not_checked)
        services.theme.changed.connect(self._fit)

    @property
    def plan(self) -> Plan | None:
        """The plan that is open, as it stands with the newest edit."""
        return self.saving.plan

    def open(self, key: str) -> None:
        """Open a plan; one that was open is written first.

        It begins with its first step; the one that was open when the program was left, where it
        was left.
        """
        if self.plan is None or self.plan.key != key:
            self.flush()
            self.check.forget()
            self.alerts, self.trouble = None, ""
            left, self._left = self._left, {}
            step = left.get(key, "")
            self.step = step if step in self.rail.buttons else self.rows[0].id
        self.saving.open(key)

    def close_plan(self) -> None:
        """Write what is unsaved; nothing is open then."""
        self.flush()
        self.check.forget()
        self.saving.close()

    def flush(self) -> None:
        """Write now what has been typed in any step."""
        # What was typed in a step was asked for when the step was left.
        if self.plan is not None and self.step in self.pages:
            self.pages[self.step].flush()
        self.saving.flush()

    def focus_main(self) -> None:
        """Put the keyboard where one works in the open step."""
        self._wants_keyboard = self.plan is None
        if self.plan is not None and self.step in self.pages:
            self.pages[self.step].focus_main()

    def show_step(self, step: str, what: str = "") -> None:
        """Open a step, and bring into view there what was asked for."""
        if step not in self.rail.buttons:
            return
        if step != self.step and self.step in self.pages:
            self.pages[self.step].flush()
            self.saving.flush()
        self.step = step
        if self.plan is None:
            return
        self.services.settings.remember(LEFT, {self.plan.key: step})
        page = self._page(step)
        self.rail.show_step(step)
        self.stack.setCurrentWidget(page)
        if step in self._stale:
            self._stale.discard(step)
            page.show_plan(self.plan)
            page.show_alerts(self.alerts)
        if what:
            page.reveal(what)

    def turn(self, by: int) -> None:
        """Go to the step after or before the open one; beyond the last nothing happens."""
        ids = [row.id for row in self.rows]
        place = ids.index(self.step) + by
        if 0 <= place < len(ids):
            self.show_step(ids[place])
            self.focus_main()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the steps above the page where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def _page(self, step: str) -> Step:
        if step not in self.pages:
            row = next(row for row in self.rows if row.id == step)
            page = row.make(self.services)
            page.edited.connect(self._edited)
            page.typed.connect(self._typed)
            page.asked.connect(self.show_step)
            self.pages[step] = page
            self._stale.add(step)
            self.stack.addWidget(page)
        return self.pages[step]

    def _edited(self, plan: Plan, words: str) -> None:
        if self._is_open(plan):
            self.saving.edit(plan, words)
            self._spread(plan)

    def _typed(self, plan: Plan, words: str) -> None:
        if self._is_open(plan):
            self.saving.type(plan, words)
            self._spread(plan)

    def _is_open(self, plan: Plan) -> bool:
        return self.plan is not None and self.plan.key == plan.key

    def _show(self, plan: Plan) -> None:
        """Show a plan that comes from the library."""
        self._stale.update(self.pages)
        self.show_step(self.step)
        self._spread(plan, shown=True)
        self.head.show_state(self.saving.state, self.saving.why)
        if self._wants_keyboard:
            self.focus_main()

    def _spread(self, plan: Plan, shown: bool = False) -> None:
        """Show a plan everywhere; steps out of sight hear of it when they are opened."""
        if not shown:
            self._stale.update(self.pages)
            self._stale.discard(self.step)
            self.pages[self.step].show_plan(plan)
        self.head.show_plan(plan)
        self.titled.emit(plan.ref, plan_name(plan.label, plan.title))
        self._mark(plan)
        self.check.check(plan)

    def _show_alerts(self, alerts: tuple[Alert, ...]) -> None:
        self.alerts, self.trouble = alerts, ""
        self._tell_alerts()

    def _not_checked(self, why: str) -> None:
        self.alerts, self.trouble = None, why
        self._tell_alerts()

    def _tell_alerts(self) -> None:
        if self.plan is None:
            return
        for step, page in self.pages.items():
            if step not in self._stale:
                page.show_alerts(self.alerts)
        self._mark(self.plan)

    def _mark(self, plan: Plan) -> None:
        for row in self.rows:
            self.rail.buttons[row.id].show_mark(row.mark(plan, self.alerts))
        self.strip.show_plan(plan, self.alerts, self.trouble)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(0)
        self._below.addWidget(self.rail)
        self._below.addWidget(page, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.strip)
        box.addLayout(self._below, 1)

    def _fit(self) -> None:
        across = self.width() < self.services.theme.scaled(ROOM)
        direction = QBoxLayout.Direction
        self._below.setDirection(direction.TopToBottom if across else direction.LeftToRight)
        self.rail.lay_across(across)


class Head(QFrame):
    """The plan's label and title, whether it is saved, and the way back to the list."""

    left = Signal()
    titles_wanted = Signal()
    again = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "top")
        self.back = LinkButton("‹ All plans", services)
        row = services.actions.table["plan.list"]
        self.back.setToolTip(f"{row.title} ({shown_key(row)})")
        self.back.clicked.connect(self.left)
        self.label = Badge("")
        self.title = LinkButton("", services)
        self.title.setToolTip("Change label and title")
        self.title.clicked.connect(self.titles_wanted)
        self.state = QLabel()
        self.state.setProperty("role", "small")
        self.try_again = LinkButton("Try again", services)
        self.try_again.clicked.connect(self.again)
        self.try_again.hide()
        self.undo = QToolButton()
        self.undo.setAccessibleName("Undo")
        self.undo.clicked.connect(lambda: services.actions.run("edit.undo"))
        self.more = QToolButton()
        self.more.setAccessibleName("More about this plan")
        self.more.setToolTip("Duplicate, template, save as PDF, archive, trash")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 4, 12, 4)
        across.setSpacing(12)
        across.addWidget(self.back)
        across.addWidget(self.label)
        across.addWidget(self.title, 0)
        across.addStretch(1)
        for widget in (self.state, self.try_again, self.undo, self.more):
            across.addWidget(widget)
        for button in (self.undo, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.label.setWordWrap(False)
        services.theme.changed.connect(self._restyle)
        services.actions.bound_changed.connect(self._name_undo)
        self._restyle()
        self._name_undo()

    def show_plan(self, plan: Plan) -> None:
        """Name a plan."""
        self.label.setText(plan.label)
        self.label.setVisible(bool(plan.label))
        words = plan.title or "No title yet"
        self.title.setText(f"{words} (template)" if plan.template else words)

    def show_state(self, state: State, why: str = "") -> None:
        """Say whether everything is saved."""
        failed = state is State.FAILED
        self.state.setText(state.value)
        self.state.setToolTip(why if failed else "")
        self.state.setProperty("role", "danger-word" if failed else "small")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.try_again.setVisible(failed)

    def _name_undo(self) -> None:
        row = self.services.actions.table["edit.undo"]
        self.undo.setToolTip(f"{row.title} ({shown_key(row)})")

    def _restyle(self) -> None:
        theme = self.services.theme
        for button, icon in ((self.undo, "undo"), (self.more, "more")):
            button.setIcon(theme.icon(icon, "quiet"))
            button.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
            button.setFixedSize(theme.scaled(28), theme.scaled(28))
