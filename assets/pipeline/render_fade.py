"""Where the body dissolves into the page: at the waist, the median plane and above the ankle."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from assets.pipeline.cameras import Camera, Floats

# How far up the picture's leg (mm from the ankle joint centre) a foot view dissolves: along the
# picture's vertical for the dorsal view, whose leg runs down the page, else along the body's.
FOOT_FADE_MM = {
    "foot-dorsal": (30.0, 92.0),
    "foot-plantar": (25.0, 70.0),
    "foot-lateral": (75.0, 165.0),
    "foot-medial": (75.0, 165.0),
    "foot-posterior": (75.0, 165.0),
}
INNER_VIEW = "limb-medial"
WAIST_FADE_MM = (25.0, 150.0)
MEDIAN_FADE_MM = (5.0, 75.0)
# Seen from within, the limb dissolves from just below the perineum to this far above it.
CROTCH_FADE_MM = (-25.0, 140.0)


def smoothstep(low: float, high: float, value: Floats) -> Floats:
    """Rise smoothly from 0 at `low` to 1 at `high` (second derivative zero at both ends)."""
    t = np.clip((np.asarray(value, dtype=np.float64) - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * t * (t * (6.0 * t - 15.0) + 10.0), dtype=np.float64)


def open_edge_vertices(faces: np.ndarray) -> np.ndarray:
    """Return the vertices on the open edge of a triangle mesh: its cut at waist and midline."""
    edges = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    unique, counts = np.unique(edges, axis=0, return_counts=True)
    return np.unique(unique[counts == 1])


def median_fade(points: Floats, rim: Floats) -> Floats:
    """Weight (n,) of points by their distance from the cut, 0 at the cut and 1 away from it."""
    distance, _ = cKDTree(rim).query(points)
    return smoothstep(*MEDIAN_FADE_MM, np.asarray(distance, dtype=np.float64))


def waist_fade(points: Floats, rim: Floats) -> Floats:
    """Opacity (n,) of points below the waist; the top of the rim is the waist."""
    return smoothstep(*WAIST_FADE_MM, float(rim[:, 1].max()) - points[:, 1])


def crotch_fade(points: Floats, rim: Floats) -> Floats:
    """Opacity (n,) of points of the inner view; the lowest point of the rim is the perineum."""
    return 1.0 - smoothstep(*CROTCH_FADE_MM, points[:, 1] - float(rim[:, 1].min()))


def foot_fade(camera: Camera, points: Floats) -> Floats:
    """Opacity (n,) of points of a foot view, 1 on the foot and 0 up the leg."""
    low, high = FOOT_FADE_MM[camera.id]
    leaning = 0.5 < camera.up[2] < 1.0
    height = -points @ np.asarray(camera.up) if leaning else points[:, 1]
    return 1.0 - smoothstep(low, high, height)


def fade(camera: Camera, points: Floats, rim: Floats) -> Floats:
    """Opacity (n,) of points in a view.

    Parameters
    ----------
    camera : Camera
        The view.
    points : array (n, 3)
        Points on skin or bone, mm.
    rim : array (k, 3)
        Points on the open edge of the skin, mm.
    """
    if camera.is_foot:
        return foot_fade(camera, points)
    if camera.id == INNER_VIEW:
        return crotch_fade(points, rim)
    return waist_fade(points, rim) * median_fade(points, rim)
