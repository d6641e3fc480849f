"""The skin at run time: true areas of its faces, how they hang together, and what each belongs to.

``skin.bin`` holds what would take long to compute; the rest follows from ``body.glb``.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, repeat
from operator import add, mul
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.atlas.mesh import SKIN, Mesh, little_endian, read_mesh, unreadable
from desktop_app.domain.errors import NotFound
from desktop_app.domain.findings import Ground

MAGIC = b"YQSKIN1\n"
HEAD = struct.Struct("<II")
"""Checksum (CRC-32) of all that follows it and the length, and the length of the header."""

AREA_UNIT = 0.001
"""mm2 for each unit of the stored areas."""

UNLABELLED = frozenset({"beyond", "none"})
"""Labels of skin that belongs to no territory of a ground."""

PIECE = 4096
"""Faces worked out at a time. One call over all of them would keep every other thread, that of the
window among them, waiting for the interpreter."""

Place = tuple[float, float, float]

T = TypeVar("T", int, float)


@dataclass(frozen=True, slots=True)
class Labels:
    """One ground: which territory each face belongs to.

    Parameters
    ----------
    names
        Ids of the territories; ``beyond`` or ``none`` is skin that belongs to none of them.
    words
        What a reader calls each.
    faces
        One byte for each face: an index into ``names``.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    faces: bytes

    @property
    def territories(self) -> tuple[str, ...]:
        """Return the ids without that of the skin that belongs to none."""
        return tuple(name for name in self.names if name not in UNLABELLED)


@dataclass(frozen=True)
class Skin:
    """The skin of the right limb; masks have one byte for each face, 0 or 1.

    Parameters
    ----------
    name
        Digest of the mesh: ``Area.skin`` of an area that belongs to it.
    faces
        How many there are.
    areas
        Of each face, mm2; ``array('f')``.
    labels
        Territories, by ground.
    regions
        Ready-made masks: ``sole``, ``toe-1``, ``stocking-knee``...
    seen
        By view, the faces whose centres that view shows; slantwise, as a hairline, only if no
        view shows them better.
    """

    name: str
    faces: int
    areas: array[float]
    labels: Mapping[Ground, Labels]
    regions: Mapping[str, bytes]
    seen: Mapping[str, bytes]
    _mesh: Mesh
    _steps: bytes

    @cached_property
    def centres(self) -> array[float]:
        """x, y, z of the centre of each face, mm; ``array('f')``."""
        centres = array("f")
        vertices, corners = self._mesh.vertices, self._mesh.corners
        thirds: list[array[float]] = [array("d") for _ in range(3)]
        for start in range(0, len(vertices), 3 * PIECE):
            places = vertices[start : start + 3 * PIECE]
            for axis, third in enumerate(thirds):
                third.extend(map(mul, places[axis::3], repeat(1 / 3)))
        for start in range(0, len(corners), 3 * PIECE):
            piece = corners[start : start + 3 * PIECE]
            a, b, c = piece[0::3], piece[1::3], piece[2::3]
            part = array("f", bytes(12 * len(a)))
            for axis, third in enumerate(thirds):
                at = third.__getitem__
                part[axis::3] = array("f", map(add, map(add, map(at, a), map(at, b)), map(at, c)))
            centres += part
        return centres

    @cached_property
    def places(self) -> list[Place]:
        """Centre of each face, mm."""
        return _threes(self.centres)

    @cached_property
    def neighbours(self) -> array[int]:
        """Three faces that share an edge with each face, -1 at the rim; ``array('i')``."""
        # Stored as steps from each face, corner by corner, since these pack to a third.
        steps = little_endian("i", self._steps)
        neighbours = array("i", bytes(len(self._steps)))
        for corner in range(3):
            for start in range(0, self.faces, PIECE):
                end = min(start + PIECE, self.faces)
                part = steps[corner * self.faces + start : corner * self.faces + end]
                to = slice(3 * start + corner, 3 * end, 3)
                neighbours[to] = array("i", map(add, part, range(start, end)))
        return neighbours

    @cached_property
    def around(self) -> list[tuple[int, int, int]]:
        """The neighbours of each face, as three."""
        return _threes(self.neighbours)

    @cached_property
    def normals(self) -> array[float]:
        """x, y, z of the outward unit normal of each face; ``array('f')``. Takes a while."""
        vertices, corners = self._mesh.vertices, self._mesh.corners
        corner = list(zip(vertices[0::3], vertices[1::3], vertices[2::3], strict=True))
        normals = array("f")
        for a, b, c in zip(corners[0::3], corners[1::3], corners[2::3], strict=True):
            (ax, ay, az), (bx, by, bz), (cx, cy, cz) = corner[a], corner[b], corner[c]
            bx, by, bz, cx, cy, cz = bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az
            x, y, z = by * cz - bz * cy, bz * cx - bx * cz, bx * cy - by * cx
            length = (x * x + y * y + z * z) ** 0.5 or 1.0
            normals.extend((x / length, y / length, z / length))
        return normals

    def corners(self, face: int) -> tuple[int, int, int]:
        """Return the three vertices of a face, counter-clockwise seen from outside."""
        a, b, c = self._mesh.corners[3 * face : 3 * face + 3]
        return a, b, c

    def vertex(self, number: int) -> Place:
        """Return where a vertex is, mm."""
        x, y, z = self._mesh.vertices[3 * number : 3 * number + 3]
        return x, y, z

    def warm(self) -> None:
        """Work out, off the thread of the window, what a brush will want."""
        _ = self.places, self.around

    def territory(self, ground: Ground, name: str) -> bytes:
        """Return the mask of a territory.

        Raises
        ------
        NotFound
            If this ground has no such territory; names those it has.
        """
        labels = self.labels[ground]
        if name not in labels.territories:
            raise NotFound(
                f"There is no {ground.replace('-', ' ')} “{name}”.",
                f"Those there are: {', '.join(labels.territories)}.",
            )
        table = bytearray(256)
        table[labels.names.index(name)] = 1
        return labels.faces.translate(bytes(table))

    def surface(self, mask: bytes) -> float:
        """Return the true surface of the marked faces (any byte but 0), mm2."""
        return float(sum(compress(self.areas, mask)))

    def surfaces(self, mask: bytes, ground: Ground) -> dict[str, float]:
        """Return the marked surface in each territory of a ground that has some, mm2.

        Skin that belongs to none stands under ``beyond`` or ``none``.
        """
        labels = self.labels[ground]
        totals = [0.0] * len(labels.names)
        marked = compress(labels.faces, mask)
        for label, area in zip(marked, compress(self.areas, mask), strict=True):
            totals[label] += area
        return {name: total for name, total in zip(labels.names, totals, strict=True) if total}


