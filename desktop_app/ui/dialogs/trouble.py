"""Tells of trouble: an error of the world with its next step, a bug once per traceback."""

from __future__ import annotations

import logging
import traceback

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.domain.errors import WorldError

log = logging.getLogger(__name__)
_told: set[str] = set()


def tell(error: BaseException, parent: QWidget | None) -> QMessageBox | None:
    """Show a message for an error; a bug that was told already is only logged."""
    if isinstance(error, WorldError):
        return _show(error.what, error.next_step, "", parent)
    trace = "".join(traceback.format_exception(error))
    log.error("%s", trace)
    if trace in _told:
        return None
    _told.add(trace)
    return _show(
        "Something went wrong inside Yongquan.",
        "What you typed has been kept. Please report this with the details below.",
        trace,
        parent,
    )


def _show(what: str, next_step: str, details: str, parent: QWidget | None) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, "Yongquan", what, parent=parent)
    box.setObjectName("trouble")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(next_step)
    if details:
        box.setDetailedText(details)
    box.open()
    return box
