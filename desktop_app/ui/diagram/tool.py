"""What a tool in the hand does on the diagram; without one, a press picks or pans."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from desktop_app.atlas.cameras import Frame


class Tool:
    """A tool that is asked first about mouse and keys; each answer tells whether it took them.

    This one takes nothing.
    """

    def press(self, event: QMouseEvent) -> bool:
        """Take a button pressed, or leave it to the diagram."""
        return False

    def move(self, event: QMouseEvent) -> bool:
        """Take a move of the pointer, with or without a button held."""
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Take a button let go."""
        return False

    def double_click(self, event: QMouseEvent) -> bool:
        """Take a double click."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Take a key pressed."""
        return False

    def key_up(self, event: QKeyEvent) -> bool:
        """Take a key let go."""
        return False

    def leave(self) -> None:
        """Know that the pointer has left."""

    def keyboard_lost(self) -> None:
        """Know that keys go elsewhere now; what is held is let go."""

    def cancel(self) -> None:
        """Give up what is under way: a pinch has begun, or another tool is taken."""

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint over points and labels."""
