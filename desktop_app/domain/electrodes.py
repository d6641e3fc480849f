"""Electrode pairs: which two needles a pair of leads joins, and on which limb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.area import Side
from desktop_app.domain.plans import Plan, PlanPoint, Technique

End = tuple[str, Side]
"""A needle: the code of its point, and its limb."""


@dataclass(frozen=True, slots=True)
class ElectrodePair:
    """The needles of one number; two, unless the plan says more or fewer.

    Parameters
    ----------
    ends
        In the order of the plan.
    hertz
        Frequencies as written, without the unit; several if the ends differ.
    """

    number: int
    ends: tuple[End, ...]
    hertz: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what it is called on a diagram: ``E1``."""
        return f"E{self.number}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the points."""
        return tuple(code for code, _ in self.ends)

    @property
    def side(self) -> Side | None:
        """Return its limb, or None if it joins one with the other."""
        sides = {side for _, side in self.ends}
        return sides.pop() if len(sides) == 1 else None

    @property
    def is_whole(self) -> bool:
        """Tell whether it has two ends."""
        return len(self.ends) == 2


def electrode_pairs(plan: Plan) -> tuple[ElectrodePair, ...]:
    """Return the pairs of a plan by number, those of the right limb first.

    Points of a number are joined on each limb by itself. What stands alone on both limbs is joined
    across them. Points in reserve have no electrodes.
    """
    numbered: dict[int, list[PlanPoint]] = {}
    for point in plan.chosen:
        if point.pair and point.technique is Technique.ELECTRO:
            numbered.setdefault(point.pair, []).append(point)
    return tuple(pair for number in sorted(numbered) for pair in _pairs(number, numbered[number]))


def pair_words(plan: Plan) -> dict[str, tuple[ElectrodePair, ...]]:
    """Return each pair in words, with the limbs it stands for: ``E1: ST36–SP6, both limbs, 2 Hz``.

    What is not joined two by two is told as that.
    """
    told: dict[tuple[int, tuple[str, ...], bool], list[ElectrodePair]] = {}
    for pair in electrode_pairs(plan):
        told.setdefault((pair.number, pair.codes, pair.side is None), []).append(pair)
    return {_words(pairs): tuple(pairs) for pairs in told.values()}


def _pairs(number: int, points: list[PlanPoint]) -> Iterator[ElectrodePair]:
    hertz = tuple(dict.fromkeys(_frequency(point) for point in points if _frequency(point)))
    ends = {
        side: tuple((point.code, side) for point in points if side in point.limbs.sides)
        for side in Side
    }
    alone = [each for each in ends.values() if len(each) == 1]
    if len(alone) == len(Side):
        yield ElectrodePair(number, tuple(end for each in alone for end in each), hertz)
        return
    for each in ends.values():
        if each:
            yield ElectrodePair(number, each, hertz)


def _frequency(point: PlanPoint) -> str:
    return point.hertz.strip().removesuffix("Hz").strip()


def _words(pairs: list[ElectrodePair]) -> str:
    pair = pairs[0]
    if pair.side is None:
        ends = [f"{code} {side.value}" for code, side in pair.ends]
        where = "across the limbs"
    else:
        ends = list(pair.codes)
        where = "both limbs" if len(pairs) > 1 else f"{pair.side.value} limb"
    parts = ["–".join(ends), where]
    if pair.hertz:
        parts.append(f"{' and '.join(pair.hertz)} Hz")
    if len(pair.ends) == 1:
        parts.append("its other end is not chosen")
    elif not pair.is_whole:
        parts.append(f"{len(pair.ends)} points have this number, a pair joins two")
    return f"{pair.name}: {', '.join(parts)}"
