"""Completes a record over the network: the request is shown, sent on a click, and compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import WorldError
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.reference import Reference
from desktop_app.library.appraising import edit_study
from desktop_app.library.fetching import Request, fetch, request_for
from desktop_app.library.merging import differences, merged
from desktop_app.reading import StudyCard, open_study
from desktop_app.store import Library
from desktop_app.ui.bringing.differences import show_differences
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.jobs import Handle
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

OFF = (
    "Yongquan does not use the network. If you allow it in the settings, a record can be "
    "completed from Crossref or PubMed when you ask for it; what would be sent is shown here first."
)


class FetchDialog(Sheet):
    """Completes one study of the user's own.

    Parameters
    ----------
    key
        The study.
    base
        Asked in place of the service's own address; for tests.
    """

    def __init__(self, services: Services, parent: QWidget, key: str, base: str = "") -> None:
        super().__init__(services, parent, "Complete the record", 600, 560)
        self.setObjectName("fetch")
        self._key = key
        self._base = base
        self._card: StudyCard | None = None
        self._found: Reference | None = None
        self._request: Request | None = None
        self._handle: Handle | None = None
        leave = self.add_button("Cancel")
        leave.clicked.disconnect()
        leave.clicked.connect(self.reject)
        self.go = self.add_button("Send this request", primary=True)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self._act)
        self.go.setEnabled(False)
        self._act_now: Callable[[], None] = self._send
        services.read(partial(open_study, key=key), self._opened, owner=self)

    def reject(self) -> None:
        """Stop asking, and leave."""
        if self._handle is not None:
            self._handle.cancel()
        super().reject()

    def _act(self) -> None:
        self._act_now()

    def _opened(self, card: StudyCard) -> None:
        self._card = card
        self.page.empty()
        if not self.services.settings.fetching:
            self.page.add(text_label(OFF))
            self.go.setText("Allow it")
            self.go.setEnabled(True)
            self._act_now = self._allow
            self.page.body.addStretch(1)
            return
        self._offer(card)

    def _allow(self) -> None:
        self.services.settings.fetching = True
        if self._card is not None:
            self.page.empty()
            self._offer(self._card)

    def _offer(self, card: StudyCard) -> None:
        """Show what would be sent."""
        study = card.study
        if not (study.doi or study.pmid):
            self.page.add(
                text_label(
                    "This record has neither a DOI nor a PMID to ask for. Type one in first."
                )
            )
            self.page.body.addStretch(1)
            self.go.hide()
            return
        self._request = request_for(
            doi=study.doi, pmid="" if study.doi else study.pmid, base=self._base
        )
        self.page.add(text_label(f"This is all that would be sent to {self._request.service}:"))
        shown = QPlainTextEdit(self._request.shown)
        shown.setReadOnly(True)
        shown.setAccessibleName("The request")
        shown.setFixedHeight(self.services.theme.scaled(150))
        self.page.add(shown)
        self.page.add(
            text_label(
                "What comes back is compared with your record first; only empty fields are filled.",
                role="quiet",
            )
        )
        self.page.body.addStretch(1)
        self.go.setText("Send this request")
        self.go.setEnabled(True)
        self._act_now = self._send

    def _send(self) -> None:
        request = self._request
        if request is None:
            return
        self.go.setEnabled(False)
        self.go.setText("Asking…")

        def work(_: Library, progress: Progress) -> Reference:
            return fetch(request, progress)

        self._handle = self.services.job(
            f"Asking {request.service}",
            work,
            self._fetched,
            self._failed,
            lane=Lane.LONG,
            owner=self,
        )

    def _fetched(self, found: Reference) -> None:
        card = self._card
        if card is None or card.reference is None:
            return
        self._found = found
        held = card.reference
        self.page.empty()
        told = differences(held, found)
        self.page.add(SectionHeading("What it says that your record does not"))
        if not told:
            self.page.add(text_label("Nothing else: your record is complete.", role="quiet"))
        show_differences(self.page, told, "Yours", "Found")
        self.page.body.addStretch(1)
        if merged(held, found) == held:
            self.go.hide()
            return
        self.go.setText("Fill in what is missing")
        self.go.setEnabled(True)
        self._act_now = self._fill

    def _fill(self) -> None:
        card, found = self._card, self._found
        if card is None or card.reference is None or found is None:
            return
        reference = merged(card.reference, found)
        key, study = self._key, card.study

        def verb(library: Library) -> Changed:
            return edit_study(library, key, study, reference)

        self.services.write(
            verb, on_done=lambda _: self.accept(), on_error=self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        self.page.empty()
        self.page.add(text_label(str(error)))
        self.page.add(text_label("Your record is as it was.", role="quiet"))
        self.page.body.addStretch(1)
        self.go.setText("Try again")
        self.go.setEnabled(True)
        self._act_now = self._send
        if not isinstance(error, WorldError):
            self.services.trouble.emit(error)
