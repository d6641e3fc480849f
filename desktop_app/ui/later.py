"""Puts off what the first picture can do without, so that it is on the screen sooner."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

Work = Callable[[], object]


class Later(QObject):
    """Does work at once, or, while it holds, in order once it is released.

    The program holds until the window has been painted; without a window nothing waits.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Work] | None = None

    @property
    def holds(self) -> bool:
        """Tell whether work is put off."""
        return self._waiting is not None

    def hold(self) -> None:
        """Put off what is asked for from now on."""
        if self._waiting is None:
            self._waiting = deque()

    def do(self, work: Work) -> None:
        """Do a piece of work, now or later."""
        if self._waiting is None:
            work()
        else:
            self._waiting.append(work)

    def release(self) -> None:
        """Do what waits, each piece in a turn of the event loop so that keys come between."""
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
            self.release()
        else:
            self._waiting = None
