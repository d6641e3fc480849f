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
from desktop_app.store import Library, Shelf, appraisals, stances


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
        if isinstance(thing, Claim):
            own = stances.on_claims(connection, [str(ref)]).get(str(ref), ())
            held = {each.key: each.stance for each in (*own, *thing.studies)}
        elif thing is None and ref.kind is not Kind.CONDITION:
            raise NotFound(f"There is nothing under {ref} in this library.")
        else:
            keys = [ref.key] if isinstance(thing, Study) else _keys_about(shelf, ref, thing)
            held = dict.fromkeys(keys)
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
    )


def _keys_about(shelf: Shelf, ref: Ref, thing: object) -> list[str]:
    """Return the keys of the studies that name a thing, and of those behind the claims on it."""
    naming = [each.ref for each in shelf.naming([(ref.kind.value, ref.key)])]
    keys = [each.key for each in naming if each.kind is Kind.STUDY]
    claims = [each for each in naming if each.kind is Kind.CLAIM]
    if isinstance(thing, Condition):
        named = [*thing.claims, *(key for cause in thing.causes for key in cause.claims)]
        claims += [claim_ref(key) for key in named]
    for claim, _ in shelf.take(claims).values():
        if isinstance(claim, Claim):
            keys += [each.key for each in claim.studies]
    return list(dict.fromkeys(keys))


def _studies(shelf: Shelf, keys: Iterable[str]) -> list[Study]:
    """Return studies by key; those in the trash or no longer shipped are left out."""
    taken = shelf.take(study_ref(key) for key in keys).values()
    return [thing for thing, gone in taken if isinstance(thing, Study) and not gone]


def _same(outcome: Outcome) -> tuple[str, ...]:
    parts: Iterable[str] = (
        outcome.name, outcome.instrument, outcome.time_point, outcome.comparison,
    )  # fmt: skip
    return tuple(map(folded, parts))
