"""A card that opens and closes; what is inside is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

BESIDE_WORDS = 24
"""Pixels of a fold's button that neither its icon nor its words take."""


class FoldButton(QToolButton):
    """A heading that is clicked; it breaks into lines where it is too long for one."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.setText(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Break the words into lines of the width there is."""
        metrics = self.fontMetrics()
        room = self.width() - self.iconSize().width() - BESIDE_WORDS
        lines: list[str] = []
        for word in self.words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        text = "\n".join(lines)
        if text != self.text():
            self.setText(text)


class Fold(QFrame):
    """A heading with a summary; a click shows the rest.

    Parameters
    ----------
    fill
        Called once with the inner layout when the card is first opened.
    """

    def __init__(
        self,
        heading: str,
        summary: str,
        services: Services,
        fill: Callable[[QVBoxLayout], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.setProperty("role", "card")
        self._fill: Callable[[QVBoxLayout], None] | None = fill
        self.button = FoldButton(heading)
        self.button.setProperty("role", "fold")
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setAccessibleDescription(summary)
        self.button.toggled.connect(self._toggled)
        self.inner = QWidget()
        self.inside = QVBoxLayout(self.inner)
        self.inside.setContentsMargins(12, 4, 4, 4)
        self.inside.setSpacing(8)
        self.inner.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.setSpacing(2)
        box.addWidget(self.button)
        self.line = text_label(summary, role="quiet")
        self.line.setContentsMargins(8, 0, 4, 0)
        box.addWidget(self.line)
        self.line.setVisible(bool(summary))
        box.addWidget(self.inner)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def open(self) -> None:
        """Show what is inside."""
        self.button.setChecked(True)

    def show_summary(self, summary: str) -> None:
        """Say something else under the heading."""
        self.line.setText(summary)
        self.line.setVisible(bool(summary))
        self.button.setAccessibleDescription(summary)

    def _toggled(self, opened: bool) -> None:
        if opened and self._fill is not None:
            self._fill(self.inside)
            self._fill = None
        self.inner.setVisible(opened)
        self._restyle()

    def _restyle(self) -> None:
        theme = self.services.theme
        name = "chevron-down" if self.button.isChecked() else "chevron-right"
        self.button.setIcon(theme.icon(name, "quiet"))
        self.button.setIconSize(QSize(theme.scaled(14), theme.scaled(14)))
        self.button.fit()
