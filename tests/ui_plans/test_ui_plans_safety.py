"""The safety step: alerts gravest first, a click to what they rest on, reasons, nothing hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.store import Library
from desktop_app.ui.plans.safety import NOTHING, SafetyStep
from desktop_app.ui.plans.safety_card import AlertCard
from desktop_app.ui.rich.chips import Chip, LinkButton
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui_plans.plan_desk import editor, kept, open_in, put

WARM = (PlanPoint("KI1", Limbs.BOTH, Technique.MOXA), PlanPoint("ST36", depth_mm=20.0))


def safety(window: MainWindow, key: str) -> SafetyStep:
    """Open a plan at its safety step."""
    shown = open_in(window, key)
    shown.show_step("safety")
    page = shown.pages["safety"]
    assert isinstance(page, SafetyStep)
    window.activateWindow()
    return page


def words(card: AlertCard) -> str:
    """Return what an alert says."""
    return " ".join(label.text() for label in card.findChildren(QLabel))


@pytest.fixture
def key(services: Services, library: Library) -> str:
    """Numb, diabetic, on warfarin, with moxa at the sole."""
    assert library is services.library
    return put(
        services,
        label="P001",
        facts=frozenset({"anticoagulant", "diabetes", "sensory-loss"}),
        points=WARM,
    )


def test_alerts_stand_gravest_first_and_say_why_and_what_to_do(
    window: MainWindow, key: str
) -> None:
    page = safety(window, key)
    cards = list(page.cards.values())
    order = [list(Gravity).index(card.alert.gravity) for card in cards]
    assert order == sorted(order)
    assert cards[0].alert.gravity is Gravity.STOP
    for card in cards:
        assert card.alert.why in words(card)
        assert card.alert.do in words(card)
    assert f"{len(cards)} alerts to read" in page.state.text()


def test_claims_and_studies_open_in_one_click(
    window: MainWindow, services: Services, key: str
) -> None:
    page = safety(window, key)
    sourced = [card for card in page.cards.values() if card.alert.claims or card.alert.studies]
    assert sourced
    card = sourced[0]
    links = [link for link in card.findChildren(LinkButton) if link.text().endswith("›")]
    assert len(links) == len(card.alert.claims) + len(card.alert.studies)
    links[0].click()
    current = services.navigator.current
    assert current is not None
    assert current.key in (*card.alert.claims, *card.alert.studies)


def test_an_alert_is_acknowledged_only_with_a_reason(
    window: MainWindow, library: Library, key: str, qtbot: QtBot
) -> None:
    page = safety(window, key)
    card = next(iter(page.cards.values()))
    id_ = card.alert.id
    card.begin.click()
    assert not card.done.isEnabled()
    qtbot.keyClicks(card.reason, "   ")
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    assert kept(library, key).acknowledged == ()
    qtbot.keyClicks(card.reason, "Moxa held at a distance, by hand")
    qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    (known,) = kept(library, key).acknowledged
    assert (known.alert, known.reason) == (id_, "Moxa held at a distance, by hand")


def test_an_acknowledged_alert_stays_in_sight_and_can_be_taken_back(
    window: MainWindow, services: Services, library: Library, key: str
) -> None:
    page = safety(window, key)
    before = set(page.cards)
    id_ = next(iter(page.cards))
    page.cards[id_].acknowledged.emit(id_, "Discussed with the doctor")
    assert set(page.cards) == before
    card = page.cards[id_]
    assert card.isVisibleTo(page)
    assert "Discussed with the doctor" in words(card)
    assert not page.known_heading.isHidden()
    card.back.click()
    assert kept(library, key).acknowledged == ()
    assert page.cards[id_].known is None
    services.actions.run("edit.undo")
    assert len(kept(library, key).acknowledged) == 1
    assert page.cards[id_].known is not None


def test_a_stop_that_is_acknowledged_leaves_the_strip_but_not_the_list(
    window: MainWindow, key: str
) -> None:
    page = safety(window, key)
    stops = [id_ for id_, c in page.cards.items() if c.alert.gravity is Gravity.STOP]
    for id_ in stops:
        page.cards[id_].acknowledged.emit(id_, "Known")
    assert editor(window).strip.isHidden()
    assert set(stops) <= set(page.cards)


def test_a_reason_being_written_survives_another_answer(
    window: MainWindow, key: str, qtbot: QtBot
) -> None:
    page = safety(window, key)
    alerts = editor(window).alerts
    assert alerts is not None
    first = alerts[0]
    page.cards[first.id].begin.click()
    qtbot.keyClicks(page.cards[first.id].reason, "Because")
    page.show_alerts(alerts[:1])
    assert page.cards[first.id].reason.text() == "Because"
    assert set(page.cards) == {first.id}
    from dataclasses import replace

    page.show_alerts((replace(first, why="Another reason."),))
    assert page.cards[first.id].reason.text() == "Because"
    assert page.cards[first.id].is_writing
    qtbot.keyClick(page.cards[first.id].reason, Qt.Key.Key_Escape)
    assert not page.cards[first.id].is_writing


def test_a_point_of_an_alert_leads_to_the_points(window: MainWindow, key: str) -> None:
    page = safety(window, key)
    asked: list[tuple[str, str]] = []
    page.asked.connect(lambda step, what: asked.append((step, what)))
    card = next(card for card in page.cards.values() if card.alert.codes or card.alert.code)
    card.findChildren(Chip)[0].click()
    step, code = asked[0]
    assert step == "points"
    assert code in {point.code for point in WARM}


def test_no_alert_does_not_say_that_a_plan_is_safe(window: MainWindow, services: Services) -> None:
    page = safety(window, put(services, label="P001"))
    assert page.state.text() == NOTHING
    assert page.cards == {}
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "This does not make a plan safe" in said


def test_red_flags_that_were_not_asked_are_told_of(window: MainWindow, services: Services) -> None:
    page = safety(window, put(services, flags=(("foot-drop", False),)))
    unasked = len(services.content.conditions["numb-feet"].red_flags) - 1
    assert page.unasked.text() == f"{unasked} red flags have not been asked ›"
    page.unasked.click()
    assert editor(window).step == "client"


def test_until_the_check_is_made_nothing_is_said_of_safety(
    services: Services, qtbot: QtBot
) -> None:
    page = SafetyStep(services)
    qtbot.addWidget(page)
    page.show_plan(Plan(key="x"))
    assert "being checked" in page.state.text()
    page.show_alerts(())
    assert page.state.text() == NOTHING


def test_what_the_rules_say_is_selected_by_the_alert(services: Services, qtbot: QtBot) -> None:
    page = SafetyStep(services)
    qtbot.addWidget(page)
    page.show_plan(Plan(key="x"))
    alerts = tuple(
        Alert(gravity.value, gravity, gravity.value.title(), "Why.", "Do.", source="our own rule")
        for gravity in Gravity
    )
    page.show_alerts(alerts)
    roles = [card.property("role") for card in page.cards.values()]
    assert roles == ["danger", "caution", "note"]
    names = [card.accessibleName() for card in page.cards.values()]
    assert names == ["Stop: Stop", "Caution: Caution", "Note: Note"]


def test_a_check_that_cannot_be_made_is_told_in_every_step(
    window: MainWindow, services: Services, key: str
) -> None:
    page = safety(window, key)
    shown = editor(window)
    shown.check.failed.emit("The atlas cannot be read.")
    assert not shown.strip.isHidden()
    said = " ".join(label.text() for label in shown.strip.findChildren(QLabel))
    assert "The safety check could not be made: The atlas cannot be read." in said
    assert "being checked" in page.state.text()
