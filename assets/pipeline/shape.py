"""Give coarse bone meshes a smooth surface; rebuild those whose mesh has gaps as solids."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyvista as pv
import trimesh
from scipy.ndimage import gaussian_filter

from assets.pipeline.subdivide import Floats, even_out

_SMOOTH_FACES = 1500
_MARGIN = 8.0
#: A tapered rod: start, radius there, end, radius there (mm).
Capsule = tuple[tuple[float, float, float], float, tuple[float, float, float], float]


def smooth_bone(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Loop-subdivide until the mesh looks smooth, undoing most of the shrinkage that brings."""
    smooth = mesh
    while len(smooth.faces) < _SMOOTH_FACES:
        smooth = smooth.subdivide_loop(iterations=1)
    grow = 1.0 + 0.8 * (mesh.extents / smooth.extents - 1.0)
    middle, old = smooth.bounds.mean(axis=0), mesh.bounds.mean(axis=0)
    points = (smooth.vertices - middle) * grow + old
    return trimesh.Trimesh(points, smooth.faces, process=False)


def solid_bone(
    meshes: Sequence[trimesh.Trimesh],
    capsules: Sequence[Capsule] = (),
    *,
    pitch: float,
    soften: float,
    blend: float,
    faces: int,
    rounds: int,
) -> trimesh.Trimesh:
    """Union of meshes and rods as one smooth closed surface.

    Parameters
    ----------
    meshes : parts, which may have holes and non-manifold edges; inside is decided by the
        generalised winding number (Jacobson, Kavan, Sorkine-Hornung 2013).
    capsules : rods blended on.
    pitch : grid spacing, mm.
    soften : standard deviation of the Gaussian smoothing of the distance field, mm.
    blend : radius over which rods melt into the meshes, mm.
    faces : about how many triangles to keep.
    rounds : of smoothing without shrinkage, to take out the facets of a coarse model.
    """
    low = np.min([m.bounds[0] for m in meshes], axis=0) - _MARGIN
    high = np.max([m.bounds[1] for m in meshes], axis=0) + _MARGIN
    for start, r, end, q in capsules:
        low = np.minimum(low, np.minimum(np.array(start) - r, np.array(end) - q) - _MARGIN / 2)
        high = np.maximum(high, np.maximum(np.array(start) + r, np.array(end) + q) + _MARGIN / 2)
    shape = np.ceil((high - low) / pitch).astype(int) + 1
    grid = pv.ImageData(dimensions=shape, spacing=(pitch,) * 3, origin=low)
    points = np.asarray(grid.points, dtype=np.float64)
    field = np.full(len(points), np.inf)
    for mesh in meshes:
        field = np.minimum(field, _signed_distance(mesh, grid, points))
    for capsule in capsules:
        field = _melt(field, _capsule_distance(points, capsule), blend)
    volume = gaussian_filter(field.reshape(shape[::-1]), soften / pitch)
    grid["distance"] = volume.ravel()
    surface = grid.contour([0.0], scalars="distance", method="marching_cubes").triangulate()
    surface = surface.clean().extract_largest()
    if surface.n_cells > faces:
        surface = surface.decimate(1.0 - faces / surface.n_cells)
    corners = surface.faces.reshape(-1, 4)[:, 1:].astype(np.int64)
    vertices = np.asarray(surface.points, dtype=np.float64)
    vertices = even_out(vertices, corners, np.ones(len(vertices)), rounds)
    result = trimesh.Trimesh(vertices, corners, process=False)
    if result.volume < 0:
        result.invert()
    return result


def _signed_distance(mesh: trimesh.Trimesh, grid: pv.ImageData, points: Floats) -> Floats:
    far = grid.compute_implicit_distance(pv.wrap(mesh))["implicit_distance"]
    inside = np.zeros(len(points), dtype=bool)
    low, high = mesh.bounds
    boxed = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
    inside[boxed] = winding_number(mesh, points[boxed]) > 0.5
    result: Floats = np.where(inside, -np.abs(far), np.abs(far))
    return result


def patella_surface(size: tuple[float, float, float]) -> trimesh.Trimesh:
    """Make a patella at the origin: rounded triangle, apex down, domed in front, ridged behind.

    Parameters
    ----------
    size : width, height, thickness, mm.
    """
    ball = trimesh.creation.icosphere(subdivisions=4)
    p = ball.vertices.copy()
    taper = 1.0 - 0.34 * np.clip(-p[:, 1], 0.0, 1.0) ** 1.5
    p[:, 0] = np.sign(p[:, 0]) * np.abs(p[:, 0]) ** 0.85 * taper
    behind = p[:, 2] < 0
    p[behind, 2] *= 0.75 + 0.25 * np.exp(-((p[behind, 0] / 0.45) ** 2))
    p = (p - (p.min(axis=0) + p.max(axis=0)) / 2) / np.ptp(p, axis=0)
    return trimesh.Trimesh(p * np.array(size), ball.faces, process=False)


def winding_number(mesh: trimesh.Trimesh, points: Floats) -> Floats:
    """How often the mesh wraps around each point: 1 inside, 0 outside, between in a hole."""
    triangles = np.asarray(mesh.triangles)
    total = np.zeros(len(points))
    for triangle in triangles:
        a, b, c = (corner - points for corner in triangle)
        la, lb, lc = (np.sqrt(np.einsum("ij,ij->i", v, v)) for v in (a, b, c))
        det = np.einsum("ij,ij->i", a, np.cross(b, c))
        bottom = la * lb * lc
        bottom += np.einsum("ij,ij->i", a, b) * lc
        bottom += np.einsum("ij,ij->i", b, c) * la + np.einsum("ij,ij->i", c, a) * lb
        total += 2.0 * np.arctan2(det, bottom)
    result: Floats = total / (4.0 * np.pi)
    return result


def _capsule_distance(points: Floats, capsule: Capsule) -> Floats:
    start, r, end, q = np.array(capsule[0]), capsule[1], np.array(capsule[2]), capsule[3]
    axis = end - start
    t = np.clip((points - start) @ axis / max(float(axis @ axis), 1e-9), 0.0, 1.0)
    result: Floats = np.linalg.norm(points - start - t[:, None] * axis, axis=1) - (r + t * (q - r))
    return result


def _melt(a: Floats, b: Floats, radius: float) -> Floats:
    """Smooth minimum of two distance fields (polynomial, after Quilez)."""
    h = np.clip(0.5 + 0.5 * (b - a) / radius, 0.0, 1.0)
    result: Floats = b + (a - b) * h - radius * h * (1.0 - h)
    return result
