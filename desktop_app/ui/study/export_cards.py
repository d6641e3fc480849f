"""Flash cards on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.domain.progress import Progress
from desktop_app.store import Library
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.export_sheet import ExportSheet, Sizes, Work

EXPLAINED = (
    "A card for each point, eight on a sheet: code and names in front; picture, place, needling "
    "and classes on the back. Print on both sides, turned over the long edge, and cut along the "
    "marks."
)


class CardsExport(ExportSheet):
    """Which meridians, on which paper."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, parent, "Flash cards on paper", ".pdf", "PDF")
        self.setObjectName("export-cards")
        self.page.add(text_label(EXPLAINED))
        self.sizes = Sizes(services)
        row = QWidget()
        FlowLayout(row).addWidget(self.sizes)
        self.page.add(row)
        self.meridians = self.ask_meridians()
        self.finish()

    def file_words(self) -> str:
        """Return what the file is called."""
        return " ".join(("Flash cards", *self.meridians.codes))

    def work(self) -> Work:
        """Return what writes the cards."""
        services, size, codes = self.services, self.sizes.paper, self.meridians.codes

        def write(library: Library, path: Path, progress: Progress) -> Any:
            from desktop_app.study.cards_paper import write_cards_pdf

            atlas = shared_atlas(services)
            return write_cards_pdf(library.content, atlas, path, size, codes, progress)

        return write
