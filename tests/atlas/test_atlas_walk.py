from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.drawing import Drawing, compose, line_start, rank_of, text_of
from desktop_app.atlas.names import Name, labels_at
from desktop_app.atlas.outline import outline_of
from desktop_app.atlas.picking import REACH, Hit, pick
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.atlas.walk import next_meridian, order_along, rises, step
from desktop_app.domain.points import Category, Location, Needling, Point
from desktop_app.domain.structures import Structure
from tests.atlas.tiny import POINTS, write_tiny_atlas

SIZE = (800.0, 900.0)
STATE = AtlasState("limb-lateral")
STRUCTURES = {"heel": Structure("heel", "monofilament", "Heel")}


def point(code: str, **more: object) -> Point:
    meridian = "EX-LE" if code.startswith("EX") else code[:2]
    base = Point(
        code, meridian, int(code.partition(".")[0].lstrip("EX-LABCDGHIKPRST")), f"Name {code}",
        "足", "足", code, "leg", Location("Somewhere."), Needling((1, 2), ("perpendicular",)),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


ALL = {code: point(code) for code in (*POINTS, "LR12")}


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    return open_atlas(write_tiny_atlas(tmp_path) / "atlas")


def draw(atlas: Atlas, state: AtlasState) -> Drawing:
    return compose(state, atlas.projection(state.view), ALL, STRUCTURES)


def codes(drawing: Drawing) -> set[str]:
    return {marker.code for marker in drawing.markers}


def test_steps_stop_at_the_ends() -> None:
    along = order_along(ALL)["ST"]
    assert along == ("ST35", "ST36", "ST37")
    assert step(along, "ST36", 1) == "ST37"
    assert step(along, "ST37", 1) == "ST37"
    assert step(along, "ST35", -1) == "ST35"
    assert step((), "ST35", 1) == ""
    assert step(along, "nowhere", 1) == "ST35"


def test_sites_are_walked_one_by_one() -> None:
    points = {
        p.code: p
        for p in (
            point("EX-LE10", sites=("EX-LE10.2", "EX-LE10.1")),
            point("EX-LE10.2", site_of="EX-LE10"),
            point("EX-LE10.1", site_of="EX-LE10"),
            point("EX-LE11"),
        )
    }
    assert order_along(points)["EX-LE"] == ("EX-LE10.1", "EX-LE10.2", "EX-LE11")


def test_the_next_meridian_is_entered_at_the_nearest_point() -> None:
    order = {"ST": ("ST35", "ST36"), "SP": (), "BL": ("BL40", "BL57"), "KI": ("KI1",)}
    places = {"ST36": (0.0, 0.0), "BL40": (0.0, -90.0), "BL57": (0.0, 10.0)}
    assert next_meridian(order, "ST", 1, (0.0, 0.0), places) == "BL57"
    assert next_meridian(order, "ST", -1, (0.0, 0.0), places) == "BL57"
    assert next_meridian(order, "", 1, None, places) == "ST36"
    assert next_meridian(order, "BL", 1, (0.0, 0.0), places) == "ST36"
    assert next_meridian(order, "BL", 1, (0.0, 0.0), {}) == "KI1"
    assert next_meridian({}, "", 1, None, places) == ""


def test_a_yin_meridian_rises() -> None:
    places = {"SP6": (0.0, -80.0), "SP9": (0.0, -370.0), "ST36": (0.0, 0.0), "ST37": (0.0, 80.0)}
    assert rises(None, ("SP6", "SP9"), places)
    assert not rises(None, ("ST36", "ST37"), places)
    assert not rises(None, ("ST36",), places)


def test_near_points_are_drawn_and_far_ones_when_asked_for(atlas: Atlas) -> None:
    assert codes(draw(atlas, STATE)) == {"ST35", "ST36", "ST37", "GB34", "GB39"}
    far = draw(atlas, moves.switch_layer(STATE, "far-side", on=True))
    assert "SP6" in codes(far)
    assert not next(m for m in far.markers if m.code == "SP6").visible
    assert "SP6" in codes(draw(atlas, moves.select(STATE, "SP6", "SP")))


def test_hidden_points_and_layers_are_not_drawn(atlas: Atlas) -> None:
    state = moves.hide(moves.switch_layer(STATE, "GB", on=False), "ST36")
    assert codes(draw(atlas, state)) == {"ST35", "ST37"}


def test_solo_mutes_the_others(atlas: Atlas) -> None:
    drawing = draw(atlas, moves.solo(STATE, "GB"))
    assert {m.code for m in drawing.markers if not m.muted} == {"GB34", "GB39"}
    assert {line.layer for line in drawing.lines if line.muted} >= {"ST"}


def test_signs_and_areas_follow_their_layers(atlas: Atlas) -> None:
    assert draw(atlas, STATE).signs == ()
    state = STATE
    for layer in ("rivals", "dermatomes", "nerves"):
        state = moves.switch_layer(state, layer, on=True)
    drawing = draw(atlas, state)
    assert [sign.code for sign in drawing.signs] == ["GB39"]
    assert [area.id for area in drawing.areas] == ["dermatome:L5"]
    # Nerves lie under the skin, so the meridians are drawn over them.
    assert drawing.lines[0].layer == "nerves"
    sole = moves.switch_layer(moves.turn_to(STATE, "foot-plantar"), "monofilament", on=True)
    assert [sign.text for sign in draw(atlas, sole).signs] == ["Heel"]


@pytest.mark.parametrize("side", list(Side))
def test_a_click_within_reach_hits_the_point(atlas: Atlas, side: Side) -> None:
    state = moves.show_side(STATE, side)
    drawing = draw(atlas, state)
    frame = moves.frame_of(state, atlas.camera(state.view), *SIZE)
    for marker in drawing.markers:
        x, y = frame.to_screen(marker.uv)
        assert pick(drawing, frame, x + REACH - 1, y) == Hit("point", marker.code)
    x, y = frame.to_screen(uv_of(atlas, "ST35"))
    assert pick(drawing, frame, x, y - 3 * REACH) is None


def uv_of(atlas: Atlas, code: str) -> tuple[float, float]:
    return atlas.projection("limb-lateral").points[code].uv


def test_points_come_before_rivals_lines_and_areas(atlas: Atlas) -> None:
    state = STATE
    for layer in ("rivals", "dermatomes", "nerves"):
        state = moves.switch_layer(state, layer, on=True)
    drawing = draw(atlas, state)
    frame = moves.frame_of(state, atlas.camera(state.view), *SIZE)
    rival = drawing.signs[0]
    assert pick(drawing, frame, *frame.to_screen(rival.uv)) == Hit("rival", "GB39~a")
    middle = (2.5, -240.0)
    assert pick(drawing, frame, *frame.to_screen(middle)) == Hit("line", "meridian:GB")
    u, v = drawing.areas[0].rings[0].uv[0]
    inside = frame.to_screen((u + 3, v + 3))
    assert pick(drawing, frame, *inside) == Hit("area", "dermatome:L5")


def test_labels_say_code_name_or_characters() -> None:
    site = point("EX-LE10.3", site_of="EX-LE10", hanzi="八风", hanzi_traditional="八風")
    assert text_of(site, LabelLanguage.CODE) == "EX-LE10.3"
    assert text_of(site, LabelLanguage.HANZI) == "八风 3"
    assert text_of(site, LabelLanguage.HANZI, traditional=True) == "八風 3"
    assert text_of(ALL["ST36"], LabelLanguage.PINYIN) == "Name ST36"
    assert text_of(ALL["ST36"], LabelLanguage.NONE) == ""


def test_points_of_many_classes_are_written_first() -> None:
    rich = point("ST36", categories=(Category("he-sea"), Category("command")), five_shu="he-sea")
    assert rank_of(rich) > rank_of(ALL["ST37"])


def test_labels_turn_outward_and_mirror() -> None:
    name = Name("ST36", (10.0, 0.0), 30, 12, outward=1, room=5)
    frame = Frame(800, 900, 2.0, (0.0, 0.0))
    (label,) = labels_at([name], frame)
    assert (label.x, label.outward, label.room) == (420, 1, 10)
    (mirrored,) = labels_at([name], replace(frame, mirrored=True))
    assert (mirrored.x, mirrored.outward) == (380, -1)


def test_a_name_wider_than_its_area_is_left_out() -> None:
    name = Name("dermatome:L5", (0.0, 0.0), 30, 12, inside=True, span=10)
    assert labels_at([name], Frame(800, 900, 2.0, (0.0, 0.0))) == []
    assert len(labels_at([name], Frame(800, 900, 3.0, (0.0, 0.0)))) == 1


def test_letters_stand_at_the_upper_end(atlas: Atlas) -> None:
    lines = {line.id: line for line in draw(atlas, STATE).lines}
    assert line_start(lines["meridian:ST"]) == uv_of(atlas, "ST35")
    assert line_start(lines["meridian:SP"]) is None


def test_a_site_that_is_another_point_is_drawn_once(atlas: Atlas) -> None:
    projection = atlas.projection("limb-lateral")
    twin = replace(point("EX-LE5.1", site_of="EX-LE5"), same_as="ST35")
    both = replace(projection, points={**projection.points, "EX-LE5.1": projection.points["ST35"]})
    points = {**ALL, "EX-LE5.1": twin}

    def drawn(state: AtlasState) -> set[str]:
        return codes(compose(state, both, points, STRUCTURES))

    assert "EX-LE5.1" not in drawn(STATE)
    assert "EX-LE5.1" in drawn(moves.select(STATE, "EX-LE5.1", "EX-LE"))
    assert "EX-LE5.1" in drawn(moves.light(STATE, frozenset({"EX-LE5.1"})))
    assert "EX-LE5.1" in drawn(moves.switch_layer(STATE, "ST", on=False))
    assert "EX-LE5.1" in drawn(replace(STATE, hidden=frozenset({"ST35"})))


def test_what_lies_where_the_plate_has_faded_is_left_out(atlas: Atlas) -> None:
    projection = atlas.projection("limb-lateral")
    rows = [bytes([255 if row > 120 else 0] * 200) for row in range(600)]
    outline = outline_of(rows, (-100.0, -500.0), 1.0)
    drawing = compose(STATE, projection, ALL, STRUCTURES, outline)
    assert codes(drawing) == {"ST36", "ST37", "GB39"}
    (piece,) = next(line for line in drawing.lines if line.id == "meridian:ST").pieces
    assert piece.uv == tuple(projection.curves["meridian:ST"][0].uv[1:])
