"""How the diagram is drawn: widths, dashes, tints and fonts, on the theme's colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen

from desktop_app.atlas.state import LabelLanguage
from desktop_app.ui.tokens import MERIDIANS, TINTS, Colours

if TYPE_CHECKING:
    from desktop_app.ui.theme import Theme

DASHES: dict[str, tuple[float, ...]] = {
    "ST": (),
    "SP": (7, 2.2),
    "BL": (),
    "KI": (3.2, 2.2),
    "GB": (11, 2.2, 2.2, 2.2),
    "LR": (7, 2.2, 1.6, 2.2, 1.6, 2.2),
    "YINQIAO": (1, 2.4),
    "YANGQIAO": (4, 2, 1, 2),
    "YINWEI": (1, 1.6, 1, 4),
    "YANGWEI": (5, 1.6, 1, 1.6, 1, 1.6),
    "CHONG": (2, 1.4),
    "DAI": (9, 3),
}
"""Dash patterns in line widths, so that no meridian is told by colour alone."""

EXTRAORDINARY_COLOURS = {
    "YINQIAO": "KI",
    "YANGQIAO": "BL",
    "YINWEI": "KI",
    "YANGWEI": "GB",
    "CHONG": "LR",
    "DAI": "GB",
}
"""An extraordinary vessel is drawn in the colour of the meridian whose points it borrows."""

WIDTHS = {"meridian": 2.2, "extraordinary": 1.8, "arteries": 2.6, "veins": 2.4, "nerves": 1.8}
MARKER = 4.6
"""Pixels; radius of a point at 100 %."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and fonts of one painting; ``scale`` is the text scale, 1.0 to 2.0."""

    colours: Colours
    family: tuple[str, ...]
    scale: float = 1.0

    @property
    def skin_opacity(self) -> float:
        """Return how much of the skin plate shows: a little less on a dark ground."""
        return 0.9 if self.colours.dark else 1.0

    @property
    def line_halo(self) -> float:
        """Return the opacity of the halo along lines; a dark one would swallow dashes."""
        return 0.3 if self.colours.dark else 0.55

    def font(self, pixels: float = 11, bold: bool = False) -> QFont:
        """Return the font of labels."""
        font = QFont()
        font.setFamilies(list(self.family))
        font.setPixelSize(round(pixels * self.scale))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Medium)
        return font

    def label_font(self, language: LabelLanguage) -> QFont:
        """Return the font of point labels; characters need a little more size to be read."""
        return self.font(13 if language is LabelLanguage.HANZI else 11)

    def colour(self, token: str, opacity: float = 1.0) -> QColor:
        """Return a colour token, thinned."""
        colour = QColor(getattr(self.colours, token))
        colour.setAlphaF(opacity)
        return colour

    def meridian(self, code: str) -> QColor:
        """Return the colour of a meridian's line and points."""
        return QColor(self.colours.meridian(EXTRAORDINARY_COLOURS.get(code, code)))

    def tint(self, number: int) -> QColor:
        """Return the tint of a territory."""
        return QColor(TINTS[number % len(TINTS)])

    def line_colour(self, layer: str) -> QColor:
        """Return the colour of a meridian, vessel or nerve."""
        token = {"arteries": "artery", "veins": "vein", "nerves": "nerve"}.get(layer)
        return self.colour(token) if token else self.meridian(layer)

    def line_pen(self, layer: str, muted: bool, visible: bool) -> QPen:
        """Return the pen of a stretch of a line: far sides thin and dotted, muted ones grey."""
        kind = layer if layer in WIDTHS else ("meridian" if layer in MERIDIANS else "extraordinary")
        width = WIDTHS[kind]
        colour = self.colour("faint") if muted else self.line_colour(layer)
        pen = QPen(colour, width if visible else width * 0.6)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if not visible:
            colour.setAlphaF(0.55)
            pen.setColor(colour)
            pen.setDashPattern([1.5, 3.5])
        elif dashes := DASHES.get(layer, ()):
            pen.setDashPattern(list(dashes))
        return pen


def look_of(theme: Theme) -> Look:
    """Return the look of what is drawn in the window."""
    return Look(theme.colours, tuple(theme.font().families()), theme.scale)
