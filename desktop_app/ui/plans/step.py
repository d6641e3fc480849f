"""A step of a plan: a page that shows it and asks for the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.plans import Plan
from desktop_app.ui.services import Services


class Step(QWidget):
    """A page of the plan editor.

    It keeps no plan of its own: what the user does asks for the next ``Plan`` through ``edited``,
    and ``show_plan`` shows the one that came of it.
    """

    words = ""
    """Its name, as the list of steps shows it."""

    edited = Signal(object, str)
    """Sent with the ``Plan`` that an act of the user leads to, and what was done in a few words
    (``Add KI1``), as it stands after “Undo”."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; called with its own edits too, and when another step has edited."""

    def focus_main(self) -> None:
        """Put the keyboard where one works."""
        self.setFocus()

    def flush(self) -> None:
        """Ask now for what has been typed."""
