"""The page of a condition: red flags first, then causes told apart, then the evidence."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.domain.evidence import Cause, Condition, RedFlag
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.figures.places import forest_place, risk_place, timeline_place
from desktop_app.ui.read.pieces import (
    Add,
    Views,
    claim_cards,
    fact,
    own_claim_cards,
    section,
    structure_chips,
)
from desktop_app.ui.rich.flags import red_flag_boxes
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.rich.lists import bullets, study_links
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services


def condition_page(condition: Condition, add: Add, services: Services, views: Views) -> None:
    """Put a condition on a page."""
    add(text_label(condition.summary, services))
    _red_flags(condition.red_flags, add, services)
    if condition.causes:
        add(SectionHeading("What it may be, and how to tell apart"))
        for cause in condition.causes:
            add(_cause_card(cause, services, views))
    section(add, "What the evidence says", claim_cards(condition.claims, services, views))
    section(add, "What I claim of it", own_claim_cards(services, views))
    ref = Ref(Kind.CONDITION, condition.id)
    for place in (forest_place, timeline_place, risk_place):
        add(place(ref, services))


def _red_flags(flags: tuple[RedFlag, ...], add: Add, services: Services) -> None:
    if not flags:
        return
    add(SectionHeading("Red flags: before any point"))
    for box in red_flag_boxes(flags, services):
        add(box)


def _cause_card(cause: Cause, services: Services, views: Views) -> Fold:
    def fill(box: QVBoxLayout) -> None:
        add: Add = box.addWidget
        if cause.shows:
            section(add, "How it shows", [bullets(cause.shows, services)])
        if cause.tell_apart:
            section(add, "How to tell it apart", [bullets(cause.tell_apart, services)])
        fact(add, "When to refer", cause.refer, services)
        known = [each for each in cause.structures if services.content.structure(each)]
        if known:
            section(add, "Structures", [structure_chips(known, services)])
        section(add, "What the evidence says", claim_cards(cause.claims, services, views))
        if cause.studies:
            section(add, "Sources", [study_links(cause.studies, services)])

    card = Fold(cause.name, cause.summary, services, fill)
    card.setObjectName(f"cause-{cause.id}")
    return card
