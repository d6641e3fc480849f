"""The layer of mastery: what was learned, on the diagram, in its tips and in the list of points."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.atlas.layers import MASTERY
from desktop_app.atlas.picking import Hit
from desktop_app.domain.learning import Rating
from desktop_app.domain.refs import Kind, Ref
from desktop_app.study.ordering import points_of
from desktop_app.study.questions import all_items
from desktop_app.study.scheduling import answer
from desktop_app.ui.atlas.mastery_note import MasteryNote
from desktop_app.ui.atlas.pane import Pane
from desktop_app.ui.atlas.workspace import AtlasWorkspace
from desktop_app.ui.diagram.painter import edges
from desktop_app.ui.services import Services

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def learn(services: Services, code: str, rating: Rating = Rating.EASY) -> None:
    """Answer all that is asked about a point, as a session does."""
    when = datetime.now(UTC)
    for item in all_items(services.content):
        if code in points_of(services.content, item):
            services.write(partial(answer, item=item, rating=rating, took_ms=900, when=when))


def press_m(pane: Pane) -> None:
    """Press the layer's key on the diagram."""
    QTest.keyClick(pane.diagram, Qt.Key.Key_M)


def notes(pane: Pane) -> list[MasteryNote]:
    """Return what lies over the diagram for mastery, in sight or not."""
    return pane.diagram.findChildren(MasteryNote)


def note(pane: Pane) -> MasteryNote:
    """Return the legend, which is in sight."""
    (found,) = notes(pane)
    assert found.isVisible()
    return found


def said(pane: Pane) -> str:
    """Return all that the note says."""
    return " | ".join(
        label.text() for label in note(pane).findChildren(QLabel) if label.isVisible()
    )


def row(pane: Pane, code: str) -> str:
    """Return what a screen reader says of a point in the list."""
    model = pane.points.model
    return str(model.index(model.row_of(code)).data(ACCESSIBLE))


def right_half(pane: Pane, code: str) -> QColor:
    """Return the colour a little right of a point's middle: a pie is filled there first."""
    place = pane.diagram.place_of(code)
    assert place is not None
    image = pane.diagram.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round((place.x() + 2.5) * ratio), round(place.y() * ratio))


