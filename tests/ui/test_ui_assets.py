"""Icons and fonts: all there, in the tokens' colours, with every character of the content."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont

from assets.pipeline.fonts import FONT, han_characters
from desktop_app.content.paths import assets_dir
from desktop_app.ui.rail import Entry
from desktop_app.ui.rooms import ROOMS
from desktop_app.ui.services import Services
from desktop_app.ui.shell import FOOT
from desktop_app.ui.theme import HAN_FONT
from desktop_app.ui.titles import KIND_ICONS

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
