"""The story of study: each way of asking, what came of it, and how everything stands."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app import content
from desktop_app.domain.learning import Rating
from desktop_app.store import Library
from desktop_app.study.questions import all_items
from desktop_app.study.scheduling import answer
from tests.e2e import test_study_story as steps
from tests.e2e.desk import Desk
from tests.e2e.screen import until
from tests.pictures.plan import Picture, Story

DAYS = 40
ASKED = ("name", "locate", "category")
CAME = "What came of the answer"


def prepare(library: Path) -> Story:
    """Answer for some weeks, more often right than wrong, and return the story."""
    chance = random.Random(3)
    shipped = content.load()
    items = [item for item in all_items(shipped) if item.split(":")[0] in ASKED][:260]
    now = datetime.now(UTC)
    with Library.open(library, shipped) as opened:
        for day in range(DAYS, 0, -1):
            for minute in range(chance.choice((0, 6, 10, 14))):
                rating = Rating(chance.choices((1, 2, 3, 4), (2, 1, 6, 2))[0])
                when = now - timedelta(days=day, minutes=minute)
                answer(opened, chance.choice(items), rating, chance.randint(2000, 20000), when)
    return story


def story(desk: Desk, picture: Picture) -> None:
    """Go through the ways of asking, the pages beside them, and the layer of the atlas."""
    steps.begin(desk)
    picture("today")
    find(desk, picture)
    name(desk, picture)
    choose(desk, picture)
    trace(desk, picture)
    progress(desk, picture)
    sit_an_exam(desk, picture)
    desk.click("Take along")
    picture("take-along")
    desk.screen.key("ctrl+1", "m")
    desk.shows("Mastery", begins=True)
    picture("mastery-on-the-atlas")


def ask_for(desk: Desk, *ticked: str) -> None:
    """Begin a session of what is ticked, and of nothing else."""
    desk.click("Today", kind="QPushButton")
    desk.shows("Today", kind="HomePage")
    if desk.find("Everything again"):
        desk.click("Everything again")
    for words in ticked:
        desk.turn_to(words, over="Today", kind="HomePage")
        desk.click(words, kind="Tick")
    until(lambda: may_start(desk), "nothing is due")
    desk.screen.key("Return")


def may_start(desk: Desk) -> bool:
    """Tell whether there is something to ask of what is ticked."""
    words = [words for words, kind, _ in desk.seen() if words.startswith("Start (")]
    return bool(words) and desk.is_on(words[0])


def end(desk: Desk) -> None:
    """Take the suggested rating and stop."""
    desk.screen.key("Return")
    desk.shows("1 answered", begins=True)
    desk.click("Stop")
    desk.click("Back to today")


def find(desk: Desk, picture: Picture) -> None:
    """Show a place on the limb with the cross-hair."""
    ask_for(desk, "Find points", "Stomach")
    desk.shows("The limb without names", begins=True)
    picture("find")
    desk.screen.key(*("Up",) * 5, "Left", "Return")
    desk.shows(CAME)
    picture("find-feedback")
    end(desk)


def name(desk: Desk, picture: Picture) -> None:
    """Type a name that is another point's."""
    ask_for(desk, "Names", "Kidney")
    desk.shows("Check")
    picture("name")
    desk.screen.type("SP6")
    desk.screen.key("Return")
    desk.shows(CAME)
    picture("name-feedback")
    end(desk)


def choose(desk: Desk, picture: Picture) -> None:
    """Choose the first of four."""
    ask_for(desk, "Categories", "Liver")
    desk.click("Answer by: Choose")
    picture("choose")
    desk.screen.key("1")
    desk.shows(CAME)
    picture("choose-feedback")
    end(desk)


def trace(desk: Desk, picture: Picture) -> None:
    """Look at the course of a meridian after giving up."""
    ask_for(desk, "Trace meridians", "Kidney")
    desk.shows("Its points")
    picture("trace")
    desk.click("Show the answer")
    desk.shows(CAME)
    picture("trace-feedback")
    end(desk)


def progress(desk: Desk, picture: Picture) -> None:
    """Look at how everything stands."""
    desk.click("Progress", kind="QPushButton")
    desk.turn_to("Learned, by skill", over="Progress: overview")
    picture("progress")
    desk.click("Progress: Point by point")
    picture("progress-on-the-body")


def sit_an_exam(desk: Desk, picture: Picture) -> None:
    """Answer each of ten questions with its first choice."""
    desk.click("Exam", kind="QPushButton")
    desk.click("Questions: 10")
    picture("exam")
    desk.turn_to("Begin the exam", over="Exam", kind="ExamPage")
    desk.click("Begin the exam")
    desk.shows("Hand in")
    picture("exam-question")
    for _ in range(10):
        desk.screen.key("1", "Next")
    desk.click("Hand in")
    desk.shows("Another exam")
    picture("exam-handed-in")
