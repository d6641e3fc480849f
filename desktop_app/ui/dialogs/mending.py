"""Offers to mend a damaged library, says what will be done, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import LibraryDamaged
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

OFFER = """Yongquan can mend it: it takes the newest backup that is sound and adds every note, star
and study that can still be read in the damaged file. What was deleted since that backup may come
back. The damaged file itself is kept in the folder **damaged** beside the library.

Until then the atlas, the shipped studies and the texts can be read, but nothing can be saved."""


class MendingDialog(Sheet):
    """The offer, and then the outcome.

    Parameters
    ----------
    error
        What was found.
    mend
        Mends the library, off the UI thread; returns how many rows were read from the damaged
        file, whether all could be, and where that file is now.
    """

    mended = Signal()
    """Sent when the library has been mended and the outcome was read."""

    def __init__(
        self,
        services: Services,
        parent: QWidget,
        error: LibraryDamaged,
        mend: Callable[[], tuple[int, bool, Path]],
    ) -> None:
        super().__init__(services, parent, "The library is damaged", 540, 400)
        self.setObjectName("mending")
        self._mend = mend
        self._done = False
        self.page.add(text_label(error.what))
        self.page.add(text_label(OFFER, markdown=True))
        self.said = text_label("", role="quiet")
        self.page.add(self.said)
        self.page.body.addStretch(1)
        self.later = self.add_button("Not now")
        self.now = self.add_button("Mend it now", primary=True)
        self.now.clicked.disconnect()
        self.now.clicked.connect(self._start)
        self.finished.connect(self._tell)

    def _start(self) -> None:
        if self._done:
            self.accept()
            return
        self.now.setEnabled(False)
        self.later.setEnabled(False)
        self.said.setText("Mending…")
        self.services.runner.run(
            Lane.WRITE, self._mend, self._mended, self._failed, owner=self, title="Mending"
        )

    def _mended(self, outcome: tuple[int, bool, Path]) -> None:
        rows, whole, kept = outcome
        read = "All of it could be read." if whole else "Some of it could not be read."
        self.said.setText(
            f"Mended. {read} {rows:,} rows were taken over. The damaged file is now {kept}."
        )
        self._done = True
        self.now.setText("Open the mended library")
        self.now.setEnabled(True)
        self.later.hide()

    def _failed(self, error: Exception) -> None:
        self.said.setText(f"It could not be mended, and nothing was changed. {error}")
        self.now.setEnabled(True)
        self.later.setEnabled(True)

    def _tell(self) -> None:
        if self._done:
            self.mended.emit()
