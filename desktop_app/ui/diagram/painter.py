"""The painting of the diagram: the same for the window, PNG, SVG and PDF."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.drawing import Area, Drawing, Line, Marker, Sign
from desktop_app.atlas.labels import Placed, Rect, leader_end
from desktop_app.atlas.projection import Piece, Ring
from desktop_app.atlas.scalebar import Bar
from desktop_app.ui.diagram.look import MARKER, Look
from desktop_app.ui.diagram.plates import Level, ViewPlates, best_level

Hint = QPainter.RenderHint
NO_PEN = Qt.PenStyle.NoPen
NO_BRUSH = Qt.BrushStyle.NoBrush


class Body(NamedTuple):
    """What of the body itself is painted under the lines; the plates fill ``box`` (mm)."""

    plates: ViewPlates
    skin: bool
    bone_opacity: float
    skin_opacity: float
    box: tuple[float, float, float, float]


def view_transform(frame: Frame) -> QTransform:
    """Return the map from mm in the view to pixels."""
    sign = -frame.scale if frame.mirrored else frame.scale
    return QTransform(
        sign,
        0,
        0,
        frame.scale,
        frame.width / 2 - frame.centre[0] * sign,
        frame.height / 2 - frame.centre[1] * frame.scale,
    )


def paint_body(painter: QPainter, frame: Frame, body: Body, dpr: float) -> None:
    """Paint the skin and the bones shining through."""
    painter.save()
    painter.setRenderHint(Hint.SmoothPixmapTransform)
    painter.setTransform(view_transform(frame), True)
    box = QRectF(*body.box)
    wanted = frame.scale * dpr
    skin = best_level(body.plates.skin, wanted) if body.skin else None
    if skin is not None:
        painter.setOpacity(body.skin_opacity)
        painter.drawImage(box, skin.image)
    bones: Level | None = best_level(body.plates.bones, wanted)
    if bones is not None and body.bone_opacity > 0:
        # Without skin the bones are the body and stand in full.
        painter.setOpacity(body.bone_opacity if body.skin else max(body.bone_opacity, 0.85))
        painter.drawImage(box, bones.image)
    painter.restore()


def paint_ground(
    painter: QPainter, frame: Frame, drawing: Drawing, look: Look, body: Body, dpr: float
) -> None:
    """Paint areas and lines."""
    if drawing.areas:
        layer = _area_layer(frame, drawing.areas, look, body, dpr)
        painter.drawImage(QRectF(0, 0, frame.width, frame.height), layer)
    painter.save()
    painter.setRenderHint(Hint.Antialiasing)
    painter.setTransform(view_transform(frame), True)
    for line in drawing.lines:
        _paint_line(painter, line, look)
    painter.restore()


def _area_layer(
    frame: Frame, areas: tuple[Area, ...], look: Look, body: Body, dpr: float
) -> QImage:
    """Return the areas on a transparent ground, fading out where the skin does."""
    layer = QImage(
        ceil(frame.width * dpr), ceil(frame.height * dpr), QImage.Format.Format_ARGB32_Premultiplied
    )
    layer.fill(0)
    painter = QPainter(layer)
    painter.setRenderHint(Hint.Antialiasing)
    painter.scale(dpr, dpr)
    painter.setTransform(view_transform(frame), True)
    box = QRectF(*body.box)
    painter.setClipRect(box)
    for area in areas:
        _paint_area(painter, area, look)
    skin = best_level(body.plates.skin, frame.scale * dpr)
    if skin is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.setRenderHint(Hint.SmoothPixmapTransform)
        painter.drawImage(box, skin.image)
    painter.end()
    return layer


def _paint_area(painter: QPainter, area: Area, look: Look) -> None:
    colour = look.tint(area.tint)
    edge = QPen(colour, 1.2)
    edge.setCosmetic(True)
    fill = QColor(colour)
    fill.setAlphaF(0.26)
    painter.setPen(edge)
    painter.setBrush(fill)
    painter.drawPath(area_path(area.rings))


def _paint_line(painter: QPainter, line: Line, look: Look) -> None:
    painter.setBrush(NO_BRUSH)
    for piece in line.pieces:
        if not piece.visible and not line.far:
            continue
        path = piece_path(piece)
        pen = look.line_pen(line.layer, line.muted, piece.visible)
        if piece.visible and not line.muted:
            halo = QPen(look.colour("label_halo", look.line_halo), pen.widthF() + 2.0)
            halo.setCosmetic(True)
            halo.setCapStyle(Qt.PenCapStyle.RoundCap)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(halo)
            painter.drawPath(path)
        painter.setPen(pen)
        painter.drawPath(path)


def marker_radius(frame_zoom: float, scale: float = 1.0) -> float:
    """Return the radius of a point: it grows a little as one comes near, then no more."""
    return MARKER * min(1.0 + 0.12 * max(frame_zoom - 1.0, 0.0), 1.5) * (0.5 + scale / 2)


def paint_marker(painter: QPainter, at: QPointF, radius: float, marker: Marker, look: Look) -> None:
    """Paint a point: a disc in its meridian's colour with a ring that stands off the skin."""
    colour = look.colour("faint") if marker.muted else look.meridian(marker.meridian)
    if not marker.visible:
        painter.setBrush(look.colour("label_halo", 0.5))
        pen = QPen(colour, 1.4)
        pen.setDashPattern([1.6, 1.6])
        painter.setPen(pen)
        painter.drawEllipse(at, radius - 0.7, radius - 0.7)
        return
    painter.setPen(NO_PEN)
    painter.setBrush(look.colour("label_ink", 0.45 if not marker.muted else 0.2))
    painter.drawEllipse(at, radius + 2.1, radius + 2.1)
    painter.setBrush(look.colour("marker"))
    painter.drawEllipse(at, radius + 1.5, radius + 1.5)
    painter.setBrush(colour)
    painter.drawEllipse(at, radius, radius)


