"""Has the text of files read while nothing else is to be done; knows nothing of QtPdf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

if TYPE_CHECKING:
    from desktop_app.domain.progress import Progress
    from desktop_app.store import Library


class TextReading(QObject):
    """Reads file after file, each a job of its own, so that other long work comes between.

    A reading that the user cancels goes on when another file is attached, or at the next start.
    """

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._under_way = False
        services.changed.connect(self._changed)

    def go_on(self) -> None:
        """Read the next file that has not been read, if there is one."""
        from desktop_app.library.texts import count_unread

        if not self._under_way:
            self.services.read(count_unread, self._begin, ticket="texts.unread", owner=self)

    def _begin(self, unread: int) -> None:
        if not unread or self._under_way:
            return
        self._under_way = True
        self.services.job(
            "Reading the text of files",
            _read_next,
            self._done,
            self._stopped,
            lane=Lane.LONG,
            owner=self,
        )

    def _done(self, _: object) -> None:
        self._under_way = False
        self.go_on()

    def _stopped(self, _: Exception) -> None:
        # A file that cannot be read now is tried again at the next start.
        self._under_way = False

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.FILE):
            self.go_on()


def _read_next(library: Library, progress: Progress) -> object:
    from desktop_app.library.texts import read_next_text

    return read_next_text(library, progress)
