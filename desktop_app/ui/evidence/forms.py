"""Opens the dialogs of the workspace for the chosen studies; each is imported when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.refs import study_ref
from desktop_app.ui.evidence.deeds import Chosen
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

if TYPE_CHECKING:
    from desktop_app.domain.progress import Progress
    from desktop_app.store import Library

REFERENCES = (
    "References and PDFs (*.ris *.bib *.nbib *.txt *.json *.xml *.enw *.pdf);;All files (*)"
)
MOST_COMPARED = 6
"""Studies that fit side by side."""


class Forms(QObject):
    """Dialogs on the chosen studies.

    Parameters
    ----------
    chosen
        Returns the numbers of the chosen studies.
    query
        Returns the query of the list.
    """

    def __init__(
        self, services: Services, chosen: Chosen, query: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.chosen = chosen
        self.query = query
        self.parent_ = parent

    def bring_in(self, files: Sequence[Path] = ()) -> None:
        """Import files; asks for them if none are given."""
        from desktop_app.ui.bringing.files import files_to_read
        from desktop_app.ui.bringing.importing import ImportDialog

        if not self._is_open():
            return
        files = files or files_to_read(self.services, self.parent_, "Import studies", REFERENCES)
        if files:
            ImportDialog(self.services, files, self.parent_.window()).open()

    def export(self) -> None:
        """Export the chosen studies, those of the query, or all."""
        from desktop_app.ui.bringing.exporting import ExportDialog

        self._with_keys(
            lambda keys: ExportDialog(self.services, self._window(), keys, self.query()).open(),
            least=0,
        )

    def cite(self) -> None:
        """Show citations of the chosen studies in a style."""
        from desktop_app.ui.bringing.citing import CiteDialog

        self._with_keys(lambda keys: CiteDialog(self.services, self._window(), keys).open())

    def copy_citations(self) -> None:
        """Put the citations of the chosen studies on the clipboard, in the style used last."""
        from desktop_app.citation.styles import Form
        from desktop_app.library.exporting import cite

        def copy(entries: Sequence[str]) -> None:
            QGuiApplication.clipboard().setText("\n".join(entries))
            self.services.said.emit(f"{len(entries)} citations copied")

        style = self.services.settings.citation_style

        def read(keys: Sequence[str]) -> None:
            self.services.job(
                "Citing",
                lambda library, _: cite(library, keys, style, Form.PLAIN),
                copy,
                lane=Lane.LONG,
                owner=self,
            )

        self._with_keys(read)

    def fetch(self) -> None:
        """Complete the record of the chosen study from its DOI or PMID."""
        from desktop_app.ui.bringing.fetching import FetchDialog

        self._with_keys(lambda keys: FetchDialog(self.services, self._window(), keys[0]).open())

    def add(self) -> None:
        """Add a study by hand."""
        from desktop_app.ui.appraising.study import StudyDialog

        if self._is_open():
            StudyDialog(self.services, self._window()).open()

    def edit(self) -> None:
        """Edit the chosen study, if it is the user's own."""
        from desktop_app.ui.appraising.study import StudyDialog

        def opened(keys: Sequence[str]) -> None:
            if keys[0] in self.services.content.studies:
                self.services.said.emit(
                    "This study came with Yongquan; it can be appraised and noted on, not edited."
                )
            else:
                StudyDialog(self.services, self._window(), keys[0]).open()

        self._with_keys(opened)

    def appraise(self) -> None:
        """Appraise the chosen study."""
        from desktop_app.ui.appraising.appraisal import AppraisalDialog

        self._with_keys(
            lambda keys: AppraisalDialog(self.services, self._window(), study_ref(keys[0])).open()
        )

    def stance(self) -> None:
        """Say how the chosen study bears on a claim."""
        from desktop_app.ui.appraising.stance import StanceDialog

        self._with_keys(
            lambda keys: StanceDialog(self.services, self._window(), study_ref(keys[0])).open()
        )

    def claim(self) -> None:
        """Make a claim of the user's own, which the chosen study bears on."""
        from desktop_app.ui.appraising.claim import ClaimDialog

        self._with_keys(
            lambda keys: ClaimDialog(
                self.services, self._window(), study=study_ref(keys[0]) if keys else None
            ).open(),
            least=0,
        )

    def compare(self) -> None:
        """Show the chosen studies side by side."""
        from desktop_app.ui.appraising.compare import CompareDialog

        chosen = len(self.chosen())
        if not 2 <= chosen <= MOST_COMPARED:
            self.services.said.emit(f"Choose two to {MOST_COMPARED} studies to compare.")
            return
        self._with_keys(
            lambda keys: CompareDialog(
                self.services, self._window(), [study_ref(key) for key in keys]
            ).open()
        )

    def attach(self, files: Sequence[Path] = ()) -> None:
        """Attach files to the chosen study; asks for them if none are given."""
        from desktop_app.ui.bringing.files import files_to_read

        def chosen(keys: Sequence[str]) -> None:
            paths = files or files_to_read(
                self.services, self.parent_, "Attach files", "PDFs (*.pdf);;All files (*)"
            )
            for path in paths:
                self._attach(keys[0], path)

        self._with_keys(chosen)

    def _attach(self, key: str, path: Path) -> None:
        from desktop_app.library.attaching import attach

        def work(library: Library, progress: Progress) -> Any:
            return attach(library, study_ref(key), path, progress=progress)

        self.services.job(f"Attaching {path.name}", work)

    def _with_keys(self, then: Callable[[Sequence[str]], None], least: int = 1) -> None:
        """Call with the keys of the chosen studies, read first: not every chosen row is held."""
        if not self._is_open():
            return
        from desktop_app.library.listing import keys_of

        ids = tuple(self.chosen())
        if len(ids) < least:
            self.services.said.emit("Choose a study first.")
            return
        self.services.read(lambda library: keys_of(library, ids), then, owner=self)

    def _is_open(self) -> bool:
        if self.services.library is None:
            self.services.said.emit("The library is not open yet.")
        return self.services.library is not None

    def _window(self) -> QWidget:
        return self.parent_.window()
