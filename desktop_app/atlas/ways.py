"""The shortest way over the skin between two places on it, as a ruler laid on the limb measures it.

The way is a true one over the faces of the mesh, so that it is never shorter than the shortest; it
is straightened until no bend can be taken out, as by Sharp and Crane, "You can find geodesic paths
in triangle meshes by just flipping edges" (2020), here over a strip of faces laid flat.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from math import dist, hypot, sqrt
from typing import NamedTuple

from desktop_app.atlas.cameras import UV, Vector
from desktop_app.atlas.skin import Skin

NEAR_MM = 40.0
"""Places so near each other through the air are searched for with the greatest care."""

HASTE = 1.25
"""How much the search for a far place favours the straight line."""

STRETCH = 24
"""Faces of a long way that are straightened at a time before the whole of it is."""

LONG = 72
"""Faces of a strip from which it counts as long; those over an inch of skin are fewer."""

PATIENCE = 60
"""Bends of a long way that are tried; it may stay longer than need be by some thousandths."""

SHORTER = 1e-6
"""mm by which a way must become shorter to be another one."""


class OnSkin(NamedTuple):
    """A place on the skin: the face it lies on, and where, mm."""

    face: int
    place: Vector


class Way(NamedTuple):
    """A way over the skin: its length, mm, and its bends from face to face, ends included."""

    length: float
    path: tuple[Vector, ...]


class _Flat(NamedTuple):
    """A strip of faces laid flat: its ends, and the edges between the faces as (left, right)."""

    start: UV
    end: UV
    gates: list[tuple[UV, UV]]
    vertices: list[tuple[int, int]]


def shortest_way(skin: Skin, start: OnSkin, end: OnSkin) -> Way | None:
    """Return the shortest way over the skin; None if the skin does not join the two places."""
    if start.face == end.face:
        return Way(dist(start.place, end.place), (start.place, end.place))
    strip = _strip(skin, start, end)
    if not strip:
        return None
    for offset in (STRETCH, STRETCH // 2, STRETCH // 3) if len(strip) > LONG else ():
        strip = _eased(skin, strip, start, end, offset)
    tries = PATIENCE if len(strip) > LONG else None
    flat, bends, length = _straightened(skin, strip, start, end, tries)[1:]
    return Way(length, tuple(_in_space(skin, flat, bends, start, end)))


def _eased(skin: Skin, strip: list[int], start: OnSkin, end: OnSkin, offset: int) -> list[int]:
    """Return a long strip with each of its stretches straightened by itself, which is quicker."""
    flat = _laid_flat(skin, strip, start, end)
    path = list(_in_space(skin, flat, _pulled(flat), start, end))
    cuts = [0, *range(offset, len(strip) - STRETCH // 4, STRETCH), len(strip) - 1]
    eased: list[int] = []
    for first, last in itertools.pairwise(cuts):
        # The path enters its face number n at its place number n.
        begin = OnSkin(strip[first], path[first])
        finish = OnSkin(strip[last], path[last]) if last < len(strip) - 1 else end
        eased += _straightened(skin, strip[first : last + 1], begin, finish)[0]
    return _without_loops(eased)


def _straightened(
    skin: Skin, strip: list[int], start: OnSkin, end: OnSkin, tries: int | None = None
) -> tuple[list[int], _Flat, list[tuple[int, bool]], float]:
    """Return the strip with no bend that can be taken out, laid flat, its bends and length."""
    flat = _laid_flat(skin, strip, start, end)
    bends = _pulled(flat)
    length = _length(flat, bends)
    tried: set[tuple[int, ...]] = set()
    better = True
    while better:
        better = False
        for gate, is_left in bends:
            vertex = flat.vertices[gate][0 if is_left else 1]
            other = _round_the_other_side(skin, strip, gate, vertex)
            key = tuple(other)
            if not other or key in tried or (tries is not None and len(tried) >= tries):
                continue
            tried.add(key)
            other_flat = _laid_flat(skin, other, start, end)
            other_bends = _pulled(other_flat)
            other_length = _length(other_flat, other_bends)
            if other_length < length - SHORTER:
                strip, flat, bends, length = other, other_flat, other_bends, other_length
                better = True
                break
    return strip, flat, bends, length


def _strip(skin: Skin, start: OnSkin, end: OnSkin) -> list[int]:
    """Return faces that lead from one place to the other, by the middles of their edges."""
    near = skin.neighbours
    goal = end.place
    straight = dist(start.place, goal)
    haste = 1.0 if straight <= NEAR_MM else HASTE
    came: dict[tuple[int, int], tuple[int, int] | None] = {}
    ways: dict[tuple[int, int], float] = {}
    nowhere = (-1, start.face)
    # Hoped for length, length so far, the step from one face into the next, its place, whence.
    queue: list[tuple[float, float, tuple[int, int], Vector, tuple[int, int] | None]] = [
        (haste * straight, 0.0, nowhere, start.place, None)
    ]
    while queue:
        _, way, step, here, whence = heappop(queue)
        if step in came:
            continue
        came[step] = whence
        face = step[1]
        if face == end.face:
            strip: list[int] = []
            back: tuple[int, int] | None = step
            while back is not None:
                strip.append(back[1])
                back = came[back]
            return _without_loops(strip[::-1])
        for other in near[3 * face : 3 * face + 3]:
            onward = (face, other)
            if other < 0 or other == step[0] or onward in came:
                continue
            a, b = _shared(skin, face, other)
            (ax, ay, az), (bx, by, bz) = skin.vertex(a), skin.vertex(b)
            middle = ((ax + bx) / 2, (ay + by) / 2, (az + bz) / 2)
            on = way + dist(here, middle)
            if on < ways.get(onward, float("inf")):
                ways[onward] = on
                left = dist(middle, goal)
                heappush(queue, (on + haste * left, on, onward, middle, step))
    return []


def _shared(skin: Skin, face: int, other: int) -> tuple[int, int]:
    """Return the edge that two faces share, as it runs around the first."""
    corners, others = skin.corners(face), skin.corners(other)
    for number in range(3):
        a, b = corners[number], corners[(number + 1) % 3]
        if a in others and b in others:
            return a, b
    raise ValueError(f"faces {face} and {other} do not meet")


def _without_loops(strip: Sequence[int]) -> list[int]:
    """Return a strip that enters no face twice."""
    kept: list[int] = []
    at: dict[int, int] = {}
    for face in strip:
        if face in at:
            for gone in kept[at[face] + 1 :]:
                del at[gone]
            del kept[at[face] + 1 :]
        else:
            at[face] = len(kept)
            kept.append(face)
    return kept


def _laid_flat(skin: Skin, strip: Sequence[int], start: OnSkin, end: OnSkin) -> _Flat:
    first = skin.corners(strip[0])
    a, b, c = (skin.vertex(corner) for corner in first)
    plane: dict[int, UV] = {first[0]: (0.0, 0.0), first[1]: (dist(a, b), 0.0)}
    plane[first[2]] = _third(plane[first[0]], plane[first[1]], dist(a, c), dist(b, c))
    begin = _within(skin, strip[0], start.place, plane)
    gates, vertices = [], []
    for face, other in itertools.pairwise(strip):
        right, left = _shared(skin, face, other)
        gates.append((plane[left], plane[right]))
        vertices.append((left, right))
        apex = next(v for v in skin.corners(other) if v not in (left, right))
        at = skin.vertex(apex)
        # The next face goes round its shared edge the other way, so its corner falls beyond it.
        plane = {
            left: plane[left],
            right: plane[right],
            apex: _third(
                plane[left], plane[right], dist(skin.vertex(left), at), dist(skin.vertex(right), at)
            ),
        }
    return _Flat(begin, _within(skin, strip[-1], end.place, plane), gates, vertices)


def _third(a: UV, b: UV, from_a: float, from_b: float) -> UV:
    """Return the corner at these distances from two others, to the left of the way from a to b."""
    du, dv = b[0] - a[0], b[1] - a[1]
    base = hypot(du, dv) or 1e-12
    along = (from_a * from_a - from_b * from_b + base * base) / (2 * base)
    aside = sqrt(max(from_a * from_a - along * along, 0.0))
    du, dv = du / base, dv / base
    return a[0] + along * du - aside * dv, a[1] + along * dv + aside * du


def _within(skin: Skin, face: int, place: Vector, plane: dict[int, UV]) -> UV:
    """Return a place of a face where the face is laid flat."""
    corners = skin.corners(face)
    a, b, c = (skin.vertex(corner) for corner in corners)
    # A place that is rounded may fall outside its face, where the thread would lose its way.
    kept = [max(share, 0.0) for share in shares_of(a, b, c, place)]
    shares = [share / sum(kept) for share in kept]
    flat = [plane[corner] for corner in corners]
    return (
        sum(share * uv[0] for share, uv in zip(shares, flat, strict=True)),
        sum(share * uv[1] for share, uv in zip(shares, flat, strict=True)),
    )


def shares_of(a: Vector, b: Vector, c: Vector, place: Vector) -> tuple[float, float, float]:
    """Return the shares of three corners in a place in their plane (barycentric coordinates)."""
    ux, uy, uz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    vx, vy, vz = c[0] - a[0], c[1] - a[1], c[2] - a[2]
    wx, wy, wz = place[0] - a[0], place[1] - a[1], place[2] - a[2]
    uu, uv, vv = (
        ux * ux + uy * uy + uz * uz,
        ux * vx + uy * vy + uz * vz,
        vx * vx + vy * vy + vz * vz,
    )
    wu, wv = wx * ux + wy * uy + wz * uz, wx * vx + wy * vy + wz * vz
    full = uu * vv - uv * uv
    if full < 1e-18:
        return 1 / 3, 1 / 3, 1 / 3
    second, third = (vv * wu - uv * wv) / full, (uu * wv - uv * wu) / full
    return 1 - second - third, second, third


def _turn(a: UV, b: UV, c: UV) -> float:
    """Return more than 0 if c lies to the left of the way from a to b."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _pulled(flat: _Flat) -> list[tuple[int, bool]]:
    """Return where a thread pulled tight through a flat strip bends: gate, and whether its left.

    The funnel algorithm of Lee and Preparata (1984).
    """
    gates = [*flat.gates, (flat.end, flat.end)]
    bends: list[tuple[int, bool]] = []
    apex = left = right = flat.start
    left_at = right_at = 0
    number = 0
    while number < len(gates):
        new_left, new_right = gates[number]
        if _turn(apex, right, new_right) >= 0:
            if apex == right or _turn(apex, left, new_right) < 0:
                right, right_at = new_right, number
            else:
                bends.append((left_at, True))
                apex = right = left
                number = right_at = left_at
                number += 1
                continue
        if _turn(apex, left, new_left) <= 0:
            if apex == left or _turn(apex, right, new_left) > 0:
                left, left_at = new_left, number
            else:
                bends.append((right_at, False))
                apex = left = right
                number = left_at = right_at
                number += 1
                continue
        number += 1
    return [bend for bend in bends if bend[0] < len(flat.gates)]


