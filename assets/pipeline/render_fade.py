"""Where the body dissolves into the page: at the waist, the median plane and above the ankle."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from assets.pipeline.cameras import Camera, Floats

# Heights above the ankle joint centre (mm) between which a foot view dissolves.
FOOT_FADE_MM = {
    "foot-dorsal": (75.0, 170.0),
    "foot-plantar": (25.0, 70.0),
    "foot-lateral": (75.0, 165.0),
    "foot-medial": (75.0, 165.0),
    "foot-posterior": (75.0, 165.0),
}
WAIST_FADE_MM = (25.0, 150.0)
MEDIAN_FADE_MM = (6.0, 62.0)


def smoothstep(low: float, high: float, value: Floats) -> Floats:
    """Rise smoothly from 0 at `low` to 1 at `high` (second derivative zero at both ends)."""
    t = np.clip((np.asarray(value, dtype=np.float64) - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * t * (t * (6.0 * t - 15.0) + 10.0), dtype=np.float64)


def open_edge_vertices(faces: np.ndarray) -> np.ndarray:
    """Return the vertices on the open edge of a triangle mesh: its cut at waist and midline."""
    edges = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    unique, counts = np.unique(edges, axis=0, return_counts=True)
    return np.unique(unique[counts == 1])


def limb_fade(points: Floats, rim: Floats) -> Floats:
    """Opacity of points of a limb view, 0 at the cut and 1 on the limb proper.

    Parameters
    ----------
    points : array (n, 3)
        Points on skin or bone, mm.
    rim : array (k, 3)
        Points on the open edge of the skin, mm; its top is the waist.
    """
    top = float(rim[:, 1].max())
    waist = smoothstep(*WAIST_FADE_MM, top - points[:, 1])
    distance, _ = cKDTree(rim).query(points)
    return waist * smoothstep(*MEDIAN_FADE_MM, np.asarray(distance, dtype=np.float64))


def foot_fade(points: Floats, view: str) -> Floats:
    """Opacity of points of a foot view, 1 on the foot and 0 up the leg."""
    low, high = FOOT_FADE_MM[view]
    return 1.0 - smoothstep(low, high, points[:, 1])


def fade(camera: Camera, points: Floats, rim: Floats) -> Floats:
    """Opacity (n,) of points in the camera's view; see `limb_fade` and `foot_fade`."""
    return foot_fade(points, camera.id) if camera.is_foot else limb_fade(points, rim)
