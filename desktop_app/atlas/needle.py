"""What a straight needle meets on the body of the atlas: bones, vessels and nerves.

A needle starts at a point's place on the skin of the right limb. ``perpendicular`` goes in along
the inward normal; ``oblique`` makes 45 degrees with the skin and ``transverse`` 15, leaning toward
a direction. The left limb is the mirror image, so the same words give the same numbers there.

Directions are those of the standing body: ``anterior`` forward, ``medial`` toward the median plane.
``proximal`` and ``distal`` run along the segment the point lies on: the thigh from hip to knee, the
leg from knee to ankle, the foot from heel to toes; leg and foot meet in the plane halfway between
upright and level through the ankle joint. The needle leans along that part of the direction that
runs in the skin at the point; where the skin faces along it there is no such part, and the
direction is not offered.

Vessels and nerves are lines: ``atlas.json`` holds their course in space, already pushed under the
skin by the depths of ``data/structures/``. Gaps are to that line, not to the wall of a vessel.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin, sqrt
from pathlib import Path

from desktop_app.atlas.body import Atlas, Placed
from desktop_app.atlas.cameras import Vector, dot
from desktop_app.atlas.courses import Course, courses_in, difference, moved
from desktop_app.atlas.solids import body_in
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.safety import Met

ANGLES = {"perpendicular": 90.0, "oblique": 45.0, "transverse": 15.0}
"""Degrees between needle and skin."""

DIRECTIONS = ("proximal", "distal", "medial", "lateral", "anterior", "posterior")
"""Toward which a needle may lean."""

SPREAD_MM = 5.0
"""How near a vessel or nerve is told of, unless asked otherwise."""

REACH_MM = 120.0
"""Longer than any needle for the limb."""

LEAST_ALONG = 0.5
"""A direction is offered if it makes at least 30 degrees with the skin's normal (sine)."""

UNDER_SKIN = 0.3
"""mm: crossings of the skin nearer than this are where the needle went in."""

_FORWARD: Vector = (0.0, 0.0, 1.0)
_MEDIAL: Vector = (1.0, 0.0, 0.0)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_TOES = ("the great toe", "the second toe", "the third toe", "the fourth toe", "the little toe")
_NAMES = {"dorsal-arterial-arcuate": "arcuate artery"}


@dataclass(frozen=True, slots=True)
class Needle:
    """A straight line into the right limb: where it enters (mm) and its unit direction."""

    start: Vector
    way: Vector

    def at(self, depth: float) -> Vector:
        """Return the place at a depth along the needle, mm."""
        return moved(self.start, self.way, depth)


def needle(atlas: Atlas, code: str, angle: str = "perpendicular", toward: str = "") -> Needle:
    """Return the needle at a point.

    Raises
    ------
    NotFound
        If the atlas has no place for the point; names the sites of one that has several.
    NotUnderstood
        If the angle is none, or the direction does not run along the skin there; names those that
        do.
    """
    placed = _placed(atlas, code)
    inward = _unit(moved((0.0, 0.0, 0.0), placed.normal, -1.0))
    if angle not in ANGLES:
        raise NotUnderstood(f"“{angle}” is no angle of a needle.", f"Angles: {', '.join(ANGLES)}.")
    if angle == "perpendicular":
        return Needle(placed.position, inward)
    along = _along_skin(atlas, placed)
    if toward not in along:
        raise NotUnderstood(
            f"“{toward}” is no direction along the skin at {code}.",
            f"Directions there: {', '.join(along)}.",
        )
    steep = radians(ANGLES[angle])
    deeper = moved((0.0, 0.0, 0.0), inward, sin(steep))
    return Needle(placed.position, _unit(moved(deeper, along[toward], cos(steep))))


def leanings(atlas: Atlas, code: str) -> tuple[str, ...]:
    """Return the directions toward which an oblique or transverse needle can lean at a point.

    Raises
    ------
    NotFound
        If the atlas has no place for the point.
    """
    return tuple(_along_skin(atlas, _placed(atlas, code)))


