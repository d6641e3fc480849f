"""What a study bears on: the points it used, the claims it supports or contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.evidence import Claim, Study, StudyStance
from desktop_app.domain.refs import claim_ref, study_ref
from desktop_app.ui.evidence.citing import unsure
from desktop_app.ui.evidence.details_head import NOT_VERIFIED, doubt
from desktop_app.ui.evidence.details_page import StudyPage
from desktop_app.ui.rich.badges import Badge, CertaintyBadge, MarkLabel
from desktop_app.ui.rich.chips import Chip, LinkButton, point_mark
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.reading import StudyCard


def add_points(page: StudyPage, study: Study) -> None:
    """Add the points the record names."""
    page.add(SectionHeading("Points"))
    if not study.points:
        page.add(text_label("The record names no points.", role="quiet"))
        return
    row = FlowLayout(gap=8, line_gap=8)
    for code in study.points:
        row.addWidget(point_mark(code, page.services))
    if any(code in page.services.content.points for code in study.points):
        show = LinkButton("Show on the leg ›", page.services)
        show.clicked.connect(lambda: page.services.navigator.reveal(study_ref(study.key)))
        row.addWidget(show)
    if unsure(study, "points") or unsure(study, "acupoints"):
        row.addWidget(doubt(NOT_VERIFIED))
    page.body.addLayout(row)
    page.add(
        text_label(
            "Used in the study; that does not show that the point itself mattered.", role="small"
        )
    )


def add_claims(page: StudyPage, study: Study, card: StudyCard | None) -> None:
    """Add the claims a study bears on, as shipped and as the user sees it."""
    if card is not None:
        claims = [view.claim for view in card.claims]
        bearings = [
            (view.claim, bearing)
            for view in card.claims
            for bearing, _ in view.studies
            if bearing.key == study.key
        ]
    else:
        claims = list(page.services.content.claims.values())
        bearings = [
            (claim, bearing)
            for claim in claims
            for bearing in claim.studies
            if bearing.key == study.key
        ]
    page.add(SectionHeading("Claims it bears on"))
    if not bearings:
        page.add(text_label("No claim in the library rests on this study.", role="quiet"))
    for claim, bearing in bearings:
        page.add(BearingCard(claim, bearing, page.services))
    if card is not None:
        row = FlowLayout(gap=8, line_gap=4)
        for words, action in (("Add stance…", "evidence.stance"), ("New claim…", "evidence.claim")):
            chip = Chip(words)
            chip.setAccessibleName(page.services.actions.table[action].title)
            chip.clicked.connect(lambda _=False, action=action: page.services.actions.run(action))
            row.addWidget(chip)
        page.body.addLayout(row)


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
        if bearing.own:
            mine = Badge("my stance")
            mine.setToolTip("You say so; it does not come with Yongquan.")
            flow.addWidget(mine)
        flow.addWidget(CertaintyBadge(services.theme, claim.certainty))
        self.link = LinkButton("Open this claim ›", services, claim_ref(claim.id))
        self.link.setAccessibleName(f"Open the claim: {claim.statement}")
        flow.addWidget(self.link)
        box.addWidget(text_label(claim.statement))
        box.addWidget(row)
        if bearing.note:
            box.addWidget(text_label(bearing.note, role="small"))
