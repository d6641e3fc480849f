"""Where the points lie on the skin: in which territories, and how far from what is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import compress
from math import dist, inf

from desktop_app.atlas.body import Atlas
from desktop_app.domain.findings import Ground
from desktop_app.domain.points import Point
from desktop_app.planning.chart import CELL, Cell, chart_of

_DIAGONAL = CELL * 3**0.5

Place = tuple[float, float, float]


class Nearness:
    """The points of an atlas on its skin.

    A point with several places, such as Bafeng, has them all; one whose every place is another
    point's is left out, since those stand for it.
    """

    def __init__(self, atlas: Atlas, points: Mapping[str, Point]) -> None:
        self._skin = atlas.skin
        self._chart = chart_of(atlas)
        self._faces: dict[Place, int] = {}
        self._placed = {code: placed.position for code, placed in atlas.placed.items()}
        self.places = {
            code: places
            for code, point in points.items()
            if not point.site_of
            and not _is_twin(point, points)
            and (places := tuple(each for each in point.sites or (code,) if each in self._placed))
        }

    def territory(self, place: str, ground: Ground) -> str:
        """Return the territory in which a place lies; empty if in none."""
        labels = self._skin.labels[ground]
        name = labels.names[labels.faces[self._face(self._placed[place])]]
        return name if name in labels.territories else ""

    def distances(self, mask: bytes) -> dict[str, float]:
        """Return how far, straight, each place is from the nearest marked skin, mm.

        It is 0 for a place in marked skin, and infinite if none is marked.
        """
        cells = set(compress(self._chart.cells, mask))
        found = {}
        for places in self.places.values():
            for place in places:
                at = self._placed[place]
                inside = bool(mask[self._face(at)]) if cells else False
                found[place] = 0.0 if inside else self._far(at, cells, mask)
        return found

    def _far(self, at: Place, cells: Iterable[Cell], mask: bytes) -> float:
        middles = [
            (dist(at, ((x + 0.5) * CELL, (y + 0.5) * CELL, (z + 0.5) * CELL)), (x, y, z))
            for x, y, z in cells
        ]
        if not middles:
            return inf
        within = min(middles)[0] + _DIAGONAL
        places, faces = self._skin.places, self._chart.faces_in
        return min(
            dist(at, places[face])
            for far, cell in middles
            if far <= within
            for face in faces[cell]
            if mask[face]
        )

    def _face(self, at: Place) -> int:
        if at not in self._faces:
            self._faces[at] = self._nearest_face(at)
        return self._faces[at]

    def _nearest_face(self, at: Place) -> int:
        x, y, z = (int(part // CELL) for part in at)
        steps = (-1, 0, 1)
        around = ((x + dx, y + dy, z + dz) for dx in steps for dy in steps for dz in steps)
        near = [face for cell in around for face in self._chart.faces_in.get(cell, ())]
        return min(near, key=lambda face: dist(at, self._skin.places[face]))


def _is_twin(point: Point, points: Mapping[str, Point]) -> bool:
    return bool(point.sites) and all(points[site].same_as for site in point.sites)
