"""Marks skin: with a round brush, within a line drawn on a view, or a ready-made part at once.

Everything here gives masks: one byte for each face of the skin, 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import compress
from math import ceil, dist, hypot
from typing import NamedTuple

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV
from desktop_app.atlas.skin import Skin
from desktop_app.domain.area import STRONGEST, Feeling, Patch, Side
from desktop_app.domain.errors import NotFound
from desktop_app.domain.findings import Ground
from desktop_app.domain.plan_words import GROUND_WORDS

ROUNDABOUT = 1.2
"""The way over the skin to a face of the brush is at most so many times the brush's radius.

What lies farther off over the skin than through the air by more than that is the next toe, or the
other side of a tendon.
"""

STRIDE = 6
"""The way over so many faces is taken as straight.

From centre to centre of single faces it would zigzag, and be far too long where they are slivers.
"""

ROW_MM = 2.0
"""Height of the rows into which the sides of a drawn line are sorted."""

REGION_WORDS = {
    "sole": "Sole",
    "heel": "Heel",
    "arch": "Arch of the sole",
    "ball": "Ball of the foot",
    "forefoot": "Forefoot with the toes",
    "dorsum": "Top of the foot",
    "toes": "All toes",
    "toe-1": "Great toe",
    "toe-2": "2nd toe",
    "toe-3": "3rd toe",
    "toe-4": "4th toe",
    "toe-5": "Little toe",
    "web-1-2": "1st web space",
    "web-2-3": "2nd web space",
    "web-3-4": "3rd web space",
    "web-4-5": "4th web space",
    "stocking-ankle": "Stocking to the ankle",
    "stocking-mid-calf": "Stocking to mid-calf",
    "stocking-knee": "Stocking to the knee",
}
"""What a reader calls each ready-made part."""

_PARTS = (
    ("Stockings", ("stocking-ankle", "stocking-mid-calf", "stocking-knee")),
    ("Foot", ("sole", "heel", "arch", "ball", "forefoot", "dorsum")),
    ("Toes", ("toes", "toe-1", "toe-2", "toe-3", "toe-4", "toe-5")),
    ("Web spaces", ("web-1-2", "web-2-3", "web-3-4", "web-4-5")),
)

_ALL = bytes([0, *[255] * 255])
_ONES = bytes([0, *[1] * 255])


class ReadyMade(NamedTuple):
    """A group of ready-made areas for a menu: its heading, then the name and words of each."""

    words: str
    areas: tuple[tuple[str, str], ...]


def disc(skin: Skin, face: int, radius_mm: float) -> list[int]:
    """Return the faces under a round brush held on a face.

    Those whose centres lie within the radius and that the skin joins to the face without a
    detour, so that a brush on one toe does not mark the next. The face itself is always among
    them.
    """
    return list(_reached(skin, (face,), radius_mm))


def sweep(skin: Skin, faces: Sequence[int], radius_mm: float) -> bytes:
    """Return the mask of a stroke: all that the brush covers on its way along these faces.

    The faces should follow each other closely (`shown_between`), not more than about half a
    radius apart.
    """
    return mask_of(skin, _reached(skin, faces, radius_mm))


def shown_between(atlas: Atlas, view: str, start: UV, end: UV) -> list[int]:
    """Return the faces that a view shows along a straight line, each run of one face once.

    Off the skin there are none.

    Raises
    ------
    NotFound
        If there is no such view.
    """
    picture = atlas.faces(view)
    length = hypot(end[0] - start[0], end[1] - start[1])
    steps = max(ceil(length * picture.camera.faces_px_per_mm), 1)
    found: list[int] = []
    for step in range(steps + 1):
        share = step / steps
        place = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        face = picture.face_at(place)
        if face is not None and (not found or found[-1] != face):
            found.append(face)
    return found


def polygon_faces(atlas: Atlas, view: str, polygon: Sequence[UV], side: Side = Side.RIGHT) -> bytes:
    """Return the mask of the faces that a view shows within a line drawn on it.

    A face counts if its centre is seen (``Skin.seen``) and lies inside by the even-odd rule; the
    line is closed from its last place to its first.

    Parameters
    ----------
    polygon
        Places in the view's millimetres. Views show the right limb; for the left one they are
        mirrored, so that u runs the other way.

    Raises
    ------
    NotFound
        If there is no such view.
    """
    camera, skin = atlas.camera(view), atlas.skin
    if len(polygon) < 3:
        return bytes(skin.faces)
    sign = -1.0 if side is Side.LEFT else 1.0
    path = [(sign * u, v) for u, v in polygon]
    left, right = min(u for u, _ in path), max(u for u, _ in path)
    top = min(v for _, v in path)
    rows = _rows(path, top)
    (rx, ry, rz), (ux, uy, uz) = camera.right, camera.up
    mask = bytearray(skin.faces)
    seen = skin.seen[view]
    for face, (x, y, z) in zip(
        compress(range(skin.faces), seen), compress(skin.places, seen), strict=True
    ):
        v = -(x * ux + y * uy + z * uz)
        row = int((v - top) // ROW_MM)
        if not 0 <= row < len(rows):
            continue
        u = x * rx + y * ry + z * rz
        if not left <= u <= right:
            continue
        inside = 0
        for u1, v1, v2, slope in rows[row]:
            if (v1 > v) != (v2 > v) and u < (v - v1) * slope + u1:
                inside ^= 1
        mask[face] = inside
    return bytes(mask)


def ready_made(skin: Skin, name: str) -> bytes:
    """Return a ready-made mask by its name.

    A part of the skin such as ``sole``, ``toe-1`` or ``stocking-knee``, or a territory as
    ``nerve-territory:sural-nerve``, ``dermatome:L5``, ``artery-bed:fibular-artery``,
    ``meridian-band:KI``.

    Raises
    ------
    NotFound
        If there is none of that name; names those there are.
    """
    ground, _, territory = name.partition(":")
    if territory and ground in tuple(Ground):
        return skin.territory(Ground(ground), territory)
    if name not in skin.regions:
        raise NotFound(
            f"There is no ready-made area “{name}”.",
            f"Those there are: {', '.join(skin.regions)}; "
            f"and territories: {', '.join(f'{ground}:...' for ground in Ground)}.",
        )
    return skin.regions[name]


def ready_made_areas(skin: Skin) -> tuple[ReadyMade, ...]:
    """Return all ready-made areas in groups, in the order of a menu."""
    parts = [
        ReadyMade(words, tuple((name, REGION_WORDS[name]) for name in names))
        for words, names in _PARTS
    ]
    grounds = [
        ReadyMade(
            GROUND_WORDS[ground],
            tuple(
                (f"{ground}:{name}", words)
                for name, words in zip(labels.names, labels.words, strict=True)
                if name in labels.territories
            ),
        )
        for ground, labels in skin.labels.items()
    ]
    return (*parts, *grounds)


def mask_of(skin: Skin, faces: Iterable[int]) -> bytes:
    """Return the mask of these faces."""
    mask = bytearray(skin.faces)
    for face in faces:
        mask[face] = 1
    return bytes(mask)


def painted(patch: Patch | None, side: Side, feeling: Feeling, mask: bytes, strength: int) -> Patch:
    """Return the patch with the masked faces marked at a strength from 1 to 10.

    Raises
    ------
    ValueError
        If there is no such strength, or the patch is of another skin than the mask.
    """
    if not 1 <= strength <= STRONGEST:
        raise ValueError(f"strength {strength} is not from 1 to {STRONGEST}")
    kept = erased(patch, mask) if patch is not None else Patch(side, feeling, bytes(len(mask)))
    fresh = int.from_bytes(mask.translate(_ONES), "little") * strength
    return _patch(kept, int.from_bytes(kept.strengths, "little") | fresh)


def erased(patch: Patch, mask: bytes) -> Patch:
    """Return the patch without the masked faces.

    Raises
    ------
    ValueError
        If the patch is of another skin than the mask.
    """
    if len(patch.strengths) != len(mask):
        raise ValueError("the patch and the mask are of different skins")
    gone = int.from_bytes(mask.translate(_ALL), "little")
    return _patch(patch, int.from_bytes(patch.strengths, "little") & ~gone)


def _patch(patch: Patch, strengths: int) -> Patch:
    return Patch(patch.side, patch.feeling, strengths.to_bytes(len(patch.strengths), "little"))


def _reached(skin: Skin, sources: Sequence[int], radius: float) -> Iterator[int]:
    """Yield the faces that a brush covers as it stands on each of the sources.

    Faces are visited in the order of their way over the skin from the nearest source.
    """
    places, around = skin.places, skin.around
    farthest = radius * ROUNDABOUT
    done = set()
    ways = dict.fromkeys(sources, 0.0)
    # Way to a face, the face, its source; the face from which the stride began, the way to that
    # one, and how many faces the stride has left.
    queue = [(0.0, source, source, source, 0.0, STRIDE) for source in ways]
    while queue:
        way, face, source, start, before, left = heappop(queue)
        if face in done:
            continue
        done.add(face)
        if dist(places[face], places[source]) <= radius:
            yield face
        if not left:
            start, before, left = face, way, STRIDE
        here = places[start]
        for near in around[face]:
            if near >= 0 and near not in done:
                on = before + dist(here, places[near])
                if on < ways.get(near, farthest):
                    ways[near] = on
                    heappush(queue, (on, near, source, start, before, left - 1))


def _rows(path: Sequence[UV], top: float) -> list[list[tuple[float, float, float, float]]]:
    """Sort the sides of a closed path into rows: (u, v) of the start, v of the end, slope."""
    count = int((max(v for _, v in path) - top) // ROW_MM) + 1
    rows: list[list[tuple[float, float, float, float]]] = [[] for _ in range(count)]
    u1, v1 = path[-1]
    for u2, v2 in path:
        if v1 != v2:
            low, high = (v1, v2) if v1 < v2 else (v2, v1)
            side = (u1, v1, v2, (u2 - u1) / (v2 - v1))
            for row in range(int((low - top) // ROW_MM), int((high - top) // ROW_MM) + 1):
                rows[row].append(side)
        u1, v1 = u2, v2
    return rows
