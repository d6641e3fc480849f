"""What flows over the pages of a PDF: each piece knows its height, splits, and draws itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.paragraph import Paragraph

from desktop_app.paper import inks
from desktop_app.paper.letters import Letters
from desktop_app.paper.tags import Node, Tags


@dataclass(frozen=True, slots=True)
class Pen:
    """What pieces are drawn with."""

    canvas: Canvas
    tags: Tags
    letters: Letters


class Piece:
    """Something of a width it is given; lengths are in points.

    Parameters
    ----------
    before, after
        White space; between two pieces the greater of both counts.
    keeps
        Whether the next piece must begin on the same page.
    breaks
        Whether the next piece must begin on another page.
    """

    before = 0.0
    after = 0.0
    keeps = False
    breaks = False

    def height(self, width: float) -> float:
        """Return how high it is."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """Return the height that must be free for it to begin."""
        return self.height(width)

    def split(
        self,
        width: float,  # noqa: ARG002  what stays whole need not look
        room: float,  # noqa: ARG002
    ) -> tuple[Piece, Piece] | None:
        """Return what fits into a height and the rest, or None if it stays whole."""
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner here."""
        raise NotImplementedError


class Prose(Piece):
    """A paragraph; ``node`` is what it is in the structure, None if no part of it."""

    def __init__(
        self, paragraph: Paragraph, node: Node | None, *, bookmark: tuple[str, int] | None = None
    ) -> None:
        self.paragraph = paragraph
        self.node = node
        self.bookmark = bookmark
        style: ParagraphStyle = paragraph.style
        self.before, self.after = style.spaceBefore, style.spaceAfter
        self.keeps = bool(getattr(style, "keepWithNext", 0))
        self._heights: dict[float, float] = {}

    def height(self, width: float) -> float:
        """Return how high it is."""
        if width not in self._heights:
            self._heights = {width: float(self.paragraph.wrap(width, 1e6)[1])}
        return self._heights[width]

    def least(self, width: float) -> float:
        """Two lines, or all of it if there are no more than three."""
        leading = float(self.paragraph.style.leading)
        whole = self.height(width)
        return whole if whole <= 3.5 * leading else 2 * leading

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Split between lines; none stands alone at the top or foot of a page."""
        leading = float(self.paragraph.style.leading)
        # One line more is left behind than fits if only one would follow.
        room = min(room, self.height(width) - 1.5 * leading)
        if room < 2 * leading:
            return None
        self.height(width)
        halves = self.paragraph.split(width, room)
        if len(halves) != 2:
            return None
        head = Prose(halves[0], self.node, bookmark=self.bookmark)
        return head, Prose(halves[1], self.node)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it."""
        below = top - self.height(width)
        if self.bookmark:
            title, level = self.bookmark
            key = f"h{id(self)}"
            pen.canvas.bookmarkHorizontal(key, 0, top + 8)
            pen.canvas.addOutlineEntry(title, key, level, closed=False)
        if self.node is None:
            with pen.tags.artifact(pen.canvas):
                self.paragraph.drawOn(pen.canvas, x, below)
            return
        with pen.tags.marked(pen.canvas, self.node):
            self.paragraph.drawOn(pen.canvas, x, below)


