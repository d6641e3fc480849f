"""The zoom control: smaller, how large, larger, fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from desktop_app.ui.theme import Theme


class ZoomBar(QFrame):
    """− 100 % + Fit. 100 % is the zoom at which the whole view fits."""

    wanted = Signal(str)
    """Sent with the command asked for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "popup")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        self.smaller = self._button("minus", "Zoom out (−)", "smaller")
        self.percent = QToolButton()
        self.percent.setToolTip("Back to 100 % (0)")
        self.percent.setAccessibleName("Zoom")
        self.percent.clicked.connect(lambda: self.wanted.emit("fit"))
        self.larger = self._button("plus", "Zoom in (+)", "larger")
        self.fit = self._button("fit", "Fit the whole view (F)", "fit")
        self.fit.setText("Fit")
        self.fit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in (self.smaller, self.percent, self.larger, self.fit):
            row.addWidget(button)
        self.restyle()
        self.show_zoom(1.0)

    def show_zoom(self, zoom: float) -> None:
        """Show a zoom, 1.0 being 100 %."""
        self.percent.setText(f"{zoom * 100:.0f} %")

    def show_compact(self, compact: bool) -> None:
        """Leave the words out where the diagram is narrow."""
        self.percent.setVisible(not compact)
        self.fit.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if compact
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        self.adjustSize()

    def restyle(self) -> None:
        """Follow theme and text size."""
        side = self.theme.scaled(16)
        for button, icon in ((self.smaller, "minus"), (self.larger, "plus"), (self.fit, "fit")):
            button.setIcon(self.theme.icon(icon))
            button.setIconSize(QSize(side, side))
            button.setMinimumSize(self.theme.scaled(28), self.theme.scaled(28))
        self.percent.setMinimumSize(self.theme.scaled(56), self.theme.scaled(28))
        self.adjustSize()

    def _button(self, icon: str, tip: str, action: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.theme.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.clicked.connect(lambda: self.wanted.emit(action))
        return button
