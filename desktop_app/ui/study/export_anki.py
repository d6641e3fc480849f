"""The export of a deck for Anki."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.domain.progress import Progress
from desktop_app.store import Library
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.export_sheet import ExportSheet, Work
from desktop_app.ui.words import counted

EXPLAINED = (
    "A note for each point, with close-ups, tags and cards for what is asked here. Import the file "
    "in Anki; exported and imported again, notes are brought up to date and nothing is doubled. "
    "What you have learned here does not go with it."
)


class AnkiExport(ExportSheet):
    """Which meridians go into the deck."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, parent, "Export an Anki deck", ".apkg", "Anki deck")
        self.setObjectName("export-anki")
        self.page.add(text_label(EXPLAINED))
        self.meridians = self.ask_meridians()
        self.finish()

    def file_words(self) -> str:
        """Return what the file is called."""
        return " ".join(("Yongquan points", *self.meridians.codes))

    def work(self) -> Work:
        """Return what makes the deck."""
        services, codes = self.services, self.meridians.codes

        def write(library: Library, path: Path, progress: Progress) -> Any:
            from desktop_app.study.anki import export_anki

            return export_anki(library.content, shared_atlas(services), path, codes, progress)

        return write

    def made_words(self, made: Any, path: Path) -> str:
        """Return what is in the deck."""
        notes = counted(made.notes, "note", "notes")
        cards = counted(made.cards, "card", "cards")
        pictures = counted(made.pictures, "picture", "pictures")
        return f"{path.name}: {notes}, {cards} and {pictures} written."