def _threes(numbers: array[T]) -> list[tuple[T, T, T]]:
    """Return numbers three by three."""
    threes: list[tuple[T, T, T]] = []
    for start in range(0, len(numbers), 3 * PIECE):
        piece = numbers[start : start + 3 * PIECE]
        threes.extend(zip(piece[0::3], piece[1::3], piece[2::3], strict=True))
    return threes


def load_skin(folder: Path) -> Skin:
    """Read ``skin.bin`` and the skin of ``body.glb`` in this folder.

    Raises
    ------
    UnreadableFile
        If a file is missing or damaged, or they are not of one body.
    """
    mesh = read_mesh(folder / "body.glb", SKIN)[SKIN]
    path = folder / "skin.bin"
    try:
        return _skin(mesh, *unpacked(path.read_bytes()))
    except KeyError as error:
        raise unreadable(path, f"it has no {error}") from error
    except (OSError, ValueError, TypeError, AttributeError, struct.error, zlib.error) as error:
        raise unreadable(path, str(error)) from error


def _skin(mesh: Mesh, head: dict[str, Any], parts: dict[str, bytes]) -> Skin:
    """Put the skin together from its mesh, and the header and parts of its file."""
    name, faces = str(head["mesh"]), int(head["faces"])
    if name != mesh_name(mesh) or 3 * faces != len(mesh.corners):
        raise ValueError("it was made for another body")
    widths = {"areas": 2, "neighbours": 12}
    for part, raw in parts.items():
        if len(raw) != widths.get(part, 1) * faces:
            raise ValueError(f"{part} does not cover the skin")
    woven = bytearray(2 * faces)
    woven[0::2], woven[1::2] = parts["areas"][:faces], parts["areas"][faces:]
    return Skin(
        name=name,
        faces=faces,
        areas=array("f", map(mul, little_endian("H", bytes(woven)), repeat(AREA_UNIT))),
        labels={ground: _labels(head["labels"][ground], parts[ground]) for ground in Ground},
        regions={key: parts[f"region:{key}"] for key in head["regions"]},
        seen={key: parts[f"seen:{key}"] for key in head["seen"]},
        _mesh=mesh,
        _steps=parts["neighbours"],
    )


def mesh_name(mesh: Mesh) -> str:
    """Return what names a mesh: a digest of its vertices and its corners."""
    return digest_of(mesh.vertices.tobytes(), mesh.corners.tobytes())


def digest_of(*parts: bytes) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of these bytes in turn."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:16]


def unpacked(raw: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the header and the parts of the bytes of a skin file.

    Raises
    ------
    ValueError, KeyError, struct.error, zlib.error
        If they are damaged.
    """
    if not raw.startswith(MAGIC):
        raise ValueError("it is no skin file")
    checksum, length = HEAD.unpack_from(raw, len(MAGIC))
    at = len(MAGIC) + HEAD.size
    if zlib.crc32(memoryview(raw)[at:]) != checksum:
        raise ValueError("it is damaged")
    head: dict[str, Any] = json.loads(raw[at : at + length])
    at += length
    parts = {}
    for name, packed in head["parts"]:
        parts[str(name)] = zlib.decompress(raw[at : at + packed])
        at += packed
    return head, parts


def _labels(rows: list[list[str]], faces: bytes) -> Labels:
    labels = Labels(tuple(row[0] for row in rows), tuple(row[1] for row in rows), faces)
    if max(faces, default=0) >= len(labels.names):
        raise ValueError("a label has no name")
    return labels
