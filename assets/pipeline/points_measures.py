"""Measures each part of a rule back on the body, from the placed position alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import trimesh

from assets.pipeline.points_features import Place
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_measures_foot import FootMeasures, Measure, said
from assets.pipeline.points_places import Places
from assets.pipeline.points_sections import Segment
from assets.pipeline.points_surface import Floats, Surface, unit


def bone_reach(bone: Surface, segment: Segment, level: float, way: Floats) -> float:
    """How far a bone's outline reaches along `way` (3,) where a plane cuts it, mm.

    Cut with trimesh, apart from the code that places the points.

    Raises
    ------
    LookupError
        If the bone does not reach this level.
    """
    mesh = trimesh.Trimesh(bone.vertices, bone.faces, process=False)
    ends = trimesh.intersections.mesh_plane(mesh, segment.distal, segment.axis_at(level))
    if not len(ends):
        raise LookupError("the bone does not reach this level")
    return float((np.asarray(ends).reshape(-1, 3) @ way).max())


def in_words(on: Mapping[str, Any]) -> str:
    """Return a feature in a few words."""
    ((kind, feature),) = on.items()
    if kind == "mark":
        return f"the {feature.replace('-', ' ')}"
    if kind == "border":
        return f"the {feature['side']} border of the {feature['bone']}"
    if kind == "corner":
        name = f"the {feature['name'].replace('-', ' ')} of the {feature['bone']}"
    elif kind == "walk":
        name = in_words(feature["from"])
    elif kind == "straight":
        return f"the line through {said(feature['from'])}"
    else:
        return f"the {kind}"
    return f"{feature['cun']:g} cun {feature['toward']} to {name}" if feature["cun"] else name


class Measures:
    """Measures placed points on a limb."""

    def __init__(self, limb: Limb, places: Places) -> None:
        self._limb = limb
        self._places = places
        self._kinds: dict[str, Callable[[Mapping[str, Any], Floats], Iterator[Measure]]] = {
            "level": self._level,
            "at-level": self._at_level,
            "share": self._share,
            "between": self._between,
            "crossing": self._crossing,
            **FootMeasures(limb, places).kinds,
        }
        self._features: dict[str, Callable[[Any, Floats, Segment], Iterator[Measure]]] = {
            "line": self._line,
            "border": self._border,
            "corner": self._corner,
            "face": self._face,
            "walk": self._walk,
            "straight": self._straight,
            "mark": self._mark,
            "midway": self._midway,
        }

    def of(self, place: Place, position: Floats) -> list[Measure]:
        """Measure every part of a place at `position` (3,)."""
        if isinstance(place, str):
            gap = float(np.linalg.norm(position - self._places.locate(place)))
            return [Measure(f"at {said(place)}", 0.0, gap / self._limb.finger_cun)]
        measure = self._kinds.get(place["kind"])
        return list(measure(place, position)) if measure else []

    def check(self, check: Mapping[str, Any], position: Floats) -> Measure:
        """Measure one further check of a rule at `position` (3,)."""
        if "apart" in check:
            scale = self._limb.scales[check["along"]]
            other = self._places.locate(check["apart"])
            words = f"{check['cun']:g} cun from {said(check['apart'])} along {scale.id}"
            if scale.segment == "across":
                gap = abs(float(position[0] - other[0]))
            else:
                segment = self._limb.segments[scale.segment]
                gap = abs(segment.level(position) - segment.level(other))
            return Measure(words, float(check["cun"]), gap / scale.mm_per_cun)
        return self._beside(check, position)

    def _beside(self, check: Mapping[str, Any], position: Floats) -> Measure:
        segment = self._limb.segments[check.get("segment", "leg")]
        way = segment.direction(check["toward"])
        if "place" in check["beside"]:
            name = said(check["beside"]["place"])
            other = self._places.locate(check["beside"]["place"])
        else:
            name = f"{check['beside']['corner']} of the {check['beside']['bone']}"
            bone = self._limb.bones[check["beside"]["bone"]]
            level = segment.level(position)
            other = self._over(bone, segment, level, check["beside"]["corner"], None)
        gap = float(np.linalg.norm(position - other) * np.sign((position - other) @ way))
        found = gap / self._limb.cun("leg-lateral")
        low, high = check["cun"] if isinstance(check["cun"], list) else [check["cun"]] * 2
        span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        words = f"{span} cun {check['toward']} to {name}"
        return Measure(words, float(np.clip(found, low, high)), found)

    def _level(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        scale = self._limb.scales[place["scale"]]
        segment = self._limb.segments[scale.segment]
        word = "below" if "below" in place else "above"
        start = self._limb.landmark(scale.start) @ segment.distal
        end = self._limb.landmark(scale.end) @ segment.distal
        gain = (position - self._places.locate(place[word])) @ segment.distal
        found = gain / (end - start) * scale.cun * (1.0 if word == "below" else -1.0)
        words = f"{place['cun']:g} cun {word} {said(place[word])} ({scale.id}, {scale.cun:g} cun)"
        yield Measure(words, float(place["cun"]), float(found))
        yield from self._on(place["on"], position, segment)

    def _at_level(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        segment = self._limb.segments[place["segment"]]
        gap = (position - self._places.locate(place["of"])) @ segment.distal
        yield self._zero(f"level with {said(place['of'])}", float(gap))
        yield from self._on(place["on"], position, segment)

    def _share(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        segment = self._limb.segments[place["segment"]]
        a, b = (self._places.locate(place[end]) @ segment.distal for end in ("from", "to"))
        found = float((position @ segment.distal - a) / (b - a)) * place["of"]
        ends = f"{said(place['from'])} to {said(place['to'])}"
        words = f"{place['cun']:g} of {place['of']:g} cun on the way from {ends}"
        yield Measure(words, float(place["cun"]), found)
        yield from self._on(place["on"], position, segment)

    def _on(self, on: Mapping[str, Any], position: Floats, segment: Segment) -> Iterator[Measure]:
        ((kind, feature),) = on.items()
        if kind in self._features:
            yield from self._features[kind](feature, position, segment)

    def _zero(self, words: str, gap_mm: float) -> Measure:
        return Measure(words, 0.0, gap_mm / self._limb.finger_cun)

    def _off_line(self, ends: list[Place], position: Floats, segment: Segment) -> float:
        a, b = (self._places.locate(end) for end in ends)
        axis = segment.axis_at(segment.level(position))
        return float((position - a) @ unit(np.cross(b - a, axis - a)))

    def _line(
        self, feature: Mapping[str, Any], position: Floats, segment: Segment
    ) -> Iterator[Measure]:
        ends = feature["between"]
        words = f"on the line {said(ends[0])} to {said(ends[1])}"
        yield self._zero(words, self._off_line(ends, position, segment))

    def _border(
        self, feature: Mapping[str, Any], position: Floats, segment: Segment
    ) -> Iterator[Measure]:
        way = segment.direction(feature["side"])
        bone = self._limb.bones[feature["bone"]]
        reach = bone_reach(bone, segment, segment.level(position), way)
        found = (float(position @ way) - reach) / self._limb.finger_cun
        words = f"{feature['side']} to the {feature['side']} border of the {feature['bone']}"
        yield Measure(words, float(feature.get("clear", 0.0)), found)

    def _over(
        self, bone: Surface, segment: Segment, level: float, name: str, side: str | None
    ) -> Floats:
        """Skin (3,) over a long bone's corner at a level: nearest to it, or seen from one side."""
        tip = self._tip(bone, segment, level, name)
        if side is None:
            return self._limb.skin.spot(tip).position
        distances, _ = self._limb.skin.ray(tip, segment.direction(side))
        return np.asarray(tip + distances[0] * segment.direction(side))

    def _tip(self, bone: Surface, segment: Segment, level: float, name: str) -> Floats:
        way = segment.anterior
        if name == "medial-border":
            way = 0.75 * segment.direction("posterior") + 0.66 * segment.direction("medial")
        mesh = trimesh.Trimesh(bone.vertices, bone.faces, process=False)
        ends = trimesh.intersections.mesh_plane(mesh, segment.distal, segment.axis_at(level))
        rim = np.asarray(ends).reshape(-1, 3)
        return np.asarray(rim[int((rim @ way).argmax())])

    def _corner(
        self, feature: Mapping[str, Any], position: Floats, segment: Segment
    ) -> Iterator[Measure]:
        bone, level = self._limb.bones[feature["bone"]], segment.level(position)
        over = self._over(bone, segment, level, feature["name"], feature.get("seen_from"))
        toward = segment.direction(feature["toward"])
        found = float(np.linalg.norm(position - over) * np.sign((position - over) @ toward))
        corner = f"{feature['name'].replace('-', ' ')} of the {feature['bone']}"
        words = f"{feature['cun']:g} cun {feature['toward']} to the {corner}"
        yield Measure(words, float(feature["cun"]), found / self._limb.finger_cun)

    def _face(
        self, feature: Mapping[str, Any], position: Floats, segment: Segment
    ) -> Iterator[Measure]:
        bone, level = self._limb.bones[feature["bone"]], segment.level(position)
        spot = self._limb.skin.spot(position)
        depth, _ = bone.ray(position, -self._limb.skin.normal_at(spot))
        if not len(depth):
            raise LookupError(f"no {feature['bone']} under the skin here")
        front, back = (self._tip(bone, segment, level, end) for end in ("crest", "medial-border"))
        gap = float((position - (front + back) / 2) @ unit(back - front))
        yield self._zero(f"over the middle of the medial surface of the {feature['bone']}", gap)

    def _walk(
        self, feature: Mapping[str, Any], position: Floats, segment: Segment
    ) -> Iterator[Measure]:
        ((kind, inner),) = feature["from"].items()
        gap, way = 0.0, segment.direction(feature["toward"])
        if kind == "line":
            gap = abs(self._off_line(inner["between"], position, segment))
            name = f"the line {said(inner['between'][0])} to {said(inner['between'][1])}"
        elif kind == "straight":
            start = self._places.locate(inner["from"])
            gap = abs(float((position - start) @ way))
            name = said(inner["from"])
        else:
            name = f"the {str(inner).replace('-', ' ')}" if kind == "mark" else f"the {kind}"
        scale = feature.get("scale", "leg-lateral")
        chord = self._chord(feature, segment, position)
        words = f"{feature['cun']:g} cun {feature['toward']} to {name}"
        yield Measure(words, float(feature["cun"]), max(gap, chord) / self._limb.cun(scale))

    def _chord(self, feature: Mapping[str, Any], segment: Segment, position: Floats) -> float:
        """Length, mm, of the skin between the start of a walk and `position`."""
        section = self._limb.section(segment.name, segment.level(position))
        start = self._places.feature(section, feature["from"])
        return abs(section.apart(start, section.nearest(segment.flat(position))))

    def _straight(
        self, feature: Mapping[str, Any], position: Floats, segment: Segment
    ) -> Iterator[Measure]:
        side = "lateral" if feature["seen_from"] in ("anterior", "posterior") else "anterior"
        gap = (position - self._places.locate(feature["from"])) @ segment.direction(side)
        yield self._zero(f"straight in line with {said(feature['from'])}", float(gap))

    def _mark(self, feature: str, position: Floats, _segment: Segment) -> Iterator[Measure]:
        line = self._limb.lines[feature]
        along = np.linspace(0.0, 1.0, 21)[:, None, None]
        fine = (line[:-1] * (1 - along) + line[1:] * along).reshape(-1, 3)
        gap = float(np.linalg.norm(fine - position, axis=1).min())
        yield self._zero(f"on the {feature.replace('-', ' ')}", gap)

    def _midway(
        self, features: list[Mapping[str, Any]], position: Floats, segment: Segment
    ) -> Iterator[Measure]:
        section = self._limb.section(segment.name, segment.level(position))
        here = section.nearest(segment.flat(position))
        gaps = [abs(section.apart(here, self._places.feature(section, on))) for on in features]
        words = f"halfway between {' and '.join(in_words(on) for on in features)}"
        yield self._zero(words, (gaps[0] - gaps[1]) / 2)

    def _between(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        a, b = self._places.locate(place["a"]), self._places.locate(place["b"])
        share = float(place.get("fraction", 0.5))
        plane = unit(np.cross(b - a, position - a))
        before = self._over_skin(a, position, plane)
        after = self._over_skin(position, b, plane)
        total = (before + after) / self._limb.finger_cun
        words = f"{share:.3g} of the way from {said(place['a'])} to {said(place['b'])}"
        yield Measure(words, share * total, before / self._limb.finger_cun)

    def _over_skin(self, a: Floats, b: Floats, plane: Floats) -> float:
        """Length, mm, of the shorter way from `a` to `b` on the skin in a plane."""
        return self._places.way_length(a, b, plane)

    def _crossing(self, place: Mapping[str, Any], position: Floats) -> Iterator[Measure]:
        segment = self._limb.segments[place["segment"]]
        gap = (position - self._places.locate(place["level_of"])) @ segment.distal
        yield self._zero(f"level with {said(place['level_of'])}", float(gap))
        yield from self._line({"between": place["line"]}, position, segment)
