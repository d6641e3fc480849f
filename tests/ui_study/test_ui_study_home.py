"""Today: what is due, the goal, what to study, limits, and nothing left to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.learning import Limits, Rating, Selection
from desktop_app.domain.questions import Skill
from desktop_app.store import Library
from desktop_app.study.limits import limits, set_limits
from desktop_app.study.scheduling import answer
from desktop_app.study.today import today
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from desktop_app.ui.study.choosing import Choosing, Tick
from desktop_app.ui.study.home import HomePage
from desktop_app.ui.study.limits import LimitsDialog
from desktop_app.ui.study.wording import day_words, span_words, took_words
from tests.ui_study.study_room import kept, lapse, room, session, told

NOW = datetime.now(UTC)


def home(window: MainWindow) -> HomePage:
    """Return the first page."""
    return room(window).home


def tick(window: MainWindow, words: str) -> Tick:
    """Return a tick by its words."""
    ticks = home(window).choosing.findChildren(Tick)
    return next(each for each in ticks if each.text() == words)


def test_a_fresh_library_has_new_questions_and_begins_on_enter(window: MainWindow) -> None:
    page = home(window)
    assert page.heading.text() == "10 new today"
    assert "0 of 20 answered today" in told(page)
    assert page.start_button.hasFocus()


def test_counts_follow_what_is_ticked_and_it_is_remembered(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    page = home(window)
    all_of = page.today.of if page.today else 0
    tick(window, "Kidney").click()
    qtbot.waitUntil(lambda: page.today is not None and page.today.of < all_of)
    tick(window, "Trace meridians").click()
    qtbot.waitUntil(lambda: page.start_button.text() != "Start (10)")
    wanted = Selection(skills=frozenset({Skill.TRACE}), meridians=frozenset({"KI"}))
    assert page.choosing.selection == wanted
    again = Choosing(services)
    qtbot.addWidget(again)
    assert again.selection == wanted
    other = Choosing(services, "study.other")
    qtbot.addWidget(other)
    assert other.selection == Selection()
    page.choosing.clear_button.click()
    qtbot.waitUntil(lambda: page.start_button.text() == "Start (10)")


def test_regions_categories_and_conditions_can_be_ticked(window: MainWindow, qtbot: QtBot) -> None:
    page = home(window)
    page.choosing.more.open()
    for words in ("Sole", "Jing-well", "Numbness of the feet"):
        tick(window, words).click()
    selection = page.choosing.selection
    assert selection.regions == {"foot-sole"}
    assert selection.categories == {"jing-well"}
    assert selection.conditions == {"numb-feet"}
    qtbot.waitUntil(lambda: page.today is not None and 0 < page.today.of < 100)
    assert "Sole, Jing-well" in page.choosing.more.line.text()


def test_what_no_content_has_is_not_ticked(window: MainWindow, services: Services) -> None:
    services.settings.remember("study.odd", {"skills": ["dancing"], "regions": 3, "meridians": []})
    held = Choosing(services, "study.odd")
    assert held.selection == Selection()
    held.deleteLater()


def test_when_all_is_done_it_says_when_there_is_more(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    set_limits(library, Limits(new_a_day=1, goal_a_day=1))
    page = home(window)
    page.show_now()
    qtbot.waitUntil(lambda: page.start_button.text() == "Start (1)")
    assert page.today is not None
    answer(library, page.today.due[0].item, Rating.EASY, 900, datetime.now(UTC))
    page.show_now()
    qtbot.waitUntil(lambda: page.heading.text() == "Nothing is due")
    assert "Next: tomorrow, 1." in page.told.text()
    assert "1 of 1 answered today – reached" in told(page)
    assert not page.start_button.isEnabled()


def test_no_limit_left_and_nothing_new_says_nothing_of_tomorrow(library: Library) -> None:
    set_limits(library, Limits(new_a_day=0))
    stands = today(library, Selection(), NOW)
    assert not stands.due
    assert stands.next_day is None


def test_what_is_put_off_counts_for_tomorrow(library: Library) -> None:
    answer(library, "name:ST36", Rating.EASY, 900, NOW - timedelta(days=60))
    set_limits(library, replace(limits(library), new_a_day=0, reviews_a_day=0))
    stands = today(library, Selection(), NOW)
    assert not stands.due
    assert stands.next_count == 1
    assert stands.unseen == stands.of - 1


def test_what_is_got_wrong_is_offered(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    page = home(window)
    assert not page.wrong_button.isVisible()
    lapse(library, "category:ST:xi-cleft", 6, "SP8", NOW)
    page.show_now()
    qtbot.waitUntil(page.wrong_button.isVisible)
    page.wrong_button.click()
    asked = session(window).run.asked
    assert asked is not None
    assert asked.due.item == "category:ST:xi-cleft"


def test_limits_are_set_in_a_form(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    services.actions.run("study.limits")
    form = window.findChild(LimitsDialog)
    assert form is not None
    form.retention.show_value("99")
    form.save()
    assert "from 70 to 97" in form.wrong.text()
    form.retention.show_value("85")
    form.new.show_value("")
    form.save()
    assert "a number is needed" in form.wrong.text()
    form.new.show_value("4")
    form.save()
    assert limits(library) == Limits(new_a_day=4, retention=0.85)
    qtbot.waitUntil(lambda: home(window).start_button.text() == "Start (4)")
    services.actions.run("edit.undo")
    qtbot.waitUntil(lambda: limits(library) == Limits())


def test_nothing_chosen_belongs_together(window: MainWindow, qtbot: QtBot) -> None:
    page = home(window)
    tick(window, "Sole").click()
    tick(window, "Trace meridians").click()
    qtbot.waitUntil(lambda: page.heading.text() == "Nothing is chosen")
    assert "Untick" in page.told.text()


def test_without_a_library_it_says_so(qtbot: QtBot, services: Services) -> None:
    page = HomePage(services)
    qtbot.addWidget(page)
    services.do_without(None)
    page.show_now()
    assert "The library is not open" in page.heading.text()
    assert not page.start_button.isEnabled()


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=20), "1 minute"),
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=45), "45 days"),
        (timedelta(days=90), "3 months"),
        (timedelta(days=550), "1.5 years"),
    ],
)
def test_spans_are_told_in_their_largest_unit(span: timedelta, words: str) -> None:
    assert span_words(span) == words


def test_days_are_told_as_one_says_them() -> None:
    now = date(2026, 11, 23)
    assert day_words(now, now) == "today"
    assert day_words(date(2026, 11, 24), now) == "tomorrow"
    assert day_words(date(2026, 11, 27), now) == "on Friday"
    assert day_words(date(2027, 3, 3), now) == "on 3 March 2027"
    assert took_words(20) == "under a minute"
    assert took_words(130) == "2 minutes"


def test_nothing_is_kept_by_looking(window: MainWindow, library: Library) -> None:
    home(window).start_button.click()
    assert session(window).run.asked is not None
    assert not kept(library)
