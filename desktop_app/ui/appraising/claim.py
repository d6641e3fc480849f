"""The form of a claim of one's own: the statement, how sure it is and why, what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Stance, StudyStance
from desktop_app.domain.evidence_words import CERTAINTY_WORDS, KIND_WORDS, STANCE_WORDS
from desktop_app.domain.refs import Kind, Ref
from desktop_app.reading import ClaimCard, open_claim
from desktop_app.store import Library
from desktop_app.ui.appraising.scope import condition_field, meridian_field, point_field, points_of
from desktop_app.ui.dialogs.form import FormDialog
from desktop_app.ui.rich.fields import ChoiceField, TextField, row
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case

NEW = Claim("", ClaimKind.NEUROPATHY, "", Certainty.VERY_LOW)


class StatementField(TextField):
    """The statement, without which there is no claim."""

    def problem(self) -> str:
        """Ask for a statement."""
        return "" if self.value() else "A claim needs its statement."


class ClaimDialog(FormDialog):
    """Makes a claim of the user's own, or edits one.

    Parameters
    ----------
    claim_id
        The claim to edit; empty makes one.
    study
        A study that the new claim rests on.
    """

    def __init__(
        self, services: Services, parent: QWidget, claim_id: str = "", study: Ref | None = None
    ) -> None:
        title = "Edit my claim" if claim_id else "A claim of my own"
        super().__init__(services, parent, title, 680, 620)
        self.setObjectName("claim-form")
        self._study = study
        self._claim = replace(NEW, id=claim_id)
        self.statement = StatementField(
            services, "Statement", "One sentence on one effect or risk, no wider than its studies."
        )
        self.kind = ChoiceField(
            services, "Question", [(k.value, sentence_case(KIND_WORDS[k])) for k in ClaimKind]
        )
        self.certainty = ChoiceField(
            services,
            "Certainty (GRADE)",
            [(c.value, sentence_case(CERTAINTY_WORDS[c])) for c in Certainty],
        )
        self.why = TextField(
            services,
            "Why this certainty",
            "Risk of bias, inconsistency, indirectness, imprecision, publication bias.",
        )
        self.points = point_field()
        self.meridians = meridian_field(services)
        self.conditions = condition_field(services)
        self.stance = ChoiceField(
            services,
            f"What {services.names.title(study)} says of it" if study else "The study",
            [(each.value, sentence_case(STANCE_WORDS[each])) for each in Stance],
        )
        page = self.part("Claim")
        page.add(self.statement)
        page.add(row((self.kind, 1), (self.certainty, 1)))
        page.add(self.why)
        page.add(row((self.points, 1), (self.meridians, 1)))
        page.add(self.conditions)
        page.add(self.stance)
        self.stance.setVisible(study is not None)
        page.add(
            text_label("Shown as yours wherever it stands beside the shipped claims.", role="small")
        )
        page.body.addStretch(1)
        self._fill()
        self.begin()
        if claim_id:
            self.setEnabled(False)
            services.read(partial(open_claim, key=claim_id), self._opened, owner=self)

    def value(self) -> Claim:
        """Return the claim as entered."""
        studies = self._claim.studies
        if self._study is not None:
            studies = (
                *studies,
                StudyStance(self._study.key, Stance(self.stance.value()), own=True),
            )
        return replace(
            self._claim,
            kind=ClaimKind(self.kind.value()),
            statement=self.statement.value(),
            certainty=Certainty(self.certainty.value()),
            why=self.why.value(),
            points=points_of(self.points),
            meridians=tuple(code.upper() for code in self.meridians.values()),
            conditions=self.conditions.values(),
            studies=studies,
        )

    def verb(self) -> Callable[[Library], Changed]:
        """Return the verb that writes the claim."""
        from desktop_app.library.claiming import add_claim, edit_claim

        claim = self.value()
        if claim.id:
            return lambda library: edit_claim(library, claim)
        return lambda library: add_claim(library, claim)

    def _saved(self, changed: Changed) -> None:
        super()._saved(changed)
        made = next((ref for ref in changed.refs if ref.kind is Kind.CLAIM), None)
        if made is not None and not self._claim.id:
            self.services.navigator.go(made)

    def _opened(self, card: ClaimCard) -> None:
        self._claim = card.view.claim
        self._fill()
        self.begin()
        self.setEnabled(True)
        self.statement.setFocus()

    def _fill(self) -> None:
        claim = self._claim
        self.statement.show_value(claim.statement)
        self.kind.show_value(claim.kind.value)
        self.certainty.show_value(claim.certainty.value)
        self.why.show_value(claim.why)
        self.points.show_values(claim.points)
        self.meridians.show_values(claim.meridians)
        self.conditions.show_values([slug.replace("-", " ") for slug in claim.conditions])
