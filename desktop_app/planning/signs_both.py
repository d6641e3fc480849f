"""Signs that take both limbs to see: stockings, likeness, patches that lie apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.domain.area import Side
from desktop_app.domain.findings import Ground
from desktop_app.planning.limb import Limb
from desktop_app.planning.signs import ONE_NERVE, STOCKING_FIT, Sign, measures, percent

PATCH_MM2 = 250.0
"""Smallest patch that counts as one of several."""

GENERAL = frozenset(
    {"saddle", "whole-limb", "stocking-one-side", "length-dependent", "both-feet-alike",
     "poor-perfusion", "patchy"}
)  # fmt: skip
"""Patterns that are not of one nerve or root, and may well stand on both limbs."""

LEAST_STOCKING = 0.6
"""How much of the toes' length a stocking must cover."""

ALIKE = 0.5
"""Least likeness (Jaccard index) of the two limbs for them to be called alike."""

LEVELS_APART = 120.0
"""mm by which two stockings may differ in height and still be called alike."""

FOOT_SHARE = 0.85
"""Least share of the area that lies on the foot for it to be called distal."""


def signs_of_both(limbs: Sequence[Limb], signs: Sequence[Sign]) -> Iterator[Sign]:
    """Yield stockings and likeness, given what each limb shows by itself."""
    whole = {sign.side for sign in signs if sign.pattern == "whole-limb"}
    stockings = [limb for limb in limbs if limb.side not in whole and _is_stocking(limb)]
    if len(stockings) == len(Side):
        yield _two_stockings(*stockings)
        return
    for limb in stockings:
        misfits = ""
        if len(limbs) == len(Side):
            misfits = "The other limb is marked too, in another shape."
        because = f"from the toes {reach(limb)}, {measures(limb.stocking[0])}"
        yield Sign("stocking-one-side", limb.side, because, limb.stocking[0].fit, misfits=misfits)
    if len(limbs) == len(Side) and not whole:
        yield from _alike(*limbs)


def _is_stocking(limb: Limb) -> bool:
    each, end = limb.stocking
    return each.fit >= STOCKING_FIT and end >= LEAST_STOCKING * limb.chart.web


def _two_stockings(right: Limb, left: Limb) -> Sign:
    ends = right.stocking[1], left.stocking[1]
    alike = right.likeness(left)
    doubts = []
    if abs(ends[0] - ends[1]) > LEVELS_APART or alike < ALIKE:
        doubts.append("The two sides differ in height; a polyneuropathy is mostly alike.")
    if min(ends) > right.above_knee:
        doubts.append("Above the knees fingers should be numb too; ask for a level on the trunk.")
    told = joined(
        [
            (limb.side, f"from the toes {reach(limb)}, {measures(limb.stocking[0])}")
            for limb in (right, left)
        ]
    )
    fit = min(right.stocking[0].fit, left.stocking[0].fit)
    because = f"{told} The sides are {percent(alike)} alike."
    return Sign("length-dependent", None, because, fit, misfits=" ".join(doubts))


def _alike(right: Limb, left: Limb) -> Iterator[Sign]:
    alike = right.likeness(left)
    distal = min(right.distal, left.distal)
    if alike >= ALIKE and distal >= FOOT_SHARE:
        because = (
            f"The sides are {percent(alike)} alike; {percent(distal)} of each, or more, lies on "
            "the foot."
        )
        misfits = "It is no whole stocking: skin around it is not marked."
        yield Sign("both-feet-alike", None, because, alike, misfits=misfits)


def less_usual(limbs: Sequence[Limb], signs: Sequence[Sign]) -> list[Sign]:
    """Say of patterns of one nerve or root that stand on both limbs that this does not fit."""
    if len(limbs) < len(Side):
        return list(signs)
    kept = []
    for sign in signs:
        twin = any(
            other.side not in (None, sign.side)
            and (other.pattern, other.territory) == (sign.pattern, sign.territory)
            for other in signs
        )
        of_one = sign.pattern not in GENERAL and sign.side is not None
        if of_one and twin:
            said = "Both limbs show it; one cause on both sides at once is less usual."
            sign = replace(sign, misfits=" ".join(filter(None, (sign.misfits, said))))
        kept.append(sign)
    return kept


def signs_of_patches(limbs: Sequence[Limb], signs: Sequence[Sign]) -> Iterator[Sign]:
    """Yield that patches lie apart, where nothing else explains them."""
    nerves = {(sign.side, sign.territory) for sign in signs if sign.pattern in ONE_NERVE}
    both = [sign for sign in signs if sign.pattern in ("length-dependent", "both-feet-alike")]
    if len(limbs) == len(Side) and not both and len({name for _, name in nerves}) > 1:
        sides = {side for side, _ in nerves}
        if len(sides) == len(Side) and limbs[0].likeness(limbs[1]) < ALIKE:
            yield Sign("patchy", None, "Different nerves on the two limbs.", 0.0)
            return
    for limb in limbs:
        explained = {
            sign.side for sign in signs if sign.pattern != "poor-perfusion" and not sign.misfits
        }
        if limb.side in explained or None in explained:
            continue
        patches = limb.chart.patches(limb.mask, PATCH_MM2)
        held = [n for n in limb.tally.grounds[Ground.NERVE].values() if n >= PATCH_MM2]
        if patches > 1 and len(held) > 1:
            because = f"{patches} patches that do not touch, in the skin of {len(held)} nerves."
            yield Sign("patchy", limb.side, because, 0.0)


def reach(limb: Limb) -> str:
    """Return in words how far up the stocking of a limb reaches."""
    chart, end = limb.chart, limb.stocking[1]
    if end <= chart.web + 8:
        return "over the toes"
    if end <= chart.web + 60:
        return "to the ball of the foot"
    if end < chart.ankle - 25:
        return "over the forefoot"
    if end <= limb.foot_end:
        return "to the ankle"
    if end < chart.knee - 60:
        return f"to {(end - chart.ankle) / 10:.0f} cm above the ankle"
    if end <= limb.above_knee:
        return "to the knee"
    return f"to {(end - chart.knee) / 10:.0f} cm above the knee"


def joined(said: Sequence[tuple[Side | None, str]]) -> str:
    """Return what is said of each side; once, if the same is said of both."""
    texts = dict.fromkeys(text for _, text in said)
    if len(said) == len(Side) and len(texts) == 1:
        text = said[0][1]
        return text if text.startswith("Both") else f"Both sides: {text}"
    return " ".join(f"{side.value.capitalize()}: {text}" if side else text for side, text in said)
