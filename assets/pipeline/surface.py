"""Nearest points and rays on a triangle mesh, with numpy and scipy alone."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CANDIDATES = 48


class Surface:
    """A triangle mesh that answers where the nearest point lies and what a ray meets.

    Parameters
    ----------
    vertices : (n, 3) positions.
    faces : (m, 3) vertex ids, counter-clockwise seen from outside.
    """

    def __init__(self, vertices: Floats, faces: Ints) -> None:
        self.vertices = np.asarray(vertices, dtype=np.float64)
        self.faces = np.asarray(faces, dtype=np.int64)

    @cached_property
    def triangles(self) -> Floats:
        """Corner positions; (m, 3, 3)."""
        return self.vertices[self.faces]

    @cached_property
    def normals(self) -> Floats:
        """Unit face normals; (m, 3)."""
        a, b, c = (self.triangles[:, k] for k in range(3))
        n = np.cross(b - a, c - a)
        result: Floats = n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)
        return result

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(self.triangles.mean(axis=1))

    def nearest(self, points: Floats) -> tuple[Floats, Ints]:
        """Nearest surface point of each query point, and the face it lies on.

        Looks among the faces with the nearest centres, which is exact as long as
        neighbouring faces are of similar size.
        """
        points = np.atleast_2d(points)
        count = min(_CANDIDATES, len(self.faces))
        _, ids = self._tree.query(points, k=count)
        ids = ids.reshape(len(points), count)
        best, chosen = np.empty_like(points), np.empty(len(points), dtype=np.int64)
        for start in range(0, len(points), 4096):
            part = slice(start, start + 4096)
            spots = _closest(points[part, None, :], self.triangles[ids[part]])
            gap = np.linalg.norm(spots - points[part, None, :], axis=2)
            pick = gap.argmin(axis=1)
            rows = np.arange(len(pick))
            best[part], chosen[part] = spots[rows, pick], ids[part][rows, pick]
        return best, chosen

    def depth(self, points: Floats) -> Floats:
        """Distance below the surface: positive inside, negative outside."""
        points = np.atleast_2d(points)
        spots, faces = self.nearest(points)
        away = points - spots
        gap = np.linalg.norm(away, axis=1)
        # Averaged around the spot, the normal gives the right sign near edges and corners too.
        blurred = self._smooth_normals[faces]
        inside = np.einsum("ij,ij->i", away, blurred) < 0
        result: Floats = np.where(inside, gap, -gap)
        return result

    @cached_property
    def _smooth_normals(self) -> Floats:
        total = np.zeros_like(self.vertices)
        a, b, c = (self.triangles[:, k] for k in range(3))
        np.add.at(total, self.faces.ravel(), np.repeat(np.cross(b - a, c - a), 3, axis=0))
        total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
        result: Floats = total[self.faces].mean(axis=1)
        return result

    def ray(self, origin: Floats, direction: Floats) -> tuple[Floats, Ints]:
        """Points where a ray from ``origin`` meets the surface, nearest first, and their faces."""
        origin, direction = np.asarray(origin, float), np.asarray(direction, float)
        a, b, c = (self.triangles[:, k] for k in range(3))
        ab, ac = b - a, c - a
        p = np.cross(direction, ac)
        det = np.einsum("ij,ij->i", ab, p)
        safe = np.where(np.abs(det) < 1e-12, 1.0, det)
        t = origin - a
        u = np.einsum("ij,ij->i", t, p) / safe
        q = np.cross(t, ab)
        v = q @ direction / safe
        far = np.einsum("ij,ij->i", ac, q) / safe
        edge = -1e-9
        hit = (np.abs(det) >= 1e-12) & (u >= edge) & (v >= edge) & (u + v <= 1 - edge) & (far > 0)
        faces = np.flatnonzero(hit)
        faces = faces[np.argsort(far[faces], kind="stable")]
        return origin + far[faces, None] * direction, faces


def _closest(p: Floats, tri: Floats) -> Floats:
    """Nearest point to ``p`` (..., 1, 3) on each triangle ``tri`` (..., k, 3, 3)."""
    a, b, c = tri[..., 0, :], tri[..., 1, :], tri[..., 2, :]
    ab, ac, ap = b - a, c - a, p - a
    d00, d01, d11 = _dot(ab, ab), _dot(ab, ac), _dot(ac, ac)
    d20, d21 = _dot(ap, ab), _dot(ap, ac)
    area = np.maximum(d00 * d11 - d01 * d01, 1e-18)
    v, w = (d11 * d20 - d01 * d21) / area, (d00 * d21 - d01 * d20) / area
    flat = a + v[..., None] * ab + w[..., None] * ac
    inside = (v >= 0) & (w >= 0) & (v + w <= 1)
    edges = [_on_segment(p, a, b), _on_segment(p, b, c), _on_segment(p, c, a)]
    gaps = np.stack([_dot(e - p, e - p) for e in edges], axis=-1)
    pick = gaps.argmin(axis=-1)[..., None]
    rim = np.where(pick == 0, edges[0], np.where(pick == 1, edges[1], edges[2]))
    return np.where(inside[..., None], flat, rim)


def _on_segment(p: Floats, a: Floats, b: Floats) -> Floats:
    ab = b - a
    t = np.clip(_dot(p - a, ab) / np.maximum(_dot(ab, ab), 1e-18), 0.0, 1.0)
    return a + t[..., None] * ab


def _dot(a: Floats, b: Floats) -> Floats:
    result: Floats = np.einsum("...i,...i->...", a, b)
    return result
