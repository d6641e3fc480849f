"""Sessions and answers: FSRS's own schedule, the limits of a day, and undo that leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.content import Content
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.evidence import Certainty, Claim, ClaimKind
from desktop_app.domain.learning import (
    LEECH_AFTER,
    Due,
    Limits,
    Memory,
    Rating,
    Selection,
    State,
)
from desktop_app.domain.points import Category
from desktop_app.domain.questions import Skill
from desktop_app.domain.remembering import recall
from desktop_app.store import Library
from desktop_app.study.days import beginning, day_of
from desktop_app.study.limits import limits, set_limits
from desktop_app.study.questions import all_items
from desktop_app.study.scheduling import (
    answer,
    forget,
    intervals,
    memories,
    plan_session,
    rebuild_memories,
    reviews,
    suspend,
    unsuspend,
)
from tests.store.conftest import NOW, point, small_content

ITEMS = (
    "name:ST35",
    "name:ST36",
    "name:ST37",
    "name:pinyin:ST36",
    "locate:ST36",
    "order:after:ST35",
)
ALL = Selection()
MANY = Limits(new_a_day=100, reviews_a_day=100)
BERLIN = ZoneInfo("Europe/Berlin")
AGAIN, HARD, GOOD, EASY = Rating

ratings = st.sampled_from(Rating)
waits = st.one_of(
    st.integers(0, 3 * 3600), st.integers(0, 40 * 86400), st.just(86400), st.just(600)
).map(lambda seconds: timedelta(seconds=seconds))
answers = st.lists(st.tuples(st.sampled_from(ITEMS), ratings, waits), max_size=25)


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.in_memory(small_content(), clock=lambda: NOW) as made:
        yield made


def rate(library: Library, item: str, *given: Rating, when: datetime = NOW) -> Changed:
    for rating in given:
        changed = answer(library, item, rating, 1500, when, given="something")
    return changed


def learned(library: Library, item: str, when: datetime = NOW) -> None:
    rate(library, item, EASY, when=when)


def asked(library: Library, now: datetime = NOW, **given: object) -> tuple[Due, ...]:
    wanted: dict[str, object] = {"items": ITEMS, "zone": UTC, "limits": MANY} | given
    return plan_session(library, now=now, **({"selection": ALL} | wanted))  # type: ignore[arg-type]


def names(dues: tuple[Due, ...]) -> list[str]:
    return [due.item for due in dues]


def undo(library: Library, changed: Changed) -> Changed:
    assert changed.undo is not None
    return changed.undo.back(library)


@settings(max_examples=20, deadline=None)
@given(answers, st.floats(0.7, 0.97))
def test_the_schedule_is_that_of_the_fsrs_library(
    given_answers: list[tuple[str, Rating, timedelta]], retention: float
) -> None:
    scheduler = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    cards: dict[str, fsrs.Card] = {}
    now = NOW
    with Library.in_memory(small_content()) as library:
        set_limits(library, Limits(retention=retention))
        for item, rating, wait in given_answers:
            now += wait
            card = cards.get(item) or fsrs.Card(card_id=1)
            before = intervals(library, item, now)
            for each, after in before.items():
                foreseen, _ = scheduler.review_card(card, fsrs.Rating(each), now)
                assert foreseen.due - now == after
            cards[item], _ = scheduler.review_card(card, fsrs.Rating(rating), now)
            answer(library, item, rating, 1000, now)
        held = memories(library)
        assert held.keys() == cards.keys()
        later = now + timedelta(days=11, hours=5)
        for item, card in cards.items():
            memory = held[item]
            assert memory.state.value == card.state.name.lower()
            assert (memory.due, memory.last_review) == (card.due, card.last_review)
            assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
            assert memory.step == card.step
            assert recall(memory, later) == scheduler.get_card_retrievability(card, later)
            assert memory.reviews == sum(each == item for each, _, _ in given_answers)


@settings(max_examples=20, deadline=None)
@given(answers, st.integers(0, 4), st.integers(0, 4), st.integers(0, 9), waits, st.booleans())
def test_a_session_keeps_the_limits_of_the_day_and_asks_nothing_twice(
    given_answers: list[tuple[str, Rating, timedelta]],
    new: int,
    most: int,
    seed: int,
    wait: timedelta,
    wrong: bool,
) -> None:
    now = NOW
    wanted = Limits(new_a_day=new, reviews_a_day=most)
    with Library.in_memory(small_content()) as library:
        for item, rating, gap in given_answers:
            now += gap
            answer(library, item, rating, 1000, now)
        now += wait
        session = plan_session(
            library, Selection(wrong=wrong), wanted, now, seed, (*ITEMS, *ITEMS), BERLIN
        )
        again = plan_session(
            library, Selection(wrong=wrong), wanted, now, seed, (*ITEMS, *ITEMS), BERLIN
        )
        assert session == again
        begun = beginning(day_of(now, BERLIN), BERLIN)
        today = {review.item for review in reviews(library, since=begun)}
        before = {review.item for review in reviews(library) if review.when < begun}
        held = memories(library)
    items = names(session)
    assert len(items) == len(set(items))
    first_today = today - before
    assert sum(due.new for due in session) <= max(0, new - len(first_today))
    counted = {due.item for due in session if not due.new} - today
    assert len(counted) <= max(0, most - len(today & before))
    for due in session:
        assert due.new is (due.item not in held)
    assert [due.new for due in session] == sorted(due.new for due in session)
    chances = [recall(held[item], now) for item in items if item in held]
    assert chances == sorted(chances)


@settings(max_examples=12, deadline=None)
@given(answers, st.sampled_from(ITEMS), ratings)
def test_undo_restores_everything_and_redo_does_it_again(
    given_answers: list[tuple[str, Rating, timedelta]], item: str, rating: Rating
) -> None:
    now = NOW
    with Library.in_memory(small_content()) as library:
        for each, given_rating, wait in given_answers:
            now += wait
            answer(library, each, given_rating, 1000, now)
        before = (memories(library), reviews(library))
        changed = answer(library, item, rating, 1000, now, given="Zusanli")
        after = (memories(library), reviews(library))
        assert after[1][-1].given == "Zusanli"
        undone = undo(library, changed)
        assert (memories(library), reviews(library)) == before
        undo(library, undone)
        assert (memories(library), reviews(library)) == after


@settings(max_examples=12, deadline=None)
@given(answers, st.sets(st.sampled_from(ITEMS), max_size=2))
def test_memories_are_what_the_reviews_make_of_them(
    given_answers: list[tuple[str, Rating, timedelta]], forgotten: set[str]
) -> None:
    now = NOW
    with Library.in_memory(small_content(), clock=lambda: now) as library:
        for number, (item, rating, wait) in enumerate(given_answers):
            now += wait
            if number % 7 == 3:
                set_limits(library, Limits(retention=0.7 + number / 100))
            if number == 12:
                forget(library, forgotten)
            answer(library, item, rating, 1000, now)
        suspend(library, ["locate:ST36"])
        before = memories(library)
        assert rebuild_memories(library) == Changed(frozenset())
        assert memories(library) == before


@settings(max_examples=12, deadline=None)
@given(answers, st.randoms(use_true_random=False))
def test_answers_undone_out_of_turn_leave_what_the_others_make(
    given_answers: list[tuple[str, Rating, timedelta]], chance: Random
) -> None:
    now = NOW
    with Library.in_memory(small_content()) as library:
        changes = []
        for item, rating, wait in given_answers:
            now += wait
            changes.append(answer(library, item, rating, 1000, now))
        chance.shuffle(changes)
        for changed in changes[::2]:
            undone = undo(library, changed)
            if chance.random() < 0.3:
                undo(library, undo(library, undone))
        left = reviews(library)
        assert len(left) == len(given_answers) - len(changes[::2])
        with Library.in_memory(small_content()) as other:
            for review in left:
                answer(other, review.item, review.rating, 1000, review.when)
            assert memories(library) == memories(other)


def test_what_is_likeliest_forgotten_comes_first_then_what_is_new(library: Library) -> None:
    learned(library, "name:ST35", NOW - timedelta(days=40))
    learned(library, "name:ST36", NOW - timedelta(days=90))
    rate(library, "name:ST37", GOOD, when=NOW - timedelta(minutes=20))
    dues = asked(library)
    assert names(dues)[:3] == ["name:ST36", "name:ST35", "name:ST37"]
    assert [due.new for due in dues] == [False] * 3 + [True] * 3


def test_new_points_are_met_in_order_and_what_tells_of_another_later(library: Library) -> None:
    assert names(asked(library)) == [
        "name:ST35",
        "name:ST36",
        "name:ST37",
        "locate:ST36",
        "name:pinyin:ST36",
        "order:after:ST35",
    ]
    mixed = [names(asked(library, seed=seed, mixed=True)) for seed in range(5)]
    assert len({tuple(each) for each in mixed}) > 1
    assert all(sorted(each) == sorted(ITEMS) for each in mixed)


def test_meridians_are_learned_one_after_the_other(library: Library) -> None:
    dues = plan_session(library, ALL, Limits(new_a_day=1000), NOW)
    assert sorted(names(dues)) == sorted(all_items(library.content))
    assert all(due.new for due in dues)


def test_what_was_met_today_counts_and_the_day_begins_at_four(library: Library) -> None:
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=BERLIN)
    few = Limits(new_a_day=2, reviews_a_day=0)
    learned(library, "name:ST35", evening)
    learned(library, "name:ST36", evening)
    for hour, count in ((0.5, 0), (4.4, 0), (4.6, 2)):
        later = evening.astimezone(UTC) + timedelta(hours=hour)
        dues = asked(library, later, limits=few, zone=BERLIN)
        assert sum(due.new for due in dues) == count, hour


def test_an_item_met_before_counts_as_a_review_once_a_day(library: Library) -> None:
    for item in ITEMS[:4]:
        rate(library, item, GOOD, when=NOW - timedelta(days=2))
    two = Limits(new_a_day=0, reviews_a_day=2)
    first, second = names(asked(library, limits=two))
    rate(library, first, AGAIN)
    rate(library, second, AGAIN)
    later = NOW + timedelta(minutes=11)
    assert set(names(asked(library, later, limits=two))) == {first, second}
    rate(library, first, AGAIN, when=later)
    assert names(asked(library, later, limits=two)) == [second]


def test_what_is_being_learned_comes_back_within_the_session(library: Library) -> None:
    rate(library, "name:ST36", AGAIN)
    assert names(asked(library, items=["name:ST36"])) == []
    soon = names(asked(library, items=["name:ST36"], ahead=timedelta(minutes=20)))
    assert soon == ["name:ST36"]
    minute = NOW + timedelta(minutes=1)
    assert names(asked(library, minute, items=["name:ST36"])) == ["name:ST36"]


def test_what_falls_due_later_in_the_day_is_asked_in_the_morning(library: Library) -> None:
    rate(library, "name:ST36", EASY, when=datetime(2026, 11, 20, 19, 0, tzinfo=UTC))
    due = memories(library)["name:ST36"].due
    morning = due.replace(hour=7)
    assert names(asked(library, morning, items=["name:ST36"])) == ["name:ST36"]
    assert names(asked(library, morning - timedelta(days=1), items=["name:ST36"])) == []


def test_nothing_learned_comes_sooner_than_a_day_after(library: Library) -> None:
    evening = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    rate(library, "name:ST36", AGAIN, GOOD, GOOD, when=evening)
    tomorrow = evening + timedelta(days=1)
    assert memories(library)["name:ST36"].due == tomorrow
    assert names(asked(library, tomorrow.replace(hour=7), items=["name:ST36"])) == []
    assert names(asked(library, tomorrow, items=["name:ST36"])) == ["name:ST36"]


def forgetful(library: Library, item: str) -> None:
    when = NOW - timedelta(days=400)
    for _ in range(LEECH_AFTER):
        rate(library, item, EASY, when=when)
        when += timedelta(days=30)
        rate(library, item, AGAIN, when=when)
        when += timedelta(minutes=10)
        rate(library, item, GOOD, when=when)


def test_what_is_forgotten_again_and_again_is_a_leech(library: Library) -> None:
    forgetful(library, "name:ST36")
    learned(library, "name:ST35", NOW - timedelta(days=90))
    assert memories(library)["name:ST36"].lapses == LEECH_AFTER
    leeches = {due.item for due in asked(library) if due.leech}
    assert leeches == {"name:ST36"}


def test_what_i_get_wrong_is_asked_whether_due_or_not(library: Library) -> None:
    rate(library, "name:ST35", AGAIN)
    rate(library, "name:ST37", AGAIN, GOOD)
    forgetful(library, "name:ST36")
    wrong = Selection(wrong=True)
    assert set(names(asked(library, selection=wrong))) == {"name:ST35", "name:ST36"}
    rate(library, "name:ST35", GOOD)
    rate(library, "name:ST36", GOOD)
    assert names(asked(library, selection=wrong)) == []
    tomorrow = NOW + timedelta(days=1)
    assert names(asked(library, tomorrow, selection=wrong)) == ["name:ST36"]


def test_what_is_suspended_is_not_asked_until_taken_back(library: Library) -> None:
    rate(library, "name:ST36", AGAIN, when=NOW - timedelta(days=1))
    changed = suspend(library, ["name:ST36", "name:ST35"])
    assert not {"name:ST36", "name:ST35"} & set(names(asked(library)))
    held = memories(library)
    assert held["name:ST36"].suspended
    assert held["name:ST35"] == Memory(
        "name:ST35", State.NEW, NOW, None, None, 0, None, suspended=True
    )
    assert suspend(library, ["name:ST36"]) == Changed(frozenset())
    undo(library, undo(library, changed))
    assert not {"name:ST36", "name:ST35"} & set(names(asked(library)))
    unsuspend(library, ["name:ST36"])
    assert "name:ST36" in names(asked(library))
    assert "name:ST35" not in names(asked(library))


def test_what_is_forgotten_is_new_again_and_its_reviews_are_kept(library: Library) -> None:
    rate(library, "name:ST36", GOOD, GOOD, when=NOW - timedelta(days=3))
    before = memories(library)
    changed = forget(library, ["name:ST36", "name:ST35"])
    assert memories(library) == {}
    assert len(reviews(library)) == 2
    assert Due("name:ST36", new=True) in asked(library)
    undo(library, changed)
    assert memories(library) == before
    assert forget(library, ["name:ST35"]) == Changed(frozenset())


def test_items_that_content_no_longer_gives_are_kept_and_not_asked(library: Library) -> None:
    learned(library, "name:XX9", NOW - timedelta(days=90))
    assert "name:XX9" not in names(plan_session(library, ALL, MANY, NOW))
    assert memories(library)["name:XX9"].reviews == 1


def sorted_content() -> Content:
    sole = replace(point(36, "Zúsānlǐ", "足三里", "Leg Three Miles"), region="foot-sole")
    he_sea = replace(sole, categories=(Category("he-sea"),))
    other = replace(point(1, "Yǒngquán", "涌泉", "Gushing Spring"), code="KI1", meridian="KI")
    claim = Claim(
        id="x",
        kind=ClaimKind.CIRCULATION,
        statement="Something changes.",
        certainty=Certainty.LOW,
        points=("KI1",),
        conditions=("numb-feet",),
    )
    made = small_content()
    return replace(made, points={**made.points, "ST36": he_sea, "KI1": other}, claims={"x": claim})


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(), {"name:ST35", "name:ST36", "name:KI1", "locate:KI1"}),
        (Selection(skills=frozenset({Skill.LOCATE})), {"locate:KI1"}),
        (Selection(meridians=frozenset({"KI"})), {"name:KI1", "locate:KI1"}),
        (Selection(meridians=frozenset({"KI", "ST"}), skills=frozenset({Skill.NAME})),
         {"name:ST35", "name:ST36", "name:KI1"}),
        (Selection(regions=frozenset({"foot-sole"})), {"name:ST36"}),
        (Selection(categories=frozenset({"he-sea"})), {"name:ST36"}),
        (Selection(conditions=frozenset({"numb-feet"})), {"name:KI1", "locate:KI1"}),
        (Selection(conditions=frozenset({"numb-feet"}), meridians=frozenset({"ST"})), set()),
    ],
)  # fmt: skip
def test_a_session_draws_from_its_selection(selection: Selection, wanted: set[str]) -> None:
    items = ["name:ST35", "name:ST36", "name:KI1", "locate:KI1"]
    with Library.in_memory(sorted_content()) as library:
        assert set(names(asked(library, selection=selection, items=items))) == wanted


def test_limits_are_kept_and_can_be_taken_back(library: Library) -> None:
    assert limits(library) == Limits()
    wanted = Limits(new_a_day=3, reviews_a_day=50, goal_a_day=0, retention=0.85)
    changed = set_limits(library, wanted)
    assert limits(library) == wanted
    assert set_limits(library, wanted).undo is None
    undone = undo(library, changed)
    assert limits(library) == Limits()
    undo(library, undone)
    assert limits(library) == wanted


@pytest.mark.parametrize(
    "bad",
    [
        Limits(new_a_day=-1),
        Limits(reviews_a_day=10_000),
        Limits(goal_a_day=-5),
        Limits(retention=0.5),
        Limits(retention=0.99),
        Limits(retention=float("nan")),
    ],
)
def test_limits_out_of_range_are_told_and_change_nothing(library: Library, bad: Limits) -> None:
    with pytest.raises(NotUnderstood):
        set_limits(library, bad)
    assert limits(library) == Limits()


def test_a_clock_that_is_set_back_does_no_harm(library: Library) -> None:
    rate(library, "name:ST36", GOOD)
    rate(library, "name:ST36", GOOD, when=NOW - timedelta(days=300))
    assert rebuild_memories(library) == Changed(frozenset())
    assert [review.when for review in reviews(library)] == [NOW, NOW - timedelta(days=300)]


def test_what_can_be_taken_back_is_told_in_words(library: Library) -> None:
    titles = []
    for item in ("name:ST36", "trace:KI:main"):
        undo = answer(library, item, AGAIN, 1000, NOW).undo
        assert undo is not None
        titles.append(undo.title)
    assert titles == ["Rate ST36 “again”", "Rate Trace meridians “again”"]
