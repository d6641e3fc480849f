"""What is painted on the views as it looks there is read as what it is, by true surface."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.cameras import UV
from desktop_app.atlas.marking import polygon_faces, shown_between, sweep
from desktop_app.atlas.picking import distance_to
from desktop_app.atlas.projection import Ring, box_of
from desktop_app.atlas.skin import Skin
from desktop_app.domain.findings import Ground

ATLAS = Path(__file__).resolve().parents[2] / "assets" / "atlas"

GLIMPSE = 0.125
"""A view that shows less than this share of a territory shows a corner of it."""

LEAST_SEEN_MM2 = 10.0
"""Five rows of faces of a toe."""

FADES = {"cluneal-nerves", "gluteal-arteries", "L1", "S3"}
"""Territories that reach up to where the plates dissolve."""

LEAST_MM2 = 1500.0
"""Of a smaller patch, three in a hundred is less than the row of faces at its border."""


@cache
def atlas() -> Atlas:
    return open_atlas(ATLAS)


@cache
def skin() -> Skin:
    return atlas().skin


@cache
def areas() -> np.ndarray:
    return np.array(skin().areas, dtype=np.float64)


@cache
def territory(ground: Ground, name: str) -> np.ndarray:
    return np.frombuffer(skin().territory(ground, name), dtype=bool)


@cache
def seen(view: str) -> np.ndarray:
    return np.frombuffer(skin().seen[view], dtype=bool)


def within(view: str, rings: tuple[Ring, ...]) -> np.ndarray:
    """Mark what lies within the rings, one by one; holes are rings too."""
    marked = np.zeros(skin().faces, dtype=bool)
    for ring in rings:
        marked ^= np.frombuffer(polygon_faces(atlas(), view, ring.uv), dtype=bool)
    return marked


def shares(marked: np.ndarray, ground: Ground) -> dict[str, float]:
    found = skin().surfaces(marked.tobytes(), ground)
    return {name: surface / sum(found.values()) for name, surface in found.items()}


def shown(ground: Ground) -> list[tuple[str, str, tuple[Ring, ...]]]:
    """Every view with each territory it outlines."""
    return [
        (view, key.partition(":")[2], rings)
        for view in atlas().cameras
        for key, rings in atlas().projection(view).territories.items()
        if key.startswith(f"{ground}:")
    ]


OUTLINED = (Ground.NERVE, Ground.DERMATOME, Ground.ARTERY)


@pytest.mark.parametrize("ground", OUTLINED)
def test_a_territory_outlined_on_a_view_is_read_as_that_territory(ground: Ground) -> None:
    squarely = 0
    for view, name, rings in shown(ground):
        marked = within(view, rings)
        visible = territory(ground, name) & seen(view)
        is_glimpse = areas()[visible].sum() < GLIMPSE * areas()[territory(ground, name)].sum()
        if areas()[marked].sum() < LEAST_SEEN_MM2:
            continue
        share = shares(marked, ground)[name]
        assert share > 0.95, (view, name, share)
        caught = areas()[marked & visible].sum() / areas()[visible].sum()
        assert is_glimpse or name in FADES or caught > 0.82, (view, name, caught)
        squarely += not is_glimpse
    assert squarely > 25


@pytest.mark.parametrize("ground", OUTLINED)
def test_a_territory_outlined_on_all_its_plates_is_read_as_that_territory(ground: Ground) -> None:
    together: dict[str, np.ndarray] = {}
    for view, name, rings in shown(ground):
        together[name] = together.get(name, False) | within(view, rings)
    assert together.keys() == set(skin().labels[ground].territories)
    for name, marked in together.items():
        assert shares(marked, ground)[name] > 0.95, name
        own = territory(ground, name)
        whole = areas()[own].sum()
        # Much of a small patch between the toes faces no camera.
        least = 0.75 if whole < 5_000 else 0.94
        assert name in FADES or areas()[marked & own].sum() > least * whole, name


def whole_of(name: str) -> float:
    return float(areas()[territory(Ground.NERVE, name)].sum())


def strokes(rings: tuple[Ring, ...], radius: float) -> list[tuple[UV, UV]]:
    """Level strokes a radius apart that keep the brush within the rings."""
    _, top, _, bottom = box_of([uv for ring in rings for uv in ring.uv])
    left = min(ring.box[0] for ring in rings)
    right = max(ring.box[2] for ring in rings)
    step = radius / 2
    found = []
    for v in np.arange(top + radius, bottom, radius):
        places = [(float(u), float(v)) for u in np.arange(left, right + step, step)]
        held = [
            sum(ring.contains(place) for ring in rings) % 2 == 1
            and all(distance_to((*ring.uv, ring.uv[0]), place) >= radius for ring in rings)
            for place in places
        ]
        for (a, is_in), (b, is_still_in) in pairwise(zip(places, held, strict=True)):
            if is_in and is_still_in:
                found.append((a, b))
    return found


def test_a_territory_brushed_on_all_its_plates_is_read_as_that_territory() -> None:
    together: dict[str, np.ndarray] = {}
    for view, name, rings in shown(Ground.NERVE):
        whole = whole_of(name)
        radius = 1.5 if whole < 5_000 else 10.0 if whole > 30_000 else 4.0
        large = tuple(ring for ring in rings if len(ring.uv) > 3)
        path = [
            face
            for start, end in strokes(large, radius)
            for face in shown_between(atlas(), view, start, end)
        ]
        brushed = np.frombuffer(sweep(skin(), path, radius), dtype=bool)
        together[name] = together.get(name, False) | brushed
    assert together.keys() == set(skin().labels[Ground.NERVE].territories)
    for name, marked in together.items():
        own = territory(Ground.NERVE, name)
        assert shares(marked, Ground.NERVE)[name] > 0.95, (name, shares(marked, Ground.NERVE))
        caught = areas()[marked & own].sum() / areas()[own].sum()
        assert name in FADES or caught > (0.4 if whole_of(name) < 5_000 else 0.75), (name, caught)


def beyond(rings: tuple[Ring, ...], level: float, sign: int) -> tuple[Ring, ...]:
    """Cut rings off level, keeping what lies lower (sign 1) or higher (-1) in the view."""
    kept = []
    for ring in rings:
        cut: list[UV] = []
        for (u1, v1), (u2, v2) in pairwise((*ring.uv, ring.uv[0])):
            if sign * (v1 - level) >= 0:
                cut.append((u1, v1))
            if (sign * (v1 - level) >= 0) != (sign * (v2 - level) >= 0):
                cut.append((u1 + (u2 - u1) * (level - v1) / (v2 - v1), level))
        if len(cut) > 2:
            kept.append(Ring(tuple(cut), box_of(cut)))
    return tuple(kept)


def half(view: str, visible: np.ndarray, rings: tuple[Ring, ...], goal: float) -> np.ndarray:
    """Mark the part of a territory, far from where the plate fades, of this true surface (mm2)."""
    sign = -1 if view == "foot-dorsal" else 1
    centres = np.array(skin().centres, dtype=np.float64).reshape(-1, 3)
    v = -(centres @ np.array(atlas().camera(view).up))
    order = np.flatnonzero(visible)[np.argsort(-sign * v[visible], kind="stable")]
    last = order[np.searchsorted(np.cumsum(areas()[order]), goal)]
    return within(view, beyond(rings, float(v[last]), sign))


@pytest.mark.parametrize("view", open_atlas(ATLAS).cameras)
def test_half_of_each_of_two_territories_reads_half_and_half(view: str) -> None:
    there = {
        name: (territory(Ground.NERVE, name) & seen(view), rings)
        for place, name, rings in shown(Ground.NERVE)
        if place == view and name not in FADES
    }
    surfaces = {name: areas()[visible].sum() for name, (visible, _) in there.items()}
    well = [
        name
        for name, surface in surfaces.items()
        if surface >= max(GLIMPSE * whole_of(name), 2 * LEAST_MM2)
    ]
    assert len(well) > 1
    for first, second in combinations(well, 2):
        goal = min(surfaces[first], surfaces[second]) / 2
        marked = half(view, *there[first], goal) | half(view, *there[second], goal)
        read = shares(marked, Ground.NERVE)
        for name in (first, second):
            assert read[name] == pytest.approx(0.5, abs=0.03), (first, second, goal, read)
