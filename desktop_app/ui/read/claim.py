"""The page of a claim: statement, certainty and why, the studies for, mixed and against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.evidence import Claim, Stance, Study, StudyStance
from desktop_app.domain.refs import Kind, Ref, claim_ref
from desktop_app.ui.figures.places import forest_place, risk_place, timeline_place
from desktop_app.ui.read.pieces import (
    Add,
    Views,
    claim_studies,
    fact,
    point_chips,
    ref_links,
    section,
)
from desktop_app.ui.read.verbs import claim_verbs, own_stance
from desktop_app.ui.rich.badges import KIND_WORDS, Badge, CertaintyBadge
from desktop_app.ui.rich.claims import StudyLine
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words

if TYPE_CHECKING:
    from desktop_app.content import Content

STANCES = (
    (Stance.SUPPORTS, "Studies for it"),
    (Stance.MIXED, "Studies that point both ways"),
    (Stance.AGAINST, "Studies against it"),
    (Stance.CONTEXT, "Studies that give context"),
)


def claim_page(claim: Claim, add: Add, services: Services, views: Views) -> None:
    """Put a claim on a page."""
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    box.addWidget(Badge(KIND_WORDS[claim.kind]))
    box.addWidget(CertaintyBadge(services.theme, claim.certainty))
    if claim.is_own:
        box.addWidget(Badge("my own claim"))
    box.addStretch(1)
    add(row)
    fact(add, "Why this certainty", claim.why, services)
    ref = claim_ref(claim.id)
    add(forest_place(ref, services))
    studies = claim_studies(claim, services, views)
    if not studies:
        add(text_label("No study in the library stands behind this.", role="quiet"))
    for stance, words in STANCES:
        same = [pair for pair in studies if pair[0].stance is stance]
        section(
            add, words, [_study_card(claim, bearing, study, services) for bearing, study in same]
        )
    add(claim_verbs(claim, services))
    add(risk_place(ref, services))
    add(timeline_place(ref, services))
    if claim.points:
        section(add, "Points", [point_chips(claim.points, services)])
    meridians = [Ref(Kind.MERIDIAN, code) for code in claim.meridians]
    if meridians:
        section(add, "Meridians", [ref_links(meridians, services)])
    named = ", ".join(slug_words(condition) for condition in claim.conditions)
    fact(add, "About", sentence_case(named), services)
    pages = list(named_by(claim, services.content))
    if pages:
        section(add, "Read on", [ref_links(pages, services)])


def named_by(claim: Claim, content: Content) -> Iterator[Ref]:
    """Yield the conditions and topics that name a claim."""
    for condition in content.conditions.values():
        named = {*condition.claims, *(key for cause in condition.causes for key in cause.claims)}
        if claim.id in named:
            yield Ref(Kind.CONDITION, condition.id)
    for topic in content.topics.values():
        if any(claim.id in part.claims for part in topic.parts):
            yield Ref(Kind.TOPIC, topic.id)


def _study_card(claim: Claim, bearing: StudyStance, study: Study, services: Services) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    box = QVBoxLayout(card)
    box.setContentsMargins(12, 8, 12, 8)
    box.setSpacing(4)
    box.addWidget(StudyLine(bearing, study, services))
    box.addWidget(text_label(study.title, role="quiet"))
    if bearing.own:
        box.addWidget(own_stance(claim, bearing, services))
    if bearing.note:
        box.addWidget(text_label(bearing.note))
    return card
