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
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.ui.diagram.feelings import swatch
from desktop_app.ui.plans.marking.words import FEELING_WORDS, SIDE_WORDS, size_words
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
        self._shown: tuple[str, Area] | None = None
        self._told: dict[bytes, str] = {}
        self._rows: dict[tuple[Side, Feeling], Row] = {}
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
        self.setAccessibleName("What is marked")
        self.copy.hide()
        self.clear_all.hide()

    def show_area(self, skin: Skin, area: Area) -> None:
        """List the patches of an area; of those that are listed already only the words change."""
        if self._shown == (skin.name, area):
            return
        self._shown = (skin.name, area)
        # By what is marked: both limbs are often marked alike, and to measure skin takes a while.
        told: dict[bytes, str] = {}
        for patch in area.patches:
            held = patch.strengths
            told[held] = told.get(held) or self._told.get(held) or size_words(skin, patch)
        self._told = told
        wanted = [(patch.side, patch.feeling) for patch in area.patches]
        if wanted != list(self._rows):
            clear(self.rows)
            self._rows = {place: Row(self.services, self, *place) for place in wanted}
            for row in self._rows.values():
                self.rows.addWidget(row)
        for patch in area.patches:
            self._rows[patch.side, patch.feeling].show_patch(patch, told[patch.strengths])
        self.nothing.setVisible(area.is_empty)
        sides = {patch.side for patch in area.patches}
        self.to_left.setEnabled(Side.RIGHT in sides)
        self.to_right.setEnabled(Side.LEFT in sides)
        self.copy.setVisible(not area.is_empty)
        self.clear_all.setVisible(not area.is_empty)
        self.setAccessibleDescription(
            ". ".join(row.words for row in self._rows.values()) or "Nothing is marked"
        )


class Row(QWidget):
    """One patch: its pattern, feeling and limb, how large and how strong, and a cross."""

    def __init__(self, services: Services, marked: Marked, side: Side, feeling: Feeling) -> None:
        super().__init__()
        self.services = services
        self.feeling = feeling
        self.patch: Patch | None = None
        self.words = f"{FEELING_WORDS[feeling]}, {SIDE_WORDS[side]}"
        self._begins = self.words
        self._picture = QLabel()
        self.name = QPushButton(f"{FEELING_WORDS[feeling]}, {side.value}")
        self.name.setProperty("role", "link")
        self.name.setAutoDefault(False)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.setToolTip("Show this limb and go on marking this feeling")
        self.name.clicked.connect(lambda: marked.chosen.emit(self.patch))
        self._told = QLabel()
        self._told.setProperty("role", "small")
        self._told.setContentsMargins(2, 0, 0, 0)
        self._told.setWordWrap(True)
        self._gone = QToolButton()
        self._gone.setToolTip("Take away")
        self._gone.setAccessibleName(f"Take away: {self._begins}")
        self._gone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._gone.clicked.connect(lambda: marked.removed.emit(self.patch))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.name)
        lines.addWidget(self._told)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(lines, 1)
        across.addWidget(self._gone)
        services.theme.changed.connect(self._dress)
        self._dress()

    def show_patch(self, patch: Patch, told: str) -> None:
        """Show the patch as it is now."""
        self.patch = patch
        self.words = f"{self._begins}: {told}"
        self._told.setText(told)
        self.name.setAccessibleName(self.words)

    def _dress(self) -> None:
        theme = self.services.theme
        size = QSize(theme.scaled(24), theme.scaled(16))
        dpr = self.devicePixelRatioF()
        icon = swatch(self.feeling, theme.colours, size, dpr)
        self._picture.setPixmap(icon.pixmap(size, dpr))
        self._gone.setIcon(theme.icon("close", "quiet"))
        self._gone.setIconSize(QSize(theme.scaled(14), theme.scaled(14)))
        self._gone.setFixedSize(theme.scaled(28), theme.scaled(28))
