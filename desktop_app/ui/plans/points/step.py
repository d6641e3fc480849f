"""The step of a plan in which its points are chosen."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.atlas.body import Atlas
from desktop_app.domain.area import Area
from desktop_app.domain.electrodes import pair_words
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.findings import AreaReading, Candidate, Share
from desktop_app.domain.plans import Limbs, Plan
from desktop_app.domain.safety import Alert
from desktop_app.planning.protocols import Protocol
from desktop_app.store import Library
from desktop_app.ui.plans.body import plan_atlas, ready_views
from desktop_app.ui.plans.points.candidates import CandidatesPanel
from desktop_app.ui.plans.points.chosen import ChosenPanel
from desktop_app.ui.plans.points.chosen_model import numbers
from desktop_app.ui.plans.points.edits import (
    Body,
    add_points,
    expanded,
    first_choice,
    limbs_of,
    measure,
    remove_points,
    told,
)
from desktop_app.ui.plans.points.finding import Sources, find
from desktop_app.ui.plans.points.leg import LegPane, Showing
from desktop_app.ui.plans.points.protocols import ProtocolsPanel
from desktop_app.ui.plans.points.reading import ReadingPanel
from desktop_app.ui.plans.step import Step
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.tabs import Tabs
from desktop_app.ui.services import Services

READING, CANDIDATES, CHOSEN, STUDIES, LEG = range(5)
CRAMPED = 600
"""Pixels of width at 100 % below which the leg is a part of its own, not beside the others."""

LEAST_LEG = 220
"""Pixels of width that the diagram keeps at least."""

WIDEST_LISTS = 620
"""Pixels at 100 % beyond which the lists grow no wider by themselves."""


class PointsStep(Step):
    """What the area says, who may be chosen, who has been, what studies used; beside the leg."""

    words = "Points"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.plan = Plan()
        self.body: Body = {}
        self.reading: AreaReading | None = None
        self._read: tuple[Area, str] | None = None
        self._found_for: object = None
        self._by_user = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        try:
            self.atlas = plan_atlas(services)
        except UnreadableFile as error:
            words = f"The atlas cannot be shown. {error.what} {error.next_step}"
            box.addWidget(text_label(words, role="quiet"), 0, Qt.AlignmentFlag.AlignTop)
            self.is_usable = False
            return
        self.is_usable = True
        self._make(self.atlas)
        box.addWidget(self.splitter)
        self._join()
        atlas = self.atlas
        services.read(lambda _: measure(atlas), self._show_body, owner=self)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan: its points, and what its area says."""
        if not self.is_usable or plan is self.plan:
            return
        fresh = plan.key != self.plan.key
        before, self.plan = self.plan, plan
        codes = [point.code for point in plan.points]
        limbs = limbs_of(plan.area)
        self.candidates.show_chosen(self._held(codes), limbs)
        if fresh or limbs_of(before.area) is not limbs:
            self.candidates.suggest_limbs(limbs)
        self.studies.show_chosen(self._held(codes))
        self.chosen.show_plan(plan)
        self.tabs.group.button(CHOSEN).setText(f"Chosen {len(codes)}" if codes else "Chosen")
        if fresh or plan.area != before.area:
            self.leg.diagram.show_area(plan.area)
        if fresh and len({patch.side for patch in plan.area.patches}) == 1:
            self.services.settings.side = plan.area.patches[0].side.value
        self._read_area()
        if plan.flags != before.flags:
            self._show_reading_again()
        if fresh or before.condition != plan.condition:
            self._read_studies(bool(self.studies.scope.value))
        if fresh and codes:
            self.tabs.show_part(CHOSEN)
        elif fresh:
            self.tabs.show_part(READING if not plan.area.is_empty else CANDIDATES)
        self._draw()

    def show_alerts(self, alerts: tuple[Alert, ...] | None) -> None:
        """Mark the points that alerts are about."""
        if self.is_usable:
            self.chosen.show_alerts(alerts or ())

    def reveal(self, what: str) -> None:
        """Show a point: among the chosen if it is one of them, else among the candidates."""
        if not self.is_usable or not what:
            return
        if self.chosen.go_to(what):
            self.tabs.show_part(CHOSEN)
        else:
            self.tabs.show_part(CANDIDATES)
            self.candidates.go_to(what)

    def focus_main(self) -> None:
        """Put the keyboard where one works in the part that is shown."""
        if not self.is_usable:
            return
        part = self.tabs.stack.currentIndex()
        if part == CANDIDATES:
            self.candidates.focus_main()
        else:
            widget = {
                READING: self.area, CHOSEN: self.chosen.table, STUDIES: self.studies.list,
                LEG: self.leg.diagram,
            }  # fmt: skip
            widget[part].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between lists and leg until the user has moved the handle."""
        super().resizeEvent(event)
        if not self.is_usable:
            return
        self._place_leg(self.width() < self.services.theme.scaled(CRAMPED))
        if not self._by_user:
            room = self.width()
            wanted = max(round(room * 0.5), self.services.theme.scaled(440))
            lists = min(wanted, self.services.theme.scaled(WIDEST_LISTS), room - LEAST_LEG)
            self.splitter.setSizes([lists, room - lists])

    def _place_leg(self, apart: bool) -> None:
        """Put the leg beside the lists, or where there is no room into a part of its own."""
        if apart is (self.leg.parentWidget() is self.apart):
            return
        self.tabs.group.button(LEG).setVisible(apart)
        if apart:
            self._apart_box.addWidget(self.leg)
        else:
            self.splitter.addWidget(self.leg)
            if self.tabs.stack.currentIndex() == LEG:
                self.tabs.show_part(CHOSEN)
        self.leg.show()

    def _make(self, atlas: Atlas) -> None:
        services = self.services
        self.leg = LegPane(services, atlas)
        self.leg.setMinimumWidth(LEAST_LEG)
        self.area = ReadingPanel(services)
        self.candidates = CandidatesPanel(services)
        self.chosen = ChosenPanel(services, atlas)
        self.studies = ProtocolsPanel(services)
        self.tabs = Tabs(side=12, by_pages=False)
        for words, part in (
            ("Area", self.area),
            ("Candidates", self.candidates),
            ("Chosen", self.chosen),
            ("Studies", self.studies),
        ):
            self.tabs.add(words, part)
        self.apart = QWidget()
        self._apart_box = QVBoxLayout(self.apart)
        self._apart_box.setContentsMargins(0, 0, 0, 0)
        self.tabs.add("Leg", self.apart)
        self.tabs.group.button(LEG).hide()
        self.tabs.setMinimumWidth(240)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.tabs)
        self.splitter.addWidget(self.leg)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._moved_by_user)

    def _join(self) -> None:
        self.tabs.shown.connect(self._turn)
        self.area.pointed.connect(self._point_at_share)
        self.area.chosen.connect(lambda share: self.leg.turn_to_territory(share.ground, share.id))
        self.candidates.add_wanted.connect(self._add)
        self.candidates.remove_wanted.connect(self._remove)
        self.candidates.pointed.connect(self.leg.hover)
        self.candidates.stepped.connect(lambda code: self._step_to(CANDIDATES, code))
        self.candidates.changed.connect(self._draw)
        self.chosen.edited.connect(self.edited)
        self.chosen.typed.connect(self.typed)
        self.chosen.stepped.connect(lambda code: self._step_to(CHOSEN, code))
        self.chosen.alerts_wanted.connect(lambda code: self.asked.emit("safety", code))
        self.studies.stepped.connect(self._light)
        self.studies.pointed.connect(lambda code: self._step_to(STUDIES, code))
        self.studies.add_wanted.connect(self._add_study)
        self.studies.scope_wanted.connect(self._read_studies)
        self.leg.picked.connect(self._picked)
        self.leg.added.connect(self._add_picked)
        self.leg.stepped.connect(self._walk)

    def _draw(self) -> None:
        """Let the diagram show what the open part is about."""
        part = self.tabs.stack.currentIndex()
        plan = self.plan
        many = part in (CANDIDATES, LEG)
        codes = frozenset(self.candidates.codes) if many else frozenset()
        lit = frozenset(self.studies.lit) if part == STUDIES else frozenset()
        known = self.services.content.points
        lit = frozenset(expanded(lit, known)) | (lit & frozenset(known))
        reserve = frozenset(point.code for point in plan.points if point.alternative)
        numbered, wired = tuple(numbers(plan).items()), tuple(pair_words(plan).items())
        self.leg.show_points(Showing(codes, numbered, reserve, lit, wired))
        if part != LEG:
            self.leg.choose(self._current(part), turn=False)
        if part != READING:
            self.leg.outline(None)

    def _turn(self, part: int) -> None:
        """Turn the leg to what the part that is now shown is about."""
        self._draw()
        if part == STUDIES:
            self._light(self.studies.lit)
        elif part in (CANDIDATES, CHOSEN):
            self.leg.choose(self._current(part))

    def _current(self, part: int) -> str:
        """Return the point one is on in a part."""
        codes = {CANDIDATES: self.candidates.list.code, CHOSEN: self.chosen.code}
        return codes.get(part, "")

    def _step_to(self, part: int, code: str) -> None:
        if self.tabs.stack.currentIndex() == part:
            self.leg.choose(code)

    def _light(self, codes: Collection[str]) -> None:
        """Light up the points of a study in a view that shows them."""
        self._draw()
        if self.tabs.stack.currentIndex() == STUDIES and codes:
            self.leg.turn_to_points(expanded(codes, self.services.content.points))

    def _point_at_share(self, share: Share | None) -> None:
        if share is None:
            self.leg.outline(None)
        else:
            self.leg.outline(share.ground, share.id)

    def _picked(self, code: str) -> None:
        if not code:
            return
        part = self.tabs.stack.currentIndex()
        if part == LEG:
            self.leg.choose(code)
            self.chosen.go_to(code)
            self.candidates.go_to(code)
            return
        if part == CHOSEN and self.chosen.go_to(code):
            return
        if self.candidates.list.rows.place_of(code) < 0 and self.chosen.go_to(code):
            self.tabs.show_part(CHOSEN)
            return
        self.tabs.show_part(CANDIDATES)
        self.candidates.go_to(code)

    def _walk(self, by: int) -> None:
        part = self.tabs.stack.currentIndex()
        if part == CANDIDATES:
            self.candidates.list.step(by)
        elif part == CHOSEN:
            self.chosen.step(by)

    def _add_picked(self, code: str) -> None:
        limbs = self.candidates.reasons.limbs.value
        self._add(code, limbs if isinstance(limbs, Limbs) else limbs_of(self.plan.area))

    def _add(self, code: str, limbs: Limbs) -> None:
        self._put_in((code,), limbs, f"Add {code}")

    def _add_study(self, codes: Collection[str], name: str) -> None:
        limbs = limbs_of(self.plan.area)
        self._put_in(codes, limbs, f"Add {told(codes)} of {name}")

    def _put_in(self, codes: Collection[str], limbs: Limbs, words: str) -> None:
        points = self.services.content.points
        made = [first_choice(points[code], limbs, self.body) for code in expanded(codes, points)]
        self._ask(add_points(self.plan, made), words)

    def _remove(self, code: str) -> None:
        gone = expanded((code,), self.services.content.points)
        self._ask(remove_points(self.plan, gone), f"Take {code} out")

    def _ask(self, plan: Plan, words: str) -> None:
        if plan != self.plan:
            self.show_plan(plan)
            self.edited.emit(plan, words)

    def _held(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return the points the plan has, with those of which it has every site."""
        points = self.services.content.points
        whole = [
            code
            for code, point in points.items()
            if point.sites and all(site in codes for site in point.sites)
        ]
        return (*codes, *whole)

    def _moved_by_user(self) -> None:
        self._by_user = True

    def _show_body(self, body: Body) -> None:
        self.body = body
        self.chosen.show_body(body)
        ready_views(self.services, self.atlas, self)

    def _read_area(self) -> None:
        plan, atlas = self.plan, self.atlas
        if self._read == (plan.area, plan.condition):
            self._find()
            return
        self._read = (plan.area, plan.condition)
        self._found_for = None
        if plan.area.is_empty:
            # Studies speak for points without an area too.
            self.reading = AreaReading(0.0, (), (), (), ())
            self.area.show_nothing()
            self._find()
            return
        self.area.show_busy()

        def read(library: Library) -> AreaReading:
            from desktop_app.planning.reading_area import read_area

            return read_area(atlas, library.content, plan.area, plan.condition)

        self.services.read(
            read,
            self._show_reading,
            ticket="plans.reading",
            owner=self,
            on_error=lambda error: self.area.show_trouble(str(error)),
        )

    def _show_reading(self, reading: AreaReading) -> None:
        if self.plan.area.is_empty:
            return
        self.reading = reading
        self._show_reading_again()
        self._find()

    def _show_reading_again(self) -> None:
        if self.reading is not None and not self.plan.area.is_empty:
            self.area.show_reading(self.reading, self.plan.condition, dict(self.plan.flags))

    def _find(self) -> None:
        """Look for candidates, unless they are those of this area and cause already."""
        plan, atlas, reading = self.plan, self.atlas, self.reading
        wanted = (plan.area, plan.condition, plan.cause)
        if reading is None or wanted == self._found_for:
            return
        self._found_for = wanted

        def show(found: tuple[tuple[Candidate, ...], Sources]) -> None:
            self.candidates.show_candidates(*found, marked=not plan.area.is_empty)

        self.services.read(
            lambda library: find(library, atlas, plan, reading),
            show,
            ticket="plans.candidates",
            owner=self,
        )

    def _read_studies(self, everything: bool) -> None:
        condition = "" if everything else self.plan.condition

        def read(library: Library) -> tuple[Protocol, ...]:
            from desktop_app.planning.protocols import protocols

            return protocols(library, condition)

        self.services.read(read, self.studies.show_protocols, ticket="plans.protocols", owner=self)