def paint_ring(painter: QPainter, at: QPointF, radius: float, look: Look, chosen: bool) -> None:
    """Paint the ring around the chosen point, or a lighter one around the point pointed at."""
    painter.setBrush(NO_BRUSH)
    far = radius + (5.5 if chosen else 4.0)
    painter.setPen(QPen(look.colour("label_halo", 0.9), 4.6 if chosen else 3.2))
    painter.drawEllipse(at, far, far)
    painter.setPen(QPen(look.colour("marker_chosen"), 2.4 if chosen else 1.4))
    painter.drawEllipse(at, far, far)


def paint_focus(painter: QPainter, box: QRect, look: Look, plainly: bool) -> None:
    """Paint the frame that tells where the keyboard is; ``plainly`` for who works by keyboard.

    Four filled edges: the outline of so large a box takes milliseconds to draw.
    """
    colour = look.colour("accent", 1.0 if plainly else 0.5)
    width = 2 if plainly else 1
    inner = box.adjusted(0, width, 0, -width)
    for edge in (
        QRect(box.left(), box.top(), box.width(), width),
        QRect(box.left(), inner.bottom() + 1, box.width(), width),
        QRect(inner.left(), inner.top(), width, inner.height()),
        QRect(inner.right() + 1 - width, inner.top(), width, inner.height()),
    ):
        painter.fillRect(edge, colour)


def paint_sign(painter: QPainter, at: QPointF, radius: float, sign: Sign, look: Look) -> None:
    """Paint a rival place (open, dashed) or an examination site (a square on its corner)."""
    if sign.layer == "rivals":
        painter.setBrush(look.colour("label_halo", 0.65))
        pen = QPen(look.colour("quiet"), 1.5)
        pen.setDashPattern([2, 1.4])
        painter.setPen(pen)
        painter.drawEllipse(at, radius, radius)
        painter.drawPoint(at)
        return
    painter.setPen(QPen(look.colour("label_halo"), 1.5))
    painter.setBrush(look.colour("site"))
    half = radius * 1.2
    if sign.layer == "pulses":
        painter.drawRect(QRectF(at.x() - half * 0.8, at.y() - half * 0.8, half * 1.6, half * 1.6))
    elif sign.layer == "monofilament":
        path = QPainterPath(QPointF(at.x(), at.y() - half))
        path.lineTo(at.x() + half, at.y() + half * 0.8)
        path.lineTo(at.x() - half, at.y() + half * 0.8)
        path.closeSubpath()
        painter.drawPath(path)
    else:
        path = QPainterPath(QPointF(at.x(), at.y() - half))
        for dx, dy in ((half, 0), (0, half), (-half, 0)):
            path.lineTo(at.x() + dx, at.y() + dy)
        path.closeSubpath()
        painter.drawPath(path)


