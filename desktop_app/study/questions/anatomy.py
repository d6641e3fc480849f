"""Which structures a point has by the content, and which it surely has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from desktop_app.domain.points import Point
from desktop_app.study.questions.facts import Facts

_BRACKETED = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[a-z]+")
_APART = re.compile(r",| and |;")
_GENERAL = frozenset(
    {
        "a", "an", "and", "arterial", "arteries", "artery", "beneath", "between", "branch",
        "branches", "from", "head", "heads", "insertion", "its", "muscular", "nerve", "nerves",
        "network", "of", "or", "origin", "part", "peroneal", "peroneus", "tendon", "tendons",
        "terminal", "the", "to", "vein", "veins", "vessels", "with",
    }
)  # fmt: skip
"""Words that tell no structure from another."""

_RELATED = tuple(
    frozenset(pair.split("-"))
    for pair in (
        "quadriceps-rectus", "quadriceps-vastus", "calcaneal-gastrocnemius", "calcaneal-soleus",
        "anserinus-sartorius", "anserinus-gracilis", "anserinus-semitendinosus",
        "iliotibial-tensor", "sciatic-tibial", "sciatic-fibular", "plantar-tibial",
        "calcaneal-tibial", "sural-tibial", "sural-fibular", "saphenous-femoral",
        "plantar-digital", "cutaneous-fibular",
    )
)  # fmt: skip
"""Structures of which one is a part or a branch of the other; textbook anatomy."""

_SEGMENTS = {"toe": "foot", "ankle": "foot", "groin": "thigh", "buttock": "thigh"}
_NEIGHBOURS = 2
"""Numbers on the meridian within which what lies under one point may lie under the other."""


def plainly(text: str) -> str:
    """Return a structure without what stands in brackets: ``sartorius (medial)``."""
    return _BRACKETED.sub("", text).strip()


def unrelated(facts: Facts, point: Point, texts: Iterable[str], kind: str) -> Iterator[str]:
    """Yield those structures that are none of a point's, nor parts or branches of one.

    What its neighbours have counts as its own: the content need not name all that lies there.
    Source: our own rule.

    Parameters
    ----------
    kind
        ``muscles``, ``skin``, ``nerves`` or ``vessels``.
    """
    own = {
        part
        for other in _here(facts, point)
        for text in structures(other, kind)
        for part in (_words(text), *_parts(text), *_parts(plainly(text)))
    }
    for text in texts:
        parts = _parts(plainly(text))
        if not any(_akin(part, held) for part in parts for held in own):
            yield text


def structures(point: Point, kind: str) -> tuple[str, ...]:
    """Return all structures of a kind that the content names for a point."""
    beneath = point.beneath
    deep = point.flags.deep_structures
    match kind:
        case "muscles":
            return beneath.muscles
        case "skin":
            return beneath.nerves_cutaneous
        case "nerves":
            nerves = tuple(text for text in deep if "nerve" in text)
            return (*beneath.nerves_cutaneous, *beneath.nerves_deep, *nerves)
        case _:
            return (*beneath.vessels, *(text for text in deep if "nerve" not in text))


def elsewhere(facts: Facts, point: Point) -> list[Point]:
    """Return the points of other regions, those of the same segment of the limb first."""
    others = [other for other in facts.near(point) if other.region != point.region]
    return sorted(others, key=lambda other: _segment(other) != _segment(point))


def _here(facts: Facts, point: Point) -> Iterator[Point]:
    for other in facts.points:
        beside = (
            other.meridian == point.meridian and abs(other.number - point.number) <= _NEIGHBOURS
        )
        if beside or other.region == point.region:
            yield other


def _segment(point: Point) -> str:
    return _SEGMENTS.get(point.region, point.region.partition("-")[0])


@cache
def _parts(text: str) -> tuple[frozenset[str], ...]:
    return tuple(map(_words, _APART.split(text)))


@cache
def _words(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("interosseous m", "membrane m"))
    return frozenset(words).difference(_GENERAL)


def _akin(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    if one <= other or other <= one:
        return True
    return any(pair & one and pair & other and pair <= one | other for pair in _RELATED)
