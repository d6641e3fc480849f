"""Turns tokens into palette, style sheet, fonts and icons, and follows the system's dark mode."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QIcon,
    QPalette,
)
from PySide6.QtWidgets import QApplication

from desktop_app.ui.icons import drawn_icon
from desktop_app.ui.settings import Settings
from desktop_app.ui.stylesheet import stylesheet
from desktop_app.ui.tokens import SCALE, Colours

STYLE = "Fusion"
STYLED = "styled"
"""Property of an application that was made in the style."""

HAN_FONT = "Yongquan Han"
"""Family of the shipped subset of Noto Sans CJK, used where the system has no 汉字."""


def make_application(name: str) -> QApplication:
    """Return the application object in the program's style.

    Asked for here, the style costs nothing; asking Qt for it later makes PySide look through
    every class it might be.
    """
    app = QApplication([name, "-style", STYLE])
    app.setProperty(STYLED, True)
    return app


class Theme(QObject):
    """The look in force: colours, sizes, fonts and icons.

    Parameters
    ----------
    app
        The application that is dressed.
    settings
        Gives ``theme`` and ``font_scale`` and tells when they change.
    assets
        Folder with ``fonts/`` and ``icons/``.
    """

    changed = Signal()
    """Sent after colours or sizes have changed; painted widgets update, icons are fetched anew."""

    def __init__(self, app: QApplication, settings: Settings, assets: Path) -> None:
        super().__init__()
        self.app = app
        self.settings = settings
        self.assets = assets
        self.colours = Colours()
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._fonts: dict[tuple[int, bool], QFont] = {}
        general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        # The resolved name: behind a mere alias Qt would take the spaces from the Han font.
        self._family = QFontInfo(general).family()
        self._dressed: tuple[bool, int] | None = None
        self.load_fonts()
        self.apply()
        settings.changed.connect(self._setting_changed)
        app.styleHints().colorSchemeChanged.connect(self.apply)

    @property
    def dark(self) -> bool:
        """Whether the dark theme is in force."""
        return self.colours.dark

    @property
    def scale(self) -> float:
        """Factor on all type sizes, 1.0 to 2.0."""
        return self.settings.font_scale / 100

    def px(self, size: str) -> int:
        """Return a type size of the scale (``"small"`` ... ``"display"``) in pixels."""
        return round(SCALE[size] * self.scale)

    def scaled(self, pixels: int) -> int:
        """Return a length that grows with the text."""
        return round(pixels * self.scale)

    def font(self, size: str = "body", bold: bool = False) -> QFont:
        """Return the window's font at a size of the scale."""
        # Rows are painted with them by the dozen; a copy costs next to nothing, a search does.
        key = (self.px(size), bold)
        if key not in self._fonts:
            font = QFont()
            font.setFamilies([self._family, HAN_FONT])
            font.setPixelSize(key[0])
            if bold:
                font.setWeight(QFont.Weight.DemiBold)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def colour(self, token: str) -> QColor:
        """Return a token as a ``QColor``."""
        return QColor(getattr(self.colours, token))

    def icon(self, name: str, ink: str = "ink") -> QIcon:
        """Return an icon of ``assets/icons`` drawn in a token's colour.

        Raises
        ------
        FileNotFoundError
            If there is no such icon.
        """
        key = (name, getattr(self.colours, ink))
        if key not in self._icons:
            svg = (self.assets / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            self._icons[key] = drawn_icon(svg, key[1])
        return self._icons[key]

    def load_fonts(self) -> None:
        """Register the fonts that are shipped."""
        for file in sorted((self.assets / "fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(file))

    def apply(self) -> None:
        """Dress the application as the settings and the system ask."""
        dark = self._wants_dark()
        if self._dressed == (dark, self.settings.font_scale):
            return
        self._dressed = (dark, self.settings.font_scale)
        self.colours = Colours(dark)
        if not self.app.property(STYLED):
            self.app.setProperty(STYLED, True)
            self.app.setStyle(STYLE)
        self.app.setFont(self.font())
        self.app.setPalette(palette(self.colours))
        self.app.setStyleSheet(stylesheet(self.colours, self.scale, self.assets))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self.settings.theme == "system":
            return self.app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.settings.theme == "dark"

    def _setting_changed(self, name: str) -> None:
        if name in ("theme", "font_scale"):
            self.apply()


def app_icon(assets: Path) -> QIcon:
    """Return the program's own icon, from the packaged copy or the checkout."""
    icon = QIcon()
    for folder in (assets / "app-icons", assets.parent / "packaging" / "icons"):
        for file in sorted(folder.glob("yongquan-*.png")):
            icon.addFile(str(file))
    return icon


def palette(colours: Colours) -> QPalette:
    """Return the Qt palette of a theme."""
    roles = QPalette.ColorRole
    result = QPalette()
    for role, token in {
        roles.Window: colours.paper,
        roles.WindowText: colours.ink,
        roles.Base: colours.sheet,
        roles.AlternateBase: colours.paper,
        roles.Text: colours.ink,
        roles.PlaceholderText: colours.quiet,
        roles.Button: colours.sheet,
        roles.ButtonText: colours.ink,
        roles.BrightText: colours.danger,
        roles.ToolTipBase: colours.sheet,
        roles.ToolTipText: colours.ink,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.Accent: colours.accent,
        roles.Link: colours.accent,
        roles.LinkVisited: colours.accent,
        roles.Light: colours.sheet,
        roles.Midlight: colours.hover,
        roles.Mid: colours.line,
        roles.Dark: colours.edge,
        roles.Shadow: colours.shade,
    }.items():
        result.setColor(role, QColor(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return result
