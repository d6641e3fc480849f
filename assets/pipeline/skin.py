"""Build the smooth skin of the right lower limb from the MakeHuman base mesh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree
from trimesh.intersections import slice_faces_plane

from assets.pipeline.sources import Human
from assets.pipeline.subdivide import (
    Bools,
    Floats,
    Ints,
    catmull_clark,
    even_out,
    refine,
    triangulate,
)

#: An adult man of average build, 1.73 m tall.
SHAPE = {
    "macrodetails/caucasian-male-young": 1 / 3,
    "macrodetails/asian-male-young": 1 / 3,
    "macrodetails/african-male-young": 1 / 3,
    "macrodetails/universal-male-young-averagemuscle-averageweight": 1.0,
}
#: The skin ends here, some 50 mm above the navel; plates fade out below. mm above the ankle.
TOP = 1040.0
_MARGIN = 120.0
_MEDIAN_SNAP = 0.05
_LONGEST_EDGE, _RELIEF_EDGE, _FOOT_EDGE = 10.0, 5.5, 3.6
_FOOT_TOP, _ANKLE_TOP, _KNEE_BOTTOM, _KNEE_TOP = 45.0, 125.0, 320.0, 470.0
_FOLD_BOTTOM, _FOLD_TOP = 735.0, 790.0
_EVEN_FROM, _EVEN_BLEND, _EVEN_ROUNDS = 15.0, 40.0, 20
TOES = (1, 2, 3, 4, 5)
#: Heights (mm) before and after: the base mesh has a long shin and a short thigh for its
#: stature; moving the knee down gives both the same cun, as the proportional measures ask.
_LEVELS = ((40.0, 40.0), (433.0, 388.0), (800.0, 800.0))
_BLEND = 15.0
#: Sideways shear that brings the straddled legs together below the crotch: mm per mm of height,
#: between two heights, and the distance from the median plane over which it fades in.
_CLOSING, _CLOSING_FROM, _CLOSING_TO, _CLOSING_FADE = 0.1, 760.0, 20.0, 12.0


@dataclass(frozen=True)
class Skin:
    """The skin of the right lower limb.

    Attributes
    ----------
    vertices : (n, 3) mm; x = 0 median plane, y = z = 0 right ankle joint centre.
    faces : (m, 3) counter-clockwise seen from outside, the one canonical order.
    toes : (n, 5) how much each vertex belongs to toe 1..5, 0-1.
    nails : (m,) 1..5 for faces of that toe's nail, else 0.
    joints : MakeHuman joint name -> centre in the same frame.
    """

    vertices: Floats
    faces: Ints
    toes: Floats
    nails: Ints
    joints: dict[str, Floats]


def build_skin(human: Human) -> Skin:
    """Cut, subdivide and triangulate the right lower limb of ``human``."""
    ankle = human.joints["joint-r-ankle"]
    shift = np.array([0.0, ankle[1], ankle[2]])
    joints = {
        name: _stand((centre - shift)[None])[0] for name, centre in sorted(human.joints.items())
    }
    level = joints["joint-r-ankle"][1:].copy()
    joints = {name: centre - [0.0, *level] for name, centre in joints.items()}
    vertices = _stand(human.vertices - shift) - [0.0, *level]
    hanging = (vertices[human.quads][:, :, 1].max(axis=1) < TOP + _MARGIN) & _not_arm(human)
    quads, nail = human.quads[hanging], human.nails[hanging]
    vertices, quads, toes = _compact(vertices, quads, _toe_weights(human))
    for _ in range(2):
        vertices, quads, toes = catmull_clark(vertices, quads, toes)
        nail = np.repeat(nail, 4)
    middle = vertices[quads].mean(axis=1)
    kept = (middle[:, 0] < 0) & (middle[:, 1] < TOP + _MARGIN / 2)
    vertices, quads, toes = _compact(vertices, quads[kept], toes)
    faces, nail = triangulate(vertices, quads), np.repeat(nail[kept], 2)
    for choose, longest in ((_all, _LONGEST_EDGE), (_relief, _RELIEF_EDGE), (_foot, _FOOT_EDGE)):
        vertices, faces, toes, parents = refine(
            vertices, faces, toes, choose(vertices, faces), longest
        )
        nail = nail[parents]
    vertices[vertices[:, 0] > -_MEDIAN_SNAP, 0] = 0.0
    nail_centres = vertices[faces[nail]].mean(axis=1)
    vertices, faces, toes = _below(vertices, faces, toes, TOP)
    gap, _ = cKDTree(nail_centres).query(vertices[faces].mean(axis=1))
    nails = np.where(gap < 1e-6, toes[faces].sum(axis=1).argmax(axis=1) + 1, 0)
    return Skin(even_leg(vertices, faces, _EVEN_ROUNDS), faces, toes, nails, joints)


def _below(vertices: Floats, faces: Ints, toes: Floats, top: float) -> tuple[Floats, Ints, Floats]:
    """Clip with the horizontal plane ``y = top``; new vertices belong to no toe."""
    clipped, kept, _ = slice_faces_plane(
        vertices, faces, plane_normal=(0.0, -1.0, 0.0), plane_origin=(0.0, top, 0.0)
    )
    # The cut leaves each face its own copy of a new vertex: keep the first of each.
    _, first, copy_of = np.unique(
        np.round(clipped, 6), axis=0, return_index=True, return_inverse=True
    )
    clipped, kept, _ = _compact(clipped, first[copy_of.ravel()][kept], clipped)
    gap, nearest = cKDTree(vertices).query(clipped)
    return clipped, kept, np.where(gap[:, None] < 1e-9, toes[nearest], 0.0)


def _proportion(points: Floats) -> Floats:
    """Move heights by the piecewise linear map ``_LEVELS``, its corners rounded."""
    moved = points.copy()
    slope = 1.0
    for k, (low, low_to) in enumerate(_LEVELS):
        last = k == len(_LEVELS) - 1
        high, high_to = (low + 1.0, low_to + 1.0) if last else _LEVELS[k + 1]
        next_slope = (high_to - low_to) / (high - low)
        ramp = _BLEND * np.logaddexp(0.0, (points[:, 1] - low) / _BLEND)
        moved[:, 1] += (next_slope - slope) * ramp
        slope = next_slope
    return moved


def _stand(points: Floats) -> Floats:
    """Adult proportions, feet below the hips; keeps heights level and the mirror symmetry."""
    moved = _proportion(points)
    soft = 2 * _BLEND
    below = soft * np.logaddexp(0.0, (_CLOSING_FROM - moved[:, 1]) / soft)
    below -= _BLEND * np.logaddexp(0.0, (_CLOSING_TO - moved[:, 1]) / _BLEND)
    fade = 1.0 - np.exp(-np.abs(moved[:, 0]) / _CLOSING_FADE)
    moved[:, 0] -= np.sign(moved[:, 0]) * _CLOSING * below * fade
    return moved


def _not_arm(human: Human) -> Bools:
    arm = np.zeros(len(human.vertices), dtype=bool)
    for bone, (ids, weights) in human.weights.items():
        if bone.startswith(("finger", "wrist", "lowerarm", "metacarpal", "upperarm", "shoulder")):
            arm[ids[weights > 0.05]] = True
    corners: Bools = arm[human.quads]
    free: Bools = corners.sum(axis=1) == 0
    return free


def _toe_weights(human: Human) -> Floats:
    toes = np.zeros((len(human.vertices), len(TOES)))
    for bone, (ids, weights) in human.weights.items():
        if bone.startswith("toe") and bone.endswith(".R"):
            np.add.at(toes[:, int(bone[3]) - 1], ids, weights)
    return np.clip(toes, 0.0, 1.0)


def _compact(vertices: Floats, faces: Ints, fields: Floats) -> tuple[Floats, Ints, Floats]:
    used, inverse = np.unique(faces, return_inverse=True)
    return vertices[used].copy(), inverse.reshape(faces.shape), fields[used].copy()


def even_leg(vertices: Floats, faces: Ints, rounds: int) -> Floats:
    """Take the faint facets of the coarse quads out of leg and thigh, not of the foot."""
    weight = np.clip((vertices[:, 1] - _EVEN_FROM) / _EVEN_BLEND, 0.0, 1.0)
    return even_out(vertices, faces, weight, rounds)


def _all(vertices: Floats, faces: Ints) -> Bools:
    del vertices
    return np.ones(len(faces), dtype=bool)


def _relief(vertices: Floats, faces: Ints) -> Bools:
    """Triangles where relief will be modelled: ankle, shin, knee and gluteal fold, not calf."""
    corners = vertices[faces]
    centre = corners.mean(axis=1)
    height = centre[:, 1]
    forward = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 2] > 0
    knee = (height > _KNEE_BOTTOM) & (height < _KNEE_TOP)
    fold = (height > _FOLD_BOTTOM) & (height < _FOLD_TOP) & (centre[:, 2] < -20.0)
    chosen: Bools = (height < _ANKLE_TOP) | knee | ((height < _KNEE_TOP) & forward) | fold
    return chosen


def _foot(vertices: Floats, faces: Ints) -> Bools:
    chosen: Bools = vertices[faces].mean(axis=1)[:, 1] < _FOOT_TOP
    return chosen
