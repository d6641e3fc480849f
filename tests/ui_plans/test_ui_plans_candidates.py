"""Candidate points: their reasons, switched on and off, each leading to what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.area import Side
from desktop_app.domain.findings import NO_STUDY, ReasonKind
from desktop_app.domain.plans import Limbs, Plan, Technique
from desktop_app.domain.refs import Kind
from desktop_app.store import Library
from desktop_app.ui.plans.points.finding import Row
from desktop_app.ui.plans.points.step import CANDIDATES, PointsStep
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.services import Services
from tests.ui_plans.plan_steps import Desk, marked, show

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def step(qtbot: QtBot, services: Services, library: Library) -> Iterator[PointsStep]:
    made = PointsStep(services)
    show(qtbot, made)
    yield made
    made.close()


@pytest.fixture
def desk(step: PointsStep, services: Services) -> Desk:
    made = Desk(step, Plan("a", area=marked(services, "sole")))
    step.tabs.show_part(CANDIDATES)
    return made


def rows(step: PointsStep) -> tuple[Row, ...]:
    return step.candidates.list.rows.rows


def test_points_are_ranked_by_the_reasons_that_are_on(step: PointsStep, desk: Desk) -> None:
    shown = rows(step)
    speaking = [row.speaking for row in shown]
    assert speaking == sorted(speaking, reverse=True)
    assert shown[0].speaking > 3
    assert "most of these reasons" in step.candidates.said.text()


def test_reasons_are_switched_off_and_on_and_this_is_remembered(
    qtbot: QtBot, step: PointsStep, desk: Desk, services: Services
) -> None:
    for kind in ReasonKind:
        if kind is not ReasonKind.LOCAL:
            step.candidates.chips[kind].click()
    shown = rows(step)
    assert shown
    assert all(row.kinds == (ReasonKind.LOCAL,) for row in shown)
    assert f"{len(shown)} points" in step.candidates.said.text()
    step.candidates.chips[ReasonKind.LOCAL].click()
    assert not rows(step)
    assert "Switch on more reasons" in step.candidates.empty.text()
    again = PointsStep(services)
    show(qtbot, again)
    assert not again.candidates.on
    step.candidates.chips[ReasonKind.TRIAL].click()
    assert all(row.kinds == (ReasonKind.TRIAL,) for row in rows(step))
    assert any(row.directions for row in rows(step))


def test_every_reason_leads_to_its_claim_or_study_or_says_that_there_is_none(
    step: PointsStep, desk: Desk, services: Services
) -> None:
    panel = step.candidates.reasons
    for row in rows(step)[:12]:
        step.candidates.go_to(row.code)
        shown = panel.page.ground
        links = [link for link in shown.findChildren(LinkButton) if not link.isHidden()]
        said = [label.text() for label in shown.findChildren(QLabel)]
        assert len(links) >= sum(bool(r.claim) + bool(r.study) for r in row.reasons)
        for reason in row.reasons:
            assert reason.text in said
            if not reason.claim and not reason.study:
                assert NO_STUDY in reason.text
    trial = next(r for r in rows(step) if r.directions)
    step.candidates.go_to(trial.code)
    named = {reason.study for reason in trial.reasons} - {""}
    visited = set()
    for link in panel.page.ground.findChildren(LinkButton):
        link.click()
        current = services.navigator.current
        assert current is not None
        assert services.content.get(current) is not None
        if current.kind is Kind.STUDY:
            visited.add(current.key)
    assert visited == named


def test_enter_double_click_and_plus_add_a_point(step: PointsStep, desk: Desk) -> None:
    first, second, third = (row.code for row in rows(step)[:3])
    QTest.keyClick(step.candidates.field, Qt.Key.Key_Return)
    view = step.candidates.list
    place = view.visualRect(view.rows.index(1)).center()
    QTest.mouseDClick(view.viewport(), LEFT, pos=place)
    box = view.visualRect(view.rows.index(2))
    plus = view.delegate.button(box).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=plus)
    assert desk.codes == [first, second, third]
    assert desk.done == [f"Add {first}", f"Add {second}", f"Add {third}"]
    assert step.tabs.group.button(2).text() == "Chosen 3"
    QTest.mouseClick(view.viewport(), LEFT, pos=plus)
    assert desk.codes == [first, second, third]
    assert "in the plan" in view.rows.said(rows(step)[0])


def test_a_point_is_added_on_the_limb_that_is_marked(
    qtbot: QtBot, services: Services, step: PointsStep
) -> None:
    desk = Desk(step, Plan("a", area=marked(services, "sole", (Side.LEFT,))))
    step.tabs.show_part(CANDIDATES)
    QTest.keyClick(step.candidates.field, Qt.Key.Key_Return)
    assert desk.plan.points[0].limbs is Limbs.LEFT
    step.candidates.list.step(1)
    step.candidates.reasons.limbs.buttons[Limbs.BOTH].click()
    step.candidates.reasons.button.click()
    assert desk.plan.points[1].limbs is Limbs.BOTH
    assert step.candidates.reasons.button.text() == "Take out of the plan"
    step.candidates.reasons.button.click()
    assert len(desk.codes) == 1


def test_any_point_is_found_by_code_in_any_spelling_and_by_name(
    step: PointsStep, desk: Desk
) -> None:
    field = step.candidates.field
    for typed, code in (("st-36", "ST36"), ("zusanli", "ST36"), ("E36", "ST36"), ("gb 31", "GB31")):
        field.setText(typed)
        assert step.candidates.list.code == code
    known = {each.code for each in step.candidates.candidates}
    other = next(code for code in step.services.content.points if code not in known)
    field.setText(other)
    assert rows(step)[0].candidate is None
    assert "nothing here speaks for it" in step.candidates.list.rows.said(rows(step)[0])
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.codes
    field.setText("zzzz")
    assert "No point of the leg" in step.candidates.empty.text()
    field.clear()
    assert len(rows(step)) > 10


def test_usual_depth_angle_and_technique_are_taken_from_the_point(
    step: PointsStep, desk: Desk
) -> None:
    for code in ("ST36", "BL60", "EX-LE8", "EX-LE12"):
        step.candidates.go_to(code)
        step.candidates.list.added.emit(code)
    points = {point.code: point for point in desk.plan.points}
    least = step.services.content.points["ST36"].needling.depth_cun
    assert least is not None
    cun = step.body["ST36"].mm_per_cun
    assert points["ST36"].depth_mm == pytest.approx(least[0] * cun, abs=0.5)
    assert points["EX-LE8"].technique in (Technique.PRESSURE, Technique.BLEEDING)
    sites = [code for code in points if code.startswith("EX-LE12.")]
    assert len(sites) == 5, "each site takes a needle of its own"
    assert "EX-LE12" in step.candidates.chosen
    step.candidates.remove_wanted.emit("EX-LE12")
    assert not [code for code in desk.codes if code.startswith("EX-LE12")]


def test_pointing_at_a_row_rings_the_point_and_a_click_on_the_leg_selects_the_row(
    step: PointsStep, desk: Desk
) -> None:
    view = step.candidates.list
    QTest.mouseMove(view.viewport(), view.visualRect(view.rows.index(1)).center())
    view.pointed.emit(rows(step)[1].code)
    assert step.leg.state.hovered == rows(step)[1].code
    step.candidates.go_to("KI3")
    assert step.leg.state.selected == "KI3"
    place = step.leg.diagram.place_of("KI6")
    assert place is not None
    QTest.mouseClick(step.leg.diagram, LEFT, pos=place.toPoint() + QPoint(2, 2))
    assert view.code == "KI6"
    step.leg.diagram.setFocus()
    QTest.keyClick(step.leg.diagram, Qt.Key.Key_Return)
    assert desk.codes == ["KI6"]
    QTest.keyClick(step.leg.diagram, Qt.Key.Key_Down)
    assert view.code != "KI6"


def test_only_points_in_question_stand_on_the_leg_unless_all_are_asked_for(
    step: PointsStep, desk: Desk
) -> None:
    for kind in ReasonKind:
        if kind is not ReasonKind.LOCAL:
            step.candidates.switch(kind, False)
    everyone = frozenset(step.services.content.points)
    shown = everyone - step.leg.state.hidden
    assert shown == step.candidates.codes
    step.leg.all_chip.click()
    assert not step.leg.state.hidden


def test_the_list_keeps_the_rules_of_qt(step: PointsStep, desk: Desk) -> None:
    tester = QAbstractItemModelTester(
        step.candidates.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    step.candidates.field.setText("ki")
    step.candidates.field.clear()
    tester.deleteLater()
