"""The form of what a day of study holds, and how sure recall is to be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.learning import Limits
from desktop_app.store import Library
from desktop_app.ui.dialogs.form import FormDialog
from desktop_app.ui.rich.fields import NumberField
from desktop_app.ui.services import Services

MOST = 9999


class _Number(NumberField):
    def __init__(self, label: str, explained: str, least: int, most: int) -> None:
        super().__init__(label, explained, whole=True)
        self._least, self._most = least, most

    def problem(self) -> str:
        """Tell what is no whole number of the range."""
        if not self.value():
            return "a number is needed."
        wrong = super().problem()
        if wrong:
            return wrong
        if not self._least <= (self.whole() or 0) <= self._most:
            return f"from {self._least} to {self._most}."
        return ""


class LimitsDialog(FormDialog):
    """Daily goal, new questions and reviews a day, and the recall aimed at."""

    def __init__(self, services: Services, parent: QWidget, limits: Limits) -> None:
        super().__init__(services, parent, "Daily goal and limits", 520, 560)
        page = self.part("Limits")
        self.goal = _Number(
            "Goal: answers a day", "What the bar on the first page counts up to.", 0, MOST
        )
        self.new = _Number(
            "New questions a day",
            "Each is asked again several times in the days that follow: the more new ones a day, "
            "the more reviews later.",
            0,
            MOST,
        )
        self.reviews = _Number(
            "Reviews a day",
            "What is due beyond it waits; what is likeliest forgotten comes first.",
            0,
            MOST,
        )
        self.retention = _Number(
            "Recall to aim at, %",
            "The chance that you still know something when it is asked again, 70 to 97. At 90 % "
            "one in ten is forgotten; more means that everything is asked much more often.",
            70,
            97,
        )
        for field, number in (
            (self.goal, limits.goal_a_day),
            (self.new, limits.new_a_day),
            (self.reviews, limits.reviews_a_day),
            (self.retention, round(limits.retention * 100)),
        ):
            field.show_number(number)
            page.add(field)
        page.body.addStretch(1)
        self.begin()

    def value(self) -> tuple[str, ...]:
        """Return what is entered, comparable."""
        return tuple(f.value() for f in (self.goal, self.new, self.reviews, self.retention))

    def verb(self) -> Callable[[Library], Changed]:
        """Return the verb that sets the limits."""
        from desktop_app.study.limits import set_limits

        wanted = Limits(
            self.new.whole() or 0,
            self.reviews.whole() or 0,
            self.goal.whole() or 0,
            (self.retention.whole() or 0) / 100,
        )
        return partial(set_limits, wanted=wanted)
