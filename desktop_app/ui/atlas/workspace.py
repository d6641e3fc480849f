"""The atlas workspace: view switcher, list of points, diagram with layers and zoom, card."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.layers import DEFAULT_LAYERS, LAYERS, curve_layer
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.atlas.walk import next_meridian, order_along, rises, step
from desktop_app.content import structure_ref
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.ui.atlas.card import Card
from desktop_app.ui.atlas.diagram import Diagram
from desktop_app.ui.atlas.layers_panel import LayersPanel
from desktop_app.ui.atlas.look import Look
from desktop_app.ui.atlas.plates import Plates
from desktop_app.ui.atlas.point_list import PointList
from desktop_app.ui.atlas.scene import Scene
from desktop_app.ui.atlas.structure_card import StructureCard
from desktop_app.ui.atlas.switcher import Switcher
from desktop_app.ui.atlas.zoombar import ZoomBar
from desktop_app.ui.rich import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.theme import HAN_FONT
from desktop_app.ui.workspace import Workspace

FIRST_VIEW = "limb-lateral"
REMEMBER = "atlas"
WIDE = 1180
"""Pixels of workspace width from which the list of points is shown beside the diagram."""

CARD_WIDTH = (320, 400)
"""Pixels of the card in a narrow and in a wide window."""

REVEALED = {
    "artery": "arteries",
    "vein": "veins",
    "nerve": "nerves",
    "nerve-territory": "nerve-territories",
    "dermatome": "dermatomes",
    "pulse": "pulses",
    "monofilament": "monofilament",
    "key-sensory-point": "key-sensory",
}
"""The layer that shows a structure, by its kind."""


class AtlasWorkspace(Workspace):
    """The leg and foot with everything on them, and what is known of the chosen point."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setAccessibleName("Atlas")
        self.setObjectName("atlas")
        self.atlas: Atlas | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        try:
            atlas = open_atlas(services.assets / "atlas")
            atlas.projection(FIRST_VIEW)
        except UnreadableFile as error:
            box.addWidget(_trouble(error))
            return
        self.atlas = atlas
        self._list_asked: bool | None = None
        self.order = order_along(services.content.points)
        self.state = self._first_state()
        look = self._look()
        self.scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.scene.traditional = services.settings.characters == "traditional"
        self._build(look)
        self._bind()
        services.settings.changed.connect(self._setting_changed)
        services.theme.changed.connect(self._restyle)
        self._spread()

    def show_ref(self, ref: Ref) -> None:
        """Show a point, or a structure of the leg, with its card."""
        if self.atlas is None:
            return
        if ref.kind is Kind.POINT:
            self._open_point(ref.key)
        else:
            self.reveal(ref)

    def show_home(self) -> None:
        """Show the leg with nothing chosen."""
        if self.atlas is not None:
            self._show(moves.clear(self.state))

    def reveal(self, ref: Ref) -> None:
        """Show where something is without opening it."""
        if self.atlas is None:
            return
        content = self.services.content
        structure = content.structures.get(ref.key)
        if ref.kind is Kind.MERIDIAN:
            self._show(moves.show_meridian(self.state, ref.key))
        elif structure is not None:
            layer = REVEALED.get(structure.kind, "")
            if layer:
                self._show(moves.switch_layer(self.state, layer, on=True))
            self.structure_card.show_structure(structure)
            self.side.setCurrentWidget(self.structure_card)
        elif ref.kind is Kind.POINT:
            self._open_point(ref.key)
        elif ref.kind is Kind.STUDY and ref.key in content.studies:
            codes = frozenset(content.studies[ref.key].points) & frozenset(content.points)
            self._show(moves.light(self.state, codes))

    def focus_main(self) -> None:
        """Put the keyboard on the diagram."""
        if self.atlas is not None:
            self.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self) -> None:
        """Put the keyboard in the note on the point that is open."""
        if self.atlas is not None and self.side.currentWidget() is self.card:
            self.card.focus_note()

    def flush(self) -> None:
        """Save now what has been typed, and remember layers, view and zoom."""
        if self.atlas is None:
            return
        self.card.flush()
        self._remember()

    def walk(self, by: int) -> None:
        """Open the next (1) or previous (-1) point of the channel."""
        code = self.state.selected
        points = self.services.content.points
        if not code:
            self._go(self._first_point())
            return
        along = self.order.get(points[code].meridian, ())
        self._go(step(along, code, by))

    def change_meridian(self, by: int) -> None:
        """Open the nearest point of the next (1) or previous (-1) channel."""
        places = self._near_places()
        code = self.state.selected
        here = self.services.content.points[code].meridian if code else ""
        order = {m: codes for m, codes in self.order.items() if m in self.state.layers}
        self._go(next_meridian(order or self.order, here, by, places.get(code), places))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the card less room in a narrow window and fold the list away."""
        super().resizeEvent(event)
        if self.atlas is not None:
            self._spread()

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Keep panel and zoom bar in their corners of the diagram."""
        if event.type() is QEvent.Type.Resize and watched is self.diagram:
            self._place_overlays()
        return super().eventFilter(watched, event)

    def _build(self, look: Look) -> None:
        services, atlas = self.services, self.atlas
        assert atlas is not None
        self.switcher = Switcher(atlas, services.theme)
        self.switcher.view_wanted.connect(lambda v: self._show(moves.turn_to(self.state, v)))
        self.switcher.side_wanted.connect(self._want_side)
        self.points = PointList(
            services.theme, look, services.content.points, services.content.meridians, self.order
        )
        self.points.setMinimumWidth(services.theme.scaled(160))
        self.points.opened.connect(self._go)
        self.diagram = Diagram(self.scene, self.state, look)
        self.diagram.describe = self._describe
        self.diagram.wanted.connect(self._show)
        self.diagram.picked.connect(self._picked)
        self.diagram.menu_wanted.connect(self._menu)
        self.diagram.key_wanted.connect(self._key)
        self.diagram.installEventFilter(self)
        self._build_overlays(look)
        self.card = Card(services, self.scene, look)
        self.card.step_wanted.connect(self.walk)
        self.structure_card = StructureCard(services)
        self.empty = _invitation()
        self.side = QStackedWidget()
        self.side.setProperty("role", "side")
        for widget in (self.empty, self.card, self.structure_card):
            self.side.addWidget(widget)
        self.side.setMinimumWidth(services.theme.scaled(280))
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget in (self.points, self.diagram, self.side):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.switcher)
        layout.addWidget(self.splitter)
        self._show(self.state, force=True)

    def _build_overlays(self, look: Look) -> None:
        theme = self.services.theme
        self.layers_button = _overlay_button("Layers", "Layers (L)", self.diagram)
        self.layers_button.setCheckable(True)
        self.list_button = _overlay_button("Points", "List of points", self.diagram)
        self.list_button.setCheckable(True)
        self.zoom_bar = ZoomBar(theme)
        self.zoom_bar.setParent(self.diagram)
        self.zoom_bar.wanted.connect(self._key)
        self.layers_panel = LayersPanel(self.services, self.state, look)
        self.layers_panel.setParent(self.diagram)
        self.layers_panel.hide()
        self.layers_panel.wanted.connect(self._show)
        self.layers_panel.labels_wanted.connect(
            lambda value: setattr(self.services.settings, "label_language", value)
        )
        self.layers_button.toggled.connect(self._show_layers)
        self.list_button.clicked.connect(self._ask_list)
        self._dress_overlays()

    def _bind(self) -> None:
        bind = self.services.actions.bind
        table = self.services.actions.table
        for name, handler in (
            ("atlas.next", lambda: self.walk(1)),
            ("atlas.previous", lambda: self.walk(-1)),
            ("atlas.zoom-in", lambda: self.diagram.zoom_by(moves.ZOOM_STEP)),
            ("atlas.zoom-out", lambda: self.diagram.zoom_by(1 / moves.ZOOM_STEP)),
            ("atlas.fit", lambda: self._show(moves.fit(self.state))),
            ("atlas.layers", self.layers_button.toggle),
        ):
            if name in table:
                bind(name, handler, self)

    def _show(self, state: AtlasState, force: bool = False) -> None:
        """Take the next state and let everything that depends on it follow."""
        old, self.state = self.state, state
        if state == old and not force:
            return
        self.diagram.show_state(state)
        if state.zoom != old.zoom or force:
            self.zoom_bar.show_zoom(state.zoom)
        only_moved = replace(old, zoom=state.zoom, centre=state.centre, hovered=state.hovered)
        if only_moved == state and not force:
            return
        self.switcher.show_view(state.view, state.side)
        self.points.model.show_near(frozenset(self._near_places()))
        self.layers_panel.show_state(state)
        if state.selected != old.selected or force:
            self.points.show_point(state.selected)
            if not state.selected:
                self.side.setCurrentWidget(self.empty)
        if state.side is not old.side:
            self.card.show_side(state.side)

    def _open_point(self, code: str) -> None:
        content, atlas = self.services.content, self.atlas
        point = content.points.get(code)
        if point is None or atlas is None:
            return
        shown = _on_body(self.scene, code)
        state = moves.select(self.state, code, point.meridian)
        view = atlas.best_view(shown, state.view) if shown else state.view
        state = moves.turn_to(state, view)
        spot = atlas.projection(state.view).points.get(shown)
        if spot is not None:
            camera = atlas.camera(state.view)
            state = moves.reveal(state, camera, self.diagram.pixels, spot.uv)
        self._show(state)
        self.card.show_point(code, state.side)
        along = self.order.get(point.meridian, ())
        self.card.set_steps(
            has_previous=step(along, code, -1) != code, has_next=step(along, code, 1) != code
        )
        self.side.setCurrentWidget(self.card)

    def _go(self, code: str) -> None:
        if code:
            self.services.navigator.go(point_ref(code))

    def _picked(self, hit: Hit | None) -> None:
        if hit is None:
            self._show(moves.clear(self.state))
        elif hit.kind == "point":
            self._go(hit.id)
        elif hit.kind == "rival":
            self._go(self.scene.atlas.projection(self.state.view).rivals[hit.id].code)
        else:
            self._pick_other(hit)

    def _pick_other(self, hit: Hit) -> None:
        structure = self.scene.structure_of(hit.id)
        if structure:
            self.reveal(structure_ref(self.services.content.structures[structure]))
        elif hit.id.startswith("meridian:"):
            self._show(moves.solo(self.state, curve_layer(hit.id)))

    def _describe(self, hit: Hit) -> str:
        content = self.services.content
        if hit.kind == "point":
            point = content.points[hit.id]
            return f"<b>{point.code}</b> {point.pinyin} {point.hanzi}<br>{point.english}"
        if hit.kind == "rival":
            rival = self.scene.atlas.projection(self.state.view).rivals[hit.id]
            return f"<b>Rival location of {rival.code}</b><br>{rival.text}"
        return f"<b>{self.scene.name_of(hit.id)}</b>"

    def _menu(self, hit: Hit | None, at: QPoint) -> None:
        menu = self.menu_for(hit)
        menu.exec(at)
        menu.deleteLater()

    def menu_for(self, hit: Hit | None) -> QMenu:
        """Return the menu of what is under the pointer."""
        menu = QMenu(self)
        points = self.services.content.points
        if hit is not None and hit.kind == "point" and hit.id in points:
            code, meridian = hit.id, points[hit.id].meridian
            menu.addAction(f"Open {code}", lambda: self._go(code))
            menu.addAction("Copy link", lambda: self._copy(str(point_ref(code))))
            menu.addAction("Copy code", lambda: self._copy(code))
            menu.addSeparator()
            title = LAYERS[meridian].title
            ends = self.state.solo == meridian
            menu.addAction(
                "All channels in colour" if ends else f"{title} alone in colour",
                lambda: self._show(moves.solo(self.state, meridian)),
            )
            menu.addAction(f"Hide {code}", lambda: self._show(moves.hide(self.state, code)))
        elif hit is not None and (structure := self.scene.structure_of(hit.id)):
            ref = structure_ref(self.services.content.structures[structure])
            menu.addAction("Open its page", lambda: self.services.navigator.go(ref))
            menu.addAction("Copy link", lambda: self._copy(str(ref)))
        if self.state.hidden:
            words = f"Restore hidden points ({len(self.state.hidden)})"
            menu.addAction(words, lambda: self._show(moves.restore_hidden(self.state)))
        menu.addAction("Fit the view", lambda: self._show(moves.fit(self.state)))
        return menu

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.services.said.emit(f"Copied {text}")

    def _key(self, name: str) -> None:
        up_is_next = self._rises()
        match name:
            case "right" | "atlas.next":
                self.walk(1)
            case "left" | "atlas.previous":
                self.walk(-1)
            case "up":
                self.walk(1 if up_is_next else -1)
            case "down":
                self.walk(-1 if up_is_next else 1)
            case "page-down":
                self.change_meridian(1)
            case "page-up":
                self.change_meridian(-1)
            case "escape":
                self._show(moves.clear(self.state))
            case "atlas.zoom-in":
                self.diagram.zoom_by(moves.ZOOM_STEP)
            case "atlas.zoom-out":
                self.diagram.zoom_by(1 / moves.ZOOM_STEP)
            case "atlas.fit":
                self._show(moves.fit(self.state))

    def _rises(self) -> bool:
        code = self.state.selected
        if not code:
            return False
        meridian = self.services.content.points[code].meridian
        spots = self.scene.atlas.projection(FIRST_VIEW).points
        places = {each: spot.uv for each, spot in spots.items()}
        named = self.services.content.meridians.get(meridian)
        return rises(named, self.order.get(meridian, ()), places)

    def _near_places(self) -> dict[str, tuple[float, float]]:
        spots = self.scene.atlas.projection(self.state.view).points
        return {code: spot.uv for code, spot in spots.items() if spot.visible}

    def _first_point(self) -> str:
        near = self._near_places()
        shown = (c for m, codes in self.order.items() if m in self.state.layers for c in codes)
        return next((code for code in shown if code in near), "ST36")

    def _want_side(self, side: Side) -> None:
        self.services.settings.side = side.value

    def _setting_changed(self, name: str) -> None:
        settings = self.services.settings
        if name == "side":
            self._show(moves.show_side(self.state, Side(settings.side)))
        elif name == "label_language":
            self._show(replace(self.state, labels=LabelLanguage(settings.label_language)))
        elif name == "characters":
            self.scene.traditional = settings.characters == "traditional"
            self.diagram.show_look(self._look())

    def _restyle(self) -> None:
        look = self._look()
        self.diagram.show_look(look)
        self.points.show_look(look)
        self.layers_panel.show_look(look)
        self.card.show_look(look)
        self.switcher.restyle()
        self.zoom_bar.restyle()
        self._dress_overlays()
        self._spread()
        self._place_overlays()

    def _look(self) -> Look:
        theme = self.services.theme
        family = (theme.font().families()[0], HAN_FONT)
        return Look(theme.colours, family, theme.scale)

    def _first_state(self) -> AtlasState:
        settings = self.services.settings
        kept = settings.recall(REMEMBER, {})
        layers = frozenset(kept.get("layers", DEFAULT_LAYERS)) & frozenset(LAYERS)
        view = kept.get("view", FIRST_VIEW)
        assert self.atlas is not None
        opacity = kept.get("bone_opacity", 0.35)
        return AtlasState(
            view=view if view in self.atlas.cameras else FIRST_VIEW,
            side=Side(settings.side),
            layers=layers,
            bone_opacity=float(opacity) if isinstance(opacity, int | float) else 0.35,
            labels=LabelLanguage(settings.label_language),
        )

    def _remember(self) -> None:
        state = self.state
        self.services.settings.remember(
            REMEMBER,
            {
                "view": state.view,
                "layers": sorted(state.layers),
                "bone_opacity": state.bone_opacity,
                "layers_open": self.layers_button.isChecked(),
            },
        )

    def _spread(self) -> None:
        """Share the width among list, diagram and card."""
        wide = self.width() >= self.services.theme.scaled(WIDE)
        shown = wide if self._list_asked is None else self._list_asked
        self.points.setVisible(shown)
        self.list_button.setChecked(shown)
        card = self.services.theme.scaled(CARD_WIDTH[1 if wide else 0])
        beside = self.services.theme.scaled(200) if shown else 0
        room = max(self.width() - self.switcher.width(), 300)
        card = min(card, room * 45 // 100)
        self.splitter.setSizes([beside, max(room - card - beside, 240), card])

    def _ask_list(self) -> None:
        self._list_asked = self.list_button.isChecked()
        self._spread()

    def _show_layers(self, on: bool) -> None:
        self.layers_panel.setVisible(on)
        self._place_overlays()

    def _dress_overlays(self) -> None:
        theme = self.services.theme
        side = theme.scaled(16)
        for button, icon in ((self.layers_button, "layers"), (self.list_button, "list")):
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(side, side))
            button.setMinimumHeight(theme.scaled(30))
            button.adjustSize()

    def _place_overlays(self) -> None:
        gap = 12
        room = self.diagram.size()
        self.list_button.move(gap, gap)
        self.layers_button.move(room.width() - self.layers_button.width() - gap, gap)
        self.zoom_bar.adjustSize()
        self.zoom_bar.move(
            room.width() - self.zoom_bar.width() - gap,
            room.height() - self.zoom_bar.height() - gap,
        )
        top = gap + self.layers_button.height() + 4
        below = room.height() - top - self.zoom_bar.height() - 2 * gap
        self.layers_panel.resize(
            self.layers_panel.wanted_size(QSize(room.width() - 2 * gap, max(below, 120)))
        )
        self.layers_panel.move(room.width() - self.layers_panel.width() - gap, top)
        self.layers_panel.raise_()


