"""The steps of the open plan as a list: each with a quiet word on how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QFrame, QSizePolicy

from desktop_app.ui.plans.steps import Mark, StepRow
from desktop_app.ui.services import Services
from desktop_app.ui.tokens import RADIUS

WIDTH = 148
"""Pixels at 100 %, where the steps stand one below the other."""


class StepButton(QAbstractButton):
    """A step: its words, and under them how far it is; the open one is marked."""

    def __init__(self, row: StepRow, services: Services) -> None:
        super().__init__()
        self.row = row
        self.services = services
        self.mark = Mark("")
        self.setText(row.words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_mark(self, mark: Mark) -> None:
        """Say how far the step is."""
        if mark != self.mark:
            self.mark = mark
            self._name()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for two lines, pixels."""
        theme = self.services.theme
        large, small = self._metrics()
        wide = max(large.horizontalAdvance(self.text()), small.horizontalAdvance(self.mark.words))
        return QSize(wide + theme.scaled(24), large.height() + small.height() + theme.scaled(12))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the words alone, pixels."""
        whole = self.sizeHint()
        large, _ = self._metrics()
        least = large.horizontalAdvance(self.text()) + self.services.theme.scaled(16)
        return QSize(min(least, whole.width()), whole.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, words and mark."""
        theme = self.services.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "accent_paper" if self.isChecked() else "hover" if self.underMouse() else ""
        painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        large, small = self._metrics()
        side = theme.scaled(10)
        room = self.width() - 2 * side
        top = (self.height() - large.height() - small.height()) // 2
        if not self.mark.words:
            top = (self.height() - large.height()) // 2
        painter.setFont(theme.font("body", bold=self.isChecked()))
        painter.setPen(theme.colour("accent" if self.isChecked() else "ink"))
        painter.drawText(side, top + large.ascent(), self.text())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(self.mark.tone))
        words = small.elidedText(self.mark.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(side, top + large.height() + small.ascent(), words)
        painter.end()

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        theme = self.services.theme
        return QFontMetrics(theme.font("body", bold=True)), QFontMetrics(theme.font("small"))

    def _name(self) -> None:
        said = f"{self.text()}, {self.mark.words}" if self.mark.words else self.text()
        self.setAccessibleName(said)


class StepRail(QFrame):
    """The steps one below the other, or side by side where the window is narrow."""

    chosen = Signal(str)

    def __init__(self, services: Services, rows: Sequence[StepRow]) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "aside")
        self.setAccessibleName("Steps of the plan")
        self.buttons: dict[str, StepButton] = {}
        self._group = QButtonGroup(self)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setSpacing(4)
        for row in rows:
            button = StepButton(row, services)
            button.clicked.connect(lambda _=False, chosen=row.id: self.chosen.emit(chosen))
            self._group.addButton(button)
            self.buttons[row.id] = button
            self._box.addWidget(button)
        self._box.addStretch(1)
        self.is_across = False
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_step(self, step: str) -> None:
        """Mark a step as the open one."""
        self.buttons[step].setChecked(True)

    def lay_across(self, across: bool) -> None:
        """Put the steps side by side, or one below the other."""
        if across != self.is_across:
            self.is_across = across
            self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows move between the steps."""
        forward = (Qt.Key.Key_Down, Qt.Key.Key_Right)
        if event.key() in (*forward, Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.focusNextPrevChild(event.key() in forward)
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if self.is_across else direction.TopToBottom)
        if self.is_across:
            self._box.setContentsMargins(12, 4, 12, 4)
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self._box.setContentsMargins(8, 8, 8, 8)
            self.setFixedWidth(self.services.theme.scaled(WIDTH))
        for button in self.buttons.values():
            button.updateGeometry()
