"""What one view shows, already projected: points, rival places, curves, territories, sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from desktop_app.atlas.cameras import UV, read_json

Box = tuple[float, float, float, float]
"""Least u, least v, most u, most v in mm."""

CUTS = 12
"""Level cuts through an area, less one, among which the roomiest is chosen."""


class Spot(NamedTuple):
    """Where something lies in a view and whether the skin there faces the viewer."""

    uv: UV
    visible: bool


class RivalSpot(NamedTuple):
    """Another place that a source gives for the point ``code``."""

    uv: UV
    visible: bool
    code: str
    text: str


class Piece(NamedTuple):
    """A stretch of a curve that is wholly on the near side or wholly on the far side."""

    uv: tuple[UV, ...]
    visible: bool
    box: Box


class Ring(NamedTuple):
    """One closed outline of a territory."""

    uv: tuple[UV, ...]
    box: Box

    def contains(self, uv: UV) -> bool:
        """Tell whether the place lies inside, by the even-odd rule."""
        u, v = uv
        if not (self.box[0] <= u <= self.box[2] and self.box[1] <= v <= self.box[3]):
            return False
        inside = False
        u1, v1 = self.uv[-1]
        for u2, v2 in self.uv:
            if (v1 > v) != (v2 > v) and u < (u2 - u1) * (v - v1) / (v2 - v1) + u1:
                inside = not inside
            u1, v1 = u2, v2
        return inside


@dataclass(frozen=True, slots=True)
class Projection:
    """Everything of one view, in mm on the right limb."""

    id: str
    points: Mapping[str, Spot] = field(default_factory=dict)
    rivals: Mapping[str, RivalSpot] = field(default_factory=dict)
    sites: Mapping[str, Spot] = field(default_factory=dict)
    curves: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    territories: Mapping[str, tuple[Ring, ...]] = field(default_factory=dict)
    landmarks: Mapping[str, UV] = field(default_factory=dict)

    def territories_at(self, uv: UV, prefix: str) -> Iterator[str]:
        """Yield the ids of the territories with this prefix that cover a place."""
        for key, rings in self.territories.items():
            if not key.startswith(prefix):
                continue
            # Holes are rings too, so an odd number of rings around the place means inside.
            if sum(ring.contains(uv) for ring in rings) % 2:
                yield key


def load_projection(path: Path) -> Projection:
    """Read ``views/<id>.json``.

    Raises
    ------
    UnreadableFile
        If the file is missing or damaged.
    """
    row = read_json(path)
    return Projection(
        id=str(row["id"]),
        points={code: _spot(spot) for code, spot in row.get("points", {}).items()},
        rivals={
            key: RivalSpot(
                _uv(spot["uv"]), bool(spot["visible"]), str(spot["code"]), str(spot.get("text", ""))
            )
            for key, spot in row.get("variants", {}).items()
        },
        sites={key: _spot(spot) for key, spot in row.get("sites", {}).items()},
        curves={key: _pieces(pieces) for key, pieces in row.get("curves", {}).items()},
        territories={key: _rings(rings) for key, rings in row.get("territories", {}).items()},
        landmarks={key: _uv(uv) for key, uv in row.get("landmarks", {}).items()},
    )


def roomiest(rings: Sequence[Ring], seen: Callable[[UV], bool] | None = None) -> tuple[UV, float]:
    """Return a place well inside an area, and how wide (mm) the area is there.

    Places that are not ``seen`` are passed over unless there is no other. The place is the middle
    of the widest of a few level cuts through the largest ring; cuts near the middle height count
    a little more.
    """
    ring = max(rings, key=lambda ring: (ring.box[2] - ring.box[0]) * (ring.box[3] - ring.box[1]))
    _, top, _, bottom = ring.box
    best, best_worth = ((ring.box[0] + ring.box[2]) / 2, (top + bottom) / 2), 0.0
    best_width = 0.0
    for number in range(1, CUTS):
        share = number / CUTS
        v = top + (bottom - top) * share
        for left, right in _cut(ring, v):
            worth = (right - left) * (1 - abs(share - 0.5) * 0.6)
            middle = ((left + right) / 2, v)
            if worth > best_worth and (seen is None or seen(middle)):
                best, best_worth, best_width = middle, worth, right - left
    return best, best_width


def _cut(ring: Ring, v: float) -> list[tuple[float, float]]:
    """Return the stretches of a level line that lie inside a ring."""
    crossings = []
    u1, v1 = ring.uv[-1]
    for u2, v2 in ring.uv:
        if (v1 > v) != (v2 > v):
            crossings.append((u2 - u1) * (v - v1) / (v2 - v1) + u1)
        u1, v1 = u2, v2
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def box_of(path: Sequence[UV]) -> Box:
    """Return the box around these places."""
    us = [uv[0] for uv in path]
    vs = [uv[1] for uv in path]
    return min(us), min(vs), max(us), max(vs)


def _uv(row: Sequence[float]) -> UV:
    return row[0], row[1]


def _spot(row: Mapping[str, Any]) -> Spot:
    return Spot(_uv(row["uv"]), bool(row.get("visible", True)))


def _pieces(rows: Sequence[Mapping[str, Any]]) -> tuple[Piece, ...]:
    pieces = []
    for row in rows:
        uv = tuple([(p[0], p[1]) for p in row["uv"]])
        if len(uv) > 1:
            pieces.append(Piece(uv, bool(row["visible"]), box_of(uv)))
    return tuple(pieces)


def _rings(rows: Sequence[Sequence[Sequence[float]]]) -> tuple[Ring, ...]:
    rings = []
    for row in rows:
        uv = tuple([(p[0], p[1]) for p in row])
        if len(uv) > 2:
            rings.append(Ring(uv, box_of(uv)))
    return tuple(rings)
