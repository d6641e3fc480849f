"""The bar at the top: Back, Forward, the search field in the middle, star and limb side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop_app.ui.actions import shown_key
from desktop_app.ui.recent import Recent
from desktop_app.ui.search.field import SearchField
from desktop_app.ui.services import Services

FIELD_WIDTH = 460
"""Greatest width of the search field, pixels at 100 %."""


class TopBar(QFrame):
    """Moving about and finding."""

    def __init__(self, services: Services, window: QWidget, recent: Recent) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "top")
        self.back = self._button("go.back")
        self.forward = self._button("go.forward")
        self.recent = self._button("go.recent")
        self.star = self._button("page.star")
        self.star.setCheckable(True)
        self.field = SearchField(services, window, recent)
        self.side = SideSwitch(services)
        left = QHBoxLayout()
        left.setSpacing(2)
        for button in (self.back, self.forward, self.recent):
            left.addWidget(button)
        left.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(12)
        right.addStretch(1)
        right.addWidget(self.star)
        right.addWidget(self.side)
        across = QHBoxLayout(self)
        across.setContentsMargins(8, 6, 12, 6)
        across.setSpacing(12)
        across.addLayout(left, 1)
        across.addWidget(self.field, 3)
        across.addLayout(right, 1)
        services.theme.changed.connect(self._restyle)
        services.navigator.moved.connect(self._moved)
        self._restyle()
        self._moved()

    def show_star(self, starred: bool | None) -> None:
        """Show whether what is open is starred; ``None`` if nothing is open."""
        self.star.setEnabled(starred is not None)
        self.star.setChecked(bool(starred))
        self.star.setAccessibleName("Starred" if starred else "Not starred")
        name = "star-full" if starred else "star"
        self.star.setIcon(self.services.theme.icon(name, "accent" if starred else "ink"))

    def _button(self, action: str) -> QToolButton:
        button = QToolButton()
        row = self.services.actions.table[action]
        button.setToolTip(f"{row.title} ({shown_key(row)})")
        button.setAccessibleName(row.title)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.services.actions.run(action))
        return button

    def _moved(self) -> None:
        history = self.services.navigator.history
        self.back.setEnabled(history.can_back)
        self.forward.setEnabled(history.can_forward)
        self._icons()

    def _restyle(self) -> None:
        theme = self.services.theme
        self.field.setMaximumWidth(theme.scaled(FIELD_WIDTH))
        for button in (self.back, self.forward, self.recent, self.star):
            button.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
            button.setMinimumSize(theme.scaled(30), theme.scaled(30))
        self.show_star(self.star.isChecked() if self.star.isEnabled() else None)
        self._icons()

    def _icons(self) -> None:
        for button, name in (
            (self.back, "back"),
            (self.forward, "forward"),
            (self.recent, "clock"),
        ):
            token = "ink" if button.isEnabled() else "faint"
            button.setIcon(self.services.theme.icon(name, token))


class SideSwitch(QWidget):
    """Right or left limb."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setAccessibleName("Limb")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for side, words, place in (("right", "Right", "first"), ("left", "Left", "last")):
            button = QPushButton(words)
            button.setProperty("role", "segment")
            button.setProperty("place", place)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{words} limb")
            button.setToolTip(f"{words} limb ({shown_key(services.actions.table['view.side'])})")
            button.clicked.connect(lambda _=False, side=side: self._choose(side))
            group.addButton(button)
            box.addWidget(button)
            self.buttons[side] = button
        services.settings.changed.connect(self._show)
        services.theme.changed.connect(self._restyle)
        self._show("side")
        self._restyle()

    def _restyle(self) -> None:
        bold = QFontMetrics(self.services.theme.font(bold=True))
        for button in self.buttons.values():
            button.setMinimumWidth(bold.horizontalAdvance(button.text()) + 28)

    def _choose(self, side: str) -> None:
        self.services.settings.side = side

    def _show(self, name: str) -> None:
        if name == "side":
            self.buttons[self.services.settings.side].setChecked(True)
