"""Features a finger would feel at one level of the limb, as places on the skin's outline there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from assets.pipeline.points_limb import Limb
from assets.pipeline.points_sections import Section
from assets.pipeline.points_surface import Floats, unit

Place = str | Mapping[str, Any]
Locate = Callable[[Place], Floats]

# The medial border is the tibia's rear inner corner, the crest its front corner.
_CORNERS = {
    ("tibia", "medial-border"): (-0.75, -0.66),
    ("tibia", "crest"): (1.0, 0.0),
}

_LEAN = 0.3


def corner(section: Section, bone: str, name: str) -> Floats:
    """Find where a long bone's corner lies in a section, (2,): anterior, lateral."""
    contour = section.bone(bone)
    way = np.array(_CORNERS[bone, name])
    return np.asarray(contour[int((contour @ way).argmax())])


def border(section: Section, bone: str, side: str) -> Floats:
    """Find the foremost or rearmost place (2,) of a bone's outline in a section."""
    contour = section.bone(bone)
    return np.asarray(contour[int((contour @ section.way(side)).argmax())])


class Features:
    """Finds the features that rules name, level by level."""

    def __init__(self, limb: Limb, locate: Locate) -> None:
        self._limb = limb
        self._locate = locate
        self._kinds: dict[str, Callable[[Section, Any], float]] = {
            "line": self._line,
            "border": self._border,
            "corner": self._corner,
            "face": self._face,
            "walk": self._walk,
            "mark": self._mark,
            "midway": self._midway,
            "straight": self._straight,
            "angle": self._angle,
        }

    def find(self, section: Section, on: Mapping[str, Any]) -> float:
        """Arc length, mm, on the section's outline of the feature `on` (one key: its kind)."""
        ((kind, said),) = on.items()
        return self._kinds[kind](section, said)

    def _mm(self, section: Section, said: Mapping[str, Any], key: str = "cun") -> float:
        scales = {"thigh": "thigh-lateral", "leg": "leg-lateral", "body": "leg-lateral"}
        scale = str(said.get("scale", scales[section.segment.name]))
        return float(said.get(key, 0.0)) * self._limb.cun(scale)

    def _line(self, section: Section, said: Mapping[str, Any]) -> float:
        """Meet the straight line between two places, seen from the limb's axis."""
        start, end = (self._locate(place) for place in said["between"])
        a, b = section.segment.level(start), section.segment.level(end)
        share = (section.level - a) / (b - a)
        chord = section.segment.flat(start + share * (end - start))
        return section.seen(section.axis, unit(chord - section.axis))

    def _border(self, section: Section, said: Mapping[str, Any]) -> float:
        """Meet a bone's border seen from one side, `clear` cun beyond it."""
        contour = section.bone(said["bone"])
        edge = border(section, said["bone"], said["side"])
        beyond = edge + self._mm(section, said, "clear") * section.way(said["side"])
        across = section.way(said["seen_from"])
        middle = contour.mean(axis=0)
        return section.seen(beyond + (middle - beyond) @ across * across, across)

    def _corner(self, section: Section, said: Mapping[str, Any]) -> float:
        """Meet the skin over a bone's corner, then walk some cun away from it."""
        start = self._over_corner(section, said["bone"], said["name"], said.get("seen_from"))
        return section.walk(start, said["toward"], self._mm(section, said))

    def _over_corner(self, section: Section, bone: str, name: str, side: str | None) -> float:
        spot = corner(section, bone, name)
        return section.nearest(spot) if side is None else section.seen(spot, section.way(side))

    def _face(self, section: Section, said: Mapping[str, Any]) -> float:
        """Meet the skin over the middle of the tibia's medial surface."""
        front = corner(section, said["bone"], "crest")
        back = corner(section, said["bone"], "medial-border")
        edge = unit(back - front)
        out = np.array([edge[1], -edge[0]])
        out = out if out @ section.way("medial") > 0 else -out
        square = section.seen((front + back) / 2, out)
        # Where skin and bone are not parallel, a little nearer to the bone a needle set square
        # to the skin still meets the bone.
        return square + _LEAN * section.apart(square, section.nearest((front + back) / 2))

    def _walk(self, section: Section, said: Mapping[str, Any]) -> float:
        """Walk along the outline from another feature."""
        start = self.find(section, said["from"])
        return section.walk(start, said["toward"], self._mm(section, said))

    def _mark(self, section: Section, said: str) -> float:
        """Meet a line that the body's landmarks draw on the skin."""
        return section.nearest(section.segment.flat(self._limb.line_at(said, section)))

    def _midway(self, section: Section, said: list[Mapping[str, Any]]) -> float:
        """Meet the middle, along the skin, of two features."""
        start, end = (self.find(section, on) for on in said)
        return start + section.apart(start, end) / 2

    def _straight(self, section: Section, said: Mapping[str, Any]) -> float:
        """Go straight up or down the limb from a place, on the same side of the limb."""
        start = section.segment.flat(self._locate(said["from"]))
        across = section.way(said["seen_from"])
        return section.seen(start + (section.axis - start) @ across * across, across)

    def _angle(self, section: Section, said: Mapping[str, Any]) -> float:
        """Look from the axis at an angle: 0 forwards, 90 inwards, 180 backwards, 270 outwards."""
        turn = np.radians(float(said["degrees"]))
        return section.seen(section.axis, np.array([np.cos(turn), -np.sin(turn)]))
