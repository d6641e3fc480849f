"""Draws meridians, vessels and nerves as smooth curves through their stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import potpourri3d
from scipy import sparse
from scipy.ndimage import gaussian_filter1d
from scipy.sparse.linalg import splu

from assets.pipeline.points_limb import Limb
from assets.pipeline.points_places import Places
from assets.pipeline.points_surface import Floats, Ints, Surface, split_pinches, unit
from assets.pipeline.rules import Line

STEP_MM = 2.5
_ROUNDS = 40
_HOLD = 0.02
_TENSION = 0.03


@dataclass(frozen=True)
class Curve:
    """A curve as placed.

    Attributes
    ----------
    id, kind : str
    points : tuple of str
        Codes of the acupoints it passes, in order.
    polyline : (n, 3) array, mm
    stops : (k,) array
        Index in `polyline` of each stop.
    above, normals : (n, 3) arrays
        Nearest place on the skin to each point of the polyline, and its outward normal.
    """

    id: str
    kind: str
    points: tuple[str, ...]
    polyline: Floats
    stops: Ints
    above: Floats
    normals: Floats


class Drawing:
    """Draws curves on (and under) the skin of a limb."""

    def __init__(self, limb: Limb, places: Places, codes: set[str]) -> None:
        self._limb = limb
        self._places = places
        self._codes = codes

    @cached_property
    def _geodesics(self) -> Any:
        skin = self._limb.skin
        return potpourri3d.EdgeFlipGeodesicSolver(*split_pinches(skin.vertices, skin.faces))

    def draw(self, line: Line) -> Curve:
        """Draw one line.

        Raises
        ------
        LookupError
            If a stop cannot be placed; the message names file and line.
        """
        try:
            spots, depths, corners, codes = self._stops(line)
        except LookupError as error:
            raise LookupError(f"{line.where}: {line.id}: {error.args[0]}") from error
        path, stops = self._first_path(spots)
        turns = [0, *(i for i in range(1, len(stops) - 1) if corners[i]), len(stops) - 1]
        for first, last in zip(turns, turns[1:], strict=False):
            low, high = stops[first], stops[last] + 1
            part = _fair(path[low:high], stops[first : last + 1] - low, self._limb.skin, line.stiffness)
            path[low:high] = part
        if max(depths) > 0:
            path = self._sunk(path, stops, np.array(depths))
        above, normals = self._over(path)
        return Curve(line.id, line.kind, codes, path, stops, above, normals)

    def _over(self, path: Floats) -> tuple[Floats, Floats]:
        skin = self._limb.skin
        above, faces, bary = skin.nearest(path)
        return above, unit(np.einsum("ij,ijk->ik", bary, skin.vertex_normals[skin.faces[faces]]))

    def _stops(self, line: Line) -> tuple[Floats, list[float], list[bool], tuple[str, ...]]:
        spots, depths, corners, codes = [], [], [], []
        for stop in line.stops:
            deep = isinstance(stop, Mapping) and "at" in stop
            place = stop["at"] if deep else stop
            spots.append(self._places.spot(place).position)
            depths.append(float(stop.get("depth", 0.0)) if deep else 0.0)
            corners.append(deep and bool(stop.get("corner")))
            if isinstance(place, str) and place in self._codes:
                codes.append(place)
        return np.array(spots), depths, corners, tuple(codes)

    def _first_path(self, spots: Floats) -> tuple[Floats, Ints]:
        """Join the stops by geodesics of the mesh, in even steps; also each stop's index."""
        skin = self._limb.skin
        legs, stops = [spots[:1]], [0]
        for start, end in zip(spots, spots[1:], strict=False):
            a, b = (self._vertex(spot) for spot in (start, end))
            middle = np.empty((0, 3))
            if a != b:
                middle = np.asarray(self._geodesics.find_geodesic_path(a, b))[1:-1]
            walk = np.concatenate([start[None], middle, end[None]])
            legs.append(_even(walk, STEP_MM)[1:])
            stops.append(stops[-1] + len(legs[-1]))
        path = np.concatenate(legs)
        path, _, _ = skin.nearest(path)
        path[stops] = spots
        return path, np.array(stops, dtype=np.int64)

    def _vertex(self, spot: Floats) -> int:
        found = self._limb.skin.spot(spot)
        return int(self._limb.skin.faces[found.face][int(found.bary.argmax())])

    def _sunk(self, path: Floats, stops: Ints, depths: Floats) -> Floats:
        """Push a path under the skin, by the depth in mm given at each stop."""
        normals = unit(gaussian_filter1d(self._over(path)[1], 6.0, axis=0, mode="nearest"))
        lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
        depth = np.interp(lengths, lengths[stops], depths)
        depth = gaussian_filter1d(depth, 6.0, mode="nearest")
        sunk = path - depth[:, None] * normals
        return gaussian_filter1d(sunk, 3.0, axis=0, mode="nearest")


def _even(walk: Floats, step: float) -> Floats:
    """Return points at even steps along a walk, at least its two ends."""
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(walk, axis=0), axis=1))])
    count = max(int(round(lengths[-1] / step)), 1)
    at = np.linspace(0.0, lengths[-1], count + 1)
    return np.stack([np.interp(at, lengths, column) for column in walk.T], axis=1)


def _fair(path: Floats, stops: Ints, skin: Surface, stiffness: float) -> Floats:
    """Smooth a path on the skin like a bent strip that is pinned at its stops."""
    count = len(path)
    free = np.setdiff1d(np.arange(count), stops)
    if not len(free) or count < 4:
        return path
    first = sparse.diags([-np.ones(count - 1), np.ones(count - 1)], [0, 1], (count - 1, count))
    second = sparse.diags(
        [np.ones(count - 2), -2 * np.ones(count - 2), np.ones(count - 2)],
        [0, 1, 2],
        (count - 2, count),
    )
    energy = (stiffness * second.T @ second + _TENSION * first.T @ first).tocsc()
    system = energy + _HOLD * sparse.identity(count, format="csc")
    solve = splu(system[free][:, free].tocsc()).solve
    pinned = system[free][:, stops] @ path[stops]
    for _ in range(_ROUNDS):
        moved = solve(_HOLD * path[free] - pinned)
        path = path.copy()
        path[free] = skin.nearest(moved)[0]
    return path
