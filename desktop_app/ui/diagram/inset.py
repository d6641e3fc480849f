"""The overview: a small picture of the whole view with the part that is shown marked on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_app.atlas.cameras import Camera, Frame
from desktop_app.atlas.state import AtlasState
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.painter import view_transform
from desktop_app.ui.diagram.scene import Scene

HEIGHT = 132.0
PAD = 6.0
ABOVE = 60.0
"""Pixels at 100 % between the overview and the lower edge: room for the scale bars."""


def inset_box(camera: Camera, frame: Frame, look: Look) -> QRectF:
    """Return where the overview lies in a frame."""
    width = camera.size_mm[0] * HEIGHT / camera.size_mm[1]
    top = frame.height - ABOVE * (0.5 + look.scale / 2) - HEIGHT - 2 * PAD
    return QRectF(16.0, top, width + 2 * PAD, HEIGHT + 2 * PAD)


def paint_inset(
    painter: QPainter, scene: Scene, state: AtlasState, frame: Frame, look: Look
) -> None:
    """Paint the overview into the lower left corner of a frame."""
    camera = scene.atlas.camera(state.view)
    levels = scene.plates.small(state.view).skin
    if not levels:
        return
    scale = HEIGHT / camera.size_mm[1]
    width = camera.size_mm[0] * scale
    box = inset_box(camera, frame, look)
    painter.save()
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(look.colour("sheet"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setClipRect(box)
    inner = Frame(width, HEIGHT, scale, camera.middle, frame.mirrored)
    painter.translate(box.left() + PAD, box.top() + PAD)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.save()
    painter.setTransform(view_transform(inner), True)
    painter.drawImage(QRectF(*camera.origin, *camera.size_mm), levels[0].image)
    painter.restore()
    x1, y1 = inner.to_screen(frame.to_uv(0, 0))
    x2, y2 = inner.to_screen(frame.to_uv(frame.width, frame.height))
    painter.setPen(QPen(look.colour("accent"), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(x1, y1, x2 - x1, y2 - y1))
    painter.restore()
