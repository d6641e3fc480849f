"""Finding a point: a click on a view of the limb, scored along the skin.

The rule is ours: a click counts as right within 0.3 cun of the point, measured by the shortest way
over the skin in the cun of the segment the point lies on (``atlas.needle.depth_mm``; on foot,
buttock and belly a finger cun). It says nothing about how exactly a point must be needled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist
from typing import NamedTuple

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Vector
from desktop_app.atlas.marking import disc
from desktop_app.atlas.needle import depth_mm
from desktop_app.atlas.under import is_shown, place_under, places_in_sight
from desktop_app.atlas.ways import OnSkin, Way, shortest_way
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.domain.errors import NotFound
from desktop_app.domain.points import Point
from desktop_app.study.landmarks import Landmark, landmarks_of, rules_of, sites_of

WITHIN_CUN = 0.3
"""How far from a point a click still counts as right, cun."""

FACING = 0.35
"""How squarely a view must see a point for a click to mean the very skin under the pointer.

Where the limb curves away a pixel is many millimetres of skin, and the hand chooses none of them.
"""

GRAIN_MM = 1.0
"""How far beside the line of sight, mm in the view, skin still counts as pointed at there."""

LIKELY = 4
"""So many points, the nearest through the air, may be the nearest over the skin."""


class Meant(NamedTuple):
    """What a click may mean: the place meant, for which point, and how far off it is."""

    target: str
    way: Way
    clicked: OnSkin


@dataclass(frozen=True, slots=True)
class Located:
    """What came of a click.

    Parameters
    ----------
    code, target
        The point asked for, and the place meant: one of its sites if it has several.
    right
        Within 0.3 cun of it over the skin.
    distance_mm, distance_cun
        How far off over the skin; None off the limb.
    nearest
        The nearest other point, or empty.
    nearest_hit
        Whether the click was right for that one.
    wrong_view
        The point is not to be seen in this view, so that a click there tells little.
    off_limb
        The click was beside the limb.
    clicked, place
        Where the click fell and where the point is, mm on the right limb.
    path
        The way over the skin from one to the other, for a ruler.
    landmarks, rules
        What the place was measured from, and how.
    words
        The result in one sentence.
    find
        How the point is found by hand.
    """

    code: str
    target: str
    side: Side
    right: bool
    distance_mm: float | None
    distance_cun: float | None
    nearest: str
    nearest_hit: bool
    wrong_view: bool
    off_limb: bool
    clicked: Vector | None
    place: Vector
    path: tuple[Vector, ...]
    landmarks: tuple[Landmark, ...]
    rules: tuple[str, ...]
    words: str
    find: str


def score_locate(
    atlas: Atlas, content: Content, code: str, view: str, uv: UV, side: Side = Side.RIGHT
) -> Located:
    """Score a click that was to find a point.

    Parameters
    ----------
    uv
        Place in the view, mm, as ``Frame.to_uv`` gives it: on the right limb, of which the left
        is the mirror image.
    side
        The limb that was shown; told again in the result.

    Raises
    ------
    NotFound
        If there is no such point or view, or the atlas has no place for the point.
    """
    point = _point(content, code)
    sites = sites_of(atlas, point)
    if not sites:
        raise NotFound(f"The atlas has no place for {code}.")
    seen = [site for site in sites if is_shown(atlas, view, site)]
    meant = meant_by(atlas, sites, view, uv)
    if meant is None:
        return _off_limb(atlas, point, (seen or list(sites))[0], side, not seen)
    target, way, clicked = meant
    cun = way.length / depth_mm(atlas, target, 1.0)
    right = cun <= WITHIN_CUN
    others = _others(atlas, content, point)
    nearest, hit = "", False
    if others:
        nearest, near_way = _nearest(atlas, clicked, others)
        hit = near_way.length <= WITHIN_CUN * depth_mm(atlas, nearest, 1.0)
    wrong_view = not right and not seen
    return Located(
        code, target, side, right, way.length, cun, nearest, hit, wrong_view, False,
        clicked.place, atlas.placed[target].position, way.path,
        landmarks_of(atlas, target), rules_of(atlas, target),
        _words(content, code, right, way.length, cun, nearest if hit else "", wrong_view),
        point.location.find,
    )  # fmt: skip


def meant_by(atlas: Atlas, sites: Sequence[str], view: str, uv: UV) -> Meant | None:
    """Return what a click means that was to find one of these places; None off the limb.

    The skin under the pixel, unless the view sees the place aslant: there any skin on the line of
    sight about it may have been meant.

    Raises
    ------
    NotFound
        If there is no such view.
    """
    under = place_under(atlas, view, uv)
    meant = [Meant(*_nearest(atlas, under, sites), under)] if under is not None else []
    for site in sites:
        if is_shown(atlas, view, site):
            meant += _slantwise(atlas, site, view, uv)
    return min(meant, key=lambda each: each.way.length, default=None)


def views_for_locate(atlas: Atlas, content: Content, code: str) -> tuple[str, ...]:
    """Return the views in which a point is to be seen, the best first.

    Raises
    ------
    NotFound
        If there is no such point.
    """
    sites = sites_of(atlas, _point(content, code))
    ranked = []
    for number, (view, camera) in enumerate(atlas.cameras.items()):
        facing = [
            camera.facing(atlas.placed[site].normal)
            for site in sites
            if is_shown(atlas, view, site)
        ]
        if facing:
            best = atlas.facing_view(sites[0]) == view
            ranked.append((not best, max(facing) < FACING, -max(facing), number, view))
    return tuple(row[-1] for row in sorted(ranked))


def nearest_of(atlas: Atlas, place: OnSkin, codes: Iterable[str]) -> tuple[str, Way]:
    """Return which of these points is nearest to a place over the skin, and the way to it.

    Raises
    ------
    NotFound
        If the atlas has a place for none of them.
    """
    known = [code for code in codes if code in atlas.placed]
    if not known:
        raise NotFound("The atlas has a place for none of these points.")
    return _nearest(atlas, place, known)


def place_of(atlas: Atlas, code: str) -> OnSkin:
    """Return the place of a point of the atlas on its skin."""
    return OnSkin(int(atlas.record["points"][code]["face"]), atlas.placed[code].position)


def _slantwise(atlas: Atlas, code: str, view: str, uv: UV) -> list[Meant]:
    """Return the skin nearest to a point on a line of sight past it, if it is seen aslant."""
    camera, placed = atlas.camera(view), atlas.placed[code]
    reach = WITHIN_CUN * depth_mm(atlas, code, 1.0) + GRAIN_MM
    if camera.facing(placed.normal) >= FACING or dist(camera.project(placed.position), uv) > reach:
        return []
    goal = place_of(atlas, code)
    # Faces whose centres lie a little beyond reach the circle too.
    near = disc(atlas.skin, goal.face, reach + 4.0)
    best: list[Meant] = []
    for place in sorted(
        places_in_sight(atlas, view, uv, near, GRAIN_MM),
        key=lambda place: dist(place.place, goal.place),
    ):
        if best and dist(place.place, goal.place) >= best[0].way.length:
            break
        way = shortest_way(atlas.skin, place, goal)
        if way is not None and (not best or way.length < best[0].way.length):
            best = [Meant(code, way, place)]
    return best


def _nearest(atlas: Atlas, place: OnSkin, codes: Iterable[str]) -> tuple[str, Way]:
    placed = atlas.placed
    # No way over the skin is shorter than the one through the air.
    by_air = sorted((dist(placed[code].position, place.place), code) for code in codes)
    best: tuple[str, Way] | None = None
    for far, code in by_air[:LIKELY]:
        if best is not None and far >= best[1].length:
            break
        way = shortest_way(atlas.skin, place, place_of(atlas, code))
        if way is not None and (best is None or way.length < best[1].length):
            best = (code, way)
    if best is not None:
        return best
    far, code = by_air[0]
    return code, Way(far, (place.place, placed[code].position))


def _others(atlas: Atlas, content: Content, point: Point) -> list[str]:
    """Return the points that are not this one by another name, nor sites of it or its whole."""
    own = {point.code, *point.sites, point.site_of, point.same_as}
    own |= {content.points[site].same_as for site in point.sites if site in content.points}
    return [
        code
        for code in atlas.placed
        if code in content.points and code not in own and not content.points[code].same_as
    ]


def _point(content: Content, code: str) -> Point:
    try:
        return content.points[code]
    except KeyError:
        raise NotFound(f"There is no point “{code}”.") from None


def _off_limb(atlas: Atlas, point: Point, target: str, side: Side, wrong_view: bool) -> Located:
    words = "That is beside the limb."
    return Located(
        point.code, target, side, False, None, None, "", False, wrong_view, True, None,
        atlas.placed[target].position, (), landmarks_of(atlas, target), rules_of(atlas, target),
        f"{words} {_not_seen(point.code)}" if wrong_view else words,
        point.location.find,
    )  # fmt: skip


def _words(
    content: Content, code: str, right: bool, mm: float, cun: float, hit: str, wrong_view: bool
) -> str:
    if wrong_view:
        return _not_seen(code)
    off = f"{cun:.1f} cun ({mm:.0f} mm)"
    if right:
        return f"Right, {off} from {code}."
    # What is just beyond is not to read as 0.3 cun, which would be right.
    if cun < WITHIN_CUN + 0.05:
        off = f"{cun:.2f} cun ({mm:.1f} mm)"
    there = f" {hit} {content.points[hit].pinyin} is there." if hit else ""
    return f"{off} from {code}.{there}"


def _not_seen(code: str) -> str:
    return f"{code} is not to be seen in this view: it lies on another side of the limb."
