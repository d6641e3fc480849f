"""The points that have been chosen: their table, the fields of those selected, a needle's way."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from desktop_app.atlas.body import Atlas
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.domain.safety import Alert
from desktop_app.ui.plans.points.chosen_form import ChosenForm
from desktop_app.ui.plans.points.chosen_model import needles_words
from desktop_app.ui.plans.points.chosen_table import ChosenTable
from desktop_app.ui.plans.points.edits import (
    Body,
    change_points,
    move_points,
    remove_points,
    shift_points,
    told,
)
from desktop_app.ui.plans.points.needle import NeedleView, Path, look_along
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.pages import Page, SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

NOTHING_CHOSEN = (
    "No point is in the plan yet. Add some under “Candidates”, or all points of a study under "
    "“Studies”."
)
FIELD_WORDS = {
    "limbs": "Side",
    "technique": "Technique",
    "depth_mm": "Depth",
    "angle": "Angle",
    "toward": "Direction",
    "minutes": "Minutes",
    "hertz": "Frequency",
    "pair": "Electrode pair",
    "note": "Note",
    "alternative": "Alternative",
}


class ChosenPanel(QWidget):
    """Edits the points of a plan."""

    edited = Signal(object, str)
    typed = Signal(object, str)

    stepped = Signal(str)
    """Sent with the one selected point, or empty."""

    alerts_wanted = Signal(str)
    """Sent with the code of a point whose alerts are asked for."""

    def __init__(self, services: Services, atlas: Atlas) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        self.plan = Plan()
        self.body: Body = {}
        self.said = text_label("", role="strong")
        self.table = ChosenTable(services)
        self.empty = text_label(NOTHING_CHOSEN, role="quiet")
        self.empty.setContentsMargins(16, 12, 16, 12)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form = ChosenForm(services)
        self.heading = QLabel()
        self.heading.setProperty("role", "strong")
        self.heading.setWordWrap(True)
        self.alerts_link = LinkButton("", services)
        self.alerts_link.clicked.connect(lambda: self.alerts_wanted.emit(self.code))
        self.needle = NeedleView(services)
        self.up = self._button("chevron-up", "Move up (Ctrl+Up)", lambda: self._shift(-1))
        self.down = self._button("chevron-down", "Move down (Ctrl+Down)", lambda: self._shift(1))
        self.remove = self._button("trash", "Take out of the plan (Delete)", self._remove)
        self._lay_out()
        self.table.selected.connect(self._selected)
        self.table.remove_wanted.connect(self._take_out)
        self.table.shift_wanted.connect(lambda codes, by: self._move(codes, by))
        self.table.points.wanted.connect(self._change)
        self.table.points.moved.connect(self._moved)
        self.form.wanted.connect(lambda name, value: self._change(self.table.codes, name, value))
        self.form.typed.connect(
            lambda name, value: self._change(self.table.codes, name, value, typed=True)
        )
        services.theme.changed.connect(self._restyle)
        self._restyle()
        self.show_plan(self.plan)

    @property
    def code(self) -> str:
        """The one selected point; empty if none or several are."""
        codes = self.table.codes
        return codes[0] if len(codes) == 1 else ""

    def show_plan(self, plan: Plan) -> None:
        """Show the points of a plan."""
        self.plan = plan
        self.said.setText(needles_words(plan))
        has = bool(plan.points)
        for widget in (self.table, self.below):
            widget.setVisible(has)
        self.empty.setVisible(not has)
        self.table.show_plan(plan)
        if has and not self.table.codes:
            self.table.choose((plan.points[0].code,))
        self._selected()

    def show_alerts(self, alerts: Collection[Alert]) -> None:
        """Mark the points that alerts are about."""
        self.table.points.show_alerts(alerts)
        self._show_alerts_link()

    def show_body(self, body: Body) -> None:
        """Take the measures of points on the body."""
        self.body = body
        self._selected()

    def go_to(self, code: str) -> bool:
        """Select a point; False if the plan has it not."""
        if any(point.code == code for point in self.plan.points):
            self.table.choose((code,))
            return True
        return False

    def step(self, by: int) -> None:
        """Select the next or previous point."""
        codes = [point.code for point in self.plan.points]
        if self.code in codes:
            place = codes.index(self.code) + by
            if 0 <= place < len(codes):
                self.table.choose((codes[place],))

    def _lay_out(self) -> None:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self.said, 1)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.below = Page(width=10_000, margins=(16, 12, 16))
        self.below.setAccessibleName("The selected points")
        self.below.add(self.heading)
        self.below.add(self.alerts_link)
        self.below.add(self.form)
        self.needle_heading = SectionHeading("On the way of the needle")
        self.below.add(self.needle_heading)
        self.below.add(self.needle)
        self.below.body.addStretch(1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(above)
        self.splitter.addWidget(self.below)
        self.splitter.setSizes([240, 360])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)

    def _selected(self) -> None:
        codes = self.table.codes
        chosen = [point for point in self.plan.points if point.code in codes]
        self.form.show_points(chosen, self.body)
        for button in (self.up, self.down, self.remove):
            button.setEnabled(bool(chosen))
        if len(chosen) == 1:
            point = self.services.content.points.get(chosen[0].code)
            name = f" {point.pinyin}, {point.english}" if point is not None else ""
            self.heading.setText(f"{chosen[0].code}{name}")
        else:
            self.heading.setText(
                f"{counted(len(chosen), 'point', 'points')} selected: a change counts for all"
                if chosen
                else "Select a point to change it"
            )
        self._show_alerts_link()
        self._look(chosen[0] if len(chosen) == 1 else None)
        self.stepped.emit(self.code)

    def _show_alerts_link(self) -> None:
        raised = self.table.points.alerts.get(self.code, ())
        self.alerts_link.setVisible(bool(raised))
        self.alerts_link.setText(f"{counted(len(raised), 'alert', 'alerts')}: see Safety ›")
        self.alerts_link.setToolTip("\n".join(alert.title for alert in raised))

    def _look(self, point: PlanPoint | None) -> None:
        shown = point is not None and point.technique.needles
        self.needle.setVisible(shown)
        self.needle_heading.setVisible(shown)
        if point is None or not shown:
            return
        if point.code not in self.body:
            self.needle.show_words("The atlas has no single place for this point.")
            return
        known = self.services.content.points.get(point.code)
        usual = known.needling.depth_cun if known is not None else None
        cun = self.body[point.code].mm_per_cun
        span = (usual[0] * cun, usual[1] * cun) if usual is not None else None
        atlas = self.atlas
        self.services.read(
            lambda _: look_along(atlas, point, span),
            self._show_path,
            ticket="plans.needle",
            owner=self,
            on_error=lambda error: self.needle.show_words(str(error)),
        )

    def _show_path(self, path: Path) -> None:
        if self.code == path.point.code:
            self.needle.show_path(path)

    def _change(
        self, codes: Collection[str], name: str, value: object, typed: bool = False
    ) -> None:
        plan = change_points(self.plan, codes, self.body, **{name: value})
        if plan == self.plan:
            return
        words = f"{FIELD_WORDS[name]} of {told(codes)}"
        self._ask(plan, words, typed)

    def _ask(self, plan: Plan, words: str, typed: bool = False) -> None:
        if plan != self.plan:
            self.show_plan(plan)
            (self.typed if typed else self.edited).emit(plan, words)

    def _remove(self) -> None:
        self._take_out(self.table.codes)

    def _take_out(self, codes: Collection[str]) -> None:
        places = [n for n, point in enumerate(self.plan.points) if point.code in codes]
        self._ask(remove_points(self.plan, codes), f"Take {told(codes)} out")
        if places and self.plan.points and not self.table.codes:
            place = min(places[0], len(self.plan.points) - 1)
            self.table.choose((self.plan.points[place].code,))

    def _shift(self, by: int) -> None:
        self._move(self.table.codes, by)

    def _move(self, codes: Collection[str], by: int) -> None:
        self._ask(shift_points(self.plan, codes, by), f"Move {told(codes)}")

    def _moved(self, codes: Collection[str], before: int) -> None:
        self._ask(move_points(self.plan, codes, before), f"Move {told(codes)}")

    def _button(self, icon: str, tip: str, on_click: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(on_click)
        return button

    def _restyle(self) -> None:
        theme = self.services.theme
        for button in (self.up, self.down, self.remove):
            button.setIcon(theme.icon(str(button.property("icon_name")), "quiet"))
            button.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
            button.setFixedSize(theme.scaled(28), theme.scaled(28))
