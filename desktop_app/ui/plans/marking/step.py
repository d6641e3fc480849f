"""The step in which the area is marked: painted, chosen ready-made, or filled from tests."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.marking import ready_made
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.skin import Skin
from desktop_app.atlas.state import Side
from desktop_app.domain.area import Area, Feeling, Patch
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.findings import Ground
from desktop_app.domain.plans import Limbs, Plan
from desktop_app.domain.sensing import Place, Test
from desktop_app.ui.diagram.tool import Tool
from desktop_app.ui.plans.body import plan_atlas, ready_views
from desktop_app.ui.plans.marking import edits
from desktop_app.ui.plans.marking.brush import Brush
from desktop_app.ui.plans.marking.canvas import Canvas
from desktop_app.ui.plans.marking.edits import Edit
from desktop_app.ui.plans.marking.feeling_box import FeelingBox
from desktop_app.ui.plans.marking.marked import Marked
from desktop_app.ui.plans.marking.outline import Outline
from desktop_app.ui.plans.marking.pen import Pen, Stroke, ToolKind, next_size
from desktop_app.ui.plans.marking.ready import ReadyMadeBox
from desktop_app.ui.plans.marking.results import abnormal_skin, next_value, result
from desktop_app.ui.plans.marking.sensing import SensingForm
from desktop_app.ui.plans.marking.sites import Sites, is_seen
from desktop_app.ui.plans.marking.toolbar import TOOLS, Toolbar
from desktop_app.ui.plans.marking.words import FEELING_WORDS, WHERE
from desktop_app.ui.plans.step import Step
from desktop_app.ui.rich.pages import Callout, Page, text_label
from desktop_app.ui.rich.tabs import Tabs
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

PANEL = 304
"""Pixels at 100 % of the panel beside the canvas."""

LEAST_CANVAS = 340
"""Pixels that the canvas keeps where the window is narrow."""

LEAST_PANEL = 200

WAITING = "Getting the skin ready…"
FOREIGN = (
    "This area was marked on another model of the body, and is not shown on this one. "
    "It is kept until it is cleared; clear it to mark anew."
)
FEELING_KEYS = dict(
    zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4), Feeling, strict=True)
)
TOOL_KEYS = {Qt.Key[f"Key_{key}"]: kind for kind, _, _, key, _ in TOOLS}
MARK, TESTS_PART = 0, 1
"""Places of the two parts of the panel."""

SIZE_KEYS = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}


class AreaStep(Step):
    """Marks the area of a plan."""

    words = "Area"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.plan = Plan()
        self.skin: Skin | None = None
        self.pen = Pen()
        self.limbs = Limbs.BOTH
        self.tool = ToolKind.BRUSH
        self.canvas: Canvas | None = None
        self._asked = False
        self._brushes: dict[ToolKind, Brush | Outline] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        try:
            atlas = plan_atlas(services)
        except UnreadableFile as error:
            told = text_label(f"{error.what} {error.next_step}")
            told.setMargin(24)
            box.addWidget(told)
            return
        self._build(box, atlas)

    def show_plan(self, plan: Plan) -> None:
        """Show the area of a plan."""
        self.plan = plan
        if self.canvas is None:
            return
        self.canvas.show_area(plan.area)
        self.tests.show_plan(plan)
        self.canvas.diagram.update()
        if self.skin is not None:
            self._show_area(self.skin)

    def focus_main(self) -> None:
        """Put the keyboard on the skin."""
        if self.canvas is not None:
            self.canvas.focus()

    def reveal(self, what: str) -> None:
        """Open a test of sensation by its id."""
        if self.canvas is not None and what in self.tests.folds:
            self.tabs.show_part(TESTS_PART)
            self.tests.folds[what].open()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the skin when it is first wanted."""
        super().showEvent(event)
        if not self._asked and self.canvas is not None:
            self._asked = True
            atlas = self.canvas.atlas
            self.services.runner.run(
                Lane.READ, lambda: _warmed(atlas), self._take_skin, self._no_skin, owner=self
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between canvas and panel."""
        super().resizeEvent(event)
        if self.canvas is not None:
            self._spread()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose feelings, tools and sizes by their keys."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if not plain or self.canvas is None:
            super().keyPressEvent(event)
        elif key in FEELING_KEYS:
            self.take_pen(replace(self.pen, feeling=FEELING_KEYS[key]))
        elif key in TOOL_KEYS:
            self.take_tool(TOOL_KEYS[key])
        elif key in SIZE_KEYS:
            size = next_size(self.pen.radius, SIZE_KEYS[key])
            self.take_pen(replace(self.pen, radius=size))
        else:
            super().keyPressEvent(event)

    def take_pen(self, pen: Pen) -> None:
        """Mark with another feeling, strength or size from now on."""
        self.pen = pen
        self.feelings.show_pen(pen.feeling, pen.strength)
        self.toolbar.show_radius(pen.radius)
        for tool in self._brushes.values():
            tool.take_pen(pen)
        feeling = FEELING_WORDS[pen.feeling].lower()
        self.ready.show_pen(f"Marked as {feeling}, strength {pen.strength}, {WHERE[self.limbs]}.")

    def take_tool(self, kind: ToolKind) -> None:
        """Take another tool into the hand."""
        self.tool = kind
        if self.tabs.stack.currentIndex() != MARK:
            self.tabs.show_part(MARK)
        self._take_in_hand()

    def take_limbs(self, limbs: Limbs) -> None:
        """Mark on this limb, or on both, and show it."""
        self.limbs = limbs
        self.toolbar.show_limbs(limbs)
        if self.canvas is not None and limbs is not Limbs.BOTH:
            self.canvas.show_side(Side(limbs.value))
        self.take_pen(self.pen)

    def apply(self, edit: Edit) -> None:
        """Ask for the plan that an edit of the area leads to, unless it changes nothing."""
        if edit.area.patches != self.plan.area.patches:
            self.edited.emit(replace(self.plan, area=edit.area), edit.words)
        elif self.canvas is not None:
            # A stroke may have shown what it did not change.
            self.canvas.show_area(self.plan.area)

    def _build(self, box: QVBoxLayout, atlas: Atlas) -> None:
        services = self.services
        self.canvas = Canvas(services, atlas)
        self.canvas.arrowed.connect(self._arrow)
        self.canvas.side_wanted.connect(self._turn)
        self.canvas.picked.connect(self._picked)
        self.toolbar = Toolbar(services)
        self.toolbar.tool_chosen.connect(self.take_tool)
        self.toolbar.radius_chosen.connect(lambda mm: self.take_pen(replace(self.pen, radius=mm)))
        self.toolbar.limbs_chosen.connect(self.take_limbs)
        self.feelings = FeelingBox(services)
        self.feelings.feeling_chosen.connect(
            lambda feeling: self.take_pen(replace(self.pen, feeling=feeling))
        )
        self.feelings.strength_chosen.connect(
            lambda strength: self.take_pen(replace(self.pen, strength=strength))
        )
        self.ready = ReadyMadeBox()
        self.ready.chosen.connect(self._ready_made)
        self.marked = Marked(services)
        self.marked.chosen.connect(self._go_on)
        self.marked.removed.connect(lambda p: self.apply(edits.remove(self._area, p)))
        self.marked.copied.connect(lambda s: self.apply(edits.copy_side(self._area, s)))
        self.marked.emptied.connect(lambda: self.apply(edits.empty(self._area)))
        self.foreign = Callout("", "caution")
        self.foreign.add(FOREIGN)
        self.foreign.hide()
        page = Page(width=10_000, margins=(12, 12, 16))
        page.body.setSpacing(12)
        for part in (self.foreign, self.feelings, self.ready, self.marked):
            page.add(part)
        page.body.addStretch(1)
        self.tabs = Tabs(side=12)
        self.tabs.add("Mark", page)
        self.tabs.setProperty("role", "side")
        self.tests = SensingForm(services)
        self.tests.found.connect(self.edited)
        self.tests.fill_wanted.connect(self._fill)
        self.tests.turned.connect(self._show_test)
        form = Page(width=10_000, margins=(12, 12, 16))
        form.add(self.tests)
        form.body.addStretch(1)
        self.tabs.add("Tests", form)
        self.tabs.shown.connect(self._part_shown)
        self.sites = Sites(self.canvas, self._result, self._site_clicked)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.canvas, 1)
        self.waiting = QLabel(WAITING, self.canvas.diagram)
        self.waiting.setProperty("role", "quiet")
        self.waiting.move(16, 52)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.tabs)
        self.splitter.setStretchFactor(0, 1)
        box.addWidget(self.splitter, 1)
        self.take_tool(self.tool)
        self.take_limbs(self.limbs)
        self.services.theme.changed.connect(self._spread)

    @property
    def _area(self) -> Area:
        """The area that edits begin from: one of this skin."""
        area = self.plan.area
        if self.skin is not None and area.is_empty:
            return Area(skin=self.skin.name)
        return area

    @property
    def _is_foreign(self) -> bool:
        area = self.plan.area
        return self.skin is not None and not area.is_empty and area.skin != self.skin.name

    def _take_skin(self, skin: Skin) -> None:
        self.skin = skin
        self.waiting.hide()
        self.ready.take_skin(skin)
        if self.canvas is None:
            return
        self._brushes = {
            ToolKind.BRUSH: Brush(self.canvas, skin, self._drawn),
            ToolKind.ERASER: Brush(self.canvas, skin, self._drawn, erases=True),
            ToolKind.OUTLINE: Outline(self.canvas, self._drawn),
        }
        self.take_pen(self.pen)
        self._show_area(skin)
        self.canvas.ready()
        ready_views(self.services, self.canvas.atlas, self)

    def _no_skin(self, error: Exception) -> None:
        self.waiting.setText("The skin cannot be marked: its file cannot be read.")
        self.waiting.adjustSize()
        self.services.trouble.emit(error)

    def _show_area(self, skin: Skin) -> None:
        foreign = self._is_foreign
        self.foreign.setVisible(foreign)
        for part in (self.toolbar, self.feelings, self.ready):
            part.setEnabled(not foreign)
        self.marked.show_area(skin, self.plan.area)
        self._take_in_hand()

    def _take_in_hand(self) -> None:
        """Take the tool of the part that is shown."""
        if self.canvas is None:
            return
        testing = self.tabs.stack.currentIndex() == TESTS_PART
        tool: Tool | None = self.sites if testing else self._brushes.get(self.tool)
        if self._is_foreign and not testing:
            tool = None
        self.toolbar.show_tool(None if testing else self.tool)
        if tool is not self.canvas.diagram.tool:
            self.canvas.take_tool(tool)

    def _drawn(self, stroke: Stroke) -> None:
        self.apply(edits.draw(self._area, self._limbs_drawn, self.pen, stroke))

    @property
    def _limbs_drawn(self) -> Limbs:
        """Where a stroke counts: on the limb that is seen, or on both."""
        if self.limbs is Limbs.BOTH or self.canvas is None:
            return self.limbs
        return Limbs(self.canvas.state.side.value)

    def _ready_made(self, name: str, words: str, adds: bool) -> None:
        if self.skin is None:
            return
        mask = ready_made(self.skin, name)
        if adds:
            self.apply(edits.mark(self._area, self.limbs, self.pen, mask, words))
        else:
            self.apply(edits.unmark(self._area, self.limbs, mask, self.pen.feeling, words))

    def _part_shown(self, part: int) -> None:
        if part == TESTS_PART:
            self.tests.begin()
            self._show_test(self.tests.current, self.tests.places(self.tests.current))
        self._take_in_hand()

    def _show_test(self, test: Test, places: tuple[Place, ...]) -> None:
        """Show the places of a test, in a view that has them."""
        self.sites.show_test(test, places)
        if self.canvas is None:
            return
        atlas = self.canvas.atlas

        def seen(view: str) -> int:
            return sum(is_seen(atlas, view, place) for place in places)

        best = max(atlas.cameras, key=lambda view: (seen(view), atlas.camera(view).is_foot))
        if 2 * seen(self.canvas.state.view) < seen(best):
            self.canvas.turn_to(best)

    def _result(self, place: Place) -> str:
        if self.canvas is None:
            return ""
        return result(self.plan, self.tests.current.id, self.canvas.state.side, place.id)

    def _site_clicked(self, place: Place) -> None:
        if self.canvas is not None:
            test = self.tests.current
            value = next_value(test, self._result(place))
            self.tests.set_result(test, self.canvas.state.side, place, value)

    def _fill(self, test: Test) -> None:
        """Mark the skin that the abnormal places of a test stand for."""
        if self.skin is None or self.canvas is None or test.fills is None or self._is_foreign:
            return
        masks = abnormal_skin(self.canvas.atlas, self.skin, self.plan, test)
        pen = replace(self.pen, feeling=test.fills)
        self.apply(edits.mark_tested(self._area, pen, masks, test.name))

    def _picked(self, hit: Hit | None) -> None:
        """Offer to mark a territory that was clicked with the hand."""
        if hit is None or hit.kind != "area" or self.skin is None or self.canvas is None:
            return
        if hit.id.partition(":")[0] in tuple(Ground) and not self._is_foreign:
            self.ready.menu_of(hit.id, self.canvas.scene.name_of(hit.id)).popup(QCursor.pos())

    def _go_on(self, patch: Patch) -> None:
        """Show a patch and go on marking it."""
        self._turn(patch.side)
        self.take_pen(replace(self.pen, feeling=patch.feeling))

    def _turn(self, side: Side) -> None:
        """Show a limb; if only one is marked, that is marked from now on."""
        if self.limbs is not Limbs.BOTH:
            self.take_limbs(Limbs(side.value))
        elif self.canvas is not None:
            self.canvas.show_side(side)

    def _arrow(self, dx: int, dy: int) -> None:
        tool = self._brushes.get(self.tool)
        if isinstance(tool, Brush):
            tool.step(dx, dy)
        elif self.canvas is not None:
            self.canvas.pan(-40 * dx, -40 * dy)

    def _spread(self) -> None:
        panel = min(self.services.theme.scaled(PANEL), self.width() * 42 // 100)
        panel = max(min(panel, self.width() - LEAST_CANVAS), LEAST_PANEL)
        self.splitter.setSizes([max(self.width() - panel, 0), panel])


def _warmed(atlas: Atlas) -> Skin:
    skin = atlas.skin
    skin.warm()
    return skin
