"""A diagram of its own beside lists: its views and limbs to choose above it, zoom in its corner."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState, Side
from desktop_app.domain.points import Point
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.painter import edges
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.zoombar import ZoomBar
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services
from desktop_app.ui.theme import HAN_FONT

GAP = 12
COMPACT = 560
"""Pixels of diagram width at 100 % below which the zoom control leaves the words out."""


class LimbView(QWidget):
    """A diagram with its state: what is shown on it is the matter of those who build on it."""

    picked = Signal(str)
    """Sent with the code of a point that was clicked, or empty for a click beside all."""

    stepped = Signal(int)
    """Sent with 1 or -1 when an arrow asks for the next or previous point."""

    def __init__(self, services: Services, atlas: Atlas, state: AtlasState) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        first = state.view if state.view in atlas.cameras else next(iter(atlas.cameras))
        side = Side(services.settings.side)
        self.state = replace(state, view=first, side=side, text=services.theme.scale)
        self.scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.diagram = Diagram(self.scene, self.state, self._look())
        self.diagram.describe = self._describe
        self.diagram.wanted.connect(self.show_state)
        self.diagram.picked.connect(self._picked)
        self.diagram.key_wanted.connect(self._obey)
        self.zoom_bar = ZoomBar(services.theme)
        self.zoom_bar.setParent(self.diagram)
        self.zoom_bar.wanted.connect(self._obey)
        self.diagram.installEventFilter(self)
        bar = QFrame()
        bar.setProperty("role", "top")
        self.tools = FlowLayout(bar, gap=8, line_gap=4)
        self._fill_tools()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(bar)
        self.box.addWidget(self.diagram, 1)
        services.theme.changed.connect(self._restyle)
        services.settings.changed.connect(self._setting_changed)

    def show_state(self, state: AtlasState) -> None:
        """Take the next state of the diagram."""
        self.state = state
        self.diagram.show_state(state)
        self.zoom_bar.show_zoom(state.zoom)
        self.views.choose(state.view)
        self.sides.choose(state.side)

    def show_side(self, side: Side) -> None:
        """Show the right or the left limb."""
        self.show_state(moves.show_side(self.state, side))

    def facing(self, state: AtlasState, code: str) -> AtlasState:
        """Return the state turned to a view that shows a point, or one of its sites."""
        point = self.services.content.points[code]
        seen = point.sites[0] if point.sites else code
        return moves.turn_to(state, self.atlas.best_view(seen, state.view))

    def words_on(self, point: Point) -> str:
        """Return what the tip of a point tells below its names, as HTML."""
        return escape(point.english)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the zoom control in its corner."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _fill_tools(self) -> None:
        self.tools.setContentsMargins(8, 6, 8, 6)
        self.views = Select(self.services.theme, "View")
        self.views.setToolTip("From where the leg is seen")
        for view, camera in self.atlas.cameras.items():
            self.views.addItem(camera.title, view)
        self.views.choose(self.state.view)
        self.views.activated.connect(
            lambda _: self.show_state(moves.turn_to(self.state, str(self.views.currentData())))
        )
        self.tools.addWidget(self.views)
        self.sides = Segments("Limb", ((Side.RIGHT, "Right"), (Side.LEFT, "Left")))
        self.sides.choose(self.state.side)
        self.sides.chosen.connect(self._choose_side)
        self.tools.addWidget(self.sides)

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
        names = escape(f"{point.pinyin} {point.hanzi}")
        return f"<b>{point.code}</b> {names}<br>{self.words_on(point)}"

    def _place(self) -> None:
        bar = self.zoom_bar
        bar.show_compact(self.diagram.width() < self.services.theme.scaled(COMPACT))
        bar.move(
            self.diagram.width() - bar.width() - GAP, self.diagram.height() - bar.height() - GAP
        )
        self.diagram.covered = (edges(QRectF(bar.geometry())),)

    def _choose_side(self, side: Side) -> None:
        # The whole window shows one limb; this diagram follows it as the others do.
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
