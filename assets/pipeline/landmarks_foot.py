"""Landmarks of the foot: bones felt at its borders, toe joints, webs, tips and nails."""

from __future__ import annotations

import numpy as np
import trimesh

from assets.pipeline.landmarks_find import (
    BACK,
    DOWN,
    FRONT,
    LATERAL,
    MEDIAL,
    UP,
    Finder,
    farthest,
    inside,
)
from assets.pipeline.subdivide import Floats

TOES = (1, 2, 3, 4, 5)


def foot_landmarks(f: Finder) -> dict[str, Floats]:
    """Every landmark of the foot by name."""
    found = _borders(f)
    for toe in TOES:
        found.update(_toe(f, toe))
    for toe in TOES[:-1]:
        found.update(_web(f, toe))
    found["first-interdigital-cleft"] = found["web-margin-1-2"]
    return found


def _borders(f: Finder) -> dict[str, Floats]:
    navicular = f.bone_end("navicular", MEDIAL, {})
    base = f.bone_end("metatarsal-5", LATERAL, {"z": (0, 50)})
    calcaneus = np.asarray(f.bone("calcaneus").vertices)
    middle = (calcaneus.min(axis=0) + calcaneus.max(axis=0)) / 2
    heel = f.skin_end((0.0, -0.6, -1.0), {"y": (-80, -20)})
    return {
        "navicular-tuberosity": f.nearest(navicular + np.array([4.0, 0.0, 0.0])),
        "5th-metatarsal-tuberosity": f.nearest(base + np.array([-4.0, 0.0, 0.0])),
        "calcaneus-lateral": f.beyond(middle, LATERAL),
        "calcaneus-medial": f.beyond(middle, MEDIAL),
        "heel-posterior-edge": heel,
        "heel-back": f.skin_end(BACK, {"y": (-60, -20)}),
        "heel-plantar-centre": f.beyond((middle[0], middle[1], middle[2] - 14.0), DOWN),
        "calcaneal-tendon-insertion": f.skin_end(BACK, {"y": (-32, -28)}),
        "1st-metatarsal-base": f.nearest(_end(f, "metatarsal-1", BACK) + np.array([6.0, 6.0, 0.0])),
    }


def _end(f: Finder, bone: str, toward: tuple[float, float, float]) -> Floats:
    """Centre of a long bone's end: the box around what lies within 6 mm of its farthest point."""
    points = np.asarray(f.bone(bone).vertices)
    along = points @ np.array(toward)
    cap = points[along > along.max() - 6.0]
    result: Floats = (cap.min(axis=0) + cap.max(axis=0)) / 2
    return result


def _toe(f: Finder, toe: int) -> dict[str, Floats]:
    head = _end(f, f"metatarsal-{toe}", FRONT)
    joint = (head + _end(f, f"phalanx-proximal-{toe}", BACK)) / 2
    last = "proximal" if toe == 1 else "middle"
    crease = (_end(f, f"phalanx-{last}-{toe}", FRONT) + _end(f, f"phalanx-distal-{toe}", BACK)) / 2
    points = f.group(f"toe-{toe}")
    nail = f.group(f"nail-{toe}")
    along = _axis(f, toe)
    across = np.cross(UP, along)
    found = {
        f"mtp-{toe}": f.beyond(joint, UP),
        f"metatarsal-head-{toe}-plantar": f.beyond(head, DOWN),
        f"toe-tip-{toe}": farthest(points, along),
        f"{'ip' if toe == 1 else 'dip'}-crease-{toe}-plantar": f.beyond(crease, DOWN),
        f"nail-corner-{toe}-medial": f.nearest(_corner(nail, along, across)),
        f"nail-corner-{toe}-lateral": f.nearest(_corner(nail, along, -across)),
        f"nail-base-{toe}": f.nearest(_edge_middle(nail, -along, across)),
        f"nail-free-edge-{toe}": f.nearest(_edge_middle(nail, along, across)),
    }
    if toe == 1:
        found["mtp-1-medial"] = f.beyond(joint, MEDIAL)
    if toe == 5:
        found["mtp-5-lateral"] = f.beyond(joint, LATERAL)
    return found


def _axis(f: Finder, toe: int) -> Floats:
    """Horizontal direction of a toe from base to tip."""
    distal, proximal = f.bone(f"phalanx-distal-{toe}"), f.bone(f"phalanx-proximal-{toe}")
    line = distal.bounds.mean(axis=0) - proximal.bounds.mean(axis=0)
    line[1] = 0.0
    result: Floats = line / np.linalg.norm(line)
    return result


def _corner(nail: Floats, along: Floats, side: Floats) -> Floats:
    """Where the side and the base of a nail meet: halfway out from its rounded corner."""
    back, out = nail @ along, nail @ side
    gap = np.hypot(back - back.min(), out.max() - out)
    rounded = nail[gap.argmin()]
    short = along * (back.min() - rounded @ along) + side * (out.max() - rounded @ side)
    result: Floats = rounded + short / 2
    return result


def _edge_middle(nail: Floats, toward: Floats, across: Floats) -> Floats:
    """Middle of a nail's edge on one side."""
    middle = nail[np.abs((nail - nail.mean(axis=0)) @ across) < 1.2]
    return farthest(middle, toward)


def _web(f: Finder, toe: int) -> dict[str, Floats]:
    """Find the free edge of a web to the next toe: the bottom of the notch, level by level."""
    low = f.bone(f"phalanx-proximal-{toe + 1}").bounds.mean(axis=0)[0] + 2.0
    high = f.bone(f"phalanx-proximal-{toe}").bounds.mean(axis=0)[0] - 2.0
    floor = []
    for height in np.arange(-66.0, -30.0, 0.5):
        cut = trimesh.intersections.mesh_plane(f.body.skin, (0, 1, 0), (0, height, 0))
        points = np.asarray(cut).reshape(-1, 3)
        points = points[inside(points, {"x": (low, high), "z": (110.0, 250.0)})]
        if len(points):
            floor.append(points[points[:, 2].argmin()])
    name = f"web-margin-{toe}-{toe + 1}"
    return {
        name: f.nearest(farthest(np.array(floor), (0.0, 0.45, 1.0))),
        f"{name}-plantar": f.nearest(farthest(np.array(floor), (0.0, -0.45, 1.0))),
    }
