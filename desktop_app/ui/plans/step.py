"""A step of a plan: a page that shows it and asks for the next one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.plans import Plan
from desktop_app.domain.safety import Alert
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
    (``Add KI1``), as it stands after “Undo”. Each is one undo step."""

    typed = Signal(object, str)
    """As ``edited``, for what goes on: typing, a slider. Those that follow each other with the same
    words are one undo step."""

    asked = Signal(str, str)
    """Asks for another step by its id, and for what is to be shown there: a point's code, a fact's
    id; it may be empty."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; called with its own edits too, and when another step has edited."""

    def show_alerts(self, alerts: tuple[Alert, ...] | None) -> None:
        """Show what the safety check says of the plan; None until it has been checked once."""

    def reveal(self, what: str) -> None:
        """Bring into view what another step has asked for."""

    def focus_main(self) -> None:
        """Put the keyboard where one works."""
        self.setFocus()

    def flush(self) -> None:
        """Ask now for what has been typed."""
