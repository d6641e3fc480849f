"""Candidate points: reasons switched on and off, the list ranked by them, one point's reasons."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.findings import Candidate, ReasonKind
from desktop_app.domain.plan_words import REASON_EXPLAINED, REASON_WORDS
from desktop_app.domain.plans import Limbs
from desktop_app.ui.plans.points.candidate_list import CandidateList
from desktop_app.ui.plans.points.finding import Row, Sources, counts, rows
from desktop_app.ui.plans.points.reasons import ReasonsPanel
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

SWITCHED_OFF = "plans.reasons-off"

CRAMPED = 380
"""Pixels of height at 100 % below which the reasons are folded away."""

NO_AREA = (
    "No area is marked: only studies and tradition speak for points. Mark one in the step “Area” "
    "to see which points reach it."
)
NOTHING_ON = "No point has a reason that is switched on. Switch on more reasons above."
NOT_FOUND = "No point of the leg has this code or name."


class CandidatesPanel(QWidget):
    """Who may be chosen and why."""

    add_wanted = Signal(str, object)
    """Sent with a code and the ``Limbs`` on which it is to be treated."""

    remove_wanted = Signal(str)
    pointed = Signal(str)
    """Sent with the code under the pointer, or empty."""

    stepped = Signal(str)
    """Sent with the code one is on, or empty."""

    changed = Signal()
    """Sent when other points are in the list."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.candidates: tuple[Candidate, ...] = ()
        self.sources = Sources()
        self.chosen: tuple[str, ...] = ()
        self.marked = False
        off = services.settings.recall(SWITCHED_OFF, list[str]())
        self.on = frozenset(kind for kind in ReasonKind if kind.value not in off)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter, or any point by code or name")
        self.field.setAccessibleName("Filter candidates, or find any point")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self._list())
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self.chips: dict[ReasonKind, Chip] = {}
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self.said.setWordWrap(True)
        self.unmarked = text_label(NO_AREA, role="quiet")
        self.list = CandidateList(services)
        self.empty = text_label("", role="quiet")
        self.empty.setContentsMargins(16, 12, 16, 12)
        self.reasons = ReasonsPanel(services)
        self._lay_out()
        self.list.added.connect(self._add)
        self.list.pointed.connect(self.pointed)
        self.list.stepped.connect(self._stepped)
        self.reasons.add_wanted.connect(self.add_wanted)
        self.reasons.remove_wanted.connect(self.remove_wanted)
        self._list()

    @property
    def codes(self) -> frozenset[str]:
        """The points in the list."""
        return frozenset(row.code for row in self.list.rows.rows)

    def show_candidates(
        self, candidates: Sequence[Candidate], sources: Sources, marked: bool = True
    ) -> None:
        """Show who may be chosen; ``marked`` tells whether there is an area at all."""
        self.candidates, self.sources, self.marked = tuple(candidates), sources, marked
        found = counts(self.candidates)
        for kind, chip in self.chips.items():
            chip.setText(f"{REASON_WORDS[kind]} {found[kind]}")
            chip.setAccessibleName(
                f"Reason {REASON_WORDS[kind]}, {counted(found[kind], 'point', 'points')}"
            )
        self._list()

    def show_chosen(self, codes: Collection[str], limbs: Limbs) -> None:
        """Mark the points the plan has; others are added on these limbs unless said otherwise."""
        known = self.chosen
        self.chosen = tuple(codes)
        self.list.rows.show_chosen(self.chosen)
        self.reasons.show_row(self._row(), self.sources, self.chosen)
        if not known:
            self.reasons.limbs.choose(limbs)

    def suggest_limbs(self, limbs: Limbs) -> None:
        """Offer other limbs, as the area is marked on others now."""
        self.reasons.limbs.choose(limbs)

    def go_to(self, code: str) -> None:
        """Go to a point; one that is not in the list is looked for by its code."""
        if code and self.list.rows.place_of(code) < 0:
            self.field.setText(code)
        self.list.go_to(code)

    def focus_main(self) -> None:
        """Put the keyboard in the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def switch(self, kind: ReasonKind, on: bool) -> None:
        """Switch a kind of reason on or off; this is remembered."""
        self.on = self.on | {kind} if on else self.on - {kind}
        self.fold.setText(f"Reasons {len(self.on)} of {len(ReasonKind)}")
        off = [each.value for each in ReasonKind if each not in self.on]
        self.services.settings.remember(SWITCHED_OFF, off)
        self._list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows lead from the field into the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if by:
                self.list.step(by)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the reasons away where there is little height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cramped = self.height() < self.services.theme.scaled(CRAMPED)
        self.fold.setVisible(cramped)
        self.switches.setVisible(not cramped or self.fold.isChecked())
        self.said.setVisible(not cramped and bool(self.codes))

    def _lay_out(self) -> None:
        switches = QWidget()
        switches.setAccessibleName("Reasons that count")
        flow = FlowLayout(switches, gap=4, line_gap=4)
        for kind in ReasonKind:
            chip = Chip(REASON_WORDS[kind])
            chip.setCheckable(True)
            chip.setChecked(kind in self.on)
            chip.setToolTip(f"{REASON_EXPLAINED[kind]} Click to switch this reason on or off.")
            chip.toggled.connect(lambda on, kind=kind: self.switch(kind, on))
            flow.addWidget(chip)
            self.chips[kind] = chip
        self.switches = switches
        self.fold = Chip(f"Reasons {len(self.on)} of {len(ReasonKind)}")
        self.fold.setCheckable(True)
        self.fold.setToolTip("Show the reasons that can be switched on and off")
        self.fold.toggled.connect(lambda _: self._fit())
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(16, 12, 16, 8)
        above.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.fold)
        above.addLayout(line)
        for widget in (switches, self.unmarked, self.said):
            above.addWidget(widget)
        middle = QWidget()
        stacked = QVBoxLayout(middle)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(self.list, 1)
        stacked.addWidget(self.empty)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(self.reasons)
        self.splitter.setSizes([360, 300])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.splitter, 1)

    def _list(self) -> None:
        # Not before it is needed: the first picture can do without.
        from desktop_app.planning.candidates import RANKED, rank

        points = self.services.content.points
        self.said.setToolTip(RANKED)
        ranked = rank(self.candidates, self.on)
        if self.field.text().strip():
            ranked += tuple(each for each in self.candidates if each not in ranked)
        shown = rows(ranked, self.on, self.sources, points, self.field.text())
        self.list.show_rows(shown, self.chosen)
        self._say(shown)
        self.reasons.show_row(self._row(), self.sources, self.chosen)
        self.changed.emit()

    def _say(self, shown: Sequence[Row]) -> None:
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if self.field.text().strip():
            self.empty.setText(NOT_FOUND)
        else:
            self.empty.setText(NOTHING_ON)
        self.unmarked.setVisible(not self.marked)
        self.said.setText(
            f"{counted(len(shown), 'point', 'points')}, those first that most of these reasons "
            "speak for, then the nearer."
        )
        self._fit()

    def _row(self) -> Row | None:
        place = self.list.rows.place_of(self.list.code) if self.list.code else -1
        return self.list.rows.rows[place] if place >= 0 else None

    def _stepped(self, code: str) -> None:
        self.reasons.show_row(self._row(), self.sources, self.chosen)
        self.stepped.emit(code)

    def _enter(self) -> None:
        if self.list.code:
            self._add(self.list.code)

    def _add(self, code: str) -> None:
        limbs = self.reasons.limbs.value
        self.add_wanted.emit(code, limbs if isinstance(limbs, Limbs) else Limbs.BOTH)
