"""Which views to draw: the fewest that show every chosen point well, and the marked skin."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import combinations, compress
from typing import NamedTuple

from desktop_app.atlas.body import BEST_FACING, FOOT_BELOW, Atlas
from desktop_app.atlas.cameras import Camera
from desktop_app.domain.area import Side
from desktop_app.domain.electrodes import ElectrodePair, electrode_pairs
from desktop_app.domain.plans import Limbs, Plan

MOST_VIEWS = 6

ENOUGH_SKIN = 0.5
"""Share of the marked skin of a limb that the views should show between them."""

_TRIED = 3
"""Up to so many views every choice is tried; beyond, the view that adds most is added."""


class Shown(NamedTuple):
    """A view of one limb."""

    view: str
    side: Side


def views_for(atlas: Atlas, plan: Plan) -> tuple[Shown, ...]:
    """Return the fewest views, at most six, that show every chosen point well.

    A point that is treated on both limbs is shown on one. A foot is looked at from near, the leg
    from far. Views are added for electrode pairs of which none shows both ends, and for the marked
    skin while they do not show half of it.

    Raises
    ------
    UnreadableFile
        If the atlas cannot be read.
    """
    seen, facing = _seen(atlas, plan)
    shown = _with_pairs(atlas, plan, _fewest(seen, facing))
    for side in Side:
        shown = _with_skin(atlas, plan, side, shown)
    order = {view: place for place, view in enumerate(atlas.cameras)}
    sides = list(Side)
    return tuple(sorted(shown[:MOST_VIEWS], key=lambda at: (sides.index(at.side), order[at.view])))


def codes_in(atlas: Atlas, plan: Plan, shown: Shown) -> tuple[str, ...]:
    """Return the chosen points, and sites of them, that a view shows on its limb, in order.

    The other end of an electrode pair is one of them wherever it can be seen.
    """
    own = _own_codes(atlas, plan, shown)
    joined = {code for pair in pairs_in(atlas, plan, shown) for code in pair.codes}
    return tuple(code for code in _codes_on(atlas, plan, shown) if code in own or code in joined)


def pairs_in(atlas: Atlas, plan: Plan, shown: Shown) -> tuple[ElectrodePair, ...]:
    """Return the electrode pairs whose two ends a view shows on its limb."""
    own = _own_codes(atlas, plan, shown)
    there = set(_codes_on(atlas, plan, shown))
    return tuple(
        pair
        for pair in electrode_pairs(plan)
        if pair.is_whole
        and pair.side is shown.side
        and there.issuperset(pair.codes)
        and not own.isdisjoint(pair.codes)
    )


def _codes_on(atlas: Atlas, plan: Plan, shown: Shown) -> Iterator[str]:
    """Yield the chosen points that can be seen in a view, on its limb."""
    spots = atlas.projection(shown.view).points
    for point in plan.chosen:
        if shown.side in point.limbs.sides:
            for code in places_of(atlas, point.code):
                if code in spots and spots[code].visible:
                    yield code


def _own_codes(atlas: Atlas, plan: Plan, shown: Shown) -> frozenset[str]:
    """Return the points that are looked for in a view."""
    camera = atlas.camera(shown.view)
    return frozenset(
        code
        for code in _codes_on(atlas, plan, shown)
        if _belongs(atlas, camera, code)
        and (camera.facing(atlas.placed[code].normal) >= BEST_FACING or not _seen_well(atlas, code))
    )


def places_of(atlas: Atlas, code: str) -> tuple[str, ...]:
    """Return the codes under which a point has its places: its own, or those of its sites."""
    if code in atlas.placed:
        return (code,)
    return tuple(each for each in atlas.placed if each.startswith(f"{code}."))


def _belongs(atlas: Atlas, camera: Camera, code: str) -> bool:
    """Tell whether a point is looked for here: the foot from near, the leg from far."""
    return camera.is_foot == _on_foot(atlas, code)


def _on_foot(atlas: Atlas, code: str) -> bool:
    """Tell whether a close-up of the foot shows a point well."""
    low = atlas.placed[code].position[1] < FOOT_BELOW
    return low and any(_shows_well(atlas, c, code) for c in atlas.cameras.values() if c.is_foot)


def _seen_well(atlas: Atlas, code: str) -> bool:
    """Tell whether any view shows a point well."""
    return any(_shows_well(atlas, camera, code) for camera in atlas.cameras.values())


def _shows_well(atlas: Atlas, camera: Camera, code: str) -> bool:
    spot = atlas.projection(camera.id).points.get(code)
    squarely = camera.facing(atlas.placed[code].normal)
    return spot is not None and spot.visible and squarely >= BEST_FACING


def _seen(atlas: Atlas, plan: Plan) -> tuple[dict[Shown, int], dict[Shown, float]]:
    """Return, for each view, a bit for each point it shows well, and how squarely in all."""
    main = _main_side(plan)
    seen: dict[Shown, int] = {}
    facing: dict[Shown, float] = {}
    wanted = [(point, code) for point in plan.chosen for code in places_of(atlas, point.code)]
    for place, (point, code) in enumerate(wanted):
        side = main if point.limbs is Limbs.BOTH else Side(point.limbs.value)
        for view, camera in atlas.cameras.items():
            if _shows_well(atlas, camera, code) and _belongs(atlas, camera, code):
                at = Shown(view, side)
                seen[at] = seen.get(at, 0) | 1 << place
                facing[at] = facing.get(at, 0.0) + camera.facing(atlas.placed[code].normal)
    return seen, facing


def _main_side(plan: Plan) -> Side:
    """Return the limb on which points of both are shown: the one where more is to be seen."""
    worth = dict.fromkeys(Side, 0.0)
    for point in plan.chosen:
        if point.limbs is not Limbs.BOTH:
            worth[Side(point.limbs.value)] += 1
    if worth[Side.LEFT] == worth[Side.RIGHT]:
        for side in Side:
            worth[side] += sum(map(bool, plan.area.marked(side)))
    return Side.LEFT if worth[Side.LEFT] > worth[Side.RIGHT] else Side.RIGHT


def _fewest(seen: dict[Shown, int], facing: dict[Shown, float]) -> list[Shown]:
    """Return the fewest views with all the points, those that see them most squarely."""
    whole = 0
    for bits in seen.values():
        whole |= bits
    for number in range(1, _TRIED + 1):
        enough = [
            chosen for chosen in combinations(seen, number) if _together(seen, chosen) == whole
        ]
        if enough and whole:
            return list(max(enough, key=lambda chosen: sum(facing[at] for at in chosen)))
    chosen: list[Shown] = []
    while whole and len(chosen) < MOST_VIEWS:
        left = whole & ~_together(seen, tuple(chosen))
        if not left:
            break
        chosen.append(max(seen, key=lambda at: ((seen[at] & left).bit_count(), facing[at])))
    return chosen


def _with_pairs(atlas: Atlas, plan: Plan, shown: list[Shown]) -> list[Shown]:
    """Add the views that electrode pairs need to be drawn; what both limbs have alike, once."""
    main = _main_side(plan)
    pairs = electrode_pairs(plan)
    for pair in sorted(pairs, key=lambda pair: pair.side is not main):
        alike = [each for each in pairs if (each.number, each.codes) == (pair.number, pair.codes)]
        if not pair.is_whole or any(
            each in pairs_in(atlas, plan, at) for at in shown for each in alike
        ):
            continue
        views = [
            Shown(camera.id, pair.side)
            for camera in atlas.cameras.values()
            if pair.side is not None and pair in pairs_in(atlas, plan, Shown(camera.id, pair.side))
        ]
        if views and len(shown) < MOST_VIEWS:
            shown = [*shown, max(views, key=lambda at: _squarely(atlas, at.view, pair.codes))]
    return shown


def _squarely(atlas: Atlas, view: str, codes: Iterable[str]) -> float:
    camera = atlas.camera(view)
    return sum(camera.facing(atlas.placed[code].normal) for code in codes)


def _together(seen: dict[Shown, int], chosen: tuple[Shown, ...]) -> int:
    bits = 0
    for at in chosen:
        bits |= seen[at]
    return bits


def _with_skin(atlas: Atlas, plan: Plan, side: Side, shown: list[Shown]) -> list[Shown]:
    """Add the views that a limb's marked skin needs to be seen."""
    mask = plan.area.marked(side)
    skin = atlas.skin
    if not any(mask) or len(mask) != skin.faces:
        return shown
    # What both limbs have alike is drawn once.
    twin = Side.LEFT if side is Side.RIGHT else Side.RIGHT
    if any(at.side is twin for at in shown) and mask == plan.area.marked(twin):
        return shown
    marked = int.from_bytes(mask, "little")
    whole = skin.surface(mask)
    seen = {view: int.from_bytes(faces, "little") & marked for view, faces in skin.seen.items()}
    sight = 0
    for at in shown:
        sight |= seen[at.view] if at.side is side else 0
    while len(shown) < MOST_VIEWS and _surface(skin.areas, sight) < ENOUGH_SKIN * whole:
        # The foot from near wins where it shows nearly as much.
        best = max(
            seen,
            key=lambda view: (
                _surface(skin.areas, seen[view] & ~sight)
                * (1.2 if atlas.camera(view).is_foot else 1.0)
            ),
        )
        if not seen[best] & ~sight:
            break
        sight |= seen[best]
        shown = [*shown, Shown(best, side)]
    return shown


def _surface(areas: array[float], bits: int) -> float:
    return float(sum(compress(areas, bits.to_bytes(len(areas), "little"))))
