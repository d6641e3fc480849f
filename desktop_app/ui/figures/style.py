"""The look of a figure: colours, fonts and sizes, on the screen or on white paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from desktop_app.ui.theme import Theme
from desktop_app.ui.tokens import SCALE, Colours


@dataclass(frozen=True, slots=True)
class Style:
    """What a figure is drawn with; lengths are given in pixels at 100 % and grow with the text."""

    dark: bool
    families: tuple[str, ...]
    scale: float = 1.0

    def px(self, length: float) -> float:
        """Return a length that grows with the text."""
        return length * self.scale

    def font(self, size: str = "body", bold: bool = False) -> QFont:
        """Return a font of the scale of sizes."""
        font = QFont()
        font.setFamilies(list(self.families))
        font.setPixelSize(round(SCALE[size] * self.scale))
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def metrics(self, size: str = "body", bold: bool = False) -> QFontMetricsF:
        """Return the measures of a font."""
        return QFontMetricsF(self.font(size, bold))

    def colour(self, token: str) -> QColor:
        """Return a token's colour."""
        return QColor(getattr(Colours(self.dark), token))

    def paper(self) -> QColor:
        """Return the ground the figure stands on."""
        return self.colour("sheet")


def screen_style(theme: Theme) -> Style:
    """Return the style in which the window shows figures."""
    return Style(theme.dark, tuple(theme.font().families()), theme.scale)


def print_style(theme: Theme) -> Style:
    """Return the style of a figure that leaves the window: dark on white, at 100 %."""
    return Style(False, tuple(theme.font().families()))
