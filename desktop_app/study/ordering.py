"""In which order new items are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

from desktop_app.content import Content
from desktop_app.domain.questions import Skill
from desktop_app.study.questions import subject_of
from desktop_app.study.questions.bank import bank_of

_STAGES = (
    (Skill.NAME, Skill.LOCATE),
    (Skill.CATEGORY, Skill.ORDER, Skill.TRACE, Skill.NEEDLING, Skill.CAUTION),
    (Skill.BENEATH, Skill.EVIDENCE),
)
"""Skills in the order in which a meridian is learned: names and places of all its points, then
what they are for, and at last what lies beneath and what has been found of them."""

_PLACES = {
    skill.value: (stage, place)
    for stage, skills in enumerate(_STAGES)
    for place, skill in enumerate(skills)
}


def points_of(content: Content, item: str) -> tuple[str, ...]:
    """Return the codes of the points that an item teaches."""
    asked = bank_of(content).asked.get(item)
    return asked.points if asked else tuple(filter(None, (subject_of(item),)))


def in_order(content: Content, items: Iterable[str], seed: int, mixed: bool) -> list[str]:
    """Return new items in the order in which they are met.

    Parameters
    ----------
    content
        Gives the order of meridians and points.
    items
        To be put in order. Of several that ask one skill of one point, the first given come
        first, and the others once all points have had theirs, since one tells of the other.
    seed
        Makes the mixed order.
    mixed
        Whether all are shuffled, rather than met meridian by meridian.
    """
    ordered = list(items)
    if mixed:
        Random(seed).shuffle(ordered)  # noqa: S311  (no secret is made of it)
        return ordered
    points = {code: place for place, code in enumerate(content.points)}
    meridians = {code: place for place, code in enumerate(content.meridians)}
    asked = bank_of(content).asked
    rounds: Counter[tuple[str, str]] = Counter()
    places: dict[str, tuple[int, ...]] = {}
    for item in ordered:
        skill = item.partition(":")[0]
        code = next(iter(points_of(content, item)), "")
        point = content.points.get(code)
        owners = asked[item].meridians if item in asked else ()
        meridian = point.meridian if point else next(iter(owners), "")
        stage, of_skill = _PLACES.get(skill, (len(_STAGES), 0))
        places[item] = (
            meridians.get(meridian, len(meridians)),
            stage,
            rounds[code, skill],
            of_skill,
            points.get(code, len(points)),
        )
        rounds[code, skill] += 1
    return sorted(ordered, key=places.__getitem__)
