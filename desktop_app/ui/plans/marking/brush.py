"""The brush and the eraser: a round tool that marks or clears the skin it is drawn over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen

from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.projection import Box
from desktop_app.atlas.skin import Skin
from desktop_app.domain.area import Feeling
from desktop_app.ui.plans.marking.canvas import Canvas
from desktop_app.ui.plans.marking.holding import MarkingTool
from desktop_app.ui.plans.marking.pen import Pen, Stroke
from desktop_app.ui.plans.marking.reach import covered

LARGEST_FACE = 7.0
"""mm from the centre of a face to its farthest corner, at most."""

STEP = 0.5
"""Of the radius: how far one press of a cursor key moves the brush."""

RING = 6
"""Pixels that the ring of the brush takes beyond its radius."""


class Brush(MarkingTool):
    """A round brush; with the right button, or as an eraser, it clears.

    Parameters
    ----------
    drawn
        Called with the ``Stroke`` when the button is let go.
    """

    cursor = Qt.CursorShape.BlankCursor

    def __init__(
        self,
        canvas: Canvas,
        skin: Skin,
        drawn: Callable[[Stroke], None],
        erases: bool = False,
    ) -> None:
        super().__init__(canvas)
        self.skin = skin
        self.pen = Pen()
        self.always_erases = erases
        self._drawn = drawn
        self._place: UV | None = None
        self._last: UV | None = None
        self._mask = bytearray()
        self._erases = False
        self._only_one = False
        self._space_free = False

    @property
    def is_drawing(self) -> bool:
        """Tell whether a stroke is under way."""
        return self._last is not None

    def take_pen(self, pen: Pen) -> None:
        """Draw with another pen from the next stroke on."""
        self.pen = pen
        self._redraw_ring()
        self.canvas.diagram.update()

    def step(self, dx: int, dy: int, fine: bool = False) -> None:
        """Move the brush by a cursor key; with Space held it draws on its way."""
        frame = self.canvas.diagram.frame
        if self._place is None:
            self._place = frame.to_uv(frame.width / 2, frame.height / 2)
        by = 1.0 if fine else max(self.pen.radius * STEP, 1.0)
        # The left limb is shown mirrored, and the cursor moves as the screen shows it.
        sign = -1 if frame.mirrored else 1
        there = (self._place[0] + dx * by * sign, self._place[1] + dy * by)
        if self.holds_space and not self.is_drawing:
            self._start(self._place, self.always_erases, only_one=False)
            self._space_free = False
        self._go(there)
        self.canvas.reveal(there)

    def begin(self, event: QMouseEvent) -> bool:
        """Begin a stroke."""
        if self.is_drawing:
            return True
        button = event.button()
        if button not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return False
        erases = self.always_erases or button is Qt.MouseButton.RightButton
        only_one = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._start(self._uv(event), erases, only_one)
        return True

    def go_on(self, event: QMouseEvent) -> None:
        """Draw on, and move the ring."""
        self._go(self._uv(event))

    def end(self, event: QMouseEvent) -> None:
        """End the stroke: it is one edit."""
        if not event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton):
            self._finish()

    def key(self, event: QKeyEvent) -> bool:
        """Take a stroke back on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.is_drawing:
            self.cancel()
            return True
        return super().key(event)

    def space_down(self) -> None:
        """Be ready to mark where the brush is."""
        self._space_free = not self.is_drawing

    def space_used(self) -> None:
        """Know that Space has moved the view: it marks nothing then."""
        self._space_free = False

    def space_up(self) -> None:
        """Mark where the brush is, or end what was drawn with the cursor keys."""
        if self._space_free and self._place is not None:
            self._start(self._place, self.always_erases, only_one=False)
        self._space_free = False
        self._finish()

    def leave(self) -> None:
        """Take the ring away with the pointer."""
        if not self.is_drawing:
            self._redraw_ring()
            self._place = None

    def cancel(self) -> None:
        """Take back what is under way."""
        super().cancel()
        self._place = None
        if self.is_drawing:
            self._last = None
            self.canvas.tint.show_area(self.canvas.tint.area)

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the ring that shows how large the brush is."""
        if self._place is None:
            return
        radius = max(self.pen.radius * frame.scale, 2.0)
        look = self.canvas.diagram.look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        at = QPointF(*frame.to_screen(self._place))
        clears = self._erases if self.is_drawing else self.always_erases
        colour = look.colour("ink" if clears else self.pen.feeling.value)
        painter.setPen(QPen(look.colour("sheet", 0.9), 3.4))
        painter.drawEllipse(at, radius, radius)
        line = QPen(colour, 1.6)
        if clears:
            line.setDashPattern([3, 2.5])
        painter.setPen(line)
        painter.drawEllipse(at, radius, radius)
        for pen in (QPen(look.colour("sheet", 0.7), 3.2), QPen(look.colour("ink"), 1.2)):
            painter.setPen(pen)
            painter.drawLine(at - QPointF(3, 0), at + QPointF(3, 0))
            painter.drawLine(at - QPointF(0, 3), at + QPointF(0, 3))
        painter.restore()

    def _uv(self, event: QMouseEvent) -> UV:
        at = event.position()
        return self.canvas.diagram.frame.to_uv(at.x(), at.y())

    def _start(self, place: UV, erases: bool, only_one: bool) -> None:
        self._mask = bytearray(self.skin.faces)
        self._erases, self._only_one = erases, only_one
        self._last = place
        self._go(place)

    def _go(self, there: UV) -> None:
        self._redraw_ring()
        if self._last is not None:
            self._cover(self._last, there)
            self._last = there
        self._place = there
        self._redraw_ring()

    def _cover(self, start: UV, end: UV) -> None:
        canvas = self.canvas
        view, radius = canvas.state.view, self.pen.radius
        reached = covered(canvas.atlas, self.skin, view, start, end, radius)
        mask = self._mask
        fresh = [face for face in reached if not mask[face]]
        if not fresh:
            return
        for face in fresh:
            mask[face] = 1
        box = self._box(fresh)
        strength = 0 if self._erases else self.pen.strength
        every = self._erases and not self._only_one
        for feeling in Feeling if every else (self.pen.feeling,):
            canvas.touch(feeling, fresh, strength, box)

    def _box(self, faces: list[int]) -> Box:
        """Return where in the view these faces lie, corners and all."""
        project = self.canvas.atlas.camera(self.canvas.state.view).project
        places = self.skin.places
        seen = [project(places[face]) for face in faces]
        us, vs = [u for u, _ in seen], [v for _, v in seen]
        far = LARGEST_FACE
        return min(us) - far, min(vs) - far, max(us) + far, max(vs) + far

    def _finish(self) -> None:
        if not self.is_drawing:
            return
        self._last = None
        if any(self._mask):
            self._drawn(Stroke(bytes(self._mask), self._erases, self._only_one))

    def _redraw_ring(self) -> None:
        if self._place is not None:
            u, v = self._place
            radius = self.pen.radius
            self.canvas.redraw((u - radius, v - radius, u + radius, v + radius), RING)
