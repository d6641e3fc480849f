"""Figures on the screen: mouse and keys open studies, the table twin, saving, the map's page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QTableWidget
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.appraisal import Appraisal, Judgement, RiskOfBias
from desktop_app.domain.changes import Changed
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Kind, Ref, claim_ref, study_ref
from desktop_app.library.appraising import add_study, put_appraisal
from desktop_app.library.listing import find_studies
from desktop_app.store import Library
from desktop_app.ui.figures import figure as figures
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.figure import Figure, FigureTools
from desktop_app.ui.figures.page import EvidenceMapPage
from desktop_app.ui.figures.places import forest_place, risk_place, timeline_place
from desktop_app.ui.figures.plot import ABOVE, BESIDE, Plot
from desktop_app.ui.read.workspace import ReadWorkspace
from desktop_app.ui.rich.claims import ClaimCard
from desktop_app.ui.services import Services

DIETZEL = study_ref("dietzel-2023")


@pytest.fixture
def plot(qtbot: QtBot, services: Services, drawings: dict[str, Drawing]) -> Plot:
    made = Plot(drawings["map"], services)
    qtbot.addWidget(made)
    made.resize(1100, made.heightForWidth(1100))
    made.show()
    return made


def on(plot: Plot, number: int) -> QPoint:
    return plot.spots[number].box.center().toPoint() + QPoint(BESIDE, ABOVE)


def number_of(plot: Plot, several: bool) -> int:
    return next(n for n, s in enumerate(plot.spots) if isinstance(s.target, str) is several)


def test_a_click_opens_the_one_study_of_a_bubble(
    plot: Plot, services: Services, qtbot: QtBot
) -> None:
    number = number_of(plot, several=False)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=on(plot, number))
    assert services.navigator.current == plot.spots[number].target


def test_a_click_on_several_studies_asks_for_their_list(plot: Plot, qtbot: QtBot) -> None:
    number = number_of(plot, several=True)
    with qtbot.waitSignal(plot.asked) as asked:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=on(plot, number))
    assert asked.args == [plot.spots[number].target]


def test_a_click_beside_the_bubbles_opens_nothing(
    plot: Plot, services: Services, qtbot: QtBot
) -> None:
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert services.navigator.current is None


def test_arrows_walk_and_enter_opens(plot: Plot, services: Services, qtbot: QtBot) -> None:
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.chosen == plot.spots[0]
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.chosen == plot.spots[1]
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.chosen == plot.spots[0]
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    assert plot.chosen is not None
    assert plot.chosen.box.top() > plot.spots[0].box.top()
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert plot.chosen == plot.spots[-1]
    assert plot.accessibleDescription() == plot.spots[-1].words
    qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert services.navigator.current == plot.spots[-1].target


def test_every_bubble_is_reached_by_arrows(plot: Plot, qtbot: QtBot) -> None:
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    seen = [plot.chosen]
    for _ in plot.spots[1:]:
        qtbot.keyClick(plot, Qt.Key.Key_Right)
        seen.append(plot.chosen)
    assert seen == list(plot.spots)


def test_what_is_pointed_at_is_shown_by_the_pointer(plot: Plot, qtbot: QtBot) -> None:
    qtbot.mouseMove(plot, QPoint(2, 2))
    qtbot.mouseMove(plot, on(plot, 0))
    qtbot.waitUntil(lambda: plot.cursor().shape() is Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(plot, QPoint(2, 2))
    qtbot.waitUntil(lambda: plot.cursor().shape() is Qt.CursorShape.ArrowCursor)


def test_a_figure_follows_the_windows_look(plot: Plot, services: Services, qtbot: QtBot) -> None:
    light = plot.grab().toImage().pixelColor(500, 60)
    height = plot.heightForWidth(1100)
    services.settings.theme = "dark"
    services.settings.font_scale = 200
    assert plot.heightForWidth(1100) > height
    assert plot.grab().toImage().pixelColor(500, 60) != light


def test_a_figure_has_a_table_and_is_copied(
    qtbot: QtBot, services: Services, drawings: dict[str, Drawing]
) -> None:
    made = Figure("Effects", drawings["pooled"], services)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.tools.table_button.click()
    table = made.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    assert table.isVisible()
    assert not made.plot.isVisible()
    assert table.rowCount() == len(drawings["pooled"].table().rows)
    made.tools.table_button.click()
    assert made.plot.isVisible()
    made.tools.copy_table()
    assert "Abel 2020\tOverall complaints" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(services.said):
        made.tools.copy_picture()
    assert not QGuiApplication.clipboard().image().isNull()


def test_more_of_a_long_list_is_shown_when_asked(
    qtbot: QtBot, services: Services, drawings: dict[str, Drawing]
) -> None:
    made = Figure("Effects", drawings["mixed"], services)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    assert made.more_button.text() == "2 more"
    before = len(made.plot.spots)
    made.more_button.click()
    assert len(made.plot.spots) == before + 2
    assert not made.more_button.isVisible()


def test_a_figure_is_saved_where_one_says(
    qtbot: QtBot,
    services: Services,
    drawings: dict[str, Drawing],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = Figure("Effects", drawings["pooled"], services)
    qtbot.addWidget(made)
    asked = iter((tmp_path / "mine", None, tmp_path / "no" / "where.png"))
    monkeypatch.setattr(figures, "file_to_write", lambda *_: next(asked))
    made.tools.save_as(".svg")
    assert (tmp_path / "mine.svg").read_text(encoding="utf-8").startswith("<?xml")
    made.tools.save_as(".pdf")
    assert not list(tmp_path.glob("*.pdf"))
    with qtbot.waitSignal(services.trouble):
        made.tools.save_as(".png")


def test_a_claims_page_shows_its_figures(
    qtbot: QtBot, services: Services, library: Library
) -> None:
    page = ReadWorkspace(services)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.show_ref(claim_ref("dpn-complaints-against-waiting-list"))
    assert {each.drawing.name for each in page.findChildren(Figure)} == {
        "forest-plot", "timeline",
    }  # fmt: skip
    told = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Nobody has judged the risk of bias yet of" in told
    page.show_ref(Ref(Kind.CONDITION, "numb-feet"))
    assert {"forest-plot", "timeline"} <= {e.drawing.name for e in page.findChildren(Figure)}
    page.show_ref(claim_ref("qi-flows-in-leg-meridians"))
    assert not page.page.findChildren(Figure)
    told = " ".join(label.text() for label in page.page.findChildren(QLabel))
    assert "traditional: no study in the library tests it" in told


def test_figures_follow_an_appraisal(qtbot: QtBot, services: Services, library: Library) -> None:
    place = risk_place(claim_ref("dpn-complaints-against-waiting-list"), services)
    qtbot.addWidget(place)
    assert not place.findChildren(Figure)
    risk = RiskOfBias("rob2", (Judgement("randomisation", "low"),), "high")
    services.write(lambda held: put_appraisal(held, DIETZEL, Appraisal(risks=(risk,))))
    assert [each.drawing.name for each in place.findChildren(Figure)] == ["risk-of-bias"]
    changed: list[Changed] = []
    services.write(lambda held: put_appraisal(held, DIETZEL, Appraisal()), on_done=changed.append)
    assert changed
    assert not [each for each in place.findChildren(Figure) if each.isVisibleTo(place)]


def test_a_timeline_needs_two_studies(qtbot: QtBot, services: Services, library: Library) -> None:
    for claim, wanted in (("raynaud-attacks", 1), ("dpn-diagnosis-of-exclusion", 0)):
        place = timeline_place(claim_ref(claim), services)
        qtbot.addWidget(place)
        assert len(place.findChildren(Figure)) == wanted


def test_a_study_has_a_forest_plot_of_its_own(
    qtbot: QtBot, services: Services, library: Library
) -> None:
    place = forest_place(DIETZEL, services)
    qtbot.addWidget(place)
    assert len(place.findChildren(Figure)) == 1


def test_one_click_leads_from_a_claims_card_to_its_evidence(
    qtbot: QtBot, services: Services, content: Content
) -> None:
    claim = content.claims["raynaud-attacks"]
    card = ClaimCard(claim, [], services)
    qtbot.addWidget(card)
    card.page_link.click()
    assert services.navigator.current == claim_ref(claim.id)


@pytest.fixture
def page(qtbot: QtBot, services: Services, library: Library) -> EvidenceMapPage:
    made = EvidenceMapPage(services)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_the_map_is_of_the_library_or_of_a_query(
    page: EvidenceMapPage, library: Library, content: Content
) -> None:
    assert page.studies == len(content.studies)
    page.set_query("design:rct")
    assert page.studies == len(find_studies(library, "design:rct"))
    assert page.plot is not None
    page.buttons["outcome"].click()
    assert "outcomes" in page.plot.accessibleName()
    assert page.services.settings.recall("evidence.map-by", "") == "outcome"
    page.set_query("zzzzqqqq")
    assert page.plot.spots == ()


def test_the_map_asks_for_the_studies_of_a_bubble(
    page: EvidenceMapPage, qtbot: QtBot, library: Library
) -> None:
    assert page.plot is not None
    page.plot.setFocus()
    number = number_of(page.plot, several=True)
    spot = page.plot.spots[number]
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.plot, Qt.MouseButton.LeftButton, pos=on(page.plot, number))
    assert asked.args == [spot.target]
    assert len(find_studies(library, str(spot.target))) > 1


def test_keys_bring_a_bubble_into_sight(page: EvidenceMapPage, qtbot: QtBot) -> None:
    assert page.plot is not None
    page.activateWindow()
    page.plot.setFocus()
    qtbot.waitUntil(page.plot.hasFocus)
    sheet = page.findChild(QScrollArea)
    assert isinstance(sheet, QScrollArea)
    assert sheet.verticalScrollBar().value() == 0
    qtbot.keyClick(page.plot, Qt.Key.Key_End)
    assert sheet.verticalScrollBar().value() > 0
    assert page.plot.visibleRegion().contains(on(page.plot, -1))


def test_the_map_follows_changes_when_it_is_seen_again(
    page: EvidenceMapPage, services: Services, library: Library, content: Content
) -> None:
    page.hide()
    services.write(lambda held: add_study(held, Reference(title="Needles and toes")))
    page.show()
    assert page.studies == len(content.studies) + 1


def test_the_map_has_a_table(page: EvidenceMapPage, qtbot: QtBot) -> None:
    tools = page.findChildren(FigureTools)[-1]
    tools.table_button.click()
    table = page.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    assert page.plot is not None
    assert table.rowCount() == len(page.plot.spots)
    page.buttons["outcome"].click()

    def shown() -> list[QTableWidget]:
        return [each for each in page.findChildren(QTableWidget) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    assert shown()[0].rowCount() == len(page.plot.spots)
