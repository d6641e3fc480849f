"""What is told of the thing under the pointer, once the pointer has rested on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.atlas.picking import Hit

AFTER_MS = 350
"""The pointer rests this long on something before its name is told."""

BESIDE = QPoint(14, 10)
"""Pixels from the pointer to the words."""


class Tip(QObject):
    """Keeps what is under the pointer of a widget and tells of it.

    Parameters
    ----------
    words
        Gives the words of what is told, as HTML.
    """

    def __init__(self, widget: QWidget, words: Callable[[Hit], str]) -> None:
        super().__init__(widget)
        self.under: Hit | None = None
        self.pointer = QPoint()
        self._widget = widget
        self._words = words
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AFTER_MS)
        self._rest.timeout.connect(self._tell)

    def rest_on(self, hit: Hit | None) -> None:
        """Tell of something as soon as the pointer has rested on it; None tells of nothing."""
        self.forget()
        self.under = hit
        if hit is not None:
            self._rest.start()

    def forget(self) -> None:
        """Take back what is told."""
        self._rest.stop()
        if QToolTip.isVisible():
            QToolTip.hideText()

    def _tell(self) -> None:
        if self.under is not None and self._widget.isVisible():
            QToolTip.showText(self.pointer + BESIDE, self._words(self.under), self._widget)
