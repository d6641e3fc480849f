"""The claim card: a statement, how sure it is, and the studies for and against it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.domain.evidence import Claim, Direction, Stance, Study, StudyStance
from desktop_app.domain.refs import claim_ref, study_ref
from desktop_app.ui.rich.badges import (
    CERTAINTY_WORDS,
    DIRECTION_WORDS,
    STANCE_WORDS,
    Badge,
    CertaintyBadge,
    MarkLabel,
    design_and_number,
    study_name,
)
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

SHOWN = 3
"""Studies shown on a card before “more”."""

_EXPECTED = {
    Stance.SUPPORTS: (Direction.BENEFIT,),
    Stance.MIXED: (Direction.MIXED,),
    Stance.AGAINST: (Direction.NO_DIFFERENCE, Direction.HARM),
}
"""What a study with a stance usually found; only what departs from it is spelled out."""


class StudyLine(QWidget):
    """One study of a claim: design and number, stance by shape and word, link to the study."""

    def __init__(self, bearing: StudyStance, study: Study, services: Services) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=8, line_gap=4)
        flow.addWidget(Badge(design_and_number(study)))
        flow.addWidget(MarkLabel.stance(services.theme, bearing.stance))
        found = study.direction
        if found is not Direction.NOT_APPLICABLE and found not in _EXPECTED.get(bearing.stance, ()):
            word = QLabel(f"found {DIRECTION_WORDS[found]}")
            word.setProperty("role", "small")
            flow.addWidget(word)
        self.link = LinkButton(f"{study_name(study)} ›", services, study_ref(study.key))
        self.link.setToolTip(bearing.note or study.title)
        self.link.setAccessibleName(
            f"{study_name(study)}, {design_and_number(study)}, {STANCE_WORDS[bearing.stance]}"
        )
        flow.addWidget(self.link)


class ClaimCard(QFrame):
    """A claim with its certainty and studies; one click opens a study or tells why.

    Parameters
    ----------
    studies
        The claim's studies with their stance, in the order they are shown.
    via
        Words when the claim stands here for a wider scope, such as “for the Stomach meridian”.
    """

    def __init__(
        self,
        claim: Claim,
        studies: Sequence[tuple[StudyStance, Study]],
        services: Services,
        via: str = "",
        shown: int = SHOWN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.claim = claim
        self.services = services
        self.setProperty("role", "card")
        self.setAccessibleName(f"{claim.statement} ({CERTAINTY_WORDS[claim.certainty]})")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(12, 8, 12, 8)
        self.box.setSpacing(4)
        self.box.addWidget(text_label(claim.statement))
        self.box.addWidget(self._certainty_row(via))
        self.why = self._why()
        self.box.addWidget(self.why)
        self._more = list(studies[shown:])
        for bearing, study in studies[:shown]:
            self.box.addWidget(StudyLine(bearing, study, services))
        if self._more:
            self._more_button = LinkButton(f"{len(self._more)} more", services)
            self._more_button.clicked.connect(self._show_more)
            self.box.addWidget(self._more_button)

    def _certainty_row(self, via: str) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8, line_gap=4)
        flow.addWidget(CertaintyBadge(self.services.theme, self.claim.certainty))
        if via:
            label = QLabel(via)
            label.setProperty("role", "small")
            flow.addWidget(label)
        self.why_button = LinkButton("Why?", self.services)
        self.why_button.setAccessibleName("Why this certainty")
        self.why_button.clicked.connect(self._toggle_why)
        flow.addWidget(self.why_button)
        self.why_button.setVisible(bool(self.claim.why))
        self.page_link = LinkButton("Evidence ›", self.services, claim_ref(self.claim.id))
        self.page_link.setToolTip("Open this claim: effects side by side, risk of bias, studies")
        self.page_link.setAccessibleName(f"Evidence for the claim: {self.claim.statement}")
        flow.addWidget(self.page_link)
        return row

    def _why(self) -> QWidget:
        panel = QWidget()
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(0)
        box.addWidget(text_label(self.claim.why, role="quiet"))
        panel.hide()
        return panel

    def _toggle_why(self) -> None:
        self.why.setVisible(self.why.isHidden())

    def _show_more(self) -> None:
        self._more_button.hide()
        for bearing, study in self._more:
            self.box.addWidget(StudyLine(bearing, study, self.services))
        self._more = []
