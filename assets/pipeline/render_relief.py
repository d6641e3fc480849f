"""Relief of a surface: normals, ridges and hollows at a chosen scale, and how open it lies."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import cg

from assets.pipeline.cameras import Floats
from assets.pipeline.render_raster import rasterise

AO_DIRECTIONS = 160
AO_BIAS_MM = 1.2


def vertex_normals(points: Floats, faces: np.ndarray) -> Floats:
    """Return unit normals (n, 3), corners weighted by their angle."""
    tri = points[faces]
    normal = np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0])
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-30
    out = np.zeros_like(points)
    for k in range(3):
        a = tri[:, (k + 1) % 3] - tri[:, k]
        b = tri[:, (k + 2) % 3] - tri[:, k]
        lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1) + 1e-30
        angle = np.arccos(np.clip((a * b).sum(axis=1) / lengths, -1.0, 1.0))
        for c in range(3):
            out[:, c] += np.bincount(faces[:, k], angle * normal[:, c], len(points))
    return np.asarray(out / (np.linalg.norm(out, axis=1, keepdims=True) + 1e-30))


class Smoother:
    """Heat flow on a triangle mesh: blurs what lives on its vertices over a length in mm."""

    def __init__(self, points: Floats, faces: np.ndarray) -> None:
        n = len(points)
        tri = points[faces]
        rows, columns, weights = [], [], []
        for k in range(3):
            i, j, o = faces[:, (k + 1) % 3], faces[:, (k + 2) % 3], tri[:, k]
            a, b = points[i] - o, points[j] - o
            cross = np.linalg.norm(np.cross(a, b), axis=1) + 1e-12
            cotangent = np.clip(0.5 * (a * b).sum(axis=1) / cross, 0.01, 20.0)
            rows += [i, j]
            columns += [j, i]
            weights += [cotangent, cotangent]
        area = 0.5 * np.linalg.norm(np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0]), axis=1)
        mass = sum(np.bincount(faces[:, k], area / 3.0, n) for k in range(3))
        off = sparse.csr_matrix(
            (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))), (n, n)
        )
        self._laplacian = sparse.diags(np.asarray(off.sum(axis=1)).ravel()) - off
        self._mass = sparse.diags(np.maximum(mass, 1e-9))

    def blur(self, values: Floats, length_mm: float) -> Floats:
        """Blur per-vertex values (n,) or (n, c) over about `length_mm` (one implicit step)."""
        matrix = (self._mass + 0.5 * length_mm**2 * self._laplacian).tocsr()
        inverse = sparse.diags(1.0 / matrix.diagonal())
        columns = values.reshape(len(values), -1)
        out = np.empty(columns.shape, dtype=np.float64)
        for c in range(columns.shape[1]):
            right = self._mass @ columns[:, c]
            out[:, c], _ = cg(matrix, right, x0=columns[:, c], rtol=1e-5, maxiter=400, M=inverse)
        return out.reshape(values.shape)

    def ridge(self, points: Floats, normals: Floats, length_mm: float) -> Floats:
        """Height (n,) in mm of each vertex over the surface blurred by `length_mm`."""
        return np.asarray(((points - self.blur(points, length_mm)) * normals).sum(axis=1))


def openness(
    points: Floats,
    normals: Floats,
    blockers: tuple[Floats, np.ndarray],
    mm_per_px: float,
    directions: int = AO_DIRECTIONS,
) -> Floats:
    """Fraction (n,) of the cosine-weighted sky that each point sees past the blockers.

    Parameters
    ----------
    points, normals : array (n, 3)
        Where to look from, mm, and the outward unit normals.
    blockers : tuple
        Vertices (m, 3) and triangles (k, 3) that stand in the way.
    mm_per_px : float
        Resolution of the shadow maps: the finest gap told apart.
    directions : int
        Number of directions, spread evenly over the sphere.
    """
    vertices, faces = blockers
    seen = np.zeros(len(points))
    total = np.zeros(len(points))
    for toward in _sphere(directions):
        facing = normals @ toward
        look = np.flatnonzero(facing > 0.02)
        axes = _frame(toward)
        uvd = vertices @ axes.T
        low = uvd[:, :2].min(axis=0) - 2 * mm_per_px
        uvd[:, :2] = (uvd[:, :2] - low) / mm_per_px
        width, height = (int(c) + 3 for c in uvd[:, :2].max(axis=0))
        hits = rasterise(uvd, faces, (height, width))
        nearest = hits.image(hits.depth, -np.inf)
        at = (points[look] + normals[look] * AO_BIAS_MM) @ axes.T
        cell = ((at[:, :2] - low) / mm_per_px).astype(np.int64)
        inside = ((cell >= 0) & (cell < [width, height])).all(axis=1)
        depth = np.full(len(look), -np.inf)
        depth[inside] = nearest[cell[inside, 1], cell[inside, 0]]
        free = np.clip((at[:, 2] + mm_per_px - depth) / mm_per_px + 0.5, 0.0, 1.0)
        seen[look] += facing[look] * free
        total[look] += facing[look]
    return seen / np.maximum(total, 1e-9)


def _sphere(count: int) -> Floats:
    k = np.arange(count) + 0.5
    z = 1.0 - 2.0 * k / count
    turn = np.pi * (1.0 + 5.0**0.5) * k
    r = np.sqrt(1.0 - z * z)
    return np.column_stack([r * np.cos(turn), z, r * np.sin(turn)])


def _frame(toward: Floats) -> Floats:
    helper = np.eye(3)[np.argmin(np.abs(toward))]
    right = np.cross(helper, toward)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(right, toward), toward])
