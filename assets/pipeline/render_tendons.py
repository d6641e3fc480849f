"""Fine relief that light alone must show: bone under thin skin, tendons, crests and creases."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.spatial import cKDTree

from assets.pipeline.body import Body
from assets.pipeline.cameras import Floats
from assets.pipeline.render_fade import smoothstep
from assets.pipeline.render_relief import Smoother

STEP_MM = 0.5
THIN_SKIN_GAIN = 0.14
TAPER = 0.2

# Line of the landmarks -> how far (mm) it seems to stand out beyond the body's own relief, and
# the standard deviation of its profile (mm). A crease has a negative height.
STRANDS: Mapping[str, tuple[float, float]] = {
    "extensor-hallucis-longus-tendon": (0.40, 2.2),
    "extensor-digitorum-longus-tendon-2": (0.22, 1.7),
    "extensor-digitorum-longus-tendon-3": (0.22, 1.7),
    "extensor-digitorum-longus-tendon-4": (0.22, 1.7),
    "extensor-digitorum-longus-tendon-5": (0.20, 1.7),
    "tibialis-anterior-tendon": (0.40, 3.2),
    "calcaneal-tendon-medial-edge": (0.45, 2.6),
    "calcaneal-tendon-lateral-edge": (0.45, 2.6),
    "tibia-crest": (0.55, 3.2),
    "patellar-ligament": (0.40, 5.0),
    "biceps-femoris-tendon": (0.60, 5.0),
    "semitendinosus-tendon": (0.60, 5.0),
    "popliteal-crease": (-0.30, 2.4),
    "gluteal-fold": (-0.50, 4.0),
}


def bone_cover(points: Floats, body: Body) -> Floats:
    """Distance (n,) in mm from points to the nearest bone, to about half a mm."""
    bone = [np.concatenate([b.vertices, b.triangles_center]) for b in body.bones.values()]
    distance, _ = cKDTree(np.concatenate(bone)).query(points)
    return np.asarray(distance, dtype=np.float64)


def fine_relief(
    points: Floats, smoother: Smoother, cover: Floats, lines: Mapping[str, Floats]
) -> Floats:
    """Height (n,) in mm by which each vertex of the skin seems to stand out.

    Parameters
    ----------
    points : array (n, 3)
        Vertices of the skin, mm.
    smoother : Smoother
        Of the same mesh.
    cover : array (n,)
        Distance of each vertex to the nearest bone, see `bone_cover`.
    lines : mapping
        Named polylines (k, 3) on the skin, mm.
    """
    capped = np.minimum(cover, 30.0)
    thinness = smoother.blur(capped, 22.0) - capped
    near = np.exp(-np.square(cover / 13.0))
    height = smoother.blur(THIN_SKIN_GAIN * np.clip(thinness, -4.0, 5.0) * near, 2.0)
    for name, (rise, width) in STRANDS.items():
        height += rise * _profile(points, lines[name], width)
    return np.asarray(height)


def _profile(points: Floats, knots: Floats, width: float) -> Floats:
    """Bell (n,) across a polyline, 1 on it, tapering at both ends."""
    at = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(knots, axis=0), axis=1))])
    along = np.arange(0.0, at[-1], STEP_MM)
    line = np.stack([np.interp(along, at, knots[:, c]) for c in range(3)], axis=1)
    distance, nearest = cKDTree(line).query(points, distance_upper_bound=5.0 * width)
    near = np.isfinite(distance)
    where = along[nearest[near]] / at[-1]
    taper = smoothstep(0.0, TAPER, where) * smoothstep(0.0, TAPER, 1.0 - where)
    out = np.zeros(len(points))
    out[near] = np.exp(-0.5 * np.square(distance[near] / width)) * taper
    return out
