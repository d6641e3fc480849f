"""Claims as a page shows them: by section, what ships before the user's own, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Study
from desktop_app.domain.refs import Kind, Ref, claim_ref, study_ref
from desktop_app.reading.views import ClaimView
from desktop_app.store import Shelf

FEW = 20
"""How many of the user's own studies a card shows; their list has them all."""

_SECTIONS = {kind: position for position, kind in enumerate(ClaimKind)}
_SURENESS = {certainty: position for position, certainty in enumerate(Certainty)}


def claims_about(shelf: Shelf, named: Mapping[tuple[str, str], str]) -> tuple[ClaimView, ...]:
    """Return the claims whose scope holds any of these.

    Parameters
    ----------
    shelf
        Where claims are taken from.
    named
        By kind and key, what ``via_scope`` says of the claims found through it; where a claim is
        found through several, the first given counts.
    """
    order = {via: position for position, via in enumerate(named.values())}
    via: dict[Ref, str] = {}
    for naming in shelf.claims_naming(named):
        found = named[naming.to_kind, naming.to_key]
        held = via.setdefault(naming.ref, found)
        if order[found] < order[held]:
            via[naming.ref] = found
    return claim_views(shelf, via)


def claim_views(shelf: Shelf, via: Mapping[Ref, str]) -> tuple[ClaimView, ...]:
    """Return these claims with their studies, given what ``via_scope`` says of each.

    An own claim holds the user's stances on it as its ``studies``.
    """
    taken = shelf.take(via)
    claims = [(ref, thing) for ref, (thing, _) in taken.items() if isinstance(thing, Claim)]
    own = shelf.own_stances(claim.id for _, claim in claims)
    said = {claim.id: (*claim.studies, *own[claim.id]) for _, claim in claims}
    studies = studies_by_key(shelf, (each.key for stances in said.values() for each in stances))
    views = [
        ClaimView(
            replace(claim, studies=own[claim.id]) if claim.is_own else claim,
            tuple((each, studies[each.key]) for each in said[claim.id] if each.key in studies),
            via[ref],
        )
        for ref, claim in claims
    ]
    return tuple(sorted(views, key=_standing))


def claims_by_id(shelf: Shelf, ids: Iterable[str]) -> tuple[ClaimView, ...]:
    """Return claims that a page itself names."""
    return claim_views(shelf, {claim_ref(key): "" for key in ids})


def studies_by_key(shelf: Shelf, keys: Iterable[str]) -> dict[str, Study]:
    """Return studies by key; unknown ones, and those in the trash, are left out."""
    taken = shelf.take(study_ref(key) for key in keys)
    return {
        ref.key: thing
        for ref, (thing, withdrawn) in taken.items()
        if isinstance(thing, Study) and not (thing.is_own and withdrawn)
    }


def claims_on_study(shelf: Shelf, study: Ref) -> tuple[ClaimView, ...]:
    """Return the claims on which a study bears, as they ship or as the user says."""
    shipped = shelf.naming([(Kind.STUDY.value, study.key)], Kind.CLAIM)
    refs = (*(each.ref for each in shipped), *shelf.claims_with_own_stance(study))
    return claim_views(shelf, dict.fromkeys(refs, "study"))


def own_studies_about(
    shelf: Shelf, named: Iterable[tuple[str, str]]
) -> tuple[dict[str, Study], bool]:
    """Return the user's own studies about any of these that came last, and if there are more."""
    refs = shelf.own_naming(named, FEW + 1)
    return studies_by_key(shelf, (ref.key for ref in refs[:FEW])), len(refs) > FEW


def listed(studies: Iterable[Study]) -> tuple[Study, ...]:
    """Return studies in the order of a card: what ships before the user's own, latest first."""
    return tuple(sorted(studies, key=_rank))


def _rank(study: Study) -> tuple[bool, int, str]:
    return study.is_own, -(study.year or 0), study.key


def _standing(view: ClaimView) -> tuple[int, bool, int]:
    claim = view.claim
    return _SECTIONS[claim.kind], claim.is_own, _SURENESS[claim.certainty]
