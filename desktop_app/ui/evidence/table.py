"""The table of studies: knows whether a row was chosen by keys or by the mouse."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView


class StudyTable(QTableView):
    """A table view; ``by_keys`` is true while a key is being handled.

    Rows run through with the arrows are one place of the history, rows clicked are one each.
    """

    by_keys = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle a key and remember that it was one."""
        self.by_keys = True
        try:
            super().keyPressEvent(event)
        finally:
            self.by_keys = False
