"""A window for tests: a plain desk in place of the atlas, the real other workspaces."""

from __future__ import annotations

from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.rooms import ROOMS, Room
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from desktop_app.ui.workspace import Workspace


class Desk(Workspace):
    """Remembers what it was asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.asked: list[str] = []

    def show_ref(self, ref: Ref) -> None:
        self.asked.append(str(ref))

    def show_home(self) -> None:
        self.asked.append("home")

    def reveal(self, ref: Ref) -> None:
        self.asked.append(f"reveal {ref}")

    def focus_note(self) -> None:
        self.asked.append("note")

    def flush(self) -> None:
        self.asked.append("flush")


DESK = Room("atlas", "Atlas", "atlas", (Kind.POINT,), Desk)


def make_window(services: Services) -> MainWindow:
    """Return a window whose atlas is a desk."""
    return MainWindow(services, (DESK, *ROOMS[1:]))
