"""A limb cut across its axis: the skin's outline there, and walks and sightlines on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from assets.pipeline.points_surface import Cut, Floats, Surface, unit

DIRECTIONS = ("anterior", "posterior", "medial", "lateral", "proximal", "distal")
OPPOSITE = {
    "anterior": "posterior",
    "posterior": "anterior",
    "medial": "lateral",
    "lateral": "medial",
    "proximal": "distal",
    "distal": "proximal",
}


@dataclass(frozen=True)
class Segment:
    """A stretch of the right limb with its own axes.

    Attributes
    ----------
    name : str
    origin : (3,) array
        Joint centre at the upper end, mm.
    distal, anterior, lateral : (3,) arrays
        Unit axes at right angles to one another.
    """

    name: str
    origin: Floats
    distal: Floats
    anterior: Floats
    lateral: Floats

    @classmethod
    def between(cls, name: str, start: Floats, end: Floats, ahead: Floats) -> Segment:
        """Build the axes from the joint centres at both ends and the rough way ahead (3,)."""
        distal = unit(end - start)
        anterior = unit(ahead - (ahead @ distal) * distal)
        lateral = np.cross(anterior, distal)
        if lateral[0] > 0:
            lateral = -lateral
        return cls(name, start, distal, anterior, lateral)

    def direction(self, name: str) -> Floats:
        """Return the unit vector (3,) of a direction word.

        Raises
        ------
        KeyError
            If the word is not one of `DIRECTIONS`.
        """
        axes = {"anterior": self.anterior, "lateral": self.lateral, "distal": self.distal}
        return axes[name] if name in axes else -axes[OPPOSITE[name]]

    def level(self, position: Floats) -> float:
        """Distance of `position` (3,) below the origin along the axis, mm."""
        return float((position - self.origin) @ self.distal)

    def axis_at(self, level: float) -> Floats:
        """Point (3,) of the axis at a level in mm."""
        return np.asarray(self.origin + level * self.distal)

    def flat(self, positions: Floats) -> Floats:
        """Coordinates (..., 2) of `positions` (..., 3) across the axis: anterior, lateral, mm."""
        return np.asarray((positions - self.origin) @ np.stack([self.anterior, self.lateral]).T)


@dataclass
class Section:
    """The skin's outline where a plane cuts the limb, with the bones' outlines in it."""

    segment: Segment
    level: float
    outline: Cut
    bones: Mapping[str, Surface]
    flat: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.flat = self.segment.flat(self.outline.points)

    @property
    def axis(self) -> Floats:
        """Where the segment's axis meets the plane, (2,): anterior, lateral."""
        return self.segment.flat(self.segment.axis_at(self.level))

    def bone(self, name: str) -> Floats:
        """Outline (n, 2) of a bone in the plane.

        Raises
        ------
        LookupError
            If the bone does not reach this level.
        """
        cuts = self.bones[name].cut(self.segment.axis_at(self.level), self.segment.distal)
        if not cuts:
            raise LookupError(f"{name} does not reach this level")
        return self.segment.flat(np.concatenate([cut.points for cut in cuts]))

    def at(self, arc: float) -> Floats:
        """Point (3,) of the outline at an arc length in mm, round and round if it is closed."""
        total = float(self.outline.lengths[-1])
        arc = arc % total if self.outline.closed else min(max(arc, 0.0), total)
        return np.array(
            [np.interp(arc, self.outline.lengths, column) for column in self.outline.points.T]
        )

    def nearest(self, flat: Floats) -> float:
        """Arc length of the outline's point nearest to `flat` (2,)."""
        start, end = self.flat[:-1], self.flat[1:]
        along = end - start
        length = np.maximum(np.einsum("ij,ij->i", along, along), 1e-18)
        share = np.clip(np.einsum("ij,ij->i", flat - start, along) / length, 0.0, 1.0)
        gap = np.linalg.norm(start + share[:, None] * along - flat, axis=1)
        best = int(gap.argmin())
        return self._arc(best, float(share[best]))

    def seen(self, start: Floats, way: Floats) -> float:
        """Arc length where a sightline from `start` (2,) along `way` (2,) leaves the limb.

        Raises
        ------
        LookupError
            If the line does not meet the outline.
        """
        along = np.diff(self.flat, axis=0)
        offset = self.flat[:-1] - start
        across = way[0] * along[:, 1] - way[1] * along[:, 0]
        safe = np.where(np.abs(across) < 1e-12, np.inf, across)
        share = (offset[:, 0] * way[1] - offset[:, 1] * way[0]) / safe
        distance = (offset[:, 0] * along[:, 1] - offset[:, 1] * along[:, 0]) / safe
        hits = np.flatnonzero((share >= -1e-9) & (share <= 1 + 1e-9) & (distance > 0))
        if not len(hits):
            raise LookupError("no skin in that direction at this level")
        best = int(hits[distance[hits].argmax()])
        return self._arc(best, float(np.clip(share[best], 0.0, 1.0)))

    def walk(self, arc: float, toward: str, distance: float) -> float:
        """Arc length reached by walking `distance` mm along the outline, starting `toward`."""
        way = self.way(toward)
        step = 2.0
        ahead = self.segment.flat(self.at(arc + step)) - self.segment.flat(self.at(arc - step))
        return arc + distance * (1.0 if ahead @ way >= 0 else -1.0)

    def apart(self, arc_a: float, arc_b: float) -> float:
        """Signed shortest arc length from one place of the outline to another, mm."""
        gap = arc_b - arc_a
        if not self.outline.closed:
            return gap
        total = float(self.outline.lengths[-1])
        return (gap + total / 2) % total - total / 2

    def way(self, toward: str) -> Floats:
        """Direction word as a unit vector (2,) in the plane: anterior, lateral."""
        ways = {"anterior": (1.0, 0.0), "posterior": (-1.0, 0.0), "lateral": (0.0, 1.0)}
        return np.array(ways.get(toward, (0.0, -1.0)))

    def _arc(self, piece: int, share: float) -> float:
        lengths = self.outline.lengths
        return float(lengths[piece] + share * (lengths[piece + 1] - lengths[piece]))
