"""The details of one study: what it did and found, how it is kept, its files, what it bears on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence import Study
from desktop_app.domain.evidence_words import study_name
from desktop_app.domain.refs import Kind, study_ref
from desktop_app.ui.evidence.citing import unsure
from desktop_app.ui.evidence.details_bearing import add_claims, add_points
from desktop_app.ui.evidence.details_files import FilesPart
from desktop_app.ui.evidence.details_head import (
    NOT_VERIFIED,
    add_doubts,
    add_head,
    add_identification,
    doubt,
)
from desktop_app.ui.evidence.details_kept import add_kept, add_trash
from desktop_app.ui.evidence.details_page import StudyPage
from desktop_app.ui.evidence.details_record import add_abstract, add_record
from desktop_app.ui.rich.notes import NoteEditor
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.reading import StudyCard

FIELDS = (
    ("population", "Who"),
    ("intervention", "What was done"),
    ("comparator", "Compared with"),
)
TOUCHING = (Kind.COLLECTION, Kind.TAG, Kind.FILE, Kind.CLAIM)
"""What else may change what is said of a study."""


class StudyDetails(StudyPage):
    """One study, read from the library; from memory while there is none."""

    titled = Signal(object, str)
    """Sent with the ref that is shown and the words for the window's title."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._key = ""
        self.note = NoteEditor(services)
        self.setAccessibleName("Study")
        services.changed.connect(self._changed)
        services.library_ready.connect(self._reread)
        # Icons on the page are drawn in the theme's colours.
        services.theme.changed.connect(self._redraw)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say how to begin."""
        self._take_note_out()
        self._key = ""
        self.study = self.card = None
        self.empty()
        self.add(text_label("Choose a study to read what it did and found.", role="quiet"))
        self.body.addStretch(1)

    def show_key(self, key: str) -> None:
        """Show a study by its key."""
        if key != self._key:
            self._key = key
            self.note.flush()
        if self.services.library is None:
            study = self.services.content.studies.get(key)
            if study is not None:
                self._show(study, None)
            return
        from desktop_app.reading import open_study

        self.services.read(
            partial(open_study, key=key),
            self._opened,
            ticket="evidence.details",
            owner=self,
            on_error=self._not_found,
        )

    def _opened(self, card: StudyCard) -> None:
        if card.study.key != self._key:
            return
        # A note that has been saved changes nothing else on the page.
        if self.card is not None and replace(card, note=self.card.note) == self.card:
            return
        self._show(card.study, card)

    def _not_found(self, error: Exception) -> None:
        # What was shown and is gone has been undone or removed, which has been said.
        was_there = self.study is not None and self.study.key == self._key
        self.show_nothing()
        if not was_there:
            self.services.said.emit(str(error))

    def _changed(self, changed: Changed) -> None:
        if self._key and (
            changed.touches(study_ref(self._key)) or any(map(changed.touches_kind, TOUCHING))
        ):
            self.show_key(self._key)

    def _reread(self) -> None:
        if self._key:
            self.show_key(self._key)

    def _redraw(self) -> None:
        if self.study is not None:
            self._show(self.study, self.card)

    def _show(self, study: Study, card: StudyCard | None) -> None:
        again = self.study is not None and self.study.key == study.key
        scrolled = self.verticalScrollBar().value() if again else 0
        focused = again and self.note.field.hasFocus()
        self._take_note_out()
        self.study, self.card = study, card
        self.empty()
        if card is not None:
            add_trash(self, card)
        add_head(self, study, card)
        if card is not None:
            add_kept(self, card)
            self.add(FilesPart(self.services, study_ref(study.key), card.files))
        add_identification(self, study)
        add_doubts(self, study)
        if card is not None:
            add_abstract(self, card)
        self._fields(study)
        if card is not None:
            self._appraised(study, card)
        add_points(self, study)
        add_claims(self, study, card)
        self.add(SectionHeading("My notes"))
        self.add(self.note)
        self.note.show()
        if not again:
            self.note.open(study_ref(study.key))
        add_record(self, study, card)
        self.body.addStretch(1)
        self.titled.emit(study_ref(study.key), study_name(study))
        if focused:
            self.note.field.setFocus()
        if scrolled:
            self.scroll_to(scrolled)

    def _take_note_out(self) -> None:
        self.note.flush()
        self.note.hide()
        self.body.removeWidget(self.note)
        self.note.setParent(self)

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
            heading.addWidget(doubt(NOT_VERIFIED), 0)
            heading.addStretch(1)
        self.body.addLayout(heading)
        self.add(text_label(text))

    def _appraised(self, study: Study, card: StudyCard) -> None:
        """Show effects and judgements, where there are any."""
        from desktop_app.ui.figures.places import forest_place, risk_place

        ref = study_ref(study.key)
        if any(outcome.effect for outcome in (*study.effects, *card.appraisal.outcomes)):
            self.add(forest_place(ref, self.services))
        if card.appraisal.risks:
            self.add(risk_place(ref, self.services))
