from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import NotFound, UnreadableFile
from desktop_app.ui.diagram.render import render_view
from tests.ui_atlas.conftest import tiny_content

SIZE = (480, 640)


def draw(assets: Path, out: Path, view: str = "limb-lateral", **more: Any) -> Path:
    render_view(tiny_content(), view, size=SIZE, out=out, assets=assets, **more)
    return out


@pytest.mark.usefixtures("qapp")
def test_png_has_the_size_asked_for(assets: Path, tmp_path: Path) -> None:
    with Image.open(draw(assets, tmp_path / "view.png", select="ST36")) as picture:
        assert picture.size == SIZE
        assert len(picture.getcolors(100_000) or ()) > 50


@pytest.mark.usefixtures("qapp")
def test_left_mirrors_right(assets: Path, tmp_path: Path) -> None:
    none: dict[str, Any] = {"layers": ["skin"], "labels": "none"}
    right = draw(assets, tmp_path / "right.png", **none)
    left = draw(assets, tmp_path / "left.png", side="left", **none)
    with Image.open(right) as one, Image.open(left) as other:
        # The title and the scale bar read the same way on both, so they are left out.
        box = (60, 80, 420, 560)
        mirrored = one.transpose(Image.Transpose.FLIP_LEFT_RIGHT).crop(box).convert("RGB")
        differing = sum(
            abs(a - b) > 12
            for a, b in zip(
                mirrored.tobytes(), other.crop(box).convert("RGB").tobytes(), strict=True
            )
        )
    assert differing < 0.01 * 360 * 480 * 3


@pytest.mark.usefixtures("qapp")
def test_svg_and_pdf_are_drawn(assets: Path, tmp_path: Path) -> None:
    svg = draw(assets, tmp_path / "view.svg", labels="pinyin").read_text()
    assert "PinST36" in svg
    assert draw(assets, tmp_path / "view.pdf", theme="dark").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"view": "inside"}, NotFound, "limb-lateral, limb-medial"),
        ({"select": "ST99"}, NotFound, "ST99"),
        ({"select": "LR12"}, NotFound, "LR12 has no place"),
        ({"layers": ["ST", "tendons"]}, ValueError, "arteries"),
        ({"labels": "greek"}, ValueError, "code, pinyin, hanzi, none"),
        ({"side": "both"}, ValueError, "right, left"),
        ({"theme": "pink"}, ValueError, "light, dark"),
    ],
)
def test_what_is_not_legal_is_named(
    assets: Path, tmp_path: Path, wrong: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        draw(assets, tmp_path / "view.png", **wrong)


@pytest.mark.usefixtures("qapp")
def test_places_that_cannot_be_written(assets: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be written"):
        draw(assets, tmp_path / "nowhere" / "view.png")
    with pytest.raises(ValueError, match=r"\.png"):
        draw(assets, tmp_path / "view.bmp")


@pytest.mark.usefixtures("qapp")
def test_codes_are_read_in_any_spelling(assets: Path, tmp_path: Path) -> None:
    draw(assets, tmp_path / "view.png", select="st-36")


def test_drawing_does_not_disturb_a_running_window(
    qtbot: QtBot, assets: Path, tmp_path: Path
) -> None:
    draw(assets, tmp_path / "view.png")
    qtbot.wait(1)
