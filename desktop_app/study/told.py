"""What the content says of a point, in the words of a card; tradition and evidence apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.atlas.layers import MERIDIAN_TITLES
from desktop_app.content import Content
from desktop_app.content.about import point_claims
from desktop_app.domain.categories import category_word
from desktop_app.domain.errors import NotFound
from desktop_app.domain.evidence import (
    Certainty,
    Claim,
    ClaimKind,
    Direction,
    Stance,
    StudyStance,
)
from desktop_app.domain.evidence_words import (
    CERTAINTY_WORDS,
    DIRECTION_WORDS,
    STANCE_WORDS,
    study_name,
)
from desktop_app.domain.findings import NO_STUDY
from desktop_app.domain.points import MERIDIAN_ORDER, Point
from desktop_app.domain.slugs import sentence_case


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement of the evidence: how sure it is, and the studies that bear on it."""

    statement: str
    certainty: str
    studies: tuple[str, ...] = ()


def points_of(content: Content, meridians: Iterable[str] = ()) -> tuple[Point, ...]:
    """Return the points of meridians, all if none is named; a point with sites counts once.

    Raises
    ------
    NotFound
        If a meridian has no points here; names those that have.
    """
    held = [point for point in content.points.values() if not point.site_of]
    wanted = known_meridians(content, meridians)
    order = {code: place for place, code in enumerate(MERIDIAN_ORDER)}
    held.sort(key=lambda point: (order.get(point.meridian, len(order)), point.number))
    return tuple(point for point in held if not wanted or point.meridian in wanted)


def known_meridians(content: Content, typed: Iterable[str]) -> frozenset[str]:
    """Return the codes of meridians, however their letters are written.

    Raises
    ------
    NotFound
        If a meridian has no points here; names those that have.
    """
    there = {point.meridian for point in content.points.values()}
    wanted = {each.strip().upper(): each for each in typed}
    unknown = [each for code, each in wanted.items() if code not in there]
    if unknown:
        known = [code for code in MERIDIAN_ORDER if code in there]
        raise NotFound(
            f"There is no meridian “{unknown[0]}” in this atlas.", f"Meridians: {', '.join(known)}."
        )
    return frozenset(wanted)


def meridian_words(meridian: str) -> str:
    """Return what a meridian is called: ``Stomach``."""
    return MERIDIAN_TITLES.get(meridian, meridian)


def hanzi_words(point: Point) -> str:
    """Return a point's characters, simplified, with the traditional ones where they differ."""
    other = point.hanzi_traditional
    return point.hanzi if other in ("", point.hanzi) else f"{point.hanzi} ({other})"


def needling_words(point: Point) -> str:
    """Return how a point is usually needled: ``1–2 cun, perpendicular``."""
    span = point.needling.depth_cun
    depth = f"{span[0]:g}–{span[1]:g} cun" if span else "Not needled"
    angles = " or ".join(angle.replace("-", " ") for angle in point.needling.angle)
    return ", ".join(filter(None, (depth, angles)))


def needling_notes(point: Point) -> tuple[str, ...]:
    """Return what else is told of needling a point, and of moxibustion there."""
    others = "; ".join(point.needling.depth_variants)
    notes = (*point.needling.technique, f"Others: {others}" if others else "", point.moxa.note)
    return tuple(filter(None, notes))


def category_words(point: Point) -> tuple[str, ...]:
    """Return the traditional classes of a point."""
    return tuple(category_word(category, point) for category in point.categories)


def beneath_words(point: Point) -> tuple[tuple[str, str], ...]:
    """Return what lies beneath a point: kind of structure, names."""
    beneath = point.beneath
    kinds = (
        ("Muscles", beneath.muscles),
        ("Skin nerves", beneath.nerves_cutaneous),
        ("Deep nerves", beneath.nerves_deep),
        ("Vessels", beneath.vessels),
    )
    return tuple((kind, "; ".join(names)) for kind, names in kinds if names)


def evidence_on(content: Content, point: Point) -> tuple[Weighed, ...]:
    """Return the claims about a point, each with its certainty, and never of tradition."""
    claims = [claim for claim in point_claims(content, point) if not _is_tradition(claim)]
    return tuple(_weighed(content, claim) for claim in claims)


def evidence_or_none(content: Content, point: Point) -> tuple[Weighed, ...]:
    """Return the claims about a point, or in so many words that there are none."""
    none = Weighed(f"{sentence_case(NO_STUDY)}.", CERTAINTY_WORDS[Certainty.NO_STUDY])
    return evidence_on(content, point) or (none,)


def tradition_on(content: Content, point: Point) -> tuple[str, ...]:
    """Return what tradition says of a point: its uses, and the claims that are of tradition."""
    uses = (f"Uses: {'; '.join(point.uses)}.",) if point.uses else ()
    claims = (claim.statement for claim in point_claims(content, point) if _is_tradition(claim))
    return (*uses, *claims)


def _is_tradition(claim: Claim) -> bool:
    return claim.kind is ClaimKind.TRADITION or claim.certainty is Certainty.TRADITIONAL


def _weighed(content: Content, claim: Claim) -> Weighed:
    studies = (_study(content, each) for each in claim.studies if each.stance is not Stance.CONTEXT)
    return Weighed(claim.statement, CERTAINTY_WORDS[claim.certainty], tuple(filter(None, studies)))


def _study(content: Content, said: StudyStance) -> str:
    study = content.studies.get(said.key)
    if study is None:
        return ""
    bears = f"{study_name(study)} {STANCE_WORDS[said.stance]}"
    if study.direction is Direction.NOT_APPLICABLE:
        return bears
    # A study that found a benefit may well support a claim that there is none.
    return f"{bears}, its own direction: {DIRECTION_WORDS[study.direction]}"
