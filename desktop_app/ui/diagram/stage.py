"""A diagram with the thumbnails of its views, its zoom and its limb, for pages that ask things."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.painter import edges
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.switcher import Switcher
from desktop_app.ui.diagram.zoombar import ZoomBar
from desktop_app.ui.services import Services
from desktop_app.ui.theme import HAN_FONT

GAP = 12
COMPACT = 560
"""Pixels of diagram width below which the zoom control leaves the words out."""


class Stage(QWidget):
    """Keeps the state of its diagram; whoever asks puts a tool into its hand."""

    viewed = Signal()
    """Sent when another view or limb is shown."""

    def __init__(self, services: Services, atlas: Atlas, layers: frozenset[str]) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        self.state = AtlasState(
            next(iter(atlas.cameras)),
            Side(services.settings.side),
            layers=layers,
            labels=LabelLanguage.NONE,
            text=services.theme.scale,
        )
        self.scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.switcher = Switcher(atlas, services.theme)
        self.switcher.view_wanted.connect(self.turn_to)
        self.diagram = Diagram(self.scene, self.state, self._look())
        self.diagram.wanted.connect(self.show_state)
        self.diagram.key_wanted.connect(self._obey)
        self.zoom_bar = ZoomBar(services.theme)
        self.zoom_bar.setParent(self.diagram)
        self.zoom_bar.wanted.connect(self._obey)
        self.diagram.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.switcher)
        row.addWidget(self.diagram, 1)
        self.setFocusProxy(self.diagram)
        self.switcher.show_view(self.state.view, self.state.side)
        services.later.do(self.switcher.load_pictures)
        services.theme.changed.connect(self._restyle)

    def show_state(self, state: AtlasState) -> None:
        """Take the next state and let every part follow."""
        old, self.state = self.state, state
        if state == old:
            return
        self.diagram.show_state(state)
        self.zoom_bar.show_zoom(state.zoom)
        if (state.view, state.side) != (old.view, old.side):
            self.switcher.show_view(state.view, state.side)
            camera = self.atlas.camera(state.view)
            self.diagram.setAccessibleDescription(f"{camera.title}, {state.side.value} limb")
            self.viewed.emit()

    def turn_to(self, view: str) -> None:
        """Show another view, whole."""
        self.show_state(moves.turn_to(self.state, view))

    def show_side(self, side: Side) -> None:
        """Show the right or the left limb."""
        self.show_state(moves.show_side(self.state, side))

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the zoom control in the corner of the diagram."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _obey(self, command: str) -> None:
        views = list(self.atlas.cameras)
        match command:
            case "larger":
                self.diagram.zoom_by(moves.ZOOM_STEP)
            case "smaller":
                self.diagram.zoom_by(1 / moves.ZOOM_STEP)
            case "fit":
                self.show_state(moves.fit(self.state))
            case "page-down" | "page-up" if self.switcher.isVisible():
                by = 1 if command == "page-down" else -1
                self.turn_to(views[(views.index(self.state.view) + by) % len(views)])

    def _place(self) -> None:
        bar, room = self.zoom_bar, self.diagram
        bar.show_compact(room.width() < self.services.theme.scaled(COMPACT))
        bar.move(room.width() - bar.width() - GAP, room.height() - bar.height() - GAP)
        room.covered = (edges(QRectF(bar.geometry())),)

    def _look(self) -> Look:
        theme = self.services.theme
        return Look(theme.colours, (theme.font().families()[0], HAN_FONT), theme.scale)

    def _restyle(self) -> None:
        look = self._look()
        self.show_state(replace(self.state, text=look.scale))
        self.diagram.show_look(look)
        self.switcher.restyle()
        self.zoom_bar.restyle()
        self._place()
