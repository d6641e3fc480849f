"""The mastery of each point, painted on the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.domain.points import MERIDIAN_ORDER
from desktop_app.ui.diagram.mastery import mastery_words
from desktop_app.ui.diagram.stage import Stage
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services

FIRST_VIEW = "limb-lateral"
STEPS = {"next": 1, "right": 1, "down": 1, "previous": -1, "left": -1, "up": -1}
"""Which way the commands of the arrow keys lead."""


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
        self.stage = Stage(services, atlas, frozenset({"skin", "bones", *MERIDIAN_ORDER}))
        # The views stand in a list: beside the table there is no room for their pictures.
        self.stage.switcher.hide()
        self.stage.show_state(replace(self.state, labels=LabelLanguage.CODE))
        if FIRST_VIEW in atlas.cameras:
            self.stage.turn_to(FIRST_VIEW)
        self.diagram = self.stage.diagram
        self.diagram.describe = self._describe
        self.diagram.picked.connect(self._picked)
        self.diagram.key_wanted.connect(self._step)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        box.addWidget(self.stage, 1)
        self.stage.viewed.connect(self._show_view)
        services.settings.changed.connect(self._setting_changed)

    @property
    def state(self) -> AtlasState:
        """What the diagram shows."""
        return self.stage.state

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Paint the mastery of these points, 0 to 1."""
        self.mastery = mastery
        self.diagram.show_heat(mastery)

    def choose(self, code: str) -> None:
        """Ring a point, in a view that shows it."""
        point = self.services.content.points.get(code)
        state = replace(self.state, selected=code if point is not None else "")
        if point is not None:
            seen = point.sites[0] if point.sites else code
            state = moves.turn_to(state, self.atlas.best_view(seen, state.view))
        self.stage.show_state(state)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "top")
        flow = FlowLayout(bar, gap=8, line_gap=4)
        flow.setContentsMargins(8, 6, 8, 6)
        self.views = Select(self.services.theme, "View")
        for view, camera in self.atlas.cameras.items():
            self.views.addItem(camera.title, view)
        self.views.activated.connect(lambda _: self.stage.turn_to(str(self.views.currentData())))
        flow.addWidget(self.views)
        self.sides = Segments("Limb", ((Side.RIGHT, "Right"), (Side.LEFT, "Left")))
        self.sides.chosen.connect(self._choose_side)
        flow.addWidget(self.sides)
        self._show_view()
        return bar

    def _show_view(self) -> None:
        self.views.choose(self.state.view)
        self.sides.choose(self.state.side)

    def _picked(self, hit: Hit | None) -> None:
        if hit is not None and hit.kind == "point":
            self.picked.emit(hit.id)

    def _step(self, command: str) -> None:
        if command in STEPS:
            self.stepped.emit(STEPS[command])

    def _describe(self, hit: Hit) -> str:
        point = self.services.content.points.get(hit.id)
        if point is None:
            return escape(self.diagram.scene.name_of(hit.id))
        known = self.mastery.get(hit.id)
        words = mastery_words(known) if known is not None else "Not asked about"
        return f"<b>{point.code}</b> {escape(f'{point.pinyin} {point.hanzi}')}<br>{words}"

    def _choose_side(self, side: Side) -> None:
        # The whole window shows one limb; this pane follows it as the others do.
        self.services.settings.side = side.value

    def _setting_changed(self, name: str) -> None:
        if name == "side":
            self.stage.show_side(Side(self.services.settings.side))
