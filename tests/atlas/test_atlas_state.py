from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.atlas import state as moves
from desktop_app.atlas.cameras import Camera
from desktop_app.atlas.layers import BUNDLES, LAYERS, curve_layer, parse_layers, territory_layer
from desktop_app.atlas.state import AtlasState, Side

CAMERA = Camera(
    "limb-lateral", "Outer side", (0, 0, 1), (0, 1, 0), (-1, 0, 0), (-120.0, -1000.0),
    (322.0, 1078.0), 4, 2, {},
)  # fmt: skip
SIZE = (900.0, 800.0)
STATE = AtlasState("limb-lateral")

pixels = st.tuples(st.floats(0, 900), st.floats(0, 800))


def test_the_whole_view_fits_at_first() -> None:
    frame = moves.frame_of(STATE, CAMERA, *SIZE)
    left, top = frame.to_screen(CAMERA.origin)
    right, bottom = frame.to_screen((202.0, 78.0))
    assert left >= 0
    assert top >= 0
    assert right <= SIZE[0]
    assert bottom <= SIZE[1]


@given(factor=st.floats(0.2, 30), at=pixels, side=st.sampled_from(Side))
def test_zoom_keeps_what_is_under_the_pointer(
    factor: float, at: tuple[float, float], side: Side
) -> None:
    start = moves.zoom_at(replace(STATE, side=side), CAMERA, SIZE, 3.0, (450, 400))
    under = moves.frame_of(start, CAMERA, *SIZE).to_uv(*at)
    zoomed = moves.zoom_at(start, CAMERA, SIZE, factor, at)
    assert moves.LEAST_ZOOM <= zoomed.zoom <= moves.MOST_ZOOM
    kept = moves.frame_of(zoomed, CAMERA, *SIZE).to_uv(*at)
    if CAMERA.contains(under) and zoomed.zoom >= start.zoom:
        assert kept == pytest.approx(under, abs=1e-6)


@given(steps=st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), max_size=8))
def test_panning_never_loses_the_leg(steps: list[tuple[float, float]]) -> None:
    state = moves.zoom_at(STATE, CAMERA, SIZE, 4.0, (450, 400))
    for dx, dy in steps:
        state = moves.pan(state, CAMERA, SIZE, dx, dy)
    frame = moves.frame_of(state, CAMERA, *SIZE)
    left, top = frame.to_screen(CAMERA.origin)
    right, bottom = frame.to_screen((202.0, 78.0))
    assert left < SIZE[0]
    assert right > 0
    assert top < SIZE[1]
    assert bottom > 0


@given(place=st.tuples(st.floats(-120, 202), st.floats(-1000, 78)), side=st.sampled_from(Side))
def test_reveal_brings_a_place_into_sight(place: tuple[float, float], side: Side) -> None:
    start = moves.zoom_at(replace(STATE, side=side), CAMERA, SIZE, 6.0, (450, 400))
    state = moves.reveal(start, CAMERA, SIZE, place)
    x, y = moves.frame_of(state, CAMERA, *SIZE).to_screen(place)
    assert 15.9 <= x <= SIZE[0] - 15.9
    assert 15.9 <= y <= SIZE[1] - 15.9
    assert moves.reveal(STATE, CAMERA, SIZE, place) == STATE


def test_another_view_is_shown_whole() -> None:
    near = moves.zoom_at(STATE, CAMERA, SIZE, 4.0, (10, 10))
    assert moves.turn_to(near, "limb-medial") == replace(STATE, view="limb-medial")
    assert moves.turn_to(near, "limb-lateral") is near


def test_sides_share_the_place() -> None:
    near = moves.centre_on(STATE, CAMERA, SIZE, (20.0, -300.0), 5.0)
    left = moves.show_side(near, Side.LEFT)
    assert left.centre == near.centre
    assert moves.frame_of(left, CAMERA, *SIZE).mirrored
    assert moves.fit(left) == replace(STATE, side=Side.LEFT)


def test_layers_go_on_and_off() -> None:
    state = moves.switch_layer(STATE, "arteries", on=True)
    assert state.shows("arteries")
    assert not moves.switch_layer(state, "arteries", on=False).shows("arteries")
    with pytest.raises(ValueError, match="tendons"):
        moves.switch_layer(STATE, "tendons", on=True)


def test_solo_shows_a_meridian_and_ends_with_it() -> None:
    state = moves.solo(moves.all_meridians(STATE, on=False), "KI")
    assert state.solo == "KI"
    assert state.shows("KI")
    assert moves.solo(state, "KI").solo == ""
    assert moves.switch_layer(state, "KI", on=False).solo == ""
    assert moves.show_meridian(STATE, "DAI").shows("DAI")
    assert moves.show_meridian(STATE, "nowhere") == STATE


def test_what_is_chosen_is_shown() -> None:
    hidden = moves.hide(moves.select(STATE, "ST36", "ST"), "ST36")
    assert hidden.selected == ""
    off = moves.switch_layer(hidden, "ST", on=False)
    state = moves.select(off, "ST36", "ST")
    assert "ST36" not in state.hidden
    assert state.shows("ST")
    assert moves.restore_hidden(hidden).hidden == frozenset()


def test_clear_forgets_choice_and_lights() -> None:
    state = moves.light(moves.select(STATE, "ST36"), frozenset({"SP6", "LR3"}))
    assert state.selected == ""
    assert moves.clear(state) == STATE
    assert moves.select(state, "SP6").lit == frozenset()


def test_bone_opacity_stays_between_none_and_all() -> None:
    assert moves.set_bone_opacity(STATE, 3).bone_opacity == 1
    off = moves.set_bone_opacity(STATE, -1)
    assert not off.shows("bones")
    assert moves.set_bone_opacity(off, 0.5).shows("bones")


def test_hovering_the_same_is_no_change() -> None:
    state = moves.hover(STATE, "ST36")
    assert moves.hover(state, "ST36") is state


def test_every_kind_of_territory_has_a_layer_of_its_own() -> None:
    kinds = ("nerve-territory", "dermatome", "artery-bed")
    layers = [territory_layer(f"{kind}:somewhere") for kind in kinds]
    assert layers == ["nerve-territories", "dermatomes", "artery-beds"]
    assert parse_layers(["territories"]) == set(layers) <= LAYERS.keys()
    assert territory_layer("meridian-band:KI") == ""


def test_layer_names_are_read_in_any_case() -> None:
    assert parse_layers(["st", " Bones", ""]) == {"ST", "bones"}
    assert parse_layers(["meridians", "rivals"]) == BUNDLES["meridians"] | {"rivals"}
    assert parse_layers(["all"]) == set(LAYERS)
    with pytest.raises(ValueError, match="arteries"):
        parse_layers(["bloodstream"])


def test_curves_and_territories_know_their_layer() -> None:
    assert curve_layer("meridian:ST:branch-1") == "ST"
    assert curve_layer("vein:great-saphenous-vein") == "veins"
    assert curve_layer("muscle:soleus") == ""
    assert territory_layer("dermatome:L5") == "dermatomes"
    assert territory_layer("nerve-territory:sural-nerve") == "nerve-territories"


def test_the_atlas_room_knows_no_widgets() -> None:
    room = Path(moves.__file__).parent
    assert not [path.name for path in room.glob("*.py") if "PySide6" in path.read_text()]
