"""What the library says that bears on a plan: claims on its condition and points, red flags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.citation.styles import Form, bibliography
from desktop_app.content.paths import assets_dir
from desktop_app.domain.evidence import (
    Cause,
    Certainty,
    Claim,
    ClaimKind,
    Condition,
    Stance,
    Study,
    StudyStance,
)
from desktop_app.domain.plans import Plan
from desktop_app.domain.refs import Kind, claim_ref, study_ref
from desktop_app.store import Library, Shelf
from desktop_app.store.references import held_references

STYLE = "vancouver"

_LEFT_OUT = frozenset({ClaimKind.DIAGNOSIS, ClaimKind.METHOD})
"""Kinds of claims that say nothing of what a treatment does."""

_SURENESS = {certainty: place for place, certainty in enumerate(Certainty)}
_KINDS = {
    kind: place
    for place, kind in enumerate(
        (
            ClaimKind.NEUROPATHY, ClaimKind.WELLBEING, ClaimKind.SAFETY, ClaimKind.CIRCULATION,
            ClaimKind.INFLAMMATION, ClaimKind.SPECIFICITY, ClaimKind.TRADITION,
        )
    )
}  # fmt: skip
"""What a treatment is given for first, tradition last."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim that bears on a plan, with the studies that speak for or against it.

    ``codes`` are points of the plan that it names. Studies that are mere context stay on the
    claim's own page.
    """

    claim: Claim
    studies: tuple[tuple[StudyStance, Study], ...]
    codes: tuple[str, ...] = ()


def condition_of(library: Library, plan: Plan) -> Condition | None:
    """Return the condition of a plan, or None if it names none that is known."""
    return library.content.conditions.get(plan.condition)


def cause_of(library: Library, plan: Plan) -> Cause | None:
    """Return the cause that a plan treats for, or None."""
    condition = condition_of(library, plan)
    causes = condition.causes if condition else ()
    return next((cause for cause in causes if cause.id == plan.cause), None)


def claims_on(library: Library, plan: Plan) -> tuple[Bearing, ...]:
    """Return the claims on the condition, its cause and the chosen points, shipped and own.

    Those that name points of the plan come with their codes. They stand by kind, and within it
    the surest first.
    """
    content = library.content
    codes = _codes(library, plan)
    wanted: dict[str, tuple[str, ...]] = {}
    for part in (cause_of(library, plan), condition_of(library, plan)):
        for key in part.claims if part else ():
            wanted.setdefault(key, ())
    scope = {(Kind.POINT.value, code) for code in codes}
    scope |= {(Kind.CONDITION.value, key) for key in (plan.condition, plan.cause) if key}
    with library.shelf() as shelf:
        for naming in shelf.claims_naming(scope):
            own = naming.ref.key not in content.claims
            if naming.to_kind == Kind.POINT.value:
                held = wanted.get(naming.ref.key, ())
                wanted[naming.ref.key] = tuple(dict.fromkeys((*held, codes[naming.to_key])))
            elif own or naming.to_key == plan.cause:
                wanted.setdefault(naming.ref.key, ())
        bearings = _taken(shelf, wanted)
    return tuple(
        sorted(
            bearings, key=lambda each: (_KINDS[each.claim.kind], _SURENESS[each.claim.certainty])
        )
    )


def citations(library: Library, bearings: Iterable[Bearing]) -> dict[str, tuple[int, str]]:
    """Return number and Vancouver citation of every study, in the order they are first named."""
    keys = list(dict.fromkeys(study.key for each in bearings for _, study in each.studies))
    return cited(library, keys)


def cited(library: Library, keys: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return number and Vancouver citation of studies, in this order; unknown are left out."""
    held = held_references(library, keys)
    known = [key for key in dict.fromkeys(keys) if key in held]
    if not known:
        return {}
    entries = bibliography([held[key] for key in known], STYLE, Form.PLAIN, assets_dir() / "styles")
    # The style numbers its entries as they come; the number is set apart here.
    return {
        key: (number, entry.removeprefix(f"{number}.").strip())
        for number, (key, entry) in enumerate(zip(known, entries, strict=True), 1)
    }


def _codes(library: Library, plan: Plan) -> dict[str, str]:
    """Return every code under which claims may name a point of the plan, and its own."""
    codes: dict[str, str] = {}
    for chosen in plan.chosen:
        point = library.content.points.get(chosen.code)
        codes[chosen.code] = chosen.code
        for other in (point.site_of, point.same_as) if point else ():
            if other:
                codes.setdefault(other, chosen.code)
    return codes


def _taken(shelf: Shelf, wanted: dict[str, tuple[str, ...]]) -> list[Bearing]:
    taken = shelf.take(map(claim_ref, wanted))
    claims = [
        thing
        for thing, withdrawn in taken.values()
        if isinstance(thing, Claim) and not withdrawn and thing.kind not in _LEFT_OUT
    ]
    own = shelf.own_stances(claim.id for claim in claims)
    said = {
        claim.id: (*(() if claim.is_own else claim.studies), *own[claim.id]) for claim in claims
    }
    found = shelf.take(study_ref(each.key) for stances in said.values() for each in stances)
    studies = {ref.key: thing for ref, (thing, _) in found.items() if isinstance(thing, Study)}
    return [
        Bearing(
            replace(claim, studies=said[claim.id]),
            tuple(
                (each, studies[each.key])
                for each in said[claim.id]
                if each.key in studies and each.stance is not Stance.CONTEXT
            ),
            wanted[claim.id],
        )
        for claim in claims
    ]