def paint_label(
    painter: QPainter, rect: QRectF, text: str, font: QFont, look: Look, chosen: bool = False,
    quiet: bool = False,
) -> None:  # fmt: skip
    """Paint a label with its halo, or the chosen one on the accent."""
    painter.setFont(font)
    if chosen:
        painter.setPen(NO_PEN)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(look.colour("on_accent"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        return
    metrics = QFontMetricsF(font)
    lines = text.split("\n")
    top = rect.center().y() - metrics.height() * len(lines) / 2
    bases = [
        QPointF(
            rect.center().x() - metrics.horizontalAdvance(line) / 2,
            top + metrics.ascent() + metrics.height() * number,
        )
        for number, line in enumerate(lines)
    ]
    path = QPainterPath()
    for base, line in zip(bases, lines, strict=True):
        path.addText(base, font, line)
    halo = QPen(look.colour("label_halo", 0.88), 3.2)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.setPen(look.colour("quiet" if quiet else "label_ink"))
    for base, line in zip(bases, lines, strict=True):
        painter.drawText(base, line)


def paint_leader(painter: QPainter, placed: Placed, radius: float, look: Look) -> None:
    """Paint the thin line from a marker to a label that had to stand away."""
    end = QPointF(*leader_end(placed))
    line = QLineF(QPointF(placed.label.x, placed.label.y), end)
    if line.length() <= radius + 3:
        return
    start = line.pointAt((radius + 2) / line.length())
    painter.setPen(QPen(look.colour("label_halo", 0.8), 2.6))
    painter.drawLine(start, end)
    painter.setPen(QPen(look.colour("quiet"), 1.0))
    painter.drawLine(start, end)


def paint_letters(
    painter: QPainter, rect: QRectF, text: str, look: Look, layer: str, muted: bool
) -> None:
    """Paint the letters of a meridian in a small plate of its colour."""
    colour = look.colour("faint") if muted else look.line_colour(layer)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(look.colour("sheet"))
    painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 4, 4)
    painter.setPen(look.colour("quiet" if muted else "ink"))
    painter.setFont(look.font(10, bold=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def scale_bars_box(left: float, bottom: float, bars: tuple[Bar, ...], look: Look) -> QRectF:
    """Return the room that the scale bars take."""
    metrics = QFontMetricsF(look.font(10))
    widest = max(bar.pixels + 6 + metrics.horizontalAdvance(bar.text) for bar in bars)
    high = len(bars) * (metrics.height() + 3)
    return QRectF(left - 6, bottom - high, widest + 12, high + 6)


def paint_scale_bars(
    painter: QPainter, left: float, bottom: float, bars: tuple[Bar, ...], look: Look
) -> None:
    """Paint the scale bars, one above the other, from the lower left corner."""
    font = look.font(10)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(NO_PEN)
    painter.setBrush(look.colour("label_halo", 0.82))
    painter.drawRoundedRect(scale_bars_box(left, bottom, bars, look), 4, 4)
    y = bottom - 0.5
    for bar in reversed(bars):
        painter.setPen(QPen(look.colour("quiet"), 1.2))
        painter.drawLine(QLineF(left, y, left + bar.pixels, y))
        for x in (left, left + bar.pixels):
            painter.drawLine(QLineF(x, y - 4, x, y))
        painter.drawText(QPointF(left + bar.pixels + 6, y + 1), bar.text)
        y -= metrics.height() + 3


def edges(box: QRectF) -> Rect:
    """Return left, top, right and bottom."""
    return box.left(), box.top(), box.right(), box.bottom()


def area_path(rings: tuple[Ring, ...]) -> QPainterPath:
    """Return the outline of a territory, mm; holes by the odd-even rule."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.moveTo(*ring.uv[0])
        for u, v in ring.uv[1:]:
            path.lineTo(u, v)
        path.closeSubpath()
    return path


def piece_path(piece: Piece) -> QPainterPath:
    """Return a stretch of a line, mm."""
    path = QPainterPath(QPointF(*piece.uv[0]))
    for u, v in piece.uv[1:]:
        path.lineTo(u, v)
    return path
