"""The skin divided in every way that an area is read by, joined so that one sum serves all."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from math import dist

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.skin import Place, Skin
from desktop_app.domain.findings import Ground

FOOT_STEP, LEG_STEP = 4.0, 8.0
"""mm between the levels at which a stocking may end, on the foot and above the ankle."""

CELL = 8.0
"""mm; patches nearer to each other than about this are one."""

WEB_REACH = 20.0
"""mm around the margin of a web in which skin counts as that of the web."""

Cell = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of true skin surface, mm2.

    Parameters
    ----------
    total
        All of it.
    grounds
        By ground and territory; skin of none is left out.
    levels
        By level, the toes first.
    spots
        By half of a toe (``toe-3-medial``) and web (``web-3``).
    """

    total: float
    grounds: Mapping[Ground, Mapping[str, float]]
    levels: tuple[float, ...]
    spots: Mapping[str, float]

    def nerves(self, *names: str) -> float:
        """Return the surface in the skin of these nerves together."""
        held = self.grounds[Ground.NERVE]
        return sum(held.get(name, 0.0) for name in names)


class Chart:
    """What each face of a skin belongs to, and the sums over the whole skin.

    Attributes
    ----------
    whole
        The sums over all skin that has a nerve territory.
    ankle, knee
        Levels, mm from the tips of the toes, of the ankle joint and the popliteal crease.
    """

    def __init__(self, atlas: Atlas) -> None:
        skin = atlas.skin
        landmarks = atlas.record["landmarks"]
        self.skin = skin
        self._areas = list(skin.areas)
        self._grounds = tuple(skin.labels)
        self._named = [
            [name if name in labels.territories else "" for name in labels.names]
            for labels in skin.labels.values()
        ]
        zs = skin.centres[2::3]
        self._front = max(zs)
        # The heel's back end: the leg begins where the foot ends.
        low = [z for z, y in zip(zs, skin.centres[1::3], strict=True) if y < 0]
        self.ankle = self._front - min(low)
        self.knee = self.ankle + float(landmarks["popliteal-crease"][1])
        self.web = self._front - float(landmarks["web-margin-2-3"][2])
        levels = self._levels(skin)
        self._steps = max(levels) + 1
        self._spots, spots = _spots(skin, landmarks)
        joined: dict[tuple[int, ...], int] = {}
        columns = (*(labels.faces for labels in skin.labels.values()), levels, spots)
        rows = zip(*columns, strict=True)
        self._codes = array("H", (joined.setdefault(row, len(joined)) for row in rows))
        self._members = list(joined)
        nerves = skin.labels[Ground.NERVE]
        table = bytes(name in nerves.territories for name in nerves.names).ljust(256, b"\0")
        self.whole = self.tally(nerves.faces.translate(table))
        self.total = self.tally(b"\1" * skin.faces)

    @cached_property
    def cells(self) -> list[Cell]:
        """The cell of a grid in which each face has its centre."""
        return [(int(x // CELL), int(y // CELL), int(z // CELL)) for x, y, z in self.skin.places]

    @cached_property
    def faces_in(self) -> dict[Cell, list[int]]:
        """The faces in each cell that has some."""
        found: dict[Cell, list[int]] = {}
        for face, cell in enumerate(self.cells):
            found.setdefault(cell, []).append(face)
        return found

    def tally(self, mask: bytes) -> Tally:
        """Return the sums of the marked faces (any byte but 0)."""
        sums = [0.0] * len(self._members)
        marked = zip(compress(self._codes, mask), compress(self._areas, mask), strict=True)
        for code, surface in marked:
            sums[code] += surface
        grounds: list[dict[str, float]] = [{} for _ in self._grounds]
        levels = [0.0] * self._steps
        spots: dict[str, float] = {}
        total = 0.0
        for member, surface in zip(self._members, sums, strict=True):
            if not surface:
                continue
            total += surface
            *labels, level, spot = member
            levels[level] += surface
            for names, held, label in zip(self._named, grounds, labels, strict=True):
                name = names[label]
                if name:
                    held[name] = held.get(name, 0.0) + surface
            if spot:
                name = self._spots[spot - 1]
                spots[name] = spots.get(name, 0.0) + surface
        by_ground = dict(zip(self._grounds, grounds, strict=True))
        return Tally(total, by_ground, tuple(levels), spots)

    def surface(self, mask: bytes) -> float:
        """Return the surface of the marked faces, mm2."""
        return sum(compress(self._areas, mask))

    def level_at(self, step: int) -> float:
        """Return how far from the tips of the toes a level ends, mm."""
        foot = int(self.ankle / FOOT_STEP) + 1
        if step < foot:
            return min(self.ankle, (step + 1) * FOOT_STEP)
        return self.ankle + (step - foot + 1) * LEG_STEP

    def patches(self, mask: bytes, least: float) -> int:
        """Return how many separate patches of at least this surface (mm2, about) are marked."""
        waiting: dict[Cell, float] = {}
        for cell, surface in zip(
            compress(self.cells, mask), compress(self._areas, mask), strict=True
        ):
            waiting[cell] = waiting.get(cell, 0.0) + surface
        found = 0
        while waiting:
            cell, size = waiting.popitem()
            edge = [cell]
            while edge:
                x, y, z = edge.pop()
                for dx in (-1, 0, 1):
                    for dy in (-1, 0, 1):
                        for dz in (-1, 0, 1):
                            near = (x + dx, y + dy, z + dz)
                            if near in waiting:
                                size += waiting.pop(near)
                                edge.append(near)
            found += size >= least
        return found

    def _levels(self, skin: Skin) -> list[int]:
        foot = int(self.ankle / FOOT_STEP) + 1
        front = self._front
        return [
            int((front - z) / FOOT_STEP) if y <= 0 else foot + int(y / LEG_STEP)
            for y, z in zip(skin.centres[1::3], skin.centres[2::3], strict=True)
        ]


_charts: dict[str, Chart] = {}


def chart_of(atlas: Atlas) -> Chart:
    """Return the chart of an atlas; it is made once for each body."""
    name = atlas.skin.name
    if name not in _charts:
        _charts.clear()
        _charts[name] = Chart(atlas)
    return _charts[name]


def _spots(skin: Skin, landmarks: Mapping[str, Place]) -> tuple[list[str], bytes]:
    """Return names, and for each face the number of its name from 1, or 0.

    Skin of a web reaches back between the heads of the metatarsals, above and in the sole.
    """
    names = [f"web-{web}" for web in range(1, 5)]
    spots = bytearray(skin.faces)
    margins = [
        (tuple(landmarks[f"web-margin-{web}-{web + 1}{side}"]), web)
        for web in range(1, 5)
        for side in ("", "-plantar")
    ]
    for face in compress(range(skin.faces), skin.regions["forefoot"]):
        far, web = min((dist(skin.places[face], margin), web) for margin, web in margins)
        if far <= WEB_REACH:
            spots[face] = web
    for toe in range(1, 6):
        faces = list(compress(range(skin.faces), skin.regions[f"toe-{toe}"]))
        slices: dict[int, list[float]] = {}
        for face in faces:
            x, _, z = skin.places[face]
            slices.setdefault(int(z // CELL), []).append(x)
        names += [f"toe-{toe}-medial", f"toe-{toe}-lateral"]
        for face in faces:
            x, _, z = skin.places[face]
            across = slices[int(z // CELL)]
            # The right foot lies at x < 0: its outer side is the lesser x.
            is_lateral = x < (min(across) + max(across)) / 2
            spots[face] = len(names) if is_lateral else len(names) - 1
    return names, bytes(spots)
