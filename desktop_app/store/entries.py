"""What the rows of an entry say: whose it is, what it names, and what lists show of a study."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop_app.content import Thing
from desktop_app.domain.evidence import Claim, Condition, Study, Topic
from desktop_app.domain.points import Meridian, Point
from desktop_app.domain.refs import Kind
from desktop_app.domain.structures import Structure
from desktop_app.store.words import sort_key

SHIPPED = "shipped"
OWN = "own"
"""Where an entry comes from: with the program, or from the user."""

CERTAINTY = "certainty"
"""The role, and the kind, in which a claim names how sure it is: studies are found by it."""

Link = tuple[str, str, str]
"""Role, kind and key of what an entry names."""


def study_row(entry_id: int, thing: Study) -> dict[str, Any]:
    """Return a study as a row of the table that lists are made from."""
    authors = "; ".join(thing.authors)
    return {
        "entry_id": entry_id,
        "authors": authors,
        "year": thing.year,
        "journal": thing.journal,
        "design": thing.design,
        "direction": thing.direction.value,
        "sample_size": thing.sample_size,
        "doi": thing.doi,
        "pmid": thing.pmid,
        "tier": thing.tier,
        "cited": thing.cited_by_source is not None,
        "retracted": thing.retracted,
        "has_abstract": False,
        "has_effects": any(outcome.effect is not None for outcome in thing.effects),
        "points": len(thing.points) or None,
        "added": None,
        "title_key": sort_key(thing.title),
        "authors_key": sort_key(authors),
    }


def links_of(thing: Thing) -> Iterator[Link]:
    """Yield what a thing names: the role, then the kind and the key of what is named."""
    point, claim, a_study = Kind.POINT.value, Kind.CLAIM.value, Kind.STUDY.value
    match thing:
        case Study():
            yield from (("points", point, code) for code in thing.points)
            yield from (("conditions", Kind.CONDITION.value, slug) for slug in thing.conditions)
        case Claim():
            yield from (("points", point, code) for code in thing.points)
            yield from (("meridians", Kind.MERIDIAN.value, code) for code in thing.meridians)
            yield from (("conditions", Kind.CONDITION.value, slug) for slug in thing.conditions)
            yield from ((each.stance.value, a_study, each.key) for each in thing.studies)
            yield (CERTAINTY, CERTAINTY, thing.certainty.value)
        case Condition():
            yield from (("claims", claim, key) for key in thing.claims)
            for cause in thing.causes:
                yield from (("causes", claim, key) for key in cause.claims)
                yield from (("causes", a_study, key) for key in cause.studies)
                yield from (("causes", "structure", key) for key in cause.structures)
            for flag in thing.red_flags:
                yield from (("red_flags", a_study, key) for key in flag.studies)
        case Topic():
            for part in thing.parts:
                yield from (("claims", claim, key) for key in part.claims)
        case Structure():
            yield from (("points_nearby", point, code) for code in thing.points_nearby)
        case Point() | Meridian():
            pass
