"""Where the area is painted: the diagram with its views, zoom and layers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.projection import Box
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.domain.area import Area, Feeling
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.facemap import FaceMap
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.overlays import GAP, Overlays
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.switcher import Switcher
from desktop_app.ui.diagram.tool import Tool
from desktop_app.ui.services import Services
from desktop_app.ui.theme import HAN_FONT

FIRST_VIEW = "foot-plantar"
"""The sole: where numb feet are marked first."""

LAYERS = frozenset({"skin"})
ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
ROOM = 280
"""Pixels of width at 100 % from which the diagram has room for more words."""

EDGE = 4
"""Pixels by which what is drawn anew goes beyond what has changed."""


class Canvas(QWidget):
    """The diagram that is painted on, the thumbnails of its views, zoom and layers.

    It knows nothing of plans: tools and the step tell it what to show.
    """

    viewed = Signal()
    """Sent when another view or limb is shown."""

    side_wanted = Signal(object)
    """Sent with the limb that the user wants to see."""

    arrowed = Signal(int, int)
    """Sent with the direction of a cursor key: right and down are 1."""

    cleared = Signal()
    """Sent for Esc."""

    picked = Signal(object)
    """Sent with the ``Hit`` of a click, or None, when no tool has taken it."""

    def __init__(self, services: Services, atlas: Atlas) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        view = FIRST_VIEW if FIRST_VIEW in atlas.cameras else next(iter(atlas.cameras))
        self.state = AtlasState(
            view,
            Side(services.settings.side),
            layers=LAYERS,
            labels=LabelLanguage.NONE,
            text=services.theme.scale,
        )
        look = self._look()
        self.scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.switcher = Switcher(atlas, services.theme)
        self.switcher.view_wanted.connect(self.turn_to)
        self.diagram = Diagram(self.scene, self.state, look)
        self.diagram.wanted.connect(self.show_state)
        self.diagram.picked.connect(self.picked)
        self.diagram.key_wanted.connect(self.obey)
        self.diagram.describe = self._describe
        self.diagram.setAccessibleName("The skin to mark; the list of what is marked says the same")
        self.tint = self.diagram.ready_tint()
        self.overlays = Overlays(self.diagram, services, self.state, look)
        self.overlays.list_button.hide()
        self.limb_button = QToolButton(self.diagram)
        self.limb_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.limb_button.setToolTip("Show the other limb")
        self.limb_button.clicked.connect(self._other_side)
        self.overlays.wanted.connect(self.show_state)
        self.overlays.key_wanted.connect(self.obey)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.switcher)
        row.addWidget(self.diagram, 1)
        self.setFocusProxy(self.diagram)
        self.switcher.show_view(self.state.view, self.state.side)
        self._dress()
        services.later.do(self.switcher.load_pictures)
        services.theme.changed.connect(self._restyle)
        services.settings.changed.connect(self._setting_changed)

    @property
    def faces(self) -> FaceMap | None:
        """Return which face each pixel of the view shows; None while it is being read."""
        return self.tint.look_at(self.state.view, self.state.side)

    def ready(self) -> None:
        """Have what strokes in this view need read, so that the first one is shown at once."""
        self.tint.look_at(self.state.view, self.state.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less over a small diagram."""
        super().resizeEvent(event)
        self._dress()

    def show_area(self, area: Area) -> None:
        """Paint an area, on the diagram and on the thumbnails."""
        self.diagram.show_area(area)
        self.switcher.show_area(area, self.services.runner)

    def show_state(self, state: AtlasState) -> None:
        """Take the next state and let every part follow."""
        old, self.state = self.state, state
        if state == old:
            return
        turned = (state.view, state.side) != (old.view, old.side)
        if turned and self.diagram.tool is not None:
            self.diagram.tool.cancel()
        self.diagram.show_state(state)
        self.overlays.show_state(state)
        if turned:
            self.switcher.show_view(state.view, state.side)
            self._dress()
            camera = self.atlas.camera(state.view)
            self.diagram.setAccessibleDescription(f"{camera.title}, {state.side.value} limb")
            self.ready()
            self.viewed.emit()

    def turn_to(self, view: str) -> None:
        """Show another view, whole."""
        self.show_state(moves.turn_to(self.state, view))

    def show_side(self, side: Side) -> None:
        """Show the right or the left limb, here and wherever one is shown."""
        self.show_state(moves.show_side(self.state, side))
        self.services.settings.side = side.value

    def show_layer(self, layer: str, on: bool) -> None:
        """Switch a layer on or off."""
        self.show_state(moves.switch_layer(self.state, layer, on))

    def pan(self, dx: float, dy: float) -> None:
        """Move what is shown by pixels."""
        camera = self.atlas.camera(self.state.view)
        self.show_state(moves.pan(self.state, camera, self.diagram.pixels, dx, dy))

    def reveal(self, uv: UV) -> None:
        """Move just enough for a place to be in sight."""
        camera = self.atlas.camera(self.state.view)
        self.show_state(moves.reveal(self.state, camera, self.diagram.pixels, uv, 32))

    def take_tool(self, tool: Tool | None) -> None:
        """Take a tool into the hand, or none."""
        self.diagram.take_tool(tool)

    def touch(self, feeling: Feeling, faces: list[int], strength: int, box: Box) -> None:
        """Show a stroke under way: these faces, all within a box of the view, have a strength."""
        if self.faces is not None:
            self.tint.touch(feeling, faces, strength, box)
            self.redraw(box)

    def redraw(self, box: Box, beyond: float = EDGE) -> None:
        """Draw a part of the view anew, and some pixels beyond."""
        frame = self.diagram.frame
        x1, y1 = frame.to_screen((box[0], box[1]))
        x2, y2 = frame.to_screen((box[2], box[3]))
        place = QRectF(QPointF(x1, y1), QPointF(x2, y2)).normalized()
        self.diagram.update(place.adjusted(-beyond, -beyond, beyond, beyond).toAlignedRect())

    def obey(self, command: str) -> None:
        """Do what a key or button asks for."""
        if command in ARROWS:
            self.arrowed.emit(*ARROWS[command])
        elif command == "larger":
            self.diagram.zoom_by(moves.ZOOM_STEP)
        elif command == "smaller":
            self.diagram.zoom_by(1 / moves.ZOOM_STEP)
        elif command == "fit":
            self.show_state(moves.fit(self.state))
        elif command == "layers":
            self.overlays.layers_button.toggle()
        elif command == "page-down":
            self._next_view(1)
        elif command == "page-up":
            self._next_view(-1)
        elif command == "clear":
            if self.overlays.layers_button.isChecked():
                self.overlays.layers_button.setChecked(False)
            else:
                self.cleared.emit()

    def focus(self) -> None:
        """Put the keyboard on the diagram."""
        self.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_view(self, by: int) -> None:
        views = list(self.atlas.cameras)
        self.turn_to(views[(views.index(self.state.view) + by) % len(views)])

    def _setting_changed(self, name: str) -> None:
        if name == "side" and self.services.settings.side != self.state.side.value:
            self.side_wanted.emit(Side(self.services.settings.side))

    def _other_side(self) -> None:
        self.side_wanted.emit(Side.LEFT if self.state.side is Side.RIGHT else Side.RIGHT)

    def _dress(self) -> None:
        """Say which limb is seen."""
        theme = self.services.theme
        side = theme.scaled(16)
        side_words = self.state.side.value.capitalize()
        words = f"{side_words} limb"
        wide = self.diagram.width() >= theme.scaled(ROOM)
        self.limb_button.setText(words if wide else side_words)
        self.limb_button.setAccessibleName(f"{words} is shown; show the other one")
        self.limb_button.setIcon(theme.icon("mirror"))
        self.limb_button.setIconSize(QSize(side, side))
        self.limb_button.setMinimumHeight(theme.scaled(30))
        self.limb_button.adjustSize()
        self.limb_button.move(GAP, GAP)

    def _describe(self, hit: Hit) -> str:
        return self.scene.name_of(hit.id)

    def _restyle(self) -> None:
        look = self._look()
        self.show_state(replace(self.state, text=look.scale))
        self.diagram.show_look(look)
        self.overlays.show_look(look)
        self.switcher.restyle()
        self._dress()

    def _look(self) -> Look:
        theme = self.services.theme
        return Look(theme.colours, (theme.font().families()[0], HAN_FONT), theme.scale)
