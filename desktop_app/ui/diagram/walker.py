"""Where keys lead on the diagram: along a meridian, from meridian to meridian."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.atlas.cameras import UV
from desktop_app.atlas.state import AtlasState
from desktop_app.atlas.walk import next_meridian, order_along, rises, step
from desktop_app.ui.diagram.scene import Scene

STANDING = "limb-lateral"
"""A view of the standing limb, in which up is up."""


class Walker:
    """Finds the next point for a step, from the state that is shown."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.points = scene.content.points
        self.order = order_along(self.points)

    def along(self, state: AtlasState, by: int) -> str:
        """Return the point ``by`` places on along the meridian; a first one if none is chosen."""
        code = state.selected
        if not code:
            return self._first(state)
        return step(self.order.get(self.points[code].meridian, ()), code, by)

    def ends(self, code: str) -> tuple[bool, bool]:
        """Tell whether the meridian goes on before and after a point."""
        along = self.order.get(self.points[code].meridian, ())
        return step(along, code, -1) != code, step(along, code, 1) != code

    def upwards(self, state: AtlasState) -> int:
        """Return the step that leads up the limb: 1 where the numbers grow upwards, else -1."""
        code = state.selected
        if not code:
            return -1
        meridian = self.points[code].meridian
        spots = self.scene.atlas.projection(STANDING).points
        places = {each: spot.uv for each, spot in spots.items()}
        named = self.scene.content.meridians.get(meridian)
        return 1 if rises(named, self.order.get(meridian, ()), places) else -1

    def across(self, state: AtlasState, by: int) -> str:
        """Return the nearest point of the next (1) or previous (-1) meridian that is on."""
        places = self.near_places(state)
        code = state.selected
        here = self.points[code].meridian if code else ""
        order = {m: codes for m, codes in self.order.items() if m in state.layers}
        return next_meridian(order or self.order, here, by, places.get(code), places)

    def near_places(self, state: AtlasState) -> Mapping[str, UV]:
        """Return where the points on the near side of the view are."""
        spots = self.scene.atlas.projection(state.view).points
        return {code: spot.uv for code, spot in spots.items() if spot.visible}

    def _first(self, state: AtlasState) -> str:
        near = self.near_places(state)
        shown = [c for m, codes in self.order.items() if m in state.layers for c in codes]
        return next((code for code in shown if code in near), next(iter(self.points), ""))
