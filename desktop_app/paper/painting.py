"""Paints a drawn limb on a page of a PDF: the picture, and over it lines and letters."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from desktop_app.paper import inks
from desktop_app.paper.drawing import BADGE, DOT, FOOT, TAG, Drawn, Led
from desktop_app.paper.letters import BOLD, REGULAR
from desktop_app.paper.pieces import Pen, put

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

QUALITY = 90
NUMBER_SIZE = 7.2
SCALE_SIZE = 6.5
TAG_SIZE = 6.4
DASH = (3.0, 1.6)
"""Of the line of an electrode pair, points: told from every other line without colour."""


def paint(pen: Pen, drawn: Drawn, x: float, top: float) -> None:
    """Paint a limb with its upper left corner here."""
    canvas = pen.canvas
    left, upper, right, lower = drawn.box
    canvas.drawImage(image_of(drawn.picture), x + left, top - lower, right - left, lower - upper)
    for pair in drawn.pairs:
        _pair(pen, pair, x, top)
    for point in drawn.points:
        _point(pen, (x + point.at[0], top - point.at[1]))
    for point in drawn.points:
        badge = (x + point.badge[0], top - point.badge[1])
        if point.led:
            _leader(pen, (x + point.at[0], top - point.at[1]), badge)
        _badge(pen, badge, point.number)
    for pair in drawn.pairs:
        _tag(pen, pair, x, top)
    if drawn.scale[0]:
        _scale(pen, drawn, x, top)


def image_of(picture: Picture) -> ImageReader:
    """Return a picture as a JPEG that a PDF takes as it is."""
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=QUALITY, optimize=True)
    kept.seek(0)
    return ImageReader(kept)


def _point(pen: Pen, at: tuple[float, float]) -> None:
    pen.canvas.setFillColor(inks.INK)
    pen.canvas.setStrokeColor(inks.WHITE)
    pen.canvas.setLineWidth(0.7)
    pen.canvas.circle(*at, DOT, stroke=1, fill=1)


def _leader(pen: Pen, start: tuple[float, float], end: tuple[float, float]) -> None:
    for colour, width in ((inks.WHITE, 1.6), (inks.INK, 0.6)):
        pen.canvas.setStrokeColor(colour)
        pen.canvas.setLineWidth(width)
        pen.canvas.line(*start, *end)
    _point(pen, start)


def _pair(pen: Pen, pair: Led, x: float, top: float) -> None:
    canvas = pen.canvas
    for colour, width, dash in ((inks.WHITE, 2.6, ()), (inks.INK, 1.0, DASH)):
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(width)
        canvas.setDash(*([list(dash)] if dash else []))
        canvas.line(x + pair.start[0], top - pair.start[1], x + pair.end[0], top - pair.end[1])
    canvas.setDash()


def _tag(pen: Pen, pair: Led, x: float, top: float) -> None:
    canvas = pen.canvas
    (width, height), (across, down) = TAG, pair.tag
    wide = pen.letters.width(pair.name, TAG_SIZE, BOLD)
    width = max(width, wide + 3)
    canvas.setFillColor(inks.WHITE)
    canvas.setStrokeColor(inks.INK)
    canvas.setLineWidth(0.7)
    left, below = x + across - width / 2, top - down - height / 2
    canvas.roundRect(left, below, width, height, 1.8, stroke=1, fill=1)
    canvas.setFillColor(inks.INK)
    put(pen, x + across - wide / 2, top - down - TAG_SIZE * 0.36, pair.name, TAG_SIZE, BOLD)


def _badge(pen: Pen, at: tuple[float, float], number: int) -> None:
    pen.canvas.setFillColor(inks.INK)
    pen.canvas.setStrokeColor(inks.WHITE)
    pen.canvas.setLineWidth(0.7)
    pen.canvas.circle(*at, BADGE / 2, stroke=1, fill=1)
    pen.canvas.setFillColor(inks.WHITE)
    words = str(number)
    size = NUMBER_SIZE if number < 100 else NUMBER_SIZE - 1.6
    width = pen.letters.width(words, size, BOLD)
    put(pen, at[0] - width / 2, at[1] - size * 0.36, words, size, BOLD)


def _scale(pen: Pen, drawn: Drawn, x: float, top: float) -> None:
    length, words = drawn.scale
    wide = pen.letters.width(words, SCALE_SIZE) + 4
    start = x + (drawn.width - length - wide) / 2
    y = top - drawn.height + FOOT / 2 - 3
    canvas = pen.canvas
    canvas.setStrokeColor(inks.QUIET)
    canvas.setLineWidth(0.8)
    canvas.line(start, y, start + length, y)
    for end in (start, start + length):
        canvas.line(end, y - 2, end, y + 2)
    canvas.setFillColor(inks.QUIET)
    put(pen, start + length + 4, y - SCALE_SIZE * 0.36, words, SCALE_SIZE, REGULAR)
