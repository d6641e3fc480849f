"""What a traced course looks like on the limb: dots to click, what was clicked, what was right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.labels import Label, Rect, lay_out
from desktop_app.study.tracing import Traced
from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.study.mark_labels import MarkLabels

DOT = 4.5
KNOB = 8.5
"""Radius of a point without a name, and of one with its number, pixels at 100 %."""

Places = Mapping[str, QPointF]


def paint_clicked(
    painter: QPainter, at: Places, dots: Sequence[str], clicked: Sequence[str], look: Look
) -> None:
    """Paint the points to choose from, and those that were clicked with their numbers.

    Parameters
    ----------
    at
        Where each point that the view shows is, pixels.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = DOT * (0.5 + look.scale / 2)
    painter.setPen(QPen(look.colour("label_ink"), 1.2))
    painter.setBrush(look.colour("marker"))
    for code in dots:
        if code in at:
            painter.drawEllipse(at[code], radius, radius)
    for before, after in pairwise(clicked):
        if before in at and after in at:
            for pen in (QPen(look.colour("label_halo"), 5), QPen(look.colour("accent"), 2.2)):
                painter.setPen(pen)
                painter.drawLine(at[before], at[after])
    for number, code in enumerate(clicked, 1):
        if code in at:
            _knob(painter, at[code], str(number), ("accent", "on_accent"), look)
    painter.restore()


def paint_traced(
    painter: QPainter, at: Places, traced: Traced, bare: bool, frame: Frame, look: Look,
    kept: MarkLabels, obstacles: Sequence[Rect] = (),
) -> None:  # fmt: skip
    """Paint the whole course with its numbers, and what was missed, out of order or not of it.

    Parameters
    ----------
    bare
        Whether the meridian itself is not drawn: then a line joins its points.
    kept
        The labels painted before.
    obstacles
        What lies over the frame, pixels.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown = [at[code] for code in traced.expected if code in at]
    if len(shown) > 1 and bare:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(look.colour("label_halo"), 5), QPen(look.colour("accent"), 2)):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(shown))
    labels, marks = [], []
    words: dict[str, str] = {}
    font = look.font(11, bold=True)
    metrics = QFontMetricsF(font)
    for code in dict.fromkeys((*traced.expected, *traced.extra)):
        if code not in at:
            continue
        mark = word_of(traced, code)
        number = str(traced.expected.index(code) + 1) if code in traced.expected else "\u00d7"
        tokens = ("accent", "on_accent") if mark == "" else ("sheet", "danger")
        _knob(painter, at[code], number, tokens, look)
        words[code] = f"{code} {mark}".strip()
        width = metrics.horizontalAdvance(words[code]) + 8
        x, y = at[code].x(), at[code].y()
        out = 1 if x >= frame.width / 2 else -1
        gap = (KNOB + 4) * (0.5 + look.scale / 2)
        rank = 1 if mark else 0
        labels.append(Label(code, x, y, width, metrics.height() + 2, rank, out, gap=gap))
        marks.append((x, y, code))
    bounds = (4.0, 4.0, frame.width - 4, frame.height - 4)
    for placed in lay_out(labels, marks, bounds, obstacles):
        left, top, right, bottom = placed.rect
        if placed.leader:
            paint.paint_leader(painter, placed, KNOB, look)
        rect = QRectF(QPointF(left, top), QPointF(right, bottom))
        kept.draw(painter, rect, words[placed.label.key], font, look)
    painter.restore()


def word_of(traced: Traced, code: str) -> str:
    """Return what went wrong with a point, in a word; nothing if no point was clicked at all."""
    if not traced.extra and set(traced.expected) <= set(traced.missed):
        return ""
    if code in traced.extra and code not in traced.expected:
        return "not of it"
    if code in traced.missed:
        return "missed"
    return "out of order" if code in traced.swapped else ""


def _knob(painter: QPainter, at: QPointF, words: str, tokens: tuple[str, str], look: Look) -> None:
    """Paint a number in a disc; tokens of its ground and of its ink."""
    fill, ink = tokens
    radius = KNOB * (0.5 + look.scale / 2)
    painter.setPen(QPen(look.colour("label_halo"), 2))
    painter.setBrush(look.colour(fill))
    painter.drawEllipse(at, radius + 1, radius + 1)
    painter.setPen(QPen(look.colour(ink), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius, radius)
    painter.setFont(look.font(10, bold=True))
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
