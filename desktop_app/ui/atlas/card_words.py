"""What a card says: a point's facts in sentences and short lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.evidence import ClaimKind
from desktop_app.domain.points import Point

SECTIONS: tuple[tuple[str, tuple[ClaimKind, ...]], ...] = (
    ("Circulation", (ClaimKind.CIRCULATION,)),
    ("Meridian specificity", (ClaimKind.SPECIFICITY,)),
    ("Used in trials · neuropathy", (ClaimKind.NEUROPATHY, ClaimKind.DIAGNOSIS)),
    ("Inflammation", (ClaimKind.INFLAMMATION,)),
    ("Wellbeing", (ClaimKind.WELLBEING,)),
    ("Safety", (ClaimKind.SAFETY,)),
    ("Method", (ClaimKind.METHOD,)),
    ("Tradition", (ClaimKind.TRADITION,)),
)
"""Sections of claims on a card, in their order."""

NO_CLAIM = {
    "Circulation": "No study of this point in the library measures blood flow.",
    "Meridian specificity": (
        "No study in the library compares this point’s meridian with its surroundings."
    ),
}
"""What stands in a section that is always there when nothing has been found."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a card: a word in front and what it says."""

    term: str
    text: str


def depth_words(point: Point, mm_per_cun: float | None) -> str:
    """Return the needling depth in cun and, where the body gives a cun, about how many mm."""
    depth = point.needling.depth_cun
    if depth is None:
        return "Not needled."
    least, most = depth
    words = f"{least:g} cun" if least == most else f"{least:g}–{most:g} cun"
    if not mm_per_cun:
        return words
    low, high = (5 * round(cun * mm_per_cun / 5) for cun in depth)
    if high < 10:
        low, high = (round(cun * mm_per_cun) for cun in depth)
    span = f"{high}" if low == high else f"{low}–{high}"
    return f"{words} (about {span} mm on the body shown)"


def needling_facts(point: Point, mm_per_cun: float | None) -> list[Fact]:
    """Return depth, angle, technique, other depths and moxa."""
    needling = point.needling
    facts = [Fact("Depth", depth_words(point, mm_per_cun))]
    if needling.angle:
        facts.append(Fact("Angle", _listed(needling.angle)))
    if needling.technique:
        facts.append(Fact("Technique", _listed(needling.technique)))
    if needling.depth_variants:
        facts.append(Fact("Other sources", "; ".join(needling.depth_variants)))
    moxa = " ".join(_moxa(point))
    if moxa:
        facts.append(Fact("Moxa", moxa))
    if needling.classical_note:
        facts.append(Fact("Classical texts", needling.classical_note))
    return facts


def beneath_facts(point: Point) -> list[Fact]:
    """Return what lies beneath, from the skin inwards."""
    layers = (
        ("Skin nerves", point.beneath.nerves_cutaneous),
        ("Muscles", point.beneath.muscles),
        ("Vessels", point.beneath.vessels),
        ("Deep nerves", point.beneath.nerves_deep),
    )
    return [Fact(term, _listed(parts)) for term, parts in layers if parts]


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def _moxa(point: Point) -> Iterator[str]:
    moxa = point.moxa
    if moxa.commonly_contraindicated:
        yield "Commonly contraindicated."
    elif moxa.classical_prohibition and not moxa.note:
        yield "Forbidden on classical lists."
    if moxa.direct_moxa_avoid:
        yield "Avoid direct moxa."
    if moxa.note:
        yield sentence(moxa.note)


def _listed(parts: Sequence[str]) -> str:
    words = ", ".join(parts)
    return sentence(words)
