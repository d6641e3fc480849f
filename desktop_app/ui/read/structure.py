"""The page of a vessel, nerve, territory or examination site."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.content import structure_ref
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.structures import Structure
from desktop_app.ui.read.pieces import Add, fact, point_chips, ref_links, section
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.chips import Chip, LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words


def structure_page(structure: Structure, add: Add, services: Services) -> None:
    """Put a structure on a page."""
    add(_badges(structure, services))
    if structure.text:
        add(text_label(structure.text))
    fact(add, "Relation", structure.relation, services)
    fact(add, "Variation", structure.variation, services)
    artery = services.content.structures.get(f"{Kind.VESSEL}/{structure.id}")
    if structure.kind == "artery-bed" and artery is not None:
        row = QWidget()
        FlowLayout(row).addWidget(Chip(artery.name, services, structure_ref(artery)))
        section(add, "Artery", [row])
    nerve = services.content.structure(structure.nerve)
    if nerve is not None:
        row = QWidget()
        FlowLayout(row).addWidget(Chip(nerve.name, services, structure_ref(nerve)))
        section(add, "Nerve", [row])
    else:
        fact(add, "Nerve", structure.nerve, services)
    fact(add, "Source", structure.source, services)
    if structure.points_nearby:
        section(add, "Points nearby", [point_chips(structure.points_nearby, services)])
    fact(add, "Examined in", ", ".join(structure.protocols), services)
    conditions = [
        Ref(Kind.CONDITION, condition.id)
        for condition in services.content.conditions.values()
        if any(structure.id in cause.structures for cause in condition.causes)
    ]
    if conditions:
        section(add, "Read on", [ref_links(conditions, services)])


def _badges(structure: Structure, services: Services) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    flow.addWidget(Badge(sentence_case(slug_words(structure.kind))))
    if structure.roots:
        flow.addWidget(Badge(f"Roots {structure.roots}"))
    if structure.confidence:
        flow.addWidget(Badge(f"Marking: {structure.confidence} confidence"))
    show = LinkButton("Show on the leg ›", services)
    show.clicked.connect(lambda: services.navigator.reveal(structure_ref(structure)))
    flow.addWidget(show)
    return row
