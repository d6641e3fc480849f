"""Signs of one limb: which shapes of numbness explain what is marked on it.

Every threshold is our own, chosen so that an area painted by hand, some millimetres beyond or short
of a border, is read as one painted exactly. None has been reviewed by a clinician.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.area import Feeling, Side
from desktop_app.domain.findings import Ground
from desktop_app.planning.limb import Limb, Match, match

STOCKING_FIT = 0.7
"""Least fit of a stocking from the toes up."""

EXPLAINED_FIT = 0.5
"""Fit from which on a shape explains an area."""

PART_SHARE, PART_COVERAGE = 0.75, 0.12
"""Least share and coverage with which an area counts as part of a shape."""

WEB_SHARE, WEB_COVERAGE = 0.4, 0.25
"""What is enough for the first web space, so small that a hand strays beyond it."""

NEAR_BEST = 0.7
"""How near to the best fit another shape must come to be named beside it."""

FULL_COVERAGE, SEVERAL_SHARE = 0.7, 0.75
"""Coverage of each nerve, and share of all of them, for an area to be that of several nerves."""

SADDLE_COVERAGE = 0.2
"""Least coverage of the saddle's skin."""

WHOLE_COVERAGE = 0.75
"""Least coverage of all skin of a limb."""

TOES_SHARE, TOE_SHARE, TOES_COVERAGE = 0.7, 0.12, 0.05
"""Two toes: share of the area in both and their web, in each, and least coverage."""

SURE = 0.75
"""Share below which it is said how much of the area a shape leaves unexplained."""

SADDLE = "S3"
FIRST_WEB = "deep-fibular-nerve"

SHAPES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "plantar": (
        ("medial-plantar-nerve", "lateral-plantar-nerve"),
        ("medial-plantar-nerve", "lateral-plantar-nerve", "medial-calcaneal-nerves"),
    ),
    "common-fibular": (
        ("superficial-fibular-nerve", "deep-fibular-nerve"),
        ("superficial-fibular-nerve", "deep-fibular-nerve", "lateral-sural-cutaneous-nerve"),
    ),
    "sciatic": (
        (
            "superficial-fibular-nerve", "deep-fibular-nerve", "lateral-sural-cutaneous-nerve",
            "sural-nerve", "medial-plantar-nerve", "lateral-plantar-nerve",
            "medial-calcaneal-nerves",
        ),
    ),
    "femoral": (("anterior-femoral-cutaneous-nerves", "saphenous-nerve"),),
}  # fmt: skip
"""Skin of a trunk: of its branches together; the best of several sets counts."""

ONE_NERVE = ("single-nerve", "first-web-space")

WHOLE_ONLY = frozenset({"common-fibular", "sciatic", "femoral"})
"""Trunks with so much skin that a part of it says nothing of them."""

Names = Mapping[Ground, Mapping[str, str]]
"""What a reader calls the territories of each ground."""


@dataclass(frozen=True, slots=True)
class Sign:
    """That a pattern shows on a limb, or on both together (``side`` None)."""

    pattern: str
    side: Side | None
    because: str
    fit: float
    territory: str = ""
    misfits: str = ""


def signs_of_limb(limb: Limb, names: Names) -> Iterator[Sign]:
    """Yield the signs that a limb shows by itself."""
    saddle = limb.in_territory(Ground.DERMATOME, SADDLE)
    if saddle.coverage >= SADDLE_COVERAGE:
        yield Sign(
            "saddle", limb.side, f"{percent(saddle.coverage)} of the skin of S3 is marked.", 1.0
        )
    whole = limb.whole
    if whole.coverage >= WHOLE_COVERAGE:
        because = f"{percent(whole.coverage)} of the skin of the limb is marked."
        yield Sign("whole-limb", limb.side, because, whole.fit)
        return
    yield from _cold(limb, names)
    yield from _adjoining_toes(limb)
    yield from _explained(limb)


