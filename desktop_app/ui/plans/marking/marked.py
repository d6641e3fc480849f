"""What is marked, listed: each patch with its surface in words, and how to take it away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.atlas.skin import Skin
from desktop_app.domain.area import Area, Patch, Side
from desktop_app.ui.diagram.feelings import swatch
from desktop_app.ui.plans.marking.words import (
    FEELING_WORDS,
    SIDE_WORDS,
    area_words,
    patch_words,
    strength_words,
    surface_words,
)
from desktop_app.ui.rich.pages import SectionHeading, clear, text_label
from desktop_app.ui.services import Services

NOTHING = "Nothing is marked yet. Drag over the skin, or choose a ready-made area."


class Marked(QWidget):
    """The patches of the area."""

    chosen = Signal(object)
    """Sent with the patch that was clicked."""

    removed = Signal(object)
    """Sent with the patch to take away."""

    copied = Signal(object)
    """Sent with the limb whose patches are to be copied to the other one."""

    emptied = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._shown: tuple[Skin, Area] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(SectionHeading("Marked"))
        self.nothing = text_label(NOTHING, role="quiet")
        box.addWidget(self.nothing)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        box.addLayout(self.rows)
        across = QHBoxLayout()
        across.setSpacing(8)
        self.copy = QPushButton("Copy to…")
        self.copy.setToolTip("Mark the other limb as this one; what it had is replaced")
        self.copy.setAutoDefault(False)
        menu = QMenu(self.copy)
        self.to_left = menu.addAction("Right limb to the left")
        self.to_left.triggered.connect(lambda: self.copied.emit(Side.RIGHT))
        self.to_right = menu.addAction("Left limb to the right")
        self.to_right.triggered.connect(lambda: self.copied.emit(Side.LEFT))
        self.copy.setMenu(menu)
        self.clear_all = QPushButton("Clear all")
        self.clear_all.setAutoDefault(False)
        self.clear_all.clicked.connect(self.emptied)
        across.addWidget(self.copy)
        across.addWidget(self.clear_all)
        across.addStretch(1)
        box.addLayout(across)
        services.theme.changed.connect(self._again)

    def show_area(self, skin: Skin, area: Area) -> None:
        """List the patches of an area."""
        if self._shown == (skin, area):
            return
        self._shown = (skin, area)
        self._again()

    def _again(self) -> None:
        if self._shown is None:
            return
        skin, area = self._shown
        clear(self.rows)
        for patch in area.patches:
            self.rows.addWidget(self._row(skin, patch))
        self.nothing.setVisible(area.is_empty)
        sides = {patch.side for patch in area.patches}
        self.to_left.setEnabled(Side.RIGHT in sides)
        self.to_right.setEnabled(Side.LEFT in sides)
        self.copy.setVisible(not area.is_empty)
        self.clear_all.setVisible(not area.is_empty)
        self.setAccessibleName("What is marked")
        self.setAccessibleDescription(area_words(skin, area))

    def _row(self, skin: Skin, patch: Patch) -> QWidget:
        theme = self.services.theme
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        feeling, side = FEELING_WORDS[patch.feeling], SIDE_WORDS[patch.side]
        picture = QLabel()
        size = QSize(theme.scaled(24), theme.scaled(16))
        icon = swatch(patch.feeling, theme.colours, size, self.devicePixelRatioF())
        picture.setPixmap(icon.pixmap(size, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(0)
        name = QPushButton(f"{feeling}, {patch.side.value}")
        name.setAccessibleName(patch_words(skin, patch))
        name.setProperty("role", "link")
        name.setAutoDefault(False)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        name.setToolTip("Show this limb and go on marking this feeling")
        name.clicked.connect(lambda: self.chosen.emit(patch))
        surface = surface_words(skin.surface(patch.strengths))
        told = QLabel(f"{surface}, {strength_words(patch)}")
        told.setWordWrap(True)
        told.setProperty("role", "small")
        told.setContentsMargins(2, 0, 0, 0)
        words.addWidget(name)
        words.addWidget(told)
        gone = QToolButton()
        gone.setIcon(theme.icon("close", "quiet"))
        gone.setIconSize(QSize(theme.scaled(14), theme.scaled(14)))
        gone.setFixedSize(theme.scaled(28), theme.scaled(28))
        gone.setToolTip("Take away")
        gone.setAccessibleName(f"Take away: {feeling}, {side}")
        gone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        gone.clicked.connect(lambda: self.removed.emit(patch))
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(words, 1)
        across.addWidget(gone)
        return row
