"""The steps of a plan as data: what each is called, how it is made, what its row says of a plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktop_app.domain.plans import Plan
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.ui.plans.step import Step
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

Alerts = tuple[Alert, ...] | None
"""What the safety check says; None until it has been made once."""


class Mark(NamedTuple):
    """A few words on how far a step is; ``tone`` is a token of ``ui.tokens``."""

    words: str
    tone: str = "quiet"


class StepRow(NamedTuple):
    """A step: id, words, how it is made when first shown, what stands under its words."""

    id: str
    words: str
    make: Callable[[Services], Step]
    mark: Callable[[Plan, Alerts], Mark]


def _client(services: Services) -> Step:
    from desktop_app.ui.plans.client import ClientStep

    return ClientStep(services)


def _client_mark(plan: Plan, _: Alerts) -> Mark:
    open_flags = sum(there for _, there in plan.flags)
    if open_flags:
        return Mark(counted(open_flags, "red flag", "red flags"), "danger")
    if _is_unasked(plan):
        return Mark("ask first", "caution")
    return Mark(counted(len(plan.facts), "fact", "facts") if plan.facts else "")


def _is_unasked(plan: Plan) -> bool:
    """Tell whether points were chosen for a client of whom no red flag has been asked."""
    return bool(plan.chosen) and not plan.flags and not plan.template


def _area(services: Services) -> Step:
    from desktop_app.ui.plans.marking.step import AreaStep

    return AreaStep(services)


def _area_mark(plan: Plan, _: Alerts) -> Mark:
    return Mark("" if plan.area.is_empty else "marked")


def _points(services: Services) -> Step:
    from desktop_app.ui.plans.points.step import PointsStep

    return PointsStep(services)


def _points_mark(plan: Plan, _: Alerts) -> Mark:
    return Mark(counted(len(plan.chosen), "point", "points") if plan.chosen else "")


def _safety(services: Services) -> Step:
    from desktop_app.ui.plans.safety import SafetyStep

    return SafetyStep(services)


def _safety_mark(plan: Plan, alerts: Alerts) -> Mark:
    if alerts is None:
        return Mark("")
    unread = [alert for alert in alerts if not alert.acknowledged]
    if unread:
        stops = any(alert.gravity is Gravity.STOP for alert in unread)
        return Mark(counted(len(unread), "alert", "alerts"), "danger" if stops else "caution")
    if alerts:
        return Mark(f"{len(alerts)} acknowledged")
    # Before anything has been chosen or asked there is nothing that the rules could object to.
    return Mark("no alert" if plan.chosen and not _is_unasked(plan) else "")


def _sessions(services: Services) -> Step:
    from desktop_app.ui.plans.sessions import SessionsStep

    return SessionsStep(services)


def _sessions_mark(plan: Plan, _: Alerts) -> Mark:
    given = plan.treatments
    if plan.sessions_planned:
        return Mark(f"{given} of {plan.sessions_planned}")
    return Mark(f"{given} given" if given else "")


def _paper(services: Services) -> Step:
    from desktop_app.ui.plans.paper import PaperStep

    return PaperStep(services)


def _no_mark(_: Plan, __: Alerts) -> Mark:
    return Mark("")


STEPS: tuple[StepRow, ...] = (
    StepRow("client", "Client", _client, _client_mark),
    StepRow("area", "Area", _area, _area_mark),
    StepRow("points", "Points", _points, _points_mark),
    StepRow("safety", "Safety", _safety, _safety_mark),
    StepRow("sessions", "Sessions", _sessions, _sessions_mark),
    StepRow("paper", "Paper", _paper, _no_mark),
)
"""The steps in their order."""