def test_it_is_off_at_first_and_nothing_is_made_for_it(pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    assert not pane.state.shows(MASTERY.id)
    assert not notes(pane)
    assert pane.diagram.heat is None
    assert "mastery" not in row(pane, "ST36")
    assert "astery" not in pane.diagram.describe(Hit("point", "ST36"))


def test_the_atlas_imports_nothing_of_it_while_it_is_off() -> None:
    check = (
        "import sys, desktop_app.ui.atlas.workspace, desktop_app.ui.atlas.point_list, "
        "desktop_app.ui.atlas.card, desktop_app.ui.diagram.layers_panel\n"
        "print([m for m in sys.modules if 'mastery' in m or m.startswith('desktop_app.study')])"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_its_key_fills_the_points_and_says_how_well_each_is_known(
    pane: Pane, services: Services
) -> None:
    learn(services, "ST36")
    before = right_half(pane, "ST36")
    press_m(pane)
    assert right_half(pane, "ST36") == QColor(services.theme.colours.accent) != before
    assert right_half(pane, "GB39") == QColor(services.theme.colours.sheet)
    for word in ("Mastery", "Sure", "Fair", "Coming", "Begun", "Not begun"):
        assert word in said(pane)
    assert pane.diagram.describe(Hit("point", "ST36")).endswith("Mastery: Sure, 100 %")
    assert pane.diagram.describe(Hit("point", "GB39")).endswith("Mastery: Not begun")
    assert row(pane, "ST36").endswith("mastery: Sure, 100 %")
    assert row(pane, "GB39").endswith("mastery: Not begun")
    services.navigator.go("yq:point/ST36")
    assert "ST36 PinST36 is chosen; mastery: Sure" in pane.diagram.accessibleDescription()


def test_it_is_told_where_the_pointer_rests(qtbot: QtBot, pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    press_m(pane)
    place = pane.diagram.place_of("ST36")
    assert place is not None
    QTest.mouseMove(pane.diagram, place.toPoint())
    qtbot.waitUntil(lambda: "Mastery: Sure, 100 %" in QToolTip.text())
    QTest.mouseMove(pane.diagram, QPoint(5, 400))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_its_key_again_shows_the_points_as_they_usually_are(pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    before = pane.diagram.grab().toImage()
    press_m(pane)
    assert pane.diagram.grab().toImage() != before
    press_m(pane)
    assert pane.diagram.grab().toImage() == before
    assert not notes(pane)[0].isVisible()
    assert "mastery" not in row(pane, "ST36")
    assert "Mastery" not in pane.diagram.describe(Hit("point", "ST36"))
    services.navigator.go("yq:point/ST36")
    assert "mastery" not in pane.diagram.accessibleDescription()


def test_the_layers_panel_says_what_it_shows_and_switches_it(
    pane: Pane, services: Services
) -> None:
    learn(services, "ST36")
    pane.overlays.layers_button.click()
    panel = pane.overlays.panel
    assert panel is not None
    mastery = panel.rows[MASTERY.id]
    assert "How well you know each point" in " ".join(
        label.text() for label in mastery.findChildren(QLabel)
    )
    assert "How well you know" in mastery.eye.accessibleDescription()
    mastery.eye.click()
    assert "Sure" in said(pane)
    assert panel.rows[MASTERY.id].eye.isChecked()
    mastery.eye.click()
    assert pane.diagram.heat is None


def test_before_anything_is_learned_it_says_so_and_leads_to_study(
    qtbot: QtBot, pane: Pane, services: Services
) -> None:
    before = right_half(pane, "ST36")
    press_m(pane)
    assert "Nothing has been learned yet" in said(pane)
    assert "Not begun" not in said(pane)
    assert right_half(pane, "ST36") == before
    assert "mastery" not in row(pane, "ST36")
    with qtbot.waitSignal(services.navigator.went_home) as went:
        note(pane).study.click()
    assert went.args == ["study"]


def test_an_answer_given_elsewhere_is_seen_at_once(pane: Pane, services: Services) -> None:
    press_m(pane)
    learn(services, "ST36")
    assert "Not begun" in said(pane)
    assert row(pane, "ST36").endswith("mastery: Sure, 100 %")
    learn(services, "GB39")
    assert row(pane, "GB39").endswith("mastery: Sure, 100 %")


def test_answers_are_counted_when_one_comes_back_to_the_atlas(
    pane: Pane, services: Services
) -> None:
    learn(services, "ST36")
    press_m(pane)
    workspace = pane.window()
    workspace.hide()
    learn(services, "GB39")
    assert row(pane, "GB39").endswith("mastery: Not begun")
    workspace.show()
    assert row(pane, "GB39").endswith("mastery: Sure, 100 %")


def test_what_fades_with_time_is_told_anew(pane: Pane, services: Services) -> None:
    learn(services, "ST36", Rating.GOOD)
    press_m(pane)
    assert row(pane, "ST36").endswith("mastery: Sure, 100 %")
    pane.mastery.now = lambda: datetime.now(UTC) + timedelta(days=400)
    workspace = pane.window()
    workspace.hide()
    workspace.show()
    assert "mastery: Sure" not in row(pane, "ST36")


def test_it_is_on_again_at_the_next_start(
    pane: Pane, services: Services, open_workspace: Callable[[], AtlasWorkspace]
) -> None:
    learn(services, "ST36")
    press_m(pane)
    pane.flush()
    again = open_workspace().pane
    assert again is not None
    assert "Not begun" in said(again)
    assert row(again, "ST36").endswith("mastery: Sure, 100 %")


def test_at_the_start_it_waits_for_the_first_picture(
    qtbot: QtBot, services: Services, open_workspace: Callable[[], AtlasWorkspace]
) -> None:
    learn(services, "ST36")
    services.settings.remember("atlas", {"layers": ["skin", "ST", MASTERY.id]})
    services.later.hold()
    pane = open_workspace().pane
    assert pane is not None
    assert not notes(pane)
    services.later.release()
    qtbot.waitUntil(lambda: not services.later.holds)
    assert row(pane, "ST36").endswith("mastery: Sure, 100 %")


def test_without_a_library_it_says_so(pane: Pane, services: Services) -> None:
    services.do_without(None)
    press_m(pane)
    assert "The library is not open" in said(pane)
    assert pane.diagram.heat is None


def test_progress_leads_here(pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    pane.reveal(Ref(Kind.LEARNING, MASTERY.id))
    assert "Not begun" in said(pane)
    pane.reveal(Ref(Kind.LEARNING, MASTERY.id))
    assert "Not begun" in said(pane)


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("learned", [True, False])
@pytest.mark.parametrize("size", [(1200, 800), (900, 560)])
def test_labels_keep_clear_of_the_legend_and_it_of_the_edges(
    pane: Pane, services: Services, scale: int, learned: bool, size: tuple[int, int]
) -> None:
    if learned:
        learn(services, "ST36")
    services.settings.font_scale = scale
    press_m(pane)
    pane.window().resize(*size)
    box = note(pane).geometry()
    diagram = pane.diagram
    assert diagram.rect().contains(box)
    assert edges(QRectF(box)) in diagram.covered
    for other in (pane.overlays.list_button, pane.overlays.layers_button, pane.overlays.zoom_bar):
        assert not other.geometry().intersects(box)
    assert box.width() * box.height() < 0.3 * diagram.width() * diagram.height()


def test_its_samples_stand_alone_where_words_have_no_room(pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    press_m(pane)
    assert "Not begun" in said(pane)
    services.settings.font_scale = 200
    pane.window().resize(900, 560)
    assert "Not begun" not in said(pane)
    assert "Not begun" in note(pane).accessibleName()
    services.settings.font_scale = 100
    pane.window().resize(1200, 800)
    assert "Not begun" in said(pane)


def test_the_legend_grows_with_the_text(qtbot: QtBot, pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    press_m(pane)
    full = note(pane).full
    small = full.width()
    services.settings.font_scale = 125
    qtbot.waitUntil(lambda: full.sizeHint().width() == full.width() > small)


def test_a_click_beside_the_legend_still_finds_its_point(pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    press_m(pane)
    place = pane.diagram.place_of("GB39")
    assert place is not None
    QTest.mouseClick(pane.diagram, Qt.MouseButton.LeftButton, pos=place.toPoint() + QPoint(1, 1))
    assert str(services.navigator.current) == "yq:point/GB39"


def test_themes_fill_points_in_their_own_colours(pane: Pane, services: Services) -> None:
    learn(services, "ST36")
    press_m(pane)
    for theme in ("light", "dark"):
        services.settings.theme = theme
        assert right_half(pane, "ST36") == QColor(services.theme.colours.accent)
        assert right_half(pane, "GB39") == QColor(services.theme.colours.sheet)
