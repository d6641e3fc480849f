"""The head of a study's page: notices, title, badges, citation, and what is doubtful about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.evidence_words import design_and_number, study_name
from desktop_app.domain.identification import candidates
from desktop_app.domain.reference import NoticeKind
from desktop_app.domain.refs import study_ref
from desktop_app.ui.evidence.citing import cite, standing, unsure, unsure_words
from desktop_app.ui.evidence.details_page import StudyPage
from desktop_app.ui.rich.badges import Badge, MarkLabel
from desktop_app.ui.rich.chips import Chip, LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Callout, text_label
from desktop_app.ui.words import sentence_case, slug_words

if TYPE_CHECKING:
    from desktop_app.reading import StudyCard

NOT_VERIFIED = "not verified"
NOTICES = {
    NoticeKind.RETRACTION: ("Retracted", "danger"),
    NoticeKind.PARTIAL_RETRACTION: ("Partly retracted", "danger"),
    NoticeKind.CONCERN: ("The publisher has expressed concern", "caution"),
    NoticeKind.ERRATUM: ("An erratum was published", "note"),
    NoticeKind.IS_NOTICE: ("This is a retraction notice, not a study", "caution"),
}


def doubt(words: str) -> QLabel:
    """Return a few words in the colour of doubt."""
    label = QLabel(words)
    label.setProperty("role", "doubt")
    return label


def add_head(page: StudyPage, study: Study, card: StudyCard | None) -> None:
    """Add notices, title, badges, citation and identifiers."""
    _notices(page, study, card)
    title = text_label(study.title, role="lead")
    title.setFont(page.services.theme.font("lead", bold=True))
    page.add(title)
    own = card is not None and card.own
    badges = FlowLayout(gap=8, line_gap=4)
    if own:
        mine = Badge("mine")
        mine.setToolTip("You brought this study; it does not come with Yongquan.")
        badges.addWidget(mine)
    if study.design or study.sample_size is not None:
        badges.addWidget(Badge(design_and_number(study).removeprefix(", ")))
    if not own or study.direction is not Direction.NOT_APPLICABLE:
        badges.addWidget(MarkLabel.direction(page.services.theme, study.direction))
    for field in ("direction", "sample_size"):
        if unsure(study, field):
            badges.addWidget(doubt(f"{slug_words(field)} {NOT_VERIFIED}"))
    page.body.addLayout(badges)
    page.add(text_label(cite(study), role="quiet"))
    page.body.addLayout(_copies(page, study))


def add_identification(page: StudyPage, study: Study) -> None:
    """Add how surely this is a study that the source article cites."""
    citation = study.cited_by_source
    if citation is None:
        return
    box = Callout(standing(citation), "note")
    box.add(f"The source article says: {citation.statement}.")
    box.add(citation.why)
    rest = [
        other
        for other in candidates(page.services.content.studies.values(), study)
        if other.cited_by_source is not None and other.cited_by_source.confidence
    ]
    if rest:
        links = FlowLayout(gap=4, line_gap=0)
        links.addWidget(QLabel("Also possible:"))
        for other in rest:
            link = LinkButton(study_name(other), page.services, study_ref(other.key))
            link.setToolTip(other.title)
            links.addWidget(link)
        box.box.addLayout(links)
    page.add(box)


def add_doubts(page: StudyPage, study: Study) -> None:
    """Add what of the record has not been verified."""
    if study.verified == "memory":
        box = Callout("Recorded from memory", "caution")
        box.add("The record of this study has not been seen. Check it before you rely on it.")
        page.add(box)
    words = unsure_words(study)
    if words:
        page.add(text_label(f"{sentence_case(NOT_VERIFIED)}: {words}.", role="doubt"))


def _notices(page: StudyPage, study: Study, card: StudyCard | None) -> None:
    reference = card.reference if card is not None else None
    notices = reference.notices if reference is not None else ()
    # Those that say not to rely on it stand first.
    for notice in sorted(notices, key=lambda each: list(NOTICES).index(each.kind)):
        heading, tone = NOTICES[notice.kind]
        box = Callout(heading, tone)
        if notice.text:
            box.add(notice.text)
        page.add(box)
    if study.retracted and not any(each.kind is NoticeKind.RETRACTION for each in notices):
        box = Callout("Retracted", "danger")
        box.add("This study has been retracted. Do not rely on it.")
        page.add(box)


def _copies(page: StudyPage, study: Study) -> FlowLayout:
    row = FlowLayout(gap=8, line_gap=8)
    copy = Chip("Copy citation")
    copy.clicked.connect(page.copy_citation)
    row.addWidget(copy)
    for name, words in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "")):
        value = getattr(study, name)
        if value:
            row.addWidget(_copy_chip(page, f"{words} {value}".strip(), value))
            if unsure(study, name):
                row.addWidget(doubt(NOT_VERIFIED))
    return row


def _copy_chip(page: StudyPage, words: str, value: str) -> QPushButton:
    chip = Chip(words)
    chip.setIcon(page.services.theme.icon("copy", "quiet"))
    chip.setToolTip("Copy")
    chip.setAccessibleName(f"Copy {words}")
    chip.clicked.connect(lambda: page.copy(value, f"{words} copied"))
    return chip