def _length(flat: _Flat, bends: Sequence[tuple[int, bool]]) -> float:
    places = _bent(flat, bends)
    return sum(dist(a, b) for a, b in itertools.pairwise(places))


def _bent(flat: _Flat, bends: Sequence[tuple[int, bool]]) -> list[UV]:
    return [
        flat.start,
        *(flat.gates[gate][0 if is_left else 1] for gate, is_left in bends),
        flat.end,
    ]


def _round_the_other_side(skin: Skin, strip: list[int], gate: int, vertex: int) -> list[int]:
    """Return the strip led round the other side of a vertex at which the thread bends.

    Empty if the skin ends there.
    """
    first, last = gate, gate + 1
    while first > 0 and vertex in skin.corners(strip[first - 1]):
        first -= 1
    while last + 1 < len(strip) and vertex in skin.corners(strip[last + 1]):
        last += 1
    before, face = strip[first + 1], strip[first]
    round_it = [face]
    while face != strip[last]:
        near = skin.neighbours[3 * face : 3 * face + 3]
        onward = [f for f in near if f >= 0 and f != before and vertex in skin.corners(f)]
        if not onward or onward[0] in round_it:
            return []
        before, face = face, onward[0]
        round_it.append(face)
    return _without_loops([*strip[:first], *round_it, *strip[last + 1 :]])


