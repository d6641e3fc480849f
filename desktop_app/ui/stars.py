"""Which refs are starred, kept in step with the library."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Ref
from desktop_app.ui.services import Services


class Stars(QObject):
    """The starred refs; a toggle shows at once and is written behind it."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._refs: tuple[Ref, ...] = ()
        services.library_ready.connect(self._read)
        services.changed.connect(self._reread)

    def has(self, ref: Ref) -> bool:
        """Tell whether a ref is starred."""
        return ref in self._refs

    def all(self) -> tuple[Ref, ...]:
        """Return every starred ref, the newest first."""
        return self._refs

    def toggle(self, ref: Ref) -> None:
        """Star a ref, or take its star away."""
        from desktop_app.reading import set_star

        if self.services.is_missing:
            self.services.said.emit("The library is not open: stars cannot be kept.")
            return
        starred = not self.has(ref)
        rest = tuple(other for other in self._refs if other != ref)
        self._show((ref, *rest) if starred else rest)
        self.services.write(lambda library: set_star(library, ref, starred), owner=self)

    def _read(self) -> None:
        from desktop_app.reading import starred

        self.services.read(starred, self._show, ticket="stars", owner=self)

    def _reread(self, changed: Changed) -> None:
        if changed.refs:
            self._read()

    def _show(self, refs: Iterable[Ref]) -> None:
        refs = tuple(refs)
        self.services.names.want(refs)
        if refs != self._refs:
            self._refs = refs
            self.changed.emit()
