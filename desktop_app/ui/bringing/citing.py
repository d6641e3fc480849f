"""Citations in a style, to look at and to copy as rich text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop_app.citation.styles import STYLES, Form
from desktop_app.domain.progress import Progress
from desktop_app.library.exporting import cite
from desktop_app.store import Library
from desktop_app.ui.bringing.files import file_to_write
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.jobs import Handle
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

Entries = tuple[tuple[str, ...], tuple[str, ...]]
"""The bibliography as HTML and as plain text."""


class CiteDialog(Sheet):
    """A bibliography of the chosen studies in one of the shipped styles.

    Parameters
    ----------
    keys
        The studies.
    """

    def __init__(self, services: Services, parent: QWidget, keys: Sequence[str]) -> None:
        super().__init__(services, parent, "Citations", 720, 560)
        self.setObjectName("cite")
        self._keys = tuple(keys)
        self._entries: Entries = ((), ())
        self._handle: Handle | None = None
        self.style_choice = Select(services.theme, "Citation style")
        for style in STYLES:
            self.style_choice.addItem(style.title, style.id)
        self.style_choice.choose(services.settings.citation_style)
        self.shown = QTextBrowser()
        self.shown.setAccessibleName("Citations")
        self.shown.setOpenLinks(False)
        self.shown.setMinimumHeight(services.theme.scaled(280))
        self.page.add(self.style_choice)
        self.page.body.addWidget(self.shown, 1)
        save = self.add_button("Save as…")
        save.clicked.disconnect()
        save.clicked.connect(self._save)
        self.add_button("Close")
        self.copy = self.add_button("Copy", primary=True)
        self.copy.clicked.disconnect()
        self.copy.clicked.connect(self._copy)
        self.style_choice.currentIndexChanged.connect(self._format)
        self._format()

    def html(self) -> str:
        """Return the bibliography as HTML."""
        return "".join(f"<p>{entry}</p>" for entry in self._entries[0])

    def text(self) -> str:
        """Return the bibliography as plain text, an entry in each line."""
        return "\n".join(self._entries[1])

    def _format(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
        style = str(self.style_choice.currentData())
        self.services.settings.citation_style = style
        self.copy.setEnabled(False)
        self.shown.setPlainText("Formatting…")
        self._handle = self.services.job(
            "Formatting citations",
            partial(_cite, keys=self._keys, style=style),
            self._formatted,
            lane=Lane.LONG,
            owner=self,
        )

    def _formatted(self, entries: Entries) -> None:
        self._entries = entries
        self.shown.setHtml(self.html())
        self.copy.setEnabled(True)
        self.copy.setFocus()

    def _copy(self) -> None:
        held = QMimeData()
        held.setHtml(self.html())
        held.setText(self.text())
        QGuiApplication.clipboard().setMimeData(held)
        count = len(self._keys)
        self.services.said.emit("Citation copied" if count == 1 else f"{count:,} citations copied")
        self.accept()

    def _save(self) -> None:
        path = file_to_write(
            self.services,
            self,
            "Save the citations",
            "citations.html",
            "HTML (*.html);;Text (*.txt)",
        )
        if path is None:
            return
        plain = path.suffix.lower() == ".txt"
        page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8">{self.html()}</html>'
        try:
            path.write_text((self.text() if plain else page) + "\n", encoding="utf-8")
        except OSError as error:
            self.services.said.emit(f"{path} cannot be written: {error.strerror}.")
            return
        self.services.said.emit(f"Citations written to {path.name}")


def _cite(library: Library, progress: Progress, keys: tuple[str, ...], style: str) -> Entries:
    progress.tell(0)
    return cite(library, keys, style, Form.HTML), cite(library, keys, style, Form.PLAIN)
