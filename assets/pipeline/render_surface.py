"""Surfaces made ready to be drawn: fine mesh, soft normals, relief, openness, colour."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assets.pipeline.body import Body
from assets.pipeline.cameras import ATLAS, Floats
from assets.pipeline.render_colour import skin_colour
from assets.pipeline.render_fade import open_edge_vertices, smoothstep
from assets.pipeline.render_relief import Smoother, openness, vertex_normals
from assets.pipeline.render_shade import from_srgb
from assets.pipeline.render_tendons import bone_cover, fine_relief

FINE_VERTICES = 90_000
FOOT_TOP_MM = 110.0
LANDMARKS = ATLAS / "landmarks.json"


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
    opacity : array (n,)
        Below 1 where it dissolves whatever the view.
    rim : array (k, 3)
        Points on the open edge of the skin, mm: where the body dissolves.
    closes_inside : bool
        Whether its open inside is to be painted over where a view looks into it.
    """

    points: Floats
    normals: Floats
    faces: np.ndarray
    albedo: Floats
    openness: Floats
    relief: Floats
    shine: Floats
    opacity: Floats
    rim: Floats
    closes_inside: bool


def skin_surface(body: Body) -> Surface:
    """Prepare the skin: subdivide, measure relief and openness, colour."""
    points = np.asarray(body.skin.vertices, dtype=np.float64)
    faces = np.asarray(body.skin.faces)
    fine, fine_faces, parents = _refined(points, faces)
    normals = vertex_normals(fine, fine_faces)
    smoother = Smoother(fine, fine_faces)
    marks = json.loads(LANDMARKS.read_text(encoding="utf-8"))
    lines = {name: np.asarray(line, dtype=np.float64) for name, line in marks["lines"].items()}
    nail = _nails(marks["groups"], fine_faces, parents, len(fine))
    foot = (1.0 - smoothstep(-30.0, 30.0, fine[:, 1]))[:, None]
    soft = smoother.blur(normals, 5.0)
    soft += (smoother.blur(normals, 0.8) - soft) * foot
    small = smoother.ridge(fine, normals, 3.0)
    small = (small - smoother.blur(small, 9.0)) * foot[:, 0] * (1.0 - nail)
    broad = smoother.ridge(fine, normals, 14.0)
    broad = smoother.blur(broad, 4.0) - smoother.blur(broad, 50.0)
    cover = bone_cover(fine, body)
    detail = fine_relief(fine, smoother, cover, lines) * (1.0 - nail)
    height = 0.9 * small + 0.6 * broad + detail
    lifted = vertex_normals(fine + normals * height[:, None], fine_faces) - normals
    lifted = smoother.blur(lifted, 1.0) * foot + smoother.blur(lifted, 2.2) * (1.0 - foot)
    relief = np.clip(small / 0.45, -1.0, 1.0) * 0.6 + np.clip(broad / 2.5, -1.0, 1.0) * 0.5
    relief += np.clip(detail / 1.2, -1.0, 1.0) * 0.5
    sky = np.maximum(smoother.blur(_sky(fine, normals, (points, faces)), 1.0), 0.0)
    thin = smoother.blur(np.exp(-np.square(cover / 8.0)), 9.0)
    return Surface(
        fine,
        soft + lifted,
        fine_faces,
        skin_colour(fine, normals, thin, nail),
        sky + nail * np.maximum(0.95 - sky, 0.0),
        relief * (1.0 - nail) - 1.2 * nail * (1.0 - nail),
        nail,
        np.ones(len(fine)),
        points[open_edge_vertices(faces)],
        closes_inside=True,
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
        np.tile(from_srgb(243, 234, 213).astype(np.float64), (len(points), 1)),
        smoother.blur(_sky(points, normals, (points, faces)), 1.5),
        np.clip(ridge / 0.6, -1.0, 1.0),
        np.zeros(len(points)),
        smoothstep(0.0, 42.0, -points[:, 0]),
        skin[open_edge_vertices(np.asarray(body.skin.faces))],
        closes_inside=False,
    )


def _nails(
    groups: Mapping[str, Sequence[int]], faces: np.ndarray, parents: np.ndarray, count: int
) -> Floats:
    """Share (n,) of each vertex's triangles that belong to a toenail."""
    nails = [ids for name, ids in groups.items() if name.startswith("nail-")]
    on_nail = np.isin(parents, np.concatenate([np.asarray(ids) for ids in nails]))
    total = np.bincount(faces.ravel(), minlength=count)
    return np.asarray(np.bincount(faces[on_nail].ravel(), minlength=count) / np.maximum(total, 1))


def _refined(points: Floats, faces: np.ndarray) -> tuple[Floats, np.ndarray, np.ndarray]:
    """Split every edge in two, new vertices on the arc that the corner normals span.

    Returns
    -------
    tuple
        Vertices, triangles, and the original triangle that each came from.
    """
    parents = np.arange(len(faces))
    while len(points) < FINE_VERTICES:
        normals = vertex_normals(points, faces)
        ends = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        edges, edge_of = np.unique(ends, axis=0, return_inverse=True)
        a, b = points[edges[:, 0]], points[edges[:, 1]]
        middle = 0.5 * (a + b)
        bulge = np.zeros_like(middle)
        for corner, normal in ((a, normals[edges[:, 0]]), (b, normals[edges[:, 1]])):
            bulge -= 0.25 * ((middle - corner) * normal).sum(axis=1, keepdims=True) * normal
        ab, bc, ca = (edge_of.reshape(-1, 3) + len(points)).T
        i, j, k = faces.T
        quarters = [(i, ab, ca), (ab, j, bc), (ca, bc, k), (ab, bc, ca)]
        faces = np.concatenate([np.stack(q, axis=1) for q in quarters])
        parents = np.tile(parents, 4)
        points = np.concatenate([points, middle + bulge])
    return points, faces, parents


def _sky(points: Floats, normals: Floats, blockers: tuple[Floats, np.ndarray]) -> Floats:
    """Measure openness with maps fine enough for the gaps between toes, coarser on the leg."""
    vertices, faces = blockers
    out = openness(points, normals, blockers, 1.6)
    foot = points[:, 1] < FOOT_TOP_MM
    near = (vertices[faces][:, :, 1] < FOOT_TOP_MM + 40.0).any(axis=1)
    fine = openness(points[foot], normals[foot], (vertices, faces[near]), 0.5)
    blend = 1.0 - smoothstep(FOOT_TOP_MM - 40.0, FOOT_TOP_MM, points[foot, 1])
    out[foot] += (fine - out[foot]) * blend
    return out
