"""What every workspace is handed: content, library, runner, navigation, settings, theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.changes import Changed
from desktop_app.ui.later import Later
from desktop_app.ui.tasks import Lane

if TYPE_CHECKING:
    from desktop_app.content import Content
    from desktop_app.store import Library
    from desktop_app.ui.actions import Actions
    from desktop_app.ui.navigator import Navigator
    from desktop_app.ui.settings import Settings
    from desktop_app.ui.tasks import Runner
    from desktop_app.ui.theme import Theme

T = TypeVar("T")


class Services(QObject):
    """The objects a workspace works with, joined by hand at the start.

    ``content`` is there at once. ``library`` is ``None`` until the library has been opened
    (after the first paint); ``library_ready`` is sent then. Reads and writes asked for earlier
    wait for it.
    """

    library_ready = Signal(object)
    """Sent once with the ``Library``."""

    library_missing = Signal()
    """Sent once if the library cannot be opened; reading and in-memory search still work."""

    changed = Signal(object)
    """Sent with a ``Changed`` after a write has been committed."""

    said = Signal(str)
    """A short sentence for the status bar, such as “Link copied”."""

    trouble = Signal(object)
    """Sent with an exception the user should be told of."""

    def __init__(
        self,
        content: Content,
        runner: Runner,
        navigator: Navigator,
        settings: Settings,
        theme: Theme,
        actions: Actions,
        assets: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.content = content
        self.library: Library | None = None
        self.is_missing = False
        self.runner = runner
        self.navigator = navigator
        self.settings = settings
        self.theme = theme
        self.actions = actions
        self.assets = assets
        self.later = Later(self)
        self._waiting: list[Callable[[], None]] = []
        runner.failed.connect(self.trouble)
        navigator.lost.connect(self.said)

    def attach(self, library: Library) -> None:
        """Take the opened library and start what has been waiting for it."""
        self.library = library
        waiting, self._waiting = self._waiting, []
        self.library_ready.emit(library)
        for start in waiting:
            start()

    def do_without(self, error: Exception) -> None:
        """Go on without a library that cannot be opened; what waits for it is given up."""
        self._waiting.clear()
        self.is_missing = True
        self.library_missing.emit()
        self.trouble.emit(error)

    def read(
        self,
        verb: Callable[[Library], T],
        on_done: Callable[[T], None],
        *,
        ticket: str = "",
        owner: QObject | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call a reading verb with the library on the reading lane, answer on the UI thread."""
        self._run(Lane.READ, verb, on_done, on_error, ticket, owner)

    def write(
        self,
        verb: Callable[[Library], Changed],
        *,
        on_done: Callable[[Changed], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call a writing verb on the writing lane; its ``Changed`` is published to everyone."""

        def publish(changed: Changed) -> None:
            if on_done is not None:
                on_done(changed)
            self.changed.emit(changed)

        self._run(Lane.WRITE, verb, publish, on_error, "", owner)

    def _opened(self) -> Library:
        if self.library is None:
            raise RuntimeError("work was started before the library was open")
        return self.library

    def _run(
        self,
        lane: Lane,
        verb: Callable[[Library], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], None] | None,
        ticket: str,
        owner: QObject | None,
    ) -> None:
        def start() -> None:
            self.runner.run(
                lane, lambda: verb(self._opened()), on_done, on_error, ticket=ticket, owner=owner
            )

        if self.is_missing:
            return
        if self.library is None:
            self._waiting.append(start)
        else:
            start()
