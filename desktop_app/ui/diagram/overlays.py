"""What lies over the diagram's corners: list and layers buttons, layers panel, zoom control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_app.atlas.layers import Layer
from desktop_app.atlas.state import AtlasState
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.painter import edges
from desktop_app.ui.diagram.zoombar import ZoomBar
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.ui.diagram.diagram import Diagram
    from desktop_app.ui.diagram.layers_panel import LayersPanel

NARROW = 640
"""Pixels of diagram width below which the zoom control says less, so as not to cover the foot."""

CRAMPED = 280
"""Pixels of diagram width at 100 % below which the buttons show their icons alone."""

GAP = 12
"""Pixels between an overlay and the edge of the diagram."""

BETWEEN = 4
"""Pixels between what stands below each other in a corner."""


class Overlays(QObject):
    """Keeps the overlays in their corners; the layers panel is born when first opened."""

    wanted = Signal(object)
    """Sent with the ``AtlasState`` that the layers panel asks for."""

    key_wanted = Signal(str)
    """Sent with the action that the zoom control asks for."""

    list_wanted = Signal(bool)

    resizing = Signal(QSize)
    """Sent with the size of the diagram before everything is put in its corner."""

    def __init__(
        self,
        diagram: Diagram,
        services: Services,
        state: AtlasState,
        look: Look,
        more: tuple[Layer, ...] = (),
    ) -> None:
        super().__init__(diagram)
        self.diagram = diagram
        self.services = services
        self.state = state
        self.look = look
        self.more = more
        self.panel: LayersPanel | None = None
        self.list_button = self._button("Points", "The points as a list")
        self.layers_button = self._button("Layers", "What is shown on the leg (L)")
        self.zoom_bar = ZoomBar(services.theme)
        self.zoom_bar.setParent(diagram)
        self.zoom_bar.wanted.connect(self.key_wanted)
        self.layers_button.toggled.connect(self._show_panel)
        self.list_button.clicked.connect(self.list_wanted)
        self.corner: list[QWidget] = [self.list_button]
        diagram.installEventFilter(self)
        self._dress()

    def put_in_corner(self, part: QWidget) -> None:
        """Keep a part of the diagram in its upper left corner, below what stands there."""
        self.corner.append(part)

    def show_state(self, state: AtlasState) -> None:
        """Show what is on and how large it is."""
        self.state = state
        self.zoom_bar.show_zoom(state.zoom)
        if self.panel is not None and self.panel.isVisible():
            self.panel.show_state(state)

    def show_look(self, look: Look) -> None:
        """Follow theme and text size."""
        self.look = look
        self.zoom_bar.restyle()
        self._dress()
        if self.panel is not None:
            self.panel.show_look(look)
        self.place()

    def place(self) -> None:
        """Put everything in its corner."""
        room = self.diagram.size()
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if room.width() < self.services.theme.scaled(CRAMPED):
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (self.list_button, self.layers_button):
            button.setToolButtonStyle(style)
            button.adjustSize()
        self.resizing.emit(room)
        top = GAP
        corner = [part for part in self.corner if not part.isHidden()]
        for part in corner:
            part.move(GAP, top)
            top += part.height() + BETWEEN
        self.layers_button.move(room.width() - self.layers_button.width() - GAP, GAP)
        bar = self.zoom_bar
        bar.show_compact(room.width() < self.services.theme.scaled(NARROW))
        bar.move(room.width() - bar.width() - GAP, room.height() - bar.height() - GAP)
        shown = (part for part in (*corner, self.layers_button, bar) if not part.isHidden())
        self.diagram.covered = tuple(edges(QRectF(part.geometry())) for part in shown)
        self.diagram.update()
        if self.panel is None:
            return
        top = GAP + self.layers_button.height() + BETWEEN
        below = room.height() - top - bar.height() - 2 * GAP
        wanted = self.panel.wanted_size(QSize(room.width() - 2 * GAP, max(below, 120)))
        self.panel.resize(wanted)
        self.panel.move(room.width() - wanted.width() - GAP, top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the diagram."""
        if event.type() is QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _show_panel(self, on: bool) -> None:
        from desktop_app.ui.diagram.layers_panel import LayersPanel

        if self.panel is None and on:
            panel = LayersPanel(self.services, self.state, self.look, self.more)
            panel.setParent(self.diagram)
            panel.wanted.connect(self.wanted)
            panel.resized.connect(self.place)
            self.panel = panel
        if self.panel is not None:
            if on:
                self.panel.show_state(self.state)
            self.panel.setVisible(on)
            self.place()
            self.panel.raise_()

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self.diagram)
        button.setText(words)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.setAccessibleName(words)
        return button

    def _dress(self) -> None:
        theme = self.services.theme
        side = theme.scaled(16)
        for button, icon in ((self.layers_button, "layers"), (self.list_button, "list")):
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(side, side))
            button.setMinimumHeight(theme.scaled(30))
            button.adjustSize()