def _in_space(
    skin: Skin, flat: _Flat, bends: Sequence[tuple[int, bool]], start: OnSkin, end: OnSkin
) -> Iterator[Vector]:
    """Yield where the thread crosses each gate, on the body."""
    yield start.place
    stops = [*(gate for gate, _ in bends), len(flat.gates)]
    places = _bent(flat, bends)
    leg = 0
    for number, ((left, right), (a, b)) in enumerate(zip(flat.gates, flat.vertices, strict=True)):
        while leg < len(bends) and number > stops[leg]:
            leg += 1
        one, two = places[leg], places[leg + 1]
        over, under = _turn(one, two, left), _turn(one, two, right)
        # Along the gate itself, or going nowhere, the thread is still where the leg began.
        share = over / (over - under) if abs(over - under) > 1e-9 else along_share(left, right, one)
        share = min(max(share, 0.0), 1.0)
        if leg < len(bends) and number == stops[leg]:
            share = 0.0 if bends[leg][1] else 1.0
        at, to = skin.vertex(a), skin.vertex(b)
        yield (
            at[0] + (to[0] - at[0]) * share,
            at[1] + (to[1] - at[1]) * share,
            at[2] + (to[2] - at[2]) * share,
        )
    yield end.place


def along_share(a: UV, b: UV, place: UV) -> float:
    """Return how far along from one place to another a third lies, as a share."""
    du, dv = b[0] - a[0], b[1] - a[1]
    square = du * du + dv * dv
    return ((place[0] - a[0]) * du + (place[1] - a[1]) * dv) / square if square else 0.0
