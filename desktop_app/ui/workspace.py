"""What a workspace is to the window: a widget that shows refs and keeps what is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.refs import Ref
from desktop_app.ui.services import Services


class Workspace(QWidget):
    """A page of the window. Born when first shown."""

    titled = Signal(object, str)
    """Sent with a ref that is open and its words, once they have been read from the library."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def show_ref(self, ref: Ref) -> None:
        """Show a ref of a kind this workspace is for."""

    def show_home(self) -> None:
        """Show what the workspace begins with; nothing is open."""

    def reveal(self, ref: Ref) -> None:
        """Point at something without opening it, such as a study's points on the leg."""

    def focus_main(self) -> None:
        """Put the keyboard where one works: the diagram, the list, the page."""
        self.setFocus()

    def focus_note(self) -> None:
        """Put the keyboard in the note on what is open, if it can have one."""

    def flush(self) -> None:
        """Save now what has been typed."""
