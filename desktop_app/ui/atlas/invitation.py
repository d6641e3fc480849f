"""What stands where there is nothing to show yet: a heading and a few words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.ui.rich.pages import text_label

INVITATION = (
    "Click a point on the leg, pick one from the list, or type its code or name in the search "
    "field. Its card opens here: how to find it, how to needle it, what lies beneath, and what "
    "studies say."
)


def in_words(title: str, text: str) -> QWidget:
    """Return a quiet panel with a heading and a text."""
    widget = QWidget()
    box = QVBoxLayout(widget)
    box.setContentsMargins(24, 24, 24, 24)
    heading = QLabel(title)
    heading.setProperty("role", "title")
    box.addWidget(heading)
    box.addWidget(text_label(text, role="quiet"))
    box.addStretch(1)
    return widget
