"""What the user does to the points of a plan: each edit is a function to the next plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop_app.domain.area import Area, Side
from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique
from desktop_app.domain.points import Point

if TYPE_CHECKING:
    from desktop_app.atlas.body import Atlas

ANGLES = ("perpendicular", "oblique", "transverse")
TOWARD = ("proximal", "distal", "medial", "lateral", "anterior", "posterior")
USUAL_MINUTES = 20
"""Retention of a needle unless another is chosen."""

DEEPEST_MM = 120.0
"""No needle of a plan goes deeper."""


def limbs_of(area: Area) -> Limbs:
    """Return the limbs on which something is marked; both if nothing is."""
    marked = {patch.side for patch in area.patches}
    if marked == {Side.RIGHT}:
        return Limbs.RIGHT
    return Limbs.LEFT if marked == {Side.LEFT} else Limbs.BOTH


@dataclass(frozen=True, slots=True)
class OnBody:
    """A point on the body of the atlas: mm of a cun there, ways an oblique needle can lean."""

    mm_per_cun: float
    leanings: tuple[str, ...]


Body = Mapping[str, OnBody]
"""Points that the atlas has a place for; empty until they have been measured."""


def measure(atlas: Atlas) -> Body:
    """Return every point the atlas has a place for; reads all views, ready to be turned to."""
    from desktop_app.atlas.needle import depth_mm, leanings

    for view in atlas.cameras:
        atlas.projection(view)
    return {
        code: OnBody(depth_mm(atlas, code, 1.0), leanings(atlas, code)) for code in atlas.placed
    }


def expanded(codes: Iterable[str], points: Mapping[str, Point]) -> tuple[str, ...]:
    """Return points with each that has several sites (Bafeng) as those: each takes a needle."""
    known = (points[code] for code in codes if code in points)
    return tuple(dict.fromkeys(site for point in known for site in point.sites or (point.code,)))


def first_choice(point: Point, limbs: Limbs, body: Body) -> PlanPoint:
    """Return a point as it is first put into a plan: the least of its usual depth, first angle.

    Without its measure of a cun the depth is left open.
    """
    there = body.get(point.code)
    depth = point.needling.depth_cun
    angle = next((each for each in point.needling.angle if each in ANGLES), "")
    if depth is None or not angle:
        bled = "prick-to-bleed" in point.needling.angle
        technique = Technique.BLEEDING if bled else Technique.PRESSURE
        return PlanPoint(point.code, limbs, technique, minutes=None)
    return PlanPoint(
        point.code,
        limbs,
        depth_mm=float(max(round(depth[0] * there.mm_per_cun), 1)) if there else None,
        angle=angle,
        toward="" if angle == "perpendicular" else _leanings(point.code, body)[0],
        minutes=USUAL_MINUTES,
    )


def add_points(plan: Plan, points: Iterable[PlanPoint]) -> Plan:
    """Add points at the end; those the plan has already stay as they are."""
    have = {each.code for each in plan.points}
    added = tuple({each.code: each for each in points if each.code not in have}.values())
    return replace(plan, points=plan.points + added) if added else plan


def remove_points(plan: Plan, codes: Collection[str]) -> Plan:
    """Take points out; a pair of electrodes of which one end is gone is no pair any more."""
    kept = [each for each in plan.points if each.code not in codes]
    ends: dict[int, int] = {}
    for each in kept:
        ends[each.pair] = ends.get(each.pair, 0) + len(each.limbs.sides)
    broken = {pair for pair, number in ends.items() if pair and number < 2}
    points = tuple(replace(each, pair=0) if each.pair in broken else each for each in kept)
    return replace(plan, points=points)


def change_points(plan: Plan, codes: Collection[str], body: Body, **values: Any) -> Plan:
    """Give fields of points other values; what angle and technique have no use for is let go."""
    points = tuple(
        _settled(replace(each, **values), body) if each.code in codes else each
        for each in plan.points
    )
    return replace(plan, points=points)


def move_points(plan: Plan, codes: Collection[str], before: int) -> Plan:
    """Move points together to stand before the place that now has this number."""
    moved = [each for each in plan.points if each.code in codes]
    ahead = [each for each in plan.points[:before] if each.code not in codes]
    after = [each for each in plan.points[before:] if each.code not in codes]
    return replace(plan, points=(*ahead, *moved, *after))


def shift_points(plan: Plan, codes: Collection[str], by: int) -> Plan:
    """Move points one place up (-1) or down (1), keeping their order."""
    places = [number for number, each in enumerate(plan.points) if each.code in codes]
    if not places:
        return plan
    target = places[0] - 1 if by < 0 else places[-1] + 2
    if not 0 <= target <= len(plan.points):
        return plan
    return move_points(plan, codes, target)


def told(codes: Iterable[str]) -> str:
    """Return points as an edit names them: ``KI1``, ``KI1 and ST36``, ``5 points``."""
    codes = tuple(codes)
    return " and ".join(codes) if len(codes) <= 2 else f"{len(codes)} points"


def _settled(point: PlanPoint, body: Body) -> PlanPoint:
    if point.angle == "perpendicular":
        point = replace(point, toward="")
    elif point.toward not in _leanings(point.code, body):
        point = replace(point, toward=_leanings(point.code, body)[0])
    if point.technique is not Technique.ELECTRO:
        point = replace(point, hertz="", pair=0)
    return point


def _leanings(code: str, body: Body) -> tuple[str, ...]:
    there = body.get(code)
    return there.leanings if there is not None and there.leanings else TOWARD
