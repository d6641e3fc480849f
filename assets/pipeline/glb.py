"""Write and read binary glTF 2.0 files of named triangle meshes, byte for byte repeatable."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Mesh = tuple[NDArray[np.float64], NDArray[np.int64]]

_MAGIC, _JSON, _BIN = 0x46546C67, 0x4E4F534A, 0x004E4942
_FLOAT, _UINT = 5126, 5125
_ARRAY, _ELEMENTS = 34962, 34963


def write_glb(path: Path, meshes: dict[str, Mesh], extras: dict[str, object]) -> None:
    """Write one node per mesh, in the given order.

    Parameters
    ----------
    path : file to write.
    meshes : node name -> (vertices (n, 3), faces (m, 3)); stored as float32 and uint32.
    extras : put under ``asset.extras``, for example the unit.
    """
    views: list[dict[str, int]] = []
    accessors: list[dict[str, object]] = []
    body = bytearray()
    for vertices, faces in meshes.values():
        points = np.ascontiguousarray(vertices, dtype="<f4")
        corners = np.ascontiguousarray(faces, dtype="<u4")
        for raw, target in ((points, _ARRAY), (corners, _ELEMENTS)):
            views.append(
                {"buffer": 0, "byteOffset": len(body), "byteLength": raw.nbytes, "target": target}
            )
            body += raw.tobytes()
        first = len(views) - 2
        accessors.append(
            {
                "bufferView": first, "componentType": _FLOAT, "count": len(points), "type": "VEC3",
                "min": points.min(axis=0).tolist(), "max": points.max(axis=0).tolist(),
            }
        )  # fmt: skip
        accessors.append(
            {"bufferView": first + 1, "componentType": _UINT, "count": corners.size,
             "type": "SCALAR"}
        )  # fmt: skip
    names = list(meshes)
    document = {
        "asset": {"version": "2.0", "generator": "yongquan atlas pipeline", "extras": extras},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(names)))}],
        "nodes": [{"name": name, "mesh": k} for k, name in enumerate(names)],
        "meshes": [
            {
                "name": name,
                "primitives": [{"attributes": {"POSITION": 2 * k}, "indices": 2 * k + 1}],
            }
            for k, name in enumerate(names)
        ],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(body)}],
    }
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    size = 12 + 8 + len(text) + 8 + len(body)
    with path.open("wb") as out:
        out.write(struct.pack("<III", _MAGIC, 2, size))
        out.write(struct.pack("<II", len(text), _JSON) + text)
        out.write(struct.pack("<II", len(body), _BIN) + bytes(body))


def read_glb(path: Path) -> tuple[dict[str, Mesh], dict[str, object]]:
    """Read back what ``write_glb`` wrote: meshes by node name, and ``asset.extras``.

    Raises
    ------
    ValueError
        The file is not a binary glTF 2.0 file.
    """
    raw = path.read_bytes()
    magic, version, size = struct.unpack_from("<III", raw)
    if magic != _MAGIC or version != 2 or size != len(raw):
        raise ValueError(f"{path} is not a binary glTF 2.0 file")
    (length, _) = struct.unpack_from("<II", raw, 12)
    document = json.loads(raw[20 : 20 + length])
    start = 20 + length + 8
    meshes: dict[str, Mesh] = {}
    for node in document["nodes"]:
        primitive = document["meshes"][node["mesh"]]["primitives"][0]
        points = _array(document, raw, start, primitive["attributes"]["POSITION"], "<f4")
        corners = _array(document, raw, start, primitive["indices"], "<u4")
        meshes[node["name"]] = (
            points.reshape(-1, 3).astype(np.float64),
            corners.reshape(-1, 3).astype(np.int64),
        )
    return meshes, document["asset"].get("extras", {})


def _array(
    document: dict[str, list[dict[str, int]]], raw: bytes, start: int, accessor: int, kind: str
) -> NDArray[np.generic]:
    view = document["bufferViews"][document["accessors"][accessor]["bufferView"]]
    count = view["byteLength"] // np.dtype(kind).itemsize
    return np.frombuffer(raw, dtype=kind, count=count, offset=start + view["byteOffset"])
