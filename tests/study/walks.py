"""Straight walks over the skin, and exact distances on it, worked out without the program."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from desktop_app.atlas.mesh import SKIN, read_mesh
from desktop_app.content.paths import assets_dir

Floats = npt.NDArray[np.float64]


class Net(NamedTuple):
    """The skin as arrays."""

    vertices: Floats
    faces: npt.NDArray[np.int64]
    face_normals: Floats
    triangles: Floats


@cache
def skin_mesh() -> Net:
    """Return the skin of the body."""
    mesh = read_mesh(assets_dir() / "atlas" / "body.glb", SKIN)[SKIN]
    vertices = np.array(mesh.vertices, dtype=float).reshape(-1, 3)
    faces = np.array(mesh.corners, dtype=np.int64).reshape(-1, 3)
    triangles = vertices[faces]
    normals = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1), 1e-12)[:, None]
    return Net(vertices, faces, normals, triangles)


@cache
def _others() -> dict[tuple[int, int], int]:
    """Return the face on the left of each edge from vertex to vertex."""
    faces = skin_mesh().faces
    return {
        (int(face[k]), int(face[(k + 1) % 3])): number
        for number, face in enumerate(faces)
        for k in range(3)
    }


def walk(face: int, start: Floats, angle: float, length: float) -> tuple[int, Floats] | None:
    """Return face and place after walking straight on over the skin; None at its rim.

    A straight walk is a way over the skin, so what it reaches is no farther off than its length.
    """
    mesh = skin_mesh()
    normal = mesh.face_normals[face]
    east = np.cross(normal, [0.3, 0.9, 0.31])
    east /= np.linalg.norm(east)
    way = np.cos(angle) * east + np.sin(angle) * np.cross(normal, east)
    place, left = start, length
    came: tuple[int, int] | None = None
    for _ in range(400):
        corners = mesh.faces[face]
        best: tuple[float, tuple[int, int]] | None = None
        for k in range(3):
            edge = (int(corners[k]), int(corners[(k + 1) % 3]))
            if came == edge:
                continue
            a, b = mesh.vertices[edge[0]], mesh.vertices[edge[1]]
            outward = np.cross(b - a, mesh.face_normals[face])
            closing = float(way @ outward)
            if closing > 1e-12:
                far = max(float((a - place) @ outward) / closing, 0.0)
                if best is None or far < best[0]:
                    best = (far, edge)
        if best is None:
            return None
        far, edge = best
        if far >= left:
            return face, place + left * way
        place, left = place + far * way, left - far
        other = _others().get((edge[1], edge[0]))
        if other is None:
            return None
        axis = mesh.vertices[edge[1]] - mesh.vertices[edge[0]]
        axis /= np.linalg.norm(axis)
        along = float(way @ axis)
        inward = np.cross(mesh.face_normals[other], axis) * -1.0
        way = along * axis + np.sqrt(max(1 - along**2, 0.0)) * inward
        face, came = other, (edge[1], edge[0])
    return None


class Ruler:
    """Distances over the skin from a place, by a fine net of places on the edges about it.

    They are a little too long, never too short.
    """

    def __init__(self, face: int, place: Floats, reach: float, fine: int = 9) -> None:
        mesh = skin_mesh()
        near = np.flatnonzero(
            (np.linalg.norm(mesh.triangles - place, axis=2) <= reach + 6).any(axis=1)
        )
        nodes: dict[tuple[int, int, int], int] = {}
        places: list[Floats] = [np.asarray(place)]
        self.on: dict[int, list[int]] = {}
        for number in map(int, near):
            found = []
            for k in range(3):
                a, b = sorted((int(mesh.faces[number][k]), int(mesh.faces[number][(k + 1) % 3])))
                for step in range(fine + 1):
                    key = (
                        (a, b, step) if 0 < step < fine else ((a, a, 0) if step == 0 else (b, b, 0))
                    )
                    if key not in nodes:
                        nodes[key] = len(places)
                        share = step / fine
                        places.append(mesh.vertices[a] * (1 - share) + mesh.vertices[b] * share)
                    found.append(nodes[key])
            self.on[number] = sorted(set(found))
        self.places = np.array(places)
        rows, columns = [], []
        for on, found in self.on.items():
            mine = [*found, 0] if on == face else found
            grid = np.array(np.meshgrid(mine, mine)).reshape(2, -1)
            rows.append(grid[0])
            columns.append(grid[1])
        row, column = np.concatenate(rows), np.concatenate(columns)
        once = np.unique(row * len(places) + column)
        row, column = once // len(places), once % len(places)
        kept = row != column
        row, column = row[kept], column[kept]
        far = np.linalg.norm(self.places[row] - self.places[column], axis=1) + 1e-12
        graph = coo_matrix((far, (row, column)), shape=(len(places), len(places))).tocsr()
        self.face, self.start = face, np.asarray(place)
        self.far = dijkstra(graph, indices=0)

    def to(self, face: int, place: Floats) -> float:
        """Return the distance to a place of a face."""
        found = self.on.get(face)
        if found is None:
            return float("inf")
        over = self.far[found] + np.linalg.norm(self.places[found] - place, axis=1)
        straight = [float(np.linalg.norm(self.start - place))] if face == self.face else []
        return min([float(over.min()), *straight])
