"""The card of a vessel, nerve, territory or examination site that was picked on the diagram."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.content import structure_ref
from desktop_app.domain.structures import Structure
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.chips import LinkButton, PointChip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, SectionHeading, text_label
from desktop_app.ui.services import Services

KIND_WORDS = {
    "artery": "Artery",
    "vein": "Vein",
    "nerve": "Nerve",
    "nerve-territory": "Skin territory of a nerve",
    "dermatome": "Dermatome",
    "artery-bed": "Skin fed by an artery",
    "pulse": "Pulse",
    "monofilament": "Monofilament site",
    "key-sensory-point": "Key sensory point (ISNCSCI)",
}


class StructureCard(Page):
    """Name, course, roots, relation, variation and the points nearby."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.structure = ""

    def show_structure(self, structure: Structure) -> None:
        """Show a structure."""
        self.structure = structure.id
        self.empty()
        title = text_label(structure.name, role="title")
        self.add(title)
        self.add(_row([Badge(KIND_WORDS.get(structure.kind, structure.kind))]))
        for heading, text in (
            ("", structure.text),
            ("Roots", structure.roots),
            ("Nerve", structure.nerve),
            ("Relation", structure.relation),
            ("Variation", structure.variation),
            ("How sure", structure.confidence),
            ("Source", structure.source),
        ):
            if text:
                if heading:
                    self.add(SectionHeading(heading))
                self.add(text_label(text))
        near = [code for code in structure.points_nearby if code in self.services.content.points]
        if near:
            self.add(SectionHeading("Points nearby"))
            self.add(_row([PointChip(code, self.services) for code in near]))
        link = LinkButton("Open its page ›", self.services, structure_ref(structure))
        self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def _row(widgets: list[Badge] | list[PointChip]) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, gap=4, line_gap=4)
    for widget in widgets:
        flow.addWidget(widget)
    return row
