"""Plans are added, saved, copied, put away and brought back, and each of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.area import Area
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.planning.plans import (
    add_plan,
    archive_plans,
    duplicate_plan,
    empty_plan_trash,
    find_plan,
    list_plans,
    open_plan,
    plan_from,
    restore_plans,
    save_plan,
    template_of,
    trash_plans,
)
from desktop_app.reading import list_notes, list_recent, remember_visit, search, set_star, starred
from desktop_app.reading.naming import name_things
from desktop_app.reading.notes import read_note, write_note
from desktop_app.store import Library
from tests.library.shelves import dump
from tests.store.conftest import small_content
from tests.store.plan_samples import full_plan, plans

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def memory() -> Library:
    """Return a library whose clock moves on by a minute each time it is looked at."""
    minutes = count()
    return Library.in_memory(
        small_content(), clock=lambda: START + timedelta(minutes=next(minutes))
    )


@pytest.fixture
def library() -> Iterator[Library]:
    with memory() as made:
        yield made


def key_of(changed: Changed) -> str:
    (ref,) = changed.refs
    assert ref.kind is Kind.PLAN
    return ref.key


def back(library: Library, changed: Changed) -> Changed:
    assert changed.undo is not None
    return changed.undo.back(library)


def found(library: Library, text: str) -> list[str]:
    return [hit.ref.key for hit in search(library, text) if hit.kind is Kind.PLAN]


@pytest.fixture
def key(library: Library) -> str:
    return key_of(add_plan(library, full_plan()))


def test_a_plan_comes_back_whole_under_a_new_key(library: Library, key: str) -> None:
    assert open_plan(library, key) == full_plan(key=key)
    assert key_of(add_plan(library, full_plan(key=key))) != key


def test_saving_replaces_the_whole_plan(library: Library, key: str) -> None:
    later = Plan(key=key, label="B1", points=(PlanPoint("LR3"),))
    changed = save_plan(library, later, "Begin anew", author="me")
    assert changed.undo is not None
    assert (changed.refs, changed.author) == (frozenset({Ref(Kind.PLAN, key)}), "me")
    assert changed.undo.title == "Begin anew"
    assert open_plan(library, key) == later
    again = back(library, changed)
    assert open_plan(library, key) == full_plan(key=key)
    back(library, again)
    assert open_plan(library, key) == later


def test_saving_what_is_the_same_changes_nothing(library: Library, key: str) -> None:
    (before,) = list_plans(library)
    assert save_plan(library, open_plan(library, key), "Nothing") == Changed(frozenset())
    assert list_plans(library) == (before,)


def test_saving_moves_a_plan_to_the_top(library: Library, key: str) -> None:
    other = key_of(add_plan(library, Plan(label="B")))
    assert [row.key for row in list_plans(library)] == [other, key]
    changed = save_plan(library, full_plan(key=key, goals=""), "Clear the goals")
    assert [row.key for row in list_plans(library)] == [key, other]
    back(library, changed)
    assert [row.key for row in list_plans(library)] == [other, key]
    (_, row) = list_plans(library)
    assert row.created.tzinfo is UTC
    assert row.created == row.updated


@pytest.mark.parametrize(
    "write",
    [
        lambda library: save_plan(library, full_plan(key="gone"), "Edit"),
        lambda library: save_plan(library, full_plan(), "Edit"),
        lambda library: open_plan(library, "gone"),
        lambda library: duplicate_plan(library, "gone"),
        lambda library: plan_from(library, "gone"),
        lambda library: archive_plans(library, ["gone"], True),
        lambda library: trash_plans(library, ["gone"]),
        lambda library: restore_plans(library, ["gone"]),
        lambda library: find_plan(library, "gone"),
        lambda library: find_plan(library, ""),
    ],
)
def test_what_is_not_there_is_not_found(
    library: Library, key: str, write: Callable[[Library], object]
) -> None:
    before = dump(library)
    with pytest.raises(NotFound):
        write(library)
    assert dump(library) == before


def test_a_plan_that_was_removed_for_good_cannot_be_saved(library: Library, key: str) -> None:
    trash_plans(library, [key])
    empty_plan_trash(library)
    with pytest.raises(NotFound, match="no longer there"):
        save_plan(library, full_plan(key=key), "Edit")
    assert not found(library, "A12")


def test_a_copy_has_no_sessions_acknowledgements_flags_or_label(library: Library, key: str) -> None:
    archive_plans(library, [key], True)
    changed = duplicate_plan(library, key, label="A13")
    copy = open_plan(library, key_of(changed))
    assert copy == full_plan(key=copy.key, label="A13", sessions=(), acknowledged=(), flags=())
    assert changed.undo is not None
    assert changed.undo.title == "Duplicate plan “A13 – Numb soles”"
    assert open_plan(library, key_of(duplicate_plan(library, key))).label == ""
    assert open_plan(library, key).sessions


def test_a_template_tells_nothing_of_the_client(library: Library, key: str) -> None:
    template = open_plan(library, key_of(duplicate_plan(library, key, as_template=True)))
    assert template == Plan(
        key=template.key,
        title="Numb soles",
        condition="numb-feet",
        cause="diabetic-peripheral-neuropathy",
        goals="Feel the pedals again",
        points=full_plan().points,
        measures=("numbness", "tcns"),
        sessions_planned=10,
        per_week=1.5,
        template=True,
    )
    assert template_of(full_plan(), with_area=True).area == full_plan().area
    assert [row.key for row in list_plans(library)] == [key]
    assert [row.key for row in list_plans(library, templates=True)] == [template.key]
    copy = duplicate_plan(library, template.key)
    assert open_plan(library, key_of(copy)).template


def test_a_plan_is_begun_from_a_template(library: Library, key: str) -> None:
    template = key_of(duplicate_plan(library, key, as_template=True))
    begun = open_plan(library, key_of(plan_from(library, template, "C3")))
    assert (begun.label, begun.template, begun.points) == ("C3", False, full_plan().points)
    with pytest.raises(NotFound, match="no template"):
        plan_from(library, key, "C4")


def test_the_archive(library: Library, key: str) -> None:
    changed = archive_plans(library, [key], True)
    assert changed.undo is not None
    assert changed.undo.title == "Archive 1 plan"
    assert list_plans(library) == ()
    assert [row.key for row in list_plans(library, archived=True)] == [key]
    assert open_plan(library, key).archived
    assert search(library, "A12")[0].subtitle.startswith("Archived plan")
    save_plan(library, full_plan(key=key, goals="", archived=False), "Edit")
    assert open_plan(library, key).archived
    archive_plans(library, [key], False)
    assert [row.key for row in list_plans(library)] == [key]
    assert not archive_plans(library, [key], False).refs


def test_the_trash(library: Library, key: str) -> None:
    template = key_of(duplicate_plan(library, key, as_template=True))
    changed = trash_plans(library, [key, template])
    assert changed.refs == {Ref(Kind.PLAN, key), Ref(Kind.PLAN, template)}
    assert list_plans(library) == list_plans(library, templates=True) == ()
    assert {row.key for row in list_plans(library, trashed=True)} == {key, template}
    assert not found(library, "Numb soles")
    assert open_plan(library, key).label == "A12"
    again = back(library, changed)
    assert set(found(library, "Numb soles")) == {key, template}
    back(library, again)
    restored = restore_plans(library, [key, template])
    assert restored.undo is not None
    assert restored.undo.title == "Restore 2 plans"
    assert set(found(library, "Numb soles")) == {key, template}
    assert not restore_plans(library, [key]).refs


def test_emptying_the_trash_is_final_and_leaves_nothing(library: Library) -> None:
    before = dump(library)
    key = key_of(add_plan(library, full_plan()))
    ref = Ref(Kind.PLAN, key)
    write_note(library, ref, "noted")
    set_star(library, ref, True)
    remember_visit(library, ref)
    trash_plans(library, [key])
    changed = empty_plan_trash(library)
    assert (changed.refs, changed.undo) == (frozenset({ref}), None)
    assert dump(library) == before
    assert not list_notes(library)
    assert not search(library, "noted")
    assert not empty_plan_trash(library).refs


@pytest.mark.parametrize(
    "typed",
    ["A12", "numb soles", "pedals", "ST36", "st-36", "Numb feet", "warm rooms", "a12 numb"],
)
def test_plans_are_found(library: Library, key: str, typed: str) -> None:
    assert found(library, typed) == [key]


def test_a_point_comes_before_the_plans_that_use_it(library: Library, key: str) -> None:
    assert search(library, "ST36")[0].ref == point_ref("ST36")


def test_search_follows_what_is_saved(library: Library, key: str) -> None:
    changed = save_plan(library, full_plan(key=key, goals="Walk to the lake"), "Edit")
    assert found(library, "lake") == [key]
    assert not found(library, "pedals")
    back(library, changed)
    assert not found(library, "lake")
    assert found(library, "pedals") == [key]


def test_a_plan_has_a_name_a_note_a_star_and_is_remembered(library: Library, key: str) -> None:
    ref = Ref(Kind.PLAN, key)
    assert name_things(library, [ref, Ref(Kind.PLAN, "gone")]) == {
        ref: ("A12 – Numb soles", "Plan · 2 points")
    }
    write_note(library, ref, "prefers mornings")
    set_star(library, ref, True)
    remember_visit(library, ref)
    note = read_note(library, ref)
    assert note is not None
    assert note.title == "A12 – Numb soles"
    assert starred(library) == (ref,) == list_recent(library)
    save_plan(library, full_plan(key=key, title="Warm soles"), "Rename")
    assert list_notes(library)[0].title == "A12 – Warm soles"
    (hit,) = search(library, "mornings")
    assert (hit.title, hit.ref) == ("Note on A12 – Warm soles", ref)


def test_a_plan_is_named_by_key_ref_or_its_own_label(library: Library, key: str) -> None:
    for typed in (key, f"yq:plan/{key}", "A12", " A12 "):
        assert find_plan(library, typed) == key
    other = key_of(add_plan(library, full_plan()))
    with pytest.raises(NotFound, match="2 plans have the label") as told:
        find_plan(library, "A12")
    assert key in str(told.value)
    trash_plans(library, [other])
    assert find_plan(library, "A12") == key


def test_a_plan_with_nothing_in_it(library: Library) -> None:
    key = key_of(add_plan(library, Plan(condition="")))
    assert open_plan(library, key) == Plan(key=key, condition="")
    assert name_things(library, [Ref(Kind.PLAN, key)])[Ref(Kind.PLAN, key)][0] == "Untitled plan"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9), plans), max_size=8))
def test_whatever_is_done_can_be_taken_back_and_done_again(
    acts: list[tuple[int, int, Plan]],
) -> None:
    with memory() as library:
        key_of(add_plan(library, full_plan()))
        states, done = [dump(library)], []
        for act, pick, plan in acts:
            keys = [row.key for flags in ((), (True,)) for row in list_plans(library, *flags)]
            keys += [row.key for row in list_plans(library, trashed=True)]
            keys += [row.key for row in list_plans(library, archived=True)]
            if not keys:
                continue
            key = keys[pick % len(keys)]
            changed = (
                lambda: add_plan(library, plan),  # noqa: B023  called at once
                lambda: save_plan(library, replace(plan, key=key), "Edit"),  # noqa: B023
                lambda: duplicate_plan(library, key),  # noqa: B023
                lambda: duplicate_plan(library, key, as_template=True),  # noqa: B023
                lambda: archive_plans(library, [key], bool(pick % 2)),  # noqa: B023
                lambda: trash_plans(library, [key]),  # noqa: B023
                lambda: restore_plans(library, [key]),  # noqa: B023
            )[act]()
            if changed.undo is not None:
                done.append(changed)
                states.append(dump(library))
        redo = []
        for state, changed in zip(states[-2::-1], reversed(done), strict=True):
            redo.append(back(library, changed))
            assert dump(library) == state
        for state, changed in zip(states[1:], reversed(redo), strict=True):
            back(library, changed)
            assert dump(library) == state


def test_half_a_character_does_not_keep_a_plan_from_being_saved(library: Library, key: str) -> None:
    save_plan(library, full_plan(key=key, label="A\ud800", goals="\udfff walk"), "Edit")
    plan = open_plan(library, key)
    assert (plan.label, plan.goals) == ("A?", "? walk")
    assert [row.label for row in list_plans(library)] == ["A?"]


def test_an_area_may_be_wiped(library: Library, key: str) -> None:
    save_plan(library, full_plan(key=key, area=Area()), "Wipe the area")
    assert open_plan(library, key).area.is_empty