class Stack(Piece):
    """Pieces one below the other."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = list(pieces)
        if self.pieces:
            self.before, self.after = self.pieces[0].before, self.pieces[-1].after

    def height(self, width: float) -> float:
        """Return how high all are, with the white space between them."""
        total, last = 0.0, None
        for piece in self.pieces:
            total += piece.height(width) + gap(last, piece)
            last = piece
        return total

    def least(self, width: float) -> float:
        """Return what the first needs, and those that it keeps with it."""
        total, last = 0.0, None
        for piece in self.pieces:
            total += gap(last, piece)
            if not piece.keeps:
                return total + piece.least(width)
            total += piece.height(width)
            last = piece
        return total

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Split between pieces, or within the last that begins."""
        taken, last = 0.0, None
        for place, piece in enumerate(self.pieces):
            taken += gap(last, piece)
            height = piece.height(width)
            if taken + height > room:
                return self._split_at(place, piece, width, room - taken)
            taken += height
            last = piece
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw them."""
        last = None
        for piece in self.pieces:
            top -= gap(last, piece)
            piece.draw(pen, x, top, width)
            top -= piece.height(width)
            last = piece

    def _split_at(
        self, place: int, piece: Piece, width: float, room: float
    ) -> tuple[Piece, Piece] | None:
        halves = piece.split(width, room) if room > 0 else None
        head, rest = self.pieces[:place], self.pieces[place:]
        if halves is not None:
            head, rest = [*head, halves[0]], [halves[1], *rest[1:]]
        while halves is None and head and head[-1].keeps:
            rest = [head.pop(), *rest]
        return (Stack(head), Stack(rest)) if head else None


class Bulleted(Piece):
    """An item of a list, its mark beside it; the mark stands where the item begins."""

    def __init__(
        self, body: Piece, mark: str, indent: float, style: ParagraphStyle, label: Node | None
    ) -> None:
        self.body, self.mark, self.indent, self.style, self.label = body, mark, indent, style, label
        self.before, self.after = body.before, body.after

    def height(self, width: float) -> float:
        """Return how high it is."""
        return self.body.height(width - self.indent)

    def least(self, width: float) -> float:
        """Return what must be free for it to begin."""
        return self.body.least(width - self.indent)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Split the item; the rest has no mark."""
        halves = self.body.split(width - self.indent, room)
        if halves is None:
            return None
        head = Bulleted(halves[0], self.mark, self.indent, self.style, self.label)
        return head, Bulleted(halves[1], "", self.indent, self.style, None)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw mark and item."""
        if self.mark and self.label is not None:
            with pen.tags.marked(pen.canvas, self.label):
                size = self.style.fontSize
                pen.canvas.setFillColor(inks.ACCENT)
                baseline = top - self.style.leading + (self.style.leading - size) * 0.5 + size * 0.2
                put(pen, x, baseline, self.mark, size, self.style.fontName)
        self.body.draw(pen, x + self.indent, top, width - self.indent)


class Barred(Piece):
    """Pieces with a bar at their left side."""

    INDENT = 12.0
    WHOLE = 240.0
    """Up to this height it is not split."""

    def __init__(self, body: Piece, colour: str) -> None:
        self.body, self.colour = body, colour
        self.before, self.after = 6.0, 10.0

    def height(self, width: float) -> float:
        """Return how high it is."""
        return self.body.height(width - self.INDENT)

    def least(self, width: float) -> float:
        """Return what must be free for it to begin: all of it, unless it is long."""
        whole = self.height(width)
        return whole if whole <= self.WHOLE else self.body.least(width - self.INDENT)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Split what is in it; both halves have the bar."""
        halves = self.body.split(width - self.INDENT, room)
        return (Barred(halves[0], self.colour), Barred(halves[1], self.colour)) if halves else None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw bar and content."""
        high = self.height(width)
        with pen.tags.artifact(pen.canvas):
            pen.canvas.setFillColor(self.colour)
            pen.canvas.rect(x, top - high, 2.5, high, stroke=0, fill=1)
        self.body.draw(pen, x + self.INDENT, top, width - self.INDENT)


class BlankLine(Piece):
    """A line to write on by hand."""

    before = 14.0
    after = 6.0

    def __init__(self, label: Prose) -> None:
        self.label = label

    def height(self, width: float) -> float:
        """Return how high it is."""
        return self.label.height(width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the words, and the line to the margin."""
        self.label.draw(pen, x, top, width)
        start = x + float(max(self.label.paragraph.getActualLineWidths0(), default=0.0)) + 8
        with pen.tags.artifact(pen.canvas):
            pen.canvas.setStrokeColor(inks.QUIET)
            pen.canvas.setLineWidth(0.7)
            below = top - self.height(width) + 3
            pen.canvas.line(min(start, x + width - 60), below, x + width, below)


def gap(upper: Piece | None, lower: Piece) -> float:
    """Return the white space between two pieces; none above the first."""
    return 0.0 if upper is None else max(upper.after, lower.before)


def put(pen: Pen, x: float, y: float, words: str, size: float, font: str) -> float:
    """Write words on one line in the fonts that have their letters; return where they end."""
    for name, part in pen.letters.split(words, font):
        pen.canvas.setFont(name, size)
        pen.canvas.drawString(x, y, part)
        x += float(pen.canvas.stringWidth(part, name, size))
    return x
