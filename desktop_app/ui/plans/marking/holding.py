"""What the marking tools share: the view is moved with the middle button, or with Space held."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from desktop_app.ui.diagram.gestures import PickOrPan
from desktop_app.ui.diagram.tool import Tool
from desktop_app.ui.plans.marking.canvas import Canvas


class MarkingTool(Tool):
    """A tool over the canvas; subclasses draw with the left button."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._pan = PickOrPan(lambda *_: None, canvas.pan)
        self.holds_space = False

    def press(self, event: QMouseEvent) -> bool:
        """Begin to move the view, or to draw."""
        moves = event.button() is Qt.MouseButton.MiddleButton or (
            self.holds_space and event.button() is Qt.MouseButton.LeftButton
        )
        if moves:
            self.space_used()
            self._pan.begin(event.position().x(), event.position().y())
            self.canvas.diagram.setCursor(Qt.CursorShape.ClosedHandCursor)
            return True
        return self.begin(event)

    def move(self, event: QMouseEvent) -> bool:
        """Move the view, or draw on."""
        if self._pan.active:
            self._pan.move(event.position().x(), event.position().y())
        else:
            self.go_on(event)
            self._show_cursor()
        return True

    def release(self, event: QMouseEvent) -> bool:
        """End moving or drawing."""
        if self._pan.active:
            self._pan.end(event.position().x(), event.position().y())
            self._show_cursor()
        else:
            self.end(event)
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        """Take it as another press: fast dabs are no double clicks."""
        return self.press(event)

    def key(self, event: QKeyEvent) -> bool:
        """Hold Space."""
        if (
            event.key() != Qt.Key.Key_Space
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        if not event.isAutoRepeat():
            self.holds_space = True
            self.space_down()
            self._show_cursor()
        return True

    def key_up(self, event: QKeyEvent) -> bool:
        """Let Space go."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self.holds_space:
            return False
        self.holds_space = False
        self.space_up()
        self._show_cursor()
        return True

    def keyboard_lost(self) -> None:
        """Let Space go."""
        if self.holds_space:
            self.holds_space = False
            self.space_used()
            self.space_up()

    def cancel(self) -> None:
        """Give up moving and drawing."""
        self._pan.cancel()
        self.holds_space = False

    def begin(self, event: QMouseEvent) -> bool:
        """Begin to draw; tell whether this button draws."""
        return False

    def go_on(self, event: QMouseEvent) -> None:
        """Draw on, or show where it would be drawn."""

    def end(self, event: QMouseEvent) -> None:
        """End drawing."""

    def space_down(self) -> None:
        """Know that Space is held."""

    def space_used(self) -> None:
        """Know that Space has served to move the view."""

    def space_up(self) -> None:
        """Know that Space was let go."""

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.OpenHandCursor if self.holds_space else self.cursor
        self.canvas.diagram.setCursor(shape)
