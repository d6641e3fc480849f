"""A page of the study room: what it is handed, and what it can ask the room for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.services import Services


class StudyPage(QWidget):
    """A page beside the others, chosen by a tab; made when it is first shown."""

    session_wanted = Signal(object)
    """Asks for a session of what a ``Selection`` draws, or of a tuple of items."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def show_now(self) -> None:
        """Bring up to date what the page tells; called whenever it comes into sight."""

    def focus_main(self) -> None:
        """Put the keyboard where one works."""
        self.setFocus()

    def flush(self) -> None:
        """Save now what has been typed."""
