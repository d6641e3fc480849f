"""What refs are called: shipped things at once, own things as soon as the library has told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Ref
from desktop_app.ui.titles import subtitle_of, title_of

if TYPE_CHECKING:
    from desktop_app.store import Library
    from desktop_app.ui.services import Services


class Names(QObject):
    """Titles of refs; those of own things are asked for when first wanted, and kept."""

    learnt = Signal()
    """Sent when names have been told that were wanted before."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services = services
        self._told: dict[Ref, tuple[str, str]] = {}
        self._asked: set[Ref] = set()
        services.changed.connect(self._changed)

    def knows(self, ref: Ref) -> bool:
        """Tell whether a ref names something that ships, or that the library has told of."""
        return ref in self._told or self._services.content.get(ref) is not None

    def title(self, ref: Ref) -> str:
        """Return the title of what a ref names, or its key until it is known."""
        if not self.knows(ref):
            self.want([ref])
        return self._told[ref][0] if ref in self._told else title_of(self._services.content, ref)

    def subtitle(self, ref: Ref) -> str:
        """Return a second line for what a ref names, or nothing."""
        if ref in self._told:
            return self._told[ref][1]
        return subtitle_of(self._services.content, ref)

    def want(self, refs: Iterable[Ref]) -> None:
        """Ask the library for names that are not known yet."""
        wanted = [ref for ref in refs if not self.knows(ref) and ref not in self._asked]
        if not wanted:
            return
        self._asked.update(wanted)
        self._services.read(lambda library: _named(library, wanted), self._tell, owner=self)

    def _tell(self, named: dict[Ref, tuple[str, str]]) -> None:
        self._told.update(named)
        if named:
            self.learnt.emit()

    def _changed(self, changed: Changed) -> None:
        again = [ref for ref in self._asked if changed.touches(ref)]
        self._asked.difference_update(again)
        for ref in again:
            self._told.pop(ref, None)
        self.want(again)


def _named(library: Library, refs: list[Ref]) -> dict[Ref, tuple[str, str]]:
    # Imported where it runs: a name may be wanted before the first paint.
    from desktop_app.reading.naming import name_things

    return name_things(library, refs)
