"""The layer of mastery: how well each point is known, on the diagram and in the list of points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind
from desktop_app.store import Library
from desktop_app.ui.atlas.mastery_note import MasteryNote
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.mastery import mastery_words
from desktop_app.ui.diagram.overlays import Overlays
from desktop_app.ui.services import Services

FRESH = timedelta(minutes=10)
"""What was read is told again for this long; then the chance of recall has fallen."""

READING = ("Reading your answers…", "Reading…")
NOTHING = (
    "Nothing has been learned yet: the points fill as you answer questions in Study.",
    "Nothing learned yet",
)
NO_LIBRARY = (
    "The library is not open, so what you have learned cannot be shown.",
    "The library is not open",
)
UNREAD = "What you have learned could not be read."
NOT_ASKED = "Not asked about"


class MasteryLayer(QObject):
    """Reads mastery while the layer is on, and keeps it up to date."""

    changed = Signal()
    """Sent when another mastery is shown, or none."""

    def __init__(self, services: Services, diagram: Diagram, overlays: Overlays) -> None:
        super().__init__(diagram)
        self.services = services
        self.diagram = diagram
        self.overlays = overlays
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.on = False
        self.shown: Mapping[str, float] = {}
        self._read_at: datetime | None = None
        self.note = MasteryNote(services, diagram)
        self.note.hide()
        self.note.study_wanted.connect(lambda: services.navigator.home("study"))
        overlays.put_in_corner(self.note)
        overlays.resizing.connect(self.note.fit)
        diagram.installEventFilter(self)
        services.changed.connect(self._changed)
        services.library_missing.connect(self._missing)
        # The words of the legend have taken on another text size only a turn of events later.
        services.theme.changed.connect(lambda: QTimer.singleShot(0, self, overlays.place))

    def switch(self, on: bool) -> None:
        """Show mastery, or the points as they usually are."""
        if on == self.on:
            return
        self.on = on
        self.note.setVisible(on)
        if on:
            self._refresh()
        self._tell()

    def words_on(self, code: str) -> str:
        """Return the mastery of a point in words; empty while none is shown."""
        if not self.on or not self.shown:
            return ""
        known = self.shown.get(code)
        return NOT_ASKED if known is None else mastery_words(known)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring mastery up to date when one comes back to the diagram."""
        if event.type() is QEvent.Type.Show and self.on:
            self._refresh()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        now = self.now()
        if self._read_at is not None and timedelta() <= now - self._read_at < FRESH:
            return
        if self.services.is_missing:
            self._missing()
            return
        if not self.shown:
            self.note.tell(*READING)
            self.overlays.place()

        def look(library: Library) -> dict[str, float]:
            from desktop_app.study.progress import mastery

            return mastery(library, now)

        self._read_at = now
        self.services.read(
            look, self._take, ticket="atlas.mastery", owner=self, on_error=self._failed
        )

    def _take(self, mastery: Mapping[str, float]) -> None:
        self.shown = mastery
        if mastery:
            self.note.show_steps()
        else:
            self.note.tell(*NOTHING, begin=True)
        self._tell()

    def _tell(self) -> None:
        self.diagram.show_heat(self.shown if self.on else None)
        self.overlays.place()
        self.changed.emit()

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.LEARNING):
            self._read_at = None
            if self.on and self.diagram.isVisible():
                self._refresh()

    def _failed(self, error: Exception) -> None:
        self._none(f"{UNREAD} {error}", UNREAD)

    def _missing(self) -> None:
        if self.on:
            self._none(*NO_LIBRARY)

    def _none(self, words: str, brief: str) -> None:
        self._read_at = None
        self.shown = {}
        self.note.tell(words, brief)
        self._tell()
