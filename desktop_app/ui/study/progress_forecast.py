"""What will be due on each of the next days, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from desktop_app.domain.learning import DayCount
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table
from desktop_app.ui.study.progress_words import day_words
from desktop_app.ui.words import counted

HEIGHT = 120
"""Height of the field of the bars, pixels at 100 %."""

MOST_TICKS = 4


class ForecastDrawing(Drawing):
    """How many questions come due, day by day."""

    title = "Questions due in the next 30 days"
    name = "study-forecast"
    print_width = 640

    def __init__(self, forecast: Sequence[DayCount]) -> None:
        self.forecast = tuple(forecast)

    def lay_out(self, canvas: Canvas) -> None:
        """Draw a bar for each day over a scale; days are named a week apart."""
        if not self.forecast:
            canvas.text(0, 0, "Nothing is due.", ink="quiet")
            return
        px = canvas.style.px
        ticks = scale_of(max(each.reviews for each in self.forecast))
        small = canvas.line_height("small")
        top = small / 2 + px(2)
        bottom = top + px(HEIGHT)
        left = max(canvas.measure(str(tick), "small") for tick in ticks) + px(8)
        for tick in ticks:
            at = bottom - tick / ticks[-1] * (bottom - top)
            canvas.line((left, at), (canvas.width, at), "line")
            canvas.text(left - px(6), at - small / 2, str(tick), "small", "quiet", align=1.0)
        room = (canvas.width - left) / len(self.forecast)
        for place, each in enumerate(self.forecast):
            x = left + place * room
            height = each.reviews / ticks[-1] * (bottom - top)
            wide = max(room - px(3), 2.0)
            if each.reviews:
                bar = QRectF(x + (room - wide) / 2, bottom - height, wide, height)
                canvas.box(bar, "accent", radius=min(px(2), wide / 2, height / 2))
            canvas.spot(QRectF(x, top, room, bottom - top), _words(each), "")
        self._name_days(canvas, left, room, bottom + px(4))

    def table(self) -> Table:
        """Return the days with what is due on each."""
        rows = tuple((day_words(each.day), str(each.reviews)) for each in self.forecast)
        return Table(("Day", "Due"), rows)

    def summary(self) -> str:
        """Return how many come due in all, and on which day most."""
        total = sum(each.reviews for each in self.forecast)
        if not total:
            return "Nothing comes due in the next 30 days."
        most = max(self.forecast, key=lambda each: each.reviews)
        return (
            f"{counted(total, 'question', 'questions')} due in the next 30 days; "
            f"most on {day_words(most.day)}: {most.reviews}."
        )

    def _name_days(self, canvas: Canvas, left: float, room: float, top: float) -> None:
        reach = float("-inf")
        for place in range(0, len(self.forecast), 7):
            day = self.forecast[place].day
            words = f"{day.day} {day:%b}" if place else "today"
            at = left + place * room
            width = canvas.measure(words, "small")
            if at >= reach + canvas.style.px(8) and at + width <= canvas.width:
                canvas.text(at, top, words, "small", "quiet")
                reach = at + width


def scale_of(most: int) -> tuple[int, ...]:
    """Return round numbers from 0 to at least ``most``, few enough to be read."""
    unit = 1
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if step * MOST_TICKS >= most:
                count = max(1, -(-most // step))
                return tuple(step * number for number in range(count + 1))
        unit *= 10


def _words(each: DayCount) -> str:
    due = f"{counted(each.reviews, 'question', 'questions')} due" if each.reviews else "nothing due"
    return f"{day_words(each.day)}: {due}"
