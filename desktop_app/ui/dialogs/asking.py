"""Asks before something that cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask(
    parent: QWidget,
    question: str,
    explained: str,
    yes: str,
    on_yes: Callable[[], None],
    no: str = "Cancel",
) -> QMessageBox:
    """Ask a question in the window; the answer that changes nothing is the one Enter gives.

    Parameters
    ----------
    parent
        The widget that asks; the box goes with it.
    question, explained
        One sentence, and what would happen.
    yes, no
        The words of the two buttons, each a verb.
    on_yes
        Called if that is chosen.
    """
    box = QMessageBox(QMessageBox.Icon.Question, "Yongquan", question, parent=parent)
    box.setObjectName("ask")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(explained)
    agree = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    agree.clicked.connect(lambda: on_yes())
    box.open()
    return box
