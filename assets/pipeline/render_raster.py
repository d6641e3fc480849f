"""An exact z-buffer rasteriser: which triangle, and where on it, each pixel centre sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assets.pipeline.cameras import Camera, Floats

Ints = NDArray[np.int32]
Reals = NDArray[np.float32]

_CHUNK = 1_500_000


@dataclass(frozen=True)
class Hits:
    """What the pixels of a picture see; only pixels that see something are listed.

    Attributes
    ----------
    shape : tuple of int
        Height and width of the picture.
    pixel : int array (k,)
        Row-major index of each pixel that sees a triangle, ascending.
    face : int array (k,)
        Index of the nearest triangle.
    bary : float array (k, 2)
        Weights of the triangle's second and third corner.
    depth : float array (k,)
        Depth towards the viewer, mm.
    """

    shape: tuple[int, int]
    pixel: NDArray[np.int64]
    face: Ints
    bary: Reals
    depth: Reals

    def interpolate(self, faces: np.ndarray, values: np.ndarray) -> Reals:
        """Carry per-vertex values (n,) or (n, c) to the pixels."""
        corner = faces[self.face]
        b = self.bary if values.ndim == 1 else self.bary[:, :, None]
        v = values.astype(np.float32)
        first = v[corner[:, 0]]
        second = (v[corner[:, 1]] - first) * b[:, 0]
        return np.asarray(first + second + (v[corner[:, 2]] - first) * b[:, 1], dtype=np.float32)

    def image(self, values: np.ndarray, empty: float) -> Reals:
        """Spread per-pixel values over a whole picture."""
        out = np.full(self.shape[0] * self.shape[1], empty, dtype=np.float32)
        out[self.pixel] = values
        return out.reshape(self.shape)


def rasterise(xyd: Floats, faces: np.ndarray, shape: tuple[int, int]) -> Hits:
    """Find the nearest triangle under each pixel centre.

    Parameters
    ----------
    xyd : array (n, 3)
        Vertices: x, y in pixels (pixel (i, j) has its centre at (j + 0.5, i + 0.5)) and depth
        towards the viewer.
    faces : int array (m, 3)
        Triangles of either orientation.
    shape : tuple of int
        Height and width of the picture.
    """
    height, width = shape
    tri = xyd[faces]
    low = np.ceil(tri[:, :, :2].min(axis=1) - 0.5).astype(np.int64)
    high = np.floor(tri[:, :, :2].max(axis=1) - 0.5).astype(np.int64)
    low = np.maximum(low, 0)
    high = np.minimum(high, [width - 1, height - 1])
    span = high - low + 1
    area = _cross(tri[:, 1, :2] - tri[:, 0, :2], tri[:, 2, :2] - tri[:, 0, :2])
    alive = np.flatnonzero((span > 0).all(axis=1) & (np.abs(area) > 1e-12))
    depth = np.full(height * width, -np.inf, dtype=np.float32)
    face = np.full(height * width, -1, dtype=np.int32)
    box = np.exp2(np.ceil(np.log2(span[alive]))).astype(np.int64)
    for bw, bh in np.unique(box, axis=0):
        members = alive[(box == (bw, bh)).all(axis=1)]
        step = max(1, _CHUNK // int(bw * bh))
        for start in range(0, len(members), step):
            part = members[start : start + step]
            _draw(part, tri[part], area[part], low[part], high[part], (bw, bh), width, depth, face)
    pixel = np.flatnonzero(face >= 0)
    centre = np.stack([pixel % width, pixel // width], axis=1).astype(np.float64) + 0.5
    seen = face[pixel]
    b = _weights(tri[seen, :, :2], area[seen], centre)
    return Hits(shape, pixel, seen, b.astype(np.float32), depth[pixel])


def rasterise_view(
    camera: Camera, points: Floats, faces: np.ndarray, px_per_mm: float, supersample: int = 1
) -> Hits:
    """Rasterise body coordinates (mm) through a camera, several samples to a pixel's side."""
    uvd = camera.project(points)
    scale = px_per_mm * supersample
    xyd = np.column_stack([(uvd[:, :2] - np.asarray(camera.origin)) * scale, uvd[:, 2]])
    width, height = (round(side * px_per_mm) * supersample for side in camera.size_mm)
    return rasterise(xyd, faces, (height, width))


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], dtype=np.float64)


def _weights(tri: Floats, area: Floats, at: Floats) -> Floats:
    from_first = at - tri[:, 0]
    second = _cross(from_first, tri[:, 2] - tri[:, 0]) / area
    third = _cross(tri[:, 1] - tri[:, 0], from_first) / area
    return np.stack([second, third], axis=1)


def _draw(
    ids: np.ndarray,
    tri: Floats,
    area: Floats,
    low: np.ndarray,
    high: np.ndarray,
    box: tuple[int, int],
    width: int,
    depth: Reals,
    face: Ints,
) -> None:
    """Test every pixel of each triangle's box and keep the nearest hits (in place)."""
    columns = low[:, 0, None] + np.arange(box[0])
    rows = low[:, 1, None] + np.arange(box[1])
    x = columns - tri[:, 0, 0, None] + 0.5
    y = rows - tri[:, 0, 1, None] + 0.5
    e1 = (tri[:, 1] - tri[:, 0]) / area[:, None]
    e2 = (tri[:, 2] - tri[:, 0]) / area[:, None]
    second = (x * e2[:, 1, None])[:, None, :] - (y * e2[:, 0, None])[:, :, None]
    third = (y * e1[:, 0, None])[:, :, None] - (x * e1[:, 1, None])[:, None, :]
    inside = (second >= 0) & (third >= 0) & (second + third <= 1)
    inside &= (columns <= high[:, 0, None])[:, None, :] & (rows <= high[:, 1, None])[:, :, None]
    which, i, j = np.nonzero(inside)
    second, third = second[inside], third[inside]
    z = tri[which, 0, 2]
    z = z + second * (tri[which, 1, 2] - z) + third * (tri[which, 2, 2] - z)
    pixel = rows[which, i] * width + columns[which, j]
    near = z.astype(np.float32)
    np.maximum.at(depth, pixel, near)
    front = near >= depth[pixel]
    face[pixel[front]] = ids[which[front]]
