"""What lies under the pointer: the nearest marker in reach, else a line, else an area."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.drawing import Area, Drawing, Line

REACH = 12.0
"""Pixels around a marker that count as the marker: a target 24 px wide at every zoom."""

LINE_REACH = 5.0
"""Pixels to either side of a line that count as the line."""


class Hit(NamedTuple):
    """What was hit: ``kind`` is "point", "rival", "site", "line" or "area"."""

    kind: str
    id: str


def pick(drawing: Drawing, frame: Frame, x: float, y: float) -> Hit | None:
    """Return what lies under a pixel, or None.

    Points come before rival places and sites, these before lines, lines before areas.
    """
    code = _nearest([(m.code, frame.to_screen(m.uv), m.visible) for m in drawing.markers], x, y)
    if code:
        return Hit("point", code)
    sign = _nearest([(s.id, frame.to_screen(s.uv), s.visible) for s in drawing.signs], x, y)
    if sign:
        is_rival = any(s.id == sign and s.layer == "rivals" for s in drawing.signs)
        return Hit("rival" if is_rival else "site", sign)
    place = frame.to_uv(x, y)
    line = _nearest_line(drawing.lines, place, LINE_REACH / frame.scale)
    if line:
        return Hit("line", line)
    return next(
        (Hit("area", area.id) for area in reversed(drawing.areas) if _covers(area, place)), None
    )


def distance_to(path: tuple[UV, ...], place: UV) -> float:
    """Return the distance (mm) from a place to a path."""
    best = float("inf")
    u, v = place
    u1, v1 = path[0]
    for u2, v2 in path[1:]:
        du, dv = u2 - u1, v2 - v1
        length = du * du + dv * dv
        along = 0.0 if length == 0 else ((u - u1) * du + (v - v1) * dv) / length
        along = min(max(along, 0.0), 1.0)
        best = min(best, hypot(u - u1 - along * du, v - v1 - along * dv))
        u1, v1 = u2, v2
    return best


def _nearest(spots: list[tuple[str, tuple[float, float], bool]], x: float, y: float) -> str:
    best, best_rank = "", (1, REACH)
    for key, (sx, sy), visible in spots:
        far = hypot(sx - x, sy - y)
        rank = (0 if visible else 1, far)
        if far <= REACH and rank < best_rank:
            best, best_rank = key, rank
    return best


def _nearest_line(lines: tuple[Line, ...], place: UV, reach: float) -> str:
    best, best_far = "", reach
    u, v = place
    for line in reversed(lines):
        for piece in line.pieces:
            if not piece.visible:
                continue
            left, top, right, bottom = piece.box
            if not (left - reach <= u <= right + reach and top - reach <= v <= bottom + reach):
                continue
            far = distance_to(piece.uv, place)
            if far < best_far:
                best, best_far = line.id, far
    return best


def _covers(area: Area, place: UV) -> bool:
    return bool(sum(ring.contains(place) for ring in area.rings) % 2)
