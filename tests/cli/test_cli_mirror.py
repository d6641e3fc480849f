"""The left limb is the exact mirror image of the right one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app import cli
from desktop_app.cli.mirroring import mirrored, read_atlas
from desktop_app.domain.errors import UnreadableFile

RIGHT: dict[str, Any] = {
    "version": "1",
    "units": "mm",
    "landmarks": {"tibial-tuberosity": [-110.0, 400.0, 60.0], "median": [0.0, 800.0, 0.0]},
    "points": {"ST36": {"position": [-120.0, 380.0, 55.0], "normal": [-0.6, 0.0, 0.8], "face": 7}},
    "variants": {"GB39~a": {"position": [-1.0, 2.0, 3.0], "normal": [1.0, 0.0, 0.0]}},
    "sites": {"pulse": {"position": [-1.0, 2.0, 3.0]}},
    "curves": {"meridian:ST": {"kind": "meridian", "polyline": [[-1.0, 2.0, 3.0]]}},
    "views": [
        {
            "id": "limb-lateral",
            "right": [0.0, 0.0, 1.0],
            "up": [0.0, 1.0, 0.0],
            "toward": [-1.0, 0.0, 0.0],
            "origin": [-100.0, -900.0],
            "size_mm": [300.0, 1000.0],
        }
    ],
}


def seen(view: dict[str, Any], place: list[float]) -> tuple[float, float]:
    """Return where a camera shows a place, in mm from the left and upper edge."""
    u = sum(a * b for a, b in zip(view["right"], place, strict=True)) - view["origin"][0]
    v = -sum(a * b for a, b in zip(view["up"], place, strict=True)) - view["origin"][1]
    return u, v


def test_x_is_negated_throughout() -> None:
    left = mirrored(RIGHT)
    assert left["points"]["ST36"] == {
        "position": [120.0, 380.0, 55.0],
        "normal": [0.6, 0.0, 0.8],
        "face": 7,
    }
    assert left["landmarks"]["tibial-tuberosity"] == [110.0, 400.0, 60.0]
    assert str(left["landmarks"]["median"][0]) == "0.0"
    assert left["variants"]["GB39~a"]["normal"] == [-1.0, 0.0, 0.0]
    assert left["sites"]["pulse"]["position"] == [1.0, 2.0, 3.0]
    assert left["curves"]["meridian:ST"]["polyline"] == [[1.0, 2.0, 3.0]]


def test_twice_mirrored_is_the_same() -> None:
    assert mirrored(mirrored(RIGHT)) == RIGHT


def test_a_camera_shows_the_flipped_picture() -> None:
    left = mirrored(RIGHT)
    width = RIGHT["views"][0]["size_mm"][0]
    u, v = seen(RIGHT["views"][0], RIGHT["points"]["ST36"]["position"])
    flipped = seen(left["views"][0], left["points"]["ST36"]["position"])
    assert flipped == pytest.approx((width - u, v))


def test_the_atlas_is_read(tmp_path: Path) -> None:
    (tmp_path / "atlas").mkdir()
    path = tmp_path / "atlas" / "atlas.json"
    path.write_text(json.dumps(RIGHT), encoding="utf-8")
    assert read_atlas(tmp_path, "right") == {**RIGHT, "side": "right"}
    assert read_atlas(tmp_path, "left")["side"] == "left"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"atlas\.json cannot be read"):
        read_atlas(tmp_path, "right")


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_atlas_is_printed(
    side: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "atlas").mkdir()
    (tmp_path / "atlas" / "atlas.json").write_text(json.dumps(RIGHT), encoding="utf-8")
    monkeypatch.setattr("desktop_app.cli.running.assets_dir", lambda: tmp_path)
    assert cli.main(["atlas", "--json", "--side", side], unused, unused) == 0
    atlas = json.loads(capsys.readouterr().out)
    assert atlas["side"] == side
    x = atlas["points"]["ST36"]["position"][0]
    assert x == (-120.0 if side == "right" else 120.0)
    assert cli.main(["atlas", "--side", side], unused, unused) == 0
    assert f"ST36   {x}" in capsys.readouterr().out


def unused(*_: object) -> Any:
    raise AssertionError("neither window nor renderer was asked for")
