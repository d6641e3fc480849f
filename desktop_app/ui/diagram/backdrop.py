"""The cached ground of the diagram: body, areas and lines, painted once and moved as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.state import AtlasState
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.scene import Scene

SPARE = 160
"""Pixels painted beyond each edge of the window, so that small moves only copy pixels."""


@dataclass(slots=True)
class Backdrop:
    """A painted ground, the frame it was painted for and what it shows."""

    pixmap: QPixmap
    frame: Frame
    key: object

    def serves(self, frame: Frame, key: object) -> bool:
        """Tell whether it can be shown in a frame pixel by pixel."""
        if key != self.key or abs(self.frame.scale - frame.scale) > 1e-9:
            return False
        if (self.frame.width, self.frame.height) != (
            frame.width + 2 * SPARE,
            frame.height + 2 * SPARE,
        ):
            return False
        x, y = self._offset(frame)
        return -2 * SPARE <= x <= 0 and -2 * SPARE <= y <= 0

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Copy it to where the frame shows it; at another scale it is stretched."""
        ratio = frame.scale / self.frame.scale
        x, y = self._offset(frame)
        if ratio == 1.0:
            painter.drawPixmap(QPointF(round(x), round(y)), self.pixmap)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        target = QRectF(x, y, self.frame.width * ratio, self.frame.height * ratio)
        painter.drawPixmap(target, self.pixmap, QRectF(self.pixmap.rect()))
        painter.restore()

    def _offset(self, frame: Frame) -> tuple[float, float]:
        """Return where the upper left corner of the picture falls in the frame."""
        return frame.to_screen(self.frame.to_uv(0, 0))


def painted(
    frame: Frame, key: object, dpr: float, paint: Callable[[QPainter, Frame], None]
) -> Backdrop:
    """Paint a ground for a frame and a margin around it."""
    wide = replace(frame, width=frame.width + 2 * SPARE, height=frame.height + 2 * SPARE)
    pixmap = QPixmap(round(wide.width * dpr), round(wide.height * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint(painter, wide)
    painter.end()
    return Backdrop(pixmap, wide, key)


class Ground:
    """Paints the ground of a scene, anew only when what was kept does not serve."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._kept: Backdrop | None = None
        self._version = 0

    def forget(self) -> None:
        """Paint anew the next time: the theme or the text size has changed."""
        self._kept = None

    def plates_improved(self) -> None:
        """Paint anew what was painted from coarser plates."""
        self._version += 1

    def paint(
        self,
        painter: QPainter,
        state: AtlasState,
        frame: Frame,
        look: Look,
        dpr: float,
        settling: bool,
    ) -> None:
        """Paint the ground of a state; while a zoom is under way what is kept is stretched."""
        key = (
            state.view, state.side, state.layers, state.solo, state.bone_opacity, dpr,
            self._version,
        )  # fmt: skip
        kept = self._kept
        if kept is not None and (kept.serves(frame, key) or (kept.key == key and settling)):
            kept.paint(painter, frame)
            return

        def ground(target: QPainter, wide: Frame) -> None:
            self.scene.paint_ground(target, state, wide, look, dpr)

        self._kept = painted(frame, key, dpr, ground)
        self._kept.paint(painter, frame)
        self.scene.plates.want(state.view, frame.scale * dpr, state.shows("bones"))
