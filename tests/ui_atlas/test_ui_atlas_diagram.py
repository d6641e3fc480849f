from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.atlas import state as moves
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import Side
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.ui.atlas.menu import build_menu, describe
from desktop_app.ui.atlas.pane import Pane
from desktop_app.ui.atlas.workspace import AtlasWorkspace
from desktop_app.ui.diagram.layers_panel import LayersPanel
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


def at(pane: Pane, code: str) -> QPoint:
    place = pane.diagram.place_of(code)
    assert place is not None
    return place.toPoint()


def drag(qtbot: QtBot, pane: Pane, start: QPoint, step: QPoint) -> None:
    QTest.mousePress(pane.diagram, LEFT, NO_KEY, start)
    QTest.mouseMove(pane.diagram, start + step / 2)
    QTest.mouseMove(pane.diagram, start + step)
    QTest.mouseRelease(pane.diagram, LEFT, NO_KEY, start + step)


def wheel(pane: Pane, place: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(pane.diagram.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.diagram, event)


@pytest.mark.parametrize("side", list(Side))
def test_a_click_near_a_point_opens_it(
    qtbot: QtBot, pane: Pane, services: Services, side: Side
) -> None:
    services.settings.side = side.value
    QTest.mouseClick(pane.diagram, LEFT, NO_KEY, at(pane, "ST36") + QPoint(6, 6))
    assert services.navigator.current == point_ref("ST36")
    assert pane.state.selected == "ST36"
    assert pane.side.currentWidget() is pane.card


def test_left_is_drawn_as_the_mirror_of_right(pane: Pane, services: Services) -> None:
    right = at(pane, "ST36")
    services.settings.side = "left"
    assert at(pane, "ST36") == QPoint(pane.diagram.width() - right.x(), right.y())


def test_an_empty_click_clears(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    QTest.mouseClick(pane.diagram, LEFT, NO_KEY, QPoint(5, 400))
    assert pane.state.selected == ""
    assert pane.side.currentWidget() is pane.invitation


@pytest.mark.parametrize("by", ["Esc", "an empty click"])
def test_what_was_cleared_is_open_no_more_and_back_opens_it_again(
    qtbot: QtBot, services: Services, by: str
) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(1280, 820)
    window.show()
    services.navigator.go("yq:point/ST36")
    atlas = window.workspaces["atlas"]
    assert isinstance(atlas, AtlasWorkspace)
    assert atlas.pane is not None
    diagram = atlas.pane.diagram
    if by == "Esc":
        QTest.keyClick(diagram, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(diagram, LEFT, NO_KEY, QPoint(5, 400))
    assert window.windowTitle() == "Atlas – Yongquan"
    assert not services.actions.can_run("page.star")
    services.actions.run("go.back")
    assert window.windowTitle().startswith("ST36")
    assert atlas.pane.state.selected == "ST36"


def test_a_small_drag_is_no_click(qtbot: QtBot, pane: Pane, services: Services) -> None:
    pane.obey("larger")
    before = at(pane, "ST36")
    drag(qtbot, pane, before, QPoint(9, 7))
    assert services.navigator.current is None
    assert at(pane, "ST36") - before == QPoint(9, 7)


def test_escape_takes_a_drag_back(qtbot: QtBot, pane: Pane) -> None:
    pane.obey("larger")
    before = at(pane, "ST36")
    QTest.mousePress(pane.diagram, LEFT, NO_KEY, before)
    QTest.mouseMove(pane.diagram, before + QPoint(40, 30))
    QTest.keyClick(pane.diagram, Qt.Key.Key_Escape)
    QTest.mouseRelease(pane.diagram, LEFT, NO_KEY, before + QPoint(40, 30))
    assert at(pane, "ST36") == before


def test_the_wheel_zooms_to_the_pointer_and_labels_keep_their_size(
    qtbot: QtBot, pane: Pane
) -> None:
    place = at(pane, "GB39")
    sizes = _label_sizes(pane)
    wheel(pane, place, 4)
    assert pane.state.zoom == pytest.approx(moves.ZOOM_STEP**4)
    assert (at(pane, "GB39") - place).manhattanLength() <= 2
    assert _label_sizes(pane) == sizes
    assert pane.overlays.zoom_bar.percent.text() == "244 %"


def test_double_click_zooms_in_beside_points(qtbot: QtBot, pane: Pane) -> None:
    QTest.mouseDClick(pane.diagram, LEFT, NO_KEY, at(pane, "GB39") + QPoint(40, 40))
    assert pane.state.zoom == 2


def test_keys_walk_along_the_meridian(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    for key, code in (
        (Qt.Key.Key_Right, "ST37"),
        (Qt.Key.Key_Right, "ST37"),
        (Qt.Key.Key_Up, "ST36"),
        (Qt.Key.Key_Left, "ST35"),
        (Qt.Key.Key_Down, "ST36"),
        (Qt.Key.Key_PageUp, "GB34"),
        (Qt.Key.Key_PageDown, "ST36"),
    ):
        QTest.keyClick(pane.diagram, key)
        assert services.navigator.current == point_ref(code), key


def test_up_leads_up_also_where_numbers_grow_upwards(
    qtbot: QtBot, pane: Pane, services: Services
) -> None:
    services.navigator.go("yq:point/SP6")
    QTest.keyClick(pane.diagram, Qt.Key.Key_Up)
    assert services.navigator.current == point_ref("SP9")


def test_the_first_key_enters_the_figure(qtbot: QtBot, pane: Pane, services: Services) -> None:
    QTest.keyClick(pane.diagram, Qt.Key.Key_N)
    assert services.navigator.current == point_ref("ST35")


def test_zoom_keys(qtbot: QtBot, pane: Pane) -> None:
    QTest.keyClick(pane.diagram, Qt.Key.Key_Plus)
    QTest.keyClick(pane.diagram, Qt.Key.Key_Plus)
    QTest.keyClick(pane.diagram, Qt.Key.Key_Minus)
    assert pane.state.zoom == pytest.approx(moves.ZOOM_STEP)
    QTest.keyClick(pane.diagram, Qt.Key.Key_F)
    assert pane.state.zoom == 1
    assert pane.state.centre is None


def test_a_point_on_the_far_side_turns_the_leg(pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/SP6")
    assert pane.state.view == "limb-medial"
    services.navigator.go("yq:point/KI1")
    assert pane.state.view == "foot-plantar"
    services.navigator.back()
    assert pane.state.view == "limb-medial"


def test_a_point_out_of_sight_is_brought_into_sight(pane: Pane, services: Services) -> None:
    for _ in range(6):
        pane.diagram.zoom_by(2, QPointF(pane.diagram.width() / 2, 60))
    services.navigator.go("yq:point/GB39")
    assert pane.diagram.rect().contains(at(pane, "GB39"))


def test_hovering_names_the_point(qtbot: QtBot, pane: Pane) -> None:
    QTest.mouseMove(pane.diagram, at(pane, "ST36"))
    assert pane.state.hovered == "ST36"
    words = describe(pane.scene, pane.state.view, Hit("point", "ST36"))
    assert "ST36" in words
    assert "Name of ST36" in words
    QTest.mouseMove(pane.diagram, QPoint(5, 400))
    assert pane.state.hovered == ""


def test_nerves_can_be_pointed_at_and_opened(qtbot: QtBot, pane: Pane, services: Services) -> None:
    pane.reveal(Ref(Kind.NERVE, "common-fibular-nerve"))
    assert pane.state.shows("nerves")
    words = [label.text() for label in pane.structure_card.findChildren(QLabel)]
    assert "Common fibular nerve" in words
    assert "Round the fibular neck." in words
    hit = Hit("line", "nerve:common-fibular-nerve")
    assert "Common fibular nerve" in describe(pane.scene, pane.state.view, hit)


def test_a_rival_place_opens_its_point(qtbot: QtBot, pane: Pane, services: Services) -> None:
    pane.show_state(moves.switch_layer(pane.state, "rivals", on=True))
    uv = pane.atlas.projection("limb-lateral").rivals["GB39~a"].uv
    x, y = pane.diagram.frame.to_screen(uv)
    QTest.mouseClick(pane.diagram, LEFT, NO_KEY, QPoint(round(x), round(y)))
    assert services.navigator.current == point_ref("GB39")


def test_a_study_lights_up_its_points(pane: Pane) -> None:
    pane.reveal(Ref(Kind.STUDY, "li-2013"))
    assert pane.state.lit == {"ST36"}


def test_a_meridian_is_shown_alone_in_colour(pane: Pane) -> None:
    pane.reveal(Ref(Kind.MERIDIAN, "GB"))
    assert pane.state.solo == "GB"


def test_the_menu_copies_hides_and_restores(pane: Pane, services: Services) -> None:
    def run(words: str, hit: Hit | None) -> None:
        menu = build_menu(pane, services, pane.scene, pane.state, hit, pane.show_state)
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.deleteLater()

    run("Copy link", Hit("point", "ST36"))
    assert QGuiApplication.clipboard().text() == "yq:point/ST36"
    run("Hide ST36", Hit("point", "ST36"))
    assert pane.diagram.place_of("ST36") is None
    run("Restore hidden points (1)", None)
    assert pane.diagram.place_of("ST36") is not None
    run("Stomach alone in colour", Hit("point", "ST36"))
    assert pane.state.solo == "ST"


def test_the_layers_panel_switches_layers(qtbot: QtBot, pane: Pane, services: Services) -> None:
    assert not pane.diagram.findChildren(LayersPanel)
    pane.overlays.layers_button.click()
    panel = pane.overlays.panel
    assert panel is not None
    assert panel.isVisible()
    panel.rows["nerves"].eye.click()
    assert pane.state.shows("nerves")
    panel.opacity.setValue(60)
    assert pane.state.bone_opacity == pytest.approx(0.6)
    solo = panel.rows["GB"].solo
    assert solo is not None
    solo.click()
    assert pane.state.solo == "GB"
    panel.labels.setCurrentIndex(2)
    assert services.settings.label_language == "hanzi"
    assert pane.state.labels.value == "hanzi"


def test_the_layers_panel_keeps_all_in_reach_where_it_is_narrow(
    qtbot: QtBot, pane: Pane, services: Services
) -> None:
    services.settings.font_scale = 200
    pane.window().resize(920, 600)
    pane.overlays.layers_button.click()
    panel = pane.overlays.panel
    assert panel is not None
    viewport = panel.area.viewport()
    row = panel.rows["GB"]
    assert row.solo is not None
    solo = row.solo

    def in_reach() -> bool:
        right = solo.mapTo(viewport, solo.rect().topRight()).x()
        return panel.ground.width() <= viewport.width() and 0 < right < viewport.width()

    qtbot.waitUntil(in_reach)
    assert row.swatch.isHidden()
    assert pane.diagram.rect().contains(panel.geometry())
    services.settings.font_scale = 100
    pane.window().resize(1200, 800)
    qtbot.waitUntil(lambda: not row.swatch.isHidden() and in_reach())


def test_the_list_and_the_diagram_agree(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/GB39")
    assert "GB39" in pane.points.view.currentIndex().data()
    pane.points.field.setText("pinst37")
    assert pane.points.filter.rowCount() == 1
    QTest.keyClick(pane.points.field, Qt.Key.Key_Return)
    assert services.navigator.current == point_ref("ST37")
    pane.points.field.setText("nonsense")
    assert pane.points.filter.rowCount() == 0
    assert not pane.points.none.isHidden()


def test_the_list_says_what_cannot_be_seen(pane: Pane) -> None:
    model = pane.points.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert "not on the near side" in model.index(model.row_of("SP6")).data(role)
    assert "not on the near side" not in model.index(model.row_of("ST36")).data(role)


def test_the_list_folds_away_in_a_narrow_window(qtbot: QtBot, pane: Pane) -> None:
    window = pane.window()
    window.resize(960, 640)
    assert pane.beside.isHidden()
    pane.overlays.list_button.click()
    assert not pane.beside.isHidden()
    assert pane.diagram.width() >= 200


def test_the_view_switcher_turns_the_leg(pane: Pane, services: Services) -> None:
    pane.switcher.buttons["foot-plantar"].click()
    assert pane.state.view == "foot-plantar"
    services.settings.side = "left"
    assert pane.state.side is Side.LEFT


def test_the_next_start_begins_where_this_one_ended(
    pane: Pane, services: Services, open_workspace: Callable[[], AtlasWorkspace]
) -> None:
    pane.show_state(moves.switch_layer(moves.turn_to(pane.state, "limb-medial"), "nerves", on=True))
    pane.flush()
    again = open_workspace().pane
    assert again is not None
    assert again.state.view == "limb-medial"
    assert again.state.shows("nerves")


def test_a_broken_memory_falls_back(
    services: Services, open_workspace: Callable[[], AtlasWorkspace]
) -> None:
    services.settings.remember("atlas", {"view": "gone", "layers": 3, "bone_opacity": "much"})
    pane = open_workspace().pane
    assert pane is not None
    assert pane.state.view == "limb-lateral"
    assert pane.state.shows("bones")


def test_a_missing_atlas_says_so(
    services: Services, assets: Path, open_workspace: Callable[[], AtlasWorkspace]
) -> None:
    (assets / "atlas" / "cameras.json").unlink()
    workspace = open_workspace()
    assert workspace.pane is None
    assert any("make atlas" in label.text() for label in workspace.findChildren(QLabel))
    workspace.show_ref(point_ref("ST36"))
    workspace.reveal(point_ref("ST36"))
    workspace.show_home()
    workspace.focus_main()
    workspace.focus_note()
    workspace.flush()


def test_a_frame_tells_where_the_keyboard_is(qtbot: QtBot, pane: Pane, services: Services) -> None:
    pane.diagram.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(pane.diagram.hasFocus)
    image = pane.diagram.grab().toImage()
    right, bottom = image.width() - 1, image.height() - 1
    accent = QColor(services.theme.colours.accent)
    for x, y in ((0, 0), (right, bottom), (1, bottom // 2), (right - 1, 300), (400, bottom - 1)):
        assert image.pixelColor(x, y) == accent, (x, y)
    for x, y in ((2, 2), (right - 2, 300), (400, bottom - 2)):
        assert image.pixelColor(x, y) != accent, (x, y)


def test_themes_change_the_picture(qtbot: QtBot, pane: Pane, services: Services) -> None:
    light = pane.diagram.grab().toImage().pixelColor(8, 300)
    services.settings.theme = "dark"
    dark: QImage = pane.diagram.grab().toImage()
    assert dark.pixelColor(8, 300).lightness() < light.lightness() - 100


def _label_sizes(pane: Pane) -> dict[str, tuple[float, float]]:
    pane.diagram.grab()
    _, placed = pane.scene.labels(pane.state, pane.diagram.frame, pane.diagram.look)
    return {
        each.label.key: (
            round(each.rect[2] - each.rect[0], 3), round(each.rect[3] - each.rect[1], 3)
        )
        for each in placed
    }  # fmt: skip
