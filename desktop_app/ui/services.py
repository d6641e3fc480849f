"""What every workspace is handed: content, library, runner, navigation, settings, theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from desktop_app.domain.changes import Changed
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.ui.jobs import Handle
from desktop_app.ui.later import Later
from desktop_app.ui.names import Names
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

    forgotten = Signal()
    """Sent after something was removed for good: what was written before cannot be taken back."""

    settling = Signal()
    """Sent before something is taken back: what waits to be written is to be written now."""

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
        self.names = Names(content, self.read, self)
        self.changed.connect(self.names.renew)
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

    def do_without(self, error: Exception | None) -> None:
        """Go on without a library that cannot be opened; what waits for it is given up.

        The error is told, unless it is None because someone else does.
        """
        self._waiting.clear()
        self.is_missing = True
        self.library_missing.emit()
        if error is not None:
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
        """Call a writing verb on the writing lane; its ``Changed`` is published to everyone.

        It is published also when the ``owner``, who alone is answered, is gone by then.
        """

        def publish(changed: Changed) -> None:
            if on_done is not None and _lives(owner):
                on_done(changed)
            self.changed.emit(changed)

        self._run(Lane.WRITE, verb, publish, on_error, "", None)

    def job(
        self,
        title: str,
        work: Callable[[Library, Progress], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        lane: Lane = Lane.WRITE,
        owner: QObject | None = None,
    ) -> Handle:
        """Do long work that the status line shows with a bar and a Cancel button.

        Parameters
        ----------
        title
            What is being done: ``Importing 3 files``.
        work
            Called with the library and a progress to tell; a ``Changed`` that it returns, or that
            its result holds as ``changed``, is published.
        on_done, on_error
            Called on the UI thread. ``on_error`` is given ``Cancelled`` too, of which the status
            line tells; without one, errors are told in a dialog.
        lane
            ``Lane.WRITE`` for work that writes, ``Lane.LONG`` for work that only reads.
        owner
            Who asks; is answered as long as it lives.

        Returns
        -------
        Handle
            With ``cancel()``, also for work that still waits for the library.
        """
        handle = Handle(title)

        def publish(result: T) -> None:
            if on_done is not None and _lives(owner):
                on_done(result)
            changed = getattr(result, "changed", result)
            if isinstance(changed, Changed):
                self.changed.emit(changed)

        def failed(error: Exception) -> None:
            told = on_error is not None and _lives(owner)
            if told and on_error is not None:
                on_error(error)
            if isinstance(error, Cancelled):
                self.said.emit(f"{title}: cancelled, nothing was changed")
            elif not told:
                self.trouble.emit(error)

        def start() -> None:
            if not handle.progress.cancelled:
                handle.job = self.runner.run(
                    lane,
                    lambda: work(self._opened(), handle.progress),
                    publish,
                    failed,
                    title=title,
                    progress=handle.progress,
                )

        self._when_open(start)
        return handle

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

        self._when_open(start)

    def _when_open(self, start: Callable[[], None]) -> None:
        if self.is_missing:
            return
        if self.library is None:
            self._waiting.append(start)
        else:
            start()


def _lives(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)
