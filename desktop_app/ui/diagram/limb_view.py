"""A diagram of its own beside lists: its views and limbs are chosen in a bar above it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState, Side
from desktop_app.domain.points import Point
from desktop_app.ui.diagram.stage import Stage
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services


class LimbView(Stage):
    """A stage of points: which are shown on it is the matter of those who build on it."""

    picked = Signal(str)
    """Sent with the code of a point that was clicked, or empty for a click beside all."""

    stepped = Signal(int)
    """Sent with 1 or -1 when an arrow asks for the next or previous point."""

    def __init__(self, services: Services, atlas: Atlas, state: AtlasState) -> None:
        super().__init__(services, atlas, state)
        self.diagram.describe = self._describe
        self.diagram.picked.connect(self._picked)
        bar = QFrame()
        bar.setProperty("role", "top")
        self.tools = FlowLayout(bar, gap=8, line_gap=4)
        self._fill_tools()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(bar)
        self.box.addWidget(self.diagram, 1)

    def turned(self) -> None:
        """Tell which view and limb are shown."""
        self.views.choose(self.state.view)
        self.sides.choose(self.state.side)

    def words_on(self, point: Point) -> str:
        """Return what the tip of a point tells below its names, as HTML."""
        return escape(point.english)

    def obey(self, command: str) -> None:
        """Step from point to point too."""
        match command:
            case "next" | "right" | "down":
                self.stepped.emit(1)
            case "previous" | "left" | "up":
                self.stepped.emit(-1)
            case "page-down" | "page-up":
                self.turn_by(1 if command == "page-down" else -1)
            case "clear":
                self.picked.emit("")
            case _:
                super().obey(command)

    def _fill_tools(self) -> None:
        self.tools.setContentsMargins(8, 6, 8, 6)
        self.views = Select(self.services.theme, "View")
        self.views.setToolTip("From where the leg is seen")
        for view, camera in self.atlas.cameras.items():
            self.views.addItem(camera.title, view)
        self.views.activated.connect(lambda _: self.turn_to(str(self.views.currentData())))
        self.tools.addWidget(self.views)
        self.sides = Segments("Limb", ((Side.RIGHT, "Right"), (Side.LEFT, "Left")))
        self.sides.chosen.connect(self._choose_side)
        self.tools.addWidget(self.sides)
        LimbView.turned(self)

    def _picked(self, hit: Hit | None) -> None:
        if hit is None:
            self.picked.emit("")
        elif hit.kind == "point":
            self.picked.emit(hit.id)

    def _describe(self, hit: Hit) -> str:
        point = self.services.content.points.get(hit.id)
        if point is None:
            return escape(self.scene.name_of(hit.id))
        names = escape(f"{point.pinyin} {point.hanzi}")
        return f"<b>{point.code}</b> {names}<br>{self.words_on(point)}"

    def _choose_side(self, side: Side) -> None:
        # The whole window shows one limb; this diagram follows it as the others do.
        self.services.settings.side = side.value
