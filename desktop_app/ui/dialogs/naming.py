"""Asks for the name of something that is about to be made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget


def ask_name(
    parent: QWidget, title: str, label: str, yes: str, on_name: Callable[[str], None]
) -> QInputDialog:
    """Ask for a name in the window; a blank one is as good as none.

    Parameters
    ----------
    parent
        The widget that asks; the box goes with it.
    title, label
        What is to be made, and what its name will be for.
    yes
        The words of the button that makes it, a verb.
    on_name
        Called with the name, without spaces around it.
    """
    box = QInputDialog(parent)
    box.setObjectName("name")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    box.setLabelText(label)
    box.setOkButtonText(yes)

    def named(text: str) -> None:
        if text.strip():
            on_name(text.strip())

    box.textValueSelected.connect(named)
    box.open()
    return box
