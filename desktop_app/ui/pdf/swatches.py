"""The four colours of marks: pictures and buttons of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from desktop_app.domain.attachment import COLOURS, MarkKind
from desktop_app.ui.pdf.painting import paint_sign
from desktop_app.ui.theme import Theme


def swatch(theme: Theme, colour: str, kind: MarkKind = MarkKind.HIGHLIGHT) -> QIcon:
    """Return a picture of a mark's colour: a band for a highlight, a sheet for a note."""
    side = theme.scaled(16)
    picture = QPixmap(2 * side, 2 * side)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(1, 1, side - 2, side - 2)
    if kind is MarkKind.NOTE:
        paint_sign(painter, area.adjusted(1, 1, -1, -1), theme.colour(f"mark_{colour}"),
                   theme.colour("page_ink"))  # fmt: skip
    else:
        painter.setBrush(theme.colour(f"mark_{colour}"))
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawRoundedRect(area, 4, 4)
    painter.end()
    icon = QIcon(picture)
    # A colour stays one where it cannot be used now: grey squares would all be the same.
    icon.addPixmap(_faded(picture), QIcon.Mode.Disabled)
    return icon


def _faded(picture: QPixmap) -> QPixmap:
    """Return a picture with half its strength."""
    faded = QPixmap(picture.size())
    faded.setDevicePixelRatio(picture.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faded)
    painter.setOpacity(0.5)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return faded


class Swatches(QWidget):
    """A button for each colour; one may be the chosen one."""

    wanted = Signal(str)
    """Sent with the colour that is clicked."""

    def __init__(self, theme: Theme, does: str) -> None:
        super().__init__()
        self.theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for colour in COLOURS:
            button = QToolButton()
            button.setCheckable(True)
            button.setToolTip(f"{does}: {colour}")
            button.setAccessibleName(f"{does}: {colour}")
            button.clicked.connect(lambda _=False, colour=colour: self.wanted.emit(colour))
            self.group.addButton(button)
            row.addWidget(button)
            self.buttons[colour] = button
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_colour(self, colour: str) -> None:
        """Show which colour is chosen."""
        self.buttons[colour].setChecked(True)

    def _restyle(self) -> None:
        side = self.theme.scaled(16)
        for colour, button in self.buttons.items():
            button.setIcon(swatch(self.theme, colour))
            button.setIconSize(QSize(side, side))
