"""The shortest way over the skin, against another solver of straight ways on meshes."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import dist
from random import Random

import numpy as np
import potpourri3d
import pytest

from desktop_app.atlas.skin import Skin
from desktop_app.atlas.under import is_shown, place_under
from desktop_app.atlas.ways import OnSkin, shortest_way
from tests.planning.skins import atlas
from tests.study.walks import skin_mesh


@cache
def flipping() -> potpourri3d.EdgeFlipGeodesicSolver:
    """Return the edge-flipping solver of Sharp and Crane over the skin."""
    return potpourri3d.EdgeFlipGeodesicSolver(skin_mesh().vertices, skin_mesh().faces)


@cache
def face_of() -> dict[int, int]:
    """Return a face at each vertex."""
    return {int(vertex): number for number, face in enumerate(skin_mesh().faces) for vertex in face}


def at(skin: Skin, vertex: int) -> OnSkin:
    return OnSkin(face_of()[vertex], skin.vertex(vertex))


def pairs(seed: int, near: float, count: int) -> list[tuple[int, int]]:
    """Return pairs of vertices no farther apart than this through the air, mm."""
    random, vertices = Random(seed), skin_mesh().vertices
    found: list[tuple[int, int]] = []
    while len(found) < count:
        one = random.choice(list(face_of()))
        close = np.flatnonzero(np.linalg.norm(vertices - vertices[one], axis=1) <= near)
        other = int(random.choice(close))
        if other != one and other in face_of():
            found.append((one, other))
    return found


def other_length(one: int, other: int) -> float:
    path = flipping().find_geodesic_path(one, other)
    return float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())


def test_near_ways_are_as_short_as_those_of_another_solver() -> None:
    skin = atlas().skin
    for one, other in pairs(1, 10.0, 60):
        way = shortest_way(skin, at(skin, one), at(skin, other))
        assert way is not None
        # Where two straight ways are nearly as short, either solver may take the other one.
        assert way.length <= other_length(one, other) * 1.001
        assert way.length >= dist(skin.vertex(one), skin.vertex(other)) - 1e-9


def test_far_ways_are_hardly_longer() -> None:
    skin = atlas().skin
    for one, other in pairs(2, 300.0, 12):
        way = shortest_way(skin, at(skin, one), at(skin, other))
        if way is not None:
            assert way.length <= other_length(one, other) * 1.04


def test_a_way_runs_over_the_skin_from_end_to_end() -> None:
    skin = atlas().skin
    for one, other in pairs(3, 60.0, 12):
        way = shortest_way(skin, at(skin, one), at(skin, other))
        if way is None:
            continue
        assert way.path[0] == skin.vertex(one)
        assert way.path[-1] == skin.vertex(other)
        assert sum(dist(a, b) for a, b in pairwise(way.path)) == pytest.approx(way.length)


def test_a_way_and_the_way_back_are_one() -> None:
    skin = atlas().skin
    for one, other in pairs(4, 10.0, 20):
        there = shortest_way(skin, at(skin, one), at(skin, other))
        back = shortest_way(skin, at(skin, other), at(skin, one))
        assert there is not None
        assert back is not None
        assert there.length == pytest.approx(back.length, rel=1e-4)


def test_places_beside_a_vertex_given_on_faces_across_it_are_near() -> None:
    skin = atlas().skin
    placed, row = atlas().placed["EX-LE8"], atlas().record["points"]["EX-LE8"]
    under = place_under(
        atlas(), "limb-medial", atlas().projection("limb-medial").points["EX-LE8"].uv
    )
    assert under is not None
    way = shortest_way(skin, under, OnSkin(int(row["face"]), placed.position))
    assert way is not None
    assert way.length < 0.05


def test_within_a_face_the_way_is_straight() -> None:
    skin = atlas().skin
    a, b, _ = (skin.vertex(corner) for corner in skin.corners(5))
    way = shortest_way(skin, OnSkin(5, a), OnSkin(5, b))
    assert way is not None
    assert way.length == dist(a, b)


@pytest.mark.parametrize("view", ["limb-anterior", "foot-plantar", "foot-dorsal", "limb-medial"])
def test_the_place_under_a_pixel_is_seen_there(view: str) -> None:
    camera, random = atlas().camera(view), Random(view)
    seen = 0
    for _ in range(300):
        uv = (
            camera.origin[0] + random.random() * camera.size_mm[0],
            camera.origin[1] + random.random() * camera.size_mm[1],
        )
        under = place_under(atlas(), view, uv)
        if under is None:
            assert atlas().faces(view).face_at(uv) is None
            continue
        seen += 1
        assert dist(camera.project(under.place), uv) < 0.75
    assert seen > 60


def test_points_on_skin_that_has_faded_out_are_not_shown() -> None:
    assert atlas().projection("limb-medial").points["LR11"].visible
    assert not is_shown(atlas(), "limb-medial", "LR11")
    assert is_shown(atlas(), "limb-anterior", "LR11")
    assert not is_shown(atlas(), "limb-lateral", "SP6")
