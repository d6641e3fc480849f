"""The diagrams of plans and study: one stage, dressed in several ways, behaves as one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.labels import overlap
from desktop_app.atlas.state import ZOOM_STEP, AtlasState, Side
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.foreground import Foreground
from desktop_app.ui.diagram.limb_view import LimbView
from desktop_app.ui.diagram.painter import edges
from desktop_app.ui.diagram.stage import BARE, PicturedStage, Stage
from desktop_app.ui.plans.marking.canvas import Canvas
from desktop_app.ui.plans.points.leg import LegPane
from desktop_app.ui.services import Services
from desktop_app.ui.study.progress_body import MasteryBody

Make = Callable[[Services, Atlas], Stage]
KINDS: dict[str, Make] = {
    "locate and trace": lambda services, atlas: PicturedStage(services, atlas, BARE),
    "a limb in lists": lambda services, atlas: LimbView(services, atlas, AtlasState("gone")),
    "area of a plan": Canvas,
    "points of a plan": LegPane,
    "mastery": MasteryBody,
}


@pytest.fixture(params=KINDS)
def stage(request: pytest.FixtureRequest, qtbot: QtBot, services: Services) -> Stage:
    """Each kind of stage, shown."""
    made = KINDS[request.param](services, shared_atlas(services))
    qtbot.addWidget(made)
    made.resize(760, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_is_zoomed_by_keys_and_by_the_control_in_its_corner(stage: Stage, qtbot: QtBot) -> None:
    qtbot.keyClick(stage.diagram, Qt.Key.Key_Plus)
    stage.zoom_bar.larger.click()
    assert stage.state.zoom == pytest.approx(ZOOM_STEP**2)
    assert stage.zoom_bar.percent.text() == "156 %"
    stage.zoom_bar.smaller.click()
    qtbot.keyClick(stage.diagram, Qt.Key.Key_F)
    assert stage.state.rests


@pytest.mark.parametrize("scale", [100, 200])
def test_what_lies_over_it_stays_in_its_corners_and_labels_keep_clear_of_it(
    stage: Stage, services: Services, scale: int
) -> None:
    services.settings.font_scale = scale
    for size in ((900, 700), (520, 420)):
        stage.resize(*size)
        diagram = stage.diagram
        parts = [stage.zoom_bar, *stage.overlays.corner, stage.overlays.layers_button]
        shown = [part for part in parts if part.isVisible()]
        assert stage.zoom_bar in shown
        for part in shown:
            assert diagram.rect().contains(part.geometry())
            assert edges(QRectF(part.geometry())) in diagram.covered
        assert len(diagram.covered) == len(shown)
        for first, second in pairwise(shown):
            assert not first.geometry().intersects(second.geometry())


def test_page_keys_turn_it_to_the_next_view_and_back(stage: Stage, qtbot: QtBot) -> None:
    views = list(stage.atlas.cameras)
    first = views.index(stage.state.view)
    with qtbot.waitSignal(stage.viewed):
        qtbot.keyClick(stage.diagram, Qt.Key.Key_PageDown)
    assert stage.state.view == views[(first + 1) % len(views)]
    camera = stage.atlas.camera(stage.state.view)
    assert stage.diagram.accessibleDescription() == f"{camera.title}, right limb"
    if isinstance(stage, PicturedStage):
        assert stage.switcher.buttons[stage.state.view].isChecked()
    if isinstance(stage, LimbView):
        assert stage.views.currentData() == stage.state.view
    qtbot.keyClick(stage.diagram, Qt.Key.Key_PageUp)
    assert stage.state.view == views[first]


def test_it_shows_the_limb_that_the_window_shows(stage: Stage, services: Services) -> None:
    if isinstance(stage, Canvas):
        stage.side_wanted.connect(stage.show_side)
    services.settings.side = "left"
    assert stage.state.side is Side.LEFT
    assert stage.diagram.accessibleDescription().endswith("left limb")
    if isinstance(stage, LimbView):
        assert stage.sides.value is Side.LEFT


def test_its_layers_are_offered_only_where_they_make_sense(stage: Stage, qtbot: QtBot) -> None:
    qtbot.keyClick(stage.diagram, Qt.Key.Key_L)
    panel = stage.overlays.panel
    assert stage.overlays.layers_button.isVisible() == isinstance(stage, Canvas)
    assert (panel is not None) == isinstance(stage, Canvas)
    if panel is not None:
        assert "mastery" not in panel.rows
        qtbot.keyClick(stage.diagram, Qt.Key.Key_Escape)
        assert not panel.isVisible()


@pytest.mark.parametrize(("scale", "size"), [(100, (760, 640)), (200, (512, 330))])
def test_scale_bars_lie_over_neither_the_limb_nor_the_controls(
    qtbot: QtBot, services: Services, scale: int, size: tuple[int, int]
) -> None:
    services.settings.font_scale = scale
    canvas = Canvas(services, shared_atlas(services))
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    canvas.show()
    diagram, scene = canvas.diagram, canvas.scene
    for view in canvas.atlas.cameras:
        canvas.turn_to(view)
        front = Foreground(scene).of(canvas.state, diagram.frame, diagram.look, diagram.covered)
        *_, bars = front.obstacles()
        assert not any(overlap(bars, rect) for rect in diagram.covered), view
        assert not scene.touches_limb(canvas.state, diagram.frame, bars), view
        assert bars[0] > 0, view
        assert bars[3] <= diagram.height(), view


@pytest.mark.parametrize("scale", [100, 200])
def test_the_overview_and_the_scale_bars_leave_each_other_room(
    qtbot: QtBot, services: Services, scale: int
) -> None:
    services.settings.font_scale = scale
    canvas = Canvas(services, shared_atlas(services))
    qtbot.addWidget(canvas)
    canvas.resize(900, 700)
    canvas.show()
    for _ in range(6):
        canvas.zoom_bar.larger.click()
    diagram = canvas.diagram
    front = Foreground(canvas.scene).of(canvas.state, diagram.frame, diagram.look, diagram.covered)
    assert front.has_inset
    *_, bars, overview = front.obstacles()
    assert not overlap(bars, overview)
    assert not any(overlap(overview, rect) for rect in diagram.covered)


def test_where_the_limb_is_is_seen_by_its_picture(services: Services, qtbot: QtBot) -> None:
    stage = PicturedStage(services, shared_atlas(services), AtlasState("foot-plantar"))
    qtbot.addWidget(stage)
    stage.resize(760, 640)
    stage.show()
    diagram = stage.diagram
    for side in Side:
        stage.show_side(side)
        place = diagram.place_of("KI1")
        assert place is not None
        x, y = place.x(), place.y()
        frame = diagram.frame
        assert stage.scene.touches_limb(stage.state, frame, (x - 3, y - 3, x + 3, y + 3))
        assert stage.scene.touches_limb(stage.state, frame, (0, y, frame.width, y + 3))
        assert not stage.scene.touches_limb(stage.state, frame, (0, y, 20, y + 3))
        assert not stage.scene.touches_limb(stage.state, frame, (x, 0, x + 3, 2))
