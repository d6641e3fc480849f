"""The axis of a forest plot: which stretch it shows, where its ticks stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, log, log10
from statistics import median

from desktop_app.domain.appraisal import Effect, Measure
from desktop_app.domain.pooling import on_scale

MOST_TICKS = 7
NARROW = 4.0
"""Ratios from end to end below which ticks are even steps, not doublings."""

LEAST_SIDE = 0.45
"""The narrower side of no difference is at least this part of the wider one."""

_RATIOS = (1, 1.5, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of values, on logarithms if they are ratios, laid over pixels.

    ``low`` and ``high`` stand on the scale of pooling.
    """

    measure: Measure
    low: float
    high: float
    left: float
    right: float

    def place(self, value: float) -> float:
        """Return where a value lies, pixels; what lies outside is put at the nearer end."""
        part = (self._scaled(value) - self.low) / (self.high - self.low)
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies on the stretch."""
        return self.low - 1e-9 <= self._scaled(value) <= self.high + 1e-9

    def _scaled(self, value: float) -> float:
        if self.measure.is_ratio and value <= 0:
            return float("-inf")
        return on_scale(self.measure, value)

    def ticks(self) -> tuple[float, ...]:
        """Return round values on the stretch, the one of no difference among them."""
        if not self.measure.is_ratio:
            return _round_steps(self.low, self.high)
        if self.high - self.low < log(NARROW):
            # Doublings are too far apart here; the ticks are as round, if not as even.
            return tuple(v for v in _round_steps(exp(self.low), exp(self.high)) if self.holds(v))
        most = exp(max(abs(self.low), abs(self.high)))
        steps = [value for value in _RATIOS if value <= most * (1 + 1e-9)]
        while len(steps) > MOST_TICKS // 2 + 1:
            steps = [steps[0], *steps[2::2]] if len(steps) > 2 else steps[:1]
        both = sorted({*steps, *(1 / value for value in steps)})
        return tuple(value for value in both if self.holds(value))


def axis_for(effects: Sequence[Effect], left: float, right: float) -> Axis:
    """Return an axis that shows every effect and as much of each interval as is sensible.

    An interval much wider than the others is cut off, so that it does not flatten them.
    """
    measure = effects[0].measure
    values = [on_scale(measure, each.value) for each in effects]
    lows = [on_scale(measure, each.value if each.low is None else each.low) for each in effects]
    highs = [on_scale(measure, each.value if each.high is None else each.high) for each in effects]
    null = on_scale(measure, measure.null)
    widths = [high - low for low, high in zip(lows, highs, strict=True)]
    room = 1.5 * median(widths)
    low = max(min(lows), min(*values, null) - room)
    high = min(max(highs), max(*values, null) + room)
    low, high = min(low, null), max(high, null)
    air = 0.06 * (high - low)
    low, high = low - air, high + air
    # Either side of no difference keeps room for the words on whom it favours.
    low = min(low, null - LEAST_SIDE * (high - null))
    high = max(high, null + LEAST_SIDE * (null - low))
    return Axis(measure, low, high, left, right)


def _round_steps(low: float, high: float) -> tuple[float, ...]:
    rough = (high - low) / (MOST_TICKS - 1)
    power = 10 ** floor(log10(rough))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def tick_words(value: float) -> str:
    """Return a tick's value as short as it can be, with a true minus sign."""
    words = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return words.replace("-", "−")
