"""Bubbles: area grows with the people in a study, colour and shape say what it found."""

from __future__ import annotations

from math import log10

from desktop_app.domain.evidence import Direction
from desktop_app.domain.evidence_words import DIRECTION_WORDS
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.rich.badges import DIRECTION_MARKS, MARK_TOKENS

LEAST, STEP = 6.5, 2.5
"""Radius of the smallest bubble, and what each tenfold of people adds, pixels at 100 %."""

SAMPLES = (10, 100, 1_000, 10_000)
GROUND = 0.22
"""Opacity of a bubble's ground."""


def radius(canvas: Canvas, people: int | None) -> float:
    """Return a bubble's radius; those whose people are not counted are as small as can be."""
    return canvas.style.px(LEAST + STEP * log10(max(people or 1, 1)))


def bubble(
    canvas: Canvas, middle: tuple[float, float], people: int | None, direction: Direction
) -> None:
    """Draw a bubble; without a ground where the people are not counted."""
    mark = DIRECTION_MARKS[direction]
    token = MARK_TOKENS[mark]
    size = radius(canvas, people)
    canvas.circle(
        middle, size, token if people is not None else "", token, opacity=GROUND, width=1.2
    )
    canvas.mark(middle, canvas.style.px(8.5), mark, token)


def people_words(people: int | None) -> str:
    """Return a number of people in words."""
    if people is None:
        return "number of people not recorded"
    return f"{people:,} {'person' if people == 1 else 'people'}"


def legend(canvas: Canvas, top: float) -> float:
    """Draw what colours, shapes and sizes mean; return where it ends."""
    px = canvas.style.px
    shapes = _Line(canvas, top, px(20))
    for direction in Direction:
        mark = DIRECTION_MARKS[direction]
        words = DIRECTION_WORDS[direction]
        x, middle = shapes.take(px(30) + canvas.measure(words, "small"))
        canvas.mark((x + px(6), middle), px(9), mark, MARK_TOKENS[mark])
        _small(canvas, x + px(16), middle, words)
    sizes = _Line(canvas, shapes.bottom + px(2), 2 * radius(canvas, SAMPLES[-1]) + px(2))
    for people in (None, *SAMPLES):
        size = radius(canvas, people)
        words = "people not counted" if people is None else f"{people:,}"
        words += " people" if people == SAMPLES[-1] else ""
        x, middle = sizes.take(2 * size + px(18) + canvas.measure(words, "small"))
        fill = "neutral" if people else ""
        canvas.circle((x + size, middle), size, fill, "neutral", opacity=GROUND)
        _small(canvas, x + 2 * size + px(4), middle, words)
    canvas.skip(sizes.bottom)
    return sizes.bottom


class _Line:
    """Things set side by side, in a further line where one is full."""

    def __init__(self, canvas: Canvas, top: float, height: float) -> None:
        self._width = canvas.width
        self._height = height
        self._left = 0.0
        self._top = top

    @property
    def bottom(self) -> float:
        return self._top + self._height

    def take(self, width: float) -> tuple[float, float]:
        """Return the left edge and the middle of the place for the next thing."""
        if self._left and self._left + width > self._width:
            self._left, self._top = 0.0, self._top + self._height
        left, self._left = self._left, self._left + width
        return left, self._top + self._height / 2


def _small(canvas: Canvas, left: float, middle: float, words: str) -> None:
    canvas.text(left, middle - canvas.line_height("small") / 2, words, "small", "quiet")
