"""A diagram that keeps its own state, with its zoom, views and limb, for pages other than atlas."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.domain.points import Point
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.look import look_of
from desktop_app.ui.diagram.overlays import Overlays
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.switcher import Switcher
from desktop_app.ui.diagram.zoombar import ZoomBar
from desktop_app.ui.services import Services

BARE = AtlasState("", layers=frozenset({"skin"}), labels=LabelLanguage.NONE)
"""Skin and nothing else, in the first view of the atlas."""


class Stage(QWidget):
    """Keeps the state of its diagram; those who build on it say how a view is chosen.

    Parameters
    ----------
    state
        What is shown first, of the limb that the whole window shows; a view that the atlas does
        not have falls back to its first one.
    layered
        Offer the layers panel.
    """

    viewed = Signal()
    """Sent when another view or limb is shown."""

    def __init__(
        self, services: Services, atlas: Atlas, state: AtlasState, layered: bool = False
    ) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        view = state.view if state.view in atlas.cameras else next(iter(atlas.cameras))
        side = Side(services.settings.side)
        self.state = replace(state, view=view, side=side, text=services.theme.scale)
        look = look_of(services.theme)
        self.scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.diagram = Diagram(self.scene, self.state, look)
        self.diagram.wanted.connect(self.show_state)
        self.diagram.key_wanted.connect(self.obey)
        self.overlays = Overlays(self.diagram, services, self.state, look)
        self.overlays.list_button.hide()
        self.overlays.layers_button.setVisible(layered)
        self.overlays.wanted.connect(self.show_state)
        self.overlays.key_wanted.connect(self.obey)
        self.setFocusProxy(self.diagram)
        self._tell_view()
        services.theme.changed.connect(self.restyle)
        services.settings.changed.connect(self._setting_changed)

    @property
    def zoom_bar(self) -> ZoomBar:
        """The zoom control in the corner."""
        return self.overlays.zoom_bar

    def show_state(self, state: AtlasState) -> None:
        """Take the next state and let every part follow."""
        old, self.state = self.state, state
        if state == old:
            return
        self.diagram.show_state(state)
        self.overlays.show_state(state)
        if (state.view, state.side) != (old.view, old.side):
            self._tell_view()
            self.turned()
            self.viewed.emit()

    def turned(self) -> None:
        """Follow when another view or limb is shown; before ``viewed`` is sent."""

    def turn_to(self, view: str) -> None:
        """Show another view, whole."""
        self.show_state(moves.turn_to(self.state, view))

    def show_side(self, side: Side) -> None:
        """Show the right or the left limb."""
        self.show_state(moves.show_side(self.state, side))

    def side_chosen(self, side: Side) -> None:
        """Follow when the window is to show another limb."""
        self.show_side(side)

    def facing(self, state: AtlasState, point: Point) -> AtlasState:
        """Return the state turned to a view that shows a point, or one of its sites."""
        seen = point.sites[0] if point.sites else point.code
        return moves.turn_to(state, self.atlas.best_view(seen, state.view))

    def pan(self, dx: float, dy: float) -> None:
        """Move what is shown by pixels."""
        self.show_state(moves.pan(self.state, self.diagram.camera, self.diagram.pixels, dx, dy))

    def show_box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Zoom so that a part of the view, mm, fills most of the diagram."""
        camera, (width, height) = self.diagram.camera, self.diagram.pixels
        scale = 0.8 * min(width / max(right - left, 1.0), height / max(bottom - top, 1.0))
        zoom = scale / moves.fit_scale(camera, width, height, self.state.text)
        middle = ((left + right) / 2, (top + bottom) / 2)
        self.show_state(moves.centre_on(self.state, camera, (width, height), middle, zoom))

    def obey(self, command: str) -> None:
        """Do what a key or button asks for."""
        layers = self.overlays.layers_button
        match command:
            case "larger":
                self.diagram.zoom_by(moves.ZOOM_STEP)
            case "smaller":
                self.diagram.zoom_by(1 / moves.ZOOM_STEP)
            case "fit":
                self.show_state(moves.fit(self.state))
            case "layers" if not layers.isHidden():
                layers.toggle()
            case "clear" if layers.isChecked():
                layers.setChecked(False)

    def turn_by(self, places: int) -> None:
        """Show the view that stands some places on."""
        views = list(self.atlas.cameras)
        self.turn_to(views[(views.index(self.state.view) + places) % len(views)])

    def restyle(self) -> None:
        """Follow theme and text size."""
        look = look_of(self.services.theme)
        self.show_state(replace(self.state, text=look.scale))
        self.diagram.show_look(look)
        self.overlays.show_look(look)

    def _tell_view(self) -> None:
        camera = self.atlas.camera(self.state.view)
        words = f"{camera.title}, {self.state.side.value} limb"
        self.diagram.setAccessibleDescription(words)

    def _setting_changed(self, name: str) -> None:
        if name == "side":
            self.side_chosen(Side(self.services.settings.side))


class PicturedStage(Stage):
    """A stage whose views are chosen by their pictures, which stand beside the diagram."""

    def __init__(
        self, services: Services, atlas: Atlas, state: AtlasState, layered: bool = False
    ) -> None:
        super().__init__(services, atlas, state, layered)
        self.switcher = Switcher(atlas, services.theme)
        self.switcher.view_wanted.connect(self.turn_to)
        self.switcher.show_view(self.state.view, self.state.side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.switcher)
        row.addWidget(self.diagram, 1)
        services.later.do(self.switcher.load_pictures)

    def turned(self) -> None:
        """Mark the picture of the view that is shown."""
        self.switcher.show_view(self.state.view, self.state.side)

    def obey(self, command: str) -> None:
        """Turn from picture to picture too, as long as they are in sight."""
        if command in ("page-down", "page-up"):
            if not self.switcher.isHidden():
                self.turn_by(1 if command == "page-down" else -1)
        else:
            super().obey(command)

    def restyle(self) -> None:
        """Follow theme and text size."""
        super().restyle()
        self.switcher.restyle()
