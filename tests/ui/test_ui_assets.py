"""Icons and fonts: all there, in the tokens' colours, with every character of the content."""

from __future__ import annotations

import itertools
import re

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from assets.pipeline.fonts import FONT, han_characters
from desktop_app.content.paths import assets_dir
from desktop_app.ui.rail import Entry
from desktop_app.ui.rooms import ROOMS
from desktop_app.ui.services import Services
from desktop_app.ui.shell import FOOT
from desktop_app.ui.theme import HAN_FONT
from desktop_app.ui.titles import KIND_ICONS

TICKS = assets_dir() / "icons" / "on-accent"
ICONS = sorted((assets_dir() / "icons").glob("*.svg"))


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_icons_take_their_colour_from_the_theme(services: Services, file: object) -> None:
    name = file.stem  # type: ignore[attr-defined]
    svg = (assets_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in svg
    assert not re.search(r"#[0-9A-Fa-f]{3,6}", svg)
    picture = services.theme.icon(name, "danger").pixmap(32, 32).toImage()
    inks = {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inks == {services.theme.colours.danger}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_ticked_box_has_a_tick_in_the_theme_s_colours(
    services: Services, qtbot: QtBot, theme: str
) -> None:
    services.settings.theme = theme
    colours = services.theme.colours
    assert colours.on_accent in (TICKS / f"check-{theme}.svg").read_text(encoding="utf-8")
    box = QCheckBox("Diabetes")
    qtbot.addWidget(box)
    inks: dict[bool, set[str]] = {}
    for on in (False, True):
        box.setChecked(on)
        box.resize(box.sizeHint())
        picture = box.grab(QRect(0, 0, 20, box.height())).toImage()
        places = itertools.product(range(picture.width()), range(picture.height()))
        inks[on] = {picture.pixelColor(x, y).name().upper() for x, y in places}
    assert colours.accent not in inks[False]
    assert {colours.accent, colours.on_accent} <= inks[True]


def test_named_icons_exist(services: Services) -> None:
    entries: list[Entry] = list(FOOT)
    for name in [*KIND_ICONS.values(), *(r.icon for r in ROOMS), *(e.icon for e in entries)]:
        assert not services.theme.icon(name).isNull()
    with pytest.raises(FileNotFoundError):
        services.theme.icon("no-such-icon")


def test_the_font_has_every_character_and_stays_small(services: Services) -> None:
    assert FONT.stat().st_size < 300_000
    font = QRawFont(str(FONT), 16)
    letters = sorted(han_characters())
    missing = [letter for letter in letters if not font.supportsCharacter(ord(letter))]
    assert not missing, f"run assets.pipeline.fonts: {''.join(missing)}"
    assert HAN_FONT in QFontDatabase.families()


def test_licences_of_what_ships_are_there() -> None:
    names = {file.stem for file in (assets_dir() / "licences").glob("*.txt")}
    assert any(name.startswith("OFL-1.1") for name in names)
    assert any(name.startswith("LGPL-3.0") for name in names)