def _explained(limb: Limb) -> Iterator[Sign]:
    """Yield the nerves, trunks and roots whose skin explains the area, and a stocking that does."""
    found = [
        (_kind(name), name, limb.in_nerves([name])) for name in limb.tally.grounds[Ground.NERVE]
    ]
    found += [
        (name, "", max((limb.in_nerves(each) for each in sets), key=lambda m: m.fit))
        for name, sets in SHAPES.items()
    ]
    found += [
        ("single-root", name, limb.in_territory(Ground.DERMATOME, name))
        for name in limb.tally.grounds[Ground.DERMATOME]
    ]
    fits = [(kind, name, each) for kind, name, each in found if _explains(kind, each)]
    stocking, _ = limb.stocking
    best = max((each.fit for _, _, each in fits), default=0.0)
    best = max(best, stocking.fit if stocking.fit >= STOCKING_FIT else 0.0)
    named = [row for row in fits if row[2].fit >= NEAR_BEST * best]
    if all(kind in ONE_NERVE for kind, _, _ in named) and stocking.fit < STOCKING_FIT:
        several = list(_several(limb))
        if several:
            yield from several
            return
    for kind, name, each in named:
        territory = "" if kind in SHAPES else name
        yield Sign(kind, limb.side, measures(each), each.fit, territory, _outside(each))


def _outside(each: Match) -> str:
    return f"{percent(1 - each.share)} of the area lies outside it." if each.share < SURE else ""


def _explains(kind: str, each: Match) -> bool:
    part = each.share >= PART_SHARE and each.coverage >= PART_COVERAGE and kind not in WHOLE_ONLY
    web = each.share >= WEB_SHARE and each.coverage >= WEB_COVERAGE and kind == "first-web-space"
    return each.fit >= EXPLAINED_FIT or part or web


def _kind(nerve: str) -> str:
    return "first-web-space" if nerve == FIRST_WEB else "single-nerve"


def _several(limb: Limb) -> Iterator[Sign]:
    """Yield nerves whose skin is nearly all marked and together make up the area."""
    matches = {name: limb.in_nerves([name]) for name in limb.tally.grounds[Ground.NERVE]}
    full = {name: each for name, each in matches.items() if each.coverage >= FULL_COVERAGE}
    if len(full) < 2 or sum(each.share for each in full.values()) < SEVERAL_SHARE:
        return
    for name, each in full.items():
        misfits = "The skin of another nerve is marked as well."
        yield Sign(_kind(name), limb.side, measures(each), each.fit, name, misfits)


def _adjoining_toes(limb: Limb) -> Iterator[Sign]:
    # The first web is the deep fibular nerve's; the skin around it says so better.
    for web in range(2, 5):
        toes = [[f"toe-{toe}-medial", f"toe-{toe}-lateral"] for toe in (web, web + 1)]
        pair = limb.marked([*toes[0], *toes[1], f"web-{web}"])
        each = [limb.marked(halves).share for halves in toes]
        if pair.share < TOES_SHARE or pair.coverage < TOES_COVERAGE or min(each) < TOE_SHARE:
            continue
        facing = limb.marked([f"toe-{web}-lateral", f"toe-{web + 1}-medial"])
        because = (
            f"{percent(pair.share)} of the area lies on toes {web} and {web + 1} and their web, "
            f"{percent(facing.coverage)} of their facing sides is marked."
        )
        misfits = "" if web in (2, 3) else "Toes 3 and 4, or 2 and 3, are the usual ones."
        yield Sign("adjoining-toes", limb.side, because, pair.fit, misfits=misfits)


def _cold(limb: Limb, names: Names) -> Iterator[Sign]:
    mask = limb.feels(Feeling.COLD)
    if not any(mask):
        return
    cold = limb.chart.tally(mask)
    beds = limb.chart.total.grounds[Ground.ARTERY]
    because = f"{cold.total / 100:.0f} cm² are marked cold"
    if held := cold.grounds[Ground.ARTERY]:
        bed = max(held, key=lambda name: (held[name], name))
        each = match(held[bed], cold.total, beds[bed])
        subject = names[Ground.ARTERY].get(bed, bed)
        because += (
            f", the largest part ({percent(each.share)}) in the "
            f"{subject[:1].lower()}{subject[1:]}, of which they cover {percent(each.coverage)}"
        )
    yield Sign("poor-perfusion", limb.side, f"{because}.", 1.0)


def measures(each: Match) -> str:
    """Return the three measures in a sentence."""
    return (
        f"{percent(each.share)} of the area lies in it and {percent(each.coverage)} of it is "
        f"marked (fit {each.fit:.2f})."
    )


def percent(part: float) -> str:
    """Return a part of 1 as it is told."""
    return f"{100 * min(1.0, part):.0f} %"