def met_along(
    atlas: Atlas,
    code: str,
    depth_mm: float,
    angle: str = "perpendicular",
    toward: str = "",
    spread_mm: float = SPREAD_MM,
) -> tuple[Met, ...]:
    """Return the bones a needle enters and the vessels and nerves it passes, in order of depth.

    What lies beyond the place where the needle comes out of the skin again does not count.

    Parameters
    ----------
    depth_mm
        Length of the needle under the skin, mm.
    spread_mm
        Vessels and nerves whose course comes as near as this to the needle are told of.

    Raises
    ------
    NotFound, NotUnderstood
        As for ``needle``.
    """
    return _met(atlas.folder, needle(atlas, code, angle, toward), depth_mm, spread_mm)


def bone_ahead(
    atlas: Atlas,
    code: str,
    angle: str = "perpendicular",
    toward: str = "",
    reach_mm: float = REACH_MM,
) -> Met | None:
    """Return the first bone on the way of a needle; None if there is none within reach.

    Raises
    ------
    NotFound, NotUnderstood
        As for ``needle``.
    """
    return _first_bone(atlas.folder, needle(atlas, code, angle, toward), reach_mm)


def way_out(
    atlas: Atlas,
    code: str,
    angle: str = "perpendicular",
    toward: str = "",
    reach_mm: float = REACH_MM,
) -> float | None:
    """Return how deep a needle comes out of the skin again, mm; None if not within reach.

    Raises
    ------
    NotFound, NotUnderstood
        As for ``needle``.
    """
    return _out(atlas.folder, needle(atlas, code, angle, toward), reach_mm)


def depth_mm(atlas: Atlas, code: str, cun: float) -> float:
    """Return a depth in cun as mm on this body.

    One cun is that of the scale of the segment the point lies on: ``thigh-anterior``,
    ``thigh-lateral`` or ``thigh-posterior``, and ``leg-medial`` or ``leg-lateral``, by the way the
    skin faces. No scale measures foot, buttock or belly in the way of a needle: there a cun is a
    finger cun, which on this body is taken as one cun of the outer leg.

    Raises
    ------
    NotFound
        If the atlas has no place for the point.
    """
    scale = atlas.record["scales"][_scale(atlas, _placed(atlas, code))]
    return cun * float(scale["mm_per_cun"])


def structure_name(name: str) -> str:
    """Return the words for a bone, vessel or nerve of the atlas, by its id."""
    parts = name.split("-")
    if parts[0] == "metatarsal":
        return f"{_ORDINALS[int(parts[1]) - 1]} metatarsal"
    if parts[0] == "phalanx":
        return f"{parts[1]} phalanx of {_TOES[int(parts[2]) - 1]}"
    if parts[0] == "cuneiform":
        return f"{parts[1]} cuneiform"
    return _NAMES.get(name, " ".join(parts))


def _course_name(course: Course) -> str:
    """Return the words for a vessel or nerve, or for a branch that has a name of its own."""
    if course.branch.startswith("dorsal-metatarsal-"):
        return f"{_ORDINALS[int(course.branch[-1]) - 1]} dorsal metatarsal artery"
    if course.branch == "infrapatellar":
        return f"infrapatellar branch of the {structure_name(course.id)}"
    return structure_name(course.id)


@lru_cache(maxsize=2048)
def _met(folder: Path, line: Needle, depth: float, spread: float) -> tuple[Met, ...]:
    out = _out(folder, line, depth)
    inside = depth if out is None else out
    nearest: dict[str, Met] = {}
    for course in courses_in(folder):
        near = course.nearest(line.start, line.way, inside, spread)
        before = nearest.get(course.id)
        if near is not None and (before is None or near.gap < before.gap_mm):
            nearest[course.id] = Met(
                course.kind, course.id, _course_name(course), near.along, near.gap
            )
    found = (*_bones(folder, line, depth), *nearest.values())
    return tuple(sorted(found, key=lambda met: (met.depth_mm, met.id)))


