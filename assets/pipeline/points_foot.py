"""Where the bones of the foot meet, how its toes run, and the rays of the forefoot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from assets.pipeline.points_limb import Limb
from assets.pipeline.points_surface import Floats, Surface, unit

_BASE_SHARE = 0.25


@dataclass(frozen=True)
class LongBone:
    """A metatarsal or phalanx: centres (3,) of its base and its head, and its axis distally."""

    base: Floats
    head: Floats

    @property
    def axis(self) -> Floats:
        """Unit vector (3,) from base to head."""
        return unit(self.head - self.base)


def long_bone(bone: Surface, distal: Floats) -> LongBone:
    """Find base and head of a bone whose head lies roughly along `distal` (3,)."""
    centre = bone.vertices.mean(axis=0)
    _, _, ways = np.linalg.svd(bone.vertices - centre, full_matrices=False)
    axis = ways[0] if ways[0] @ distal > 0 else -ways[0]
    along = (bone.vertices - centre) @ axis
    reach = along.max() - along.min()
    base = bone.vertices[along < along.min() + 0.12 * reach].mean(axis=0)
    head = bone.vertices[along > along.max() - 0.12 * reach].mean(axis=0)
    return LongBone(base, head)


def meeting(a: Surface, b: Surface) -> Floats:
    """Middle (3,) between two bones where they come nearest to each other."""
    gap, index = cKDTree(b.vertices).query(a.vertices)
    close = gap <= gap.min() + 1.0
    return np.asarray((a.vertices[close].mean(axis=0) + b.vertices[index[close]].mean(axis=0)) / 2)


class Foot:
    """Rays, joints and spaces of the right foot."""

    def __init__(self, limb: Limb) -> None:
        self._limb = limb

    def bone(self, name: str) -> LongBone:
        """Find base, head and axis of a metatarsal or phalanx."""
        return long_bone(self._limb.bones[name], self._limb.segments["foot"].distal)

    def dorsal(self, number: int) -> Floats:
        """Way (3,) from a metatarsal to the skin above it, square to its axis."""
        axis = self.bone(f"metatarsal-{number}").axis
        up = self._limb.segments["foot"].anterior
        return unit(up - (up @ axis) * axis)

    def side(self, number: int, word: str) -> Floats:
        """Way (3,) across the foot at a ray, `medial` or `lateral`."""
        axis = self.bone(f"metatarsal-{number}").axis
        across = unit(np.cross(axis, self.dorsal(number)))
        outward = across if across @ self._limb.segments["foot"].lateral > 0 else -across
        return outward if word == "lateral" else -outward

    def joint(self, a: str, b: str) -> Floats:
        """Centre (3,) of the joint between two bones."""
        return meeting(self._limb.bones[a], self._limb.bones[b])

    def mtp(self, toe: int) -> Floats:
        """Centre (3,) of a toe's metatarsophalangeal joint."""
        return self.joint(f"metatarsal-{toe}", f"phalanx-proximal-{toe}")

    def bases(self, first: int, second: int) -> Floats:
        """Foremost place (3,) where the bases of two neighbouring metatarsals still touch."""
        a, b = (self._limb.bones[f"metatarsal-{n}"] for n in (first, second))
        way = self.space(first, second)
        gap, index = cKDTree(b.vertices).query(a.vertices)
        middle = (a.vertices + b.vertices[index]) / 2
        along = middle @ way
        proximal = along < along.min() + _BASE_SHARE * (along.max() - along.min())
        touching = proximal & (gap <= gap[proximal].min() + 1.5)
        return np.asarray(middle[touching][(middle[touching] @ way).argmax()])

    def station(self, start: str, ray: int, locate: Callable[[str], Floats]) -> Floats:
        """Where a walk along the border sets out: a ray's toe joint, its base, or a place."""
        if start == "mtp":
            return self.mtp(ray)
        return self.bone(f"metatarsal-{ray}").base if start == "base" else locate(start)

    def space(self, first: int, second: int) -> Floats:
        """Way (3,) distally along the space between two metatarsals."""
        return unit(self.bone(f"metatarsal-{first}").axis + self.bone(f"metatarsal-{second}").axis)

    def between(self, first: int, second: int, along: float) -> Floats:
        """Middle (3,) of the space between two metatarsals.

        Parameters
        ----------
        first, second : numbers of the metatarsals
        along : level along the space, mm (dot product with `space`)
        """
        way = self.space(first, second)
        spots = []
        for number in (first, second):
            bone = self.bone(f"metatarsal-{number}")
            spots.append(bone.base + bone.axis * (along - bone.base @ way) / (bone.axis @ way))
        return np.asarray((spots[0] + spots[1]) / 2)

    def toe_axis(self, toe: int) -> Floats:
        """Way (3,) in which a toe's last bone points."""
        return self.bone(f"phalanx-distal-{toe}").axis
