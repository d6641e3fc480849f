"""Cuts the skin into patches where one label wins, and joins what a view sees to outlines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from assets.pipeline.points_surface import Flags, Floats, Ints, Surface
from assets.pipeline.visibility import Sight

_SMALLEST_MM2 = 4.0

Side = tuple[int, int]


@dataclass(frozen=True)
class _Corner:
    """A corner of a patch: its id, position (3,), scores, and the mesh edges it lies on."""

    id: int
    position: Floats
    scores: Floats
    sides: frozenset[Side]


class Mosaic:
    """Patches of a skin, each the part of one face where one label's score is the greatest."""

    def __init__(self, skin: Surface, scores: Floats) -> None:
        self._skin = skin
        self._labels = scores.shape[1]
        winners = scores.argmax(axis=1)[skin.faces]
        self._whole = (winners == winners[:, :1]).all(axis=1)
        self._winner = winners[:, 0]
        self._ids: dict[tuple[int, int, int, int], int] = {}
        self._extra: list[Floats] = []
        self._patches: list[tuple[int, int, list[int]]] = []
        for face in np.flatnonzero(~self._whole).tolist():
            self._divide(face, scores, sorted(set(winners[face].tolist())))
        extra = np.array(self._extra) if self._extra else np.empty((0, 3))
        self._positions = np.concatenate([skin.vertices, extra])

    def _divide(self, face: int, scores: Floats, labels: list[int]) -> None:
        ids = self._skin.faces[face].tolist()
        edges = [_side(a, b) for a, b in zip(ids, ids[1:] + ids[:1], strict=True)]
        triangle = [
            _Corner(v, self._skin.vertices[v], scores[v], frozenset((edges[i], edges[i - 1])))
            for i, v in enumerate(ids)
        ]
        for label in labels:
            patch = triangle
            for other in labels:
                if other != label:
                    patch = self._clip(patch, label, other)
            if len(patch) > 2:
                self._patches.append((face, label, [corner.id for corner in patch]))

    def _clip(self, patch: list[_Corner], label: int, other: int) -> list[_Corner]:
        """Keep the part of a patch where `label` scores at least as much as `other`."""
        kept: list[_Corner] = []
        for a, b in zip(patch, patch[1:] + patch[:1], strict=True):
            lead_a = float(a.scores[label] - a.scores[other])
            lead_b = float(b.scores[label] - b.scores[other])
            if lead_a >= 0:
                kept.append(a)
            if (lead_a >= 0) != (lead_b >= 0):
                kept.append(self._crossing(a, b, lead_a / (lead_a - lead_b), label, other))
        return kept

    def _crossing(self, a: _Corner, b: _Corner, share: float, label: int, other: int) -> _Corner:
        shared = a.sides & b.sides
        position = a.position * (1 - share) + b.position * share
        scores = a.scores * (1 - share) + b.scores * share
        if shared:
            (edge,) = shared
            key = (*edge, min(label, other), max(label, other))
            number = self._ids.get(key)
            if number is None:
                number = self._ids[key] = self._new(position)
        else:
            number = self._new(position)
        return _Corner(number, position, scores, frozenset(shared))

    def _new(self, position: Floats) -> int:
        self._extra.append(position)
        return len(self._skin.vertices) + len(self._extra) - 1

    def outlines(self, sight: Sight, shown: Flags) -> list[list[Floats]]:
        """Rings (n, 2) round what a view sees of each label among the shown faces (m,)."""
        skin = self._skin
        seen = sight.faces & shown
        flat = sight.camera.project(self._positions)[:, :2]
        borders: list[list[tuple[int, int]]] = [[] for _ in range(self._labels)]
        for face, label, ids in self._patches:
            if seen[face]:
                borders[label] += zip(ids, ids[1:] + ids[:1], strict=True)
        rings = []
        for label in range(self._labels):
            faces = skin.faces[seen & self._whole & (self._winner == label)]
            edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
            extra = np.array(borders[label], dtype=np.int64).reshape(-1, 2)
            rings.append(_rings(np.concatenate([edges, extra]), flat))
        return rings


def _side(a: int, b: int) -> Side:
    return (a, b) if a < b else (b, a)


def _rings(edges: Ints, flat: Floats) -> list[Floats]:
    """Join the directed edges (n, 2) that have no opposite to rings, largest first."""
    if not len(edges):
        return []
    forward, backward = edges[:, 0] * 2**31 + edges[:, 1], edges[:, 1] * 2**31 + edges[:, 0]
    onward: dict[int, list[int]] = defaultdict(list)
    for start, end in edges[~np.isin(forward, backward)].tolist():
        onward[start].append(end)
    rings = []
    for start in sorted(onward):
        while onward[start]:
            ring = [start]
            while onward[ring[-1]]:
                ring.append(onward[ring[-1]].pop())
                if ring[-1] == start:
                    break
            line = flat[ring]
            if len(ring) > 3 and abs(_area(line)) >= _SMALLEST_MM2:
                rings.append(line)
    return sorted(rings, key=lambda ring: -abs(_area(ring)))


def _area(ring: Floats) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
