"""A list of small forms of one kind, to which one adds and from which one takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.services import Services

Form = TypeVar("Form", bound=QWidget)


class Several(QWidget, Generic[Form]):
    """Forms under one another, each with a button that takes it away, and one that adds another.

    Parameters
    ----------
    make
        Makes an empty form.
    word
        What one of them is called: ``outcome``.
    """

    changed = Signal()

    def __init__(self, services: Services, make: Callable[[], Form], word: str) -> None:
        super().__init__()
        self._services = services
        self._make = make
        self._word = word
        self._held: list[tuple[Form, QFrame]] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add_button = QPushButton(f"Add an {word}" if word[0] in "aeiou" else f"Add a {word}")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self._add_one)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._rows)
        box.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def forms(self) -> list[Form]:
        """Return the forms in order."""
        return [form for form, _ in self._held]

    def clear(self) -> None:
        """Take all of them away."""
        for form in self.forms():
            self._take(form)

    def add(self) -> Form:
        """Add an empty form at the end and return it."""
        form = self._make()
        card = QFrame()
        card.setProperty("role", "card")
        across = QHBoxLayout(card)
        across.setContentsMargins(12, 12, 8, 12)
        across.setSpacing(8)
        across.addWidget(form, 1)
        remove = QToolButton()
        remove.setIcon(self._services.theme.icon("close", "quiet"))
        remove.setToolTip(f"Remove this {self._word}")
        remove.setAccessibleName(f"Remove this {self._word}")
        remove.clicked.connect(lambda: self._take(form))
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(card)
        self._held.append((form, card))
        self.changed.emit()
        return form

    def _add_one(self) -> None:
        self.add().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, form: Form) -> None:
        for place, (held, card) in enumerate(self._held):
            if held is form:
                del self._held[place]
                self._rows.removeWidget(card)
                card.hide()
                card.setParent(None)
                card.deleteLater()
                self.changed.emit()
                return