def _on_body(scene: Scene, code: str) -> str:
    """Return the point itself, or the first site of a point that has several."""
    point = scene.content.points[code]
    return point.sites[0] if point.sites else code


def _overlay_button(words: str, tip: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(words)
    button.setToolTip(tip)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setProperty("role", "overlay")
    return button


def _invitation() -> QWidget:
    widget = QWidget()
    box = QVBoxLayout(widget)
    box.setContentsMargins(24, 24, 24, 24)
    title = QLabel("Choose a point")
    title.setProperty("role", "title")
    box.addWidget(title)
    box.addWidget(
        text_label(
            "Click a point on the leg, pick one from the list, or type its code or name in the "
            "search field. Its card opens here: how to find it, how to needle it, what lies "
            "beneath, and what studies say.",
            role="quiet",
        )
    )
    box.addStretch(1)
    return widget


def _trouble(error: UnreadableFile) -> QWidget:
    widget = QWidget()
    box = QVBoxLayout(widget)
    box.setContentsMargins(32, 32, 32, 32)
    title = QLabel("The atlas cannot be shown")
    title.setProperty("role", "title")
    box.addWidget(title)
    box.addWidget(text_label(error.what))
    box.addWidget(text_label(error.next_step, role="quiet"))
    box.addStretch(1)
    return widget
