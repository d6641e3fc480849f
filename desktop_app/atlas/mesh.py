"""Reads the meshes of the body: named nodes of a binary glTF 2.0 file, as plain arrays."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import UnreadableFile

SKIN = "skin"
"""The node of the skin; every other node is a bone."""

_HEAD = struct.Struct("<III")
_CHUNK = struct.Struct("<II")
_MAGIC, _VERSION = 0x46546C67, 2


@dataclass(frozen=True, slots=True)
class Mesh:
    """A triangle mesh.

    Parameters
    ----------
    vertices
        x, y, z of each vertex in mm, one after the other; ``array('f')``.
    corners
        Three vertices of each face, counter-clockwise seen from outside; ``array('I')``.
    """

    vertices: array[float]
    corners: array[int]


def read_mesh(path: Path, *names: str) -> dict[str, Mesh]:
    """Read the meshes of these nodes, or of every node if none is named.

    Raises
    ------
    UnreadableFile
        If the file is missing or damaged, or has no such node.
    """
    try:
        return _meshes(path.read_bytes(), names)
    except KeyError as error:
        raise unreadable(path, f"it has no {error}") from error
    except (OSError, ValueError, TypeError, IndexError, struct.error) as error:
        raise unreadable(path, str(error)) from error


def unreadable(path: Path, why: str) -> UnreadableFile:
    """Return the error that says why a file of the body cannot be read."""
    return UnreadableFile(
        f"The atlas file {path} cannot be read: {why}.",
        "Install Yongquan again, or rebuild the atlas with “make atlas”.",
    )


def little_endian(kind: str, raw: bytes | memoryview) -> array[Any]:
    """Return numbers that were written least byte first."""
    numbers: array[Any] = array(kind)
    numbers.frombytes(raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _meshes(raw: bytes, names: tuple[str, ...]) -> dict[str, Mesh]:
    magic, version, size = _HEAD.unpack_from(raw)
    if magic != _MAGIC or version != _VERSION or size != len(raw):
        raise ValueError("it is not a whole binary glTF 2.0 file")
    length, _ = _CHUNK.unpack_from(raw, _HEAD.size)
    start = _HEAD.size + _CHUNK.size
    document = json.loads(raw[start : start + length])
    body = memoryview(raw)[start + length + _CHUNK.size :]
    nodes = {str(node["name"]): int(node["mesh"]) for node in document["nodes"]}
    return {name: _mesh(document, body, nodes[name]) for name in names or nodes}


def _mesh(document: dict[str, Any], body: memoryview, number: int) -> Mesh:
    primitive = document["meshes"][number]["primitives"][0]
    vertices = little_endian("f", _part(document, body, primitive["attributes"]["POSITION"]))
    corners = little_endian("I", _part(document, body, primitive["indices"]))
    if len(corners) % 3 or len(vertices) % 3 or max(corners, default=0) >= len(vertices) // 3:
        raise ValueError("a mesh has a face without a corner")
    return Mesh(vertices, corners)


def _part(document: dict[str, Any], body: memoryview, accessor: int) -> memoryview:
    view = document["bufferViews"][document["accessors"][accessor]["bufferView"]]
    start, length = int(view["byteOffset"]), int(view["byteLength"])
    if start < 0 or start + length > len(body):
        raise ValueError("it ends early")
    return body[start : start + length]
