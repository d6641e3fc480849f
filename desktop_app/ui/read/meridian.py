"""The page of a meridian: names, course, points in order, claims whose scope it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.points import Meridian
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.read.pieces import (
    Add,
    Views,
    claim_cards,
    fact,
    own_claim_cards,
    point_chips,
    section,
)
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.lists import bullets
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case


def meridian_page(meridian: Meridian, add: Add, services: Services, views: Views) -> None:
    """Put a meridian on a page."""
    add(text_label(f"{meridian.pinyin} {meridian.hanzi} · {meridian.name_class}", role="quiet"))
    add(_badges(meridian, services))
    if meridian.summary:
        add(text_label(meridian.summary))
    if meridian.points:
        section(add, "Points on the leg, in order", [point_chips(meridian.points, services)])
    for course in meridian.courses:
        words = "Course" if course.branch == "main" else f"Course: {course.branch}"
        section(add, words, [_course(course.steps, services)])
    if meridian.branches:
        section(add, "Branches", [bullets(meridian.branches, services)])
    special = [
        ("Confluent point", meridian.confluent_point),
        ("Coupled with", meridian.coupled_point),
        ("Xi-cleft point", meridian.xi_cleft_point),
    ]
    for words, code in special:
        if code:
            section(add, words, [point_chips([code], services)])
    fact(add, "Note", meridian.note, services)
    scoped = [c.id for c in services.content.claims.values() if meridian.code in c.meridians]
    section(add, "What is claimed of it", claim_cards(scoped, services, views))
    section(add, "What I claim of it", own_claim_cards(services, views))
    if not scoped:
        add(text_label("No claim in the library is about this meridian as a whole.", role="quiet"))


def _badges(meridian: Meridian, services: Services) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    facts = (
        sentence_case(meridian.kind),
        meridian.yin_yang,
        meridian.element,
        meridian.clock_hours,
        meridian.direction,
    )
    for words in facts:
        if words:
            flow.addWidget(Badge(words))
    ref = Ref(Kind.MERIDIAN, meridian.code)
    show = LinkButton("Show on the leg ›", services)
    show.clicked.connect(lambda: services.navigator.reveal(ref))
    flow.addWidget(show)
    partner = meridian.paired_with
    if partner in services.content.meridians:
        title = services.content.meridians[partner].english
        link = LinkButton(f"Paired with the {title} ›", services, Ref(Kind.MERIDIAN, partner))
        flow.addWidget(link)
    return row


def _course(steps: tuple[object, ...], services: Services) -> QWidget:
    words = []
    for step in steps:
        code = getattr(step, "code", "")
        text = getattr(step, "text", "")
        known = code in services.content.points
        words.append(f"[{code}](yq:point/{code})" if known else code or text)
    return text_label(" → ".join(words), services, markdown=True)
