"""Move bone meshes into the body: smooth warps from paired points, and rods between joints."""

from __future__ import annotations

import numpy as np
import trimesh
from numpy.typing import ArrayLike
from scipy.interpolate import RBFInterpolator

from assets.pipeline.subdivide import Floats, neighbour_mean
from assets.pipeline.surface import Surface

Pairs = tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]


def warp(mesh: trimesh.Trimesh, pairs: Pairs) -> trimesh.Trimesh:
    """Thin-plate warp that carries the first point of every pair to the second.

    The kernel is the 3-D thin plate (distance), whose affine part does most of the work.
    """
    here = np.array([a for a, _ in pairs])
    there = np.array([b for _, b in pairs])
    field = RBFInterpolator(here, there, kernel="linear", degree=1)
    return trimesh.Trimesh(field(mesh.vertices), mesh.faces, process=False)


def extreme(mesh: trimesh.Trimesh, direction: ArrayLike, depth: float) -> Floats:
    """Centre of the box around the vertices within ``depth`` mm of the farthest one."""
    along = mesh.vertices @ np.asarray(direction, dtype=np.float64)
    cap = mesh.vertices[along > along.max() - depth]
    result: Floats = (cap.min(axis=0) + cap.max(axis=0)) / 2
    return result


def rod(mesh: trimesh.Trimesh, start: Floats, end: Floats, width: float) -> trimesh.Trimesh:
    """Place a phalanx, whose length runs along z in the model, between two points.

    Parameters
    ----------
    mesh : the phalanx, base backward (-z).
    start, end : where its base and its tip go, mm.
    width : scale across the length.
    """
    base, tip = extreme(mesh, (0, 0, -1), 2.5), extreme(mesh, (0, 0, 1), 2.5)
    own = (tip - base) / np.linalg.norm(tip - base)
    new = (end - start) / np.linalg.norm(end - start)
    along = (mesh.vertices - base) @ own
    across = (mesh.vertices - base) - along[:, None] * own
    low, high = along.min(), along.max()
    share = (along - low) / (high - low)
    side = across @ _least_turn(own, new).T * width
    points = start + share[:, None] * (end - start) + side
    return trimesh.Trimesh(points, mesh.faces, process=False)


def _least_turn(a: Floats, b: Floats) -> Floats:
    """Rotation matrix that turns unit vector ``a`` into ``b`` by the shortest way."""
    v, c = np.cross(a, b), float(a @ b)
    k = np.array([[0.0, -v[2], v[1]], [v[2], 0.0, -v[0]], [-v[1], v[0], 0.0]])
    result: Floats = np.eye(3) + k + k @ k / (1.0 + c)
    return result


def inset(mesh: trimesh.Trimesh, skin: Surface, depth: float) -> trimesh.Trimesh:
    """Draw the parts of a bone that lie less than ``depth`` mm below the skin further in.

    The shift is spread over the neighbourhood, so that the bone keeps its shape.
    """
    points = np.asarray(mesh.vertices, dtype=np.float64)
    mean = neighbour_mean(len(points), np.asarray(mesh.faces))
    for _ in range(8):
        here = skin.depth(points)
        lack = np.maximum(depth - here, 0.0)
        if lack.max() < 0.05:
            break
        _, faces = skin.nearest(points)
        shift = -lack[:, None] * skin.normals[faces]
        spread = shift
        for _ in range(12):
            spread = mean @ spread
        points = points + np.where(lack[:, None] > 0, 0.35 * shift, 0.0) + spread
    return trimesh.Trimesh(points, mesh.faces, process=False)
