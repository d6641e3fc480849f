"""Gestures on the diagram: each begins, moves, ends or is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

DRAG_FROM = 4.0
"""Pixels the pointer must travel before a press becomes a drag and is no click any more."""


class PickOrPan:
    """A press: a click if the pointer stays where it is, else the view is dragged along.

    Parameters
    ----------
    picked
        Called with the place of a click.
    panned
        Called with the step of each move of a drag.
    """

    def __init__(
        self, picked: Callable[[float, float], None], panned: Callable[[float, float], None]
    ) -> None:
        self._picked = picked
        self._panned = panned
        self._start: tuple[float, float] | None = None
        self._last = (0.0, 0.0)
        self._moved = (0.0, 0.0)
        self.dragging = False

    @property
    def active(self) -> bool:
        """Tell whether a press is under way."""
        return self._start is not None

    def begin(self, x: float, y: float) -> None:
        """Press."""
        self._start = self._last = (x, y)
        self._moved = (0.0, 0.0)
        self.dragging = False

    def move(self, x: float, y: float) -> None:
        """Move with the button held."""
        if self._start is None:
            return
        if not self.dragging and hypot(x - self._start[0], y - self._start[1]) < DRAG_FROM:
            return
        self.dragging = True
        step = (x - self._last[0], y - self._last[1])
        self._last = (x, y)
        self._moved = (self._moved[0] + step[0], self._moved[1] + step[1])
        self._panned(*step)

    def end(self, x: float, y: float) -> None:
        """Let go."""
        if self._start is None:
            return
        self._start = None
        if not self.dragging:
            self._picked(x, y)
        self.dragging = False

    def cancel(self) -> None:
        """Take the drag back; nothing is picked."""
        if self.dragging:
            self._panned(-self._moved[0], -self._moved[1])
        self._start = None
        self.dragging = False
