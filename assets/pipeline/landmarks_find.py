"""The few ways a landmark is found: beyond a bone, at an extreme, where a line crosses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import trimesh
from numpy.typing import ArrayLike

from assets.pipeline.body import Body
from assets.pipeline.relief import RIDGES
from assets.pipeline.subdivide import Bools, Floats, vertex_normals
from assets.pipeline.surface import Surface

Groups = dict[str, list[int]]
Box = Mapping[str, tuple[float, float]]

BACK = (0.0, 0.0, -1.0)
FRONT = (0.0, 0.0, 1.0)
LATERAL = (-1.0, 0.0, 0.0)
MEDIAL = (1.0, 0.0, 0.0)
UP = (0.0, 1.0, 0.0)
DOWN = (0.0, -1.0, 0.0)


class Finder:
    """Finds points of the right limb's skin from its shape and its bones.

    Parameters
    ----------
    body : skin and bones, mm.
    groups : face ids of ``nail-1..5`` and ``toe-1..5``.
    """

    def __init__(self, body: Body, groups: Groups) -> None:
        self.body = body
        self.groups = groups
        self.skin = Surface(np.asarray(body.skin.vertices), np.asarray(body.skin.faces))

    @cached_property
    def normals(self) -> Floats:
        """Unit vertex normals of the skin; (n, 3)."""
        return vertex_normals(self.skin.vertices, self.skin.faces)

    def bone(self, name: str) -> trimesh.Trimesh:
        """Return the bone mesh of that name."""
        return self.body.bones[name]

    def group(self, name: str) -> Floats:
        """Return the positions of the vertices of a face group."""
        ids = np.unique(self.skin.faces[np.array(self.groups[name])])
        points: Floats = self.skin.vertices[ids]
        return points

    def bone_end(self, name: str, toward: ArrayLike, box: Box) -> Floats:
        """Find the vertex of a bone farthest in a direction among those inside a box of x, y, z."""
        points = np.asarray(self.bone(name).vertices)
        points = points[inside(points, box)]
        result: Floats = points[(points @ np.asarray(toward, dtype=np.float64)).argmax()]
        return result

    def skin_end(self, toward: ArrayLike, box: Box) -> Floats:
        """Find the skin vertex farthest in a direction, inside a box of x, y, z."""
        points = self.skin.vertices[inside(self.skin.vertices, box)]
        result: Floats = points[(points @ np.asarray(toward, dtype=np.float64)).argmax()]
        return result

    def beyond(self, point: ArrayLike, direction: ArrayLike) -> Floats:
        """Where a ray from inside the body first leaves the skin.

        Raises
        ------
        LookupError
            The ray does not meet the skin.
        """
        hits, _ = self.skin.ray(np.asarray(point, float), np.asarray(direction, float))
        if not len(hits):
            raise LookupError(f"no skin beyond {np.asarray(point)} toward {np.asarray(direction)}")
        result: Floats = hits[0]
        return result

    def nearest(self, point: ArrayLike) -> Floats:
        """Return the nearest skin point."""
        result: Floats = self.skin.nearest(np.asarray(point, float))[0][0]
        return result

    def ridge(self, name: str, which: int = 0) -> Floats:
        """Lay the path of a modelled ridge or crease on the skin, every 2 mm; (n, 3)."""
        path = [ridge.path for ridge in RIDGES if ridge.name == name][which]
        laid: Floats = self.skin.nearest(resample(np.array(path, dtype=np.float64), 2.0))[0]
        return laid

    def slab(self, name: str, height: float, half: float = 4.0) -> Floats:
        """Outline points of a bone near a height, from its cut with a horizontal plane."""
        cut = trimesh.intersections.mesh_plane(self.bone(name), (0, 1, 0), (0, height, 0))
        points: Floats = np.asarray(cut).reshape(-1, 3)
        if len(points):
            return points
        near = np.asarray(self.bone(name).vertices)
        return near[np.abs(near[:, 1] - height) < half]


def inside(points: Floats, box: Box) -> Bools:
    """Which points lie in a box given by ranges of any of x, y, z."""
    kept = np.ones(len(points), dtype=bool)
    for axis, (low, high) in box.items():
        column = points[:, "xyz".index(axis)]
        kept &= (column >= low) & (column <= high)
    return kept


def resample(path: Floats, step: float) -> Floats:
    """Points about every ``step`` mm along a polyline, ends included."""
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    at = np.linspace(0.0, length[-1], max(2, int(np.ceil(length[-1] / step)) + 1))
    return np.column_stack([np.interp(at, length, path[:, k]) for k in range(3)])


def farthest(points: Floats, toward: ArrayLike) -> Floats:
    """Find the point farthest in a direction."""
    result: Floats = points[(points @ np.asarray(toward, dtype=np.float64)).argmax()]
    return result


def smoothed(path: Floats, rounds: int) -> Floats:
    """Average the inner points of a polyline with their neighbours; ends are kept."""
    for _ in range(rounds):
        path = path.copy()
        path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
    return path
