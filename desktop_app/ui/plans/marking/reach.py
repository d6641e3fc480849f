"""What skin a round brush covers on its way over a view, also where its middle is beside it."""

from __future__ import annotations

from itertools import compress
from math import ceil, cos, hypot, pi, sin, sqrt

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV
from desktop_app.atlas.marking import shown_between, sweep
from desktop_app.atlas.skin import Skin

RINGS, SPOKES = 8, 24
"""How finely it is felt about a brush whose middle is beside the skin, for the nearest skin."""

DABS = 3
"""Of a radius: how closely this is done on the way."""


def covered(atlas: Atlas, skin: Skin, view: str, start: UV, end: UV, radius: float) -> list[int]:
    """Return the faces that a brush covers on a straight way.

    Where its middle is beside the limb it covers what skin lies within its ring: a disc about the
    nearest skin, as wide as the ring is there.
    """
    mask = 0
    if faces := shown_between(atlas, view, start, end):
        mask = int.from_bytes(sweep(skin, faces, radius), "little")
    picture = atlas.faces(view)
    steps = max(ceil(hypot(end[0] - start[0], end[1] - start[1]) / radius * DABS), 1)
    for step in range(1, steps + 1):
        share = step / steps
        place = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        if picture.face_at(place) is not None:
            continue
        near = _nearest(atlas, view, place, radius)
        if near is not None:
            face, far = near
            chord = sqrt(radius * radius - far * far)
            mask |= int.from_bytes(sweep(skin, (face,), chord), "little")
    return list(compress(range(skin.faces), mask.to_bytes(skin.faces, "little"))) if mask else []


def _nearest(atlas: Atlas, view: str, place: UV, radius: float) -> tuple[int, float] | None:
    """Return the nearest face within a radius and how far it is, as finely as it is felt."""
    picture = atlas.faces(view)
    for ring in range(1, RINGS):
        far = radius * ring / RINGS
        for spoke in range(SPOKES):
            angle = 2 * pi * spoke / SPOKES
            face = picture.face_at((place[0] + far * cos(angle), place[1] + far * sin(angle)))
            if face is not None:
                return face, far
    return None
