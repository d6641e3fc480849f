"""Labels of what a page draws on the limb: painted once, then copied as pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from desktop_app.ui.diagram import painter as paint
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.sprites import Sprites


class MarkLabels:
    """Draws labels; the halo of one takes a millisecond, and a drag paints a dozen each time."""

    def __init__(self) -> None:
        self._sprites = Sprites()
        self._look: Look | None = None

    def draw(
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        font: QFont,
        look: Look,
        chosen: bool = False,
    ) -> None:
        """Draw one label in its place."""
        device = painter.device()
        dpr = device.devicePixelRatioF() if device is not None else 1.0
        if look is not self._look or dpr != self._sprites.dpr:
            self._look = look
            self._sprites.clear(dpr)
        self._sprites.draw(
            painter,
            (words, font.key(), chosen, round(rect.width()), round(rect.height())),
            rect,
            lambda p, r: paint.paint_label(p, r, words, font, look, chosen),
        )
