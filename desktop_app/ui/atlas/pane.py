"""What the atlas shows and the one state of it: switcher, list, diagram, overlays, card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.layers import MASTERY, TERRITORY_LAYERS, curve_layer
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState, LabelLanguage, Side
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.domain.structures import Structure
from desktop_app.ui.atlas.invitation import INVITATION, in_words
from desktop_app.ui.atlas.memory import remember_state
from desktop_app.ui.atlas.menu import build_menu, describe
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.look import Look, look_of
from desktop_app.ui.diagram.overlays import Overlays
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.switcher import Switcher
from desktop_app.ui.diagram.walker import Walker
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.ui.atlas.card import Card
    from desktop_app.ui.atlas.mastery import MasteryLayer
    from desktop_app.ui.atlas.point_list import PointList
    from desktop_app.ui.atlas.structure_card import StructureCard

WIDE = 1180
"""Pixels of workspace width from which the list of points is shown beside the diagram."""

CARD_WIDTHS = (320, 392)
"""Pixels of the card in a narrow and in a wide window."""

LEAST_CARD = 190
"""Pixels at 100 % that the longest word on a card needs."""

CARD_AFTER_MS = 150
"""The card is made this long after the library is open, before a point is chosen."""

LIST_WIDTH = 204
LEAST_DIAGRAM = 240

REVEALED = {
    "artery": "arteries",
    "vein": "veins",
    "nerve": "nerves",
    **TERRITORY_LAYERS,
    "pulse": "pulses",
    "monofilament": "monofilament",
    "key-sensory-point": "key-sensory",
}
"""The layer that shows a structure, by its kind."""


class Pane(QWidget):
    """The parts of the workspace and the one state they all show."""

    def __init__(self, services: Services, atlas: Atlas, state: AtlasState) -> None:
        super().__init__()
        self.services = services
        self.atlas = atlas
        self.state = replace(state, text=services.theme.scale)
        self.list_asked: bool | None = None
        look = self._look()
        self.scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        self.scene.traditional = services.settings.characters == "traditional"
        self.walker = Walker(self.scene)
        self._points: PointList | None = None
        self._card: Card | None = None
        self._structure_card: StructureCard | None = None
        self._mastery: MasteryLayer | None = None
        self._build(look)
        services.settings.changed.connect(self._setting_changed)
        services.theme.changed.connect(self._restyle)
        services.library_ready.connect(
            lambda _: QTimer.singleShot(CARD_AFTER_MS, self, lambda: self.card)
        )

    @property
    def points(self) -> PointList:
        """Return the list of points, born when first wanted."""
        if self._points is None:
            from desktop_app.ui.atlas.point_list import PointList

            content = self.services.content
            order = self.walker.order
            self._points = PointList(
                self.services.theme, self._look(), content.points, content.meridians, order
            )
            self._points.opened.connect(self._go)
            self.beside.addWidget(self._points)
            self._follow_in_list(None)
            self._master_in_list()
        return self._points

    @property
    def card(self) -> Card:
        """Return the card, born when first wanted."""
        if self._card is None:
            from desktop_app.ui.atlas.card import Card

            self._card = Card(self.services, self.scene, self._look())
            self._card.step_wanted.connect(lambda by: self._go(self.walker.along(self.state, by)))
            self.side.addWidget(self._card)
        return self._card

    @property
    def structure_card(self) -> StructureCard:
        """Return the card of structures, born when first wanted."""
        if self._structure_card is None:
            from desktop_app.ui.atlas.structure_card import StructureCard

            self._structure_card = StructureCard(self.services)
            self.side.addWidget(self._structure_card)
        return self._structure_card

    @property
    def mastery(self) -> MasteryLayer:
        """Return the layer of mastery, born when first switched on."""
        if self._mastery is None:
            from desktop_app.ui.atlas.mastery import MasteryLayer

            self._mastery = MasteryLayer(self.services, self.diagram, self.overlays)
            self._mastery.changed.connect(self._master_in_list)
            self._mastery.changed.connect(self._describe)
        return self._mastery

    def show_state(self, state: AtlasState) -> None:
        """Take the next state and let every part follow."""
        old, self.state = self.state, state
        if state != old:
            self.diagram.show_state(state)
            self._follow(old)

    def show_ref(self, ref: Ref) -> None:
        """Open a point or a structure."""
        if ref.kind is Kind.POINT:
            self._open_point(ref.key)
        else:
            self.reveal(ref)

    def reveal(self, ref: Ref) -> None:
        """Show where something is."""
        content = self.services.content
        if ref.kind is Kind.POINT:
            self._open_point(ref.key)
        elif ref.kind is Kind.MERIDIAN:
            self.show_state(moves.show_meridian(self.state, ref.key))
        elif ref.kind is Kind.STUDY and ref.key in content.studies:
            named = frozenset(content.studies[ref.key].points)
            self.show_state(moves.light(self.state, named & frozenset(content.points)))
        elif ref.kind is Kind.LEARNING:
            self.show_state(moves.switch_layer(self.state, MASTERY.id, on=True))
        elif isinstance(structure := content.get(ref), Structure):
            self._reveal_structure(structure)

    def obey(self, command: str) -> None:
        """Do what a key or button asks for."""
        match command:
            case "next" | "right":
                self._go(self.walker.along(self.state, 1))
            case "previous" | "left":
                self._go(self.walker.along(self.state, -1))
            case "up":
                self._go(self.walker.along(self.state, self.walker.upwards(self.state)))
            case "down":
                self._go(self.walker.along(self.state, -self.walker.upwards(self.state)))
            case "page-down":
                self._go(self.walker.across(self.state, 1))
            case "page-up":
                self._go(self.walker.across(self.state, -1))
            case "clear" if self.overlays.layers_button.isChecked():
                self.overlays.layers_button.setChecked(False)
            case "clear":
                self._clear()
            case "larger":
                self.diagram.zoom_by(moves.ZOOM_STEP)
            case "smaller":
                self.diagram.zoom_by(1 / moves.ZOOM_STEP)
            case "fit":
                self.show_state(moves.fit(self.state))
            case "study" if self.state.selected:
                self.card.open_study()
            case "layers":
                self.overlays.layers_button.toggle()
            case "mastery":
                on = not self.state.shows(MASTERY.id)
                self.show_state(moves.switch_layer(self.state, MASTERY.id, on))
                self.services.said.emit(f"Mastery is {'shown' if on else 'no longer shown'}")

    def flush(self) -> None:
        """Save what has been typed, and remember the state."""
        if self._card is not None:
            self._card.flush()
        remember_state(self.services.settings, self.state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the card less room in a narrow window and fold the list away."""
        super().resizeEvent(event)
        self._spread()

    def _build(self, look: Look) -> None:
        services = self.services
        self.switcher = Switcher(self.atlas, services.theme)
        self.switcher.view_wanted.connect(
            lambda view: self.show_state(moves.turn_to(self.state, view))
        )
        self.beside = QStackedWidget()
        self.diagram = Diagram(self.scene, self.state, look)
        self.diagram.describe = self._words_on
        self.diagram.wanted.connect(self.show_state)
        self.diagram.picked.connect(self._picked)
        self.diagram.menu_wanted.connect(self._menu)
        self.diagram.key_wanted.connect(self.obey)
        self.overlays = Overlays(self.diagram, services, self.state, look, (MASTERY,))
        self.overlays.wanted.connect(self.show_state)
        self.overlays.key_wanted.connect(self.obey)
        self.overlays.list_wanted.connect(self._ask_list)
        self.invitation = in_words("Choose a point", INVITATION)
        self.side = QStackedWidget()
        self.side.setProperty("role", "side")
        self.side.setMinimumWidth(280)
        self.side.addWidget(self.invitation)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget in (self.beside, self.diagram, self.side):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.switcher)
        row.addWidget(self.splitter)
        self._follow(None)
        self._put_off()

    def _put_off(self) -> None:
        """Leave out of the first picture what takes long and can follow a moment later."""
        later = self.services.later
        if later.holds:
            self.diagram.show_letters(False)
            later.do(lambda: self.diagram.show_letters(True))
        later.do(self.switcher.load_pictures)
        later.do(lambda: self.points)

    def _follow(self, old: AtlasState | None) -> None:
        state = self.state
        self.overlays.show_state(state)
        self._describe()
        if state.shows(MASTERY.id) != (old is not None and old.shows(MASTERY.id)):
            self.services.later.do(self._follow_mastery)
        if old is None or (state.view, state.side) != (old.view, old.side):
            self.switcher.show_view(state.view, state.side)
        if self._points is not None:
            self._follow_in_list(old)
        if (old is None or state.selected != old.selected) and not state.selected:
            self.side.setCurrentWidget(self.invitation)
        if old is not None and state.side is not old.side and self._card is not None:
            self._card.show_side(state.side)

    def _follow_mastery(self) -> None:
        on = self.state.shows(MASTERY.id)
        if on or self._mastery is not None:
            self.mastery.switch(on)

    def _master_in_list(self) -> None:
        if self._points is not None and self._mastery is not None:
            self._points.show_mastery(self._mastery.shown if self._mastery.on else {})

    def _describe(self) -> None:
        """Say in words what the diagram shows."""
        state = self.state
        words = f"{self.atlas.camera(state.view).title}, {state.side.value} limb; "
        chosen = self.services.content.points.get(state.selected)
        words += f"{chosen.code} {chosen.pinyin} is chosen" if chosen else "no point is chosen"
        known = self._mastery.words_on(state.selected) if chosen and self._mastery else ""
        self.diagram.setAccessibleDescription(f"{words}; mastery: {known}" if known else words)

    def _words_on(self, hit: Hit) -> str:
        words = describe(self.scene, self.state.view, hit)
        known = self._mastery.words_on(hit.id) if self._mastery and hit.kind == "point" else ""
        return f"{words}<br>Mastery: {known}" if known else words

    def _follow_in_list(self, old: AtlasState | None) -> None:
        state = self.state
        if old is None or (state.view, state.side) != (old.view, old.side):
            self.points.model.show_near(frozenset(self.walker.near_places(state)))
        if old is None or state.selected != old.selected:
            self.points.show_point(state.selected)

    def _open_point(self, code: str) -> None:
        point = self.services.content.points.get(code)
        if point is None:
            return
        shown = point.sites[0] if point.sites else code
        state = moves.select(self.state, code, point.meridian)
        state = moves.turn_to(state, self.atlas.best_view(shown, state.view))
        if point.sites:
            state = replace(state, lit=frozenset(point.sites))
        spot = self.atlas.projection(state.view).points.get(shown)
        if spot is not None:
            camera = self.atlas.camera(state.view)
            state = moves.reveal(state, camera, self.diagram.pixels, spot.uv)
        self.show_state(state)
        self.card.show_point(code, state.side)
        self.card.set_steps(*self.walker.ends(code))
        self.side.setCurrentWidget(self.card)

    def _reveal_structure(self, structure: Structure) -> None:
        layer = REVEALED.get(structure.kind)
        self._clear()
        if layer:
            self.show_state(moves.switch_layer(self.state, layer, on=True))
        self.structure_card.show_structure(structure)
        self.side.setCurrentWidget(self.structure_card)

    def _clear(self) -> None:
        """Choose nothing; Back then opens again what was chosen."""
        self.show_state(moves.clear(self.state))
        current = self.services.navigator.current
        if current is not None and current.kind is Kind.POINT:
            self.services.navigator.home("atlas")

    def _go(self, code: str) -> None:
        if code:
            self.services.navigator.go(point_ref(code))

    def _picked(self, hit: Hit | None) -> None:
        structure = self.scene.structure_of(hit.id) if hit is not None else None
        if hit is None:
            self._clear()
        elif hit.kind == "point":
            self._go(hit.id)
        elif hit.kind == "rival":
            self._go(self.atlas.projection(self.state.view).rivals[hit.id].code)
        elif structure is not None:
            self._reveal_structure(structure)
        elif hit.id.startswith("meridian:"):
            self.show_state(moves.solo(self.state, curve_layer(hit.id)))

    def _menu(self, hit: Hit | None, at: QPoint) -> None:
        menu = build_menu(self, self.services, self.scene, self.state, hit, self.show_state)
        menu.exec(at)
        menu.deleteLater()

    def _setting_changed(self, name: str) -> None:
        settings = self.services.settings
        if name == "side":
            self.show_state(moves.show_side(self.state, Side(settings.side)))
        elif name == "label_language":
            language = LabelLanguage(settings.label_language)
            self.show_state(replace(self.state, labels=language))
        elif name == "characters":
            self.scene.traditional = settings.characters == "traditional"
            self.diagram.show_look(self._look())

    def _restyle(self) -> None:
        look = self._look()
        self.show_state(replace(self.state, text=look.scale))
        for part in (self.diagram, self._points, self.overlays, self._card):
            if part is not None:
                part.show_look(look)
        self.switcher.restyle()
        self._spread()

    def _look(self) -> Look:
        return look_of(self.services.theme)

    def _spread(self) -> None:
        """Share the width among list, diagram and card."""
        scaled = self.services.theme.scaled
        wide = self.width() >= scaled(WIDE)
        shown = wide if self.list_asked is None else self.list_asked
        self.beside.setVisible(shown)
        self.overlays.list_button.setChecked(shown)
        room = max(self.width() - self.switcher.width(), 2 * LEAST_DIAGRAM)
        beside = scaled(LIST_WIDTH) if shown else 0
        least = min(scaled(LEAST_CARD), room - LEAST_DIAGRAM)
        card = min(scaled(CARD_WIDTHS[1 if wide else 0]), max(room * 45 // 100, least))
        self.splitter.setSizes([beside, max(room - card - beside, LEAST_DIAGRAM), card])

    def _ask_list(self, shown: bool) -> None:
        self.list_asked = shown
        self._spread()
        if shown:
            # The list has no size yet while the click that opens it is handled.
            QTimer.singleShot(0, self.points.field, self.points.field.setFocus)
