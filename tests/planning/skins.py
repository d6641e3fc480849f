"""Areas of skin as tests paint them: exact, or by a hand that strays some millimetres."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from heapq import heapify, heappop, heappush
from itertools import compress
from math import dist

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.skin import Skin
from desktop_app.content.paths import assets_dir
from desktop_app.domain.area import Area, Feeling, Patch, Side


@cache
def atlas() -> Atlas:
    """Return the built atlas."""
    return open_atlas(assets_dir() / "atlas")


def marked(
    right: bytes = b"", left: bytes = b"", feeling: Feeling = Feeling.NUMB, strength: int = 5
) -> Area:
    """Return an area with these masks."""
    area = Area((), atlas().skin.name)
    for side, mask in ((Side.RIGHT, right), (Side.LEFT, left)):
        if mask:
            strengths = mask.translate(bytes([0, *[strength] * 255]))
            area = area.with_patch(Patch(side, feeling, strengths))
    return area


def both(*masks: bytes) -> bytes:
    """Return the mask of skin in any of these."""
    together = 0
    for mask in masks:
        together |= int.from_bytes(mask, "little")
    return together.to_bytes(len(masks[0]), "little")


def within(mask: bytes, other: bytes) -> bytes:
    """Return the mask of skin in both."""
    shared = int.from_bytes(mask, "little") & int.from_bytes(other, "little")
    return shared.to_bytes(len(mask), "little")


def strayed(skin: Skin, mask: bytes, mm: float) -> bytes:
    """Return a mask with its border moved outwards by about so much, inwards if below 0."""
    if mm < 0:
        return _turned(strayed(skin, _turned(mask), -mm))
    reached = bytearray(mask)
    edge = [
        (dist(skin.places[face], skin.places[near]), near)
        for face in compress(range(skin.faces), mask)
        for near in skin.around[face]
        if near >= 0 and not mask[near]
    ]
    heapify(edge)
    while edge:
        far, face = heappop(edge)
        if far > mm:
            break
        if reached[face]:
            continue
        reached[face] = 1
        for near in skin.around[face]:
            if near >= 0 and not reached[near]:
                heappush(edge, (far + dist(skin.places[face], skin.places[near]), near))
    return bytes(reached)


def some_of(skin: Skin, faces: Iterable[int], surface: float) -> bytes:
    """Return the mask of the first of these faces that have this surface together."""
    mask, held = bytearray(skin.faces), 0.0
    for face in faces:
        if held >= surface:
            break
        mask[face] = 1
        held += skin.areas[face]
    return bytes(mask)


def _turned(mask: bytes) -> bytes:
    return mask.translate(bytes([1, *[0] * 255]))
