"""Tracing a meridian by clicking its points."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.atlas.body import open_atlas
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.questions import How, Question, Skill
from desktop_app.study.tracing import course_of, score_trace
from desktop_app.ui.diagram.stage import PicturedStage
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered
from desktop_app.ui.study.trace import Dots, TraceAsking
from desktop_app.ui.study.trace_marks import word_of

LEFT = Qt.MouseButton.LeftButton


def question(item: str) -> Question:
    return Question(item, Skill.TRACE, "yq:meridian/SP", "Trace it.", "", hows=(How.TRACE,))


class Tracing:
    """The page, and what it has answered."""

    def __init__(self, asking: TraceAsking) -> None:
        self.asking = asking
        self.answers: list[Answered] = []
        asking.answered.connect(self.answers.append)

    @property
    def stage(self) -> PicturedStage:
        assert self.asking.stage is not None
        return self.asking.stage

    def click(self, codes: Iterable[str]) -> None:
        """Click points, each in a view that shows it well."""
        for code in codes:
            view = self.stage.atlas.best_view(code, self.stage.state.view)
            self.stage.turn_to(view)
            uv = self.stage.atlas.projection(view).points[code].uv
            x, y = self.stage.diagram.frame.to_screen(uv)
            QTest.mouseClick(self.stage.diagram, LEFT, pos=QPoint(round(x), round(y)))


@pytest.fixture
def tracing(qtbot: QtBot, services: Services) -> Tracing:
    asking = TraceAsking(services)
    qtbot.addWidget(asking)
    asking.resize(1000, 800)
    asking.show()
    qtbot.waitExposed(asking)
    asking.focus_main()
    return Tracing(asking)


@pytest.mark.parametrize("level", list(Dots))
def test_a_whole_course_is_right(tracing: Tracing, level: Dots) -> None:
    tracing.asking.ask(question("trace:SP:main"), level)
    course = course_of(tracing.stage.atlas, tracing.asking.services.content, "SP", "main")
    tracing.click(course)
    assert tuple(tracing.asking.clicked) == course
    assert tracing.asking.told.text() == f"{len(course)} of {len(course)} points"
    tracing.asking.done.click()
    (answer,) = tracing.answers
    assert answer.verdict.right
    assert answer.given == " ".join(course)


def test_what_is_wrong_is_told(tracing: Tracing) -> None:
    tracing.asking.ask(question("trace:SP:main"), Dots.ALL)
    tracing.click(["SP6", "SP7", "SP9", "SP8", "LR7"])
    QTest.keyClick(tracing.stage.diagram, Qt.Key.Key_D)
    (answer,) = tracing.answers
    assert not answer.verdict.right
    assert "Missed: SP1, " in answer.verdict.said
    assert "Not of it: LR7." in answer.verdict.said
    traced = tracing.asking.traced
    assert traced is not None
    assert len(traced.swapped) == 1
    assert tracing.stage.state.shows("SP")


def test_the_last_click_is_taken_back(tracing: Tracing) -> None:
    tracing.asking.ask(question("trace:SP:main"), Dots.OWN)
    assert not tracing.asking.back.isEnabled()
    tracing.click(["SP6", "SP8"])
    QTest.keyClick(tracing.stage.diagram, Qt.Key.Key_Backspace)
    assert tracing.asking.clicked == ["SP6"]
    tracing.click(["SP7"])
    assert tracing.asking.clicked == ["SP6", "SP7"]


def test_a_click_beside_every_point_takes_none(tracing: Tracing) -> None:
    tracing.asking.ask(question("trace:SP:main"), Dots.OWN)
    QTest.mouseClick(tracing.stage.diagram, LEFT, pos=QPoint(10, 300))
    assert tracing.asking.clicked == []
    assert tracing.asking.told.text() == "No point is there."
    tracing.asking.finish()
    assert tracing.answers == []


def test_giving_up_draws_the_course_in(tracing: Tracing) -> None:
    tracing.asking.show_question(question("trace:BL:outer"))
    before = tracing.asking.grab().toImage()
    tracing.asking.show_answer()
    assert tracing.asking.grab().toImage() != before
    assert not tracing.asking.done.isEnabled()
    assert tracing.answers == []
    tracing.asking.show_question(question("trace:BL:outer"))
    assert tracing.asking.pointer.takes
    assert tracing.asking.traced is None


def test_what_went_wrong_is_told_of_what_was_clicked_only(content: Content) -> None:
    atlas = open_atlas(assets_dir() / "atlas")

    def words(*clicked: str) -> dict[str, str]:
        traced = score_trace(atlas, content, "LR", clicked)
        return {code: word_of(traced, code) for code in (*traced.expected, *traced.extra)}

    assert set(words().values()) == {""}
    some = words("LR1", "LR3", "LR2", "ST36")
    assert some["LR1"] == ""
    assert some["LR4"] == "missed"
    assert some["ST36"] == "not of it"
    assert "out of order" in {some["LR2"], some["LR3"]}
