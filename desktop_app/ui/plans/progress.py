"""What was measured at the visits of a plan, as a drawing: one measure, a line for each limb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QRectF

from desktop_app.domain.area import Side
from desktop_app.domain.measures import HIGHER, Measure
from desktop_app.domain.plans import BASELINE, Plan, Session
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table
from desktop_app.ui.figures.style import Style

CAUSE = (
    "As measured. A change over time has many causes; none of this shows that the treatment "
    "brought it about."
)

SIDES: tuple[Side | None, ...] = (None, Side.RIGHT, Side.LEFT)
INKS = {None: "accent", Side.RIGHT: "accent", Side.LEFT: "site"}
Height = Callable[[float], float]
"""Where a value stands, pixels from the top."""

HEIGHT = 168
"""Height of the field of a plot, pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of a plan with its number; the baseline is number 0."""

    number: int
    session: Session

    @property
    def words(self) -> str:
        """What it is called."""
        return f"Session {self.number}" if self.number else "Baseline"


def visits(plan: Plan) -> tuple[Visit, ...]:
    """Return the visits in the order of their days, numbered; the baseline is the first."""
    held = sorted(plan.sessions, key=lambda each: (each.key != BASELINE, each.day))
    first = 0 if any(each.key == BASELINE for each in held) else 1
    return tuple(Visit(number, each) for number, each in enumerate(held, first))


@dataclass(frozen=True, slots=True)
class Reading:
    """One value: at which visit, of which limb."""

    visit: Visit
    side: Side | None
    value: float


def readings(plan: Plan, measure: Measure) -> tuple[Reading, ...]:
    """Return what was measured, limb by limb in the order of the visits."""
    return tuple(
        Reading(visit, side, each.value)
        for side in SIDES
        for visit in visits(plan)
        for each in visit.session.measured
        if each.measure == measure.id and each.side is side
    )


def value_words(measure: Measure, value: float) -> str:
    """Return a value with its unit."""
    return f"{value:.{measure.decimals}f} {measure.unit}".strip()


def day_words(day: date) -> str:
    """Return a day in words."""
    return f"{day.day} {day:%b %Y}"


class ProgressDrawing(Drawing):
    """One measure over the visits."""

    print_width = 520

    def __init__(self, measure: Measure, held: Sequence[Reading]) -> None:
        self.measure = measure
        self.held = tuple(held)
        self.title = f"{measure.name}, visit by visit"
        self.name = f"progress-{measure.id}"

    def least_width(self, style: Style) -> float:
        """Return the width below which the figure is scrolled rather than squeezed."""
        return style.px(180)

    def lay_out(self, canvas: Canvas) -> None:
        """Draw the field with its scale, the visits below, the values as marks joined by lines."""
        if not self.held:
            canvas.text(0, 0, "Not measured yet.", ink="quiet")
            return
        px, measure = canvas.style.px, self.measure
        better = "higher is better" if measure.better == HIGHER else "lower is better"
        top = canvas.block(0, 0, canvas.width, f"{measure.unit}; {better}".lstrip("; "), "small",
                           "quiet")  # fmt: skip
        top += px(8)
        ticks = _ticks(measure)
        left = max(canvas.measure(_plain(tick), "small") for tick in ticks) + px(10)
        right = canvas.width - px(12)
        bottom = top + px(HEIGHT)

        def height(value: float) -> float:
            part = (value - measure.least) / (measure.most - measure.least)
            return bottom - min(max(part, 0.0), 1.0) * (bottom - top)

        for tick in ticks:
            at = height(tick)
            canvas.line((left, at), (right, at), "line")
            canvas.text(left - px(6), at - canvas.line_height("small") / 2, _plain(tick), "small",
                        "quiet", align=1.0)  # fmt: skip
        places = self._places(left + px(12), right - px(12))
        self._visits(canvas, places, bottom + px(4))
        for side in SIDES:
            self._line(canvas, side, places, height)
        self._legend(canvas, left, bottom + px(12) + canvas.line_height("small"))

    def table(self) -> Table:
        """Return the visits with what was measured at each."""
        sides = [side for side in SIDES if any(each.side is side for each in self.held)]
        heads = [side.value.capitalize() if side else "Value" for side in sides]
        known = {(each.visit.number, each.side): each for each in self.held}
        order = {each.visit.number: each.visit for each in self.held}
        rows = tuple(
            (
                str(number) if number else "Baseline",
                day_words(order[number].session.day),
                *(self._cell(known.get((number, side))) for side in sides),
            )
            for number in sorted(order)
        )
        return Table(("Visit", "Day", *heads), rows)

    def summary(self) -> str:
        """Return the first and the last value of each limb."""
        said = []
        for side in SIDES:
            own = [each for each in self.held if each.side is side]
            if not own:
                continue
            limb = f"{side.value}: " if side else ""
            ends = [own[0]] if len(own) == 1 else [own[0], own[-1]]
            told = ", ".join(
                f"{value_words(self.measure, each.value)} at "
                f"{each.visit.words[0].lower()}{each.visit.words[1:]}"
                for each in ends
            )
            said.append(f"{limb}{told}")
        return f"{self.measure.name}. {'; '.join(said) or 'Not measured yet'}. {CAUSE}"

    def _cell(self, reading: Reading | None) -> str:
        return "–" if reading is None else f"{reading.value:.{self.measure.decimals}f}"

    def _places(self, left: float, right: float) -> dict[int, float]:
        """Return where each visit stands: as far apart as the days are."""
        order = {each.visit.number: each.visit.session.day for each in self.held}
        numbers = sorted(order)
        days = [order[number].toordinal() for number in numbers]
        if len(numbers) == 1:
            return {numbers[0]: (left + right) / 2}
        span = max(days) - min(days)
        if not span or len(set(days)) < len(days):
            step = (right - left) / (len(numbers) - 1)
            return {number: left + place * step for place, number in enumerate(numbers)}
        return {
            number: left + (day - min(days)) / span * (right - left)
            for number, day in zip(numbers, days, strict=True)
        }

    def _visits(self, canvas: Canvas, places: dict[int, float], top: float) -> None:
        reach = float("-inf")
        for number, at in places.items():
            words = str(number) if number else "base"
            half = canvas.measure(words, "small") / 2
            if at - half > reach + canvas.style.px(4):
                canvas.text(at, top, words, "small", "quiet", align=0.5)
                reach = at + half

    def _line(
        self, canvas: Canvas, side: Side | None, places: dict[int, float], height: Height
    ) -> None:
        px, ink = canvas.style.px, INKS[side]
        own = [each for each in self.held if each.side is side]
        spots = [(places[each.visit.number], height(each.value)) for each in own]
        dashes = (4.0, 3.0) if side is Side.LEFT else ()
        for start, end in pairwise(spots):
            canvas.line(start, end, ink, 1.6, dashes=dashes)
        for each, (x, y) in zip(own, spots, strict=True):
            _mark(canvas, (x, y), side)
            limb = f", {side.value}" if side else ""
            words = (
                f"{each.visit.words}, {day_words(each.visit.session.day)}{limb}: "
                f"{value_words(self.measure, each.value)}"
            )
            box = QRectF(x - px(10), y - px(10), px(20), px(20))
            canvas.spot(box, words, each.visit.session.key)

    def _legend(self, canvas: Canvas, left: float, top: float) -> None:
        px = canvas.style.px
        for side in (Side.RIGHT, Side.LEFT):
            if any(each.side is side for each in self.held):
                _mark(canvas, (left + px(6), top + canvas.line_height("small") / 2), side)
                words = side.value.capitalize()
                canvas.text(left + px(16), top, words, "small")
                left += px(32) + canvas.measure(words, "small")


def _mark(canvas: Canvas, middle: tuple[float, float], side: Side | None) -> None:
    """Draw a value: a disc, and for the left limb a diamond that is empty inside."""
    px = canvas.style.px
    x, y = middle
    if side is Side.LEFT:
        reach = px(5.5)
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        canvas.polygon(corners, "sheet", INKS[side])
    else:
        canvas.circle(middle, px(4.5), INKS[side], INKS[side])


def _ticks(measure: Measure) -> tuple[float, ...]:
    """Return round values from the least to the most a measure can be."""
    span = measure.most - measure.least
    step = next(each for each in (1, 2, 2.5, 5, 10, 20, 50) if span / each <= 5)
    count = int(span / step)
    ticks = [measure.least + number * step for number in range(count + 1)]
    if ticks[-1] < measure.most:
        # The end of the scale is told, in place of a tick that would stand too near to it.
        kept = ticks[:-1] if measure.most - ticks[-1] < step / 2 else ticks
        ticks = [*kept, measure.most]
    return tuple(ticks)


def _plain(value: float) -> str:
    return f"{value:g}"
