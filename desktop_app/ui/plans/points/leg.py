"""The diagram beside the lists: the area, the points in question, what a list points at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState, Side
from desktop_app.domain.findings import Ground
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.painter import edges
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.zoombar import ZoomBar
from desktop_app.ui.plans.points.overlay import PlanOverlay, stained
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services
from desktop_app.ui.theme import HAN_FONT

FIRST_VIEW = "foot-plantar"
GAP = 12
COMPACT = 560
"""Pixels of diagram width below which the zoom control leaves the words out."""


@dataclass(frozen=True, slots=True)
class Showing:
    """Which points the diagram shows.

    Parameters
    ----------
    codes
        Points shown at all; every point if ``everything``.
    numbers
        The chosen ones with their number.
    reserve
        Those of them that are alternatives.
    lit
        Points lit up together, such as those of a study.
    """

    codes: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, str], ...] = ()
    reserve: frozenset[str] = frozenset()
    lit: frozenset[str] = frozenset()


class LegPane(QWidget):
    """A diagram with its views, and the state it shows."""

    picked = Signal(str)
    """Sent with the code of a point that was clicked, or empty for a click beside all."""

    added = Signal(str)
    """Sent with the code of a point that Enter was pressed on."""

    stepped = Signal(int)
    """Sent with 1 or -1 when an arrow asks for the next or previous point."""

    def __init__(self, services: Services, atlas: Atlas) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        self.showing = Showing()
        self.everything = False
        view = FIRST_VIEW if FIRST_VIEW in atlas.cameras else next(iter(atlas.cameras))
        side = Side(services.settings.side)
        self.state = AtlasState(view, side, text=services.theme.scale)
        look = self._look()
        self.scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.diagram = Diagram(self.scene, self.state, look)
        self.diagram.describe = self._describe
        self.diagram.wanted.connect(self.show_state)
        self.diagram.picked.connect(self._picked)
        self.diagram.key_wanted.connect(self._obey)
        self.overlay = PlanOverlay(self.diagram)
        self.zoom_bar = ZoomBar(services.theme)
        self.zoom_bar.setParent(self.diagram)
        self.zoom_bar.wanted.connect(self._obey)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        box.addWidget(self.diagram, 1)
        services.theme.changed.connect(self._restyle)
        services.settings.changed.connect(self._setting_changed)
        self.show_points(self.showing)

    def show_state(self, state: AtlasState) -> None:
        """Take the next state of the diagram."""
        old, self.state = self.state, state
        self.diagram.show_state(state)
        self.zoom_bar.show_zoom(state.zoom)
        if state.view != old.view:
            self.views.choose(state.view)
            self.overlay.picture = None
        if state.side is not old.side:
            self.sides.choose(state.side)
            self._number()
        self.overlay.update()

    def show_points(self, showing: Showing) -> None:
        """Show these points and no others, unless all are asked for."""
        self.showing = showing
        points = self.services.content.points
        if self.everything:
            shown = frozenset(points)
        else:
            numbered = {code for code, _ in showing.numbers}
            shown = showing.codes | numbered | showing.lit
        shown |= {self.state.selected} - {""}
        meridians = {points[code].meridian for code in shown if code in points}
        self.show_state(
            replace(
                self.state,
                layers=frozenset({"skin", "bones"} | meridians),
                hidden=frozenset(points) - shown,
                lit=showing.lit,
            )
        )
        self._number()

    def choose(self, code: str, turn: bool = True) -> None:
        """Ring a point, and turn to a view that shows it if ``turn``."""
        if not code or code not in self.services.content.points:
            self.show_state(replace(self.state, selected=""))
            return
        point = self.services.content.points[code]
        state = replace(
            self.state,
            selected=code,
            hidden=self.state.hidden - {code},
            layers=self.state.layers | {point.meridian},
        )
        if turn:
            seen = point.sites[0] if point.sites else code
            state = moves.turn_to(state, self.atlas.best_view(seen, state.view))
        self.show_state(state)

    def hover(self, code: str) -> None:
        """Ring a point lightly, as if the pointer were on it."""
        self.show_state(moves.hover(self.state, code))

    def show_side(self, side: Side) -> None:
        """Show the right or the left limb."""
        self.show_state(moves.show_side(self.state, side))

    def outline(self, ground: Ground | None, territory: str = "") -> None:
        """Outline a territory in the view that is shown, or none."""
        key = f"{ground.value}:{territory}" if ground else ""
        self.overlay.outline(key)
        if ground is not None:
            self._stain(ground, territory, key)

    def turn_to_territory(self, ground: Ground, territory: str) -> None:
        """Show the view in which a territory is largest, unless the present one has it."""
        key = f"{ground.value}:{territory}"
        seen = {view: self._extent(view, key) for view in self.atlas.cameras}
        best = max(seen, key=lambda view: seen[view])
        if seen[best] and seen[self.state.view] < 0.6 * seen[best]:
            self.show_state(moves.turn_to(self.state, best))
        self.outline(ground, territory)

    def turn_to_points(self, codes: Collection[str]) -> None:
        """Show the view that sees most of some points, unless the present one does nearly so."""
        seen = {view: self._seen(view, codes) for view in self.atlas.cameras}
        best = max(seen, key=lambda view: seen[view])
        if seen[self.state.view] < 0.6 * seen[best]:
            self.show_state(moves.turn_to(self.state, best))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the chosen point on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state.selected:
            self.added.emit(self.state.selected)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the zoom control in its corner."""
        super().resizeEvent(event)
        self._place()

    def _stain(self, ground: Ground, territory: str, key: str) -> None:
        """Fill a territory of which the view has no outline, face by face."""
        view = self.state.view
        if key in self.atlas.projection(view).territories:
            return
        faces = self.diagram.ready_tint().look_at(view, self.state.side)
        if faces is None:
            return
        atlas, colour = self.atlas, self.diagram.look.colour("accent")

        def show(picture: QImage) -> None:
            if self.overlay.outlined == key and self.state.view == view:
                self.overlay.show_picture(picture)

        self.services.read(
            lambda _: stained(faces, atlas.skin.territory(ground, territory), colour),
            show,
            ticket="plans.territory",
            owner=self,
        )

    def _seen(self, view: str, codes: Collection[str]) -> int:
        spots = self.atlas.projection(view).points
        return sum(code in spots and spots[code].visible for code in codes)

    def _extent(self, view: str, key: str) -> float:
        rings = self.atlas.projection(view).territories.get(key, ())
        return sum((r.box[2] - r.box[0]) * (r.box[3] - r.box[1]) for r in rings)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "top")
        flow = FlowLayout(bar, gap=8, line_gap=4)
        flow.setContentsMargins(8, 6, 8, 6)
        self.views = Select(self.services.theme, "View")
        self.views.setToolTip("From where the leg is seen")
        for view, camera in self.atlas.cameras.items():
            self.views.addItem(camera.title, view)
        self.views.choose(self.state.view)
        self.views.activated.connect(
            lambda _: self.show_state(moves.turn_to(self.state, str(self.views.currentData())))
        )
        flow.addWidget(self.views)
        self.sides = Segments("Limb", ((Side.RIGHT, "Right"), (Side.LEFT, "Left")))
        self.sides.choose(self.state.side)
        self.sides.chosen.connect(self._choose_side)
        flow.addWidget(self.sides)
        self.all_chip = Chip("All points")
        self.all_chip.setCheckable(True)
        self.all_chip.setToolTip("Show every point, also those that nothing speaks for")
        self.all_chip.toggled.connect(self._show_all)
        flow.addWidget(self.all_chip)
        return bar

    def _show_all(self, on: bool) -> None:
        self.everything = on
        self.show_points(self.showing)

    def _number(self) -> None:
        self.overlay.show_numbers(dict(self.showing.numbers), self.showing.reserve)

    def _picked(self, hit: Hit | None) -> None:
        if hit is None:
            self.picked.emit("")
        elif hit.kind == "point":
            self.picked.emit(hit.id)

    def _obey(self, command: str) -> None:
        match command:
            case "next" | "right" | "down":
                self.stepped.emit(1)
            case "previous" | "left" | "up":
                self.stepped.emit(-1)
            case "larger":
                self.diagram.zoom_by(moves.ZOOM_STEP)
            case "smaller":
                self.diagram.zoom_by(1 / moves.ZOOM_STEP)
            case "fit":
                self.show_state(moves.fit(self.state))
            case "clear":
                self.picked.emit("")

    def _describe(self, hit: Hit) -> str:
        point = self.services.content.points.get(hit.id)
        if point is None:
            return escape(self.scene.name_of(hit.id))
        number = dict(self.showing.numbers).get(hit.id)
        chosen = f"<br>Point {number} of the plan" if number else ""
        names = escape(f"{point.pinyin} {point.hanzi}")
        return f"<b>{point.code}</b> {names}<br>{escape(point.english)}{chosen}"

    def _place(self) -> None:
        bar = self.zoom_bar
        bar.show_compact(self.diagram.width() < self.services.theme.scaled(COMPACT))
        bar.move(
            self.diagram.width() - bar.width() - GAP, self.diagram.height() - bar.height() - GAP
        )
        self.diagram.covered = (edges(QRectF(bar.geometry())),)

    def _choose_side(self, side: Side) -> None:
        # The whole window shows one limb; this pane follows it as the others do.
        self.services.settings.side = side.value

    def _setting_changed(self, name: str) -> None:
        if name == "side":
            self.show_side(Side(self.services.settings.side))

    def _look(self) -> Look:
        theme = self.services.theme
        return Look(theme.colours, (theme.font().families()[0], HAN_FONT), theme.scale)

    def _restyle(self) -> None:
        look = self._look()
        self.show_state(replace(self.state, text=look.scale))
        self.diagram.show_look(look)
        self.zoom_bar.restyle()
        self._place()
