"""Shapes that matter are told, by hands that stray as by exact ones, and never as a diagnosis."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.atlas.marking import polygon_faces
from desktop_app.content import Content
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.domain.findings import Ground, Pattern
from desktop_app.planning.reading_area import read_area
from desktop_app.planning.signs import SHAPES
from tests.planning.skins import atlas, both, marked, strayed, within

SKIN = atlas().skin
NERVES = SKIN.labels[Ground.NERVE].territories
ROOTS = SKIN.labels[Ground.DERMATOME].territories
STOCKINGS = ("toes", "stocking-ankle", "stocking-mid-calf", "stocking-knee")
STRAYS = st.sampled_from((-6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0))


def nerves(*names: str) -> bytes:
    return both(*(SKIN.territory(Ground.NERVE, name) for name in names))


def patterns(content: Content, area: Area) -> tuple[Pattern, ...]:
    return read_area(atlas(), content, area).patterns


def ids(content: Content, area: Area) -> list[str]:
    return [pattern.id for pattern in patterns(content, area)]


def pattern(content: Content, area: Area, name: str) -> Pattern:
    return next(each for each in patterns(content, area) if each.id == name)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(STOCKINGS), STRAYS, STRAYS)
def test_stockings_on_both_feet_are_length_dependent(
    content: Content, name: str, right: float, left: float
) -> None:
    mask = SKIN.regions[name]
    area = marked(right=strayed(SKIN, mask, right), left=strayed(SKIN, mask, left))
    first = patterns(content, area)[0]
    assert first.id == "length-dependent"
    assert "length-dependent" in first.text
    assert first.misfits == ""
    assert "tesfaye-2010" in first.studies


@settings(max_examples=14, deadline=None)
@given(st.sampled_from(NERVES), STRAYS)
def test_the_skin_of_one_nerve_is_told(content: Content, name: str, mm: float) -> None:
    area = marked(left=strayed(SKIN, SKIN.territory(Ground.NERVE, name), mm))
    found = patterns(content, area)
    one = next(each for each in found if each.id in ("single-nerve", "first-web-space"))
    assert one.territory == name
    assert (one.id == "first-web-space") is (name == "deep-fibular-nerve")
    assert one.because.startswith("Left: ")


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(ROOTS), STRAYS)
def test_the_skin_of_one_root_is_told(content: Content, name: str, mm: float) -> None:
    area = marked(right=strayed(SKIN, SKIN.territory(Ground.DERMATOME, name), mm))
    root = pattern(content, area, "single-root")
    assert root.territory == name
    assert root.cause == "lumbar-root"
    assert root.tell_apart == next(
        cause.tell_apart
        for cause in content.conditions["numb-feet"].causes
        if cause.id == "lumbar-root"
    )


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(("sole", "plantar")), STRAYS)
def test_the_sole_of_one_foot_points_to_the_tarsal_tunnel(
    content: Content, shape: str, mm: float
) -> None:
    mask = SKIN.regions["sole"] if shape == "sole" else nerves(*SHAPES["plantar"][1])
    plantar = pattern(content, marked(right=strayed(SKIN, mask, mm)), "plantar")
    assert plantar.cause == "tarsal-tunnel"
    assert "tibial" in plantar.text


@pytest.mark.parametrize("name", list(SHAPES))
def test_trunks_are_told_by_their_branches(content: Content, name: str) -> None:
    for branches in SHAPES[name]:
        for mm in (-3.0, 0.0, 3.0):
            area = marked(right=strayed(SKIN, nerves(*branches), mm))
            assert ids(content, area)[0] == name


@pytest.mark.parametrize("mm", [-2.0, 0.0, 3.0])
def test_web_spaces(content: Content, mm: float) -> None:
    first = strayed(SKIN, SKIN.regions["web-1-2"], mm)
    assert ids(content, marked(right=first)) == ["first-web-space"]
    third = strayed(SKIN, SKIN.regions["web-3-4"], mm)
    toes = strayed(SKIN, both(SKIN.regions["toe-3"], SKIN.regions["toe-4"]), mm)
    for mask in (third, toes, both(third, toes)):
        morton = pattern(content, marked(left=mask), "adjoining-toes")
        assert morton.cause == "morton-neuroma"
        assert "toes 3 and 4" in morton.because
        assert morton.misfits == ""
    fourth = both(SKIN.regions["toe-4"], SKIN.regions["toe-5"])
    assert "usual" in pattern(content, marked(right=fourth), "adjoining-toes").misfits


@pytest.mark.parametrize("radius", [8.0, 12.0, 18.0])
def test_web_spaces_ringed_by_hand(content: Content, radius: float) -> None:
    def ring(view: str, landmark: str) -> Area:
        u, v = atlas().projection(view).landmarks[landmark]
        turns = [2 * pi * step / 12 for step in range(12)]
        line = [(u + radius * cos(turn), v + radius * sin(turn)) for turn in turns]
        return marked(right=polygon_faces(atlas(), view, line))

    assert ids(content, ring("foot-dorsal", "web-margin-1-2")) == ["first-web-space"]
    for web in ("2-3", "3-4", "4-5"):
        for view, side in (("foot-dorsal", ""), ("foot-plantar", "-plantar")):
            found = ids(content, ring(view, f"web-margin-{web}{side}"))
            assert "adjoining-toes" in found


def test_both_soles_come_before_two_pressed_nerves(content: Content) -> None:
    sole = SKIN.regions["sole"]
    found = patterns(content, marked(right=sole, left=sole))
    assert [each.id for each in found] == ["both-feet-alike", "plantar"]
    assert "less usual" in found[1].misfits
    assert "no whole stocking" in found[0].misfits


def test_a_stocking_on_one_side_is_not_a_polyneuropathy(content: Content) -> None:
    found = ids(content, marked(left=SKIN.regions["stocking-mid-calf"]))
    assert found[0] == "stocking-one-side"
    assert "length-dependent" not in found


def test_stockings_of_unequal_height_say_what_does_not_fit(content: Content) -> None:
    area = marked(right=SKIN.regions["stocking-knee"], left=SKIN.regions["stocking-ankle"])
    unequal = pattern(content, area, "length-dependent")
    assert "differ in height" in unequal.misfits
    assert "to the knee" in unequal.because
    assert "to the ankle" in unequal.because


def test_stockings_above_the_knee_ask_for_a_level(content: Content) -> None:
    high = bytes(1 if y < 560 else 0 for y in SKIN.centres[1::3])
    found = pattern(content, marked(right=high, left=high), "length-dependent")
    assert "level on the trunk" in found.misfits


def test_roots_below_the_knee_are_told_beside_their_rival_nerves(content: Content) -> None:
    below = bytes(1 if y < 398 else 0 for y in SKIN.centres[1::3])
    l5 = within(SKIN.territory(Ground.DERMATOME, "L5"), below)
    found = patterns(content, marked(right=l5))
    assert [each.id for each in found] == ["single-root", "common-fibular"]
    assert found[0].territory == "L5"


def test_the_saddle_comes_first_whatever_else_is_marked(content: Content) -> None:
    saddle = SKIN.territory(Ground.DERMATOME, "S3")
    sole = SKIN.regions["sole"]
    assert ids(content, marked(right=saddle, left=both(saddle, sole)))[0] == "saddle"


def test_a_whole_limb(content: Content) -> None:
    whole = b"\1" * SKIN.faces
    assert "whole-limb" in ids(content, marked(right=whole))
    found = ids(content, marked(right=whole, left=whole))
    assert "whole-limb" in found
    assert "length-dependent" not in found


def test_patches(content: Content) -> None:
    far = nerves("lateral-femoral-cutaneous-nerve", "sural-nerve")
    found = patterns(content, marked(right=far))
    assert [each.id for each in found] == ["single-nerve", "single-nerve", "patchy"]
    assert {each.territory for each in found} >= {"lateral-femoral-cutaneous-nerve", "sural-nerve"}
    assert "another nerve" in found[0].misfits
    sides = marked(right=nerves("sural-nerve"), left=nerves("saphenous-nerve"))
    assert "patchy" in ids(content, sides)
    alike = marked(right=nerves("sural-nerve"), left=nerves("sural-nerve"))
    assert "patchy" not in ids(content, alike)


def test_cold_skin_names_the_bed_it_lies_in(content: Content) -> None:
    bed = SKIN.territory(Ground.ARTERY, "dorsalis-pedis-artery")
    cold = pattern(content, marked(right=bed, feeling=Feeling.COLD), "poor-perfusion")
    assert cold.cause == "peripheral-artery-disease"
    assert "dorsalis pedis" in cold.because
    assert "100 %" in cold.because
    assert "poor-perfusion" not in ids(content, marked(right=bed))
    mixed = marked(right=SKIN.regions["sole"]).with_patch(Patch(Side.RIGHT, Feeling.COLD, bed))
    assert {"poor-perfusion", "plantar"} <= set(ids(content, mixed))


def test_a_single_face_claims_no_shape(content: Content) -> None:
    tip = bytearray(SKIN.faces)
    tip[50_000] = 1
    assert patterns(content, marked(right=bytes(tip))) == ()


def test_every_pattern_owns_up(content: Content) -> None:
    causes = {cause.id for cause in content.conditions["numb-feet"].causes}
    for words in content.patterns.values():
        assert "consistent with" in words.text.casefold()
        assert "ours" in words.source or "our own" in words.source
        assert words.cause in {*causes, ""}
        assert words.because == ""
    for name in (*NERVES, *ROOTS):
        ground = Ground.NERVE if name in NERVES else Ground.DERMATOME
        for found in patterns(content, marked(right=SKIN.territory(ground, name))):
            assert "%" in found.because
            assert found.tell_apart
            assert found.source
