"""Every kind of question in a session: shown, answered, told what came of it, its links open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.learning import Rating
from desktop_app.domain.questions import How, Skill
from desktop_app.domain.refs import Ref
from desktop_app.store import Library
from desktop_app.study.questions import all_items, question
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from desktop_app.ui.study.choose import ChooseAsking
from desktop_app.ui.study.pages import ASKINGS, ON_THE_BODY
from desktop_app.ui.study.session import Phase
from tests.ui_study.study_room import kept, number, open_question, press, room, session, told, write

Key = Qt.Key


def of_skill(content: Content, skill: Skill) -> str:
    """Return the first item of a skill."""
    return next(item for item in all_items(content) if item.startswith(f"{skill}:"))


def test_there_is_a_way_to_answer_every_question(content: Content) -> None:
    for item in all_items(content):
        hows = question(content, None, item).hows
        assert set(hows) & set(ASKINGS), item


@pytest.mark.parametrize("skill", list(Skill))
def test_each_skill_is_asked_answered_and_rated(
    window: MainWindow, content: Content, library: Library, services: Services, skill: Skill
) -> None:
    item = of_skill(content, skill)
    room(window).begin((item,))
    page = session(window)
    asked = open_question(window)
    assert asked.question.ask in told(page.head)
    assert page.body.isVisible() == (page.how in ON_THE_BODY)
    if page.how is How.CHOOSE:
        press(window, number(asked))
    elif page.how is How.TYPE:
        write(window, asked.question.accepted[0])
        press(window, Key.Key_Return)
    else:
        services.actions.run("session.reveal")
    assert page.phase is Phase.RATING
    assert asked.question.answer in told(page.panel)
    assert ("Right" in told(page.panel)) == (page.how not in ON_THE_BODY)
    press(window, "4")
    assert kept(library) == [(item, Rating.EASY)]


def test_a_wrong_choice_shows_both_by_word_and_shape(window: MainWindow) -> None:
    room(window).begin(("category:ST:xi-cleft",))
    asked = open_question(window)
    wrong = number(asked, right=False)
    press(window, wrong)
    asking = session(window).asking
    assert isinstance(asking, ChooseAsking)
    said = {row.number: row.accessibleName() for row in asking.rows}
    assert said[int(wrong)].endswith("your answer")
    assert said[int(number(asked))].endswith("right")
    marks = [row.number for row in asking.rows if not row.mark.pixmap().isNull()]
    assert sorted(marks) == sorted((int(wrong), int(number(asked))))
    assert "SP8" in told(session(window).panel) or "You answered" in told(session(window).panel)


def test_arrows_walk_the_choices_and_space_takes_one(window: MainWindow, library: Library) -> None:
    room(window).begin(("category:ST:xi-cleft",))
    press(window, Key.Key_Down)
    press(window, Key.Key_Up)
    press(window, Key.Key_Down)
    press(window, Key.Key_Space)
    assert session(window).phase is Phase.RATING
    assert not kept(library)
    press(window, Key.Key_Space)
    assert len(kept(library)) == 1


def test_a_choice_is_taken_by_a_click(window: MainWindow, qtbot: QtBot) -> None:
    room(window).begin(("category:ST:xi-cleft",))
    asking = session(window).asking
    assert isinstance(asking, ChooseAsking)
    row = asking.rows[int(number(open_question(window))) - 1]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert "Right" in told(session(window).panel)
    qtbot.mouseClick(asking.rows[0], Qt.MouseButton.LeftButton)
    assert "Right" in told(session(window).panel)


def test_a_nearly_right_name_counts_and_is_told(window: MainWindow) -> None:
    room(window).begin(("name:ST36",))
    write(window, "zusannli")
    press(window, Key.Key_Return)
    said = told(session(window).panel)
    assert "Nearly right" in said
    assert "zusannli" in said
    assert session(window).panel.ratings.suggested is Rating.HARD


def test_links_of_an_answer_open_what_they_name(
    window: MainWindow, services: Services, content: Content
) -> None:
    room(window).begin((of_skill(content, Skill.EVIDENCE),))
    press(window, number(open_question(window)))
    chips = session(window).panel.links.findChildren(Chip)
    assert chips
    chips[0].click()
    current = services.navigator.current
    assert isinstance(current, Ref)
    assert content.get(current) is not None
    services.actions.run("go.back")
    assert window.room == "study"
