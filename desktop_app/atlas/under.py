"""Which place of the skin a view shows: the one under a pixel, or one on the line of sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import dist

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Vector, dot
from desktop_app.atlas.skin import Skin
from desktop_app.atlas.ways import OnSkin, along_share

INSIDE = 1e-6
"""How far outside a face, in shares of it, a place still counts as on it: no gap at edges."""

NEAR_MM = 4.0
"""A place of a view as near as this to skin counts as shown: edges are soft (``Outline``)."""

_AROUND = (
    (0.0, 0.0),
    (1, 0),
    (-1, 0),
    (0, 1),
    (0, -1),
    (0.7, 0.7),
    (-0.7, 0.7),
    (0.7, -0.7),
    (-0.7, -0.7),
)


def place_under(atlas: Atlas, view: str, uv: UV) -> OnSkin | None:
    """Return the place of the skin that a view shows somewhere; None off the limb.

    The picture of faces tells the face to half a millimetre or so; where the place falls on one
    beside it that is seen too, it is that one.

    Raises
    ------
    NotFound
        If there is no such view.
    """
    face = atlas.faces(view).face_at(uv)
    if face is None:
        return None
    skin, camera = atlas.skin, atlas.camera(view)
    best: tuple[float, OnSkin] | None = None
    for near in _beside(skin, face):
        corners = [skin.vertex(corner) for corner in skin.corners(near)]
        flat = [camera.project(corner) for corner in corners]
        shares = _shares(flat, uv) if _is_turned_here(flat) else None
        if shares is None or min(shares) < -INSIDE:
            continue
        place = _mixed(corners, shares)
        toward = dot(place, camera.toward)
        if best is None or toward > best[0]:
            best = (toward, OnSkin(near, place))
    if best is not None:
        return best[1]
    corners = [skin.vertex(corner) for corner in skin.corners(face)]
    flat = [camera.project(corner) for corner in corners]
    return OnSkin(face, _mixed(corners, _nearest_shares(flat, uv)))


def _beside(skin: Skin, face: int) -> list[int]:
    """Return a face and those up to three steps from it."""
    found = dict.fromkeys((face,))
    ring = [face]
    for _ in range(3):
        ring = [
            other
            for each in ring
            for other in skin.neighbours[3 * each : 3 * each + 3]
            if other >= 0 and other not in found
        ]
        found |= dict.fromkeys(ring)
    return list(found)


def _is_turned_here(flat: Sequence[UV]) -> bool:
    """Tell whether a face is turned to the viewer."""
    # In a view v runs down, so that such faces run clockwise there.
    return _doubled(flat) < 0


def _doubled(flat: Sequence[UV]) -> float:
    (au, av), (bu, bv), (cu, cv) = flat
    return (bu - au) * (cv - av) - (bv - av) * (cu - au)


def _shares(flat: Sequence[UV], uv: UV) -> tuple[float, float, float] | None:
    """Return the shares of the corners in a place of a view; None if it sees the face's edge."""
    (au, av), (bu, bv), (cu, cv) = flat
    full = _doubled(flat)
    if abs(full) < 1e-9:
        return None
    second = ((uv[0] - au) * (cv - av) - (uv[1] - av) * (cu - au)) / full
    third = ((bu - au) * (uv[1] - av) - (bv - av) * (uv[0] - au)) / full
    return 1 - second - third, second, third


def _nearest_shares(flat: Sequence[UV], uv: UV) -> tuple[float, float, float]:
    """Return the shares of the corners in the place on the rim of a face nearest to another."""
    best, shares = float("inf"), [1 / 3, 1 / 3, 1 / 3]
    for number in range(3):
        other = (number + 1) % 3
        a, b = flat[number], flat[other]
        along = min(max(along_share(a, b, uv), 0.0), 1.0)
        far = dist(uv, (a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along))
        if far < best:
            best, shares = far, [0.0, 0.0, 0.0]
            shares[number], shares[other] = 1 - along, along
    return shares[0], shares[1], shares[2]


def _mixed(corners: Sequence[Vector], shares: Sequence[float]) -> Vector:
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = corners
    a, b, c = shares
    return a * ax + b * bx + c * cx, a * ay + b * by + c * cy, a * az + b * bz + c * cz


def is_shown(atlas: Atlas, view: str, code: str) -> bool:
    """Tell whether a view shows a point: on the near side, where there is skin to be seen.

    Raises
    ------
    NotFound
        If there is no such view.
    """
    spot = atlas.projection(view).points.get(code)
    if spot is None or not spot.visible:
        return False
    faces = atlas.faces(view)
    u, v = spot.uv
    return any(
        faces.face_at((u + du * NEAR_MM, v + dv * NEAR_MM)) is not None for du, dv in _AROUND
    )


def places_in_sight(
    atlas: Atlas, view: str, uv: UV, faces: Iterable[int], grain: float
) -> list[OnSkin]:
    """Return the places of these faces that lie on a line of sight, seen or hidden.

    Parameters
    ----------
    grain
        How far beside the line, mm in the view, a face may lie to count.
    """
    skin, camera = atlas.skin, atlas.camera(view)
    found = []
    for face in faces:
        corners = [skin.vertex(corner) for corner in skin.corners(face)]
        flat = [camera.project(corner) for corner in corners]
        shares = _shares(flat, uv)
        if shares is None or min(shares) < 0:
            shares = _nearest_shares(flat, uv)
        place = _mixed(corners, shares)
        if dist(camera.project(place), uv) <= grain:
            found.append(OnSkin(face, place))
    return found
