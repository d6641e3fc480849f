"""The bones and the skin as solids that straight lines cross.

Plain Python, since the program ships no numpy: a solid sorts its faces into square cells once, and
a line then looks at the few faces near it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import sub
from pathlib import Path

from desktop_app.atlas.cameras import Vector
from desktop_app.atlas.mesh import SKIN, Mesh, read_mesh, unreadable

LEAST_CELL = 6.0
"""Side of the smallest cells, mm."""

SKIN_CELL = 12.0
"""Side of the cells of the skin, mm: no face of it is longer (measuring them all takes a while)."""

_ROW = 4096
_EDGE = 1e-9
"""How far outside a face, in shares of it, a line still counts as through it: no gap at edges."""

Facet = tuple[float, float, float, float, float, float, float, float, float]
"""A corner of a face and the two edges that leave it."""


@dataclass(slots=True)
class Solid:
    """A closed surface of triangles, mm.

    Parameters
    ----------
    xs, ys, zs
        One coordinate a vertex.
    corners
        Three vertices a face.
    cell
        Side of the cells that the faces are sorted into, at least the greatest extent of a face;
        0 to have it measured.
    """

    name: str
    xs: array[float]
    ys: array[float]
    zs: array[float]
    corners: array[int]
    cell: float = 0.0
    least: Vector = field(init=False)
    most: Vector = field(init=False)
    _faces: dict[int, list[int]] = field(default_factory=dict)
    _facets: dict[int, list[Facet]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.least = min(self.xs), min(self.ys), min(self.zs)
        self.most = max(self.xs), max(self.ys), max(self.zs)

    def crossings(self, start: Vector, way: Vector, reach: float) -> list[float]:
        """Return where a line crosses the surface, mm from its start, in order.

        Parameters
        ----------
        way
            Unit vector.
        reach
            Length of the line, mm.
        """
        stretch = self.stretch(start, way, reach)
        if stretch is None:
            return []
        found: list[float] = []
        for cell in self._cells_along(start, way, *stretch):
            found += cuts(self._facets_of(cell), start, way)
        return sorted(at for at in found if 0 <= at <= reach)

    def stretch(self, start: Vector, way: Vector, reach: float) -> tuple[float, float] | None:
        """Return from where to where a line is in the box around the mesh; None if never."""
        low, high = 0.0, reach
        for place, step, least, most in zip(start, way, self.least, self.most, strict=True):
            if abs(step) < 1e-12:
                if not least <= place <= most:
                    return None
                continue
            near, far = (least - place) / step, (most - place) / step
            if near > far:
                near, far = far, near
            low, high = max(low, near), min(high, far)
        return (low, high) if low <= high else None

    def _cells_along(self, start: Vector, way: Vector, low: float, high: float) -> Iterator[int]:
        """Yield the cells (of height and depth) that a line touches, and those beside them.

        A face stands in the cell of its first corner alone, and no face is longer than a cell, so
        that one cell to either side is enough.
        """
        known = self._sorted()
        side = self.cell
        y, z = start[1] + low * way[1], start[2] + low * way[2]
        end_y, end_z = start[1] + high * way[1], start[2] + high * way[2]
        if y > end_y:
            y, z, end_y, end_z = end_y, end_z, y, z
        level = end_y - y < 1e-9
        slope = 0.0 if level else (end_z - z) / (end_y - y)
        for row in range(int(y // side) - 1, int(end_y // side) + 2):
            # The stretch within this row and its neighbours, whose faces may reach into it.
            lower, upper = max((row - 1) * side, y), min((row + 2) * side, end_y)
            ends = (z, end_z) if level else (z + (lower - y) * slope, z + (upper - y) * slope)
            first, last = int(min(ends) // side) - 1, int(max(ends) // side) + 1
            for key in range(row * _ROW + first, row * _ROW + last + 1):
                if key in known:
                    yield key

    def _facets_of(self, cell: int) -> list[Facet]:
        facets = self._facets.get(cell)
        if facets is None:
            xs, ys, zs, corners = self.xs, self.ys, self.zs, self.corners
            facets = []
            for face in self._faces[cell]:
                a, b, c = corners[3 * face : 3 * face + 3]
                x, y, z = xs[a], ys[a], zs[a]
                facets.append(
                    (x, y, z, xs[b] - x, ys[b] - y, zs[b] - z, xs[c] - x, ys[c] - y, zs[c] - z)
                )
            self._facets[cell] = facets
        return facets

    def _sorted(self) -> dict[int, list[int]]:
        """Return the faces of each cell, by its row (height) and column (depth) in one number."""
        if not self._faces:
            side = self.cell or max(LEAST_CELL, self._longest(self.ys), self._longest(self.zs))
            keys = [
                int(y // side) * _ROW + int(z // side)
                for y, z in zip(self.ys, self.zs, strict=True)
            ]
            faces: dict[int, list[int]] = defaultdict(list)
            for face, corner in enumerate(self.corners[::3]):
                faces[keys[corner]].append(face)
            self.cell = side
            self._faces = dict(faces)
        return self._faces

    def _longest(self, along: array[float]) -> float:
        """Return the greatest extent of any face along one axis, mm."""
        a, b, c = (list(map(along.__getitem__, self.corners[k::3])) for k in range(3))
        return max(
            max(map(abs, map(sub, one, other)), default=0.0)
            for one, other in ((a, b), (b, c), (c, a))
        )


def cuts(facets: list[Facet], start: Vector, way: Vector) -> list[float]:
    """Return where a line goes through these faces, mm from its start; behind it negative.

    The test of Möller and Trumbore (1997), for faces seen from either side.
    """
    sx, sy, sz = start
    dx, dy, dz = way
    low, high = -_EDGE, 1 + _EDGE
    found = []
    for ax, ay, az, ex, ey, ez, fx, fy, fz in facets:
        px, py, pz = dy * fz - dz * fy, dz * fx - dx * fz, dx * fy - dy * fx
        volume = ex * px + ey * py + ez * pz
        if -1e-12 < volume < 1e-12:
            continue
        tx, ty, tz = sx - ax, sy - ay, sz - az
        u = (tx * px + ty * py + tz * pz) / volume
        if u < low or u > high:
            continue
        qx, qy, qz = ty * ez - tz * ey, tz * ex - tx * ez, tx * ey - ty * ex
        v = (dx * qx + dy * qy + dz * qz) / volume
        if v < low or u + v > high:
            continue
        found.append((fx * qx + fy * qy + fz * qz) / volume)
    return found


@dataclass(frozen=True, slots=True)
class Body:
    """The skin and the bones of the right limb."""

    skin: Solid
    bones: tuple[Solid, ...]

    def bones_along(self, start: Vector, way: Vector, reach: float) -> list[tuple[float, Solid]]:
        """Return the bones whose box a line touches, and where it does, mm; nearest first."""
        touched = []
        for bone in self.bones:
            stretch = bone.stretch(start, way, reach)
            if stretch is not None:
                touched.append((stretch[0], bone))
        return sorted(touched, key=lambda pair: (pair[0], pair[1].name))


@lru_cache(maxsize=2)
def body_in(folder: Path) -> Body:
    """Return the body of an atlas folder; it is read once.

    Raises
    ------
    UnreadableFile
        If ``body.glb`` is missing or damaged.
    """
    path = folder / "body.glb"
    meshes = read_mesh(path)
    if SKIN not in meshes or not all(mesh.corners for mesh in meshes.values()):
        raise unreadable(path, "a part of the body is missing")
    skin = _solid(SKIN, meshes.pop(SKIN), SKIN_CELL)
    return Body(skin, tuple(_solid(name, mesh) for name, mesh in meshes.items()))


def _solid(name: str, mesh: Mesh, cell: float = 0.0) -> Solid:
    xs, ys, zs = (mesh.vertices[axis::3] for axis in range(3))
    return Solid(name, xs, ys, zs, mesh.corners, cell)
