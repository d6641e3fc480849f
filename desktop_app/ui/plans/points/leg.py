"""The diagram beside the lists: the area, the points in question, what a list points at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.state import AtlasState
from desktop_app.domain.electrodes import ElectrodePair
from desktop_app.domain.findings import Ground
from desktop_app.domain.points import Point
from desktop_app.ui.diagram.limb_view import LimbView
from desktop_app.ui.plans.points.overlay import PlanOverlay, stained
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

FIRST_VIEW = "foot-plantar"


@dataclass(frozen=True, slots=True)
class Showing:
    """Which points the diagram shows.

    Parameters
    ----------
    codes
        Points shown at all; every point if ``everything``.
    numbers
        The chosen ones with their number.
    reserve
        Those of them that are alternatives.
    lit
        Points lit up together, such as those of a study.
    pairs
        Electrode pairs: the words of each, and what it is on each limb.
    """

    codes: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, str], ...] = ()
    reserve: frozenset[str] = frozenset()
    lit: frozenset[str] = frozenset()
    pairs: tuple[tuple[str, tuple[ElectrodePair, ...]], ...] = ()


class LegPane(LimbView):
    """The diagram of the points step."""

    added = Signal(str)
    """Sent with the code of a point that Enter was pressed on."""

    def __init__(self, services: Services, atlas: Atlas) -> None:
        super().__init__(services, atlas, AtlasState(FIRST_VIEW))
        self.showing = Showing()
        self.everything = False
        self.overlay = PlanOverlay(self.diagram)
        self.all_chip = Chip("All points")
        self.all_chip.setCheckable(True)
        self.all_chip.setToolTip("Show every point, also those that nothing speaks for")
        self.all_chip.toggled.connect(self._show_all)
        self.tools.addWidget(self.all_chip)
        self.wired = text_label("", role="small")
        self.wired.setContentsMargins(12, 4, 12, 6)
        self.wired.setAccessibleName("Electrode pairs")
        self.box.addWidget(self.wired)
        self.show_points(self.showing)

    def show_state(self, state: AtlasState) -> None:
        """Take the next state of the diagram."""
        old = self.state
        super().show_state(state)
        if state.view != old.view:
            self.overlay.picture = None
        if state.side is not old.side:
            self._number()
        if (state.view, state.side) != (old.view, old.side):
            self._tell_pairs()
        self.overlay.update()

    def show_points(self, showing: Showing) -> None:
        """Show these points and no others, unless all are asked for."""
        self.showing = showing
        points = self.services.content.points
        if self.everything:
            shown = frozenset(points)
        else:
            numbered = {code for code, _ in showing.numbers}
            shown = showing.codes | numbered | showing.lit
        shown |= {self.state.selected} - {""}
        meridians = {points[code].meridian for code in shown if code in points}
        self.show_state(
            replace(
                self.state,
                layers=frozenset({"skin", "bones"} | meridians),
                hidden=frozenset(points) - shown,
                lit=showing.lit,
            )
        )
        self._number()
        pairs = [pair for _, each in showing.pairs for pair in each]
        self.overlay.show_pairs(pairs)
        self._tell_pairs()

    def choose(self, code: str, turn: bool = True) -> None:
        """Ring a point, and turn to a view that shows it if ``turn``."""
        if not code or code not in self.services.content.points:
            self.show_state(replace(self.state, selected=""))
            return
        point = self.services.content.points[code]
        state = replace(
            self.state,
            selected=code,
            hidden=self.state.hidden - {code},
            layers=self.state.layers | {point.meridian},
        )
        self.show_state(self.facing(state, point) if turn else state)

    def hover(self, code: str) -> None:
        """Ring a point lightly, as if the pointer were on it."""
        self.show_state(moves.hover(self.state, code))

    def outline(self, ground: Ground | None, territory: str = "") -> None:
        """Outline a territory in the view that is shown, or none."""
        key = f"{ground.value}:{territory}" if ground else ""
        self.overlay.outline(key)
        if ground is not None:
            self._stain(ground, territory, key)

    def turn_to_territory(self, ground: Ground, territory: str) -> None:
        """Show the view in which a territory is largest, unless the present one has it."""
        key = f"{ground.value}:{territory}"
        seen = {view: self._extent(view, key) for view in self.atlas.cameras}
        best = max(seen, key=lambda view: seen[view])
        if seen[best] and seen[self.state.view] < 0.6 * seen[best]:
            self.show_state(moves.turn_to(self.state, best))
        self.outline(ground, territory)

    def turn_to_points(self, codes: Collection[str]) -> None:
        """Show the view that sees most of some points, unless the present one does nearly so."""
        seen = {view: self._seen(view, codes) for view in self.atlas.cameras}
        best = max(seen, key=lambda view: seen[view])
        if seen[self.state.view] < 0.6 * seen[best]:
            self.show_state(moves.turn_to(self.state, best))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the chosen point on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state.selected:
            self.added.emit(self.state.selected)
        else:
            super().keyPressEvent(event)

    def words_on(self, point: Point) -> str:
        """Return the English name and the number in the plan."""
        number = dict(self.showing.numbers).get(point.code)
        chosen = f"<br>Point {number} of the plan" if number else ""
        return super().words_on(point) + chosen

    def _stain(self, ground: Ground, territory: str, key: str) -> None:
        """Fill a territory of which the view has no outline, face by face."""
        view = self.state.view
        if key in self.atlas.projection(view).territories:
            return
        faces = self.diagram.ready_tint().look_at(view, self.state.side)
        if faces is None:
            return
        atlas, colour = self.atlas, self.diagram.look.colour("accent")

        def show(picture: QImage) -> None:
            if self.overlay.outlined == key and self.state.view == view:
                self.overlay.show_picture(picture)

        self.services.read(
            lambda _: stained(faces, atlas.skin.territory(ground, territory), colour),
            show,
            ticket="plans.territory",
            owner=self,
        )

    def _seen(self, view: str, codes: Collection[str]) -> int:
        spots = self.atlas.projection(view).points
        return sum(code in spots and spots[code].visible for code in codes)

    def _extent(self, view: str, key: str) -> float:
        rings = self.atlas.projection(view).territories.get(key, ())
        return sum((r.box[2] - r.box[0]) * (r.box[3] - r.box[1]) for r in rings)

    def _show_all(self, on: bool) -> None:
        self.everything = on
        self.show_points(self.showing)

    def _tell_pairs(self) -> None:
        """Name the electrode pairs below the diagram; say which the view does not show."""
        told = [self._pair_words(words, pairs) for words, pairs in self.showing.pairs]
        self.wired.setText(" · ".join(told))
        self.wired.setVisible(bool(told))

    def _pair_words(self, words: str, pairs: Collection[ElectrodePair]) -> str:
        if not all(pair.is_whole for pair in pairs):
            return words
        if all(pair.side is None for pair in pairs):
            return f"{words} (not drawn)"
        here = [pair for pair in pairs if pair.side is self.state.side]
        if not here:
            return f"{words} (not on this limb)"
        drawn = any(self.overlay.line_of(pair) is not None for pair in here)
        return words if drawn else f"{words} (this view does not show both points)"

    def _number(self) -> None:
        self.overlay.show_numbers(dict(self.showing.numbers), self.showing.reserve)
