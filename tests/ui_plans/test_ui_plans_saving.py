"""Keeping a plan while it is edited: soon, in order, in undo steps that make sense, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import DiskFull
from desktop_app.domain.plans import Plan
from desktop_app.planning.plans import (
    add_plan,
    empty_plan_trash,
    open_plan,
    save_plan,
    trash_plans,
)
from desktop_app.store import Library
from desktop_app.ui.plans.saving import PAUSE_MS, Saving, State
from desktop_app.ui.services import Services
from desktop_app.ui.undoing import UndoStack
from tests.ui_plans.plan_desk import kept, put

GOALS = "Change the goals"


@pytest.fixture
def undoing(services: Services) -> UndoStack:
    """What Ctrl+Z would take back."""
    return UndoStack(services, services)


@pytest.fixture
def key(services: Services, library: Library) -> str:
    """A plan in the library."""
    assert library is services.library
    return put(services, label="P001", title="Numb soles")


@pytest.fixture
def saving(services: Services, key: str) -> Saving:
    """A plan that is open."""
    made = Saving(services, services)
    made.open(key)
    return made


def plan_of(saving: Saving) -> Plan:
    """Return the plan that is open."""
    assert saving.plan is not None
    return saving.plan


def told_state(saving: Saving) -> State:
    """Return what the header says; asked anew each time."""
    return saving.state


def type_goals(saving: Saving, text: str) -> None:
    """Type the goals, letter by letter."""
    for end in range(1, len(text) + 1):
        saving.type(replace(plan_of(saving), goals=text[:end]), GOALS)


def test_an_act_is_written_at_once_and_is_one_undo_step(
    saving: Saving, library: Library, key: str, undoing: UndoStack
) -> None:
    saving.edit(replace(plan_of(saving), cause="tarsal-tunnel"), "Choose the cause")
    assert kept(library, key).cause == "tarsal-tunnel"
    saving.edit(replace(plan_of(saving), cause="lumbar-root"), "Choose the cause")
    assert undoing.undo_title == "Choose the cause"
    undoing.undo()
    assert kept(library, key).cause == "tarsal-tunnel"
    undoing.undo()
    assert kept(library, key).cause == ""


def test_typing_is_written_while_it_goes_on(
    saving: Saving, library: Library, key: str, qtbot: QtBot
) -> None:
    type_goals(saving, "Walk")
    assert kept(library, key).goals == ""
    assert saving.state is State.UNSAVED
    # Less than a second after the first key, whatever is typed in between.
    for end in range(20):
        type_goals(saving, "Walk" + "!" * end)
        qtbot.wait(PAUSE_MS // 10)
        if kept(library, key).goals:
            break
    assert kept(library, key).goals.startswith("Walk")


def test_typing_is_one_undo_step_however_often_it_is_written(
    saving: Saving, library: Library, key: str, undoing: UndoStack
) -> None:
    type_goals(saving, "Walk")
    saving.flush()
    type_goals(saving, "Walk barefoot")
    saving.flush()
    assert kept(library, key).goals == "Walk barefoot"
    assert undoing.undo_title == GOALS
    undoing.undo()
    assert kept(library, key).goals == ""
    assert not undoing.can_undo
    undoing.redo()
    assert kept(library, key).goals == "Walk barefoot"


def test_another_act_or_field_ends_the_undo_step(
    saving: Saving, library: Library, key: str, undoing: UndoStack
) -> None:
    type_goals(saving, "Walk")
    saving.type(replace(plan_of(saving), notes="Calm"), "Change the notes")
    assert kept(library, key).goals == "Walk"
    saving.edit(replace(plan_of(saving), facts=frozenset({"diabetes"})), "Tick “Diabetes”")
    assert kept(library, key).notes == "Calm"
    undoing.undo()
    undoing.undo()
    now = kept(library, key)
    assert (now.goals, now.notes, now.facts) == ("Walk", "", frozenset())


def test_undo_is_shown_and_own_writes_are_not_read_again(
    saving: Saving, services: Services, undoing: UndoStack
) -> None:
    shown: list[Plan] = []
    saving.shown.connect(shown.append)
    saving.edit(replace(plan_of(saving), cause="lumbar-root"), "Choose the cause")
    assert shown == []
    undoing.undo()
    assert [plan.cause for plan in shown] == [""]
    assert plan_of(saving).cause == ""


def test_what_another_screen_writes_is_shown(saving: Saving, services: Services, key: str) -> None:
    shown: list[Plan] = []
    saving.shown.connect(shown.append)
    other = replace(plan_of(saving), label="P002")
    services.write(lambda library: save_plan(library, other, "Name P002"))
    assert [plan.label for plan in shown] == ["P002"]


def test_a_plan_left_or_closed_is_written_first(
    saving: Saving, services: Services, library: Library, key: str
) -> None:
    type_goals(saving, "Walk")
    other = put(services, label="P002")
    saving.open(other)
    assert kept(library, key).goals == "Walk"
    assert plan_of(saving).key == other
    type_goals(saving, "Sleep")
    saving.close()
    assert kept(library, other).goals == "Sleep"
    assert saving.plan is None


def test_an_edit_of_a_plan_that_is_no_longer_open_is_not_taken(
    saving: Saving, services: Services, library: Library, key: str
) -> None:
    late = replace(plan_of(saving), goals="Late")
    saving.open(put(services, label="P002"))
    saving.edit(late, GOALS)
    saving.flush()
    assert kept(library, key).goals == ""
    assert plan_of(saving).label == "P002"


def test_a_failure_is_told_once_kept_and_tried_again(
    saving: Saving,
    services: Services,
    library: Library,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Exception] = []
    services.trouble.connect(told.append)
    from desktop_app.store import plans

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(plans, "save", full)
        saving.edit(replace(plan_of(saving), goals="Walk"), GOALS)
        saving.edit(replace(plan_of(saving), goals="Walk on"), GOALS)
        assert told_state(saving) is State.FAILED
        assert "full" in saving.why
        assert [type(error) for error in told] == [DiskFull]
        assert plan_of(saving).goals == "Walk on"
        # Another plan is opened meanwhile, and this one again: nothing of it is lost.
        saving.open(put(services, label="P002"))
        saving.open(key)
        assert plan_of(saving).goals == "Walk on"
    saving.retry()
    assert told_state(saving) is State.SAVED
    assert kept(library, key).goals == "Walk on"


def test_a_plan_removed_for_good_is_said_to_be_gone(
    saving: Saving, services: Services, key: str
) -> None:
    gone: list[str] = []
    saving.gone.connect(gone.append)
    services.write(lambda library: trash_plans(library, [key]))
    services.write(empty_plan_trash)
    assert gone == ["This plan is no longer there."]
    assert saving.plan is None


def test_many_edits_are_written_in_their_order(threaded: Services, qtbot: QtBot) -> None:
    library = threaded.library
    assert library is not None
    (ref,) = add_plan(library, Plan(label="P001")).refs
    saving = Saving(threaded, threaded)
    saving.open(ref.key)
    qtbot.waitUntil(lambda: saving.plan is not None, timeout=30_000)
    for number in range(30):
        saving.edit(replace(plan_of(saving), notes=f"Note {number}"), f"Write {number}")
        if number % 3 == 0:
            saving.type(replace(plan_of(saving), goals=f"Goal {number}"), GOALS)
    saving.flush()
    qtbot.waitUntil(lambda: saving.is_kept, timeout=30_000)
    now = open_plan(library, ref.key)
    assert (now.notes, now.goals) == ("Note 29", "Goal 27")
    assert now == plan_of(saving)


def test_an_undo_while_one_types_keeps_what_is_typed(threaded: Services, qtbot: QtBot) -> None:
    library = threaded.library
    assert library is not None
    (ref,) = add_plan(library, Plan(label="P001")).refs
    saving, undoing = Saving(threaded, threaded), UndoStack(threaded, threaded)
    saving.open(ref.key)
    qtbot.waitUntil(lambda: saving.plan is not None, timeout=30_000)
    saving.edit(replace(plan_of(saving), cause="lumbar-root"), "Choose the cause")
    qtbot.waitUntil(lambda: undoing.can_undo and saving.is_kept)
    undoing.undo()
    saving.type(replace(plan_of(saving), goals="Walk"), GOALS)
    qtbot.waitUntil(lambda: saving.is_kept and open_plan(library, ref.key) == plan_of(saving))
    assert plan_of(saving).goals == "Walk"


def test_what_is_seen_is_taken_back_though_it_is_still_being_written(
    threaded: Services, qtbot: QtBot
) -> None:
    library = threaded.library
    assert library is not None
    (ref,) = add_plan(library, Plan(label="P001")).refs
    undoing = UndoStack(threaded, threaded)
    saving = Saving(threaded, threaded)
    saving.open(ref.key)
    qtbot.waitUntil(lambda: saving.plan is not None, timeout=30_000)
    saving.edit(replace(plan_of(saving), cause="tarsal-tunnel"), "Choose the cause")
    qtbot.waitUntil(lambda: undoing.can_undo)
    saving.edit(replace(plan_of(saving), notes="Calm"), "Write a note")
    type_goals(saving, "Walk")
    for goals, notes in (("", "Calm"), ("", "")):
        undoing.undo()
        qtbot.waitUntil(lambda: undoing.can_undo)
        now = open_plan(library, ref.key)
        assert (now.goals, now.notes, now.cause) == (goals, notes, "tarsal-tunnel")
    qtbot.waitUntil(lambda: plan_of(saving).notes == "")
