from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.outline import outline_of
from desktop_app.atlas.projection import Ring, box_of, roomiest
from desktop_app.atlas.scalebar import bars
from desktop_app.domain.errors import NotFound, UnreadableFile
from tests.atlas.tiny import POINTS, VIEWS, project, write_tiny_atlas


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    return open_atlas(write_tiny_atlas(tmp_path) / "atlas")


def test_opening_reads_the_cameras_only(atlas: Atlas) -> None:
    (atlas.folder / "atlas.json").unlink()
    assert list(atlas.cameras) == ["limb-lateral", "limb-medial", "foot-plantar"]
    assert atlas.cameras["limb-lateral"].short_title == "Outer"


def test_projection_agrees_with_the_camera(atlas: Atlas) -> None:
    for view, camera in atlas.cameras.items():
        for code, spot in atlas.projection(view).points.items():
            x, y, z = POINTS[code][0]
            assert camera.project((x, y, z)) == pytest.approx(spot.uv, abs=0.01)


def test_unknown_view_names_the_legal_ones(atlas: Atlas) -> None:
    with pytest.raises(NotFound, match="limb-lateral, limb-medial"):
        atlas.camera("elsewhere")


@pytest.mark.parametrize(
    "damage", ["", "{", "[]x", '[{"id": "a"}]', '[{"id":"a","px_per_mm":"?"}]']
)
def test_damaged_cameras_are_an_error_of_the_world(tmp_path: Path, damage: str) -> None:
    (tmp_path / "cameras.json").write_text(damage)
    with pytest.raises(UnreadableFile, match="cameras"):
        open_atlas(tmp_path)


def test_missing_files_are_errors_of_the_world(atlas: Atlas) -> None:
    (atlas.folder / "views" / "limb-medial.json").unlink()
    with pytest.raises(UnreadableFile, match="limb-medial"):
        atlas.projection("limb-medial")
    (atlas.folder / "plates" / "limb-medial-faces.png").write_bytes(b"no picture")
    with pytest.raises(UnreadableFile, match="faces"):
        atlas.faces("limb-medial")


def test_best_view_stays_where_the_point_is_seen(atlas: Atlas) -> None:
    assert atlas.best_view("ST36", "limb-lateral") == "limb-lateral"
    assert atlas.best_view("SP6", "limb-lateral") == "limb-medial"
    assert atlas.best_view("KI1", "limb-lateral") == "foot-plantar"
    assert atlas.best_view("LR12", "limb-lateral") == "limb-lateral"
    assert atlas.facing_view("LR12") == ""


def test_face_under_a_place(atlas: Atlas) -> None:
    faces = atlas.faces("limb-lateral")
    assert faces.face_at((0, -200)) == 44 + 256 - 1
    assert faces.face_at((-99, -499)) is None
    assert faces.face_at((4000, 0)) is None


def test_a_cun_of_the_leg(atlas: Atlas) -> None:
    assert atlas.mm_per_cun("limb-lateral") == pytest.approx(25)
    assert atlas.mm_per_cun("foot-plantar") == pytest.approx(25)
    assert atlas.mm_per_cun("limb-medial") is None


def test_territory_with_a_hole(atlas: Atlas) -> None:
    projection = atlas.projection("limb-lateral")
    u, v = project(VIEWS[0], [-100, 200, 0])
    assert list(projection.territories_at((u + 12, v), "dermatome:")) == ["dermatome:L5"]
    assert not list(projection.territories_at((u, v), "dermatome:"))
    assert not list(projection.territories_at((u + 12, v), "nerve-territory:"))


def test_curves_of_one_place_are_left_out(atlas: Atlas) -> None:
    path = atlas.folder / "views" / "limb-lateral.json"
    row = json.loads(path.read_text())
    row["curves"]["meridian:KI"] = [{"visible": True, "uv": [[0, 0]]}]
    path.write_text(json.dumps(row))
    assert atlas.projection("limb-lateral").curves["meridian:KI"] == ()


def test_names_stand_where_an_area_is_widest() -> None:
    bottle = ((0.0, 0.0), (10.0, 0.0), (10.0, 40.0), (60.0, 50.0), (60.0, 100.0), (0.0, 100.0))
    (u, v), wide = roomiest([Ring(bottle, box_of(bottle))])
    assert wide == pytest.approx(60)
    assert u == pytest.approx(30)
    assert 50 <= v < 75


def test_outline_tells_the_nearer_side() -> None:
    full = bytes([0, 0, 255, 255, 255, 255, 0, 0])
    outline = outline_of([full, b"\0" * 8], (-4.0, 10.0), 1.0)
    assert outline.outward((-1.0, 10.5)) == (-1, 1.0)
    assert outline.outward((1.5, 10.5)) == (1, 0.5)
    assert outline.outward((0.0, 11.5)) == (1, 0.0)
    assert outline.span(99) is None


def test_outline_holds_what_lies_on_the_limb_or_near_it() -> None:
    faded = [bytes([min(12 * row, 255)] * 10 + [0] * 30) for row in range(40)]
    outline = outline_of(faded, (0.0, 0.0), 1.0)
    assert outline.holds((5.0, 30.0))
    assert outline.holds((12.0, 30.0))
    assert not outline.holds((20.0, 30.0))
    assert not outline.holds((5.0, 1.0))
    assert not outline.holds((5.0, 90.0))


def test_scale_bars_are_round_and_fit() -> None:
    cun, mm = bars(0.8, 25.0)
    assert (cun.text, mm.text) == ("5 cun", "10 cm")
    assert cun.pixels == pytest.approx(100)
    assert mm.pixels == pytest.approx(80)
    assert [bar.text for bar in bars(400.0, None)] == ["1 mm"]
    assert all(bar.pixels <= 120 for scale in (0.3, 1, 7, 30) for bar in bars(scale, 24.0))


@pytest.mark.parametrize("mirrored", [False, True])
def test_frame_goes_there_and_back(mirrored: bool) -> None:
    frame = Frame(640, 480, 1.7, (12.0, -340.0), mirrored)
    for uv in ((12.0, -340.0), (-80.0, 5.0), (101.5, -512.25)):
        assert frame.to_uv(*frame.to_screen(uv)) == pytest.approx(uv)


def test_left_is_the_mirror_of_right() -> None:
    right, left = (Frame(640, 480, 2.0, (0.0, 0.0), m) for m in (False, True))
    x, y = right.to_screen((30.0, 7.0))
    assert left.to_screen((30.0, 7.0)) == (640 - x, y)


def test_names_stand_where_they_can_be_seen() -> None:
    square = ((0.0, 0.0), (60.0, 0.0), (60.0, 100.0), (0.0, 100.0))
    (_, v), wide = roomiest([Ring(square, box_of(square))], lambda uv: uv[1] < 30)
    assert wide == pytest.approx(60)
    assert v < 30
