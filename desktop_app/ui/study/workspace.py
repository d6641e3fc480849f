"""The study room: what is due today, sessions, and the pages beside them."""

from __future__ import annotations

from desktop_app.ui.services import Services
from desktop_app.ui.workspace import Workspace


class StudyWorkspace(Workspace):
    """Learning the points."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setAccessibleName("Study")
