"""The sections of a card that rest on studies: claims by question, and the list of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.refs import Kind, Ref, study_ref
from desktop_app.ui.atlas.card_words import NO_CLAIM, SECTIONS
from desktop_app.ui.rich.badges import Badge, MarkLabel, design_and_number, study_name
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.claims import ClaimCard
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import SectionHeading, clear, text_label
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.domain.evidence import Study
    from desktop_app.reading import ClaimView, PointCard

NO_STUDY = "Traditional use; no study of this point in the library."
SOURCE_ARTICLE = Ref(Kind.TOPIC, "the-source-article")
FEW = 2
"""Claims about the whole meridian shown in a section before “more”."""


class ClaimSections(QWidget):
    """Claims about a point, each under its question; ``evidence`` is the list of its studies.

    ``first`` is the study that is first in that list, else the first that a claim rests on.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)
        self.first: Study | None = None
        self.evidence = QWidget()
        self.evidence_box = QVBoxLayout(self.evidence)
        self.evidence_box.setContentsMargins(0, 0, 0, 0)
        self.evidence_box.setSpacing(6)

    def wait(self) -> None:
        """Show nothing until the point's claims have been read."""
        self.first = None
        # With every click, and there may be dozens of them.
        clear(self.box, part=False)
        clear(self.evidence_box, part=False)

    def show_card(self, card: PointCard) -> None:
        """Show what has been read of a point."""
        self.wait()
        for title, kinds in SECTIONS:
            self._add_section(title, [v for v in card.claims if v.claim.kind in kinds])
        self._add_evidence(card)
        if self.first is None:
            named = (study for view in card.claims for _, study in view.studies)
            self.first = next(named, None)

    def _add_section(self, title: str, views: list[ClaimView]) -> None:
        if not views and title not in NO_CLAIM:
            return
        self.box.addWidget(SectionHeading(title))
        if not views:
            self.box.addWidget(text_label(NO_CLAIM[title], role="quiet"))
            return
        own = [view for view in views if _is_own(view)]
        wider = [view for view in views if not _is_own(view)]
        for view in own + wider[:FEW]:
            self.box.addWidget(self._claim(view))
        rest = wider[FEW:]
        if rest:
            more = LinkButton(f"{len(rest)} more about the whole meridian", self.services)
            place = self.box.count()
            self.box.addWidget(more)
            more.clicked.connect(lambda: self._add_rest(more, place, rest))

    def _add_rest(self, more: LinkButton, place: int, views: list[ClaimView]) -> None:
        more.hide()
        for offset, view in enumerate(views):
            self.box.insertWidget(place + offset, self._claim(view))

    def _claim(self, view: ClaimView) -> ClaimCard:
        via = "" if _is_own(view) else "for the whole meridian"
        return ClaimCard(view.claim, view.studies, self.services, via=via)

    def _add_evidence(self, card: PointCard) -> None:
        self.evidence_box.addWidget(SectionHeading("Evidence"))
        claimed = {s.key for v in card.claims if _is_own(v) for _, s in v.studies}
        own = [s for s in card.studies if s.key in claimed or card.point.code in s.points]
        if not own:
            self.evidence_box.addWidget(text_label(NO_STUDY, role="quiet"))
        self.first = own[0] if own else None
        for study in own:
            self.evidence_box.addWidget(self._study(study))
        if self.services.content.get(SOURCE_ARTICLE) is not None:
            # Some of these studies name no point, and no point's card would lead to them.
            words = "The studies the source article cites ›"
            self.evidence_box.addWidget(LinkButton(words, self.services, SOURCE_ARTICLE))

    def _study(self, study: Study) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, gap=8, line_gap=2)
        link = LinkButton(f"{study_name(study)} ›", self.services, study_ref(study.key))
        link.setToolTip(study.title)
        flow.addWidget(link)
        flow.addWidget(Badge(design_and_number(study)))
        flow.addWidget(MarkLabel.direction(self.services.theme, study.direction))
        return line


def _is_own(view: ClaimView) -> bool:
    return view.via_scope != "meridian"
