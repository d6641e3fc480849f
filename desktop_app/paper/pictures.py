"""Drawn limbs in rows: as many beside each other as there is room for, each with its caption."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader

from desktop_app.domain.area import Feeling
from desktop_app.paper.blocks import Text, strong, text
from desktop_app.paper.drawing import GAP, Drawn
from desktop_app.paper.painting import paint
from desktop_app.paper.pieces import Pen, Piece, Prose
from desktop_app.paper.stain import FEELING_WORDS, swatch
from desktop_app.paper.tags import Node

ALIKE = "One limb is drawn; the other is treated alike."

Set = Callable[[Text, ParagraphStyle, Node | None], Prose]


class PictureRow(Piece):
    """Drawings side by side, captions below."""

    before = 6.0
    after = 8.0

    def __init__(self, drawings: Sequence[tuple[Drawn, Node, Prose]]) -> None:
        self.drawings = drawings

    def height(self, width: float) -> float:  # noqa: ARG002  drawings have their size
        """Return the height of the highest drawing and the longest caption."""
        return self._high() + max(
            caption.height(drawn.width) for drawn, _, caption in self.drawings
        )

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Draw them, standing on one line."""
        high = self._high()
        for drawn, node, caption in self.drawings:
            upper = top - (high - drawn.height)
            node.box = (x, upper - drawn.height, x + drawn.width, upper)
            with pen.tags.marked(pen.canvas, node):
                paint(pen, drawn, x, upper)
            caption.draw(pen, x, top - high, drawn.width)
            x += drawn.width + GAP

    def _high(self) -> float:
        return max(drawn.height for drawn, _, _ in self.drawings) + 2


class Legend(Piece):
    """What the patterns on the skin stand for, on one line."""

    after = 8.0
    SWATCH = 9.0
    STEP = 112.0

    def __init__(self, lead: Prose, feelings: Sequence[tuple[Feeling, Prose]]) -> None:
        self.lead = lead
        self.feelings = feelings

    def height(self, width: float) -> float:
        """Return how high it is."""
        return self.lead.height(width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw samples and words."""
        self.lead.draw(pen, x, top, width)
        x += pen.letters.width("Marked skin:", self.lead.paragraph.style.fontSize) + 8
        for feeling, words in self.feelings:
            sample = top - self.height(width) / 2 - self.SWATCH / 2
            with pen.tags.artifact(pen.canvas):
                picture = ImageReader(swatch(feeling, 4 * round(self.SWATCH)))
                pen.canvas.drawImage(picture, x, sample, self.SWATCH, self.SWATCH)
            words.draw(pen, x + self.SWATCH + 4, top, self.STEP)
            x += self.STEP


def picture_rows(
    drawings: Sequence[Drawn], within: Node, width: float, set_words: Set, style: ParagraphStyle
) -> Iterator[Piece]:
    """Yield rows of drawings."""
    row: list[tuple[Drawn, Node, Prose]] = []
    taken = 0.0
    for drawn in drawings:
        if row and taken + drawn.width > width + 0.5:
            yield PictureRow(row)
            row, taken = [], 0.0
        figure = within.add("Figure", alt=drawn.described)
        words = text(strong(drawn.title))
        row.append((drawn, figure, set_words(words, style, within.add("Caption"))))
        taken += drawn.width + GAP
    if row:
        yield PictureRow(row)
    if any(drawn.both for drawn in drawings):
        yield set_words(text(ALIKE), style, within.add("P"))
    feelings = [each for each in Feeling if any(each in drawn.feelings for drawn in drawings)]
    if feelings:
        lead = set_words(text("Marked skin:"), style, within.add("P"))
        told = [
            (each, set_words(text(FEELING_WORDS[each]), style, within.add("P")))
            for each in feelings
        ]
        yield Legend(lead, told)
