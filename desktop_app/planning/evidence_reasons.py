"""Reasons for a point that rest on studies, on claims, or on tradition alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    using = [study for study in studied.studies.values() if point.code in study.points]
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
            yield _claim_reason(ReasonKind.TRIAL, each, studied)


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


def meridian_claims(meridian: str, studied: Studied) -> tuple[str, str]:
    """Return the ids of a claim of tradition and of one on specificity on a meridian, if any."""
    found = {ClaimKind.TRADITION: "", ClaimKind.SPECIFICITY: ""}
    for claim in studied.claims.values():
        if claim.kind not in found or meridian not in claim.meridians or claim.points:
            continue
        fits = claim.kind is ClaimKind.SPECIFICITY or bool(
            studied.conditions.intersection(claim.conditions)
        )
        if fits and not found[claim.kind]:
            found[claim.kind] = claim.id
    return found[ClaimKind.TRADITION], found[ClaimKind.SPECIFICITY]


def claim_words(claim: Claim) -> str:
    """Return a claim's statement with its certainty."""
    return f"{claim.statement} ({CERTAINTY_WORDS[claim.certainty]})"


def _claim_reason(kind: ReasonKind, claim: Claim, studied: Studied, counts: bool = True) -> Reason:
    bearing = [
        each.key
        for each in claim.studies
        if each.stance is not Stance.CONTEXT and each.key in studied.known
    ]
    counts = counts and claim.certainty is not Certainty.NO_STUDY
    return Reason(kind, claim_words(claim), claim.id, bearing[0] if bearing else "", counts)


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
    return point.code in claim.points


def _narrower(slug: str) -> tuple[bool, str]:
    return slug in ("numb-feet", "peripheral-neuropathy"), slug
