"""The legend of a picture: what view it is and what its lines and marks mean."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop_app.atlas.drawing import Marker, Sign
from desktop_app.atlas.layers import LAYERS, MASTERY, TERRITORY_LAYERS, Group, Layer
from desktop_app.atlas.state import AtlasState
from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.heat import paint_share
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.scene import Scene

SAMPLE = 26.0
"""Pixels of a line's sample."""

SAMPLE_TINTS = {
    "nerve-territories": (4, 3, 6),
    "dermatomes": (0, 1, 2),
    "artery-beds": (5, 7, 1),
}
"""Which tints stand for a layer of territories."""

LEGENDED = (Group.MERIDIANS, Group.EXTRAORDINARY, Group.ANATOMY, Group.EXAMINATION)


def paint_legend(
    painter: QPainter, scene: Scene, state: AtlasState, look: Look, size: tuple[float, float]
) -> None:
    """Paint title and legend into the upper left corner, as far as there is room."""
    camera = scene.atlas.camera(state.view)
    painter.save()
    font = look.font(13, bold=True)
    painter.setFont(font)
    painter.setPen(look.colour("ink"))
    y = 16 + QFontMetricsF(font).ascent()
    painter.drawText(QPointF(16, y), f"{camera.title} · {state.side.value} limb")
    font = look.font(10.5)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    y += 12
    for layer in _shown(scene, state):
        if y + metrics.height() > size[1] / 2:
            break
        paint_sample(painter, QRectF(16, y, SAMPLE, metrics.height()), layer, look)
        painter.setPen(look.colour("quiet"))
        lettered = layer.group is Group.MERIDIANS and layer.id != "EX-LE"
        words = f"{layer.id} {layer.title}" if lettered else layer.title
        painter.drawText(QPointF(16 + SAMPLE + 8, y + metrics.ascent()), words)
        y += metrics.height() + 3
    painter.restore()


def paint_sample(painter: QPainter, box: QRectF, layer: Layer, look: Look) -> None:
    """Paint a small sample of how a line, area or mark of a layer is drawn."""
    middle = box.center()
    if layer.id in TERRITORY_LAYERS.values():
        _paint_tints(painter, middle, layer.id, look)
    elif layer.id == "far-side":
        marker = Marker("", "BL", (0, 0), visible=False, muted=False)
        paint.paint_marker(painter, middle, 5, marker, look)
    elif layer.group is Group.EXAMINATION or layer.id == "rivals":
        paint.paint_sign(painter, middle, 4.6, Sign("", layer.id, (0, 0), True), look)
    elif layer.id == MASTERY.id:
        paint_share(painter, middle, 5.2, 0.6, look)
    else:
        if layer.id != "EX-LE":
            painter.setPen(look.line_pen(layer.id, muted=False, visible=True))
            painter.drawLine(QLineF(box.left() + 1, middle.y(), box.right() - 1, middle.y()))
        if layer.group is Group.MERIDIANS:
            marker = Marker("", layer.id, (0, 0), visible=True, muted=False)
            paint.paint_marker(painter, middle, 4.0, marker, look)


def _paint_tints(painter: QPainter, middle: QPointF, layer: str, look: Look) -> None:
    for place, number in enumerate(SAMPLE_TINTS[layer]):
        colour = look.tint(number)
        painter.setPen(colour)
        colour.setAlphaF(0.35)
        painter.setBrush(colour)
        painter.drawRect(QRectF(middle.x() - 13 + place * 9, middle.y() - 5, 8, 10))


def _shown(scene: Scene, state: AtlasState) -> list[Layer]:
    drawing = scene.drawing(state)
    drawn = {line.layer for line in drawing.lines if any(p.visible for p in line.pieces)}
    drawn |= {marker.meridian for marker in drawing.markers}
    drawn |= {area.layer for area in drawing.areas} | {sign.layer for sign in drawing.signs}
    return [
        layer
        for layer in LAYERS.values()
        if layer.id in drawn and (layer.group in LEGENDED or layer.id == "rivals")
    ]
