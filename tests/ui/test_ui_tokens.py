"""Colours: enough contrast in both themes, each with a purpose, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.content.paths import assets_dir
from desktop_app.ui import tokens
from desktop_app.ui.stylesheet import stylesheet
from desktop_app.ui.tokens import MERIDIANS, TEXT_PAIRS, Colours, contrast

UI = Path(tokens.__file__).parent


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(ink: str, ground: str, dark: bool) -> None:
    colours = Colours(dark)
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("meridian", MERIDIANS)
def test_meridian_edges_stand_out(meridian: str, dark: bool) -> None:
    colours = Colours(dark)
    for ground in (colours.paper, colours.sheet):
        assert contrast(colours.meridian_edge(meridian), ground) >= 3


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("mark", ["marker_chosen", "artery", "vein", "nerve", "site", "accent"])
def test_graphics_stand_out(mark: str, dark: bool) -> None:
    colours = Colours(dark)
    assert contrast(getattr(colours, mark), colours.paper) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_token_says_what_it_is_for() -> None:
    for name, token in Colours.tokens().items():
        assert token.purpose, name
        assert token.name == name
        assert re.fullmatch(r"#[0-9A-F]{6}", token.light), name
        assert re.fullmatch(r"#[0-9A-F]{6}", token.dark), name


def test_the_three_named_colours_are_those_of_the_design() -> None:
    light, dark = Colours(), Colours(dark=True)
    assert (light.paper, light.ink, light.accent) == ("#FBFAF7", "#1F2328", "#0F766E")
    assert (dark.paper, dark.ink) == ("#17191C", "#E6E4DF")
    assert light.meridian("ST") == "#E69F00"


def test_colours_stand_nowhere_else() -> None:
    colour = re.compile(r"[\"'(\s:]#[0-9A-Fa-f]{6}\b")
    for file in UI.rglob("*.py"):
        if file.name != "tokens.py":
            assert not colour.search(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_style_sheet_grows_with_the_text(scale: float) -> None:
    sheet = stylesheet(Colours(), scale, assets_dir())
    assert f"font-size: {round(11 * scale)}px" in sheet
    assert "{" in sheet
    assert "{{" not in sheet
