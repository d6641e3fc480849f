"""A choice of a few values as one row of joined buttons."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segments(QWidget):
    """Exactly one of a few values, or none while they differ.

    Parameters
    ----------
    name
        Said by a screen reader before each of the words.
    choices
        Values with their words.
    """

    chosen = Signal(object)
    """Sent with the value that the user has chosen."""

    def __init__(self, name: str, choices: Iterable[tuple[object, str]]) -> None:
        super().__init__()
        self.buttons: dict[object, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        choices = tuple(choices)
        for place, (value, words) in enumerate(choices):
            button = QPushButton(words)
            button.setProperty("role", "segment")
            ends = {0: "first", len(choices) - 1: "last"}
            button.setProperty("place", ends.get(place, ""))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[value] = button

    @property
    def value(self) -> object:
        """The value that is chosen; None if none is."""
        return next((v for v, button in self.buttons.items() if button.isChecked()), None)

    def choose(self, value: object) -> None:
        """Show a value as chosen, or none if it is not among them."""
        if value in self.buttons:
            self.buttons[value].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
