"""Lets the window's thread alone collect garbage.

Python collects in whatever thread happens to allocate. A dialog that is part of a ring of objects
would then be destroyed by a working thread, which Qt does not bear: its timers cannot be stopped
from there, and the process may crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 500
"""How often it is looked whether there is anything to collect."""


def collect() -> None:
    """Collect what Python itself would by now, by its own thresholds."""
    young, middle, old = gc.get_count()
    many, several, most = gc.get_threshold()
    if young > many:
        gc.collect(0 if middle <= several else 1 if old <= most else 2)


class Collecting(QObject):
    """Collects in the thread that made it, from time to time, and nowhere else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        clock = QTimer(self)
        clock.timeout.connect(collect)
        clock.start(PAUSE_MS)
