"""The landmarks that a point is found from: read out of the rules by which it was placed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import Vector
from desktop_app.domain.points import Point

_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th")
_TOES = ("great toe", "2nd toe", "3rd toe", "4th toe", "little toe")
_PHRASES = (
    (re.compile(r"web margin of toes (\d) and (\d)"), "web-margin-{}-{}"),
    (re.compile(r"free edge of nail (\d)"), "nail-free-edge-{}"),
    (re.compile(r"(?:lateral|medial) corner of nail (\d)"), ""),
    (re.compile(r"joint of toe (\d)"), "mtp-{}"),
    (re.compile(r"joint (mtp-\d)"), "{}"),
    (re.compile(r"base of metatarsal 1"), "1st-metatarsal-base"),
)
_CORNER = re.compile(r"(lateral|medial) corner of nail (\d)")
_CODE = re.compile(r"\b(?:EX-LE|ST|SP|BL|KI|GB|LR)\d+(?:\.\d+)?\b")


GENERAL = (
    "ASIS",
    "greater-trochanter-prominence",
    "gluteal-fold",
    "patella-base",
    "patella-apex",
    "popliteal-crease",
    "fibula-head",
    "tibial-tuberosity",
    "medial-malleolus-prominence",
    "lateral-malleolus-prominence",
    "calcaneal-tendon",
    "navicular-tuberosity",
    "5th-metatarsal-tuberosity",
    "mtp-1",
    "mtp-5",
    "heel-posterior-edge",
)
"""What the hand finds first; shown while one is still learning where to begin."""


class Landmark(NamedTuple):
    """Something to find a point from: its id or a point's code, its name, its place (mm)."""

    id: str
    name: str
    position: Vector


def landmarks_of(atlas: Atlas, code: str) -> tuple[Landmark, ...]:
    """Return the landmarks and points that the place of a point was measured from."""
    row = atlas.record["points"].get(code, {})
    found: dict[str, Landmark] = {}
    for measure in row.get("measures", ()):
        for name in _named(atlas, str(measure["rule"])):
            landmark = _landmark(atlas, name)
            if landmark is not None and name != code:
                found.setdefault(name, landmark)
    return tuple(found.values())


def general_landmarks(atlas: Atlas) -> tuple[Landmark, ...]:
    """Return the landmarks by which one finds one's way on any limb."""
    found = (_landmark(atlas, name) for name in GENERAL)
    return tuple(landmark for landmark in found if landmark is not None)


def rules_of(atlas: Atlas, code: str) -> tuple[str, ...]:
    """Return in words the rules by which a point was placed on this body."""
    row = atlas.record["points"].get(code, {})
    return tuple(str(measure["rule"]) for measure in row.get("measures", ()))


def landmark_name(name: str) -> str:
    """Return the words for a landmark by its id."""
    parts = name.split("-")
    numbers = [int(part) for part in parts if part.isdigit()]
    if name.startswith("web-margin"):
        return f"web between toes {numbers[0]} and {numbers[1]}"
    if name.startswith("nail-free-edge"):
        return f"free edge of the nail of the {_TOES[numbers[0] - 1]}"
    if name.startswith("nail-corner"):
        return f"{parts[-1]} corner of the nail of the {_TOES[numbers[0] - 1]}"
    if name.startswith("mtp-"):
        return f"{_ORDINALS[numbers[0] - 1]} metatarsophalangeal joint"
    if name.startswith("dip-crease"):
        return f"end crease of the {_TOES[numbers[0] - 1]}"
    return " ".join(parts)


def sites_of(atlas: Atlas, point: Point) -> tuple[str, ...]:
    """Return the codes at which the atlas has a point: its own, or those of its sites."""
    return tuple(code for code in (point.code, *point.sites) if code in atlas.placed)


def _named(atlas: Atlas, rule: str) -> Iterator[str]:
    """Yield the ids of the landmarks and the codes of the points that a rule names."""
    for side, toe in _CORNER.findall(rule):
        yield f"nail-corner-{toe}-{side}"
    for phrase, name in _PHRASES:
        match = phrase.search(rule)
        if match is not None and name:
            yield name.format(*match.groups())
    left = rule
    # The longest name first: "patella base medial end" is not "patella base".
    for name in sorted(atlas.record["landmarks"], key=len, reverse=True):
        words = name.replace("-", " ")
        pattern = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
        if pattern.search(left):
            left = pattern.sub(" ", left)
            yield name
    yield from _CODE.findall(rule)


def _landmark(atlas: Atlas, name: str) -> Landmark | None:
    if name in atlas.placed:
        return Landmark(name, name, atlas.placed[name].position)
    place = atlas.record["landmarks"].get(name)
    if place is None:
        return None
    x, y, z = place
    return Landmark(name, landmark_name(name), (float(x), float(y), float(z)))
