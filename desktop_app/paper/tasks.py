"""Tasks of an exam: number, what is asked, boxes to tick, and a picture beside them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.paper import inks
from desktop_app.paper.drawing import Drawn
from desktop_app.paper.letters import BOLD
from desktop_app.paper.painting import paint
from desktop_app.paper.pieces import Pen, Piece, Prose, gap, put
from desktop_app.paper.tags import Node

GAP = 14.0
"""White space between words and picture, points."""


class Boxed(Piece):
    """An answer with an empty box before it."""

    SIDE, INDENT = 8.5, 17.0

    def __init__(self, body: Prose) -> None:
        self.body = body
        self.after = 2.5

    def height(self, width: float) -> float:
        """Return how high it is."""
        return self.body.height(width - self.INDENT)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw box and words."""
        leading = float(self.body.paragraph.style.leading)
        below = top - leading / 2 - self.SIDE / 2 - 0.5
        with pen.tags.artifact(pen.canvas):
            pen.canvas.setStrokeColor(inks.QUIET)
            pen.canvas.setLineWidth(0.8)
            pen.canvas.rect(x, below, self.SIDE, self.SIDE, stroke=1, fill=0)
        self.body.draw(pen, x + self.INDENT, top, width - self.INDENT)


class Numbered(Piece):
    """A task; it is never split, and its number stands in a margin of its own."""

    INDENT = 24.0
    before = 9.0
    after = 9.0

    def __init__(
        self, number: tuple[str, Node], pieces: Sequence[Piece], picture: tuple[Drawn, Node] | None
    ) -> None:
        self.number, self.label = number
        self.pieces = pieces
        self.picture = picture

    def height(self, width: float) -> float:
        """Return how high the words are, or the picture if it is higher."""
        high = self.picture[0].height if self.picture else 0.0
        return max(self._words_high(width), high)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw number, words and boxes, the picture at their right."""
        first = self.pieces[0]
        style = first.paragraph.style if isinstance(first, Prose) else None
        size = float(style.fontSize) if style else 9.5
        leading = float(style.leading) if style else size * 1.4
        with pen.tags.marked(pen.canvas, self.label):
            pen.canvas.setFillColor(inks.ACCENT)
            put(pen, x, top - leading / 2 - size * 0.36, self.number, size, BOLD)
        inner, down, last = self._inner(width), top, None
        for piece in self.pieces:
            down -= gap(last, piece)
            piece.draw(pen, x + self.INDENT, down, inner)
            down -= piece.height(inner)
            last = piece
        if self.picture:
            drawn, node = self.picture
            left = x + width - drawn.width
            node.box = (left, top - drawn.height, left + drawn.width, top)
            with pen.tags.marked(pen.canvas, node):
                paint(pen, drawn, left, top)

    def _inner(self, width: float) -> float:
        beside = self.picture[0].width + GAP if self.picture else 0.0
        return width - self.INDENT - beside

    def _words_high(self, width: float) -> float:
        inner, total, last = self._inner(width), 0.0, None
        for piece in self.pieces:
            total += piece.height(inner) + gap(last, piece)
            last = piece
        return total


class PageEnd(Piece):
    """Nothing; what follows begins on a new page."""

    breaks = True

    def height(self, width: float) -> float:  # noqa: ARG002  it takes no room
        """Return nothing."""
        return 0.0

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw nothing."""
