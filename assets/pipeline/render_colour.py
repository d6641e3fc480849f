"""The colour of skin: warmer over bone, at toes, heel and knee, paler on the sole and nails."""

from __future__ import annotations

import numpy as np

from assets.pipeline.cameras import Floats
from assets.pipeline.render_fade import smoothstep
from assets.pipeline.render_shade import from_srgb

BASE = (231, 202, 184)
WARM = (226, 172, 154)
PALE = (241, 217, 201)
NAIL = (249, 219, 209)
MOTTLE_SEED = 11


def skin_colour(points: Floats, normals: Floats, thin: Floats, nail: Floats) -> Floats:
    """Colour each vertex of the skin.

    Parameters
    ----------
    points, normals : array (n, 3)
        Vertices, mm, and unit normals.
    thin : array (n,)
        How closely bone lies beneath, 0 to 1.
    nail : array (n,)
        Share of nail, 0 to 1.

    Returns
    -------
    array (n, 3)
        Linear RGB.
    """
    y, z = points[:, 1], points[:, 2]
    low = 1.0 - smoothstep(-45.0, -10.0, y)
    sole = smoothstep(0.30, 0.85, -normals[:, 1]) * low
    toes = smoothstep(118.0, 175.0, z) * (1.0 - smoothstep(-20.0, 20.0, y))
    heel = smoothstep(15.0, 75.0, -z) * low
    warm = np.clip(0.55 * thin + 0.55 * toes + 0.45 * heel, 0.0, 0.8)
    warm = warm * (1.0 - 0.55 * sole) + 0.10 * mottle(points, 26.0) + 0.05 * mottle(points, 9.0)
    base, red, pale, horn = (from_srgb(*c).astype(np.float64) for c in (BASE, WARM, PALE, NAIL))
    out = base + (0.85 * sole)[:, None] * (pale - base)
    out += warm[:, None] * (red - out)
    out *= (1.0 + 0.018 * mottle(points, 14.0))[:, None]
    return np.asarray(out + nail[:, None] * (horn - out), dtype=np.float64)


def mottle(points: Floats, length_mm: float) -> Floats:
    """Return a fixed gentle unevenness (n,) of about -1 to 1 with bumps of a given size."""
    random = np.random.default_rng(MOTTLE_SEED)
    waves = random.normal(size=(10, 3)) / length_mm
    phases = random.uniform(0.0, 2.0 * np.pi, 10)
    total = np.sin(points @ waves.T * 2.0 + phases).sum(axis=1)
    return np.asarray(total / np.sqrt(20.0))
