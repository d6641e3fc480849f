"""Checks the open plan by the rules of safety, in the background; the latest plan counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import WorldError
from desktop_app.domain.plans import Plan
from desktop_app.domain.safety import Alert
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library


class SafetyCheck(QObject):
    """Asks for the alerts of a plan each time something they may depend on has changed."""

    answered = Signal(object)
    """Sent with the alerts of the plan that was asked of last, gravest first."""

    failed = Signal(str)
    """Sent with a sentence if the check cannot be made."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._asked: Plan | None = None
        self._waiting: Plan | None = None
        self._is_working = False

    def check(self, plan: Plan) -> None:
        """Check a plan, unless nothing that counts is other than in the one before."""
        if self._asked is not None and _same(plan, self._asked):
            return
        self._asked = plan
        if self._is_working:
            self._waiting = plan
        else:
            self._start(plan)

    def forget(self) -> None:
        """Forget the plan: what is still being worked out is of no interest."""
        self._asked = self._waiting = None

    def _start(self, plan: Plan) -> None:
        self._is_working = True
        self._waiting = None
        services = self.services

        def work(_: Library) -> tuple[Alert, ...]:
            from desktop_app.planning.checking import check_plan
            from desktop_app.ui.plans.body import plan_atlas

            return check_plan(plan_atlas(services), services.content, plan)

        services.read(work, self._done, on_error=self._missed, owner=self)

    def _done(self, alerts: tuple[Alert, ...]) -> None:
        self._is_working = False
        if not self._go_on() and self._asked is not None:
            self.answered.emit(alerts)

    def _missed(self, error: Exception) -> None:
        self._is_working = False
        if self._go_on():
            return
        self._asked = None
        self.failed.emit(str(error))
        if not isinstance(error, WorldError):
            self.services.trouble.emit(error)

    def _go_on(self) -> bool:
        if self._waiting is None:
            return False
        self._start(self._waiting)
        return True


def _same(one: Plan, other: Plan) -> bool:
    """Tell whether two plans are one for the rules: what is written about them does not count."""
    return (
        one.key == other.key
        and one.condition == other.condition
        and one.cause == other.cause
        and one.facts == other.facts
        and one.flags == other.flags
        and one.points == other.points
        and one.acknowledged == other.acknowledged
        and one.findings == other.findings
        and one.area == other.area
    )
