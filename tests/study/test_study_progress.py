"""How learning stands, counted from what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from desktop_app.domain.learning import LEECH_AFTER, DayCount, Progress, Rating, State
from desktop_app.domain.questions import Skill
from desktop_app.domain.remembering import recall
from desktop_app.store import Library
from desktop_app.study.progress import DAYS, mastery, progress
from desktop_app.study.questions import all_items
from desktop_app.study.scheduling import answer, forget, memories, suspend
from tests.store.conftest import NOW, small_content

ITEMS = ("name:ST36", "locate:ST36", "name:ST35", "category:ST:he-sea")
AGAIN, HARD, GOOD, EASY = Rating
DAY = timedelta(days=1)
KATHMANDU = ZoneInfo("Asia/Kathmandu")
"""Five hours and three quarters ahead."""


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.in_memory(small_content(), clock=lambda: NOW) as made:
        yield made


def rate(library: Library, item: str, rating: Rating, when: datetime) -> None:
    answer(library, item, rating, 1000, when)


def standing(library: Library, now: datetime = NOW) -> Progress:
    return progress(library, now, UTC, ITEMS)


def test_nothing_learned_yet(library: Library) -> None:
    stands = standing(library)
    assert stands.retention is None
    assert stands.calendar == ()
    assert stands.mastery == {"ST36": 0.0, "ST35": 0.0}
    assert (stands.streak, stands.seen, stands.learned, stands.total) == (0, 0, 0, 4)
    assert stands.by_skill == {Skill.NAME: (0, 2), Skill.LOCATE: (0, 1), Skill.CATEGORY: (0, 1)}
    assert stands.forecast[0] == DayCount(date(2026, 11, 23), 0)
    assert len(stands.forecast) == DAYS


def test_all_that_can_be_asked_is_what_the_content_gives(library: Library) -> None:
    assert progress(library, NOW).total == len(all_items(library.content))


def test_retention_is_of_learned_items_in_the_last_thirty_days(library: Library) -> None:
    rate(library, "name:ST36", EASY, NOW - 60 * DAY)
    rate(library, "name:ST36", AGAIN, NOW - 40 * DAY)
    rate(library, "name:ST36", GOOD, NOW - 40 * DAY + timedelta(minutes=10))
    assert standing(library).retention is None
    rate(library, "name:ST36", GOOD, NOW - 29 * DAY)
    rate(library, "name:ST36", HARD, NOW - 20 * DAY)
    rate(library, "name:ST36", EASY, NOW - 10 * DAY)
    assert standing(library).retention == 1
    rate(library, "name:ST36", AGAIN, NOW)
    assert standing(library).retention == 0.75
    rate(library, "name:ST36", AGAIN, NOW)
    rate(library, "name:ST35", AGAIN, NOW)
    assert standing(library).retention == 0.75


def test_the_calendar_has_the_users_own_days(library: Library) -> None:
    late = datetime(2026, 11, 20, 22, 14, tzinfo=UTC)
    for minutes, rating in ((0, GOOD), (0, AGAIN), (1, EASY)):
        rate(library, "name:ST36", rating, late + timedelta(minutes=minutes))
    assert progress(library, NOW, KATHMANDU, ITEMS).calendar == (
        DayCount(date(2026, 11, 20), 2, 1),
        DayCount(date(2026, 11, 21), 1, 1),
    )
    assert standing(library).calendar == (DayCount(date(2026, 11, 20), 3, 2),)


def test_a_streak_ends_with_a_day_without_reviews(library: Library) -> None:
    for days in (1, 2, 3, 5):
        rate(library, "name:ST36", GOOD, NOW - days * DAY)
    assert standing(library).streak == 3
    rate(library, "name:ST36", GOOD, NOW)
    assert standing(library).streak == 4
    assert standing(library, NOW + DAY).streak == 4
    assert standing(library, NOW + 2 * DAY).streak == 0


def test_the_forecast_counts_what_falls_due_and_what_is_overdue_today(library: Library) -> None:
    rate(library, "name:ST36", EASY, NOW - 60 * DAY)
    rate(library, "name:ST35", EASY, NOW)
    rate(library, "locate:ST36", EASY, NOW)
    suspend(library, ["locate:ST36"])
    rate(library, "name:XX1", EASY, NOW)
    stands = standing(library)
    due = memories(library)["name:ST35"].due.date()
    assert [day for day in stands.forecast if day.reviews] == [
        DayCount(date(2026, 11, 23), 1),
        DayCount(due, 1),
    ]
    assert [day.day for day in stands.forecast] == [
        date(2026, 11, 23) + number * DAY for number in range(DAYS)
    ]


def test_mastery_is_the_mean_chance_of_recall_of_a_points_items(library: Library) -> None:
    rate(library, "name:ST36", EASY, NOW - 20 * DAY)
    rate(library, "name:XX1", EASY, NOW)
    stands = standing(library)
    chance = recall(memories(library)["name:ST36"], NOW)
    assert 0.5 < chance < 1
    assert stands.mastery == {"ST36": mean((chance, 0)), "ST35": 0.0}
    rate(library, "locate:ST36", EASY, NOW)
    assert standing(library).mastery["ST36"] == mean((chance, 1))


def test_mastery_alone_is_that_of_progress_and_nothing_before_the_first_answer(
    library: Library,
) -> None:
    suspend(library, ["name:ST35"], on=True)
    assert mastery(library, NOW) == {}
    rate(library, "name:ST36", EASY, NOW - 20 * DAY)
    assert mastery(library, NOW) == progress(library, NOW).mastery
    assert mastery(library, NOW, ITEMS) == standing(library).mastery
    assert mastery(library, NOW, ITEMS)["ST36"] > mastery(library, NOW + 90 * DAY, ITEMS)["ST36"]


def test_counts_are_of_what_can_be_asked(library: Library) -> None:
    rate(library, "name:ST36", EASY, NOW)
    rate(library, "name:ST35", AGAIN, NOW)
    rate(library, "name:XX1", EASY, NOW)
    stands = standing(library)
    assert (stands.seen, stands.learned, stands.total) == (2, 1, 4)
    assert stands.by_skill[Skill.NAME] == (1, 2)
    suspend(library, ["locate:ST36"])
    assert standing(library).seen == 2
    forget(library, ["name:ST36"])
    assert (standing(library).seen, standing(library).learned) == (1, 0)
    assert sum(day.reviews for day in standing(library).calendar) == 3


def test_leeches_come_with_the_worst_first(library: Library) -> None:
    for item, lapses in (("name:ST35", LEECH_AFTER), ("name:ST36", LEECH_AFTER + 1)):
        when = NOW - 900 * DAY
        while item not in memories(library) or memories(library)[item].lapses < lapses:
            held = memories(library).get(item)
            is_learned = held is not None and held.state is State.REVIEW
            rate(library, item, AGAIN if is_learned else EASY, when)
            when += 10 * DAY
    assert standing(library).leeches == ("name:ST36", "name:ST35")
