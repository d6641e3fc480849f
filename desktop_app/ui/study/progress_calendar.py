"""The days of a year on which one studied, as squares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF

from desktop_app.domain.learning import DayCount
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table
from desktop_app.ui.study.progress_words import day_words
from desktop_app.ui.words import counted

WEEKS = 53
LEVELS = ((1, "1 to 9"), (10, "10 to 24"), (25, "25 to 49"), (50, "50 and more"))
"""From how many reviews on the square of a day is filled further, with words for the legend."""

FILLED = (0.0, 0.36, 0.58, 0.8, 1.0)
"""Side of what is filled, as a share of the square's: read without colour."""

SMALLEST, LARGEST = 11, 16
"""Pixels at 100 % from one day to the next."""

WEEKDAYS = ((0, "Mon"), (2, "Wed"), (4, "Fri"))


class CalendarDrawing(Drawing):
    """How much was reviewed, day by day; weeks are columns that begin on Monday."""

    title = "Reviews, day by day"
    name = "study-calendar"

    def __init__(self, days: Sequence[DayCount], today: date) -> None:
        first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
        self.today = today
        self.days = tuple(each for each in days if first <= each.day <= today and each.reviews)
        self._known = {each.day: each for each in self.days}

    def least_width(self, style: object) -> float:
        """Return a width that every window has: with less room fewer weeks are drawn."""
        return 200.0

    def lay_out(self, canvas: Canvas) -> None:
        """Draw as many weeks up to this one as there is room for."""
        px, small = canvas.style.px, canvas.line_height("small")
        left = max(canvas.measure(words, "small") for _, words in WEEKDAYS) + px(8)
        room = canvas.width - left
        side = min(max(room / WEEKS, px(SMALLEST)), px(LARGEST))
        weeks = max(1, min(WEEKS, int(room / side + 0.01)))
        monday = self.today - timedelta(days=self.today.weekday(), weeks=weeks - 1)
        top = small + px(4)
        for number, words in WEEKDAYS:
            middle = top + (number + 0.5) * side
            canvas.text(0, middle - small / 2, words, "small", "quiet")
        self._name_months(canvas, left, side, monday, weeks)
        for weekday in range(7):
            for week in range(weeks):
                day = monday + timedelta(weeks=week, days=weekday)
                if day > self.today:
                    continue
                box = QRectF(left + week * side, top + weekday * side, side, side)
                _square(canvas, box, self._level(day))
                canvas.spot(box, self._words(day), "")
        self._legend(canvas, left, top + 7 * side + px(8))
        if weeks < WEEKS:
            place = canvas.height + px(4)
            canvas.text(left, place, f"The last {weeks} weeks; the table has the year.", "small",
                        "quiet")  # fmt: skip

    def table(self) -> Table:
        """Return the days on which something was reviewed, the last first."""
        rows = tuple(
            (day_words(each.day), str(each.reviews), str(each.right))
            for each in sorted(self.days, key=lambda each: each.day, reverse=True)
        )
        return Table(("Day", "Reviews", "Known"), rows)

    def summary(self) -> str:
        """Return on how many days of the year something was reviewed."""
        total = sum(each.reviews for each in self.days)
        days = counted(len(self.days), "day", "days")
        return f"{counted(total, 'review', 'reviews')} on {days} of the last year."

    def _level(self, day: date) -> int:
        known = self._known.get(day)
        return sum(known.reviews >= least for least, _ in LEVELS) if known else 0

    def _words(self, day: date) -> str:
        known = self._known.get(day)
        if known is None:
            return f"{day_words(day)}: no reviews"
        reviews = counted(known.reviews, "review", "reviews")
        return f"{day_words(day)}: {reviews}, {known.right} known"

    def _name_months(
        self, canvas: Canvas, left: float, side: float, monday: date, weeks: int
    ) -> None:
        reach = float("-inf")
        for week in range(weeks):
            day = monday + timedelta(weeks=week)
            # A month that ends here is named only if its name ends before the next begins.
            if day.day > (7 if week else 14):
                continue
            words, at = f"{day:%b}", left + week * side
            width = canvas.measure(words, "small")
            if at > reach + canvas.style.px(6) and at + width <= canvas.width:
                canvas.text(at, 0, words, "small", "quiet")
                reach = at + width

    def _legend(self, canvas: Canvas, left: float, top: float) -> None:
        px, side = canvas.style.px, canvas.style.px(12)
        first = left
        for level, words in enumerate(("none", *(words for _, words in LEVELS))):
            wide = side + px(4) + canvas.measure(words, "small")
            if left > first and left + wide > canvas.width:
                left, top = first, top + canvas.line_height("small") + px(4)
            drop = (canvas.line_height("small") - side) / 2
            _square(canvas, QRectF(left, top + drop, side, side), level)
            canvas.text(left + side + px(4), top, words, "small", "quiet")
            left += wide + px(12)


def _square(canvas: Canvas, box: QRectF, level: int) -> None:
    inset = canvas.style.px(1)
    whole = box.adjusted(inset, inset, -inset, -inset)
    canvas.box(whole, "badge", "edge" if level else "line", canvas.style.px(1.5), 0.8)
    if level:
        rest = whole.width() * (1 - FILLED[level]) / 2
        canvas.box(whole.adjusted(rest, rest, -rest, -rest), "accent", radius=canvas.style.px(1.5))
