"""Where the area is painted: the diagram with its views, zoom and layers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.projection import Box
from desktop_app.atlas.state import AtlasState, Side
from desktop_app.domain.area import Area, Feeling
from desktop_app.ui.diagram.facemap import FaceMap
from desktop_app.ui.diagram.stage import BARE, PicturedStage
from desktop_app.ui.diagram.tool import Tool
from desktop_app.ui.services import Services

FIRST_VIEW = "foot-plantar"
"""The sole: where numb feet are marked first."""

ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
ROOM = 280
"""Pixels of width at 100 % from which the diagram has room for more words."""

EDGE = 4
"""Pixels by which what is drawn anew goes beyond what has changed."""


class Canvas(PicturedStage):
    """The diagram that is painted on.

    It knows nothing of plans: tools and the step tell it what to show.
    """

    side_wanted = Signal(object)
    """Sent with the limb that the user wants to see."""

    arrowed = Signal(int, int)
    """Sent with the direction of a cursor key: right and down are 1."""

    cleared = Signal()
    """Sent for Esc."""

    picked = Signal(object)
    """Sent with the ``Hit`` of a click, or None, when no tool has taken it."""

    def __init__(self, services: Services, atlas: Atlas) -> None:
        super().__init__(services, atlas, replace(BARE, view=FIRST_VIEW), layered=True)
        self.diagram.picked.connect(self.picked)
        self.diagram.describe = self._describe
        self.diagram.setAccessibleName("The skin to mark; the list of what is marked says the same")
        self.tint = self.diagram.ready_tint()
        self.limb_button = QToolButton(self.diagram)
        self.limb_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.limb_button.setToolTip("Show the other limb")
        self.limb_button.clicked.connect(self._other_side)
        self.overlays.put_in_corner(self.limb_button)
        self._dress()

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
        """Take the next state; a stroke under way ends with its view."""
        turned = (state.view, state.side) != (self.state.view, self.state.side)
        if turned and self.diagram.tool is not None:
            self.diagram.tool.cancel()
        super().show_state(state)

    def turned(self) -> None:
        """Say which limb is seen, and have ready what strokes need."""
        super().turned()
        self._dress()
        self.ready()

    def show_side(self, side: Side) -> None:
        """Show the right or the left limb, here and wherever one is shown."""
        super().show_side(side)
        self.services.settings.side = side.value

    def side_chosen(self, side: Side) -> None:
        """Ask for the limb that the window is to show: what is held must be let go first."""
        if side is not self.state.side:
            self.side_wanted.emit(side)

    def show_layer(self, layer: str, on: bool) -> None:
        """Switch a layer on or off."""
        self.show_state(moves.switch_layer(self.state, layer, on))

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
        elif command == "clear" and not self.overlays.layers_button.isChecked():
            self.cleared.emit()
        else:
            super().obey(command)

    def focus(self) -> None:
        """Put the keyboard on the diagram."""
        self.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.overlays.place()

    def _describe(self, hit: Hit) -> str:
        return self.scene.name_of(hit.id)

    def restyle(self) -> None:
        """Follow theme and text size."""
        super().restyle()
        self._dress()
