"""Choosing another point repaints a part of the diagram, and nothing else has changed by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication

from desktop_app.atlas import state as moves
from desktop_app.atlas.state import AtlasState, LabelLanguage
from desktop_app.ui.atlas.pane import Pane

STEPS: tuple[Callable[[AtlasState], AtlasState], ...] = (
    lambda state: replace(state, selected="ST37"),
    lambda state: replace(state, selected=""),
    lambda state: replace(state, hovered="GB34"),
    lambda state: replace(state, selected="GB34", hovered="ST37"),
    lambda state: replace(state, selected="SP9", hovered=""),
    lambda state: moves.select(state, "GB39"),
    lambda state: replace(state, selected="ST37", labels=LabelLanguage.NONE),
    lambda state: replace(state, selected="GB34", lit=frozenset({"ST36"})),
)


class Painted(QObject):
    """Gathers what a widget has been asked to paint."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def pixels(pane: Pane) -> NDArray[np.uint8]:
    image = pane.diagram.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return data[:, : image.width()].copy()


def repainted(pane: Pane, state: AtlasState) -> QRegion:
    """Show a state and return what was painted for it."""
    painted = Painted()
    pane.diagram.installEventFilter(painted)
    pane.show_state(state)
    QApplication.processEvents()
    pane.diagram.removeEventFilter(painted)
    return painted.region


@pytest.mark.parametrize("zoom", [1.0, 2.0, 6.0])
def test_what_is_not_painted_anew_has_not_changed(pane: Pane, zoom: float) -> None:
    state = replace(pane.state, selected="ST36", zoom=zoom)
    repainted(pane, state)
    before = pixels(pane)
    for then in STEPS:
        state = then(state)
        region = repainted(pane, state)
        after = pixels(pane)
        changed = np.argwhere((before != after).any(axis=2))
        assert all(region.contains(QPoint(int(x), int(y))) for y, x in changed)
        before = after


def test_another_point_costs_its_neighbourhood_only(pane: Pane) -> None:
    repainted(pane, replace(pane.state, selected="ST36"))
    region = repainted(pane, replace(pane.state, selected="ST37"))
    box = region.boundingRect()
    assert box.width() * box.height() < pane.diagram.width() * pane.diagram.height() / 4


def test_another_view_is_painted_whole(pane: Pane) -> None:
    repainted(pane, replace(pane.state, selected="ST36"))
    other = next(view for view in pane.atlas.cameras if view != pane.state.view)
    region = repainted(pane, replace(pane.state, view=other))
    assert region.boundingRect() == pane.diagram.rect()
