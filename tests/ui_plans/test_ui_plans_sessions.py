"""Sessions: the log, what is measured, the Toronto score, the course as drawing and table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.area import Side
from desktop_app.domain.measures import MEASURES, TCNS_ITEMS, Measure, measure_named
from desktop_app.domain.plans import BASELINE, Measured, Plan, PlanPoint, Session
from desktop_app.planning.plans import open_plan, save_plan
from desktop_app.store import Library
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.style import screen_style
from desktop_app.ui.plans.editor import Editor
from desktop_app.ui.plans.progress import CAUSE, ProgressDrawing, readings, visits
from desktop_app.ui.plans.sessions import SessionsStep
from desktop_app.ui.plans.sessions_card import VisitForm
from desktop_app.ui.plans.sessions_tcns import TcnsDialog
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui_plans.plan_desk import editor, kept, open_in, put

POINTS = (PlanPoint("KI1"), PlanPoint("SP6"), PlanPoint("ST36", alternative=True))
FIRST = date(2026, 9, 1)


def named(id_: str) -> Measure:
    """Return a measure that there is."""
    measure = measure_named(id_)
    assert measure is not None
    return measure


@pytest.fixture
def key(services: Services, library: Library) -> str:
    assert library is services.library
    return put(
        services,
        label="P001",
        points=POINTS,
        measures=("numbness", "tcns", "monofilament"),
        sessions_planned=10,
    )


@pytest.fixture
def step(window: MainWindow, key: str) -> SessionsStep:
    """The sessions of a plan that has none yet."""
    shown = open_in(window, key)
    shown.show_step("sessions")
    page = shown.pages["sessions"]
    assert isinstance(page, SessionsStep)
    window.activateWindow()
    return page


def form(step: SessionsStep) -> VisitForm:
    """Return the form that is open."""
    (found,) = [card.form for card in step.cards.values() if card.form is not None]
    return found


def course(measure: str, *values: float, side: Side | None = None) -> tuple[Session, ...]:
    """Return a baseline and sessions a week apart, each with one value."""
    return tuple(
        Session(
            BASELINE if number == 0 else f"s{number}",
            FIRST + timedelta(weeks=number),
            measured=(Measured(measure, value, side),),
        )
        for number, value in enumerate(values)
    )


def test_a_session_begins_today_with_the_points_of_the_plan(
    step: SessionsStep, library: Library, key: str
) -> None:
    step.add_button.click()
    (session,) = kept(library, key).sessions
    assert session.codes == ("KI1", "SP6")
    assert session.day == date.today()  # noqa: DTZ011  the practitioner's own day
    assert form(step).codes.value() == "KI1, SP6"
    assert step.count.text() == "1 of 10 given"
    first = next(iter(form(step).values.values()))
    assert first.editor.hasFocus()


def test_what_was_given_felt_and_measured_is_kept(
    step: SessionsStep, library: Library, key: str
) -> None:
    step.add_button.click()
    asked = form(step)
    asked.codes.editor.setText("KI1, KI3")
    asked.response.editor.setPlainText("Warm feet in the evening")
    asked.adverse.editor.setPlainText("Small bruise")
    asked.values[("numbness", None)].editor.setText("6")
    asked.values[("monofilament", Side.RIGHT)].editor.setText("4")
    asked.values[("monofilament", Side.LEFT)].editor.setText("3")
    asked.day.editor.setText("2026-10-02")
    editor_of(step).flush()
    (session,) = kept(library, key).sessions
    assert session.day == date(2026, 10, 2)
    assert session.codes == ("KI1", "KI3")
    assert (session.response, session.adverse) == ("Warm feet in the evening", "Small bruise")
    assert set(session.measured) == {
        Measured("numbness", 6.0),
        Measured("monofilament", 4.0, Side.RIGHT),
        Measured("monofilament", 3.0, Side.LEFT),
    }


def editor_of(step: SessionsStep) -> Editor:
    """Return the editor around the step."""
    window = step.window()
    assert isinstance(window, MainWindow)
    return editor(window)


def test_the_baseline_is_number_nought_and_no_session(
    step: SessionsStep, library: Library, key: str
) -> None:
    step.add_button.click()
    step.baseline_button.click()
    plan = kept(library, key)
    assert plan.treatments == 1
    assert [visit.words for visit in visits(plan)] == ["Baseline", "Session 1"]
    assert form(step).codes.isHidden()
    assert step.baseline_button.isHidden()
    assert editor_of(step).rail.buttons["sessions"].mark.words == "1 of 10"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("numbness", "11", "from 0 to 10"),
        ("numbness", "much", "is not a number"),
        ("day", "yesterday", "year-month-day"),
        ("codes", "KI1, XX9", "“XX9” is no point of the leg"),
    ],
)
def test_what_is_wrong_is_said_and_not_kept(
    step: SessionsStep, library: Library, key: str, field: str, text: str, said: str
) -> None:
    step.add_button.click()
    before = kept(library, key).sessions
    asked = form(step)
    fields = {"numbness": asked.values[("numbness", None)], "day": asked.day, "codes": asked.codes}
    fields[field].editor.setText(text)
    assert said in asked.wrong.text()
    editor_of(step).flush()
    assert kept(library, key).sessions == before


def test_a_visit_in_a_line_opens_and_closes(step: SessionsStep) -> None:
    step.add_button.click()
    (card,) = step.cards.values()
    card.head.click()
    assert card.form is None
    assert "KI1 SP6" in card.line.text()
    card.head.click()
    assert card.form is not None


def test_a_visit_is_removed_and_brought_back(
    step: SessionsStep, services: Services, library: Library, key: str
) -> None:
    step.add_button.click()
    form(step).remove.click()
    assert kept(library, key).sessions == ()
    assert step.cards == {}
    services.actions.run("edit.undo")
    assert len(kept(library, key).sessions) == 1
    assert len(step.cards) == 1


def test_the_newest_visit_stands_first(window: MainWindow, services: Services) -> None:
    key = put(services, sessions=course("numbness", 7, 6, 5))
    shown = open_in(window, key)
    shown.show_step("sessions")
    page = shown.pages["sessions"]
    assert isinstance(page, SessionsStep)
    assert [card.visit.words for card in page.cards.values()] == [
        "Session 2", "Session 1", "Baseline",
    ]  # fmt: skip


def test_what_is_followed_decides_what_is_asked(
    step: SessionsStep, library: Library, key: str
) -> None:
    step.add_button.click()
    assert ("pain", None) not in form(step).values
    step.measures["pain"].click()
    assert ("pain", None) in form(step).values
    assert kept(library, key).measures[-1] == "pain"
    form(step).values[("pain", None)].editor.setText("3")
    step.measures["pain"].click()
    assert ("pain", None) not in form(step).values
    editor_of(step).flush()
    # What was measured is not lost with it.
    assert Measured("pain", 3.0) in kept(library, key).sessions[0].measured


def test_the_toronto_score_adds_up(step: SessionsStep, library: Library, key: str) -> None:
    step.add_button.click()
    asked = form(step)
    taken: list[int] = []
    dialog = TcnsDialog(step.services, asked, taken.append)
    dialog.show()
    assert not dialog.take.isEnabled()
    dialog.answers["symptom-numbness"].buttons[1].click()
    dialog.answers["ankle-reflex-left"].buttons[2].click()
    dialog.answers["sense-pinprick"].buttons[1].click()
    assert dialog.sum.text() == f"3 of {len(TCNS_ITEMS)} answered"
    dialog.rest.click()
    assert dialog.sum.text() == "4 of 19: no neuropathy by the score"
    dialog.take.click()
    assert taken == [4]


def test_plots_appear_with_values_and_say_nothing_of_causes(
    step: SessionsStep, qtbot: QtBot
) -> None:
    assert step.progress.figures == []
    step.add_button.click()
    form(step).values[("numbness", None)].editor.setText("6")
    (figure,) = step.progress.figures
    assert "6 of 10" in figure.plot.accessibleDescription()
    assert CAUSE in figure.plot.accessibleDescription()
    assert step.progress.findChild(QTableWidget) is not None


def test_a_value_in_a_plot_leads_to_its_visit(window: MainWindow, services: Services) -> None:
    shown = open_in(window, put(services, sessions=course("numbness", 7, 6, 5)))
    shown.show_step("sessions")
    page = shown.pages["sessions"]
    assert isinstance(page, SessionsStep)
    (figure,) = page.progress.figures
    assert [spot.words for spot in figure.plot.spots] == [
        "Baseline, 1 Sep 2026: 7 of 10",
        "Session 1, 8 Sep 2026: 6 of 10",
        "Session 2, 15 Sep 2026: 5 of 10",
    ]
    figure.plot.asked.emit(str(figure.plot.spots[1].target))
    assert page.cards["s1"].form is not None


def test_the_table_beside_a_short_course_shows_every_row_whole(
    window: MainWindow, services: Services, key: str, qtbot: QtBot
) -> None:
    sessions = course("numbness", 7, 6, 5, 4)
    services.write(lambda held: save_plan(held, replace(open_plan(held, key), sessions=sessions),
                                          "Measure"))  # fmt: skip
    shown = open_in(window, key)
    shown.show_step("sessions")
    (table,) = shown.pages["sessions"].findChildren(QTableWidget)
    qtbot.waitUntil(lambda: table.viewport().height() >= table.verticalHeader().length())
    assert not table.verticalScrollBar().isVisible()


def test_no_field_of_a_visit_gives_way_to_what_is_said_of_a_mistake(
    step: SessionsStep, qtbot: QtBot
) -> None:
    step.add_button.click()
    asked = form(step)
    asked.day.editor.selectAll()
    for letter in "31.12.2026":
        qtbot.keyClicks(asked.day.editor, letter)
        QApplication.processEvents()
    assert "year-month-day" in asked.wrong.text()

    def stand_whole() -> None:
        for text in (asked.response, asked.adverse):
            assert text.height() >= text.sizeHint().height()
            assert text.editor.geometry().bottom() < text.height()

    qtbot.waitUntil(stand_whole)


def test_limbs_have_lines_of_their_own(services: Services) -> None:
    right = course("monofilament", 4, 6, side=Side.RIGHT)
    sessions = tuple(
        Session(s.key, s.day, measured=(*s.measured, Measured("monofilament", 2.0, Side.LEFT)))
        for s in right
    )
    measure = named("monofilament")
    drawing = ProgressDrawing(measure, readings(Plan(sessions=sessions), measure))
    said = drawing.table()
    assert said.headers == ("Visit", "Day", "Right", "Left")
    assert said.rows == (
        ("Baseline", "1 Sep 2026", "4", "2"),
        ("1", "8 Sep 2026", "6", "2"),
    )
    summary = drawing.summary()
    assert "right: 4 of 10 sites at baseline, 6 of 10 sites at session 1" in summary
    canvas = drawing.on(420, screen_style(services.theme))
    assert len(canvas.spots) == 4


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.id)
@pytest.mark.parametrize("width", [180, 640])
def test_values_lie_in_the_field_at_any_width(
    services: Services, measure: Measure, width: int
) -> None:
    values = (measure.least, measure.most, (measure.least + measure.most) / 2)
    side = Side.LEFT if measure.per_side else None
    plan = Plan(sessions=course(measure.id, *values, side=side))
    canvas: Canvas = ProgressDrawing(measure, readings(plan, measure)).on(
        width, screen_style(services.theme)
    )
    tops = [spot.box.center().y() for spot in canvas.spots]
    assert tops[1] < tops[2] < tops[0]
    for spot in canvas.spots:
        assert 0 <= spot.box.center().x() <= width
        assert 0 <= spot.box.center().y() <= canvas.height


def test_visits_of_one_day_stand_apart(services: Services) -> None:
    same = tuple(Session(f"s{n}", FIRST, measured=(Measured("numbness", 5.0),)) for n in range(3))
    measure = named("numbness")
    drawing = ProgressDrawing(measure, readings(Plan(sessions=same), measure))
    places = [spot.box.center().x() for spot in drawing.on(400, screen_style(services.theme)).spots]
    assert places == sorted(set(places))
    assert len(places) == 3
