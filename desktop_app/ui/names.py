"""What refs are called: shipped things at once, own things as soon as the library has told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Ref
from desktop_app.ui.titles import subtitle_of, title_of

if TYPE_CHECKING:
    from desktop_app.content import Content
    from desktop_app.store import Library


class Reads(Protocol):
    """Calls a reading verb with the library, once it is open, and answers on the UI thread."""

    def __call__(
        self,
        verb: Callable[[Library], Any],
        on_done: Callable[[Any], None],
        *,
        owner: QObject | None = None,
    ) -> None:
        """Ask for an answer, given as long as the owner lives."""


class Names(QObject):
    """Titles of refs; those of own things are asked for when first wanted, and kept.

    Parameters
    ----------
    content
        What ships, whose names are at hand.
    read
        Asks the library for the others.
    """

    learnt = Signal()
    """Sent when names have been told that were wanted before."""

    def __init__(self, content: Content, read: Reads, parent: QObject) -> None:
        super().__init__(parent)
        self._content = content
        self._read = read
        self._told: dict[Ref, tuple[str, str]] = {}
        self._asked: set[Ref] = set()

    def knows(self, ref: Ref) -> bool:
        """Tell whether a ref names something that ships, or that the library has told of."""
        return ref in self._told or self._content.get(ref) is not None

    def title(self, ref: Ref) -> str:
        """Return the title of what a ref names, or its key until it is known."""
        if not self.knows(ref):
            self.want([ref])
        return self._told[ref][0] if ref in self._told else title_of(self._content, ref)

    def subtitle(self, ref: Ref) -> str:
        """Return a second line for what a ref names, or nothing."""
        if ref in self._told:
            return self._told[ref][1]
        return subtitle_of(self._content, ref)

    def want(self, refs: Iterable[Ref]) -> None:
        """Ask the library for names that are not known yet."""
        wanted = [ref for ref in refs if not self.knows(ref) and ref not in self._asked]
        if not wanted:
            return
        self._asked.update(wanted)
        self._read(lambda library: _named(library, wanted), self._tell, owner=self)

    def renew(self, changed: Changed) -> None:
        """Ask again for the names of what a write has touched."""
        again = [ref for ref in self._asked if changed.touches(ref)]
        self._asked.difference_update(again)
        for ref in again:
            self._told.pop(ref, None)
        self.want(again)

    def _tell(self, named: dict[Ref, tuple[str, str]]) -> None:
        self._told.update(named)
        if named:
            self.learnt.emit()


def _named(library: Library, refs: list[Ref]) -> dict[Ref, tuple[str, str]]:
    # Imported where it runs: a name may be wanted before the first paint.
    from desktop_app.reading.naming import name_things

    return name_things(library, refs)
