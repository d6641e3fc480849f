"""Has the words of imported studies indexed in the background, also those left from before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

if TYPE_CHECKING:
    from desktop_app.store import Library

AUTHOR = "indexing"


class Indexing(QObject):
    """Indexes what waits once the library is open, and after each import, a little at a time.

    Between two bits whatever else is to be written has its turn.
    """

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._under_way = False
        services.library_ready.connect(self._look)
        services.changed.connect(self._heard)

    def _heard(self, changed: Changed) -> None:
        if changed.author != AUTHOR and changed.touches_kind(Kind.STUDY):
            self._look()

    def _look(self) -> None:
        # Imported here: the library's rooms are not needed for the first picture.
        from desktop_app.library.indexing import count_waiting

        self._services.read(count_waiting, self._start, owner=self)

    def _start(self, waiting: int) -> None:
        if waiting and not self._under_way:
            self._under_way = True
            self._next()

    def _next(self) -> None:
        library = self._services.library
        if library is not None:
            self._services.runner.run(
                Lane.WRITE, partial(_index_some, library), self._done, self._failed, owner=self
            )

    def _done(self, left: int) -> None:
        if left:
            self._next()
            return
        self._under_way = False
        self._services.changed.emit(
            Changed(frozenset(), AUTHOR, everything=frozenset({Kind.STUDY}))
        )

    def _failed(self, error: Exception) -> None:
        # The next import or start goes on.
        self._under_way = False
        self._services.trouble.emit(error)


def _index_some(library: Library) -> int:
    from desktop_app.library.indexing import index_next

    return index_next(library)
