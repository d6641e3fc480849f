"""Says what each camera sees: of points, of curves, and where a view's outlines run."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

import numpy as np

from assets.pipeline.cameras import Camera
from assets.pipeline.points_surface import Flags, Floats, Ints, Surface

LIFT_MM = 1.2
_CELL_MM = 2.0
_NEAR_MM = 4.0
_GRAZE = 0.02


class Sight:
    """What hides what in one view: the skin's triangles sorted into cells of the picture."""

    def __init__(self, camera: Camera, skin: Surface) -> None:
        self.camera = camera
        self._toward = np.array(camera.toward)
        self._skin = skin
        facing = skin.face_normals @ self._toward
        self._facing: Flags = facing > _GRAZE
        # In front of everything lies a face that looks at the viewer.
        self._corners = camera.project(skin.vertices)[skin.faces[facing > 0]]
        low = self._corners[:, :, :2].min(axis=1)
        high = self._corners[:, :, :2].max(axis=1)
        self._base = low.min(axis=0)
        first = ((low - self._base) / _CELL_MM).astype(np.int64)
        last = ((high - self._base) / _CELL_MM).astype(np.int64)
        self._columns = int(last[:, 1].max()) + 1
        spans = last - first + 1
        counts = spans[:, 0] * spans[:, 1]
        owner = np.repeat(np.arange(len(counts)), counts)
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        across = first[owner, 0] + within // spans[owner, 1]
        down = first[owner, 1] + within % spans[owner, 1]
        cells = across * self._columns + down
        order = np.argsort(cells, kind="stable")
        self._cells, self._faces = cells[order], owner[order]

    def cover(self, positions: Floats) -> Floats:
        """How much nearer to the viewer than each position (q, 3) the nearest skin is, mm.

        Minus infinity where no skin lies over or under the position.
        """
        asked = self.camera.project(positions)
        key = self._cell_of(asked)
        start = np.searchsorted(self._cells, key, "left")
        counts = np.searchsorted(self._cells, key, "right") - start
        query = np.repeat(np.arange(len(asked)), counts)
        entry = np.repeat(start - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        corners = self._corners[self._faces[entry]]
        weights = _weights(corners[:, :, :2], asked[query, :2])
        inside = (weights >= -1e-9).all(axis=1)
        nearness = np.einsum("ij,ij->i", weights, corners[:, :, 2])
        gap = np.where(inside, nearness - asked[query, 2], -np.inf)
        best = np.full(len(asked), -np.inf)
        np.maximum.at(best, query, gap)
        return best

    def sees(self, positions: Floats, normals: Floats, facing: float) -> Flags:
        """Whether the viewer sees marks on the skin at positions (q, 3) with normals (q, 3).

        A mark stands a little above the skin, so that it also shows on the rim of a rounding;
        `facing` is the least cosine between its normal and the way to the viewer.
        """
        lifted = positions + LIFT_MM * (normals + self._toward)
        turned = normals @ self._toward > facing
        return np.asarray(turned & (self.cover(lifted) <= 0.0))

    @cached_property
    def faces(self) -> Flags:
        """Whether the viewer sees each face of the skin, by its centre."""
        seen = self._facing.copy()
        asked = np.flatnonzero(seen)
        centres = self.camera.project(self._skin.centroids[asked])
        nearest = np.full(int(self._cells.max()) + 1, -np.inf)
        np.maximum.at(nearest, self._cells, self._corners[self._faces, :, 2].max(axis=1))
        # Where the cell holds nothing much nearer, nothing can hide the face.
        doubtful = nearest[self._cell_of(centres)] > centres[:, 2] + _NEAR_MM
        lifted = self._skin.centroids + 0.05 * self._skin.face_normals
        seen[asked[doubtful]] = self.cover(lifted[asked[doubtful]]) <= 0.0
        return seen

    def _cell_of(self, flat: Floats) -> Ints:
        cell = ((flat[:, :2] - self._base) / _CELL_MM).astype(np.int64)
        return np.asarray(cell[:, 0] * self._columns + cell[:, 1])


def _weights(corners: Floats, at: Floats) -> Floats:
    """Barycentric weights (q, 3) of plane positions (q, 2) in triangles (q, 3, 2)."""
    ax, ay = corners[:, 0, 0], corners[:, 0, 1]
    bx, by = corners[:, 1, 0] - ax, corners[:, 1, 1] - ay
    cx, cy = corners[:, 2, 0] - ax, corners[:, 2, 1] - ay
    px, py = at[:, 0] - ax, at[:, 1] - ay
    area = bx * cy - by * cx
    flat = np.abs(area) < 1e-12
    safe = np.where(flat, 1.0, area)
    v = (px * cy - py * cx) / safe
    w = (bx * py - by * px) / safe
    return np.stack([np.where(flat, -1.0, 1 - v - w), v, w], axis=1)


def runs(seen: Flags, shortest: int = 3) -> list[tuple[int, int, bool]]:
    """Split a curve's points into runs of one visibility: (first, last, seen), ends shared.

    Runs shorter than `shortest` points join their neighbours, so that lines do not flicker.
    """
    flags = seen.copy()
    for _ in range(2):
        for first, last in _stretches(flags):
            if last - first < shortest and first > 0 and last < len(flags):
                flags[first:last] = flags[first - 1]
    return [
        (first, min(last, len(flags) - 1), bool(flags[first])) for first, last in _stretches(flags)
    ]


def _stretches(flags: Flags) -> list[tuple[int, int]]:
    changes = np.flatnonzero(np.diff(flags.astype(np.int8))) + 1
    edges = [0, *changes.tolist(), len(flags)]
    return list(pairwise(edges))


def thin(line: Floats, slack: float) -> Ints:
    """Choose the points of a plane line (n, 2) that keep it within `slack` mm; returns indices."""
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        chord = line[last] - line[first]
        length = float(np.hypot(*chord))
        offset = line[first + 1 : last] - line[first]
        if length > 1e-9:
            gap = np.abs(chord[0] * offset[:, 1] - chord[1] * offset[:, 0]) / length
        else:
            gap = np.linalg.norm(offset, axis=1)
        worst = int(gap.argmax())
        if gap[worst] > slack:
            middle = first + 1 + worst
            keep[middle] = True
            todo += [(first, middle), (middle, last)]
    return np.flatnonzero(keep)
