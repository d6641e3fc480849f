"""Claims as a page shows them: in the order of its sections, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Study
from desktop_app.domain.refs import Kind, Ref, claim_ref, study_ref
from desktop_app.reading.views import ClaimView
from desktop_app.store import Shelf

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
    for naming in shelf.naming(named, Kind.CLAIM):
        found = named[naming.to_kind, naming.to_key]
        held = via.setdefault(naming.ref, found)
        if order[found] < order[held]:
            via[naming.ref] = found
    return claim_views(shelf, via)


def claim_views(shelf: Shelf, via: Mapping[Ref, str]) -> tuple[ClaimView, ...]:
    """Return these claims with their studies, given what ``via_scope`` says of each."""
    taken = shelf.take(via)
    claims = [(ref, thing) for ref, (thing, _) in taken.items() if isinstance(thing, Claim)]
    keys = (stance.key for _, claim in claims for stance in claim.studies)
    studies = studies_by_key(shelf, keys)
    views = [
        ClaimView(
            claim,
            tuple((each, studies[each.key]) for each in claim.studies if each.key in studies),
            via[ref],
        )
        for ref, claim in claims
    ]
    return tuple(sorted(views, key=_standing))


def claims_by_id(shelf: Shelf, ids: Iterable[str]) -> tuple[ClaimView, ...]:
    """Return claims that a page itself names."""
    return claim_views(shelf, {claim_ref(key): "" for key in ids})


def studies_by_key(shelf: Shelf, keys: Iterable[str]) -> dict[str, Study]:
    """Return studies by key, unknown ones left out."""
    taken = shelf.take(study_ref(key) for key in keys)
    return {ref.key: thing for ref, (thing, _) in taken.items() if isinstance(thing, Study)}


def _standing(view: ClaimView) -> tuple[int, int]:
    return _SECTIONS[view.claim.kind], _SURENESS[view.claim.certainty]
