"""The mastery of each point, painted on the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.state import AtlasState, LabelLanguage
from desktop_app.domain.points import MERIDIAN_ORDER, Point
from desktop_app.ui.diagram.limb_view import LimbView
from desktop_app.ui.diagram.mastery import mastery_words
from desktop_app.ui.services import Services

SHOWN = AtlasState(
    "limb-lateral",
    layers=frozenset({"skin", "bones", *MERIDIAN_ORDER}),
    labels=LabelLanguage.CODE,
)


class MasteryBody(LimbView):
    """A diagram in which the marker of each point is filled by how well it is known."""

    def __init__(self, services: Services, atlas: Atlas) -> None:
        super().__init__(services, atlas, SHOWN)
        self.mastery: Mapping[str, float] = {}

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Paint the mastery of these points, 0 to 1."""
        self.mastery = mastery
        self.diagram.show_heat(mastery)

    def choose(self, code: str) -> None:
        """Ring a point, in a view that shows it."""
        point = self.services.content.points.get(code)
        state = replace(self.state, selected=code if point is not None else "")
        self.show_state(state if point is None else self.facing(state, point))

    def words_on(self, point: Point) -> str:
        """Return how well a point is known."""
        known = self.mastery.get(point.code)
        return mastery_words(known) if known is not None else "Not asked about"
