"""Gathers the studies that bear on something, with what the user made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.domain.appraisal import Appraisal, Outcome
from desktop_app.domain.errors import NotFound
from desktop_app.domain.evidence import Certainty, Claim, Condition, Stance, Study
from desktop_app.domain.evidence_words import study_name
from desktop_app.domain.own import folded
from desktop_app.domain.refs import Kind, Ref, claim_ref, study_ref
from desktop_app.domain.slugs import sentence_case, slug_words
from desktop_app.store import Library, Shelf, appraisals

MOST_OWN = 60
"""How many of the user's own studies on a condition or point stand in its figures."""

LEFT_OUT = f"Of your own studies only the last {MOST_OWN} brought in are shown here."


@dataclass(frozen=True, slots=True)
class Seen:
    """A study that bears on something; ``stance`` is None where that is not a claim."""

    study: Study
    stance: Stance | None = None
    appraisal: Appraisal = field(default_factory=Appraisal)

    @property
    def name(self) -> str:
        """The study's short name."""
        return study_name(self.study)

    def outcomes(self) -> tuple[tuple[Outcome, bool], ...]:
        """Return the outcomes, each with whether it is the user's; theirs replace shipped ones."""
        own = {_same(outcome): outcome for outcome in self.appraisal.outcomes}
        shipped = [outcome for outcome in self.study.effects if _same(outcome) not in own]
        return (*((each, False) for each in shipped), *((each, True) for each in own.values()))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a ref names, in words, and the studies on it in order of year."""

    title: str
    studies: tuple[Seen, ...]
    certainty: Certainty | None = None
    left_out: str = ""

    @property
    def is_claim(self) -> bool:
        """Tell whether the studies are for and against a claim."""
        return self.certainty is not None


def gather(library: Library, ref: Ref) -> Gathered:
    """Return the studies on a claim, condition, point, meridian or study.

    Raises
    ------
    NotFound
        If there is no such thing in the library.
    """
    with library.reading() as connection:
        shelf = Shelf(connection, library.content)
        thing, _ = shelf.take([ref]).get(ref, (None, False))
        held: dict[str, Stance | None] = {}
        left_out = ""
        if isinstance(thing, Claim):
            own = shelf.own_stances([thing.id])[thing.id]
            held = {each.key: each.stance for each in (*own, *thing.studies)}
        elif thing is None and ref.kind is not Kind.CONDITION:
            raise NotFound(f"There is nothing under {ref} in this library.")
        else:
            mine = shelf.own_naming([(ref.kind.value, ref.key)], MOST_OWN + 1)
            left_out = LEFT_OUT if len(mine) > MOST_OWN else ""
            shipped = library.content.studies.values()
            about = _keys_about(shelf, shipped, ref, thing)
            keys = [ref.key] if isinstance(thing, Study) else about
            held = dict.fromkeys((*keys, *(each.key for each in mine[:MOST_OWN])))
        studies = _studies(shelf, held)
        made = appraisals.take(connection, (str(study_ref(each.key)) for each in studies))
        title = shelf.title(ref) or sentence_case(slug_words(ref.key))
    seen = [
        Seen(each, held[each.key], made.get(str(study_ref(each.key)), Appraisal()))
        for each in studies
    ]
    return Gathered(
        thing.statement if isinstance(thing, Claim) else title,
        tuple(sorted(seen, key=lambda each: (each.study.year or 0, each.name))),
        thing.certainty if isinstance(thing, Claim) else None,
        left_out,
    )


def _keys_about(shelf: Shelf, shipped: Iterable[Study], ref: Ref, thing: object) -> list[str]:
    """Return the keys of shipped studies that name a thing, and of those behind claims on it."""
    named = [(ref.kind.value, ref.key)]
    keys = [each.key for each in shipped if _names(each, ref)]
    claims = [each.ref for each in shelf.claims_naming(named)]
    if isinstance(thing, Condition):
        claims += map(claim_ref, (*thing.claims, *(k for c in thing.causes for k in c.claims)))
    taken = [claim for claim, _ in shelf.take(claims).values() if isinstance(claim, Claim)]
    own = shelf.own_stances(claim.id for claim in taken)
    for claim in taken:
        keys += [each.key for each in (*claim.studies, *own[claim.id])]
    return list(dict.fromkeys(keys))


def _names(study: Study, ref: Ref) -> bool:
    """Tell whether a study names a point or condition."""
    named = {Kind.POINT: study.points, Kind.CONDITION: study.conditions}
    return ref.key in named.get(ref.kind, ())


def _studies(shelf: Shelf, keys: Iterable[str]) -> list[Study]:
    """Return studies by key; those in the trash or no longer shipped are left out."""
    taken = shelf.take(study_ref(key) for key in keys).values()
    return [thing for thing, gone in taken if isinstance(thing, Study) and not gone]


def _same(outcome: Outcome) -> tuple[str, ...]:
    parts: Iterable[str] = (
        outcome.name, outcome.instrument, outcome.time_point, outcome.comparison,
    )  # fmt: skip
    return tuple(map(folded, parts))
