"""What a stroke means: which feeling, and how strong."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.area import STRONGEST, Feeling
from desktop_app.ui.diagram.feelings import swatch
from desktop_app.ui.plans.marking.words import FEELING_WORDS
from desktop_app.ui.rich.pages import SectionHeading
from desktop_app.ui.rich.wheel import leave_wheel
from desktop_app.ui.services import Services


class FeelingBox(QWidget):
    """Four feelings, of which one is chosen, and a strength from 1 to 10."""

    feeling_chosen = Signal(object)
    """Sent with a ``Feeling``."""

    strength_chosen = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        heading = SectionHeading("It feels")
        heading.setContentsMargins(0, 0, 0, 0)
        box.addWidget(heading)
        grid = QGridLayout()
        grid.setSpacing(4)
        self.buttons: dict[Feeling, QPushButton] = {}
        for number, feeling in enumerate(Feeling):
            button = QPushButton(FEELING_WORDS[feeling])
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoDefault(False)
            button.setToolTip(f"Mark as {FEELING_WORDS[feeling].lower()} ({number + 1})")
            button.clicked.connect(lambda _=False, f=feeling: self.feeling_chosen.emit(f))
            grid.addWidget(button, number // 2, number % 2)
            self.buttons[feeling] = button
        box.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QLabel("Strength")
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(1, STRONGEST)
        self.strength.setPageStep(2)
        self.strength.setAccessibleName("Strength from 1 to 10")
        self.strength.setToolTip("How strong it is, from 1 to 10: told by opacity")
        self.strength.valueChanged.connect(self.strength_chosen)
        leave_wheel(self.strength)
        words.setBuddy(self.strength)
        self.told = QLabel()
        self.told.setProperty("role", "small")
        row.addWidget(words)
        row.addWidget(self.strength, 1)
        row.addWidget(self.told)
        box.addLayout(row)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_pen(self, feeling: Feeling, strength: int) -> None:
        """Show what a stroke leaves."""
        self.buttons[feeling].setChecked(True)
        self.strength.blockSignals(True)
        self.strength.setValue(strength)
        self.strength.blockSignals(False)
        self.told.setText(f"{strength} of {STRONGEST}")

    def _restyle(self) -> None:
        theme = self.services.theme
        size = QSize(theme.scaled(18), theme.scaled(14))
        for feeling, button in self.buttons.items():
            button.setIcon(swatch(feeling, theme.colours, size, self.devicePixelRatioF()))
            button.setIconSize(size)
        self.told.setFixedWidth(self.told.fontMetrics().horizontalAdvance("10 of 10") + 4)
