"""Asks how deep and at which angle a point is usually needled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.needle import depth_mm
from desktop_app.domain.points import Point
from desktop_app.domain.refs import point_ref
from desktop_app.domain.slugs import sentence_case
from desktop_app.study.questions.asked import Asked, Draft, Option
from desktop_app.study.questions.facts import Facts, label

Span = tuple[float, float]

ANGLE_WORDS = {
    "perpendicular": "Perpendicular",
    "oblique": "Oblique",
    "transverse": "Transverse",
    "prick-to-bleed": "Pricked to bleed",
}
"""Ways of insertion in words."""

_SPAN = re.compile(r"(\d+(?:\.\d+)?)(?:[–-](\d+(?:\.\d+)?))?(?= cun| or | perpendicular)")


def needling(facts: Facts) -> Iterator[Asked]:
    """Yield what can be asked about needling."""
    for point in facts.points:
        about = (point.code,)
        if point.needling.depth_cun:
            draft = partial(_depth, facts, point, point.needling.depth_cun)
            yield Asked(f"needling:depth:{point.code}", draft, about)
        if point.needling.angle:
            yield Asked(f"needling:angle:{point.code}", partial(_angle, point), about)


def on_this_body(atlas: Atlas, point: Point) -> str:
    """Return the usual depth of a point in mm on the body of the atlas, in a sentence."""
    depth = point.needling.depth_cun
    if depth is None:
        return ""
    place = point.sites[0] if point.sites else point.code
    least, most = (round(depth_mm(atlas, place, cun)) for cun in depth)
    return f"On the body of the atlas that is {least}–{most} mm."


def _span(depth: Span) -> str:
    least, most = depth
    return f"{least:g} cun" if least == most else f"{least:g}–{most:g} cun"


def _depth(facts: Facts, point: Point, depth: Span, _: Random) -> Draft:
    told = [depth, *_told_elsewhere(point)]
    wrong = (
        Option(_span(other.needling.depth_cun))
        for other in facts.near(point)
        if other.needling.depth_cun is not None
        and not any(_is_alike(other.needling.depth_cun, span) for span in told)
    )
    ref = str(point_ref(point.code))
    return Draft(
        subject=ref,
        ask=f"How deep is {label(point)} usually needled?",
        answer=_span(depth),
        right=Option(_span(depth)),
        wrong=wrong,
        because=_needling_text(point),
        see=(ref,),
    )


def _angle(point: Point, _: Random) -> Draft:
    angles = point.needling.angle
    ref = str(point_ref(point.code))
    usual = _angle_words(angles[0])
    return Draft(
        subject=ref,
        ask=f"How is {label(point)} usually needled?",
        answer=usual,
        right=Option(usual),
        wrong=(Option(words) for angle, words in ANGLE_WORDS.items() if angle not in angles),
        because=_needling_text(point),
        see=(ref,),
    )


def _angle_words(angle: str) -> str:
    return ANGLE_WORDS.get(angle) or sentence_case(angle)


def _told_elsewhere(point: Point) -> Iterator[Span]:
    """Yield the depths that other sources give."""
    for text in (*point.needling.depth_variants, *point.uncertain):
        for least, most in _SPAN.findall(text):
            yield float(least), float(most or least)


def _is_alike(one: Span, other: Span) -> bool:
    """Tell whether one depth is not plainly wrong where the other is right.

    Ranges may meet at an end; a single depth is no more than an end.
    """
    least, most = max(one[0], other[0]), min(one[1], other[1])
    is_single = one[0] == one[1] or other[0] == other[1]
    return least <= most if is_single else least < most


def _needling_text(point: Point) -> str:
    needling = point.needling
    angles = " or ".join(_angle_words(angle).lower() for angle in needling.angle)
    depth = _span(needling.depth_cun) if needling.depth_cun else "not needled"
    parts = [f"Usual: {depth}, {angles}."]
    if needling.technique:
        parts.append(f"Technique: {'; '.join(needling.technique)}.")
    if needling.depth_variants:
        parts.append(f"Others give {'; '.join(needling.depth_variants)}.")
    parts += filter(None, (needling.classical_note,))
    parts += [text for text in point.uncertain if text.startswith("Depth")]
    return " ".join(parts)
