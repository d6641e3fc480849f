"""The tests of sensation as a form and on the diagram."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.area import Feeling, Side
from desktop_app.domain.plans import Finding, Plan
from desktop_app.domain.sensing import TESTS
from desktop_app.ui.plans.marking.sensing import TestForm
from desktop_app.ui.plans.marking.step import MARK, TESTS_PART, AreaStep
from desktop_app.ui.services import Services

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


class Testing:
    """The step at its tests, with an editor around it."""

    __test__ = False

    def __init__(self, step: AreaStep) -> None:
        self.step = step
        self.plan = Plan("p1")
        self.words: list[str] = []
        step.edited.connect(self._take)
        step.show_plan(self.plan)

    def form(self, test: str) -> TestForm:
        self.step.tests.folds[test].open()
        return self.step.tests.forms[test]

    def choose(self, test: str, place: str, side: Side, value: str) -> None:
        self.form(test).choices[place, side].choose(value)

    def _take(self, plan: Plan, words: str) -> None:
        self.plan = plan
        self.words.append(words)
        self.step.show_plan(plan)


@pytest.fixture
def testing(qtbot: QtBot, services: Services) -> Testing:
    step = AreaStep(services)
    qtbot.addWidget(step)
    step.resize(1100, 760)
    made = Testing(step)
    step.show()
    qtbot.waitExposed(step)
    step.tabs.show_part(TESTS_PART)
    return made


def test_a_result_becomes_a_finding_and_is_summed_up(testing: Testing) -> None:
    testing.choose("monofilament", "monofilament-heel", Side.RIGHT, "not-felt")
    testing.choose("monofilament", "monofilament-toe-1", Side.RIGHT, "felt")
    assert testing.plan.findings == (
        Finding("monofilament", Side.RIGHT, "monofilament-toe-1", "felt"),
        Finding("monofilament", Side.RIGHT, "monofilament-heel", "not-felt"),
    )
    assert testing.words[0] == "10-g monofilament, heel, right: not felt"
    line = testing.step.tests.folds["monofilament"].line
    assert line.text() == "Right 1 of 2 not felt, left not tested"
    testing.choose("monofilament", "monofilament-heel", Side.RIGHT, "")
    assert len(testing.plan.findings) == 1


def test_sites_on_the_diagram_go_through_the_results(testing: Testing) -> None:
    canvas = testing.step.canvas
    assert canvas is not None
    places = {place.id: at for place, at in testing.step.sites.seen(canvas.diagram.frame)}
    assert len(places) == 9
    told = []
    for _ in range(3):
        QTest.mouseClick(canvas.diagram, LEFT, NO_KEY, places["monofilament-head-1"].toPoint())
        told.append([finding.value for finding in testing.plan.findings])
    assert told == [["felt"], ["not-felt"], []]
    canvas.limb_button.click()
    at = {p.id: q for p, q in testing.step.sites.seen(canvas.diagram.frame)}
    QTest.mouseClick(canvas.diagram, LEFT, NO_KEY, at["monofilament-head-1"].toPoint())
    assert testing.plan.findings[0].side is (
        Side.LEFT if canvas.state.side is Side.LEFT else Side.RIGHT
    )


def test_a_protocol_uses_its_own_sites(testing: Testing) -> None:
    form = testing.form("monofilament")
    for protocol, count in (("ada-4", 4), ("iwgdf-3", 3), ("ten-site", 10)):
        form.protocol_select.choose(protocol)
        form.protocol_select.activated.emit(form.protocol_select.currentIndex())
        shown = [
            choice
            for (_, side), choice in form.choices.items()
            if side is Side.RIGHT and choice.isVisibleTo(form)
        ]
        assert len(shown) == count == len(testing.step.sites.places)


def test_what_was_not_felt_is_marked_as_one_edit(testing: Testing) -> None:
    step = testing.step
    assert step.canvas is not None
    form = testing.form("monofilament")
    assert form.fill is not None
    assert not form.fill.isEnabled()
    testing.choose("monofilament", "monofilament-heel", Side.RIGHT, "not-felt")
    testing.choose("monofilament", "monofilament-head-1", Side.LEFT, "not-felt")
    before = len(testing.words)
    form.fill.click()
    assert testing.words[before:] == ["Mark numb: 10-g monofilament"]
    skin = step.canvas.atlas.skin
    assert testing.plan.area.marked(Side.RIGHT) == skin.regions["heel"]
    about = skin.surface(testing.plan.area.marked(Side.LEFT))
    assert about == pytest.approx(3.14 * 12**2, rel=0.25)
    assert {patch.feeling for patch in testing.plan.area.patches} == {Feeling.NUMB}
    assert len(testing.plan.findings) == 2


def test_the_rest_is_filled_in_and_all_is_cleared(testing: Testing) -> None:
    testing.choose("ankle-reflex", "achilles-tendon", Side.RIGHT, "absent")
    form = testing.form("ankle-reflex")
    form.rest.click()
    assert [finding.value for finding in testing.plan.findings] == ["absent", "present"]
    form.empty.click()
    assert testing.plan.findings == ()
    assert form.fill is None


def test_every_test_has_a_card_with_words_and_source(testing: Testing) -> None:
    for test in TESTS:
        form = testing.form(test.id)
        for (place, side), choice in form.choices.items():
            assert side.value in choice.accessibleName(), place
            assert choice.count() == len(test.choices) + 1


def test_a_tool_leads_back_to_painting(testing: Testing) -> None:
    step = testing.step
    assert step.canvas is not None
    assert step.canvas.diagram.tool is step.sites
    step.toolbar.tools[step.tool].click()
    assert step.tabs.stack.currentIndex() == MARK
    assert step.canvas.diagram.tool is not step.sites


def test_another_step_opens_a_test(testing: Testing) -> None:
    testing.step.tabs.show_part(MARK)
    testing.step.reveal("pulse")
    assert testing.step.tabs.stack.currentIndex() == TESTS_PART
    assert testing.step.tests.forms["pulse"].isVisible()
    assert testing.step.canvas is not None
    assert testing.step.sites.seen(testing.step.canvas.diagram.frame)
