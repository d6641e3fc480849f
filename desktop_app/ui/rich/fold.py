"""A card that opens and closes; what is inside is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services


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
        self.button = QToolButton()
        self.button.setProperty("role", "fold")
        self.button.setText(heading)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        if summary:
            line = text_label(summary, role="quiet")
            line.setContentsMargins(8, 0, 4, 0)
            box.addWidget(line)
        box.addWidget(self.inner)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def open(self) -> None:
        """Show what is inside."""
        self.button.setChecked(True)

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
