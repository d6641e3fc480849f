"""Finding a point on the limb: with the mouse and with the keyboard, and what is drawn in."""

from __future__ import annotations

from math import dist

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.atlas.cameras import UV
from desktop_app.atlas.state import Side
from desktop_app.domain.questions import How, Question, Skill
from desktop_app.ui.diagram.stage import PicturedStage
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered
from desktop_app.ui.study.locate import Level, LocateAsking
from desktop_app.ui.study.locate_marks import ticks_along

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def question(code: str) -> Question:
    return Question(
        f"locate:{code}", Skill.LOCATE, f"yq:point/{code}", f"Find {code}.", code, hows=(How.CLICK,)
    )


class Finding:
    """The page, and what it has answered."""

    def __init__(self, asking: LocateAsking) -> None:
        self.asking = asking
        self.answers: list[Answered] = []
        asking.answered.connect(self.answers.append)

    @property
    def stage(self) -> PicturedStage:
        assert self.asking.stage is not None
        return self.asking.stage

    def uv(self, code: str) -> UV:
        return self.stage.atlas.projection(self.stage.state.view).points[code].uv

    def at(self, uv: UV) -> QPoint:
        x, y = self.stage.diagram.frame.to_screen(uv)
        return QPoint(round(x), round(y))

    def click(self, uv: UV) -> None:
        QTest.mouseClick(self.stage.diagram, LEFT, NO_KEY, self.at(uv))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(self.stage.diagram, key, modifiers)


@pytest.fixture
def finding(qtbot: QtBot, services: Services) -> Finding:
    asking = LocateAsking(services)
    qtbot.addWidget(asking)
    asking.resize(1000, 700)
    asking.show()
    qtbot.waitExposed(asking)
    asking.focus_main()
    return Finding(asking)


def test_a_click_on_the_point_is_right_and_drawn_in(finding: Finding) -> None:
    finding.asking.ask(question("SP6"), Level.SKIN)
    assert finding.stage.scene.drawing(finding.stage.state).markers == ()
    finding.stage.turn_to("limb-medial")
    finding.click(finding.uv("SP6"))
    (answer,) = finding.answers
    assert answer.verdict.right
    assert answer.verdict.said.startswith("Right, 0.")
    assert answer.given.startswith("0.")
    shown = finding.asking.shown
    assert shown.name.startswith("SP6 S")
    assert shown.clicked is not None
    assert shown.place is not None
    assert dist(shown.clicked, shown.place) < 3
    assert [landmark.name for landmark in shown.landmarks] == ["medial malleolus prominence"]
    assert finding.stage.state.zoom > 2


def test_a_miss_tells_how_far_and_what_is_there(finding: Finding) -> None:
    finding.asking.ask(question("SP6"), Level.LANDMARKS)
    finding.stage.turn_to("limb-medial")
    finding.click(finding.uv("KI7"))
    (answer,) = finding.answers
    assert not answer.verdict.right
    assert "KI7" in answer.verdict.said
    assert answer.given == "KI7"
    assert len(finding.asking.shown.path) > 2


def test_a_miss_beside_every_point_is_kept_by_how_far_it_was(finding: Finding) -> None:
    finding.asking.ask(question("BL57"), Level.SKIN)
    finding.stage.turn_to("limb-posterior")
    u, v = finding.uv("BL57")
    finding.click((u + 25, v - 30))
    (answer,) = finding.answers
    assert not answer.verdict.right
    assert answer.verdict.said == ""
    assert answer.given.endswith(" mm off")


def test_a_click_in_a_view_from_the_other_side_may_be_made_again(finding: Finding) -> None:
    finding.asking.ask(question("SP9"), Level.SKIN)
    finding.stage.turn_to("limb-lateral")
    finding.click(finding.uv("GB34"))
    assert finding.answers == []
    assert "not to be seen in this view" in finding.asking.told.text()
    finding.stage.turn_to("limb-medial")
    assert finding.asking.told.text() == ""
    finding.click(finding.uv("SP9"))
    (answer,) = finding.answers
    assert answer.verdict.right
    assert answer.verdict.said.endswith("Only after a view that does not show it.")


def test_the_ruler_has_a_bead_at_each_cun() -> None:
    path = ((0.0, 0.0, 0.0), (30.0, 0.0, 0.0), (30.0, 40.0, 0.0))
    assert ticks_along(path, 25.0) == [(30.0, 15.0, 0.0), pytest.approx((20.0, 0.0, 0.0))]
    assert ticks_along(path, 80.0) == []


def test_a_click_beside_the_limb_is_no_answer(finding: Finding) -> None:
    finding.asking.ask(question("SP9"), Level.SKIN)
    QTest.mouseClick(finding.stage.diagram, LEFT, NO_KEY, QPoint(8, 300))
    assert finding.answers == []
    assert finding.asking.told.text().startswith("That is beside the limb.")


