"""The export: which studies, in which format, to which file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop_app.citation.formats import Format
from desktop_app.domain.listed import StudyOrder
from desktop_app.domain.progress import Progress
from desktop_app.library.exporting import export_studies
from desktop_app.library.listing import find_studies, keys_of
from desktop_app.store import Library
from desktop_app.ui.bringing.files import file_to_write
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane
from desktop_app.ui.words import counted

FORMATS = {
    Format.RIS: ("RIS", ".ris", "Understood by every reference manager."),
    Format.BIBTEX: ("BibTeX", ".bib", "For LaTeX, JabRef and Zotero."),
    Format.CSLJSON: (
        "CSL-JSON",
        ".json",
        "For Zotero, pandoc and programs; holds nearly everything.",
    ),
    Format.ENDNOTE: ("EndNote XML", ".xml", "For EndNote."),
    Format.NBIB: ("PubMed", ".nbib", "MEDLINE's own form; keeps MeSH and publication types."),
}


class ExportDialog(Sheet):
    """Asks what to export and how, then for the file.

    Parameters
    ----------
    selected
        Keys of the studies chosen in the list; none if nothing is.
    query
        What the list is narrowed by; empty if it shows everything.
    """

    def __init__(
        self, services: Services, parent: QWidget, selected: Sequence[str] = (), query: str = ""
    ) -> None:
        super().__init__(services, parent, "Export studies", 520, 520)
        self.setObjectName("export")
        self._selected = tuple(selected)
        self._query = query
        self.scope = QButtonGroup(self)
        self.format = QButtonGroup(self)
        self.page.add(SectionHeading("Which"))
        count = len(self._selected)
        scopes = [
            ("selected", f"The {count:,} chosen" if count > 1 else "The chosen study", bool(count)),
            ("query", "All that the list shows now", bool(query.strip())),
            ("all", "The whole library, shipped studies too", True),
            ("mine", "My own studies", True),
        ]
        self._scopes = [name for name, _, possible in scopes if possible]
        for number, (words, possible) in enumerate((w, p) for _, w, p in scopes if p):
            self._choice(self.scope, number, words, "", possible and not number)
        self.page.add(SectionHeading("Format"))
        for number, (words, suffix, explained) in enumerate(FORMATS.values()):
            self._choice(self.format, number, f"{words} ({suffix})", explained, not number)
        self.page.body.addStretch(1)
        leave = self.add_button("Cancel")
        leave.clicked.disconnect()
        leave.clicked.connect(self.reject)
        self.save = self.add_button("Save as…", primary=True)
        self.save.clicked.disconnect()
        self.save.clicked.connect(self.start)

    def start(self) -> None:
        """Ask for the file and write it."""
        chosen = list(FORMATS)[self.format.checkedId()]
        words, suffix, _ = FORMATS[chosen]
        path = file_to_write(
            self.services, self, "Export studies", f"studies{suffix}", f"{words} (*{suffix})"
        )
        if path is None:
            return
        scope, selected, query = (
            self._scopes[self.scope.checkedId()], self._selected, self._query
        )  # fmt: skip

        def work(library: Library, progress: Progress) -> int:
            return export_studies(
                library, path, _keys(library, scope, selected, query), chosen, progress
            )

        self.services.job(f"Exporting to {path.name}", work, self._done(path.name), lane=Lane.LONG)
        self.accept()

    def _done(self, name: str) -> Callable[[int], None]:
        said = self.services.said
        return lambda count: said.emit(f"{counted(count, 'study', 'studies')} written to {name}")

    def _choice(
        self, group: QButtonGroup, number: int, words: str, explained: str, chosen: bool
    ) -> None:
        button = QRadioButton(words)
        button.setChecked(chosen)
        group.addButton(button, number)
        self.page.add(button)
        if explained:
            button.setAccessibleDescription(explained)
            label = text_label(explained, role="small")
            label.setContentsMargins(self.services.theme.scaled(22), 0, 0, 0)
            self.page.add(label)


def _keys(
    library: Library, scope: str, selected: tuple[str, ...], query: str
) -> tuple[str, ...] | None:
    """Return the keys of what is exported; None for everything."""
    match scope:
        case "selected":
            return selected
        case "query":
            return keys_of(library, find_studies(library, query, StudyOrder.YEAR, True))
        case "mine":
            return keys_of(library, find_studies(library, "is:mine", StudyOrder.YEAR, True))
        case _:
            return None
