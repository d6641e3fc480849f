"""The atlas as it is built, in the window: every point can be seen, named and clicked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import content
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.labels import Rect, overlap
from desktop_app.atlas.layers import LAYERS, curve_layer, territory_layer
from desktop_app.atlas.state import AtlasState, LabelLanguage, frame_of, select
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.refs import point_ref
from desktop_app.ui.actions import Actions
from desktop_app.ui.atlas.workspace import AtlasWorkspace
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.render import render_view
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.navigator import Navigator
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Settings
from desktop_app.ui.tasks import InlineRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.tokens import Colours

VIEWS = (
    "limb-anterior", "limb-lateral", "limb-posterior", "limb-medial", "foot-dorsal",
    "foot-plantar", "foot-lateral", "foot-medial", "foot-posterior",
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Content:
    return content.load()


@pytest.fixture
def workspace(qtbot: QtBot, qapp: QApplication, shipped: Content) -> Iterator[AtlasWorkspace]:
    settings = Settings(None)
    theme = Theme(qapp, settings, assets_dir())
    services = Services(
        shipped, InlineRunner(), Navigator(), settings, theme, Actions(), assets_dir()
    )
    made = AtlasWorkspace(services)
    qtbot.addWidget(made)
    services.navigator.went.connect(made.show_ref)
    made.resize(1440, 840)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.flush()


def test_all_nine_views_are_there(atlas: Atlas) -> None:
    assert tuple(atlas.cameras) == VIEWS
    for view in VIEWS:
        for name in ("skin", "bones", "skin_small", "bones_small", "thumb", "faces"):
            plate = atlas.plate(view, name)
            assert plate is not None
            assert plate.exists(), plate


def test_every_point_is_seen_from_somewhere(atlas: Atlas, shipped: Content) -> None:
    missing = [
        code
        for code, point in shipped.points.items()
        if not point.sites
        and code not in atlas.record["not_placed"]
        and not atlas.facing_view(code)
    ]
    assert missing == []


def test_everything_drawn_belongs_to_a_layer(atlas: Atlas, shipped: Content) -> None:
    scene = Scene(atlas, shipped, Plates(atlas, InlineRunner()))
    for view in VIEWS:
        projection = atlas.projection(view)
        for key in projection.curves:
            assert curve_layer(key) in LAYERS, key
        for key in projection.territories:
            assert territory_layer(key) in LAYERS, key
        for key in [*projection.sites, *projection.territories]:
            assert scene.structure_of(key) is not None, key
        for key in projection.curves:
            assert key.startswith("meridian:") or scene.structure_of(key) is not None, key


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", [LabelLanguage.CODE, LabelLanguage.PINYIN])
def test_labels_never_overlap(
    atlas: Atlas, shipped: Content, view: str, language: LabelLanguage
) -> None:
    scene = Scene(atlas, shipped, Plates(atlas, InlineRunner()))
    state = AtlasState(view, layers=frozenset(LAYERS), labels=language)
    frame = frame_of(state, atlas.camera(view), 900, 800)
    _, placed = scene.labels(select(state, "SP6"), frame, Look(Colours(), ("Sans Serif",)))
    assert placed
    for one, other in combinations(placed, 2):
        assert not overlap(one.rect, other.rect), (one.label.key, other.label.key)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("view", VIEWS)
def test_at_twice_the_text_size_letters_stay_in_sight_and_clear_of_controls(
    atlas: Atlas, shipped: Content, view: str
) -> None:
    scene = Scene(atlas, shipped, Plates(atlas, InlineRunner()))
    state = AtlasState(view, text=2.0)
    width, height = 600, 760
    frame = frame_of(state, atlas.camera(view), width, height)
    controls: tuple[Rect, ...] = (
        (12, 12, 130, 72), (470, 12, 588, 72), (410, 690, 588, 748), (10, 690, 160, 750),
    )  # fmt: skip
    x, y = frame.to_screen((0.0, 0.0))
    look = Look(Colours(), ("Sans Serif",), 2.0)
    lettering, placed = scene.labels(state, frame, look, controls)
    for each in placed:
        left, top, right, bottom = each.rect
        rect = (left + x, top + y, right + x, bottom + y)
        assert rect[0] >= -0.1
        assert rect[1] >= -0.1
        assert rect[2] <= width + 0.1
        assert rect[3] <= height + 0.1
        for control in controls:
            assert not overlap(rect, control), each.label.key
    shown = {each.label.key for each in placed}
    wanted = {key for key, text in lettering.texts.items() if text.kind == "letters"}
    assert wanted <= shown


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_drawn(shipped: Content, view: str, tmp_path: Path) -> None:
    out = tmp_path / "view.png"
    render_view(shipped, view, layers=["all"], size=(300, 400), out=out)
    assert out.stat().st_size > 10_000


def test_st36_can_be_clicked(workspace: AtlasWorkspace) -> None:
    pane = workspace.pane
    assert pane is not None
    place = pane.diagram.place_of("ST36")
    assert place is not None
    QTest.mouseClick(
        pane.diagram, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.toPoint()
    )
    assert workspace.services.navigator.current == point_ref("ST36")
    assert pane.card.code == "ST36"


def test_every_point_opens_its_card(workspace: AtlasWorkspace, shipped: Content) -> None:
    pane = workspace.pane
    assert pane is not None
    for code in shipped.points:
        workspace.show_ref(point_ref(code))
        assert pane.card.code == code
        assert pane.side.currentWidget() is pane.card
