"""The form of an appraisal: arms and outcomes, risk of bias, what of STRICTA is reported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop_app.domain.appraisal import Appraisal, Arm, Outcome
from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence_words import study_name
from desktop_app.domain.refs import Ref
from desktop_app.reading import StudyCard, open_study
from desktop_app.store import Library
from desktop_app.ui.appraising.checklist import StrictaForm
from desktop_app.ui.appraising.outcomes import ArmForm, OutcomeForm
from desktop_app.ui.appraising.risks import RisksForm
from desktop_app.ui.dialogs.form import FormDialog
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.rich.several import Several
from desktop_app.ui.services import Services


class AppraisalDialog(FormDialog):
    """Appraises a study, shipped or the user's own; what ships is annotated, never changed."""

    def __init__(self, services: Services, parent: QWidget, ref: Ref) -> None:
        super().__init__(services, parent, "Appraise the study", 840, 680)
        self.setObjectName("appraisal-form")
        self._ref = ref
        self.arms = Several(services, ArmForm, "arm")
        self.outcomes = Several(services, lambda: OutcomeForm(services), "outcome")
        self.risks = RisksForm(services)
        self.stricta = StrictaForm(services)
        page = self.part("Arms and outcomes")
        page.add(
            text_label(
                "Enter what the report itself gives. An effect with its interval is drawn in the "
                "forest plots of the claims that this study bears on.",
                role="quiet",
            )
        )
        page.add(SectionHeading("Arms"))
        page.add(self.arms)
        page.add(SectionHeading("Outcomes"))
        page.add(self.outcomes)
        page.body.addStretch(1)
        page = self.part("Risk of bias")
        page.add(self.risks)
        page.body.addStretch(1)
        page = self.part("Needling reported (STRICTA)")
        page.add(self.stricta)
        page.body.addStretch(1)
        self.begin()
        self.setEnabled(False)
        services.read(partial(open_study, key=ref.key), self._opened, owner=self)

    def value(self) -> Appraisal:
        """Return the appraisal as entered, empty forms left out."""
        arms = (form.value() for form in self.arms.forms())
        outcomes = (form.value() for form in self.outcomes.forms())
        return Appraisal(
            arms=tuple(arm for arm in arms if arm != Arm("")),
            outcomes=tuple(outcome for outcome in outcomes if outcome != Outcome("")),
            risks=self.risks.value(),
            stricta=self.stricta.value(),
        )

    def verb(self) -> Callable[[Library], Changed]:
        """Return the verb that writes the appraisal."""
        from desktop_app.library.appraising import put_appraisal

        appraisal = self.value()
        return lambda library: put_appraisal(library, self._ref, appraisal)

    def _opened(self, card: StudyCard) -> None:
        self.heading.setText(f"Appraise {study_name(card.study)}")
        for arm in card.appraisal.arms:
            self.arms.add().show_value(arm)
        for outcome in card.appraisal.outcomes:
            self.outcomes.add().show_value(outcome)
        self.risks.show_value(card.appraisal.risks, card.study.design)
        self.stricta.show_value(card.appraisal.stricta)
        self.begin()
        self.setEnabled(True)
        self.arms.add_button.setFocus()
