"""Whether a condition of a safety rule holds for a chosen point on a limb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, product
from math import dist

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import Vector
from desktop_app.content import Content
from desktop_app.domain.area import Feeling, Side
from desktop_app.domain.plans import Plan, PlanPoint, Technique
from desktop_app.domain.points import Point
from desktop_app.domain.safety import ClientFact, Sign, When

BESIDE_MM = 10.0
"""A point this near to marked skin counts as in it: heat and current spread about as far."""

Cell = tuple[int, int, int]

TESTS_OF_FEELING = ("monofilament", "vibration", "pinprick", "temperature", "touch")


@dataclass(frozen=True)
class Circumstances:
    """A plan as the rules see it: what is true of each limb, and what each point is."""

    atlas: Atlas
    content: Content
    plan: Plan

    def holds(self, when: When, chosen: PlanPoint, side: Side) -> bool:
        """Tell whether a condition holds for a chosen point on one of its limbs."""
        point = self.content.points.get(chosen.code)
        return (
            (not when.facts or not self.facts[side].isdisjoint(when.facts))
            and (not when.techniques or chosen.technique in when.techniques)
            and (not when.flags or any(has_flag(point, flag) for flag in when.flags))
            and (not when.points or chosen.code in when.points)
            and (not when.across or self._is_across(chosen))
            and (not when.in_area or self._is_in_numb_skin(chosen.code, side))
        )

    @cached_property
    def facts(self) -> dict[Side, frozenset[str]]:
        """The facts that are true of each limb, ticked or shown by the plan itself."""
        return {
            side: frozenset(
                fact.id
                for fact in self.content.facts.values()
                if (fact.id in self.plan.facts and fact.side in ("", side))
                or self._is_shown(fact, side)
            )
            for side in Side
        }

    @cached_property
    def shown(self) -> frozenset[str]:
        """The facts that the plan itself shows of one limb or both, without a tick."""
        return frozenset(
            fact.id
            for fact in self.content.facts.values()
            if fact.id not in self.plan.facts and any(self._is_shown(fact, side) for side in Side)
        )

    def _is_shown(self, fact: ClientFact, side: Side) -> bool:
        return self.plan.cause in fact.causes or not self.signs[side].isdisjoint(fact.shown_by)

    @cached_property
    def signs(self) -> dict[Side, frozenset[Sign]]:
        """What the plan itself shows of each limb."""
        return {side: frozenset(self._signs_of(side)) for side in Side}

    def _signs_of(self, side: Side) -> Iterator[Sign]:
        if self._numb[side]:
            knee = self.atlas.record["landmarks"]["knee-centre"][1]
            if any(place[1] < knee for places in self._numb[side].values() for place in places):
                yield Sign.NUMB_SKIN
        for finding in self.plan.findings:
            if finding.side is side:
                if finding.test in TESTS_OF_FEELING and finding.value == "not-felt":
                    yield Sign.NOT_FELT
                if finding.test == "pulse" and finding.value == "absent":
                    yield Sign.NO_PULSE

    @cached_property
    def _numb(self) -> dict[Side, dict[Cell, list[Vector]]]:
        """The centres of the faces marked numb on each limb, mm on the right one, by cell."""
        area = self.plan.area
        marked = {side: area.marked(side, frozenset({Feeling.NUMB})) for side in Side}
        # The skin takes a while to read, and an area of another skin says nothing of this one.
        if not any(marked.values()) or area.skin != self.atlas.skin.name:
            return {side: {} for side in Side}
        places = self.atlas.skin.places
        return {side: _by_cell(compress(places, mask)) for side, mask in marked.items()}

    def _is_in_numb_skin(self, code: str, side: Side) -> bool:
        numb = self._numb[side]
        if not numb:
            return False
        for site in places_of(self.content, code):
            placed = self.atlas.placed.get(site)
            if placed is None:
                continue
            x, y, z = _cell(placed.position)
            for cell in product((x - 1, x, x + 1), (y - 1, y, y + 1), (z - 1, z, z + 1)):
                near = numb.get(cell, ())
                if any(dist(place, placed.position) <= BESIDE_MM for place in near):
                    return True
        return False

    def _is_across(self, chosen: PlanPoint) -> bool:
        """Tell whether the electrode pair of a point joins one limb with the other."""
        if chosen.technique is not Technique.ELECTRO or not chosen.pair:
            return False
        mine = set(chosen.limbs.sides)
        return any(
            other.pair == chosen.pair
            and other.technique is Technique.ELECTRO
            and mine.isdisjoint(other.limbs.sides)
            for other in self.plan.chosen
        )


def _cell(place: Vector) -> Cell:
    """Return the cube, as wide as ``BESIDE_MM``, that a place lies in."""
    x, y, z = place
    return int(x // BESIDE_MM), int(y // BESIDE_MM), int(z // BESIDE_MM)


def _by_cell(places: Iterable[Vector]) -> dict[Cell, list[Vector]]:
    cells: dict[Cell, list[Vector]] = {}
    for place in places:
        cells.setdefault(_cell(place), []).append(place)
    return cells


def places_of(content: Content, code: str) -> tuple[str, ...]:
    """Return the codes under which the atlas places a point: its sites, or its own."""
    point = content.points.get(code)
    return point.sites if point is not None and point.sites else (code,)


def has_flag(point: Point | None, flag: str) -> bool:
    """Tell whether a point has a flag, as rules name it."""
    if point is None:
        return False
    name, _, value = flag.partition(":")
    if value:
        return bool(getattr(point.flags, name) == value)
    source = point.flags if hasattr(point.flags, name) else point.moxa
    return bool(getattr(source, name))
