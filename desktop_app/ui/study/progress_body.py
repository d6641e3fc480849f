"""The mastery of each point, painted on the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.domain.points import MERIDIAN_ORDER
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
from desktop_app.ui.study.progress_words import mastery_words
from desktop_app.ui.theme import HAN_FONT

FIRST_VIEW = "limb-lateral"
GAP = 12
COMPACT = 560
"""Pixels of diagram width at 100 % below which the zoom control leaves the words out."""


class MasteryBody(QWidget):
    """A diagram in which the marker of each point is filled by how well it is known."""

    picked = Signal(str)
    """Sent with the code of a point that was clicked."""

    stepped = Signal(int)
    """Sent with 1 or -1 when an arrow asks for the next or previous point."""

    def __init__(self, services: Services, atlas: Atlas) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        self.mastery: Mapping[str, float] = {}
        view = FIRST_VIEW if FIRST_VIEW in atlas.cameras else next(iter(atlas.cameras))
        self.state = AtlasState(
            view,
            Side(services.settings.side),
            layers=frozenset({"skin", "bones", *MERIDIAN_ORDER}),
            labels=LabelLanguage.CODE,
            text=services.theme.scale,
        )
        scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.diagram = Diagram(scene, self.state, self._look())
        self.diagram.describe = self._describe
        self.diagram.wanted.connect(self.show_state)
        self.diagram.picked.connect(self._picked)
        self.diagram.key_wanted.connect(self._obey)
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

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Paint the mastery of these points, 0 to 1."""
        self.mastery = mastery
        self.diagram.show_heat(mastery)

    def show_state(self, state: AtlasState) -> None:
        """Take the next state of the diagram."""
        self.state = state
        self.diagram.show_state(state)
        self.zoom_bar.show_zoom(state.zoom)
        self.views.choose(state.view)
        self.sides.choose(state.side)

    def choose(self, code: str) -> None:
        """Ring a point, in a view that shows it."""
        point = self.services.content.points.get(code)
        state = replace(self.state, selected=code if point is not None else "")
        if point is not None:
            seen = point.sites[0] if point.sites else code
            state = moves.turn_to(state, self.atlas.best_view(seen, state.view))
        self.show_state(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the zoom control in its corner."""
        super().resizeEvent(event)
        self._place()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "top")
        flow = FlowLayout(bar, gap=8, line_gap=4)
        flow.setContentsMargins(8, 6, 8, 6)
        self.views = Select(self.services.theme, "View")
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
        return bar

    def _picked(self, hit: Hit | None) -> None:
        if hit is not None and hit.kind == "point":
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

    def _describe(self, hit: Hit) -> str:
        point = self.services.content.points.get(hit.id)
        if point is None:
            return escape(self.diagram.scene.name_of(hit.id))
        known = self.mastery.get(hit.id)
        words = mastery_words(known) if known is not None else "Not asked about"
        return f"<b>{point.code}</b> {escape(f'{point.pinyin} {point.hanzi}')}<br>{words}"

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
            self.show_state(moves.show_side(self.state, Side(self.services.settings.side)))

    def _look(self) -> Look:
        theme = self.services.theme
        return Look(theme.colours, (theme.font().families()[0], HAN_FONT), theme.scale)

    def _restyle(self) -> None:
        look = self._look()
        self.show_state(replace(self.state, text=look.scale))
        self.diagram.show_look(look)
        self.zoom_bar.restyle()
        self._place()
