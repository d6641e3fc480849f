"""Measures the parts of rules that speak of toes, webs, foot bones and plain offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from assets.pipeline.points_features import Place
from assets.pipeline.points_foot import Foot
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_places import Places
from assets.pipeline.points_surface import Floats

TOLERANCE_CUN = 0.1


@dataclass(frozen=True)
class Measure:
    """One part of a rule: what it says, the cun it asks for and the cun found."""

    rule: str
    expected_cun: float
    measured_cun: float

    @property
    def holds(self) -> bool:
        """Whether the body agrees to within a tenth of a cun."""
        return abs(self.expected_cun - self.measured_cun) <= TOLERANCE_CUN


def said(place: Place) -> str:
    """Return a place in a few words."""
    if not isinstance(place, str):
        return str(place["kind"])
    return place if place[:2].isupper() else place.replace("-", " ")


class FootMeasures:
    """Measures on the foot, and offsets anywhere; `kinds` maps a kind of place to its measures."""

    def __init__(self, limb: Limb, places: Places) -> None:
        self._limb = limb
        self._places = places
        self._foot = Foot(limb)
        self.kinds: dict[str, Callable[[Mapping[str, Any], Floats], Iterator[Measure]]] = {
            "offset": self._offset,
            "below-bone": self._below_bone,
            "grid": self._grid,
            "nail-corner": self._nail_corner,
            "toe-tip": self._toe_tip,
            "web": self._web,
            "interspace": self._interspace,
            "joint": self._joint,
            "foot-border": self._foot_border,
        }

    def _fingers(self, words: str, expected: float, gap_mm: float) -> Measure:
        return Measure(words, float(expected), float(gap_mm) / self._limb.finger_cun)

    def _offset(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        toward = [place["toward"]] if isinstance(place["toward"], str) else place["toward"]
        way = self._places.way(place["toward"], place.get("segment", "body"))
        start = self._limb.skin.spot(self._places.locate(place["from"])).position
        gap = float((position - start) @ way)
        if place.get("over") == "skin":
            gap = float(np.linalg.norm(position - start))
        scale = place.get("scale", "leg-lateral")
        words = f"{place['cun']:g} cun {' and '.join(toward)} from {said(place['from'])} ({scale})"
        yield Measure(words, float(place["cun"]), gap / self._limb.cun(scale))

    def _below_bone(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        lowest = float(self._limb.bones[place["bone"]].vertices[:, 1].min())
        words = f"{place['cun']:g} cun below the lower border of the {place['bone']}"
        yield self._fingers(words, place["cun"], lowest - float(position[1]))
        start = self._places.locate(place["from"])
        words = f"straight below {said(place['from'])}"
        yield self._fingers(words, 0.0, float(position[2] - start[2]))

    def _grid(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        level = float(position[1] - self._places.locate(place["level_of"])[1])
        above = place.get("above")
        if above:
            words = f"{above['cun']:g} cun above {said(place['level_of'])} ({above['scale']})"
            yield Measure(words, float(above["cun"]), level / self._limb.cun(above["scale"]))
        else:
            yield self._fingers(f"level with {said(place['level_of'])}", 0.0, level)
        words = f"{place['lateral_cun']:g} cun from the midline (trunk-breadth, 8 cun)"
        out = abs(float(position[0])) / self._limb.cun("trunk-breadth")
        yield Measure(words, float(place["lateral_cun"]), out)

    def _nail_corner(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        toe, side = place["toe"], place["side"]
        corner = self._limb.landmark(f"nail-corner-{toe}-{side}")
        gap = float(np.linalg.norm(position - corner))
        words = f"{place['cun']:g} cun from the {side} corner of nail {toe}"
        yield self._fingers(words, place["cun"], gap)

    def _toe_tip(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        edge = self._limb.landmark(f"nail-free-edge-{place['toe']}")
        gap = float(np.linalg.norm(position - edge))
        words = f"{place['cun']:g} cun from the free edge of nail {place['toe']}"
        yield self._fingers(words, place["cun"], gap)

    def _web(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        first, second = place["toes"]
        tail = "-plantar" if place["surface"] == "plantar" else ""
        margin = self._limb.landmark(f"web-margin-{first}-{second}{tail}")
        gap = float(np.linalg.norm(position - margin))
        words = f"{place['cun']:g} cun behind the web margin of toes {first} and {second}"
        yield self._fingers(words, place["cun"], gap)

    def _interspace(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        first, second = place["metatarsals"]
        way = self._foot.space(first, second)
        from_bases = place["from"] == "bases"
        start = (
            self._foot.bases(first, second)
            if from_bases
            else self._foot.mtp(int(place["from"].removeprefix("mtp-")))
        )
        gap = float((position - start) @ way) * (1.0 if place["toward"] == "distal" else -1.0)
        name = "the bases' junction" if from_bases else f"joint {place['from']}"
        words = f"{place['cun']:g} cun {place['toward']} to {name}"
        yield self._fingers(words, place["cun"], gap)
        sides = [self._sideways(position, n, way) for n in (first, second)]
        words = f"midway between metatarsals {first} and {second}"
        yield self._fingers(words, 0.0, sum(sides) / 2)

    def _sideways(self, position: Floats, number: int, way: Floats) -> float:
        """How far outside the line along a metatarsal a position lies, seen from above, mm."""
        bone = self._foot.bone(f"metatarsal-{number}")
        at = bone.base + bone.axis * float((position - bone.base) @ way / (bone.axis @ way))
        return float((position - at) @ self._foot.side(number, "lateral"))

    def _joint(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        a, b = place["bones"]
        joint = self._foot.joint(a, b)
        way = self._places.way(place["seen_from"], place.get("segment", "foot"))
        offset = position - joint
        gap = float(np.linalg.norm(offset - (offset @ way) * way))
        yield self._fingers(f"over the joint of {said(a)} and {said(b)}", 0.0, gap)

    def _foot_border(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        ray = 1 if place["side"] == "medial" else 5
        foot = self._limb.segments["foot"]
        start = self._foot.station(place["from"], ray, self._places.locate)
        gap = float((position - start) @ foot.distal)
        gap *= 1.0 if place["toward"] == "distal" else -1.0
        names = {"mtp": f"the joint of toe {ray}", "base": f"the base of metatarsal {ray}"}
        name = names.get(place["from"], said(place["from"]))
        words = f"{place['cun']:g} cun {place['toward']} to {name}, on the {place['side']} border"
        yield self._fingers(words, place["cun"], gap)
