"""The JSON that the command line prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.content import Content
from desktop_app.content.about import point_claims, point_studies
from desktop_app.content.records import to_full
from desktop_app.domain.evidence import Claim, Study
from desktop_app.domain.points import Point

if TYPE_CHECKING:
    from desktop_app.library.planned import Imported
    from desktop_app.reading import Hit

Shape = dict[str, Any]


def point_shape(content: Content, point: Point) -> Shape:
    """Return a point with the ids of its claims and the keys of its studies."""
    claims = point_claims(content, point)
    return {
        "code": point.code,
        "meridian": point.meridian,
        "number": point.number,
        "pinyin": point.pinyin,
        "hanzi": point.hanzi,
        "hanzi_traditional": point.hanzi_traditional,
        "english": point.english,
        "aliases": list(point.aliases),
        "region": point.region,
        "location": point.location.text,
        "find": point.location.find,
        "rivals": [to_full(rival) for rival in point.location.rivals],
        "categories": [category.kind for category in point.categories],
        "category_details": [to_full(category) for category in point.categories],
        "five_shu": point.five_shu or None,
        "element": point.element or None,
        "needling": {
            "depth_cun": list(point.needling.depth_cun) if point.needling.depth_cun else None,
            "angle": list(point.needling.angle),
            "technique": list(point.needling.technique),
            "depth_variants": list(point.needling.depth_variants),
        },
        "moxa": to_full(point.moxa),
        "cautions": list(point.cautions),
        "flags": to_full(point.flags),
        "beneath": to_full(point.beneath),
        "uses": list(point.uses),
        "uncertain": list(point.uncertain),
        "sites": list(point.sites),
        "site_of": point.site_of or None,
        "same_as": point.same_as or None,
        "claims": [claim.id for claim in claims],
        "studies": [study.key for study in point_studies(content, point, claims)],
    }


def study_shape(study: Study) -> Shape:
    """Return a study as it is listed."""
    shape = to_full(study)
    shape["cited_by_source"] = study.cited_by_source is not None
    shape["citation"] = to_full(study.cited_by_source) if study.cited_by_source else None
    for name in ("doi", "pmid", "pmcid"):
        shape[name] = shape[name] or None
    return shape


def imported_shape(imported: Imported) -> Shape:
    """Return what an import did."""
    return {
        "imported": imported.imported,
        "merged": imported.merged,
        "skipped": imported.skipped,
        "duplicates": [to_full(each) for each in imported.duplicates],
        "rejected": [to_full(each) for each in imported.rejected],
    }


def claim_shape(claim: Claim) -> Shape:
    """Return a claim with the stance of each study."""
    return to_full(claim)


def hit_shape(hit: Hit) -> Shape:
    """Return an answer to a search."""
    return {
        "ref": str(hit.ref),
        "kind": hit.kind.value,
        "title": hit.title,
        "subtitle": hit.subtitle,
        "snippet": hit.snippet,
    }
