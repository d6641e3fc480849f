"""What the record of a study says besides: abstract, keywords, where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.domain.evidence import Study
from desktop_app.domain.reference import Reference
from desktop_app.ui.evidence.details_page import StudyPage
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.rich.pages import SectionHeading, text_label

if TYPE_CHECKING:
    from desktop_app.reading import StudyCard

TOLD = (
    ("container", "Journal or book"), ("publisher", "Publisher"), ("place", "Place"),
    ("edition", "Edition"), ("series", "Series"), ("event", "Event"), ("genre", "Kind"),
    ("number", "Number"), ("isbn", "ISBN"), ("issn", "ISSN"), ("url", "Address"),
    ("language", "Language"), ("database", "Database"), ("accession", "Accession number"),
    ("title_original", "Original title"),
)  # fmt: skip
"""Fields of the reference that are told in the record, with their words."""


def add_abstract(page: StudyPage, card: StudyCard) -> None:
    """Add the abstract of an own study."""
    if card.reference is not None and card.reference.abstract:
        page.add(SectionHeading("Abstract"))
        page.add(text_label(card.reference.abstract))


def add_record(page: StudyPage, study: Study, card: StudyCard | None) -> None:
    """Add where the record comes from and what else it says."""
    if study.provenance:
        page.add(SectionHeading("Where this record comes from"))
        page.add(text_label(study.provenance, role="small"))
    reference = card.reference if card is not None else None
    if reference is None:
        return
    rows = _rows(reference)

    def fill(box: QVBoxLayout) -> None:
        for words, value in rows:
            box.addWidget(text_label(words, role="small"))
            box.addWidget(text_label(value))

    page.add(SectionHeading("Record"))
    if rows:
        page.add(Fold("The whole record", "", page.services, fill))
    row = FlowLayout(gap=8, line_gap=4)
    complete = Chip("Complete it online…")
    complete.setToolTip("From its DOI or PMID; you see what is sent, and nothing is sent unasked")
    complete.clicked.connect(lambda: page.services.actions.run("evidence.fetch"))
    row.addWidget(complete)
    page.body.addLayout(row)


def _rows(reference: Reference) -> list[tuple[str, str]]:
    rows = [(words, str(getattr(reference, name))) for name, words in TOLD]
    rows += [
        ("Keywords", "; ".join(reference.keywords)),
        ("Subjects", "; ".join(reference.subjects)),
        ("Publication types", "; ".join(reference.publication_types)),
        ("Notes in the record", "\n".join(reference.notes)),
    ]
    rows += [(f"{extra.tag} ({extra.format})", extra.value) for extra in reference.extras]
    return [(words, value) for words, value in rows if value]
