"""The page of a topic: parts, each labelled with what sort of statement it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.domain.evidence import Topic, TopicPart
from desktop_app.domain.refs import BadRef, Ref
from desktop_app.ui.read.pieces import Add, Views, claim_cards, ref_links, section
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

STANDING = {
    "tradition": ("Tradition", "As the tradition tells it; not a finding."),
    "evidence": ("Evidence", "What studies found, with how sure that is."),
    "fact": ("Fact", "General knowledge of anatomy, physiology or method."),
    "advice": ("Advice", "What to do; for a practitioner to weigh."),
}
"""What sort of statement a part is, and what that means."""


def topic_page(topic: Topic, add: Add, services: Services, views: Views) -> None:
    """Put a topic on a page."""
    add(text_label(topic.summary, services, role="quiet", markdown=True))
    for part in topic.parts:
        add(_heading(part, services))
        if part.text:
            add(text_label(part.text, services, markdown=True))
        for card in claim_cards(part.claims, services, views):
            add(card)
    refs = [ref for ref in map(_ref, topic.see_also) if ref is not None]
    if refs:
        section(add, "See also", [ref_links(refs, services)])


def _heading(part: TopicPart, services: Services) -> QWidget:
    words, meaning = STANDING.get(part.standing, (part.standing, ""))
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 12, 0, 0)
    box.setSpacing(8)
    label = QLabel(part.heading)
    label.setFont(services.theme.font("lead", bold=True))
    label.setProperty("role", "part")
    label.setWordWrap(True)
    badge = Badge(words)
    badge.setToolTip(meaning)
    box.addWidget(label, 1)
    box.addWidget(badge)
    return row


def _ref(text: str) -> Ref | None:
    try:
        return Ref.parse(text)
    except BadRef:
        return None
