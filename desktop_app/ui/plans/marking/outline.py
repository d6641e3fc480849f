"""The outline: what is drawn round is filled; drawn at one go, or corner by corner."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF

from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.marking import polygon_faces
from desktop_app.ui.diagram.gestures import DRAG_FROM
from desktop_app.ui.plans.marking.canvas import Canvas
from desktop_app.ui.plans.marking.holding import MarkingTool
from desktop_app.ui.plans.marking.pen import Pen, Stroke

CLOSE = 10.0
"""Pixels from the first corner within which a click closes the outline."""


class Outline(MarkingTool):
    """Drag round a part to fill it, or click its corners; Enter or a click on the first closes.

    With the right button or Shift it clears what is inside.
    """

    def __init__(self, canvas: Canvas, drawn: Callable[[Stroke], None]) -> None:
        super().__init__(canvas)
        self.pen = Pen()
        self._drawn = drawn
        self._corners: list[UV] = []
        self._at: UV | None = None
        self._start: tuple[float, float] | None = None
        self._drags = False
        self._erases = False

    def take_pen(self, pen: Pen) -> None:
        """Fill with another pen."""
        self.pen = pen
        self.canvas.diagram.update()

    def begin(self, event: QMouseEvent) -> bool:
        """Begin an outline, or set its next corner."""
        button = event.button()
        if button not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return False
        at = event.position()
        frame = self.canvas.diagram.frame
        if not self._corners:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._erases = button is Qt.MouseButton.RightButton or bool(shift)
        elif self._is_near(frame, at):
            self._close()
            return True
        self._start = (at.x(), at.y())
        self._drags = False
        self._corners.append(frame.to_uv(at.x(), at.y()))
        self.canvas.diagram.update()
        return True

    def go_on(self, event: QMouseEvent) -> None:
        """Draw the line on."""
        at = event.position()
        self._at = self.canvas.diagram.frame.to_uv(at.x(), at.y())
        if self._start is not None:
            far = hypot(at.x() - self._start[0], at.y() - self._start[1])
            self._drags = self._drags or far >= DRAG_FROM
            if self._drags:
                self._corners.append(self._at)
        if self._corners:
            self.canvas.diagram.update()

    def end(self, event: QMouseEvent) -> None:
        """Close an outline drawn at one go."""
        self._start = None
        if self._drags:
            self._drags = False
            self._close()

    def double_click(self, event: QMouseEvent) -> bool:
        """Close the outline."""
        if len(self._corners) < 3:
            return self.press(event)
        self._close()
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Close on Enter, give up on Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._corners:
            self._close()
            return True
        if event.key() == Qt.Key.Key_Backspace and self._corners:
            self._corners.pop()
            self.canvas.diagram.update()
            return True
        if event.key() == Qt.Key.Key_Escape and self._corners:
            self.cancel()
            return True
        return super().key(event)

    def leave(self) -> None:
        """Draw no line to where the pointer was."""
        self._at = None
        self.canvas.diagram.update()

    def cancel(self) -> None:
        """Give the outline up."""
        super().cancel()
        self._corners.clear()
        self._start = None
        self._drags = False
        self.canvas.diagram.update()

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the line and its corners."""
        if not self._corners:
            return
        look = self.canvas.diagram.look
        places = [QPointF(*frame.to_screen(uv)) for uv in self._corners]
        line = places if self._at is None else [*places, QPointF(*frame.to_screen(self._at))]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = look.colour("ink" if self._erases else self.pen.feeling.value)
        for pen in (QPen(look.colour("sheet", 0.9), 3.6), QPen(colour, 1.8)):
            if self._erases and pen.color() == colour:
                pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(line))
        if not self._drags:
            painter.setBrush(look.colour("sheet"))
            for place in places:
                painter.drawEllipse(place, 3.5, 3.5)
        painter.restore()

    def _is_near(self, frame: Frame, at: QPointF) -> bool:
        x, y = frame.to_screen(self._corners[0])
        return len(self._corners) > 2 and hypot(at.x() - x, at.y() - y) <= CLOSE

    def _close(self) -> None:
        corners, self._corners = self._corners, []
        self._start = None
        self.canvas.diagram.update()
        if len(corners) < 3:
            return
        canvas = self.canvas
        # A left limb is drawn mirrored, but its places are told as on the right one.
        mask = polygon_faces(canvas.atlas, canvas.state.view, corners)
        if any(mask):
            self._drawn(Stroke(mask, self._erases))
