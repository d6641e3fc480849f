"""The form of a study of one's own: its reference, what it asked and what it found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.citation.identifiers import clean_doi, clean_pmcid, clean_pmid
from desktop_app.citation.names import inverted, name_from_inverted
from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.evidence_words import DESIGN_WORDS, DIRECTION_WORDS
from desktop_app.domain.own import study_of
from desktop_app.domain.reference import Credit, Reference, ReferenceType, Role, When
from desktop_app.domain.refs import Kind
from desktop_app.reading import StudyCard, open_study
from desktop_app.store import Library
from desktop_app.ui.appraising.scope import condition_field, point_field, points_of
from desktop_app.ui.dialogs.form import FormDialog
from desktop_app.ui.rich.fields import (
    ChoiceField,
    LineField,
    ListField,
    NumberField,
    TextField,
    row,
)
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words

TYPES = {
    ReferenceType.ARTICLE: "Journal article",
    ReferenceType.PREPRINT: "Preprint",
    ReferenceType.BOOK: "Book",
    ReferenceType.CHAPTER: "Chapter of a book",
    ReferenceType.PAPER: "Conference paper",
    ReferenceType.THESIS: "Thesis",
    ReferenceType.REPORT: "Report",
    ReferenceType.WEBPAGE: "Web page",
    ReferenceType.DATASET: "Data set",
    ReferenceType.STANDARD: "Standard",
    ReferenceType.DOCUMENT: "Document",
}
LINES = (
    "title_short", "container", "container_short", "volume", "issue", "pages", "number", "edition",
    "publisher", "place", "isbn", "issn", "url", "language",
)  # fmt: skip
"""Fields of a reference that are one line of text here."""


class StudyDialog(FormDialog):
    """Adds a study by hand, or edits one of the user's own.

    Parameters
    ----------
    key
        The study to edit; empty adds one.
    """

    def __init__(self, services: Services, parent: QWidget, key: str = "") -> None:
        super().__init__(services, parent, "Edit the study" if key else "Add a study")
        self.setObjectName("study-form")
        self._key = key
        self._reference = Reference()
        self._study = study_of(self._reference, key or "new")
        self._reference_part()
        self._study_part()
        self._fill()
        self.begin()
        if key:
            self.setEnabled(False)
            services.read(partial(open_study, key=key), self._opened, owner=self)

    def value(self) -> tuple[Reference, Study]:
        """Return the reference and the study as entered."""
        lines: dict[str, Any] = {name: field.value() for name, field in self.lines.items()}
        reference = replace(
            self._reference,
            type=ReferenceType(self.type.value()),
            title=self.title.value(),
            credits=self._credits(),
            issued=self._issued(),
            doi=clean_doi(self.doi.value()),
            pmid=clean_pmid(self.pmid.value()),
            pmcid=clean_pmcid(self.pmcid.value()),
            abstract=self.abstract.value(),
            keywords=self.keywords.values(),
            **lines,
        )
        told: dict[str, Any] = {name: field.value() for name, field in self.texts.items()}
        study = replace(
            self._study,
            design=self.design.value(),
            direction=Direction(self.found.value()),
            sample_size=self.sample.whole(),
            sample_unit=self.unit.value(),
            outcomes=self.outcomes.values(),
            points=points_of(self.points),
            conditions=self.conditions.values(),
            **told,
        )
        return reference, study

    def verb(self) -> Callable[[Library], Changed]:
        """Return the verb that writes the study."""
        from desktop_app.library.appraising import add_study, edit_study

        reference, study = self.value()
        if self._key:
            return lambda library: edit_study(library, self._key, study, reference)
        return lambda library: add_study(library, reference, study)

    def _saved(self, changed: Changed) -> None:
        super()._saved(changed)
        added = next((ref for ref in changed.refs if ref.kind is Kind.STUDY), None)
        if added is not None and not self._key:
            self.services.navigator.go(added)

    def _reference_part(self) -> None:
        page = self.part("Reference")
        self.type = ChoiceField(self.services, "Type", [(t.value, w) for t, w in TYPES.items()])
        self.title = LineField("Title", check=lambda text: "" if text else "A study needs a title.")
        self.authors = TextField(
            self.services,
            "Authors",
            "One in each line, surname first: van der Berg, Jan A. A body stands without a comma.",
        )
        self.year = NumberField("Year", whole=True)
        self.month = NumberField("Month", example="1 to 12", whole=True)
        self.day = NumberField("Day", example="1 to 31", whole=True)
        self.lines = {
            name: LineField(words)
            for name, words in (
                ("container", "Journal or book"),
                ("container_short", "Abbreviation"),
                ("volume", "Volume"),
                ("issue", "Issue"),
                ("pages", "Pages"),
                ("number", "Article or report number"),
                ("publisher", "Publisher"),
                ("place", "Place"),
                ("edition", "Edition"),
                ("isbn", "ISBN"),
                ("issn", "ISSN"),
                ("url", "Address"),
                ("language", "Language"),
                ("title_short", "Short title"),
            )
        }
        self.doi = LineField("DOI", example="10.1000/xyz123", check=_doi_problem)
        self.pmid = LineField("PMID", check=_pmid_problem)
        self.pmcid = LineField("PMCID", example="PMC1234567")
        self.abstract = TextField(self.services, "Abstract", lines=6)
        self.keywords = ListField("Keywords", "Between semicolons.", separator=";")
        lines = self.lines
        for widget in (
            row((self.title, 1)),
            row((self.type, 2), (self.year, 1), (self.month, 1), (self.day, 1)),
            self.authors,
            row((lines["container"], 3), (lines["container_short"], 2)),
            row(
                (lines["volume"], 1), (lines["issue"], 1), (lines["pages"], 2), (lines["number"], 2)
            ),
            row((self.doi, 2), (self.pmid, 1), (self.pmcid, 1)),
            self.abstract,
            self.keywords,
            row((lines["publisher"], 2), (lines["place"], 1), (lines["edition"], 1)),
            row((lines["isbn"], 1), (lines["issn"], 1), (lines["language"], 1)),
            row((lines["url"], 2), (lines["title_short"], 1)),
        ):
            page.add(widget)
        page.body.addStretch(1)

    def _study_part(self) -> None:
        page = self.part("Study")
        services = self.services
        self.design = ChoiceField(
            services,
            "Design",
            [("", "Not said"), *((d, sentence_case(w)) for d, w in DESIGN_WORDS.items())],
        )
        self.found = ChoiceField(
            services, "Found", [(d.value, sentence_case(w)) for d, w in DIRECTION_WORDS.items()]
        )
        self.sample = NumberField("Sample", example="62", whole=True)
        self.unit = LineField("Of", example="participants")
        words = {
            "population": ("Who (population)", 2),
            "intervention": ("What was done (intervention)", 2),
            "comparator": ("Compared with (comparator)", 2),
            "main_finding": ("What was found", 3),
            "limitations": ("What limits it", 3),
        }
        self.texts = {
            name: TextField(services, label, lines=lines) for name, (label, lines) in words.items()
        }
        self.outcomes = ListField("What was measured (outcomes)", "Between semicolons.", "", ";")
        self.points = point_field()
        self.conditions = condition_field(services)
        for widget in (
            row((self.design, 2), (self.found, 2), (self.sample, 1), (self.unit, 2)),
            self.texts["population"],
            self.texts["intervention"],
            self.texts["comparator"],
            self.outcomes,
            self.texts["main_finding"],
            self.texts["limitations"],
            self.points,
            self.conditions,
        ):
            page.add(widget)
        page.body.addStretch(1)

    def _opened(self, card: StudyCard) -> None:
        self._reference = card.reference or Reference()
        self._study = card.study
        self._fill()
        self.begin()
        self.setEnabled(True)
        self.title.setFocus()

    def _fill(self) -> None:
        reference, study = self._reference, self._study
        self.type.show_value(reference.type.value)
        self.title.show_value(reference.title)
        self.authors.show_value("\n".join(map(inverted, reference.names())))
        for field, number in zip(
            (self.year, self.month, self.day),
            (reference.issued.year, reference.issued.month, reference.issued.day),
            strict=True,
        ):
            field.show_number(number)
        for name, line in self.lines.items():
            line.show_value(getattr(reference, name))
        self.doi.show_value(reference.doi)
        self.pmid.show_value(reference.pmid)
        self.pmcid.show_value(reference.pmcid)
        self.abstract.show_value(reference.abstract)
        self.keywords.show_values(reference.keywords)
        self.design.show_value(study.design)
        self.found.show_value(study.direction.value)
        self.sample.show_number(study.sample_size)
        self.unit.show_value(study.sample_unit)
        for name, text in self.texts.items():
            text.show_value(getattr(study, name))
        self.outcomes.show_values(study.outcomes)
        self.points.show_values(study.points)
        self.conditions.show_values([slug_words(slug) for slug in study.conditions])

    def _credits(self) -> tuple[Credit, ...]:
        """Return the authors as entered, then everyone else as they were."""
        lines = filter(None, (line.strip() for line in self.authors.value().split("\n")))
        authors = tuple(Credit(name_from_inverted(line)) for line in lines)
        rest = (credit for credit in self._reference.credits if credit.role is not Role.AUTHOR)
        return (*authors, *rest)

    def _issued(self) -> When:
        return replace(
            self._reference.issued,
            year=self.year.whole(),
            month=self.month.whole(),
            day=self.day.whole(),
        )


def _doi_problem(text: str) -> str:
    return "" if not text or clean_doi(text) else f"“{text}” is not a DOI (10.1000/xyz123)."


def _pmid_problem(text: str) -> str:
    return "" if not text or clean_pmid(text) else f"“{text}” is not a PMID (a number)."
