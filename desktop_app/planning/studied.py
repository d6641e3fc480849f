"""The studies and claims that bear on a condition: what ships and the user's own alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop_app.content import Content
from desktop_app.domain.evidence import Claim, Stance, Study, StudyStance
from desktop_app.domain.refs import Kind, study_ref
from desktop_app.store import Library, Shelf, own_claims

CLINICAL = frozenset(
    {
        "meta-analysis", "systematic-review", "rct", "controlled-trial", "cohort", "case-series",
        "survey", "",
    }
)  # fmt: skip
"""Designs that treat or survey people; an own study whose design is not given counts as one."""

GENERAL = ("peripheral-neuropathy",)
"""What studies of several causes of numb feet are filed under."""

MOST_OWN = 1000
"""Own studies of a condition that are looked at, the last to come first."""


@dataclass(frozen=True, slots=True)
class Studied:
    """Studies that name points, and claims with every stance on them, the user's included.

    Parameters
    ----------
    conditions
        What was asked about: ids of conditions and causes.
    studies
        Clinical studies about any of these, by key; those in the trash are left out.
    claims
        All claims, by id.
    known
        Every study that a stance names and that is not in the trash, by key.
    """

    conditions: frozenset[str]
    studies: Mapping[str, Study]
    claims: Mapping[str, Claim]
    known: Mapping[str, Study]


def wanted_conditions(content: Content, condition: str, cause: str) -> frozenset[str]:
    """Return the slugs under which studies of a condition, or of one cause of it, are filed."""
    if cause:
        return frozenset({condition, cause} - {""})
    known = content.conditions.get(condition)
    causes = [each.id for each in known.causes] if known else []
    return frozenset({condition, *causes, *GENERAL} - {""})


def read_studied(library: Library, conditions: frozenset[str]) -> Studied:
    """Return the studies and claims about these conditions, from one state of the library."""
    content = library.content
    with library.reading() as connection:
        shelf = Shelf(connection, content)
        claims = _claims(shelf, content, own_claims.everyone(connection))
        named = {each.key for claim in claims.values() for each in claim.studies}
        about = [(Kind.CONDITION.value, slug) for slug in sorted(conditions)]
        own = {ref.key for ref in shelf.own_naming(about, MOST_OWN)}
        known = _studies(shelf, [*content.studies, *sorted(named | own)])
    bearing = {
        each.key
        for claim in claims.values()
        if conditions.intersection(claim.conditions)
        for each in claim.studies
    }
    studies = {
        key: study
        for key, study in known.items()
        if study.design in CLINICAL
        and (conditions.intersection(study.conditions) or (study.is_own and key in bearing))
    }
    return Studied(conditions, studies, claims, known)


def stance_on(claim: Claim, study: str) -> Stance | None:
    """Return how a study bears on a claim, the user's own word before what ships."""
    said = [each for each in claim.studies if each.key == study]
    return max(said, key=lambda each: each.own).stance if said else None


def _claims(shelf: Shelf, content: Content, mine: Iterable[Claim]) -> dict[str, Claim]:
    claims = [*content.claims.values(), *mine]
    own = shelf.own_stances(claim.id for claim in claims)
    return {
        claim.id: replace(claim, studies=_joined(claim.studies, own[claim.id])) for claim in claims
    }


def _joined(
    shipped: tuple[StudyStance, ...], own: tuple[StudyStance, ...]
) -> tuple[StudyStance, ...]:
    return tuple(dict.fromkeys((*shipped, *own)))


def _studies(shelf: Shelf, keys: Iterable[str]) -> dict[str, Study]:
    taken = shelf.take(study_ref(key) for key in keys)
    return {
        ref.key: thing
        for ref, (thing, withdrawn) in taken.items()
        if isinstance(thing, Study) and not withdrawn
    }
