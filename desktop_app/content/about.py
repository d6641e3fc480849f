"""What of the content is about a point: claims, and the studies that used it."""

from __future__ import annotations

from desktop_app.content.model import Content
from desktop_app.domain.evidence import Claim, ClaimKind, Study
from desktop_app.domain.points import Point


def point_claims(content: Content, point: Point) -> list[Claim]:
    """Return the claims about a point, or about the point that it is a site of."""
    named = {point.code, point.site_of, point.same_as} - {""}
    claims = (claim for claim in content.claims.values() if named.intersection(claim.points))
    order = list(ClaimKind)
    return sorted(claims, key=lambda claim: order.index(claim.kind))


def point_studies(content: Content, point: Point, claims: list[Claim]) -> list[Study]:
    """Return the studies that used a point or stand under a claim about it."""
    named = {point.code, point.site_of, point.same_as} - {""}
    claimed = {stance.key for claim in claims for stance in claim.studies}
    return [
        study
        for study in content.studies.values()
        if study.key in claimed or named.intersection(study.points)
    ]
