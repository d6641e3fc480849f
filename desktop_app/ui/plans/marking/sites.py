"""The places of a test on the skin: a click tells the result."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip

from desktop_app.atlas.body import BEST_FACING, Atlas
from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.picking import REACH
from desktop_app.domain.sensing import Place, Test
from desktop_app.ui.diagram.gestures import PickOrPan
from desktop_app.ui.diagram.tool import Tool
from desktop_app.ui.plans.marking.canvas import Canvas
from desktop_app.ui.plans.marking.results import value_words

RADIUS = 10.0
"""Pixels of a site at 100 %."""


def is_seen(atlas: Atlas, view: str, place: Place) -> bool:
    """Tell whether a view shows a place of a test, and squarely enough to point at it."""
    spot = atlas.projection(view).sites.get(place.id)
    if spot is None or not spot.visible:
        return False
    x, y, z = atlas.record["sites"][place.id]["normal"]
    return atlas.camera(view).facing((x, y, z)) >= BEST_FACING


class Sites(Tool):
    """Shows the places of one test on the limb that is seen; elsewhere a drag moves the view.

    Parameters
    ----------
    value
        Gives the result at a place of the limb that is seen.
    clicked
        Called with the place that was clicked.
    """

    def __init__(
        self, canvas: Canvas, value: Callable[[Place], str], clicked: Callable[[Place], None]
    ) -> None:
        self.canvas = canvas
        self.test: Test | None = None
        self.places: tuple[Place, ...] = ()
        self._value = value
        self._clicked = clicked
        self._press = PickOrPan(self._pick, canvas.pan)

    def show_test(self, test: Test, places: tuple[Place, ...]) -> None:
        """Show the places of another test."""
        self.test, self.places = test, places
        self.canvas.diagram.update()

    def press(self, event: QMouseEvent) -> bool:
        """Begin a click or a drag."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return False
        self._press.begin(event.position().x(), event.position().y())
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Drag, or name what is under the pointer."""
        at = event.position()
        diagram = self.canvas.diagram
        if self._press.active:
            self._press.move(at.x(), at.y())
            return True
        place = self.place_at(at.x(), at.y())
        if place is None or self.test is None:
            diagram.setCursor(Qt.CursorShape.OpenHandCursor)
            QToolTip.hideText()
            return True
        diagram.setCursor(Qt.CursorShape.PointingHandCursor)
        words = f"{place.name}: {value_words(self.test, self._value(place)).lower()}"
        QToolTip.showText(event.globalPosition().toPoint(), words, diagram)
        return True

    def release(self, event: QMouseEvent) -> bool:
        """End a click or a drag."""
        self._press.end(event.position().x(), event.position().y())
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        """Take it as another click."""
        return self.press(event)

    def cancel(self) -> None:
        """Take a drag back."""
        self._press.cancel()

    def place_at(self, x: float, y: float) -> Place | None:
        """Return the place under a pixel, or None."""
        far = max(REACH, self._radius + 2)
        near = [
            (hypot(at.x() - x, at.y() - y), number, place)
            for number, (place, at) in enumerate(self.seen(self.canvas.diagram.frame))
        ]
        best = min(near, default=None)
        return best[2] if best is not None and best[0] <= far else None

    def seen(self, frame: Frame) -> list[tuple[Place, QPointF]]:
        """Return the places that the view shows, each with its pixel."""
        atlas, view = self.canvas.atlas, self.canvas.state.view
        spots = atlas.projection(view).sites
        return [
            (place, QPointF(*frame.to_screen(spots[place.id].uv)))
            for place in self.places
            if is_seen(atlas, view, place)
        ]

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint each place: open if not tested, with a tick if normal, with a cross if not."""
        if self.test is None:
            return
        look = self.canvas.diagram.look
        radius = self._radius
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, at in self.seen(frame):
            value = self._value(place)
            abnormal = self.test.is_abnormal(value)
            token = ("danger" if abnormal else "supports") if value else "quiet"
            colour = look.colour(token)
            painter.setBrush(look.colour("sheet", 0.94))
            pen = QPen(colour, 2.0)
            if not value:
                pen.setDashPattern([2, 1.6])
            painter.setPen(QPen(look.colour("sheet", 0.9), 5))
            painter.drawEllipse(at, radius, radius)
            painter.setPen(pen)
            painter.drawEllipse(at, radius, radius)
            if value:
                mark = QPen(colour, 2.4)
                mark.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(mark)
                _cross(painter, at, radius) if abnormal else _tick(painter, at, radius)
        painter.restore()

    @property
    def _radius(self) -> float:
        return RADIUS * (0.5 + self.canvas.diagram.look.scale / 2)

    def _pick(self, x: float, y: float) -> None:
        place = self.place_at(x, y)
        if place is not None:
            self._clicked(place)


def _tick(painter: QPainter, at: QPointF, radius: float) -> None:
    r = radius * 0.45
    low = at + QPointF(-r * 0.2, r * 0.8)
    painter.drawLine(at + QPointF(-r, 0), low)
    painter.drawLine(low, at + QPointF(r, -r * 0.8))


def _cross(painter: QPainter, at: QPointF, radius: float) -> None:
    r = radius * 0.42
    box = QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)
    painter.drawLine(box.topLeft(), box.bottomRight())
    painter.drawLine(box.bottomLeft(), box.topRight())
