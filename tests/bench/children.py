"""Programs the bench starts in processes of their own; each prints times and memory as JSON.

Times are of the system-wide monotonic clock, so that the parent can subtract its own start.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


def resident_kib() -> int:
    """Return this process's resident memory in KiB."""
    text = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("VmRSS")))


class FirstPaint(QObject):
    """Calls back once, after a widget's first paint has been done."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._then)
        return False


def answer(**figures: Any) -> None:
    """Print the figures and leave without tidying up."""
    print(json.dumps(figures), flush=True)


def empty_window() -> None:
    """Open an empty main window: the floor for start and memory."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)

    def painted() -> None:
        at = time.monotonic()

        def finish() -> None:
            answer(painted=at, kib=resident_kib())
            app.quit()

        QTimer.singleShot(1500, finish)

    FirstPaint(window, painted)
    window.show()
    app.exec()


def whole_program(library: str) -> None:
    """Open Yongquan; tell when the diagram has been painted and when the library is ready."""
    from desktop_app.app import Program
    from desktop_app.ui.atlas.workspace import AtlasWorkspace
    from desktop_app.ui.theme import make_application

    app = make_application("yongquan")
    times: dict[str, float] = {}
    program = Program(app, Path(library))
    program.settings.first_notice_accepted = "2026-11-23"
    program.window.resize(1440, 900)
    atlas = program.window.workspace("atlas")
    assert isinstance(atlas, AtlasWorkspace)
    assert atlas.pane is not None, "the atlas has not been built"
    surface = atlas.pane.diagram

    def finish() -> None:
        answer(**times, kib=resident_kib())
        program.close()
        app.quit()

    FirstPaint(surface, lambda: times.update(painted=time.monotonic()))
    program.services.library_ready.connect(lambda _: times.update(ready=time.monotonic()))
    program.services.library_ready.connect(lambda _: QTimer.singleShot(1500, finish))
    program.open()
    app.exec()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty_window()
    else:
        whole_program(sys.argv[2])
