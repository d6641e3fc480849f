"""The program as it is, told about by a second voice: what is on the screen, and where.

Each line read from the input is answered with one line of JSON: every widget, menu entry and row
that can be seen, as ``[words, kind, enabled, left, top, width, height]`` in pixels of the screen.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from desktop_app.app import start_window

Seen = tuple[str, str, bool, int, int, int, int]


class Voice(QObject):
    """Answers in the thread of the window what is asked in another."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self.answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def answer(self) -> None:
        """Print what can be seen."""
        print(json.dumps(list(everything())), flush=True)

    def _listen(self) -> None:
        for _ in sys.stdin:
            self.asked.emit()


def everything() -> Iterator[Seen]:
    """Yield what can be seen, the windows in front last."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            for widget in (window, *window.findChildren(QWidget)):
                if widget.isVisible():
                    yield from parts(widget)


def parts(widget: QWidget) -> Iterator[Seen]:
    """Yield a widget and what it draws itself, as far as it can be seen."""
    shown = widget.visibleRegion().boundingRect()
    if shown.isEmpty():
        return
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    for said in dict.fromkeys((widget.accessibleName(), words, widget.windowTitle())):
        if said:
            yield placed(widget, shown, said, type(widget).__name__)
    if isinstance(widget, QMenu):
        for entry in widget.actions():
            if entry.isVisible() and not entry.isSeparator():
                box = widget.actionGeometry(entry)
                yield placed(widget, box, entry.text().replace("&&", "&"), "entry")
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        view, model = widget.viewport(), widget.model()
        for row in range(model.rowCount(widget.rootIndex())):
            index = model.index(row, 0, widget.rootIndex())
            box = widget.visualRect(index) & view.rect()
            if not box.isEmpty():
                yield placed(view, box, str(index.data()), "row")


def placed(widget: QWidget, box: QRect, words: str, kind: str) -> Seen:
    """Return a part with its place on the screen."""
    corner = widget.mapToGlobal(box.topLeft())
    return words, kind, widget.isEnabled(), corner.x(), corner.y(), box.width(), box.height()


if __name__ == "__main__":
    voice = Voice()
    sys.exit(start_window(Path(sys.argv[1]), *sys.argv[2:]))
