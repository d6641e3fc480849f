"""The pages with what stands left and right of them, as far as there is room."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme

SIDES, BESIDE = "sides", "beside"

_WIDTHS = {SIDES: 160, BESIDE: 260}
"""Widths at 100 %, pixels."""

_PAGES, _LEAST_PAGES = 320, 160
"""Room the pages keep when the window is made narrow, and when a side is asked for, at 100 %."""


class Panes(QSplitter):
    """Three panes, of which the outer ones give way to the pages."""

    shown = Signal()
    """Sent when a side has been shown or hidden."""

    def __init__(self, theme: Theme, sides: QWidget, pages: QWidget, beside: QWidget) -> None:
        super().__init__()
        self.theme = theme
        self.wanted = {SIDES: True, BESIDE: True}
        self.frames = {
            SIDES: _framed(sides, "contents"),
            BESIDE: _framed(beside, "side"),
        }
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for widget in (self.frames[SIDES], pages, self.frames[BESIDE]):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def is_shown(self, name: str) -> bool:
        """Tell whether a side is there to be seen."""
        return not self.frames[name].isHidden()

    def show_side(self, name: str, show: bool = True) -> None:
        """Show a side, or hide it; another one gives way to it."""
        self.wanted[name] = show
        self._make_room(name if show else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self, asked_for: str = "") -> None:
        scaled = self.theme.scaled
        order = sorted(self.wanted, key=lambda name: (name != asked_for, name != BESIDE))
        room = self.width()
        before = {name: self.is_shown(name) for name in order}
        for name in order:
            kept = _LEAST_PAGES if name == asked_for else _PAGES
            fits = scaled(_WIDTHS[name]) + scaled(kept) <= room
            # What is asked for comes also where hardly anything is left for the pages.
            show = self.wanted[name] and (fits or name == asked_for)
            self.frames[name].setVisible(show)
            room -= scaled(_WIDTHS[name]) if show else 0
        if before != {name: self.is_shown(name) for name in order}:
            self.shown.emit()

    def _restyle(self) -> None:
        for name, width in _WIDTHS.items():
            self.frames[name].setMinimumWidth(min(self.theme.scaled(width), 2 * width))
            self.frames[name].setMaximumWidth(self.theme.scaled(round(1.6 * width)))
        self.setSizes(
            [self.theme.scaled(_WIDTHS[SIDES]), 10_000, self.theme.scaled(_WIDTHS[BESIDE])]
        )
        self._make_room()


def _framed(part: QWidget, role: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", role)
    box = QVBoxLayout(frame)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(part)
    return frame
