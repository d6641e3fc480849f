"""The point sets of studies: told with what they found, laid side by side, put into a plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.evidence import Direction
from desktop_app.domain.plans import Plan
from desktop_app.domain.refs import study_ref
from desktop_app.store import Library
from desktop_app.ui.plans.points.step import STUDIES, PointsStep
from desktop_app.ui.services import Services
from tests.ui_plans.plan_steps import Desk, show


@pytest.fixture
def step(qtbot: QtBot, services: Services, library: Library) -> Iterator[PointsStep]:
    made = PointsStep(services)
    show(qtbot, made)
    yield made
    made.close()


@pytest.fixture
def desk(step: PointsStep) -> Desk:
    made = Desk(step, Plan("a"))
    step.tabs.show_part(STUDIES)
    return made


def go_to(step: PointsStep, study: str) -> None:
    view = step.studies.list
    place = [each.study for each in view.rows.protocols].index(study)
    view.setCurrentIndex(view.rows.index(place))


def test_a_study_is_told_with_design_number_and_result_null_ones_too(
    step: PointsStep, desk: Desk
) -> None:
    model = step.studies.list.rows
    null = next(n for n, p in enumerate(model.protocols) if p.direction is Direction.NO_DIFFERENCE)
    said = model.index(null).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "no difference" in said
    assert " · n " in said
    step.studies.list.setCurrentIndex(model.index(null))
    shown = [label.text() for label in step.studies.page.ground.findChildren(QLabel)]
    assert model.protocols[null].main_finding in shown


def test_its_points_are_lit_and_added_as_one_edit(step: PointsStep, desk: Desk) -> None:
    study = next(p for p in step.studies.list.rows.protocols if p.study.startswith("bao-2020"))
    go_to(step, study.study)
    here = [code for code in study.points if code in step.services.content.points]
    lit = step.leg.state.lit
    assert set(here) <= lit
    button = next(
        b for b in step.studies.page.ground.findChildren(QPushButton)
        if b.text() == "Add these points"
    )  # fmt: skip
    button.click()
    assert len(desk.done) == 1
    assert study.name in desk.done[0]
    sites = step.services.content.points
    for code in here:
        assert set(sites[code].sites or (code,)) <= set(desk.codes)
    facts = step.studies.list.rows.facts(study)
    assert f"{len(here)} in the plan" in facts
    buttons = step.studies.page.ground.findChildren(QPushButton)
    assert not any(b.isEnabled() for b in buttons if b.text() == "Add these points")


def test_several_are_laid_side_by_side_and_differences_stand_out(
    step: PointsStep, desk: Desk
) -> None:
    view = step.studies.list
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Space)
        QTest.keyClick(view, Qt.Key.Key_Down)
    table = step.studies.table
    assert not step.studies.beside.isHidden()
    first, second = view.rows.protocols[:2]
    titles = [table.horizontalHeaderItem(n) for n in range(table.columnCount())]
    assert [item.text() for item in titles if item is not None] == [
        "Point", first.name, second.name, "In the plan",
    ]  # fmt: skip
    codes = set(first.points) | set(second.points)
    assert table.rowCount() == len(codes)
    for row in range(table.rowCount()):
        cells = [table.item(row, column) for column in range(3)]
        code, *used = (cell.text() for cell in cells if cell is not None)
        both = [code.removeprefix("≠ ") in each.points for each in (first, second)]
        assert [mark == "●" for mark in used] == both
        assert code.startswith("≠") is (not all(both))
    assert codes & set(step.services.content.points) <= step.leg.state.lit
    step.studies.only.click()
    assert table.rowCount() == len(set(first.points) ^ set(second.points))
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert step.studies.beside.isHidden()


def test_a_study_is_opened_with_enter(step: PointsStep, desk: Desk, services: Services) -> None:
    study = step.studies.list.current
    assert study is not None
    QTest.keyClick(step.studies.list, Qt.Key.Key_Return)
    assert services.navigator.current == study_ref(study.study)


def test_studies_of_every_condition_are_shown_when_asked_for(step: PointsStep, desk: Desk) -> None:
    few = len(step.studies.list.rows.protocols)
    step.studies.scope.buttons[True].click()
    assert len(step.studies.list.rows.protocols) > few
    step.studies.scope.buttons[False].click()
    assert len(step.studies.list.rows.protocols) == few


def test_the_list_keeps_the_rules_of_qt(step: PointsStep, desk: Desk) -> None:
    tester = QAbstractItemModelTester(
        step.studies.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    step.studies.scope.buttons[True].click()
    tester.deleteLater()
