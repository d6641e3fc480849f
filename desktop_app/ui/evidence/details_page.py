"""The page of one study, as the parts that fill it know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop_app.domain.evidence import Study
from desktop_app.ui.evidence.citing import cite
from desktop_app.ui.rich.pages import Page
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.reading import StudyCard


class StudyPage(Page):
    """A page on which a study stands: from the library, or from memory while there is no card."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.study: Study | None = None
        self.card: StudyCard | None = None

    def copy_citation(self) -> None:
        """Put the citation on the clipboard."""
        if self.study is not None:
            self.copy(cite(self.study), "Citation copied")

    def copy(self, text: str, said: str) -> None:
        """Put a text on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.services.said.emit(said)
