"""A sheet that figures are laid out on: it remembers what is drawn, where, and what it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop_app.domain.refs import Ref
from desktop_app.ui.figures.style import Style
from desktop_app.ui.rich.badges import Mark, paint_mark

Draw = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place one can point at: what it says, and what it opens: a ref, a query, or nothing."""

    box: QRectF
    words: str
    target: Ref | str


class Canvas:
    """Takes drawing commands for a given width and repeats them on any painter.

    Parameters
    ----------
    width
        Pixels from the left to the right edge.
    style
        Colours and fonts.
    whole
        Whether long lists are drawn to their end.
    """

    def __init__(self, width: float, style: Style, whole: bool = True) -> None:
        self.width = width
        self.style = style
        self.whole = whole
        self.height = 0.0
        self.spots: list[Spot] = []
        self.kept = (0.0, 0.0)
        """Width and height at the left and top that stay in sight when the rest is scrolled."""
        self._drawn: list[tuple[float, float, Draw]] = []
        # Each is asked for a thousand times while a figure is laid out.
        self._font = cache(style.font)
        self._metrics = cache(style.metrics)
        self._colour = cache(style.colour)

    def paint(self, painter: QPainter, top: float = -inf, bottom: float = inf) -> None:
        """Draw with the left top corner at the painter's origin, between two heights.

        A long figure is scrolled smoothly only if what is out of sight costs nothing.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for above, below, draw in self._drawn:
            if below >= top and above <= bottom:
                draw(painter)
        painter.restore()

    def measure(self, words: str, size: str = "body", bold: bool = False) -> float:
        """Return the width of words in one line."""
        return self._metrics(size, bold).horizontalAdvance(words)

    def short(self, words: str, width: float, size: str = "body", bold: bool = False) -> str:
        """Return words cut off with dots where they are wider than ``width``."""
        metrics = self._metrics(size, bold)
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(width, 24))

    def line_height(self, size: str = "body") -> float:
        """Return the height of a line of text."""
        return self._metrics(size).height()

    def text(
        self,
        left: float,
        top: float,
        words: str,
        size: str = "body",
        ink: str = "ink",
        *,
        bold: bool = False,
        align: float = 0.0,
    ) -> None:
        """Write one line; ``align`` is the share of its width that lies left of ``left``."""
        metrics = self._metrics(size, bold)
        place = QPointF(left - align * metrics.horizontalAdvance(words), top + metrics.ascent())
        font, colour = self._font(size, bold), self._colour(ink)

        def draw(painter: QPainter) -> None:
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(place, words)

        self._add(draw, top, top + metrics.height())

    def upright(
        self, middle: float, bottom: float, words: str, size: str = "small", ink: str = "quiet"
    ) -> None:
        """Write one line from ``bottom`` upwards, turned to the left, around ``middle``."""
        metrics = self._metrics(size)
        font, colour = self._font(size), self._colour(ink)
        shift = (metrics.ascent() - metrics.descent()) / 2

        def draw(painter: QPainter) -> None:
            painter.save()
            painter.translate(middle + shift, bottom)
            painter.rotate(-90)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QPointF(0, 0), words)
            painter.restore()

        self._add(draw, bottom - metrics.horizontalAdvance(words), bottom)

    def block(
        self,
        left: float,
        top: float,
        width: float,
        words: str,
        size: str = "body",
        ink: str = "ink",
        *,
        bold: bool = False,
        align: float = 0.0,
    ) -> float:
        """Write words in as many lines as they need; return the height taken."""
        height = self.line_height(size)
        lines = self.lines(words, width, size, bold)
        for number, line in enumerate(lines):
            x = left + align * width
            self.text(x, top + number * height, line, size, ink, bold=bold, align=align)
        return len(lines) * height

    def lines(self, words: str, width: float, size: str = "body", bold: bool = False) -> list[str]:
        """Return words broken into lines no wider than ``width``."""
        metrics = self._metrics(size, bold)
        lines: list[str] = []
        for word in re.split(r"[ \n]+", words.strip()):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(self.short(word, width, size, bold))
        return lines

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        ink: str = "quiet",
        width: float = 1.0,
        *,
        dashes: Sequence[float] = (),
    ) -> None:
        """Draw a straight line."""
        pen = QPen(self._colour(ink), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        stretch = QLineF(*start, *end)

        def draw(painter: QPainter) -> None:
            painter.setPen(pen)
            painter.drawLine(stretch)

        self._add(draw, min(start[1], end[1]), max(start[1], end[1]))

    def box(
        self, box: QRectF, fill: str = "", edge: str = "", radius: float = 0.0, width: float = 1.0
    ) -> None:
        """Draw a rectangle; what is left empty is left out."""

        def draw(painter: QPainter) -> None:
            self._ink(painter, fill, edge, width)
            painter.drawRoundedRect(box, radius, radius)

        self._add(draw, box.top(), box.bottom())

    def circle(
        self,
        middle: tuple[float, float],
        radius: float,
        fill: str = "",
        edge: str = "",
        *,
        opacity: float = 1.0,
        width: float = 1.0,
    ) -> None:
        """Draw a circle; ``opacity`` is that of its ground."""

        def draw(painter: QPainter) -> None:
            self._ink(painter, fill, edge, width, opacity)
            painter.drawEllipse(QPointF(*middle), radius, radius)

        self._add(draw, middle[1] - radius, middle[1] + radius)

    def polygon(
        self, corners: Sequence[tuple[float, float]], fill: str = "", edge: str = ""
    ) -> None:
        """Draw a closed figure."""
        shape = QPolygonF([QPointF(*corner) for corner in corners])

        def draw(painter: QPainter) -> None:
            self._ink(painter, fill, edge, 1.0)
            painter.drawPolygon(shape)

        heights = [corner[1] for corner in corners]
        self._add(draw, min(heights), max(heights))

    def mark(self, middle: tuple[float, float], side: float, mark: Mark, ink: str) -> None:
        """Draw the shape of a direction or stance."""
        box = QRectF(middle[0] - side / 2, middle[1] - side / 2, side, side)
        colour = self._colour(ink)
        self._add(lambda painter: paint_mark(painter, box, mark, colour), box.top(), box.bottom())

    def spot(self, box: QRectF, words: str, target: Ref | str) -> None:
        """Make a place that says something and opens something."""
        self.spots.append(Spot(box, words, target))

    def skip(self, bottom: float) -> None:
        """Keep room down to ``bottom``."""
        self._reach(bottom)

    def _add(self, draw: Draw, top: float, bottom: float) -> None:
        # Lines are drawn to both sides of where they stand.
        self._drawn.append((top - 2, bottom + 2, draw))
        self._reach(bottom)

    def _reach(self, bottom: float) -> None:
        self.height = max(self.height, bottom)

    def _ink(
        self, painter: QPainter, fill: str, edge: str, width: float, opacity: float = 1.0
    ) -> None:
        painter.setPen(QPen(self._colour(edge), width) if edge else Qt.PenStyle.NoPen)
        ground = QColor(self._colour(fill)) if fill else QColor(Qt.GlobalColor.transparent)
        if fill:
            ground.setAlphaF(opacity)
        painter.setBrush(ground if fill else Qt.BrushStyle.NoBrush)
