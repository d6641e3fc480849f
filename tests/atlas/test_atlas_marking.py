"""Marking: brush, line on a view, ready-made areas, and what is read of them by true surface."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import dist
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.cameras import UV
from desktop_app.atlas.marking import (
    REGION_WORDS,
    ROUNDABOUT,
    disc,
    erased,
    mask_of,
    painted,
    polygon_faces,
    ready_made,
    ready_made_areas,
    shown_between,
    sweep,
)
from desktop_app.atlas.skin import Skin
from desktop_app.domain.area import STRONGEST, Area, Feeling, Patch, Side
from desktop_app.domain.errors import NotFound
from desktop_app.domain.findings import Ground

ATLAS = Path(__file__).resolve().parents[2] / "assets" / "atlas"
FACES = 107_522


@cache
def atlas() -> Atlas:
    return open_atlas(ATLAS)


@cache
def skin() -> Skin:
    return atlas().skin


def surface(faces: list[int]) -> float:
    return sum(skin().areas[face] for face in faces)


def flags(mask: bytes) -> np.ndarray:
    return np.frombuffer(mask, dtype=bool)


faces = st.integers(0, FACES - 1)
views = st.sampled_from(sorted(atlas().cameras))


@given(faces, st.floats(0.1, 12.0))
@settings(max_examples=40, deadline=None)
def test_a_disc_lies_within_its_radius_and_hangs_together(face: int, radius: float) -> None:
    found = disc(skin(), face, radius)
    assert found[0] == face
    assert len(found) == len(set(found))
    middle = skin().places[face]
    assert all(dist(skin().places[other], middle) <= radius for other in found)


@given(faces, st.floats(0.5, 6.0), st.floats(1.0, 2.0))
@settings(max_examples=30, deadline=None)
def test_a_broader_brush_covers_more(face: int, radius: float, more: float) -> None:
    assert set(disc(skin(), face, radius)) <= set(disc(skin(), face, radius * more))


@given(faces, st.floats(2.0, 10.0), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_a_brush_is_the_same_seen_from_its_rim(face: int, radius: float, random: object) -> None:
    found = disc(skin(), face, radius)
    other = found[getattr(random, "randrange")(len(found))]  # noqa: B009
    assert face in disc(skin(), other, radius * 1.3)


@pytest.mark.parametrize("part", ["arch", "ball", "stocking-mid-calf"])
@pytest.mark.parametrize("radius", [6, 12, 20])
def test_a_brush_on_flat_skin_covers_a_full_disc(part: str, radius: int) -> None:
    down = np.array(skin().normals).reshape(-1, 3)
    inside = np.flatnonzero(flags(skin().regions[part]))
    chosen = inside[np.abs(down[inside, 1]) > 0.97] if part != "stocking-mid-calf" else inside
    picked = np.random.default_rng(radius).choice(chosen, 12).tolist()
    shares = sorted(surface(disc(skin(), face, radius)) / (np.pi * radius**2) for face in picked)
    assert 0.9 < shares[len(shares) // 2] < 1.1
    assert shares[0] > 0.6


def test_a_brush_reaches_the_next_toe_only_by_the_web() -> None:
    landmarks = json.loads((ATLAS / "landmarks.json").read_text())["landmarks"]
    webs = [place for name, place in landmarks.items() if name.startswith("web-margin")]
    rng = np.random.default_rng(4)
    held = 0
    for toe in range(1, 6):
        own = skin().regions[f"toe-{toe}"]
        for face in rng.choice(np.flatnonzero(flags(own)), 25).tolist():
            far = min(dist(skin().places[face], web) for web in webs)
            radius = far / ROUNDABOUT / 1.15  # the border between toe and web is no sharp line
            found = disc(skin(), face, radius)
            assert not [f for f in found if skin().regions["toes"][f] and not own[f]]
            near = np.linalg.norm(np.array(skin().places) - np.array(skin().places[face]), axis=1)
            held += bool(((near < radius) & flags(skin().regions["toes"]) & ~flags(own)).any())
    assert held > 20, held


@given(views, st.data())
@settings(max_examples=25, deadline=None)
def test_a_stroke_is_all_the_discs_on_its_way(view: str, data: st.DataObject) -> None:
    camera = atlas().camera(view)
    u, v, width, height = camera.box
    start = (u + width * data.draw(st.floats(0.2, 0.8)), v + height * data.draw(st.floats(0.4, 1)))
    end = (start[0] + data.draw(st.floats(-15, 15)), start[1] + data.draw(st.floats(-15, 15)))
    path = shown_between(atlas(), view, start, end)
    assume(path)
    radius = data.draw(st.floats(3.0, 7.0))
    whole = flags(sweep(skin(), path, radius))
    union = flags(mask_of(skin(), {f for face in path for f in disc(skin(), face, radius)}))
    areas = np.array(skin().areas)
    # Ways are measured in straight strides: at the rim a face or two may be on either side.
    assert areas[whole & ~union].sum() < 0.02 * areas[union].sum()
    assert areas[whole].sum() > 0.85 * areas[union].sum()


def test_a_line_off_the_skin_shows_no_face() -> None:
    u, v, _, _ = atlas().camera("foot-plantar").box
    assert shown_between(atlas(), "foot-plantar", (u, v), (u + 3, v)) == []
    assert sweep(skin(), [], 10.0) == bytes(FACES)
    with pytest.raises(NotFound, match="foot-plantar"):
        shown_between(atlas(), "elsewhere", (0, 0), (1, 1))


def test_a_line_visits_what_lies_under_it_without_gaps() -> None:
    camera = atlas().camera("foot-plantar")
    (u, v), (_, height) = camera.middle, camera.size_mm
    whole = shown_between(atlas(), "foot-plantar", (u, v - height / 4), (u, v + height / 4))
    assert len(whole) > 100
    assert all(a != b for a, b in pairwise(whole))
    steps = [dist(skin().places[a], skin().places[b]) for a, b in pairwise(whole)]
    assert max(steps) < 6.0


corners = st.lists(st.tuples(st.floats(-0.1, 1.1), st.floats(-0.1, 1.1)), min_size=3, max_size=9)


def on_view(view: str, shares: list[UV]) -> list[UV]:
    u, v, width, height = atlas().camera(view).box
    return [(u + a * width, v + b * height) for a, b in shares]


@given(views, corners)
@settings(max_examples=40, deadline=None)
def test_a_line_on_a_view_marks_what_is_seen_inside(view: str, shares: list[UV]) -> None:
    polygon = on_view(view, shares)
    camera = atlas().camera(view)
    centres = np.array(skin().centres, dtype=np.float64).reshape(-1, 3)
    u, v = centres @ np.array(camera.right), -(centres @ np.array(camera.up))
    inside = np.zeros(FACES, dtype=bool)
    doubt = np.zeros(FACES, dtype=bool)
    u1, v1 = polygon[-1]
    for u2, v2 in polygon:
        doubt |= (np.abs(v - v1) < 1e-5) | (np.abs(v - v2) < 1e-5)
        if v1 != v2:
            crossing = (u2 - u1) * ((v - v1) / (v2 - v1)) + u1
            between = (v1 > v) != (v2 > v)
            inside ^= between & (u < crossing)
            doubt |= between & (np.abs(u - crossing) < 1e-5)
        u1, v1 = u2, v2
    found = flags(polygon_faces(atlas(), view, polygon))
    expected = inside & flags(skin().seen[view])
    assert np.array_equal(found[~doubt], expected[~doubt])


@given(views, corners)
@settings(max_examples=15, deadline=None)
def test_the_left_limb_is_the_mirror_image(view: str, shares: list[UV]) -> None:
    polygon = on_view(view, shares)
    mirrored = [(-u, v) for u, v in polygon]
    right = polygon_faces(atlas(), view, polygon)
    assert polygon_faces(atlas(), view, mirrored, Side.LEFT) == right
    assert polygon_faces(atlas(), view, [*polygon[2:], *polygon[:2]][::-1]) == right


def test_too_short_a_line_marks_nothing() -> None:
    assert polygon_faces(atlas(), "foot-plantar", [(0, 0), (1, 1)]) == bytes(FACES)
    assert polygon_faces(atlas(), "foot-plantar", [(0, 5), (1, 5), (2, 5)]) == bytes(FACES)
    with pytest.raises(NotFound, match="foot-plantar"):
        polygon_faces(atlas(), "elsewhere", [(0, 0), (1, 1), (0, 1)])


masks = st.binary(min_size=40, max_size=40).map(lambda raw: bytes(b % 2 for b in raw))
strengths = st.integers(1, STRONGEST)


@given(masks, masks, strengths, strengths)
def test_painting_overwrites_and_erasing_takes_away(
    first: bytes, second: bytes, weak: int, strong: int
) -> None:
    patch = painted(None, Side.LEFT, Feeling.COLD, first, weak)
    assert (patch.side, patch.feeling) == (Side.LEFT, Feeling.COLD)
    assert patch.strengths == bytes(weak * marked for marked in first)
    both = painted(patch, Side.LEFT, Feeling.COLD, second, strong)
    assert both.strengths == bytes(
        strong if new else weak * old for old, new in zip(first, second, strict=True)
    )
    assert erased(both, second).strengths == bytes(
        0 if new else weak * old for old, new in zip(first, second, strict=True)
    )
    untouched = bytes(new * (1 - old) for old, new in zip(first, second, strict=True))
    again = painted(patch, Side.LEFT, Feeling.COLD, untouched, strong)
    assert erased(again, untouched) == patch
    assert erased(both, bytes([1]) * 40).is_empty
    assert (
        Area((), "x").with_patch(both).marked(Side.LEFT)
        == bytes(old | new for old, new in zip(first, second, strict=True))
        or both.is_empty
    )


def test_a_mask_of_strengths_counts_as_a_mask() -> None:
    patch = painted(None, Side.RIGHT, Feeling.NUMB, bytes([0, 7, 255]), 3)
    assert patch.strengths == bytes([0, 3, 3])
    assert erased(patch, bytes([0, 9, 0])).strengths == bytes([0, 0, 3])


def test_what_cannot_be_painted_is_refused() -> None:
    patch = Patch(Side.RIGHT, Feeling.NUMB, bytes(5))
    for strength in (0, 11, -1):
        with pytest.raises(ValueError, match="strength"):
            painted(patch, Side.RIGHT, Feeling.NUMB, bytes(5), strength)
    with pytest.raises(ValueError, match="different skins"):
        painted(patch, Side.RIGHT, Feeling.NUMB, bytes(6), 5)
    with pytest.raises(ValueError, match="different skins"):
        erased(patch, bytes(4))


def test_every_ready_made_area_of_the_menu_is_there() -> None:
    listed = [name for group in ready_made_areas(skin()) for name, words in group.areas if words]
    assert len(listed) == len(set(listed))
    assert set(skin().regions) == set(REGION_WORDS) <= set(listed)
    for name in listed:
        assert skin().surface(ready_made(skin(), name)) > 500, name
    assert ready_made(skin(), "dermatome:L5") == skin().territory(Ground.DERMATOME, "L5")
    assert ready_made(skin(), "meridian-band:KI") == skin().territory(Ground.MERIDIAN, "KI")
    for wrong, there in (("elbow", "stocking-knee"), ("dermatome:C5", "L5"), ("x:y", "sole")):
        with pytest.raises(NotFound, match=there):
            ready_made(skin(), wrong)
