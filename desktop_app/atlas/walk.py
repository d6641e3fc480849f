"""Walking from point to point: along a meridian, and from one meridian to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.atlas.cameras import UV
from desktop_app.domain.points import MERIDIAN_ORDER, Meridian, Point


def order_along(points: Mapping[str, Point]) -> dict[str, tuple[str, ...]]:
    """Return the codes of each meridian in order, sites of several-place points singly."""
    order: dict[str, list[str]] = {code: [] for code in MERIDIAN_ORDER}
    for code, point in points.items():
        if not point.sites:
            order.setdefault(point.meridian, []).append(code)
    return {
        meridian: tuple(sorted(codes, key=lambda code: _place(points[code])))
        for meridian, codes in order.items()
        if codes
    }


def step(along: Sequence[str], code: str, by: int) -> str:
    """Return the code ``by`` places on along the meridian, stopping at its ends."""
    if code not in along:
        return along[0] if along else ""
    place = along.index(code) + by
    return along[min(max(place, 0), len(along) - 1)]


def rises(meridian: Meridian | None, along: Sequence[str], places: Mapping[str, UV]) -> bool:
    """Tell whether the numbers of a meridian grow upwards on the limb.

    ``places`` are those of a view of the standing limb. The key for "up" then goes to the next
    point, not to the previous one.
    """
    if meridian is not None and meridian.kind != "regular":
        return False
    seen = [code for code in along if code in places]
    return len(seen) > 1 and places[seen[-1]][1] < places[seen[0]][1]


def next_meridian(
    order: Mapping[str, Sequence[str]],
    here: str,
    by: int,
    at: UV | None,
    places: Mapping[str, UV],
) -> str:
    """Return the point to go to on the next meridian (``by`` 1) or the one before (-1).

    The nearest to ``at`` of those that ``places`` shows; the first of that meridian if none.
    Meridians without any shown point are passed over while another has some.
    """
    meridians = [name for name in order if order[name]]
    if not meridians:
        return ""
    start = meridians.index(here) if here in meridians else (-1 if by > 0 else 0)
    ring = [meridians[(start + by * far) % len(meridians)] for far in range(1, len(meridians) + 1)]
    if here in ring:
        ring.remove(here)
    for meridian in ring:
        shown = [code for code in order[meridian] if code in places]
        if shown:
            if at is None:
                return shown[0]
            return min(shown, key=lambda code: _distance(places[code], at))
    return order[ring[0]][0] if ring else ""


def _distance(a: UV, b: UV) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _place(point: Point) -> tuple[int, str]:
    head, _, tail = point.code.partition(".")
    return point.number, f"{head}.{tail:>3}"
