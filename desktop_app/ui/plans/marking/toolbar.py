"""The row over the canvas: what is in the hand, how large the brush is, on which limb it marks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QWidget,
)

from desktop_app.domain.plan_words import LIMB_WORDS
from desktop_app.domain.plans import Limbs
from desktop_app.ui.plans.marking.pen import SIZES, ToolKind
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services

TOOLS = (
    (ToolKind.BRUSH, "Brush", "brush", "B", "Drag over the skin to mark it"),
    (
        ToolKind.ERASER, "Eraser", "eraser", "E",
        "Drag to clear; the right button does so with the brush. Shift clears one feeling alone",
    ),
    (
        ToolKind.OUTLINE, "Outline", "lasso", "O",
        "Draw round a part, or click its corners, to fill it",
    ),
    (
        ToolKind.HAND, "Hand", "hand", "H",
        "Move the view; Space or the middle button does so with any tool",
    ),
)  # fmt: skip


ROOM = 350
"""Pixels of width at 100 % that the tools need with their words."""


class Toolbar(QFrame):
    """Tools, size and limb."""

    tool_chosen = Signal(object)
    """Sent with a ``ToolKind``."""

    radius_chosen = Signal(int)
    """Sent with a radius, mm."""

    limbs_chosen = Signal(object)
    """Sent with ``Limbs``."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "top")
        flow = FlowLayout(self, gap=12, line_gap=4)
        flow.setContentsMargins(8, 6, 8, 6)
        self.tools: dict[ToolKind, QToolButton] = {}
        flow.addWidget(self._tool_row())
        flow.addWidget(self._size_row())
        self.limbs = Segments("Mark on", [(limbs, LIMB_WORDS[limbs]) for limbs in Limbs])
        self.limbs.setToolTip("On which limb is marked; on both, the mirror image as well")
        self.limbs.chosen.connect(self.limbs_chosen)
        flow.addWidget(self.limbs)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the tools out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def show_tool(self, kind: ToolKind | None) -> None:
        """Show what is in the hand; None is none of these."""
        self._group.setExclusive(kind is not None)
        for each, button in self.tools.items():
            button.setChecked(each is kind)
        self.size_row.setEnabled(kind in (ToolKind.BRUSH, ToolKind.ERASER))

    def show_radius(self, radius: int) -> None:
        """Show how large the brush is, mm."""
        self.radius.blockSignals(True)
        self.radius.setValue(SIZES.index(radius))
        self.radius.blockSignals(False)
        self.told.setText(f"{2 * radius} mm")
        self.radius.setAccessibleDescription(f"{2 * radius} mm across")

    def show_limbs(self, limbs: Limbs) -> None:
        """Show on which limb is marked."""
        self.limbs.choose(limbs)

    def _tool_row(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        for kind, words, _, key, tip in TOOLS:
            button = QToolButton()
            button.setText(words)
            button.setToolTip(f"{tip} ({key})")
            button.setAccessibleName(words)
            button.setAccessibleDescription(tip)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, kind=kind: self.tool_chosen.emit(kind))
            self._group.addButton(button)
            row.addWidget(button)
            self.tools[kind] = button
        return held

    def _size_row(self) -> QWidget:
        self.size_row = QWidget()
        row = QHBoxLayout(self.size_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.radius = QSlider(Qt.Orientation.Horizontal)
        self.radius.setRange(0, len(SIZES) - 1)
        self.radius.setPageStep(2)
        self.radius.setAccessibleName("Size of the brush")
        self.radius.setToolTip("Size of the brush ([ and ])")
        self.radius.valueChanged.connect(lambda place: self.radius_chosen.emit(SIZES[place]))
        self.told = QLabel()
        self.told.setProperty("role", "small")
        row.addWidget(self.radius)
        row.addWidget(self.told)
        return self.size_row

    def _fit(self) -> None:
        style = Qt.ToolButtonStyle
        wide = self.width() >= self.services.theme.scaled(ROOM)
        for button in self.tools.values():
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if wide else style.ToolButtonIconOnly
            )

    def _restyle(self) -> None:
        theme = self.services.theme
        side = theme.scaled(16)
        for kind, _, icon, _, _ in TOOLS:
            self.tools[kind].setIcon(theme.icon(icon))
            self.tools[kind].setIconSize(QSize(side, side))
            self.tools[kind].setMinimumHeight(theme.scaled(28))
        self._fit()
        self.radius.setFixedWidth(theme.scaled(96))
        self.told.setFixedWidth(self.told.fontMetrics().horizontalAdvance("80 mm") + 8)
