"""Where the pages of a file stand on the scrolled ground; numbers, no widgets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

GAP = 12
"""Room around and between pages, pixels."""

FIT_WIDTH, FIT_PAGE = 0.0, -1.0
"""Zooms that follow the room: the widest page fills it, one page fits into it."""

STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
"""The zooms that the buttons go through; 1.0 is life size."""

LEAST, MOST = STEPS[0], STEPS[-1]


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float


class Frame(NamedTuple):
    """Where a page stands: pixels from the top left of the ground."""

    left: float
    top: float
    width: float
    height: float


class Layout:
    """Pages one below the other, each in the middle.

    Parameters
    ----------
    sizes
        Of the pages, in points.
    scale
        Pixels a point.
    room
        Width there is, pixels.
    """

    def __init__(self, sizes: Sequence[Size], scale: float, room: float) -> None:
        self.sizes = sizes
        self.scale = scale
        heights = (size.height * scale + GAP for size in sizes)
        self._tops = list(accumulate(heights, initial=float(GAP)))
        widest = max((size.width for size in sizes), default=0.0) * scale + 2 * GAP
        self.width = max(widest, room)
        self.height = self._tops[-1]

    def frame(self, page: int) -> Frame:
        """Return where a page stands."""
        size = self.sizes[page]
        width = size.width * self.scale
        left = (self.width - width) / 2
        return Frame(left, self._tops[page], width, size.height * self.scale)

    def page_at(self, top: float) -> int:
        """Return the page at a height of the ground; the nearest if there is none."""
        page = bisect_right(self._tops, top) - 1
        return min(max(page, 0), max(len(self.sizes) - 1, 0))

    def shown(self, top: float, bottom: float) -> range:
        """Return the pages of which something stands between two heights."""
        if not self.sizes:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)

    def read(self, top: float, bottom: float) -> int:
        """Return the page that one reads: the one in the middle of what is shown."""
        return self.page_at((top + bottom) / 2)

    def place(self, page: int, x: float, y: float) -> tuple[float, float]:
        """Return a place of the ground in points from a page's top left."""
        frame = self.frame(page)
        return (x - frame.left) / self.scale, (y - frame.top) / self.scale


def fitting(zoom: float, sizes: Sequence[Size], page: int, room: Size, life: float) -> float:
    """Return how many pixels a point takes at a zoom.

    Parameters
    ----------
    zoom
        A factor on life size, or one that follows the room.
    room
        What there is, pixels.
    life
        Pixels a point at life size.
    """
    if zoom > 0 or not sizes:
        return life * min(max(zoom, LEAST), MOST) if zoom > 0 else life
    widest = max(size.width for size in sizes)
    across = (room.width - 2 * GAP) / widest
    if zoom == FIT_PAGE:
        across = min((room.width - 2 * GAP) / sizes[page].width,
                     (room.height - 2 * GAP) / sizes[page].height)  # fmt: skip
    return min(max(across, life * LEAST), life * MOST)


def next_step(zoom: float, larger: bool) -> float:
    """Return the next zoom of the buttons above or below this one."""
    near = 0.01
    if larger:
        return next((step for step in STEPS if step > zoom + near), MOST)
    return next((step for step in reversed(STEPS) if step < zoom - near), LEAST)
