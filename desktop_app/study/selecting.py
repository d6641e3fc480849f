"""Which items a selection draws from, and in which order new ones are met."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from desktop_app.content import Content
from desktop_app.domain.learning import Selection
from desktop_app.domain.points import Point
from desktop_app.domain.questions import Skill

_SKILLS = {skill.value: skill for skill in Skill}
_FIRST = (Skill.NAME, Skill.LOCATE)
_THEN = (Skill.CATEGORY, Skill.NEEDLING, Skill.CAUTION, Skill.ORDER, Skill.TRACE)
"""Skills in the order in which a meridian is learned: names and places of all its points, then
what they are for, and at last what lies beneath and what has been found of them."""


def skill_of(item: str) -> Skill | None:
    """Return the skill of an item, None for one of a newer program."""
    return _SKILLS.get(item.partition(":")[0])


def subject_of(item: str) -> str:
    """Return what an item is about: the code of a point or meridian, or another id."""
    return item.split(":")[1] if ":" in item else ""


def chosen(content: Content, items: Iterable[str], selection: Selection) -> tuple[str, ...]:
    """Return the items that belong to a selection, each once, in the order given.

    Whether an item is “what I get wrong” is not looked at.
    """
    belongs = _Belongs(content, selection)
    return tuple(item for item in dict.fromkeys(items) if belongs(item))


def in_order(content: Content, items: Iterable[str], seed: int, mixed: bool) -> list[str]:
    """Return new items in the order in which they are met.

    Parameters
    ----------
    content
        Gives the order of meridians and points.
    items
        To be put in order; of the same place, the first given comes first.
    seed
        Makes the mixed order.
    mixed
        Whether all are shuffled, rather than met meridian by meridian.
    """
    ordered = list(items)
    if mixed:
        Random(seed).shuffle(ordered)  # noqa: S311  (no secret is made of it)
        return ordered
    places = {code: place for place, code in enumerate(content.points)}
    meridians = {code: place for place, code in enumerate(content.meridians)}

    def place(item: str) -> tuple[int, int, int]:
        subject, skill = subject_of(item), skill_of(item)
        point = content.points.get(subject)
        meridian = meridians.get(point.meridian if point else subject, len(meridians))
        stage = 0 if skill in _FIRST else 1 if skill in _THEN else 2
        return meridian, stage, places.get(subject, len(places))

    return sorted(ordered, key=place)


class _Belongs:
    """Tells of an item whether it belongs to a selection."""

    def __init__(self, content: Content, selection: Selection) -> None:
        self._content = content
        self._selection = selection
        self._studied = {
            code
            for folder in (content.studies, content.claims)
            for thing in (folder.values() if selection.conditions else ())
            if not selection.conditions.isdisjoint(thing.conditions)
            for code in thing.points
        }

    def __call__(self, item: str) -> bool:
        wanted = self._selection
        if wanted.skills and skill_of(item) not in wanted.skills:
            return False
        if not (wanted.meridians or wanted.regions or wanted.categories or wanted.conditions):
            return True
        subject = subject_of(item)
        point = self._content.points.get(subject)
        if point is not None:
            return self._holds(point)
        if subject in self._content.meridians:
            return self._holds_of_meridian(subject, item.split(":")[2:])
        named = self._content.studies.get(subject) or self._content.claims.get(subject)
        if named is None:
            return False
        if wanted.conditions and wanted.conditions.isdisjoint(named.conditions):
            return False
        others = wanted.meridians or wanted.regions or wanted.categories
        points = (self._content.points.get(code) for code in named.points)
        return not others or any(
            point is not None and self._holds(point, of_condition=False) for point in points
        )

    def _holds(self, point: Point, of_condition: bool = True) -> bool:
        wanted = self._selection
        if wanted.meridians and point.meridian not in wanted.meridians:
            return False
        if wanted.regions and point.region not in wanted.regions:
            return False
        kinds = {category.kind for category in point.categories}
        if wanted.categories and kinds.isdisjoint(wanted.categories):
            return False
        return not (of_condition and wanted.conditions) or point.code in self._studied

    def _holds_of_meridian(self, code: str, details: list[str]) -> bool:
        """Tell whether a question on a meridian, as by a category, belongs."""
        wanted = self._selection
        if wanted.regions or wanted.conditions:
            return False
        if wanted.meridians and code not in wanted.meridians:
            return False
        return not wanted.categories or not wanted.categories.isdisjoint(details)
