"""What the user does to the points of a plan: each edit is a function to the next plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from desktop_app.domain.area import Area, Side
from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique
from desktop_app.domain.points import Point

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


def first_choice(point: Point, limbs: Limbs, mm_per_cun: float | None) -> PlanPoint:
    """Return a point as it is first put into a plan: the least of its usual depth, first angle.

    Parameters
    ----------
    mm_per_cun
        Of the body, to tell the depth in mm; without, the depth is left open.
    """
    depth = point.needling.depth_cun
    angle = next((each for each in point.needling.angle if each in ANGLES), "")
    if depth is None or not angle:
        bled = "prick-to-bleed" in point.needling.angle
        technique = Technique.BLEEDING if bled else Technique.PRESSURE
        return PlanPoint(point.code, limbs, technique, minutes=None)
    return PlanPoint(
        point.code,
        limbs,
        depth_mm=float(max(round(depth[0] * mm_per_cun), 1)) if mm_per_cun else None,
        angle=angle,
        toward="" if angle == "perpendicular" else TOWARD[0],
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


def change_points(plan: Plan, codes: Collection[str], **values: Any) -> Plan:
    """Give fields of points other values; what the technique has no use for is let go."""
    points = tuple(
        _settled(replace(each, **values)) if each.code in codes else each for each in plan.points
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


def _settled(point: PlanPoint) -> PlanPoint:
    if point.angle == "perpendicular":
        point = replace(point, toward="")
    elif not point.toward:
        point = replace(point, toward=TOWARD[0])
    if point.technique is not Technique.ELECTRO:
        point = replace(point, hertz="", pair=0)
    return point
