"""The reasons for one point, each leading to its claim or study; the button that adds it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.findings import Reason
from desktop_app.domain.plan_words import LIMB_WORDS, REASON_EXPLAINED, REASON_WORDS
from desktop_app.domain.plans import Limbs
from desktop_app.domain.refs import claim_ref, point_ref, study_ref
from desktop_app.ui.plans.points.finding import Row, Sources
from desktop_app.ui.plans.points.words import distance_words
from desktop_app.ui.rich.badges import (
    Badge,
    CertaintyBadge,
    MarkLabel,
    design_and_number,
    study_name,
)
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case

NONE_ON = "No reason that is switched on speaks for this point."


class ReasonsPanel(QFrame):
    """A point, its reasons and the button that adds it."""

    add_wanted = Signal(str, object)
    """Sent with the code and the ``Limbs``."""

    remove_wanted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.row: Row | None = None
        self.sources = Sources()
        self.chosen: frozenset[str] = frozenset()
        self.setProperty("role", "contents")
        self.title = LinkButton("", services)
        self.title.clicked.connect(self._open)
        self.title.setToolTip("Open this point on the atlas")
        self.limbs = Segments("Limb", tuple(LIMB_WORDS.items()))
        self.limbs.choose(Limbs.BOTH)
        self.limbs.setToolTip("On which limb the point is treated")
        self.button = QPushButton("Add to plan")
        self.button.setProperty("role", "primary")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._press)
        head = QWidget()
        flow = FlowLayout(head, gap=8, line_gap=4)
        flow.setContentsMargins(16, 8, 16, 4)
        for widget in (self.title, self.limbs, self.button):
            flow.addWidget(widget)
        self.page = Page(width=10_000, margins=(16, 0, 12))
        self.page.setAccessibleName("Reasons for this point")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.page, 1)
        self._shown: tuple[object, ...] = ()

    def show_row(self, row: Row | None, sources: Sources, chosen: Collection[str]) -> None:
        """Show a point; None leaves the panel empty."""
        self.row, self.sources, self.chosen = row, sources, frozenset(chosen)
        self.setVisible(row is not None)
        if row is None:
            return
        point = self.services.content.points[row.code]
        self.title.setText(f"{point.code} {point.pinyin} ›")
        has = row.code in self.chosen
        self.limbs.setVisible(not has)
        self.button.setText("Take out of the plan" if has else "Add to plan")
        self.button.setProperty("role", "" if has else "primary")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)
        key = (row, id(sources))
        if key != self._shown:
            self._shown = key
            self._fill(row)

    def _fill(self, row: Row) -> None:
        self.page.empty()
        far = distance_words(row.candidate) if row.candidate is not None else ""
        if far and row.candidate is not None and row.candidate.distance_mm > 0:
            self.page.add(text_label(sentence_case(far), role="quiet"))
        if not row.reasons:
            self.page.add(text_label(NONE_ON, role="quiet"))
        for reason in row.reasons:
            self.page.add(self._reason(reason))
        self.page.body.addStretch(1)

    def _reason(self, reason: Reason) -> QWidget:
        held = QWidget()
        box = QVBoxLayout(held)
        box.setContentsMargins(0, 4, 0, 4)
        box.setSpacing(2)
        line = QWidget()
        flow = FlowLayout(line, gap=8, line_gap=2)
        word = Badge(REASON_WORDS[reason.kind])
        word.setToolTip(REASON_EXPLAINED[reason.kind])
        flow.addWidget(word)
        for widget in self._evidence(reason):
            flow.addWidget(widget)
        box.addWidget(line)
        box.addWidget(text_label(reason.text))
        return held

    def _evidence(self, reason: Reason) -> list[QWidget]:
        services, theme = self.services, self.services.theme
        made: list[QWidget] = []
        claim = self.sources.claims.get(reason.claim)
        study = self.sources.studies.get(reason.study)
        if claim is not None:
            made.append(CertaintyBadge(theme, claim.certainty))
        if reason.claim:
            link = LinkButton("Claim ›", services, claim_ref(reason.claim))
            link.setToolTip(claim.statement if claim is not None else "Open the claim")
            made.append(link)
        if study is not None:
            made.append(MarkLabel.direction(theme, study.direction))
            made.append(_quiet(design_and_number(study)))
        if reason.study:
            name = study_name(study) if study is not None else reason.study
            link = LinkButton(f"{name} ›", services, study_ref(reason.study))
            link.setToolTip(study.title if study is not None else "Open the study")
            made.append(link)
        if not reason.counts:
            told = _quiet("told, not counted")
            told.setToolTip("It does not speak for the point, so the ranking leaves it out.")
            made.append(told)
        return made

    def _press(self) -> None:
        if self.row is None:
            return
        if self.row.code in self.chosen:
            self.remove_wanted.emit(self.row.code)
        else:
            self.add_wanted.emit(self.row.code, self.limbs.value)

    def _open(self) -> None:
        if self.row is not None:
            self.services.navigator.go(point_ref(self.row.code))


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "small")
    return label
