"""What questions look up in the content: names, twins, and what is easily taken for what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from desktop_app.content import Content
from desktop_app.domain.points import Point
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.store.words import joined
from desktop_app.study.questions.asked import Option
from desktop_app.study.questions.likeness import edits

_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_SOUNDS_ALIKE = 2
"""Letters by which two pinyin names may differ and still sound alike."""


def exact(name: str) -> str:
    """Return a name as it is compared with its tones: no case, no spaces and signs."""
    return "".join(char for char in name.casefold() if char.isalnum())


def label(point: Point) -> str:
    """Return what a point is called: ``ST36 Zúsānlǐ``."""
    return f"{point.code} {point.pinyin}"


class Facts:
    """The content, looked at as one who asks does.

    Points are meant whole here: sites of one that has several (Bafeng) share all but their place.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self.points = [point for point in content.points.values() if not point.site_of]
        self._near: dict[str, list[Point]] = {}

    @cached_property
    def twins(self) -> dict[str, frozenset[str]]:
        """By code, the points that have a site in the same place, or a site that it is."""
        twins: dict[str, set[str]] = defaultdict(set)
        for point in self.content.points.values():
            if point.same_as and point.site_of:
                twins[point.site_of].add(point.same_as)
                twins[point.same_as].add(point.site_of)
        return {code: frozenset(others) for code, others in twins.items()}

    @cached_property
    def named(self) -> dict[str, str]:
        """What each name belongs to, as it is compared with and without tones."""
        owners: dict[str, dict[str, None]] = defaultdict(dict)
        for point in self.points:
            for name in self.names(point):
                owners[exact(name)][label(point)] = None
                owners[joined(name)][label(point)] = None
        return {name: " or ".join(labels) for name, labels in owners.items()}

    @cached_property
    def _sounds(self) -> dict[str, str]:
        return {point.code: joined(point.pinyin) for point in self.points}

    @cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        return {p.code: frozenset(each.kind for each in p.categories) for p in self.points}

    def names(self, point: Point) -> tuple[str, ...]:
        """Return every name of a point but its code: pinyin, characters, English, others."""
        names = (
            point.pinyin, point.hanzi, point.hanzi_traditional, *point.hanzi_variants,
            *self.english_names(point), *_aliases(point, han=True),
        )  # fmt: skip
        return tuple(dict.fromkeys(names))

    def english_names(self, point: Point) -> tuple[str, ...]:
        """Return the English name and the other names in letters."""
        return (point.english, *_aliases(point, han=False))

    def characters(self, point: Point) -> str:
        """Return a name in characters, simplified and, if it differs, traditional."""
        return " / ".join(dict.fromkeys((point.hanzi, point.hanzi_traditional)))

    def accepted(self, point: Point) -> tuple[str, ...]:
        """Return what names a point when typed: its code and every name."""
        return (point.code, *self.names(point))

    def is_homophone(self, point: Point) -> bool:
        """Tell whether only tones tell a name from that of another point."""
        sound = self._sounds[point.code]
        return any(sound == other and code != point.code for code, other in self._sounds.items())

    def near(self, point: Point) -> list[Point]:
        """Return the other points, those first that are most easily taken for this one.

        Neighbours on the meridian, points of the same traditional class, names that sound alike
        and points of the same region come first. Points in the same place and points that only
        tones tell apart are left out. Source: our own rule.
        """
        if point.code not in self._near:
            apart = self.twins.get(point.code, frozenset())
            sound = self._sounds[point.code]
            ranked = sorted(
                (-self._likeness(point, other), place, other)
                for place, other in enumerate(self.points)
                if other.code != point.code
                and other.code not in apart
                and self._sounds[other.code] != sound
            )
            self._near[point.code] = [other for _, _, other in ranked]
        return self._near[point.code]

    def options(self, points: Iterable[Point]) -> Iterator[Option]:
        """Yield points as choices, by code and pinyin."""
        for point in points:
            yield self.option(point)

    def option(self, point: Point) -> Option:
        """Return a point as a choice, by code and pinyin."""
        return Option(label(point), str(point_ref(point.code)))

    def meridian_name(self, code: str) -> str:
        """Return a meridian's name: ``Stomach meridian``."""
        meridian = self.content.meridians.get(code)
        return meridian.english if meridian else code

    def meridian_ref(self, code: str) -> str:
        """Return the ref of a meridian."""
        return str(Ref(Kind.MERIDIAN, code))

    def _likeness(self, point: Point, other: Point) -> int:
        alike = 0
        if point.meridian == other.meridian:
            apart = abs(point.number - other.number)
            alike += 4 if apart == 1 else 3 if apart == 2 else 1
        alike += 2 * (point.region == other.region)
        alike += 2 * bool(self._classes[point.code] & self._classes[other.code])
        sounds = self._sounds[point.code], self._sounds[other.code]
        alike += 3 * (edits(*sounds, _SOUNDS_ALIKE) <= _SOUNDS_ALIKE)
        return alike


def _aliases(point: Point, *, han: bool) -> Iterator[str]:
    """Yield the other names: ``Juegu (characters, Severed Bone)`` holds three.

    Old numbers are no names: they are codes of other points today.
    """
    for alias in point.aliases:
        if "old numbering" in alias:
            continue
        inside = [part for group in _IN_BRACKETS.findall(alias) for part in group.split(",")]
        for name in (_IN_BRACKETS.sub("", alias), *inside):
            if name.strip() and name.strip().isascii() is not han:
                yield name.strip()