def test_once_answered_nothing_more_is_taken(finding: Finding) -> None:
    finding.asking.ask(question("SP6"), Level.SKIN)
    finding.stage.turn_to("limb-medial")
    finding.click(finding.uv("SP6"))
    finding.click(finding.uv("SP6"))
    assert len(finding.answers) == 1
    finding.asking.ask(question("ST36"), Level.SKIN)
    assert finding.asking.shown.place is None
    assert finding.stage.state.rests
    finding.stage.turn_to("limb-anterior")
    finding.click(finding.uv("ST36"))
    assert len(finding.answers) == 2


def test_a_drag_moves_the_view_and_answers_nothing(finding: Finding) -> None:
    finding.asking.ask(question("SP6"), Level.SKIN)
    diagram, before = finding.stage.diagram, finding.stage.state
    QTest.mousePress(diagram, LEFT, NO_KEY, QPoint(400, 300))
    QTest.mouseMove(diagram, QPoint(460, 340))
    QTest.mouseRelease(diagram, LEFT, NO_KEY, QPoint(460, 340))
    assert finding.answers == []
    assert finding.stage.state != before


def test_by_keyboard_alone(finding: Finding) -> None:
    finding.asking.ask(question("SP6"), Level.SKIN)
    while finding.stage.state.view != "foot-medial":
        finding.key(Qt.Key.Key_PageDown)
    finding.key(Qt.Key.Key_Return)
    assert finding.answers == []
    for _ in range(400):
        cross = finding.asking.pointer.cross
        assert cross is not None
        here, there = finding.at(cross), finding.at(finding.uv("SP6"))
        dx, dy = there.x() - here.x(), there.y() - here.y()
        if abs(dx) <= 2 and abs(dy) <= 2:
            break
        across = abs(dx) >= abs(dy)
        ahead, back = (
            (Qt.Key.Key_Right, Qt.Key.Key_Left) if across else (Qt.Key.Key_Down, Qt.Key.Key_Up)
        )
        far = dx if across else dy
        finding.key(ahead if far > 0 else back, NO_KEY if abs(far) >= 12 else SHIFT)
    finding.key(Qt.Key.Key_Return)
    assert finding.answers[0].verdict.right


def test_the_left_limb_mirrors_the_right(finding: Finding, services: Services) -> None:
    finding.asking.ask(question("KI1"), Level.SKIN)
    finding.stage.turn_to("foot-plantar")
    right = finding.at(finding.uv("KI1"))
    services.settings.side = "left"
    assert finding.stage.state.side is Side.LEFT
    left = finding.at(finding.uv("KI1"))
    assert left.x() == pytest.approx(finding.stage.diagram.width() - right.x(), abs=1)
    finding.click(finding.uv("KI1"))
    assert finding.answers[0].verdict.right
    assert finding.asking.located is not None
    assert finding.asking.located.side is Side.LEFT


def test_levels_show_less_and_less(finding: Finding) -> None:
    finding.asking.ask(question("GB34"), Level.LANDMARKS)
    finding.stage.turn_to("limb-lateral")
    names = {landmark.name for landmark in finding.asking.shown.landmarks}
    assert {"fibula head", "lateral malleolus prominence"} <= names
    assert "medial malleolus prominence" not in names
    assert finding.stage.state.shows("bones")
    finding.asking.levels.buttons[Level.SKIN].click()
    assert not finding.stage.state.shows("bones")
    assert finding.asking.shown.landmarks == ()
    assert finding.stage.switcher.isVisible()
    finding.asking.levels.buttons[Level.CLOSE].click()
    assert not finding.stage.switcher.isVisible()
    assert finding.stage.state.view == "limb-lateral"
    assert finding.stage.state.zoom > 3
    place = finding.at(finding.uv("GB34"))
    assert finding.stage.diagram.rect().contains(place)
    finding.click(finding.uv("GB34"))
    assert finding.answers[0].verdict.right


def test_giving_up_shows_the_place_in_a_view_of_it(finding: Finding) -> None:
    finding.asking.ask(question("KI1"), Level.SKIN)
    finding.stage.turn_to("limb-lateral")
    finding.asking.show_answer()
    assert finding.stage.state.view == "foot-plantar"
    assert finding.asking.shown.clicked is None
    assert finding.asking.shown.place is not None
    assert finding.answers == []
    assert not finding.asking.pointer.takes


def test_a_site_of_a_point_can_be_asked(finding: Finding) -> None:
    finding.asking.show_question(question("EX-LE10.3"))
    finding.stage.turn_to("foot-dorsal")
    finding.click(finding.uv("EX-LE10.3"))
    assert finding.answers[0].verdict.right


def test_shown_in_every_theme_and_size(finding: Finding, services: Services) -> None:
    finding.asking.ask(question("SP6"), Level.LANDMARKS)
    finding.stage.turn_to("limb-medial")
    finding.click(finding.uv("KI7"))
    light = finding.asking.grab().toImage()
    services.settings.theme = "dark"
    services.settings.font_scale = 200
    finding.asking.resize(760, 520)
    assert finding.asking.grab().toImage() != light
    assert finding.stage.state.text == 2.0
