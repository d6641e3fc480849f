"""What was opened lately, kept in step with the library."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.domain.refs import Ref
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

LONGEST = 30
"""Refs kept."""


class Recent(QObject):
    """The refs opened last, the newest first; also of earlier starts once the library is open."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._refs: tuple[Ref, ...] = ()
        services.navigator.went.connect(self._went)
        services.library_ready.connect(self._read)

    def all(self) -> tuple[Ref, ...]:
        """Return the refs, the newest first."""
        return self._refs

    def _went(self, ref: Ref) -> None:
        self._refs = (ref, *(other for other in self._refs if other != ref))[:LONGEST]
        library = self.services.library
        if library is not None:
            from desktop_app.reading import remember_visit

            self.services.runner.run(Lane.WRITE, lambda: remember_visit(library, ref))

    def _read(self) -> None:
        from desktop_app.reading import list_recent

        self.services.read(lambda library: list_recent(library, LONGEST), self._add, owner=self)

    def _add(self, refs: tuple[Ref, ...]) -> None:
        self.services.names.want(refs)
        earlier = tuple(ref for ref in refs if ref not in self._refs)
        self._refs = (*self._refs, *earlier)[:LONGEST]
