"""Lines on the skin: borders of the bones beneath, tendons, creases and the sole's border."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from assets.pipeline.landmarks_find import Finder, farthest, inside, resample, smoothed
from assets.pipeline.subdivide import Floats, Ints

_BORDER_TILT = -0.5


def find_lines(f: Finder) -> dict[str, Floats]:
    """Every line by name; each (n, 3) on the skin, from proximal to distal or medial to lateral."""
    low, high = 20.0, 330.0
    lines = {
        "tibia-crest": _border(f, "tibia", (-0.25, 0.0, 1.0), (0.0, 0.0, 1.0), 60.0, high),
        "tibia-medial-border": _border(f, "tibia", (1.0, 0.0, -0.7), (1.0, 0.0, 0.0), low, high),
        "fibula-anterior-border": _border(
            f, "fibula", (-0.5, 0.0, 1.0), (-1.0, 0.0, 0.3), low, high
        ),
        "fibula-posterior-border": _border(
            f, "fibula", (-0.5, 0.0, -1.0), (-1.0, 0.0, -0.3), low, high
        ),
        "calcaneal-tendon-medial-edge": _tendon_edge(f, 1.0),
        "calcaneal-tendon-lateral-edge": _tendon_edge(f, -1.0),
        "iliotibial-band": _iliotibial(f),
        "red-white-border": _sole_border(f),
    }
    for line, ridge, which in _MODELLED:
        lines[line] = f.ridge(ridge, which)
    return dict(sorted(lines.items()))


_MODELLED = (
    ("tibialis-anterior-tendon", "tibialis anterior tendon", 0),
    ("extensor-hallucis-longus-tendon", "extensor hallucis longus tendon", 0),
    *(
        (f"extensor-digitorum-longus-tendon-{toe}", "extensor digitorum longus tendon", toe - 2)
        for toe in (2, 3, 4, 5)
    ),
    ("patellar-ligament", "patellar ligament", 0),
    ("biceps-femoris-tendon", "biceps femoris tendon", 0),
    ("semitendinosus-tendon", "semitendinosus tendon", 0),
    ("popliteal-crease", "popliteal crease", 0),
    ("gluteal-fold", "gluteal fold", 0),
    ("inguinal-crease", "inguinal crease", 0),
)


def _border(
    f: Finder, bone: str, corner: ArrayLike, out: ArrayLike, low: float, high: float
) -> Floats:
    """Carry a bone's edge to the skin, every 10 mm of height from ``high`` down to ``low``."""
    heights = np.arange(high, low - 1e-6, -10.0)
    edge = smoothed(np.array([farthest(f.slab(bone, y), corner) for y in heights]), 2)
    return np.array([f.beyond(point, out) for point in edge])


def _tendon_edge(f: Finder, side: float) -> Floats:
    """Edge of the calcaneal tendon: its half width beside the backmost skin, seen from behind."""
    points = []
    for height in np.arange(120.0, -26.0, -10.0):
        back = f.skin_end((0.0, 0.0, -1.0), {"y": (height - 2.0, height + 2.0)})
        half = 7.0 + 4.0 * np.clip((height - 40.0) / 80.0, 0.0, 1.0)
        half += 3.0 * np.clip((10.0 - height) / 35.0, 0.0, 1.0)
        points.append((back[0], height, half))
    path = smoothed(np.array(points), 4)
    behind = np.column_stack(
        [path[:, 0] + side * path[:, 2], path[:, 1], np.full(len(path), -30.0)]
    )
    return np.array([f.beyond(point, (0.0, 0.0, -1.0)) for point in behind])


def _iliotibial(f: Finder) -> Floats:
    """Straight from the greater trochanter to the front of the lateral tibial condyle."""
    start = f.bone_end("femur", (-1.0, 0.0, 0.0), {"y": (790, 870)})
    end = f.bone_end("tibia", (-1.0, 0.0, 0.6), {"y": (355, 385)})
    path = resample(np.array([start, end]), 10.0)
    return np.array([f.beyond(point, (-1.0, 0.0, 0.0)) for point in path])


def _sole_border(f: Finder) -> Floats:
    """Where the side of the foot turns under: skin facing 30 degrees below the horizontal.

    From the head of the first metatarsal back around the heel to that of the fifth.
    """
    medial = [_turning(f, 1.0, depth) for depth in np.arange(132.0, -26.0, -6.0)]
    lateral = [_turning(f, -1.0, depth) for depth in np.arange(-25.0, 117.0, 6.0)]
    heel = [_turning_heel(f, np.radians(angle)) for angle in np.arange(15.0, 166.0, 15.0)]
    points = np.array(medial + heel + lateral)
    return f.skin.nearest(smoothed(points, 3))[0]


def _turning(f: Finder, side: float, depth: float) -> Floats:
    box = {"y": (-72.0, 5.0), "z": (depth - 2.0, depth + 2.0)}
    ids = np.flatnonzero(inside(f.skin.vertices, box) & (side * f.normals[:, 0] > 0.3))
    return _best(f, ids)


def _turning_heel(f: Finder, angle: float) -> Floats:
    out = np.array([np.cos(angle), 0.0, -np.sin(angle)])
    centre = np.array([-124.0, 0.0, -25.0])
    away = (f.skin.vertices - centre) * (1.0, 0.0, 1.0)
    away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    near = inside(f.skin.vertices, {"y": (-72.0, -20.0), "z": (-80.0, 0.0)})
    return _best(f, np.flatnonzero(near & (away @ out > 0.99)))


def _best(f: Finder, ids: Ints) -> Floats:
    tilt = np.abs(f.normals[ids, 1] - _BORDER_TILT)
    result: Floats = f.skin.vertices[ids[tilt.argmin()]]
    return result
