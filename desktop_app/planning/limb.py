"""One limb as it is marked, with the measures that patterns are told by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from desktop_app.domain.area import Area, Feeling, Side
from desktop_app.domain.findings import Ground
from desktop_app.planning.chart import Chart, Tally


@dataclass(frozen=True, slots=True)
class Match:
    """How a shape explains an area: share (precision), coverage (sensitivity), fit (Jaccard)."""

    share: float
    coverage: float
    fit: float


def match(both: float, marked: float, shape: float) -> Match:
    """Return the three measures, given the surfaces in both, of the area and of the shape."""
    either = marked + shape - both
    return Match(
        both / marked if marked else 0.0,
        both / shape if shape else 0.0,
        both / either if either else 0.0,
    )


@dataclass(frozen=True)
class Limb:
    """A limb with something marked on it."""

    side: Side
    area: Area
    mask: bytes
    tally: Tally
    chart: Chart

    def in_nerves(self, names: Iterable[str]) -> Match:
        """Return how the skin of these nerves together explains the area."""
        chosen = tuple(names)
        whole = self.chart.total.nerves(*chosen)
        return match(self.tally.nerves(*chosen), self.tally.total, whole)

    def in_territory(self, ground: Ground, name: str) -> Match:
        """Return how one territory explains the area."""
        both = self.tally.grounds[ground].get(name, 0.0)
        return match(both, self.tally.total, self.chart.total.grounds[ground][name])

    def marked(self, spots: Iterable[str]) -> Match:
        """Return how these halves of toes and webs together explain the area."""
        chosen = tuple(spots)
        both = sum(self.tally.spots.get(spot, 0.0) for spot in chosen)
        whole = sum(self.chart.total.spots.get(spot, 0.0) for spot in chosen)
        return match(both, self.tally.total, whole)

    @cached_property
    def stocking(self) -> tuple[Match, float]:
        """The stocking that explains the area best, and where it ends, mm from the toes."""
        marked, shape = accumulate(self.tally.levels), accumulate(self.chart.total.levels)
        fits = [match(a, self.tally.total, b) for a, b in zip(marked, shape, strict=True)]
        best = max(range(len(fits)), key=lambda step: fits[step].fit)
        return fits[best], self.chart.level_at(best)

    @cached_property
    def distal(self) -> float:
        """How much of the area lies on the foot, 0 to 1."""
        within = accumulate(self.tally.levels)
        foot = [
            held for step, held in enumerate(within) if self.chart.level_at(step) <= self.foot_end
        ]
        return foot[-1] / self.tally.total if foot and self.tally.total else 0.0

    @property
    def foot_end(self) -> float:
        """How far from the toes skin is called the foot's, mm: a little above the ankle."""
        return self.chart.ankle + 25.0

    @property
    def above_knee(self) -> float:
        """How far from the toes a stocking reaches above the knee, mm."""
        return self.chart.knee + 60.0

    @property
    def whole(self) -> Match:
        """How the whole limb explains the area."""
        limb = self.chart.whole.total
        both = min(limb, self.tally.total)
        return match(both, self.tally.total, limb)

    def feels(self, feeling: Feeling) -> bytes:
        """Return the mask of the skin with this feeling; empty if there is none."""
        return self.area.marked(self.side, frozenset({feeling}))

    def likeness(self, other: Limb) -> float:
        """Return how alike two limbs are marked: the Jaccard index, 0 to 1."""
        a, b = int.from_bytes(self.mask, "little"), int.from_bytes(other.mask, "little")
        both = self.chart.surface((a & b).to_bytes(len(self.mask), "little"))
        return match(both, self.tally.total, other.tally.total).fit
