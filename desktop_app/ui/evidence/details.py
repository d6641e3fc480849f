"""The details of one study: what it asked and found, how sure its record is, what it bears on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.evidence import Claim, Study, StudyStance
from desktop_app.domain.refs import claim_ref, study_ref
from desktop_app.reading.identification import candidates
from desktop_app.ui.evidence.citing import cite, standing, unsure, unsure_words
from desktop_app.ui.rich.badges import (
    Badge,
    CertaintyBadge,
    MarkLabel,
    design_and_number,
    study_name,
)
from desktop_app.ui.rich.chips import Chip, LinkButton, point_mark
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.notes import NoteEditor
from desktop_app.ui.rich.pages import Callout, Page, SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words

NOT_VERIFIED = "not verified"
FIELDS = (
    ("population", "Who"),
    ("intervention", "What was done"),
    ("comparator", "Compared with"),
)


class StudyDetails(Page):
    """One study. Text comes from memory, the note from the library."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.study: Study | None = None
        self.note = NoteEditor(services)
        self.setAccessibleName("Study")
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to begin."""
        self._take_note_out()
        self.study = None
        self.empty()
        self.add(text_label("Choose a study to read what it did and found.", role="quiet"))
        self.body.addStretch(1)

    def show_key(self, key: str) -> None:
        """Show a study by its key."""
        study = self.services.content.studies.get(key)
        if study is not None:
            self.show_study(study)

    def show_study(self, study: Study) -> None:
        """Show a study from the top."""
        self._take_note_out()
        self.study = study
        self.empty()
        self._head(study)
        self._identification(study)
        self._doubts(study)
        self._fields(study)
        self._points(study)
        self._claims(study)
        self.add(SectionHeading("My note"))
        self.add(self.note)
        self.note.show()
        self.note.open(study_ref(study.key))
        if study.provenance:
            self.add(SectionHeading("Where this record comes from"))
            self.add(text_label(study.provenance, role="small"))
        self.body.addStretch(1)

    def copy_citation(self) -> None:
        """Put the citation on the clipboard."""
        if self.study is not None:
            self._copy(cite(self.study), "Citation copied")

    def _take_note_out(self) -> None:
        self.note.flush()
        self.note.hide()
        self.body.removeWidget(self.note)
        self.note.setParent(self)

    def _head(self, study: Study) -> None:
        title = text_label(study.title, role="lead")
        font = self.services.theme.font("lead", bold=True)
        title.setFont(font)
        self.add(title)
        badges = FlowLayout(gap=8, line_gap=4)
        badges.addWidget(Badge(design_and_number(study)))
        badges.addWidget(MarkLabel.direction(self.services.theme, study.direction))
        for field in ("direction", "sample_size"):
            if unsure(study, field):
                badges.addWidget(_doubt(f"{slug_words(field)} {NOT_VERIFIED}"))
        self.body.addLayout(badges)
        self.add(text_label(cite(study), role="quiet"))
        self.body.addLayout(self._copies(study))

    def _copies(self, study: Study) -> FlowLayout:
        row = FlowLayout(gap=8, line_gap=8)
        copy = Chip("Copy citation")
        copy.clicked.connect(self.copy_citation)
        row.addWidget(copy)
        for name, words in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "")):
            value = getattr(study, name)
            if value:
                row.addWidget(self._copy_chip(f"{words} {value}".strip(), value))
                if unsure(study, name):
                    row.addWidget(_doubt(NOT_VERIFIED))
        return row

    def _copy_chip(self, words: str, value: str) -> QPushButton:
        chip = Chip(words)
        chip.setIcon(self.services.theme.icon("copy", "quiet"))
        chip.setToolTip("Copy")
        chip.setAccessibleName(f"Copy {words}")
        chip.clicked.connect(lambda: self._copy(value, f"{words} copied"))
        return chip

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.services.said.emit(said)

    def _identification(self, study: Study) -> None:
        citation = study.cited_by_source
        if citation is None:
            return
        box = Callout(standing(citation), "note")
        box.add(f"The source article says: {citation.statement}.")
        box.add(citation.why)
        rest = [
            other
            for other in candidates(self.services.content.studies.values(), study)
            if other.cited_by_source is not None and other.cited_by_source.confidence
        ]
        if rest:
            links = FlowLayout(gap=4, line_gap=0)
            links.addWidget(QLabel("Also possible:"))
            for other in rest:
                link = LinkButton(study_name(other), self.services, study_ref(other.key))
                link.setToolTip(other.title)
                links.addWidget(link)
            box.box.addLayout(links)
        self.add(box)

    def _doubts(self, study: Study) -> None:
        if study.verified == "memory":
            box = Callout("Recorded from memory", "caution")
            box.add("The record of this study has not been seen. Check it before you rely on it.")
            self.add(box)
        words = unsure_words(study)
        if words:
            self.add(text_label(f"{sentence_case(NOT_VERIFIED)}: {words}.", role="doubt"))

    def _fields(self, study: Study) -> None:
        for name, words in FIELDS:
            self._field(study, name, words, getattr(study, name))
        self._field(study, "outcomes", "What was measured", "; ".join(study.outcomes))
        self._field(study, "main_finding", "What was found", study.main_finding)
        self._field(study, "limitations", "What limits it", study.limitations)

    def _field(self, study: Study, name: str, words: str, text: str) -> None:
        if not text:
            return
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(SectionHeading(words), 0 if unsure(study, name) else 1)
        if unsure(study, name):
            heading.addWidget(_doubt(NOT_VERIFIED), 0, Qt.AlignmentFlag.AlignBottom)
            heading.addStretch(1)
        self.body.addLayout(heading)
        self.add(text_label(text))

    def _points(self, study: Study) -> None:
        self.add(SectionHeading("Points"))
        if not study.points:
            self.add(text_label("The record names no points.", role="quiet"))
            return
        row = FlowLayout(gap=8, line_gap=8)
        for code in study.points:
            row.addWidget(point_mark(code, self.services))
        if any(code in self.services.content.points for code in study.points):
            show = LinkButton("Show on the leg ›", self.services)
            show.clicked.connect(lambda: self.services.navigator.reveal(study_ref(study.key)))
            row.addWidget(show)
        if unsure(study, "points") or unsure(study, "acupoints"):
            row.addWidget(_doubt(NOT_VERIFIED))
        self.body.addLayout(row)
        self.add(
            text_label(
                "Used in the study; that does not show that the point itself mattered.",
                role="small",
            )
        )

    def _claims(self, study: Study) -> None:
        bearings = [
            (claim, bearing)
            for claim in self.services.content.claims.values()
            for bearing in claim.studies
            if bearing.key == study.key
        ]
        self.add(SectionHeading("Claims it bears on"))
        if not bearings:
            self.add(text_label("No claim in the library rests on this study.", role="quiet"))
        for claim, bearing in bearings:
            self.add(BearingCard(claim, bearing, self.services))


class BearingCard(QFrame):
    """How a study bears on one claim; leads to the claim."""

    def __init__(self, claim: Claim, bearing: StudyStance, services: Services) -> None:
        super().__init__()
        self.setProperty("role", "card")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        row = QWidget()
        flow = FlowLayout(row, gap=8, line_gap=4)
        flow.addWidget(MarkLabel.stance(services.theme, bearing.stance))
        flow.addWidget(CertaintyBadge(services.theme, claim.certainty))
        self.link = LinkButton("Open this claim ›", services, claim_ref(claim.id))
        self.link.setAccessibleName(f"Open the claim: {claim.statement}")
        flow.addWidget(self.link)
        box.addWidget(text_label(claim.statement))
        box.addWidget(row)
        if bearing.note:
            box.addWidget(text_label(bearing.note, role="small"))


def _doubt(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "doubt")
    return label
