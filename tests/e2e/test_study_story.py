"""Sessions of study in a real window, by keyboard alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app import content
from desktop_app.domain.learning import Rating
from desktop_app.domain.questions import Skill
from desktop_app.store import Library
from desktop_app.study.limits import limits, set_limits
from desktop_app.study.questions import skill_of, subject_of
from desktop_app.study.scheduling import reviews
from tests.e2e.desk import Desk
from tests.e2e.screen import Screen, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb"),
]

NAMED = ("ST31", "ST32", "ST33", "ST34")
"""The first points that are asked for, in their order."""


@pytest.fixture
def few(library: Path) -> Path:
    """A library in which only so many questions a day are new."""
    with Library.open(library, content.load()) as opened:
        set_limits(opened, replace(limits(opened), new_a_day=len(NAMED)))
    return library


def begin(desk: Desk) -> None:
    """Open the room of study; the keyboard is on the button that begins."""
    until(lambda: "Yongquan" in desk.screen.title(), "the window did not come up")
    desk.screen.key("F11", "ctrl+5")
    desk.shows("Start", begins=True)


def start(desk: Desk) -> None:
    """Begin a session by Enter, once it is known that there is something to ask."""
    until(lambda: desk.is_on(f"Start ({len(NAMED)})"), "nothing is due")
    desk.screen.key("Return")


def ask_for(desk: Desk, *ticked: str) -> None:
    """Begin a session of what is ticked."""
    for words in ticked:
        desk.click(words, kind="Tick")
    start(desk)


def name(desk: Desk, answered: int, typed: str, verdict: str) -> None:
    """Type what the open question asks for, and read what came of it."""
    desk.shows(f"{answered} answered", begins=True)
    desk.shows("Check")
    desk.screen.type(typed)
    desk.screen.key("Return")
    desk.shows("What came of the answer")
    desk.shows(verdict, kind="QLabel")


def name_the_first(desk: Desk) -> None:
    """Name what is shown by keys alone; an answer is taken back and given again."""
    screen = desk.screen
    start(desk)
    name(desk, 0, "SP6", "Wrong")
    screen.key("Return")
    desk.shows("1 answered", begins=True)
    screen.key("ctrl+z")
    for answered, code in enumerate(NAMED):
        name(desk, answered, code.lower(), "Right")
        screen.key("4")


def test_names_are_learned_by_keyboard_alone(screen: Screen, few: Path) -> None:
    with Desk(screen, few) as desk:
        begin(desk)
        name_the_first(desk)
        desk.shows(f"{len(NAMED)} of {len(NAMED)} right")
        assert desk.leave() == 0
    with Library.open(few, content.load()) as opened:
        held = reviews(opened)
    assert [subject_of(review.item) for review in held] == list(NAMED)
    assert {skill_of(review.item) for review in held} == {Skill.NAME}
    assert {review.rating for review in held} == {Rating.EASY}


def find(desk: Desk, code: str, *keys: str) -> str:
    """Answer by keys where a point is; return what is said of it."""
    desk.shows(f"Find {code}", begins=True)
    desk.screen.key(*keys, "Return")
    desk.shows("What came of the answer")
    (said,) = (words for words, _, _ in desk.seen() if words.startswith("You answered: "))
    desk.screen.key("4")
    return said


def test_points_are_found_by_keyboard_alone(screen: Screen, few: Path) -> None:
    with Desk(screen, few) as desk:
        begin(desk)
        ask_for(desk, "Find points", "Stomach")
        desk.shows("The limb without names", begins=True)
        screen.key("Next", "Next", "Up", "Return")
        desk.shows("ST31 is not to be seen in this view", begins=True)
        screen.key("Prior", "Prior")
        told = [find(desk, code, *("Up",) * (steps + 3)) for steps, code in enumerate(NAMED)]
        desk.shows("Back to today")
        assert desk.leave() == 0
    with Library.open(few, content.load()) as opened:
        held = reviews(opened)
    assert [(skill_of(each.item), subject_of(each.item)) for each in held] == [
        (Skill.LOCATE, code) for code in NAMED
    ]
    assert all(review.given in said for review, said in zip(held, told, strict=True))
    assert len({review.given for review in held}) == len(held)
