"""Ready-made areas: menus of parts and territories to add or take away at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop_app.atlas.marking import ready_made_areas
from desktop_app.atlas.skin import Skin
from desktop_app.ui.rich.pages import SectionHeading, text_label


class ReadyMadeBox(QWidget):
    """Two menus: one adds an area, one takes it away."""

    chosen = Signal(str, str, bool)
    """Sent with name and words of an area, and whether it is added."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(SectionHeading("Ready-made areas"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.add = QPushButton("Add…")
        self.add.setToolTip("Mark a stocking, the sole, a territory… with this feeling and limb")
        self.add.setAccessibleName("Add a ready-made area")
        self.take_away = QPushButton("Take away…")
        self.take_away.setToolTip("Clear a part, a territory… of this feeling")
        self.take_away.setAccessibleName("Take away a ready-made area")
        for button in (self.add, self.take_away):
            button.setAutoDefault(False)
            button.setEnabled(False)
            row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        self.hint = text_label("", role="small")
        box.addWidget(self.hint)

    def take_skin(self, skin: Skin) -> None:
        """Offer what there is of this skin."""
        for button, adds in ((self.add, True), (self.take_away, False)):
            menu = QMenu(button)
            for group in ready_made_areas(skin):
                part = menu.addMenu(group.words)
                for name, words in group.areas:
                    act = part.addAction(words)
                    act.triggered.connect(partial(self._choose, name, words, adds))
            button.setMenu(menu)
            button.setEnabled(True)

    def show_pen(self, words: str) -> None:
        """Say what would be marked, and where."""
        self.hint.setText(words)

    def menu_of(self, name: str, words: str) -> QMenu:
        """Return a menu to add one area, such as a territory that was clicked, or take it away."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, adds in ((f"Mark {words}", True), (f"Take {words} away", False)):
            menu.addAction(title).triggered.connect(partial(self._choose, name, words, adds))
        return menu

    def _choose(self, name: str, words: str, adds: bool, _checked: bool = False) -> None:
        self.chosen.emit(name, words, adds)
