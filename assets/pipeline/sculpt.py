"""Model surface relief: bones that can be felt, tendons, hollows, creases and nails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import trimesh
from scipy.spatial import cKDTree

from assets.pipeline.relief import RIDGES, Ridge
from assets.pipeline.skin import Skin, even_leg
from assets.pipeline.subdivide import Floats, Ints, neighbour_mean, vertex_normals
from assets.pipeline.surface import Surface

# Bones whose shape shows through the skin: name -> (greatest lift mm, reach mm).
_SHOWING = {
    "tibia": (2.2, 6.0), "fibula": (2.4, 6.0), "patella": (3.2, 6.5), "femur": (0.8, 7.0),
    "calcaneus": (0.6, 5.0), "navicular": (1.2, 5.0), "metatarsal-1": (1.2, 5.0),
    "metatarsal-5": (1.6, 5.0), "talus": (0.8, 5.0),
}  # fmt: skip
#: No bone comes nearer to the skin than this, mm.
CLEARANCE = 2.0

_EVEN_ROUNDS = 8
_NAIL_LIFT, _NAIL_GROOVE, _NAIL_RIM = 0.25, 0.45, 0.9


def sculpt(skin: Skin, bones: dict[str, trimesh.Trimesh], ridges: Sequence[Ridge] = RIDGES) -> Skin:
    """Return the skin with relief; faces and their order stay as they are."""
    lifted = _emboss(skin, bones)
    lifted = _lines(lifted, ridges)
    lifted = _clear(lifted, bones)
    lifted = replace(lifted, vertices=even_leg(lifted.vertices, lifted.faces, _EVEN_ROUNDS))
    return _nails(lifted)


def _emboss(skin: Skin, bones: dict[str, trimesh.Trimesh]) -> Skin:
    lift = np.zeros(len(skin.vertices))
    for name, (height, reach) in _SHOWING.items():
        gap = _gap(skin.vertices, bones[name], 3.0 * reach)
        lift = np.maximum(lift, height * np.exp(-((np.maximum(gap - 1.0, 0.0) / reach) ** 2)))
    return _displace(skin, lift, rounds=3)


def _clear(skin: Skin, bones: dict[str, trimesh.Trimesh]) -> Skin:
    """Push the skin off any bone nearer than ``CLEARANCE``; smooth, and repeated until it holds."""
    for _ in range(3):
        need = np.zeros(len(skin.vertices))
        for name, bone in bones.items():
            # Toe bones are drawn in beforehand, and folds between toes would confuse the push.
            if name.startswith("phalanx"):
                continue
            surface = Surface(np.asarray(bone.vertices), np.asarray(bone.faces))
            box = _near_box(skin.vertices, bone, 2 * CLEARANCE)
            if len(box):
                depth = -surface.depth(skin.vertices[box])
                need[box] = np.maximum(need[box], CLEARANCE + 0.3 - depth)
        if need.max() < 0.3:
            break
        skin = _displace(skin, np.maximum(need, 0.0), rounds=4)
    return skin


def _lines(skin: Skin, ridges: Sequence[Ridge]) -> Skin:
    """Apply all ridges to the same starting surface, so that their order does not matter.

    Ridges of one name melt into each other where they meet instead of adding up.
    """
    surface = Surface(skin.vertices, skin.faces)
    normals = vertex_normals(skin.vertices, skin.faces)
    lifts: dict[str, Floats] = {}
    for ridge in ridges:
        lift = np.zeros(len(skin.vertices))
        path, spots = surface.nearest(_resample(np.array(ridge.path, dtype=np.float64), 1.0))
        gap, near = cKDTree(path).query(skin.vertices, distance_upper_bound=4 * ridge.width)
        reached = np.flatnonzero(np.isfinite(gap))
        fade = np.ones(len(reached))
        if len(ridge.path) > 1:
            ends = np.minimum(near[reached], len(path) - 1 - near[reached]) / (3.0 * ridge.width)
            fade = np.clip(ends, 0.05, 1.0)
            fade = fade * fade * (3.0 - 2.0 * fade)
        facing = np.einsum("ij,ij->i", normals[reached], surface.normals[spots][near[reached]])
        profile = np.exp(-((gap[reached] / ridge.width) ** 2) / 2.0)
        lift[reached] = ridge.height * profile * fade * np.clip(2.0 * facing, 0.0, 1.0)
        before = lifts.get(ridge.name, lift)
        lifts[ridge.name] = np.where(np.abs(before) > np.abs(lift), before, lift)
    total = np.zeros(len(skin.vertices))
    for lift in lifts.values():
        total += lift
    return _displace(skin, total, rounds=0)


def _nails(skin: Skin) -> Skin:
    """Lift the nail plates a little out of a shallow groove along their sides and base."""
    lift = np.zeros(len(skin.vertices))
    for toe in range(1, 6):
        plate = np.unique(skin.faces[skin.nails == toe])
        tree = cKDTree(skin.vertices[plate])
        gap, _ = tree.query(skin.vertices, distance_upper_bound=3.0)
        near = np.isfinite(gap)
        lift[near] -= _NAIL_GROOVE * np.exp(-(((gap[near] - 0.5) / _NAIL_RIM) ** 2))
        lift[plate] += _NAIL_GROOVE * np.exp(-((0.5 / _NAIL_RIM) ** 2)) + _NAIL_LIFT
    return _displace(skin, lift, rounds=1)


def _displace(skin: Skin, lift: Floats, rounds: int) -> Skin:
    """Move vertices along their normals, keeping the median plane and the cut edge flat."""
    mean = neighbour_mean(len(skin.vertices), skin.faces)
    for _ in range(rounds):
        lift = 0.5 * lift + 0.5 * (mean @ lift)
    normals = vertex_normals(skin.vertices, skin.faces)
    moved = skin.vertices + lift[:, None] * normals
    fixed = skin.vertices[:, 0] == 0.0
    moved[fixed, 0] = 0.0
    top = skin.vertices[:, 1] > skin.vertices[:, 1].max() - 1e-6
    moved[top, 1] = skin.vertices[top, 1]
    moved[~fixed, 0] = np.minimum(moved[~fixed, 0], -0.01)
    return replace(skin, vertices=moved)


def _gap(points: Floats, bone: trimesh.Trimesh, reach: float) -> Floats:
    """Distance from points to a bone; ``reach`` where it is farther."""
    gap = np.full(len(points), reach)
    box = _near_box(points, bone, reach)
    surface = Surface(np.asarray(bone.vertices), np.asarray(bone.faces))
    if len(box):
        gap[box] = np.minimum(np.maximum(-surface.depth(points[box]), 0.0), reach)
    return gap


def _near_box(points: Floats, bone: trimesh.Trimesh, reach: float) -> Ints:
    low, high = bone.bounds
    return np.flatnonzero(((points > low - reach) & (points < high + reach)).all(axis=1))


def _resample(path: Floats, step: float) -> Floats:
    """Points every ``step`` mm along a polyline."""
    if len(path) == 1:
        return path
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    at = np.linspace(0.0, length[-1], max(2, int(np.ceil(length[-1] / step)) + 1))
    return np.column_stack([np.interp(at, length, path[:, k]) for k in range(3)])
