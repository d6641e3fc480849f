"""A triangle surface to lay points on: nearest spot, plane cuts, rays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def unit(vector: Floats) -> Floats:
    """Return `vector` (..., 3) scaled to length one."""
    return np.asarray(vector / np.linalg.norm(vector, axis=-1, keepdims=True), dtype=np.float64)


@dataclass(frozen=True)
class Spot:
    """A place on a surface: position (3,) in mm, face index, barycentric weights (3,)."""

    position: Floats
    face: int
    bary: Floats


@dataclass(frozen=True)
class Cut:
    """One connected line of a plane cut: points (n, 3) in mm, faces (n - 1,), closed or open.

    A closed line repeats its first point at the end.
    """

    points: Floats
    faces: Ints
    closed: bool

    @cached_property
    def lengths(self) -> Floats:
        """Arc length from the first point to each point, mm."""
        steps = np.linalg.norm(np.diff(self.points, axis=0), axis=1)
        return np.concatenate([[0.0], np.cumsum(steps)])


class Surface:
    """A triangle mesh with vertices (n, 3) in mm and faces (m, 3), fixed order."""

    def __init__(self, vertices: Floats, faces: Ints) -> None:
        self.vertices = np.asarray(vertices, dtype=np.float64)
        self.faces = np.asarray(faces, dtype=np.int64)

    @cached_property
    def triangles(self) -> Floats:
        """Corner positions of each face, (m, 3, 3)."""
        return np.asarray(self.vertices[self.faces])

    @cached_property
    def face_normals(self) -> Floats:
        """Outward unit normal of each face, (m, 3)."""
        a, b, c = self.triangles.transpose(1, 0, 2)
        normal = np.cross(b - a, c - a)
        length = np.linalg.norm(normal, axis=1, keepdims=True)
        return np.asarray(normal / np.where(length > 0, length, 1.0))

    @cached_property
    def vertex_normals(self) -> Floats:
        """Area-weighted outward unit normal of each vertex, (n, 3)."""
        a, b, c = self.triangles.transpose(1, 0, 2)
        weighted = np.cross(b - a, c - a)
        total = np.zeros_like(self.vertices)
        for corner in range(3):
            np.add.at(total, self.faces[:, corner], weighted)
        length = np.linalg.norm(total, axis=1, keepdims=True)
        return np.asarray(total / np.where(length > 0, length, 1.0))

    @cached_property
    def rim(self) -> Ints:
        """Vertices on the surface's open edge, where it was cut."""
        ends = np.sort(self.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        edges, counts = np.unique(ends, axis=0, return_counts=True)
        return np.unique(edges[counts == 1])

    @cached_property
    def centroids(self) -> Floats:
        """Centre of each face, (m, 3)."""
        return np.asarray(self.triangles.mean(axis=1))

    @cached_property
    def _centroid_tree(self) -> cKDTree:
        return cKDTree(self.centroids)

    @cached_property
    def _vertex_tree(self) -> cKDTree:
        return cKDTree(self.vertices)

    @cached_property
    def _vertex_faces(self) -> Ints:
        """Faces round each vertex, padded with -1, (n, k)."""
        order = np.argsort(self.faces.ravel(), kind="stable")
        owner = self.faces.ravel()[order]
        start = np.searchsorted(owner, np.arange(len(self.vertices)))
        counts = np.diff(np.append(start, len(owner)))
        table = np.full((len(self.vertices), int(counts.max())), -1, dtype=np.int64)
        within = np.arange(len(owner)) - np.repeat(start, counts)
        table[owner, within] = order // 3
        return table

    def nearest(self, positions: Floats) -> tuple[Floats, Ints, Floats]:
        """Find the nearest spots of the surface.

        Parameters
        ----------
        positions : (q, 3) array, mm

        Returns
        -------
        (q, 3) positions in mm, (q,) faces, (q, 3) barycentric weights
        """
        asked = np.atleast_2d(np.asarray(positions, dtype=np.float64))
        near = min(12, len(self.centroids))
        by_centroid = self._centroid_tree.query(asked, k=near)[1].reshape(len(asked), -1)
        corners = min(4, len(self.vertices))
        by_vertex = self._vertex_tree.query(asked, k=corners)[1].reshape(len(asked), -1)
        around = self._vertex_faces[by_vertex].reshape(len(asked), -1)
        around = np.where(around < 0, by_centroid[:, :1], around)
        candidates = np.concatenate([by_centroid, around], axis=1)
        width = candidates.shape[1]
        flat = candidates.ravel()
        spots, bary = nearest_on_triangles(self.triangles[flat], np.repeat(asked, width, axis=0))
        gap = np.linalg.norm(spots - np.repeat(asked, width, axis=0), axis=1).reshape(-1, width)
        best = gap.argmin(axis=1) + np.arange(len(asked)) * width
        return spots[best], flat[best], bary[best]

    def spot(self, position: Floats) -> Spot:
        """Find the spot of the surface nearest to one position (3,) in mm."""
        positions, faces, bary = self.nearest(position)
        return Spot(positions[0], int(faces[0]), bary[0])

    def normal_at(self, spot: Spot) -> Floats:
        """Smooth outward unit normal (3,) at a spot."""
        return unit(spot.bary @ self.vertex_normals[self.faces[spot.face]])

    def cut(self, origin: Floats, normal: Floats) -> list[Cut]:
        """Cut the surface with a plane through `origin` (3,) across `normal` (3,).

        Returns the connected lines, longest first.
        """
        return self.isolines((self.vertices - origin) @ normal)

    def isolines(self, field: Floats) -> list[Cut]:
        """Trace where a field (n,) given at the vertices is zero, longest line first."""
        above = field >= 0.0
        mixed = above[self.faces].sum(axis=1)
        crossing = np.flatnonzero((mixed > 0) & (mixed < 3))
        links: dict[tuple[int, int], list[tuple[tuple[int, int], int]]] = defaultdict(list)
        for face in crossing.tolist():
            corners = self.faces[face].tolist()
            ends = [
                (min(i, j), max(i, j))
                for i, j in zip(corners, corners[1:] + corners[:1], strict=True)
                if above[i] != above[j]
            ]
            links[ends[0]].append((ends[1], face))
            links[ends[1]].append((ends[0], face))
        cuts = [self._line(walk, faces, field) for walk, faces in _walks(links)]
        return sorted(cuts, key=lambda cut: -float(cut.lengths[-1]))

    def _line(self, walk: list[tuple[int, int]], faces: list[int], field: Floats) -> Cut:
        ends = np.asarray(walk)
        low, high = field[ends[:, 0]], field[ends[:, 1]]
        share = (low / (low - high))[:, None]
        points = self.vertices[ends[:, 0]] * (1 - share) + self.vertices[ends[:, 1]] * share
        return Cut(points, np.asarray(faces, dtype=np.int64), walk[0] == walk[-1])

    def ray(self, origin: Floats, direction: Floats) -> tuple[Floats, Ints]:
        """Meet a ray with the surface: distances (k,) in mm, ascending, and their faces (k,)."""
        a, b, c = self.triangles.transpose(1, 0, 2)
        first, second = b - a, c - a
        across = np.cross(direction, second)
        determinant = np.einsum("ij,ij->i", first, across)
        safe = np.where(np.abs(determinant) < 1e-12, np.inf, determinant)
        offset = origin - a
        u = np.einsum("ij,ij->i", offset, across) / safe
        turned = np.cross(offset, first)
        v = turned @ direction / safe
        distance = np.einsum("ij,ij->i", second, turned) / safe
        hit = np.flatnonzero(
            (u >= -1e-9)
            & (v >= -1e-9)
            & (u + v <= 1 + 1e-9)
            & (distance > 1e-6)
            & np.isfinite(safe)
        )
        hit = hit[np.argsort(distance[hit])]
        return distance[hit], hit


def _walks(
    links: dict[tuple[int, int], list[tuple[tuple[int, int], int]]],
) -> list[tuple[list[tuple[int, int]], list[int]]]:
    """Join crossing edges to walks; open ones start at an edge met by a single face."""
    unused = {end: list(steps) for end, steps in links.items()}
    starts = sorted(end for end, steps in links.items() if len(steps) == 1)
    walks = []
    for start in starts + sorted(links):
        if not unused[start]:
            continue
        walk, faces, here = [start], [], start
        while unused[here]:
            after, face = unused[here].pop()
            unused[after].remove((here, face))
            walk.append(after)
            faces.append(face)
            here = after
        walks.append((walk, faces))
    return walks


def nearest_on_triangles(triangles: Floats, points: Floats) -> tuple[Floats, Floats]:
    """Nearest spot of each triangle (q, 3, 3) to each point (q, 3), with barycentric weights.

    Source: C. Ericson, Real-Time Collision Detection (2005), section 5.1.5, in array form.
    """
    a, b, c = triangles.transpose(1, 0, 2)
    edges = ((a, b, 0, 1), (b, c, 1, 2), (c, a, 2, 0))
    first, second, offset = b - a, c - a, points - a
    d00 = np.einsum("ij,ij->i", first, first)
    d01 = np.einsum("ij,ij->i", first, second)
    d11 = np.einsum("ij,ij->i", second, second)
    d20 = np.einsum("ij,ij->i", offset, first)
    d21 = np.einsum("ij,ij->i", offset, second)
    area = d00 * d11 - d01 * d01
    area = np.where(area > 1e-18, area, 1e-18)
    v = (d11 * d20 - d01 * d21) / area
    w = (d00 * d21 - d01 * d20) / area
    best = np.stack([1 - v - w, v, w], axis=1)
    inside = (best >= 0).all(axis=1)
    gap = np.where(inside, 0.0, np.inf)
    for start, end, i, j in edges:
        along = end - start
        length = np.einsum("ij,ij->i", along, along)
        share = np.einsum("ij,ij->i", points - start, along) / np.where(length > 0, length, 1.0)
        share = np.clip(share, 0.0, 1.0)
        distance = np.linalg.norm(points - start - share[:, None] * along, axis=1)
        nearer = ~inside & (distance < gap)
        gap = np.where(nearer, distance, gap)
        weights = np.zeros_like(best)
        weights[:, i], weights[:, j] = 1 - share, share
        best = np.where(nearer[:, None], weights, best)
    return np.einsum("ij,ijk->ik", best, triangles), best


def split_pinches(vertices: Floats, faces: Ints) -> tuple[Floats, Ints]:
    """Split vertices where two sheets of a mesh touch in one point.

    Geodesic solvers want manifold meshes. Old vertices keep their numbers; doubles are added.

    Returns
    -------
    (n + doubles, 3) vertices, (m, 3) faces
    """
    ends = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    edges, counts = np.unique(ends, axis=0, return_counts=True)
    rim, times = np.unique(edges[counts == 1], return_counts=True)
    faces, added = faces.copy(), []
    for vertex in rim[times > 2].tolist():
        around = np.flatnonzero((faces == vertex).any(axis=1)).tolist()
        for fan in _fans(faces, around, vertex)[1:]:
            added.append(vertices[vertex])
            part = faces[fan]
            part[part == vertex] = len(vertices) + len(added) - 1
            faces[fan] = part
    return np.concatenate([vertices, np.array(added).reshape(-1, 3)]), faces


def _fans(faces: Ints, around: list[int], vertex: int) -> list[list[int]]:
    """Group the faces round a vertex that hang together by edges at it."""
    left, fans = set(around), []
    while left:
        fan, rim = [], [min(left)]
        left.discard(rim[0])
        while rim:
            face = rim.pop()
            fan.append(face)
            others = set(faces[face].tolist()) - {vertex}
            near = [other for other in sorted(left) if others & set(faces[other].tolist())]
            left -= set(near)
            rim += near
        fans.append(sorted(fan))
    return fans
