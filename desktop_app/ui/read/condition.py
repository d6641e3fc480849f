"""The page of a condition: red flags first, then causes told apart, then the evidence."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop_app.domain.evidence import Cause, Condition, RedFlag
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.figures.places import forest_place, risk_place, timeline_place
from desktop_app.ui.read.pieces import (
    Add,
    Views,
    bullets,
    claim_cards,
    fact,
    own_claim_cards,
    section,
    structure_chips,
    study_links,
)
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words

URGENCY = {
    "emergency": ("Emergency: now", "danger"),
    "same-day": ("The same day", "danger"),
    "urgent": ("Urgent: within days", "caution"),
    "soon": ("Soon: within weeks", "caution"),
}
"""How soon a doctor must be seen, in words, with the tone; the most urgent first."""


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
    known = [*URGENCY, *sorted({flag.urgency for flag in flags} - set(URGENCY))]
    for urgency in known:
        same = [flag for flag in flags if flag.urgency == urgency]
        if same:
            add(_flag_box(urgency, same, services))


def _flag_box(urgency: str, flags: list[RedFlag], services: Services) -> QFrame:
    words, tone = URGENCY.get(urgency, (sentence_case(slug_words(urgency)), "caution"))
    frame = QFrame()
    frame.setProperty("role", tone)
    frame.setAccessibleName(f"Red flags: {words}")
    box = QVBoxLayout(frame)
    box.setContentsMargins(12, 8, 12, 12)
    box.setSpacing(8)
    heading = QHBoxLayout()
    heading.setSpacing(8)
    mark = QLabel()
    side = services.theme.scaled(16)
    mark.setPixmap(services.theme.icon("warning", tone).pixmap(side, side))
    label = QLabel(words)
    label.setProperty("role", f"{tone}-word")
    heading.addWidget(mark)
    heading.addWidget(label, 1)
    box.addLayout(heading)
    for flag in flags:
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(text_label(f"**{flag.text.strip()}**", services, markdown=True))
        pair.addWidget(text_label(flag.action))
        if flag.studies:
            pair.addWidget(study_links(flag.studies, services))
        box.addLayout(pair)
    return frame


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
