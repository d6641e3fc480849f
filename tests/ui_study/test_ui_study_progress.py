"""The page of progress: numbers, figures, what is forgotten, and the body with its table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.area import Side
from desktop_app.domain.learning import DayCount, Rating
from desktop_app.store import Library
from desktop_app.study.scheduling import answer
from desktop_app.ui.diagram.mastery import STEPS, mastery_words, step_of
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.style import Style
from desktop_app.ui.services import Services
from desktop_app.ui.study.progress_calendar import CalendarDrawing
from desktop_app.ui.study.progress_forecast import ForecastDrawing, scale_of
from desktop_app.ui.study.progress_map import MasteryMap
from desktop_app.ui.study.progress_page import MAP, ProgressPage
from desktop_app.ui.study.progress_points import Column
from tests.ui_study.study_room import lapse, told

# Figures measure fonts, and without an application that ends the process.
pytestmark = pytest.mark.usefixtures("qapp")

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def page(qtbot: QtBot, services: Services, library: Library) -> ProgressPage:
    """The page, shown, before anything was answered."""
    assert library is services.library
    made = ProgressPage(services)
    made.now = lambda: NOW
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_now()
    return made


def learn(services: Services, item: str, days_ago: int, rating: Rating = Rating.EASY) -> None:
    """Answer as the session does: written, then published."""
    when = NOW - timedelta(days=days_ago)
    services.write(lambda library: answer(library, item, rating, 900, when))


def point_by_point(page: ProgressPage) -> MasteryMap:
    """Go to the body and its table."""
    page.segments.buttons[MAP].click()
    assert page.map is not None
    return page.map


def style() -> Style:
    """The look of a figure on paper."""
    return Style(False, ("sans",))


def test_before_the_first_review_it_says_what_will_be_here(
    page: ProgressPage, qtbot: QtBot
) -> None:
    assert "Nothing has been reviewed yet" in told(page)
    with qtbot.waitSignal(page.session_wanted):
        page.begin_button.click()


def test_an_answer_given_elsewhere_changes_the_numbers_at_once(
    page: ProgressPage, services: Services
) -> None:
    learn(services, "name:ST36", 0)
    tiles = {each.name: each for each in page.overview.tiles.shown}
    assert tiles["Learned"].value == "1"
    assert tiles["Days in a row"].value == "1"
    assert tiles["Kept"].value == "–"
    assert "nothing that you had learned was asked" in told(page)


def test_what_is_kept_is_the_share_of_learned_ones_that_were_recalled(
    page: ProgressPage, services: Services
) -> None:
    for item in ("name:ST36", "name:SP6", "name:KI1", "name:LR3"):
        learn(services, item, 20)
    for item in ("name:ST36", "name:SP6", "name:KI1"):
        learn(services, item, 2)
    learn(services, "name:LR3", 2, Rating.AGAIN)
    tiles = {each.name: each for each in page.overview.tiles.shown}
    assert tiles["Kept"].value == "75 %"
    assert tiles["Days in a row"].value == "0"


def test_figures_say_in_tables_what_they_show(page: ProgressPage, services: Services) -> None:
    learn(services, "name:ST36", 3)
    drawings: dict[str, Drawing] = {
        words: figure.drawing for words, figure in page.overview.figures.items()
    }
    year = drawings["The last year"].table()
    assert year.rows == (("Fri 20 Nov 2026", "1", "1"),)
    assert len(drawings["Next 30 days"].table().rows) == 30
    skills = {row[0]: row[1] for row in drawings["Learned, by skill"].table().rows}
    assert skills["Names"] == "1"
    assert skills["Evidence"] == "0"
    page.overview.figures["The last year"].tools.table_button.click()
    assert not page.overview.figures["The last year"].plot.isVisible()


def test_what_keeps_being_forgotten_is_listed_and_studied_by_itself(
    page: ProgressPage, library: Library, qtbot: QtBot
) -> None:
    lapse(library, "name:ST36", 6, "ST37", NOW)
    assert not page.overview.leeches.isVisible()
    page.show_now()
    assert "1 question was learned and forgotten 6 times or more" in told(page)
    with qtbot.waitSignal(page.session_wanted) as asked:
        page.overview.leeches.button.click()
    assert asked.args == [("name:ST36",)]


def test_the_table_says_what_the_body_shows_and_is_sorted_by_its_headings(
    page: ProgressPage, services: Services
) -> None:
    learn(services, "name:LR3", 0)
    shown = point_by_point(page)
    table = shown.table
    assert shown.body is not None
    assert shown.body.diagram.heat == dict(table.points.mastery)
    first = table.points.index(0, Column.MASTERY)
    assert first.data() == "Not begun"
    header = table.horizontalHeader()
    table.sortByColumn(Column.MASTERY, Qt.SortOrder.DescendingOrder)
    assert header.sortIndicatorSection() == Column.MASTERY
    assert table.points.index(0, Column.POINT).data() == "LR3"
    assert str(table.points.index(0, Column.MASTERY).data()).startswith("Begun, ")


def test_headings_sort_by_keyboard_and_say_so(
    page: ProgressPage, services: Services, qtbot: QtBot
) -> None:
    learn(services, "name:LR3", 0)
    table = point_by_point(page).table
    page.focus_main()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    header = table.horizontalHeader()
    assert page.focusWidget() is header
    assert header.accessibleName() == "Heading Point, sorted upwards; Enter turns it round"
    qtbot.keyClick(header, Qt.Key.Key_End)
    assert header.accessibleName() == "Heading Mastery, Enter sorts by it"
    qtbot.keyClick(header, Qt.Key.Key_Return)
    assert table.points.index(0, Column.MASTERY).data() == "Not begun"
    qtbot.keyClick(header, Qt.Key.Key_Space)
    assert table.points.index(0, Column.POINT).data() == "LR3"
    assert header.accessibleName() == "Heading Mastery, sorted downwards; Enter turns it round"
    qtbot.keyClick(header, Qt.Key.Key_Left)
    qtbot.keyClick(header, Qt.Key.Key_Return)
    names = [str(table.points.index(row, Column.NAME).data()) for row in range(5)]
    assert names == sorted(names)
    qtbot.keyClick(header, Qt.Key.Key_Down)
    assert page.focusWidget() is table


@pytest.mark.parametrize("scale", [100, 200])
def test_the_codes_of_sites_are_read_whole(
    page: ProgressPage, services: Services, scale: int
) -> None:
    services.settings.font_scale = scale
    learn(services, "locate:EX-LE12.1", 0)
    table = point_by_point(page).table
    place = table.points.place_of("EX-LE12.1")
    assert place >= 0
    index = table.points.index(place, Column.POINT)
    assert table.sizeHintForIndex(index).width() <= table.columnWidth(Column.POINT)


def test_a_heading_that_is_left_out_is_passed_over(
    page: ProgressPage, services: Services, qtbot: QtBot
) -> None:
    learn(services, "name:LR3", 0)
    table = point_by_point(page).table
    header = table.horizontalHeader()
    header.setSectionHidden(Column.NAME, True)
    header.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(header, Qt.Key.Key_Right)
    assert header.accessibleName().startswith("Heading Mastery")
    qtbot.keyClick(header, Qt.Key.Key_Left)
    assert header.accessibleName().startswith("Heading Point")


def test_a_point_clicked_on_the_body_is_told_studied_and_opened(
    page: ProgressPage, services: Services, qtbot: QtBot
) -> None:
    learn(services, "name:GB34", 0)
    shown = point_by_point(page)
    body = shown.body
    assert body is not None
    assert not shown.study_button.isEnabled()
    place = body.diagram.place_of("GB34")
    assert place is not None
    qtbot.mouseClick(body.diagram, Qt.MouseButton.LeftButton, pos=place.toPoint() + QPoint(1, 1))
    assert shown.words.text().startswith("GB34 Yánglíngquán: begun")
    assert shown.table.code == "GB34"
    assert body.state.selected == "GB34"
    with qtbot.waitSignal(page.session_wanted) as asked:
        shown.study_button.click()
    assert "name:GB34" in asked.args[0]
    assert all(":GB34" in item for item in asked.args[0])
    shown.card_button.click()
    assert str(services.navigator.current) == "yq:point/GB34"


def test_the_atlas_shows_it_too(page: ProgressPage, services: Services, qtbot: QtBot) -> None:
    learn(services, "name:GB34", 0)
    shown = point_by_point(page)
    with qtbot.waitSignal(services.navigator.revealed) as asked:
        shown.atlas_button.click()
    assert [str(ref) for ref in asked.args] == ["yq:learning/mastery"]


def test_rows_are_walked_by_keyboard_and_enter_opens_the_card(
    page: ProgressPage, services: Services, qtbot: QtBot
) -> None:
    learn(services, "name:ST36", 0)
    shown = point_by_point(page)
    page.focus_main()
    qtbot.keyClick(shown.table, Qt.Key.Key_Down)
    qtbot.keyClick(shown.table, Qt.Key.Key_Down)
    code = shown.table.code
    assert code
    assert shown.body is not None
    assert shown.body.state.selected == code
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    assert str(services.navigator.current) == f"yq:point/{code}"


def test_the_chosen_point_stays_chosen_when_something_is_answered(
    page: ProgressPage, services: Services
) -> None:
    learn(services, "name:ST36", 0)
    shown = point_by_point(page)
    shown.choose("ST36")
    before = shown.words.text()
    learn(services, "name:pinyin:ST36", 0)
    assert shown.table.code == "ST36"
    assert shown.words.text() != before


def test_steps_of_mastery_are_told_in_words() -> None:
    assert mastery_words(0.0) == "Not begun"
    assert mastery_words(0.5) == "Coming, 50 %"
    assert [step_of(step.least).word for step in STEPS] == [step.word for step in STEPS]
    assert mastery_words(1.0) == "Sure, 100 %"


@pytest.mark.parametrize("most", [0, 1, 3, 7, 19, 100, 999])
def test_the_scale_of_the_bars_is_round_and_holds_the_highest(most: int) -> None:
    ticks = scale_of(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert 2 <= len(ticks) <= 6


def test_a_narrow_calendar_shows_the_last_weeks_and_says_so() -> None:
    today = date(2026, 11, 23)
    days = [DayCount(today - timedelta(days=number), 12, 9) for number in range(300)]
    drawing = CalendarDrawing(days, today)
    wide, narrow = drawing.on(900, style()), drawing.on(300, style())
    assert len(wide.spots) == 365
    assert len(narrow.spots) < 200
    assert wide.spots[-1].words.endswith("12 reviews, 9 known")
    assert len(drawing.table().rows) == 300


def test_the_forecast_names_its_highest_day() -> None:
    today = date(2026, 11, 23)
    days = [DayCount(today + timedelta(days=number), number % 5) for number in range(30)]
    drawing = ForecastDrawing(days)
    assert drawing.summary() == "60 questions due in the next 30 days; most on Fri 27 Nov 2026: 4."
    assert drawing.on(500, style()).spots[1].words == "Tue 24 Nov 2026: 1 question due"


def test_the_body_is_seen_from_other_sides_and_as_the_other_limb(
    page: ProgressPage, services: Services
) -> None:
    learn(services, "name:KI1", 0)
    body = point_by_point(page).body
    assert body is not None
    body.views.setCurrentIndex(body.views.findData("foot-plantar"))
    body.views.activated.emit(body.views.currentIndex())
    assert body.state.view == "foot-plantar"
    services.settings.side = "left"
    assert body.state.side is Side.LEFT
    assert body.sides.value is Side.LEFT
    body.sides.buttons[Side.RIGHT].click()
    assert services.settings.side == "right"
    point_by_point(page).choose("ST31")
    assert body.views.currentData() == body.state.view != "foot-plantar"
