"""Writes ``skin.bin``: per face of the skin its area, neighbours, territories, regions, views."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

import numpy as np

from assets.pipeline.atlas_views import FAINTEST, opacity_of
from assets.pipeline.cameras import Camera
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_surface import Flags, Floats, Ints, Surface
from assets.pipeline.rules import Rules
from assets.pipeline.skin_regions import regions_of
from assets.pipeline.territories import REGULAR, Territories
from assets.pipeline.visibility import Sight
from desktop_app.atlas.layers import MERIDIAN_TITLES
from desktop_app.atlas.skin import AREA_UNIT, HEAD, MAGIC, digest_of

LEAST_FACING = 0.2
"""A face seen five times narrower than it is counts as not shown, if another view shows it better.

No hand can aim at it: its whole surface would be marked for a hairline on the screen.
"""


def skin_file(
    limb: Limb, territories: Territories, rules: Rules, cameras: Sequence[Camera]
) -> bytes:
    """Return the bytes of ``skin.bin``.

    A magic, a checksum, the length of the header, the header as JSON, then each part packed by
    zlib, in the order in which the header lists them with their packed sizes.
    """
    skin = limb.skin
    parts: dict[str, bytes] = {
        "areas": _planes(_areas(skin).astype("<u2")),
        "neighbours": _steps(neighbours(skin)).tobytes(),
    }
    for labelling in territories.labellings:
        parts[labelling.kind] = labelling.faces.astype("u1").tobytes()
    regions = regions_of(limb)
    for name, mask in regions.items():
        parts[f"region:{name}"] = mask.astype("u1").tobytes()
    for view, seen in _seen(skin, cameras).items():
        parts[f"seen:{view}"] = seen.astype("u1").tobytes()
    packed = {name: zlib.compress(part, 9) for name, part in parts.items()}
    head = {
        "mesh": digest_of(
            skin.vertices.astype("<f4").tobytes(), skin.faces.astype("<u4").tobytes()
        ),
        "faces": len(skin.faces),
        "labels": {
            labelling.kind: [
                [name, _words(labelling.kind, name, rules)] for name in labelling.names
            ]
            for labelling in territories.labellings
        },
        "regions": list(regions),
        "seen": [camera.id for camera in cameras],
        "parts": [[name, len(part)] for name, part in packed.items()],
    }
    text = json.dumps(head, separators=(",", ":"), ensure_ascii=False).encode()
    body = b"".join((text, *packed.values()))
    return MAGIC + HEAD.pack(zlib.crc32(body), len(text)) + body


def _seen(skin: Surface, cameras: Sequence[Camera]) -> dict[str, Flags]:
    """Return by view the faces (m,) that it shows, and that are to be marked there."""
    rim = skin.vertices[skin.rim]
    facing, seen = {}, {}
    for camera in cameras:
        facing[camera.id] = skin.face_normals @ np.asarray(camera.toward)
        solid = opacity_of(camera, skin.centroids, rim) > FAINTEST
        seen[camera.id] = Sight(camera, skin).faces & solid
    best = np.max([np.where(seen[view], facing[view], -1.0) for view in seen], axis=0)
    return {
        view: shown & ((facing[view] > LEAST_FACING) | (best <= LEAST_FACING))
        for view, shown in seen.items()
    }


def _words(kind: str, name: str, rules: Rules) -> str:
    if name in REGULAR:
        return f"{MERIDIAN_TITLES[name]} meridian"
    return rules.territory_names.get(f"{kind}:{name}", "")


def neighbours(skin: Surface) -> Ints:
    """Faces (m, 3) across the three edges of each face, -1 at the rim."""
    faces = skin.faces
    ends = np.sort(np.concatenate([faces[:, [k, (k + 1) % 3]] for k in range(3)]), axis=1)
    key = ends[:, 0] * len(skin.vertices) + ends[:, 1]
    order = np.argsort(key, kind="stable")
    twins = np.flatnonzero(key[order][1:] == key[order][:-1])
    first, second = order[twins], order[twins + 1]
    found = np.full(3 * len(faces), -1, dtype=np.int64)
    found[first], found[second] = second % len(faces), first % len(faces)
    return found.reshape(3, -1).T


def _areas(skin: Surface) -> Ints:
    a, b, c = skin.triangles.transpose(1, 0, 2)
    areas: Floats = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2
    return np.round(areas / AREA_UNIT).astype(np.int64)


def _steps(near: Ints) -> Ints:
    """Return how far on in the list of faces each neighbour stands, corner by corner."""
    return np.asarray((near - np.arange(len(near))[:, None]).T.ravel().astype("<i4"))


def _planes(numbers: Ints) -> bytes:
    """Return the bytes of numbers with all least bytes first: these pack better."""
    return numbers.view("u1").reshape(-1, numbers.itemsize).T.tobytes()
