"""Courses of vessels and nerves in space, and how near a straight line comes to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import dist
from pathlib import Path

from desktop_app.atlas.cameras import Vector, dot, read_json
from desktop_app.atlas.mesh import unreadable

KINDS = ("artery", "vein", "nerve")
"""Kinds of curves that lie under the skin; meridians are on it."""


@dataclass(frozen=True, slots=True)
class Near:
    """Where a line comes nearest to a course: mm along the line, and mm from it."""

    along: float
    gap: float


@dataclass(frozen=True, slots=True)
class Course:
    """One vessel or nerve, or a branch of it, as a chain of straight pieces, mm.

    ``id`` is that of the structure; no piece of the line is longer than ``step``.
    """

    id: str
    branch: str
    kind: str
    line: tuple[Vector, ...]
    least: Vector
    most: Vector
    step: float

    def nearest(self, start: Vector, way: Vector, length: float, spread: float) -> Near | None:
        """Return where a line of this length comes nearest; None if never within ``spread``."""
        end = moved(start, way, length)
        for low, high, a, b in zip(self.least, self.most, start, end, strict=True):
            if max(a, b) < low - spread or min(a, b) > high + spread:
                return None
        close = spread + self.step
        best = None
        for first, second in zip(self.line, self.line[1:], strict=False):
            along = min(max(dot(difference(first, start), way), 0.0), length)
            if dist(first, moved(start, way, along)) > close:
                continue
            near = approach(start, way, length, first, second)
            if near.gap <= spread and (best is None or near.gap < best.gap):
                best = near
        return best


def approach(start: Vector, way: Vector, length: float, first: Vector, second: Vector) -> Near:
    """Return where a line comes nearest to the straight piece between two places.

    Both are of finite length (Ericson 2004, Real-Time Collision Detection, 5.1.9).

    Parameters
    ----------
    way
        Unit vector of the line.
    """
    piece = difference(second, first)
    apart = difference(start, first)
    size = dot(piece, piece)
    ahead = dot(way, apart)
    if size < 1e-12:
        along = min(max(-ahead, 0.0), length)
        return Near(along, dist(moved(start, way, along), first))
    slope, behind = dot(way, piece), dot(piece, apart)
    square = size - slope * slope
    along = (slope * behind - ahead * size) / square if square > 1e-9 else 0.0
    along = min(max(along, 0.0), length)
    share = (slope * along + behind) / size
    if not 0.0 <= share <= 1.0:
        share = min(max(share, 0.0), 1.0)
        along = min(max(slope * share - ahead, 0.0), length)
    return Near(along, dist(moved(start, way, along), moved(first, piece, share)))


@lru_cache(maxsize=2)
def courses_in(folder: Path) -> tuple[Course, ...]:
    """Return every vessel and nerve of an atlas folder, branches singly; read once.

    Raises
    ------
    UnreadableFile
        If ``atlas.json`` is missing or damaged.
    """
    path = folder / "atlas.json"
    curves = read_json(path)
    try:
        return tuple(
            _course(name, curve["kind"], curve["polyline"])
            for name, curve in curves["curves"].items()
            if curve["kind"] in KINDS
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise unreadable(path, str(error)) from error


def moved(place: Vector, way: Vector, by: float) -> Vector:
    """Return the place reached from another by going so far along a vector."""
    return place[0] + by * way[0], place[1] + by * way[1], place[2] + by * way[2]


def difference(a: Vector, b: Vector) -> Vector:
    """Return the vector from ``b`` to ``a``."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _course(name: str, kind: str, polyline: list[list[float]]) -> Course:
    parts = name.split(":")
    line = tuple((float(x), float(y), float(z)) for x, y, z in polyline)
    xs, ys, zs = zip(*line, strict=True)
    return Course(
        id=parts[1],
        branch=parts[2] if len(parts) > 2 else "",
        kind=kind,
        line=line,
        least=(min(xs), min(ys), min(zs)),
        most=(max(xs), max(ys), max(zs)),
        step=max(map(dist, line, line[1:]), default=0.0),
    )
