"""Turns a place said in words and cun into a spot on the skin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from assets.pipeline.points_features import Features, Place
from assets.pipeline.points_foot import Foot
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_sections import Section
from assets.pipeline.points_surface import Cut, Floats, Spot, unit

_FOOT_REACH_MM = 60.0


class Places:
    """Finds places on the skin of a limb.

    Parameters
    ----------
    limb : Limb
    named : mapping of point codes (and other names) to their places
    """

    def __init__(self, limb: Limb, named: Mapping[str, Place]) -> None:
        self._limb = limb
        self._named = named
        self._foot = Foot(limb)
        self._features = Features(limb, self.locate)
        self._found: dict[str, Floats] = {}
        self._asked: list[str] = []
        self._kinds: dict[str, Callable[[Mapping[str, Any]], Floats]] = {
            "level": self._level,
            "at-level": self._at_level,
            "share": self._share,
            "between": self._between,
            "crossing": self._crossing,
            "offset": self._offset,
            "below-bone": self._below_bone,
            "grid": self._grid,
            "nail-corner": self._nail_corner,
            "toe-tip": self._toe_tip,
            "web": self._web,
            "interspace": self._interspace,
            "joint": self._joint,
            "foot-border": self._foot_border,
            "toe-pulp": self._toe_pulp,
            "sole": self._sole,
            "dorsum": self._dorsum,
            "toe-side": self._toe_side,
        }

    def locate(self, place: Place) -> Floats:
        """Position (3,) of a place: on the skin, or a landmark's own position for a landmark.

        Raises
        ------
        LookupError
            If the place names something this body lacks, or refers to itself.
        """
        if not isinstance(place, str):
            return self._kinds[place["kind"]](place)
        if place not in self._named:
            return self._limb.landmark(place)
        if place in self._asked:
            raise LookupError(f"{place} is placed by reference to itself")
        if place not in self._found:
            self._asked.append(place)
            self._found[place] = self.spot(self._named[place]).position
            self._asked.pop()
        return self._found[place]

    def spot(self, place: Place) -> Spot:
        """Find the spot of the skin for a place."""
        return self._limb.skin.spot(self.locate(place))

    def feature(self, section: Section, on: Mapping[str, Any]) -> float:
        """Arc length, mm, on a section's outline of a feature."""
        return self._features.find(section, on)

    def way_length(self, a: Floats, b: Floats, across: Floats) -> float:
        """Measure the shorter way, mm, on the skin from `a` to `b` square to `across`."""
        cut = self._cut_near((a + b) / 2, across, (a, b))
        gap = abs(nearest_arc(cut, b) - nearest_arc(cut, a))
        return min(gap, float(cut.lengths[-1]) - gap) if cut.closed else gap

    def scale_level(self, said: Mapping[str, Any]) -> tuple[str, float]:
        """Segment and level, mm, that a ``level`` place states."""
        scale = self._limb.scales[said["scale"]]
        segment = self._limb.segments[scale.segment]
        start = self.locate(said["below"] if "below" in said else said["above"])
        down = 1.0 if "below" in said else -1.0
        return scale.segment, segment.level(start) + down * said["cun"] * scale.mm_per_cun

    def _level(self, said: Mapping[str, Any]) -> Floats:
        section = self._limb.section(*self.scale_level(said))
        return section.at(self._features.find(section, said["on"]))

    def _at_level(self, said: Mapping[str, Any]) -> Floats:
        segment = self._limb.segments[said["segment"]]
        section = self._limb.section(segment.name, segment.level(self.locate(said["of"])))
        return section.at(self._features.find(section, said["on"]))

    def _share(self, said: Mapping[str, Any]) -> Floats:
        segment = self._limb.segments[said["segment"]]
        start, end = (segment.level(self.locate(said[name])) for name in ("from", "to"))
        section = self._limb.section(segment.name, start + (end - start) * said["cun"] / said["of"])
        return section.at(self._features.find(section, said["on"]))

    def way(self, toward: str | list[str], segment: str = "body") -> Floats:
        """Return the unit vector (3,) of a direction word, or halfway between two."""
        words = [toward] if isinstance(toward, str) else toward
        axes = self._limb.segments[segment]
        return unit(np.sum([axes.direction(word) for word in words], axis=0))

    def _between(self, said: Mapping[str, Any]) -> Floats:
        a, b = self.locate(said["a"]), self.locate(said["b"])
        if "via" in said:
            via = self.way(said["via"], said.get("segment", "body"))
        else:
            skin = self._limb.skin
            via = unit(skin.normal_at(skin.spot(a)) + skin.normal_at(skin.spot(b)))
        cut = self._cut_near((a + b) / 2, np.cross(b - a, via), (a, b))
        share = float(said.get("fraction", 0.5))
        start, gap = nearest_arc(cut, a), nearest_arc(cut, b) - nearest_arc(cut, a)
        ways = [gap]
        if cut.closed:
            ways.append(gap - np.sign(gap) * float(cut.lengths[-1]))
        if "via" not in said:
            return along(cut, start + share * min(ways, key=abs))
        spots = [along(cut, start + share * way) for way in ways]
        return max(spots, key=lambda spot: float(spot @ via))

    def _crossing(self, said: Mapping[str, Any]) -> Floats:
        segment = self._limb.segments[said["segment"]]
        section = self._limb.section(segment.name, segment.level(self.locate(said["level_of"])))
        return section.at(self._features.find(section, {"line": {"between": said["line"]}}))

    def _offset(self, said: Mapping[str, Any]) -> Floats:
        way = self.way(said["toward"], said.get("segment", "body"))
        reach = float(said["cun"]) * self._limb.cun(said.get("scale", "leg-lateral"))
        return self.walk(self.locate(said["from"]), way, reach, over=said.get("over", "straight"))

    def _below_bone(self, said: Mapping[str, Any]) -> Floats:
        start = self.locate(said["from"])
        down = -self._limb.segments["body"].direction("proximal")
        lowest = (self._limb.bones[said["bone"]].vertices @ down).max()
        reach = lowest - start @ down + float(said["cun"]) * self._limb.finger_cun
        return self.walk(start, down, float(reach), over="straight")

    def _grid(self, said: Mapping[str, Any]) -> Floats:
        level = self.locate(said["level_of"]).copy()
        if "above" in said:
            level[1] += said["above"]["cun"] * self._limb.cun(said["above"]["scale"])
        out = float(said["lateral_cun"]) * self._limb.cun("trunk-breadth")
        way = np.array([0.0, 0.0, 1.0 if said["surface"] == "front" else -1.0])
        start = np.array([-out, level[1], 0.0])
        distances, _ = self._limb.skin.ray(start - 400.0 * way, way)
        if not len(distances):
            raise LookupError("the skin ends before this place")
        return np.asarray(start + (distances[-1] - 400.0) * way)

    def _nail_corner(self, said: Mapping[str, Any]) -> Floats:
        toe, side = said["toe"], said["side"]
        here = self._limb.landmark(f"nail-corner-{toe}-{side}")
        other = {"medial": "lateral", "lateral": "medial"}[side]
        out = unit(here - self._limb.landmark(f"nail-corner-{toe}-{other}"))
        way = unit(out - self._foot.toe_axis(toe))
        return self.walk(here, way, said["cun"] * self._limb.finger_cun, over="skin")

    def _toe_tip(self, said: Mapping[str, Any]) -> Floats:
        edge = self._limb.landmark(f"nail-free-edge-{said['toe']}")
        axis = self._foot.toe_axis(said["toe"])
        down = -self._limb.segments["body"].direction("proximal")
        sideways = np.cross(axis, down)
        reach = said["cun"] * self._limb.finger_cun
        return self.walk(edge, unit(axis + down), reach, over="skin", across=sideways)

    def _web(self, said: Mapping[str, Any]) -> Floats:
        first, second = said["toes"]
        tail = "-plantar" if said["surface"] == "plantar" else ""
        margin = self._limb.landmark(f"web-margin-{first}-{second}{tail}")
        back = -self._foot.space(first, second)
        up = self._foot.dorsal(first) * (-1.0 if tail else 1.0)
        reach = said["cun"] * self._limb.finger_cun
        return self.walk(margin, unit(back + up), reach, over="skin", across=np.cross(back, up))

    def _interspace(self, said: Mapping[str, Any]) -> Floats:
        first, second = said["metatarsals"]
        way = self._foot.space(first, second)
        start = (
            self._foot.bases(first, second)
            if said["from"] == "bases"
            else self._foot.mtp(int(said["from"].removeprefix("mtp-")))
        )
        down = 1.0 if said["toward"] == "distal" else -1.0
        level = float(start @ way) + down * said["cun"] * self._limb.finger_cun
        inside = self._foot.between(first, second, level)
        return self._out(inside, unit(self._foot.dorsal(first) + self._foot.dorsal(second)))

    def _joint(self, said: Mapping[str, Any]) -> Floats:
        a, b = said["bones"]
        way = self.way(said["seen_from"], said.get("segment", "foot"))
        return self._out(self._foot.joint(a, b), way)

    def _foot_border(self, said: Mapping[str, Any]) -> Floats:
        ray = 1 if said["side"] == "medial" else 5
        foot = self._limb.segments["foot"]
        station = self._foot.station(said["from"], ray, self.locate)
        down = 1.0 if said["toward"] == "distal" else -1.0
        station = station + down * said["cun"] * self._limb.finger_cun * foot.distal
        out = foot.direction(said["side"])
        if "dip" not in said:
            return self._red_white(foot.level(station), out)
        dip = np.radians(float(said["dip"]))
        way = np.cos(dip) * out - np.sin(dip) * foot.anterior
        cuts = self._limb.skin.cut(station, foot.distal)
        points = np.concatenate([cut.points for cut in cuts])
        points = points[np.linalg.norm(points - station, axis=1) < _FOOT_REACH_MM]
        return np.asarray(points[int((points @ way).argmax())])

    def _red_white(self, level: float, out: Floats) -> Floats:
        """Point (3,) of the border between sole and dorsal skin at a level of the foot."""
        foot = self._limb.segments["foot"]
        line = self._limb.lines["red-white-border"]
        below = (line - foot.origin) @ foot.distal - level
        found = [
            line[at] + (line[at + 1] - line[at]) * below[at] / (below[at] - below[at + 1])
            for at in np.flatnonzero(below[:-1] * below[1:] < 0)
        ]
        if not found:
            raise LookupError("the border of the sole does not reach this level")
        return np.asarray(max(found, key=lambda spot: float(spot @ out)))

    def _toe_pulp(self, said: Mapping[str, Any]) -> Floats:
        return self._toe_side({"toe": said["toe"], "bone": "distal", "side": "plantar"})

    def _toe_side(self, said: Mapping[str, Any]) -> Floats:
        toe, side = said["toe"], said["side"]
        name = f"phalanx-{said['bone']}-{toe}"
        inside = self._limb.bones[name].vertices.mean(axis=0)
        axis = self._foot.toe_axis(toe)
        up = self._limb.segments["foot"].anterior
        up = unit(up - (up @ axis) * axis)
        if side in ("dorsal", "plantar"):
            return self._out(inside, up if side == "dorsal" else -up)
        if side == "tip":
            return self._out(inside, axis)
        across = unit(np.cross(axis, up))
        outward = across if across @ self._limb.segments["foot"].lateral > 0 else -across
        return self._out(inside, outward if side == "lateral" else -outward)

    def _sole(self, said: Mapping[str, Any]) -> Floats:
        return self._on_foot(said, "proximal")

    def _dorsum(self, said: Mapping[str, Any]) -> Floats:
        return self._on_foot(said, "distal")

    def _on_foot(self, said: Mapping[str, Any], way: str) -> Floats:
        foot = self._limb.segments["foot"]
        length = float(((self._limb.skin.vertices - foot.origin) @ foot.distal).max())
        station = foot.axis_at(said["along"] * length)
        cuts = self._limb.skin.cut(station, foot.distal)
        rim = np.concatenate([cut.points for cut in cuts])
        ground = float(rim[:, 1].min())
        low = rim[rim[:, 1] < ground + 25.0]
        out = low @ foot.lateral
        middle = out.min() + said["across"] * (out.max() - out.min())
        start = station + (middle - station @ foot.lateral) * foot.lateral
        start[1] = ground - 10.0 if way == "proximal" else ground + 160.0
        return self._out(start, self.way(way))

    def _out(self, inside: Floats, way: Floats) -> Floats:
        distances, _ = self._limb.skin.ray(inside, way)
        if not len(distances):
            raise LookupError("no skin in that direction")
        return np.asarray(inside + distances[0] * way)

    def _cut_near(self, centre: Floats, across: Floats, ends: tuple[Floats, Floats]) -> Cut:
        cuts = self._limb.skin.cut(ends[0], unit(across))
        if not cuts:
            raise LookupError("the skin does not pass between these places")
        return min(
            cuts,
            key=lambda cut: sum(
                float(np.linalg.norm(cut.points - end, axis=1).min()) for end in (*ends, centre)
            ),
        )

    def walk(
        self, start: Floats, way: Floats, reach: float, over: str, across: Floats | None = None
    ) -> Floats:
        """Walk on the skin.

        Parameters
        ----------
        start : (3,) array, mm
        way : (3,) unit vector to set out along
        reach : how far, mm
        over : ``skin`` counts the steps on the skin, ``straight`` the gain along `way`
        across : (3,) vector square to the plane to stay in; else the plane through the normal

        Raises
        ------
        LookupError
            If the skin ends before `reach`.
        """
        spot = self._limb.skin.spot(start)
        if across is None:
            across = np.cross(self._limb.skin.normal_at(spot), way)
        cuts = self._limb.skin.cut(spot.position, unit(across))
        cut = min(cuts, key=lambda c: float(np.linalg.norm(c.points - spot.position, axis=1).min()))
        arc = nearest_arc(cut, spot.position)
        ahead = (along(cut, arc + 0.5) - along(cut, arc - 0.5)) @ way
        sign = 1.0 if ahead >= 0 else -1.0
        if over == "skin":
            return along(cut, arc + sign * reach)
        steps = np.arange(0.0, 4 * reach + 20.0, 0.25)
        gains = np.array([(along(cut, arc + sign * s) - spot.position) @ way for s in steps])
        if gains.max() < reach:
            raise LookupError("the skin ends before this place")
        after = int((gains >= reach).argmax())
        low, high = (gains[after - 1], gains[after]) if after else (0.0, 1.0)
        share = (reach - low) / (high - low) if high > low else 0.0
        return along(cut, arc + sign * (steps[max(after - 1, 0)] + share * 0.25))


def nearest_arc(cut: Cut, position: Floats) -> float:
    """Arc length, mm, of the place of a cut nearest to `position` (3,)."""
    start, step = cut.points[:-1], np.diff(cut.points, axis=0)
    length = np.maximum(np.einsum("ij,ij->i", step, step), 1e-18)
    share = np.clip(np.einsum("ij,ij->i", position - start, step) / length, 0.0, 1.0)
    gap = np.linalg.norm(start + share[:, None] * step - position, axis=1)
    best = int(gap.argmin())
    return float(cut.lengths[best] + share[best] * np.sqrt(length[best]))


def along(cut: Cut, arc: float) -> Floats:
    """Point (3,) of a cut at an arc length in mm."""
    total = float(cut.lengths[-1])
    arc = arc % total if cut.closed else min(max(arc, 0.0), total)
    return np.array([np.interp(arc, cut.lengths, column) for column in cut.points.T])
