"""The close-up on a card: the skin around a point with the bones shining through."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.drawing import Marker
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.plates import ViewPlates, crop_plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

ACROSS_MM = {True: 84.0, False: 150.0}
"""How much of a foot view (True) or a limb view (False) the picture shows from side to side."""

HEIGHT = 168
"""Pixels at 100 %."""

LEAST_WIDTH = 40

SHARP_AFTER_MS = 120
"""The sharp plate is read once one has stayed this long with a point."""

KEPT = 8
"""Sharp parts of plates kept for points looked at lately."""


class CloseUp(QWidget):
    """A picture of the place of one point; sharp as soon as the plate has been read.

    Parameters
    ----------
    height
        Pixels at 100 %.
    reach
        How much more than ``ACROSS_MM`` is shown from side to side.
    """

    def __init__(
        self,
        services: Services,
        scene: Scene,
        look: Look,
        height: int = HEIGHT,
        reach: float = 1.0,
    ) -> None:
        super().__init__()
        self.services = services
        self.look = look
        self.named = True
        self._height = height
        self._reach = reach
        # A scene of its own: the diagram's caches stay as they are.
        self.scene = Scene(scene.atlas, scene.content, scene.plates)
        self.state: AtlasState | None = None
        self.uv: UV = (0.0, 0.0)
        self._crops: dict[tuple[str, str], tuple[QRectF, ViewPlates]] = {}
        self._picture: QPixmap | None = None
        self._later = _timer(self, 0, self._draw)
        self._sharpening = _timer(self, SHARP_AFTER_MS, self._sharpen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle(look)

    def restyle(self, look: Look) -> None:
        """Follow theme and text size."""
        self.look = look
        self.setFixedHeight(self.services.theme.scaled(self._height))
        self._later.start()

    def sizeHint(self) -> QSize:
        """Return the size on a card."""
        return QSize(320, self.services.theme.scaled(self._height))

    def show_point(self, code: str, side: Side, named: bool = True) -> bool:
        """Show the place of a point; False if it has none on the body.

        Parameters
        ----------
        named
            Whether its name and its meridian are told; not where one is asked for them.
        """
        atlas = self.scene.atlas
        view = atlas.facing_view(code)
        if not view:
            self.state = None
            return False
        point = self.scene.content.points[code]
        self.named = named
        layers = {"skin", "bones"} | ({point.meridian} if named else set())
        if named and point.location.rivals:
            layers.add("rivals")
        self.state = AtlasState(
            view,
            side,
            layers=frozenset(layers),
            solo=point.meridian if named else "",
            bone_opacity=0.45,
            labels=LabelLanguage.CODE,
            selected=code,
        )
        self.uv = atlas.projection(view).points[code].uv
        what = code if named else "a point"
        self.setAccessibleName(f"Close-up of {what}, {atlas.camera(view).title}")
        self._picture = None
        self._later.start()
        self._sharpening.start()
        self.update()
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, or its empty frame while the picture waits for the first paint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(edge, self.look.colour("paper"))
        if self._picture is not None:
            painter.save()
            painter.setClipPath(edge)
            painter.drawPixmap(0, 0, self._picture)
            painter.restore()
        painter.setPen(QPen(self.look.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(edge)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the picture anew for another width."""
        super().resizeEvent(event)
        self._later.start()

    def _draw(self) -> None:
        if self.state is None or self.width() < LEAST_WIDTH:
            return
        dpr = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * dpr), round(self.height() * dpr))
        picture.setDevicePixelRatio(dpr)
        picture.fill(self.look.colour("paper"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, self.state)
        painter.end()
        self._picture = picture
        self.update()

    def _paint(self, painter: QPainter, state: AtlasState) -> None:
        scale = self.width() / self._across(state.view)
        frame = Frame(self.width(), self.height(), scale, self.uv, mirrored=state.side is Side.LEFT)
        crop = self._crops.get((state.selected, state.view))
        dpr = self.devicePixelRatioF()
        if crop is None:
            self.scene.paint_ground(painter, state, frame, self.look, dpr)
        else:
            box, plates = crop
            body = paint.Body(
                plates,
                True,
                state.bone_opacity,
                self.look.skin_opacity,
                (box.x(), box.y(), box.width(), box.height()),
            )
            paint.paint_body(painter, frame, body, dpr)
            paint.paint_ground(painter, frame, self.scene.drawing(state), self.look, body, dpr)
        self.scene.paint_marks(painter, state, frame, self.look)
        if self.named:
            self.scene.paint_labels(painter, state, frame, self.look)
        else:
            self._paint_alone(painter, state, frame)
        bars = self.scene.bars(state, frame)
        paint.paint_scale_bars(painter, 10, self.height() - 10, bars[:1], self.look)

    def _paint_alone(self, painter: QPainter, state: AtlasState, frame: Frame) -> None:
        """Paint the point without its meridian."""
        at = QPointF(*frame.to_screen(self.uv))
        radius = paint.marker_radius(state.zoom, self.look.scale)
        meridian = self.scene.content.points[state.selected].meridian
        marker = Marker(state.selected, meridian, self.uv, True, False)
        paint.paint_marker(painter, at, radius, marker, self.look)
        paint.paint_ring(painter, at, radius, self.look, True)

    def _across(self, view: str) -> float:
        """Return how much of a view is shown from side to side, mm."""
        return ACROSS_MM[self.scene.atlas.camera(view).is_foot] * self._reach

    def _sharpen(self) -> None:
        if self.state is None or (self.state.selected, self.state.view) in self._crops:
            return
        key = (self.state.selected, self.state.view)
        view = self.state.view
        atlas = self.scene.atlas
        across = self._across(view)
        box = QRectF(self.uv[0] - across / 2, self.uv[1] - across * 0.4, across, across * 0.8)
        part = (box.x(), box.y(), box.width(), box.height())

        def take(plates: ViewPlates) -> None:
            if plates.skin:
                while len(self._crops) >= KEPT:
                    self._crops.pop(next(iter(self._crops)))
                self._crops[key] = (box, plates)
                self._draw()

        self.services.runner.run(
            Lane.READ,
            lambda: crop_plates(atlas, view, part),
            take,
            ticket="close-up",
            owner=self,
        )


def _timer(parent: QWidget, pause: int, work: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(work)
    return timer
