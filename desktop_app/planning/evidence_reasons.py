"""Reasons for a point that rest on studies, on claims, or on tradition alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Direction, Stance, Study
from desktop_app.domain.evidence_words import (
    CERTAINTY_WORDS,
    DIRECTION_WORDS,
    design_and_number,
    study_name,
)
from desktop_app.domain.findings import NO_STUDY, Reason, ReasonKind
from desktop_app.domain.points import Point
from desktop_app.domain.slugs import counted, slug_words
from desktop_app.planning.studied import Studied, stance_on

SPEAKING = (Direction.BENEFIT, Direction.MIXED)
"""What a study must have found to count for the points it used; others are told all the same."""

PERFUSION = frozenset({"microcirculation", "arterial-blood-flow", "peripheral-artery-disease"})
"""What a claim must be about to count as one on circulation of the skin or of a limb."""

USES = re.compile(
    r"\b(numb|tingl|paraesth|foot|feet|toes?|soles?|heels?|ankles?|legs?)", re.IGNORECASE
)
"""Words of a traditional use that has to do with numb feet."""

NUMB = re.compile(r"\b(numb|tingl|paraesth)", re.IGNORECASE)


def trial_reasons(point: Point, studied: Studied) -> Iterator[Reason]:
    """Yield one reason for each study of the condition that used the point, whatever it found."""
    linked = set()
    using = [study for study in studied.studies.values() if _named_in(study.points, point)]
    for study in sorted(using, key=lambda each: (-(each.year or 0), each.key)):
        claim = _claim_on(study, point, studied)
        linked.add(claim)
        filed = sorted(studied.conditions.intersection(study.conditions), key=_narrower)
        others = len(study.points) - 1
        told = [
            f"Used in {study_name(study)} ({design_and_number(study)})",
            f"on {slug_words(filed[0])}" if filed else "",
            f"with {counted(others, 'other point', 'other points')}" if others else "",
        ]
        result = DIRECTION_WORDS[study.direction]
        if study.direction is Direction.NOT_APPLICABLE:
            result = "its result is not recorded here"
        if study.retracted:
            result += "; retracted"
        text = f"{' '.join(filter(None, told))}: {result}."
        counts = study.direction in SPEAKING and not study.retracted
        yield Reason(ReasonKind.TRIAL, text, claim, study.key, counts)
    for each in studied.claims.values():
        about = studied.conditions.intersection(each.conditions)
        is_new = each.kind is ClaimKind.NEUROPATHY and each.id not in linked
        if is_new and about and _names(each, point):
            # What else a study found is told too, null results above all; it counts only once.
            is_told = {stance.key for stance in each.studies} <= {study.key for study in using}
            counts = not (each.studies and is_told)
            yield _claim_reason(ReasonKind.TRIAL, each, studied, counts)


def circulation_reasons(point: Point, studied: Studied) -> Iterator[Reason]:
    """Yield the claims on circulation and meridian specificity that name the point.

    A claim says itself what was measured and where. Those on flow in skin or limbs count, whatever
    they found; those on organs or animals' inflammation are told and do not.
    """
    for claim in studied.claims.values():
        on_flow = claim.kind in (ClaimKind.CIRCULATION, ClaimKind.SPECIFICITY)
        if on_flow and claim.certainty is not Certainty.NO_STUDY and _names(claim, point):
            counts = bool(PERFUSION.intersection(claim.conditions))
            yield _claim_reason(ReasonKind.CIRCULATION, claim, studied, counts)


def tradition_reasons(point: Point, studied: Studied) -> Iterator[Reason]:
    """Yield the claims of tradition that name the point, then its uses that concern the feet."""
    for claim in studied.claims.values():
        about = studied.conditions.intersection(claim.conditions)
        if claim.kind is ClaimKind.TRADITION and about and _names(claim, point):
            yield _claim_reason(ReasonKind.TRADITION, claim, studied)
    uses = [use for use in point.uses if USES.search(use)]
    if uses:
        yield Reason(ReasonKind.TRADITION, f"Used for {'; '.join(uses)}: {NO_STUDY}.")


def is_for_numbness(reason: Reason) -> bool:
    """Tell whether a reason of tradition is about numbness, enough to name a point by itself."""
    return reason.kind is ReasonKind.TRADITION and bool(reason.claim or NUMB.search(reason.text))


def meridian_claim(meridian: str, studied: Studied) -> str:
    """Return the id of the claim of tradition on choosing points by a meridian; or empty."""
    for claim in _claims_on_meridian(meridian, studied, ClaimKind.TRADITION):
        if studied.conditions.intersection(claim.conditions):
            return claim.id
    return ""


def meridian_reasons(meridian: str, studied: Studied) -> Iterator[Reason]:
    """Yield what claims say of acting along a meridian; it is told and does not count."""
    kinds = (ClaimKind.SPECIFICITY, ClaimKind.CIRCULATION)
    for claim in _claims_on_meridian(meridian, studied, *kinds):
        yield _claim_reason(ReasonKind.MERIDIAN, claim, studied, counts=False)


def _claims_on_meridian(meridian: str, studied: Studied, *kinds: ClaimKind) -> Iterator[Claim]:
    for claim in studied.claims.values():
        # A claim that names points as well is told of those points.
        if claim.kind in kinds and meridian in claim.meridians and not claim.points:
            yield claim


def claim_words(claim: Claim) -> str:
    """Return a claim's statement with its certainty."""
    return f"{claim.statement} ({CERTAINTY_WORDS[claim.certainty]})"


def _claim_reason(kind: ReasonKind, claim: Claim, studied: Studied, counts: bool = True) -> Reason:
    bearing = {
        each.key
        for each in claim.studies
        if each.stance is not Stance.CONTEXT and each.key in studied.known
    }
    counts = counts and claim.certainty is not Certainty.NO_STUDY
    # Of several studies that bear on it, one alone would tell half; the claim leads to all.
    study = next(iter(bearing)) if len(bearing) == 1 else ""
    return Reason(kind, claim_words(claim), claim.id, study, counts)


def _claim_on(study: Study, point: Point, studied: Studied) -> str:
    """Return the claim that says what a study found, or that using a point is only a choice."""
    held = [(each, stance) for each in studied.claims.values()
            if (stance := stance_on(each, study.key)) is not None]  # fmt: skip
    for bears, named in ((True, True), (True, False), (False, True)):
        for claim, stance in held:
            told = stance is not Stance.CONTEXT and claim.kind is ClaimKind.NEUROPATHY
            if (told or not bears) and (_names(claim, point) or not named):
                return claim.id
    return ""


def _names(claim: Claim, point: Point) -> bool:
    return _named_in(claim.points, point)


def _named_in(codes: Sequence[str], point: Point) -> bool:
    """Tell whether a point, or one of the places it has, is among these."""
    return any(code in codes for code in (point.code, *point.sites))


def _narrower(slug: str) -> tuple[bool, str]:
    return slug in ("numb-feet", "peripheral-neuropathy"), slug
