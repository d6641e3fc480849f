"""How long work tells how far it is, and hears that it is no longer wanted."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.errors import WorldError


class Cancelled(WorldError):
    """The user cancelled; nothing was changed."""

    def __init__(self, what: str = "Cancelled; nothing was changed.") -> None:
        super().__init__(what)


class Progress:
    """Handed to long work, which calls ``tell`` every so often.

    Parameters
    ----------
    listener
        Called with what is done, what there is in all (0 if unknown) and a few words on what is
        being done; from the thread that works.
    """

    def __init__(self, listener: Callable[[int, int, str], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether the work has been asked to stop."""
        return self._cancelled

    def listen(self, listener: Callable[[int, int, str], None]) -> None:
        """Tell this listener from now on."""
        self._listener = listener

    def cancel(self) -> None:
        """Ask the work to stop; it leaves nothing behind. May be called from any thread."""
        self._cancelled = True

    def tell(self, done: int, total: int = 0, words: str = "") -> None:
        """Tell how far the work is.

        Raises
        ------
        Cancelled
            If it was asked to stop.
        """
        if self._cancelled:
            raise Cancelled
        if self._listener is not None:
            self._listener(done, total, words)
