"""The view switcher: a column of thumbnails, one for each view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import (
    QButtonGroup,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.state import Side
from desktop_app.domain.area import Area
from desktop_app.ui.diagram.plates import read_image
from desktop_app.ui.tasks import Lane, Runner
from desktop_app.ui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.diagram.thumbs import Smear, Thumbs

WIDTH = 84
"""Pixels at 100 %."""

LEAST = 12
"""Pixels of height below which a thumbnail is left out."""


class Switcher(QWidget):
    """Thumbnails of the views, with names; the one shown is marked."""

    view_wanted = Signal(str)

    def __init__(self, atlas: Atlas, theme: Theme) -> None:
        super().__init__()
        self.atlas = atlas
        self.theme = theme
        self._side = Side.RIGHT
        self._area = Area()
        self._runner: Runner | None = None
        self._thumbs: Thumbs | None = None
        self._pictures: dict[str, QImage] = {}
        self._smears: Mapping[str, tuple[Smear, ...]] = {}
        self.buttons: dict[str, QToolButton] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 0, 8)
        box.setSpacing(4)
        self._group = QButtonGroup(self)
        for view, camera in atlas.cameras.items():
            button = QToolButton()
            button.setText(camera.short_title)
            button.setToolTip(camera.title)
            button.setAccessibleName(f"View: {camera.title}")
            button.setCheckable(True)
            button.setProperty("role", "rail")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            button.clicked.connect(lambda _=False, name=view: self.view_wanted.emit(name))
            self._group.addButton(button)
            self.buttons[view] = button
            box.addWidget(button, 1)
        self.setMaximumHeight(1000)
        self._spread()

    def show_view(self, view: str, side: Side) -> None:
        """Mark the view that is shown, and show the thumbnails of its limb."""
        if view in self.buttons:
            self.buttons[view].setChecked(True)
        if side is not self._side:
            self._side = side
            self._smears = {}
            self.load_pictures()
            self._smear()

    def show_area(self, area: Area, runner: Runner) -> None:
        """Show on the thumbnails where an area is, as soon as that is worked out."""
        if area == self._area:
            return
        self._area, self._runner = area, runner
        if self._thumbs is None:
            # Pillow comes with it, and the atlas opens without an area.
            from desktop_app.ui.diagram.thumbs import Thumbs

            self._thumbs = Thumbs(self.atlas)
        self._smear()

    def restyle(self) -> None:
        """Follow the text size."""
        self._spread()
        self.load_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the thumbnails to the height there is."""
        super().resizeEvent(event)
        self._fit()

    def load_pictures(self) -> None:
        """Put the thumbnails on the buttons."""
        for view, button in self.buttons.items():
            if view not in self._pictures:
                image = read_image(self.atlas.plate(view, "thumb"))
                if image is None:
                    continue
                self._pictures[view] = image
            picture = self._pictures[view]
            if smears := self._smears.get(view):
                from desktop_app.ui.diagram.thumbs import smeared

                picture = smeared(picture, smears, self.theme.colours)
            button.setIcon(_icon(picture, mirrored=self._side is Side.LEFT))

    def _smear(self) -> None:
        if self._runner is None or self._thumbs is None:
            return
        thumbs, area, side = self._thumbs, self._area, self._side
        self._runner.run(
            Lane.READ,
            lambda: thumbs.smears(area, side),
            self._take,
            ticket=f"thumbs {id(self)}",
            owner=self,
        )

    def _take(self, smears: Mapping[str, tuple[Smear, ...]]) -> None:
        self._smears = smears
        self.load_pictures()

    def _spread(self) -> None:
        self.setFixedWidth(self.theme.scaled(WIDTH))
        self._fit()

    def _fit(self) -> None:
        room = (self.height() - 16) / max(len(self.buttons), 1) - 4
        text = self.fontMetrics().height()
        side = int(min(room - text - 12, self.width() - 28))
        style = Qt.ToolButtonStyle
        for button in self.buttons.values():
            # A thumbnail of a few pixels says nothing and takes the room of the words.
            button.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if side >= LEAST else style.ToolButtonTextOnly
            )
            button.setIconSize(QSize(self.width() - 24, max(side, LEAST)))


def _icon(image: QImage, mirrored: bool) -> QIcon:
    if mirrored:
        image = image.transformed(QTransform().scale(-1, 1))
    icon = QIcon()
    icon.addPixmap(QPixmap.fromImage(image))
    icon.addPixmap(QPixmap.fromImage(image), QIcon.Mode.Selected)
    return icon