@lru_cache(maxsize=2048)
def _bones(folder: Path, line: Needle, reach: float) -> tuple[Met, ...]:
    """Return every bone a needle enters before it leaves the skin, in order of depth."""
    found = []
    for _, bone in body_in(folder).bones_along(line.start, line.way, reach):
        crossings = bone.crossings(line.start, line.way, reach)
        if crossings:
            found.append(Met("bone", bone.name, structure_name(bone.name), crossings[0], 0.0))
    if found:
        out = _out(folder, line, max(met.depth_mm for met in found))
        found = [met for met in found if out is None or met.depth_mm < out]
    return tuple(sorted(found, key=lambda met: (met.depth_mm, met.id)))


@lru_cache(maxsize=2048)
def _first_bone(folder: Path, line: Needle, reach: float) -> Met | None:
    best: Met | None = None
    for entry, bone in body_in(folder).bones_along(line.start, line.way, reach):
        if best is not None and best.depth_mm <= entry:
            break
        crossings = bone.crossings(line.start, line.way, reach)
        if crossings and (best is None or crossings[0] < best.depth_mm):
            best = Met("bone", bone.name, structure_name(bone.name), crossings[0], 0.0)
    if best is None:
        return None
    out = _out(folder, line, best.depth_mm)
    return best if out is None else None


@lru_cache(maxsize=2048)
def _out(folder: Path, line: Needle, reach: float) -> float | None:
    crossings = body_in(folder).skin.crossings(line.start, line.way, reach)
    return next((at for at in crossings if at > UNDER_SKIN), None)


def _placed(atlas: Atlas, code: str) -> Placed:
    placed = atlas.placed.get(code)
    if placed is None:
        sites = atlas.record.get("groups", {}).get(code, ())
        hint = f"Its sites: {', '.join(sites)}." if sites else ""
        raise NotFound(f"The atlas has no place for {code}.", hint)
    return placed


def _along_skin(atlas: Atlas, placed: Placed) -> dict[str, Vector]:
    """Return the directions that run along the skin at a place, as unit vectors in it."""
    distal = _distal(atlas, placed.position)
    axes = {"distal": distal, "medial": _MEDIAL, "anterior": _FORWARD}
    opposite = {"proximal": "distal", "lateral": "medial", "posterior": "anterior"}
    normal = _unit(placed.normal)
    along = {}
    for name in DIRECTIONS:
        way = axes[name] if name in axes else moved((0.0, 0.0, 0.0), axes[opposite[name]], -1.0)
        flat = moved(way, normal, -dot(way, normal))
        if sqrt(dot(flat, flat)) >= LEAST_ALONG:
            along[name] = _unit(flat)
    return along


def _distal(atlas: Atlas, place: Vector) -> Vector:
    """Return the way along the segment a place lies on, toward the toes."""
    ankle, knee = _landmark(atlas, "ankle-centre"), _landmark(atlas, "knee-centre")
    if _of_foot(place, ankle):
        heel, toes = _landmark(atlas, "heel-posterior-edge"), _landmark(atlas, "mtp-2")
        return _unit((toes[0] - heel[0], 0.0, toes[2] - heel[2]))
    if place[1] < knee[1]:
        return _unit(difference(ankle, knee))
    return _unit(difference(knee, _landmark(atlas, "hip-centre")))


def _of_foot(place: Vector, ankle: Vector) -> bool:
    return place[1] - ankle[1] < place[2] - ankle[2]


def _scale(atlas: Atlas, placed: Placed) -> str:
    place, normal = placed.position, placed.normal
    above = place[1] > _landmark(atlas, "gluteal-fold")[1]
    if above or _of_foot(place, _landmark(atlas, "ankle-centre")):
        return "leg-lateral"
    if place[1] < _landmark(atlas, "knee-centre")[1]:
        return "leg-medial" if normal[0] > 0.5 else "leg-lateral"
    faces = {"anterior": normal[2], "posterior": -normal[2], "lateral": -normal[0]}
    return f"thigh-{max(faces, key=faces.__getitem__)}"


def _landmark(atlas: Atlas, name: str) -> Vector:
    x, y, z = atlas.record["landmarks"][name]
    return float(x), float(y), float(z)


def _unit(vector: Vector) -> Vector:
    return moved((0.0, 0.0, 0.0), vector, 1.0 / sqrt(dot(vector, vector)))
