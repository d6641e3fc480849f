"""Which items a selection draws from, and what there is to select."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.content import Content
from desktop_app.domain.categories import CATEGORY_WORDS
from desktop_app.domain.evidence import Certainty, ClaimKind
from desktop_app.domain.learning import Selection
from desktop_app.domain.points import MERIDIAN_ORDER
from desktop_app.domain.questions import Skill
from desktop_app.domain.slugs import sentence_case, slug_words
from desktop_app.study.questions.asked import Asked, skill_of
from desktop_app.study.questions.bank import bank_of
from desktop_app.study.questions.words import REGION_WORDS, region_words

Offer = tuple[tuple[str, str], ...]
"""Ids with their words, in the order to offer them."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a selection can name, where the content has something to ask about it."""

    meridians: Offer
    regions: Offer
    categories: Offer
    conditions: Offer


def items_of(content: Content, selection: Selection) -> tuple[str, ...]:
    """Return the items that a selection draws from, in the order of the content.

    Each field that is given must hold, for one and the same point; one that names several things
    holds for any of them. Items about a point belong to its meridian, region and classes, and to
    the conditions that claims and studies name it for; questions on classes belong to the classes
    they ask for, questions on evidence to its conditions. ``wrong`` is a matter of memory and
    restricts nothing here.
    """
    conditions = _with_causes(content, selection.conditions)
    studied = _points_for(content, conditions) if conditions else frozenset()
    return tuple(
        asked.item
        for asked in bank_of(content).asked.values()
        if (not selection.skills or skill_of(asked.item) in selection.skills)
        and _of_points(content, asked, selection)
        and (not conditions or _for(asked, conditions, studied))
    )


def offered(content: Content) -> Offered:
    """Return what can be selected."""
    points = [point for point in content.points.values() if not point.site_of]
    regions = {point.region for point in points}
    kinds = {each.kind for point in points for each in point.categories}
    asked = {slug for each in bank_of(content).asked.values() for slug in each.conditions}
    conditions = {}
    for condition in content.conditions.values():
        conditions[condition.id] = condition.name
        for cause in condition.causes:
            if cause.id in asked:
                conditions.setdefault(cause.id, cause.name)
    names = {code: content.meridians[code].english for code in content.meridians}
    on = {point.meridian for point in points}
    meridians = [code for code in MERIDIAN_ORDER if code in on]
    meridians += [code for code in names if code not in meridians]
    return Offered(
        meridians=tuple((code, names.get(code, "Extra points")) for code in meridians),
        regions=tuple((each, region_words(each)) for each in _ordered(regions, REGION_WORDS)),
        categories=tuple(
            (kind, CATEGORY_WORDS.get(kind) or sentence_case(slug_words(kind)))
            for kind in _ordered(kinds, CATEGORY_WORDS)
        ),
        conditions=tuple(conditions.items()),
    )


def _ordered(present: set[str], known: Collection[str]) -> list[str]:
    """Return what there is, in the order in which it is known, then what is not known."""
    return [each for each in known if each in present] + sorted(present.difference(known))


def _of_points(content: Content, asked: Asked, wanted: Selection) -> bool:
    """Tell whether one of an item's points is of the meridian, region and class that are wanted."""
    named = not wanted.meridians.isdisjoint(asked.meridians)
    classes = wanted.categories
    if classes and skill_of(asked.item) is Skill.CATEGORY:
        if classes.isdisjoint(asked.categories):
            return False
        classes = frozenset()
    if not wanted.regions and not classes and (named or not wanted.meridians):
        return True
    points = (content.points[code] for code in asked.points if code in content.points)
    return any(
        (named or not wanted.meridians or point.meridian in wanted.meridians)
        and (not wanted.regions or point.region in wanted.regions)
        and (not classes or any(each.kind in classes for each in point.categories))
        for point in points
    )


def _for(asked: Asked, conditions: frozenset[str], studied: frozenset[str]) -> bool:
    if skill_of(asked.item) is Skill.EVIDENCE:
        return not conditions.isdisjoint(asked.conditions)
    return not studied.isdisjoint(code.partition(".")[0] for code in asked.points)


def _with_causes(content: Content, conditions: frozenset[str]) -> frozenset[str]:
    """Return conditions with their causes, under which most evidence is filed."""
    known = (content.conditions[each] for each in conditions if each in content.conditions)
    return conditions.union(cause.id for condition in known for cause in condition.causes)


def _points_for(content: Content, conditions: frozenset[str]) -> frozenset[str]:
    """Return the points that claims and studies name for these conditions.

    Warnings, and claims that nothing is known, name every point of the foot and choose none.
    """
    claims = (
        claim.points
        for claim in content.claims.values()
        if conditions.intersection(claim.conditions)
        and claim.kind is not ClaimKind.SAFETY
        and claim.certainty is not Certainty.NO_STUDY
    )
    studies = (
        study.points
        for study in content.studies.values()
        if conditions.intersection(study.conditions)
    )
    return frozenset(code for codes in (*claims, *studies) for code in codes)
