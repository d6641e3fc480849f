"""Draws meridians, vessels and nerves as smooth curves through their stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import potpourri3d
from scipy import sparse
from scipy.ndimage import gaussian_filter1d
from scipy.sparse.linalg import splu

from assets.pipeline.points_limb import Limb
from assets.pipeline.points_places import Places
from assets.pipeline.points_surface import Flags, Floats, Ints, Surface, split_pinches, unit
from assets.pipeline.rules import Line

STEP_MM = 2.5
_HOLDS = np.geomspace(6e-4, 6e-3, 16)
_TENSION = 0.005
_PULL = 0.02


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


@dataclass(frozen=True)
class _Stop:
    """A stop of a line; a firm one is passed exactly, others nearly."""

    spot: Floats
    code: str
    depth: float
    corner: bool
    firm: bool


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
            stops = [self._stop(stop) for stop in line.stops]
        except LookupError as error:
            raise LookupError(f"{line.where}: {line.id}: {error.args[0]}") from error
        above, at = self._first_path(np.array([stop.spot for stop in stops]))
        last = len(stops) - 1
        turns = [0, *(i for i in range(1, last) if stops[i].corner), last]
        for first, end in pairwise(turns):
            low, high = at[first], at[end] + 1
            firm = np.array([i in (first, end) or stops[i].firm for i in range(first, end + 1)])
            above[low:high] = _fair(
                above[low:high], at[first : end + 1] - low, firm, self._limb.skin
            )
        normals = self._normals(above)
        depths = np.array([stop.depth for stop in stops])
        path = self._sunk(above, normals, at, depths) if depths.max() > 0 else above
        codes = tuple(stop.code for stop in stops if stop.code)
        return Curve(line.id, line.kind, codes, path, at, above, normals)

    def _stop(self, said: Any) -> _Stop:
        deep = isinstance(said, Mapping) and "at" in said
        place = said["at"] if deep else said
        code = place if isinstance(place, str) and place in self._codes else ""
        depth = float(said.get("depth", 0.0)) if deep else 0.0
        corner = deep and bool(said.get("corner"))
        spot = self._places.spot(place).position
        return _Stop(spot, code, depth, corner, firm=bool(code))

    def _normals(self, above: Floats) -> Floats:
        skin = self._limb.skin
        _, faces, bary = skin.nearest(above)
        return unit(np.einsum("ij,ijk->ik", bary, skin.vertex_normals[skin.faces[faces]]))

    def _first_path(self, spots: Floats) -> tuple[Floats, Ints]:
        """Join the stops by geodesics of the mesh, in even steps; also each stop's index."""
        skin = self._limb.skin
        legs, stops = [spots[:1]], [0]
        for start, end in pairwise(spots):
            a, b = (self._vertex(spot) for spot in (start, end))
            middle = np.empty((0, 3))
            if a != b:
                middle = np.asarray(self._geodesics.find_geodesic_path(a, b))[1:-1]
            walk = np.concatenate([start[None], middle, end[None]])
            legs.append(even_steps(walk, STEP_MM)[1:])
            stops.append(stops[-1] + len(legs[-1]))
        path = np.concatenate(legs)
        path, _, _ = skin.nearest(path)
        path[stops] = spots
        return path, np.array(stops, dtype=np.int64)

    def _vertex(self, spot: Floats) -> int:
        found = self._limb.skin.spot(spot)
        return int(self._limb.skin.faces[found.face][int(found.bary.argmax())])

    def _sunk(self, above: Floats, normals: Floats, stops: Ints, depths: Floats) -> Floats:
        """Push a path under the skin, by the depth in mm given at each stop."""
        inward = -unit(gaussian_filter1d(normals, 6.0, axis=0, mode="nearest"))
        lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(above, axis=0), axis=1))])
        depth = np.interp(lengths, lengths[stops], depths)
        depth = gaussian_filter1d(depth, 6.0, mode="nearest")
        sunk = gaussian_filter1d(above + depth[:, None] * inward, 3.0, axis=0, mode="nearest")
        return np.asarray(sunk)


def even_steps(walk: Floats, step: float) -> Floats:
    """Return points at even steps along a walk, at least its two ends."""
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(walk, axis=0), axis=1))])
    count = max(round(float(lengths[-1]) / step), 1)
    at = np.linspace(0.0, lengths[-1], count + 1)
    return np.stack([np.interp(at, lengths, column) for column in walk.T], axis=1)


def _fair(path: Floats, stops: Ints, firm: Flags, skin: Surface) -> Floats:
    """Smooth a path on the skin like a bent strip, pinned at firm stops and drawn to the rest."""
    count = len(path)
    pins, soft = stops[firm], stops[~firm]
    free = np.setdiff1d(np.arange(count), pins)
    if not len(free) or count < 4:
        return path
    first = sparse.diags([-np.ones(count - 1), np.ones(count - 1)], [0, 1], (count - 1, count))
    second = sparse.diags(
        [np.ones(count - 2), -2 * np.ones(count - 2), np.ones(count - 2)],
        [0, 1, 2],
        (count - 2, count),
    )
    energy = second.T @ second + _TENSION * first.T @ first
    wanted = path.copy()
    for hold in _HOLDS:
        pull = np.full(count, hold)
        pull[soft] += _PULL
        target = hold * path
        target[soft] += _PULL * wanted[soft]
        system = (energy + sparse.diags(pull)).tocsc()
        rest = target[free] - system[free][:, pins] @ path[pins]
        path = path.copy()
        path[free] = skin.nearest(splu(system[free][:, free].tocsc()).solve(rest))[0]
    return path
