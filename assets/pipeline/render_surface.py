"""Surfaces made ready to be drawn: fine mesh, soft normals, relief, openness, colour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import trimesh

from assets.pipeline.body import Body
from assets.pipeline.cameras import Floats
from assets.pipeline.render_fade import open_edge_vertices, smoothstep
from assets.pipeline.render_relief import Smoother, openness, vertex_normals
from assets.pipeline.render_shade import from_srgb

FINE_VERTICES = 90_000
FOOT_TOP_MM = 110.0


@dataclass(frozen=True)
class Surface:
    """A mesh with everything that shading needs, per vertex.

    Attributes
    ----------
    points, normals : array (n, 3)
        Positions in mm and shading normals (relief exaggerated).
    faces : int array (m, 3)
        Triangles.
    albedo : array (n, 3)
        Linear RGB.
    openness, relief, shine : array (n,)
        See `render_shade.shade`.
    rim : array (k, 3)
        Points on the open edge of the skin, mm: where the body dissolves.
    """

    points: Floats
    normals: Floats
    faces: np.ndarray
    albedo: Floats
    openness: Floats
    relief: Floats
    shine: Floats
    rim: Floats


def skin_surface(body: Body) -> Surface:
    """Prepare the skin: subdivide, measure relief and openness, colour."""
    points = np.asarray(body.skin.vertices, dtype=np.float64)
    faces = np.asarray(body.skin.faces)
    fine, fine_faces = _refined(points, faces)
    normals = vertex_normals(fine, fine_faces)
    smoother = Smoother(fine, fine_faces)
    small = smoother.ridge(fine, normals, 3.0)
    small -= smoother.blur(small, 9.0)
    broad = smoother.ridge(fine, normals, 12.0)
    broad -= smoother.blur(broad, 40.0)
    lifted = fine + normals * (1.0 * small + 0.35 * broad)[:, None]
    relief = np.clip(small / 0.45, -1.0, 1.0) * 0.6 + np.clip(broad / 3.0, -1.0, 1.0) * 0.4
    sky = _sky(fine, normals, (points, faces))
    return Surface(
        fine,
        vertex_normals(lifted, fine_faces),
        fine_faces,
        _skin_colour(fine, normals),
        smoother.blur(sky, 1.0),
        relief,
        np.zeros(len(fine)),
        points[open_edge_vertices(faces)],
    )


def bone_surface(body: Body) -> Surface:
    """Prepare all bones as one surface: soft normals, openness, ivory."""
    points = np.concatenate([np.asarray(b.vertices, dtype=np.float64) for b in body.bones.values()])
    sizes = np.cumsum([0] + [len(b.vertices) for b in body.bones.values()])
    faces = np.concatenate(
        [np.asarray(b.faces) + start for b, start in zip(body.bones.values(), sizes, strict=False)]
    )
    normals = vertex_normals(points, faces)
    smoother = Smoother(points, faces)
    ridge = smoother.ridge(points, normals, 3.0)
    ridge -= smoother.blur(ridge, 12.0)
    skin = np.asarray(body.skin.vertices, dtype=np.float64)
    return Surface(
        points,
        normals,
        faces,
        np.tile(from_srgb(238, 228, 205).astype(np.float64), (len(points), 1)),
        smoother.blur(_sky(points, normals, (points, faces)), 1.5),
        np.clip(ridge / 0.6, -1.0, 1.0),
        np.zeros(len(points)),
        skin[open_edge_vertices(np.asarray(body.skin.faces))],
    )


def _refined(points: Floats, faces: np.ndarray) -> tuple[Floats, np.ndarray]:
    mesh = trimesh.Trimesh(points, faces, process=False)
    while len(mesh.vertices) < FINE_VERTICES:
        mesh = mesh.subdivide_loop(1)
    return np.array(mesh.vertices, dtype=np.float64), np.array(mesh.faces)


def _sky(points: Floats, normals: Floats, blockers: tuple[Floats, np.ndarray]) -> Floats:
    """Openness with maps fine enough for the gaps between toes, coarser on the leg."""
    vertices, faces = blockers
    out = openness(points, normals, blockers, 1.6)
    foot = points[:, 1] < FOOT_TOP_MM
    near = (vertices[faces][:, :, 1] < FOOT_TOP_MM + 40.0).any(axis=1)
    fine = openness(points[foot], normals[foot], (vertices, faces[near]), 0.5)
    blend = 1.0 - smoothstep(FOOT_TOP_MM - 40.0, FOOT_TOP_MM, points[foot, 1])
    out[foot] += (fine - out[foot]) * blend
    return out


def _skin_colour(points: Floats, normals: Floats) -> Floats:
    base = from_srgb(232, 199, 177)
    red = from_srgb(224, 170, 150)
    pale = from_srgb(242, 214, 194)
    sole = smoothstep(0.35, 0.85, -normals[:, 1]) * (points[:, 1] < -20)
    toes = smoothstep(100.0, 165.0, points[:, 2]) * (points[:, 1] < 0)
    heel = smoothstep(-25.0, -60.0, points[:, 2]) * smoothstep(10.0, -40.0, points[:, 1])
    out = base + sole[:, None] * (pale - base)
    out += (0.6 * np.clip(toes + heel, 0, 1))[:, None] * (red - out)
    return np.asarray(out, dtype=np.float64)
