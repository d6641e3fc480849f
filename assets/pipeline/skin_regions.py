"""Ready-made parts of the skin, found by landmarks: sole, heel, ball, toes, web spaces, stockings.

They are our own measures for marking an area quickly, not anatomical definitions.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from assets.pipeline.points_limb import Limb
from assets.pipeline.points_surface import Flags, Floats, Ints, Surface

SOLE_TILT = -0.5
"""The sole faces at least 30 degrees below the horizontal, as the border of the sole is found."""

_BLUR = 6
_ANKLE_CUN = 0.5
_MID_CALF_CUN = 8.0
_BALL_BEHIND_CUN = 0.6
_HEEL_SHARE = 0.3
_WEB_REACH_MM = 17.0
_WEB_FACING = 0.25

STOCKINGS = ("stocking-ankle", "stocking-mid-calf", "stocking-knee")


def regions_of(limb: Limb) -> dict[str, Flags]:
    """Return each ready-made region as flags (m,) over the faces.

    ``sole`` is the skin of the foot that faces down, with the undersides of the toes; ``heel`` the
    hindmost three tenths of the foot below the tips of the malleoli, with its back and sides;
    ``ball`` the sole from 0.6 cun behind the heads of the metatarsals to the toes; ``arch`` the
    sole between heel and ball; ``dorsum`` the top and sides of the foot forward of the heel, up to
    the level of the lateral malleolus, with the tops of the toes; ``forefoot`` everything from
    the hind edge of the ball forwards. The stockings are all skin below a level across the leg:
    half a cun above the medial malleolus, 8 cun below the knee crease, and the knee crease.
    """
    skin, foot = limb.skin, limb.segments["foot"]
    centres = skin.centroids
    toes = {f"toe-{toe}": _flags(limb.groups[f"toe-{toe}"], skin) for toe in range(1, 6)}
    every_toe = np.logical_or.reduce(list(toes.values()))
    below = {name: _below(limb, name) for name in STOCKINGS}

    forward = (centres - foot.origin) @ foot.distal
    length = float(((skin.vertices - foot.origin) @ foot.distal).max())
    ankle = centres[:, 1] < float(limb.landmark("lateral-malleolus-prominence")[1])
    sole = _sole(skin) & ankle
    tips = min(
        float(limb.landmark(f"{side}-malleolus-inferior-border")[1])
        for side in ("medial", "lateral")
    )
    heel = (forward < _HEEL_SHARE * length) & (centres[:, 1] < tips)
    front = forward > _ball_edge(limb, centres)
    ball = sole & front & ~every_toe
    return {
        "sole": sole,
        "heel": heel,
        "arch": sole & ~heel & ~front & ~every_toe,
        "ball": ball,
        "forefoot": ankle & (front | every_toe),
        "dorsum": ankle & ~sole & ~heel & (forward > _HEEL_SHARE * length),
        "toes": every_toe,
        **toes,
        **{f"web-{toe}-{toe + 1}": _web(limb, toe, toes) for toe in range(1, 5)},
        **below,
    }


def _flags(faces: list[int], skin: Surface) -> Flags:
    flags = np.zeros(len(skin.faces), dtype=bool)
    flags[np.asarray(faces, dtype=np.int64)] = True
    return flags


def _below(limb: Limb, name: str) -> Flags:
    """Return the faces below the rim of a stocking."""
    leg = limb.segments["leg"]
    level = leg.level(limb.landmark("popliteal-crease"))
    if name == "stocking-ankle":
        level = leg.level(limb.landmark("medial-malleolus-prominence"))
        level -= _ANKLE_CUN * limb.cun("leg-medial")
    elif name == "stocking-mid-calf":
        level += _MID_CALF_CUN * limb.cun("leg-lateral")
    return np.asarray((limb.skin.centroids - leg.origin) @ leg.distal > level)


def _sole(skin: Surface) -> Flags:
    """Return the largest patch of faces that look down, after their normals are evened out."""
    ends = skin.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    count = len(skin.vertices)
    links = sparse.coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (count, count))
    share = sparse.diags(1.0 / np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1.0)) @ links
    tilt = skin.vertex_normals[:, 1]
    for _ in range(_BLUR):
        tilt = share @ tilt
    down = (tilt[skin.faces].mean(axis=1) < SOLE_TILT) & (skin.centroids[:, 1] < 0)
    return _largest(down, skin)


def _largest(flags: Flags, skin: Surface) -> Flags:
    """Keep the flagged faces that hang together with the most others by their corners."""
    chosen = np.flatnonzero(flags)
    corners = skin.faces[chosen]
    count = len(skin.vertices)
    ones = np.ones(2 * len(chosen))
    pairs = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]]])
    graph = sparse.coo_matrix((ones, (pairs[:, 0], pairs[:, 1])), (count, count))
    _, group = connected_components(graph, directed=False)
    owner: Ints = group[corners[:, 0]]
    kept = np.zeros(len(flags), dtype=bool)
    kept[chosen[owner == np.bincount(owner).argmax()]] = True
    return kept


def _ball_edge(limb: Limb, centres: Floats) -> Floats:
    """Return the level (m,) along the foot of the hind edge of the ball, at each place across."""
    foot = limb.segments["foot"]
    heads = np.array([limb.landmark(f"metatarsal-head-{ray}-plantar") for ray in range(1, 6)])
    heads = heads - foot.origin
    across, level = heads @ foot.lateral, heads @ foot.distal
    order = np.argsort(across)
    edge = np.interp((centres - foot.origin) @ foot.lateral, across[order], level[order])
    return np.asarray(edge - _BALL_BEHIND_CUN * limb.finger_cun)


def _web(limb: Limb, toe: int, toes: dict[str, Flags]) -> Flags:
    """Return the skin of a web space: near the web, and on the facing sides of its two toes."""
    skin, foot = limb.skin, limb.segments["foot"]
    ends = [limb.landmark(f"web-margin-{toe}-{toe + 1}{tail}") for tail in ("", "-plantar")]
    gap = np.min([np.linalg.norm(skin.centroids - end, axis=1) for end in ends], axis=0)
    inner, outer = toes[f"toe-{toe}"], toes[f"toe-{toe + 1}"]
    facing = skin.face_normals @ foot.lateral
    sides = (inner & (facing > _WEB_FACING)) | (outer & (facing < -_WEB_FACING))
    between = ~np.logical_or.reduce(list(toes.values()))
    near = gap < _WEB_REACH_MM / 2
    return np.asarray((sides & (gap < _WEB_REACH_MM)) | (between & near))
