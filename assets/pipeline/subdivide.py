"""Catmull-Clark subdivision of quads, and local refinement of triangles without gaps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def catmull_clark(vertices: Floats, quads: Ints, fields: Floats) -> tuple[Floats, Ints, Floats]:
    """Subdivide every quad into four.

    Parameters
    ----------
    vertices : (n, 3) positions.
    quads : (m, 4) vertex ids.
    fields : (n, k) values carried along linearly (labels, weights).

    Returns
    -------
    tuple
        New positions (old vertices, then faces, then edges), quads (4m, 4; the four of
        one old quad stand together), fields.
        Boundary edges follow the cubic B-spline rule.
    """
    count, faces = len(vertices), len(quads)
    ends = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    edges, edge_of = np.unique(ends, axis=0, return_inverse=True)
    edge_of = edge_of.reshape(faces, 4)
    face_points, face_fields = vertices[quads].mean(axis=1), fields[quads].mean(axis=1)

    uses = np.bincount(edge_of.ravel(), minlength=len(edges))
    inner = uses == 2
    middle = vertices[edges].mean(axis=1)
    face_sum = np.zeros_like(middle)
    np.add.at(face_sum, edge_of.ravel(), np.repeat(face_points, 4, axis=0))
    edge_points = middle.copy()
    edge_points[inner] = (middle[inner] + face_sum[inner] / 2) / 2

    valence = np.bincount(edges.ravel(), minlength=count)
    around = _mean_at(quads.ravel(), np.repeat(face_points, 4, axis=0), count)
    mids = _mean_at(edges.ravel(), np.repeat(middle, 2, axis=0), count)
    n = np.maximum(valence, 3)[:, None]
    moved = (around + 2 * mids + (n - 3) * vertices) / n
    rim = edges[~inner]
    rim_ids = np.unique(rim)
    rim_mids = _mean_at(rim.ravel(), np.repeat(middle[~inner], 2, axis=0), count)
    moved[rim_ids] = (vertices[rim_ids] + rim_mids[rim_ids]) / 2

    f_ids = count + np.arange(faces)
    e_ids = count + faces + edge_of
    corners = [
        np.stack([quads[:, k], e_ids[:, k], f_ids, e_ids[:, k - 1]], axis=1) for k in range(4)
    ]
    new_quads = np.stack(corners, axis=1).reshape(-1, 4)
    new_fields = np.vstack([fields, face_fields, fields[edges].mean(axis=1)])
    return np.vstack([moved, face_points, edge_points]), new_quads, new_fields


def _mean_at(ids: Ints, values: Floats, count: int) -> Floats:
    total = np.zeros((count, values.shape[1]))
    np.add.at(total, ids, values)
    return total / np.maximum(np.bincount(ids, minlength=count), 1)[:, None]


def triangulate(vertices: Floats, quads: Ints) -> Ints:
    """Split each quad along its shorter diagonal; (2m, 3) vertex ids."""
    a, b, c, d = (vertices[quads[:, k]] for k in range(4))
    short = np.linalg.norm(a - c, axis=1) <= np.linalg.norm(b - d, axis=1)
    first = np.where(short[:, None], quads[:, [0, 1, 2]], quads[:, [0, 1, 3]])
    second = np.where(short[:, None], quads[:, [0, 2, 3]], quads[:, [1, 2, 3]])
    return np.stack([first, second], axis=1).reshape(-1, 3)


def refine(
    vertices: Floats, faces: Ints, fields: Floats, chosen: Bools, longest: float
) -> tuple[Floats, Ints, Floats, Ints]:
    """Split the edges of chosen triangles that are longer than ``longest``.

    Neighbours are split to match, so no gap opens. New points are lifted onto the
    curved surface by Phong tessellation (projection on the vertex tangent planes).

    Parameters
    ----------
    vertices, faces, fields : the mesh and the values carried along.
    chosen : (m,) triangles to refine.
    longest : edge length, same unit as ``vertices``, above which an edge is split.

    Returns
    -------
    tuple
        Positions, faces, fields, and for each new face the one it was cut from.
    """
    normals = vertex_normals(vertices, faces)
    ends = np.sort(np.stack([faces, np.roll(faces, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    edges, edge_of = np.unique(ends, axis=0, return_inverse=True)
    edge_of = edge_of.reshape(-1, 3)
    length = np.linalg.norm(vertices[edges[:, 0]] - vertices[edges[:, 1]], axis=1)
    wanted = np.zeros(len(edges), dtype=bool)
    wanted[edge_of[chosen].ravel()] = True
    wanted &= length > longest
    ids = np.full(len(edges), -1, dtype=np.int64)
    ids[wanted] = len(vertices) + np.arange(int(wanted.sum()))
    p, q = vertices[edges[wanted, 0]], vertices[edges[wanted, 1]]
    n, m = normals[edges[wanted, 0]], normals[edges[wanted, 1]]
    middle = (p + q) / 2
    on_p = middle - np.sum((middle - p) * n, axis=1, keepdims=True) * n
    on_q = middle - np.sum((middle - q) * m, axis=1, keepdims=True) * m
    lifted = middle + 0.75 * ((on_p + on_q) / 2 - middle)
    pieces: list[list[int]] = []
    parents: list[int] = []
    for parent, (face, (x, y, z)) in enumerate(
        zip(faces.tolist(), ids[edge_of].tolist(), strict=True)
    ):
        cut = _split(face, (x, y, z))
        pieces += cut
        parents += [parent] * len(cut)
    return (
        np.vstack([vertices, lifted]),
        np.array(pieces, dtype=np.int64),
        np.vstack([fields, fields[edges[wanted]].mean(axis=1)]),
        np.array(parents, dtype=np.int64),
    )


def _split(face: list[int], mids: tuple[int, int, int]) -> list[list[int]]:
    """Triangles of one face whose edge k (from corner k to k+1) has midpoint ``mids[k]`` or -1."""
    count = sum(m >= 0 for m in mids)
    if count == 0:
        return [face]
    turn = next(
        k
        for k in range(3)
        if (count == 3) or (count == 1 and mids[k] >= 0) or (count == 2 and mids[k] < 0)
    )
    a, b, c = (face[(turn + k) % 3] for k in range(3))
    ab, bc, ca = (mids[(turn + k) % 3] for k in range(3))
    if count == 1:
        return [[a, ab, c], [ab, b, c]]
    if count == 2:
        return [[a, b, bc], [a, bc, ca], [ca, bc, c]]
    return [[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Return unit normals weighted by face area, outward for counter-clockwise faces; (n, 3)."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    normals = np.zeros_like(vertices)
    np.add.at(normals, faces.ravel(), np.repeat(np.cross(b - a, c - a), 3, axis=0))
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    result: Floats = normals / np.where(length > 0, length, 1.0)
    return result


def neighbour_mean(count: int, faces: Ints) -> sparse.csr_matrix:
    """Row-normalised adjacency: multiplying by it averages each vertex's neighbours."""
    ends = np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    ends = np.unique(np.vstack([ends, ends[:, ::-1]]), axis=0)
    matrix = sparse.csr_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    degree = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1.0)
    return sparse.diags(1.0 / degree) @ matrix


def even_out(vertices: Floats, faces: Ints, weight: Floats, rounds: int) -> Floats:
    """Smooth without shrinking (Taubin 1995), boundary vertices fixed.

    Parameters
    ----------
    weight : (n,) how much each vertex takes part, 0-1.
    rounds : pairs of a shrinking and a growing step.
    """
    mean = neighbour_mean(len(vertices), faces)
    edges = np.sort(np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    pairs, uses = np.unique(edges, axis=0, return_counts=True)
    share = weight[:, None].copy()
    share[pairs[uses == 1].ravel()] = 0.0
    for _ in range(rounds):
        for step in (0.5, -0.52):
            vertices = vertices + step * share * (mean @ vertices - vertices)
    return vertices
