"""The pointer with which one shows a place on the limb: by click, or by arrow keys and Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from desktop_app.atlas.cameras import UV, Frame
from desktop_app.ui.diagram.gestures import PickOrPan
from desktop_app.ui.diagram.stage import Stage
from desktop_app.ui.diagram.tool import Tool

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
STEP, FINE = 12.0, 2.0
"""Pixels that an arrow moves the cross-hair, and with Shift."""

ARM = 14.0
"""Pixels; half the length of the cross-hair's lines."""

HOLE = 4.0
MARGIN = 40.0
"""Pixels from the edge of the diagram at which it follows the cross-hair."""


class Pointer(Tool):
    """Calls ``clicked`` with a place of the view; a drag moves the view.

    The cross-hair appears with the first arrow key; it stays where it is on the limb.
    """

    def __init__(
        self,
        stage: Stage,
        clicked: Callable[[UV], None],
        paint: Callable[[QPainter, Frame], None],
    ) -> None:
        self.stage = stage
        self.clicked = clicked
        self.paint_marks = paint
        self.takes = True
        self.cross: UV | None = None
        self._press = PickOrPan(self._click, stage.pan)

    def press(self, event: QMouseEvent) -> bool:
        """Begin a click or a drag."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._press.begin(event.position().x(), event.position().y())
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Drag; while one looks for a place the pointer is a cross."""
        if self._press.active:
            self._press.move(event.position().x(), event.position().y())
        shape = Qt.CursorShape
        self.stage.diagram.setCursor(shape.CrossCursor if self.takes else shape.ArrowCursor)
        return True

    def release(self, event: QMouseEvent) -> bool:
        """End a click or a drag."""
        if not self._press.active:
            return False
        self._press.end(event.position().x(), event.position().y())
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        """Take the second press of two quick clicks as one more press."""
        return self.press(event)

    def key(self, event: QKeyEvent) -> bool:
        """Move the cross-hair, or take the place it stands on."""
        key = Qt.Key(event.key())
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not self.takes or event.modifiers() & others:
            return False
        if key in ARROWS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(*ARROWS[key], FINE if fine else STEP)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.cross is None:
                self._step(0, 0, STEP)
            else:
                self.clicked(self.cross)
            return True
        return False

    def cancel(self) -> None:
        """Give up a drag."""
        self._press.cancel()

    def rest(self) -> None:
        """Put the cross-hair away."""
        self.cross = None
        self.stage.diagram.update()

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint what is to be seen over the limb, and the cross-hair."""
        self.paint_marks(painter, frame)
        if self.cross is None or not self.takes:
            return
        look = self.stage.diagram.look
        at = QPointF(*frame.to_screen(self.cross))
        arm, hole = ARM * look.scale, HOLE * look.scale
        lines = [
            QLineF(at + QPointF(dx * hole, dy * hole), at + QPointF(dx * arm, dy * arm))
            for dx, dy in ARROWS.values()
        ]
        for pen in (QPen(look.colour("label_halo"), 5), QPen(look.colour("accent"), 2)):
            painter.setPen(pen)
            painter.drawLines(lines)

    def _click(self, x: float, y: float) -> None:
        if self.takes:
            self.clicked(self.stage.diagram.frame.to_uv(x, y))

    def _step(self, dx: int, dy: int, step: float) -> None:
        diagram = self.stage.diagram
        frame = diagram.frame
        middle = (frame.width / 2, frame.height / 2)
        x, y = frame.to_screen(self.cross) if self.cross is not None else middle
        if not (0 <= x <= frame.width and 0 <= y <= frame.height):
            x, y = middle
        x, y = x + dx * step, y + dy * step
        self.cross = frame.to_uv(x, y)
        off_x = max(MARGIN - x, 0.0) or min(frame.width - MARGIN - x, 0.0)
        off_y = max(MARGIN - y, 0.0) or min(frame.height - MARGIN - y, 0.0)
        if off_x or off_y:
            self.stage.pan(off_x, off_y)
        diagram.update()
