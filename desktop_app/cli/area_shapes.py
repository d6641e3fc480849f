"""The JSON of a read area and of compared protocols."""

from __future__ import annotations

from typing import Any

from desktop_app.content import Content
from desktop_app.content.records import to_full
from desktop_app.domain.findings import AreaReading, Candidate, Ground, Reason, Share
from desktop_app.planning.candidates import RANKED
from desktop_app.planning.protocols import Comparison

Shape = dict[str, Any]

GROUNDS = {
    "nerves": Ground.NERVE,
    "dermatomes": Ground.DERMATOME,
    "arteries": Ground.ARTERY,
    "meridians": Ground.MERIDIAN,
}

MEASURES = {
    "share_of_area": "of what is marked, how much lies in the territory, 0 to 1 (precision)",
    "coverage": "of the territory, how much is marked, 0 to 1 (sensitivity)",
    "fit": "skin in both divided by skin in either, 0 to 1 (Jaccard index)",
    "surface": "true surface of the skin of the model, mm2; how strong a feeling is does not count",
}


def area_shape(content: Content, reading: AreaReading, candidates: tuple[Candidate, ...]) -> Shape:
    """Return what an area says and the points for it."""
    return {
        "surface_mm2": round(reading.surface_mm2, 1),
        **_shares(reading.shares),
        "patterns": [_without_empty(to_full(pattern)) for pattern in reading.patterns],
        "red_flags": [to_full(flag) for flag in reading.red_flags],
        "points": [_candidate(content, each) for each in candidates],
        "limbs": [
            {
                "side": limb.side.value,
                "surface_mm2": round(limb.surface_mm2, 1),
                **_shares(limb.shares),
            }
            for limb in reading.limbs
        ],
        "measures": MEASURES,
        "order_of_points": RANKED,
    }


def protocols_shape(compared: Comparison) -> Shape:
    """Return protocols, and which of them use each point."""
    return {
        "protocols": [to_full(each) for each in compared.protocols],
        "points": [
            {
                "code": code,
                "studies": [
                    each.study
                    for each, is_used in zip(compared.protocols, used, strict=True)
                    if is_used
                ],
            }
            for code, used in compared.rows
        ],
    }


def _shares(shares: tuple[Share, ...]) -> Shape:
    return {
        name: [
            {
                "id": share.id,
                "name": share.name,
                "surface_mm2": round(share.surface_mm2, 1),
                "share_of_area": round(share.share_of_area, 4),
                "coverage": round(share.coverage, 4),
                "fit": round(share.fit, 4),
            }
            for share in shares
            if share.ground is ground
        ]
        for name, ground in GROUNDS.items()
    }


def _candidate(content: Content, candidate: Candidate) -> Shape:
    return {
        "code": candidate.code,
        "pinyin": content.points[candidate.code].pinyin,
        "distance_mm": round(candidate.distance_mm, 1),
        "reasons": [_reason(reason) for reason in candidate.reasons],
    }


def _reason(reason: Reason) -> Shape:
    return {
        "kind": reason.kind.value,
        "claim": reason.claim or None,
        "study": reason.study or None,
        "text": reason.text,
        "counts": reason.counts,
    }


def _without_empty(shape: Shape) -> Shape:
    return {**shape, "cause": shape["cause"] or None, "territory": shape["territory"] or None}
