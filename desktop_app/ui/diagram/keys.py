"""Keys of the diagram and the commands they stand for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

KEYS = {
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_PageDown: "page-down",
    Qt.Key.Key_PageUp: "page-up",
    Qt.Key.Key_Escape: "clear",
    Qt.Key.Key_N: "next",
    Qt.Key.Key_P: "previous",
    Qt.Key.Key_Plus: "larger",
    Qt.Key.Key_Equal: "larger",
    Qt.Key.Key_Minus: "smaller",
    Qt.Key.Key_0: "fit",
    Qt.Key.Key_F: "fit",
    Qt.Key.Key_Home: "fit",
    Qt.Key.Key_L: "layers",
}


def command_of(event: QKeyEvent) -> str:
    """Return the command of a key, or "" for keys that are somebody else's."""
    others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if event.modifiers() & others:
        return ""
    return KEYS.get(Qt.Key(event.key()), "")
