"""A plan comes back from its stored form as it was; what is damaged is told, never half read."""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.plans import Plan
from desktop_app.store.plan_form import FORM, BadPlan, Stored, from_stored, to_stored
from tests.store.plan_samples import full_plan, plans


@settings(max_examples=60, deadline=None)
@given(plans)
def test_any_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert from_stored(to_stored(plan), plan.key, plan.archived) == plan


def test_the_document_can_be_read_by_people() -> None:
    stored = to_stored(full_plan())
    document = json.loads(stored.document)
    assert document["form"] == FORM
    assert document["facts"] == ["anticoagulant", "diabetes"]
    assert document["points"][1]["hertz"] == "2/100"
    assert document["sessions"][1]["day"] == "2026-11-08"
    assert document["acknowledged"][0]["when"] == "2026-11-20T09:00:00+00:00"
    assert document["area"]["skin"] == "skin-1"
    assert "key" not in document
    assert "archived" not in document


def test_an_area_is_packed() -> None:
    assert len(to_stored(full_plan()).area) < 2000


def test_defaults_are_written_out() -> None:
    """A change of a default must not change the plans that there are."""
    plan = full_plan()
    assert json.loads(to_stored(plan).document)["points"][0]["minutes"] == plan.points[0].minutes


def test_what_an_earlier_release_did_not_know_has_its_default() -> None:
    stored = to_stored(full_plan())
    document = json.loads(stored.document)
    del document["per_week"], document["points"][0]["note"]
    again = from_stored(Stored(json.dumps(document), stored.area), "", archived=False)
    assert again == full_plan(per_week=None)


def _set(path: str, value: Any) -> Any:
    def change(document: dict[str, Any]) -> None:
        held: Any = document
        *steps, last = (int(step) if step.isdecimal() else step for step in path.split("."))
        for step in steps:
            held = held[step]
        held[last] = value

    return change


def _same_twice(document: dict[str, Any]) -> None:
    first, second = document["area"]["patches"]
    second.update(side=first["side"], feeling=first["feeling"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("form", FORM + 1), "newer"),
        (_set("form", "1"), "form"),
        (_set("label", 7), "label"),
        (_set("facts", "anticoagulant"), "facts"),
        (_set("flags.0", ["sudden-weakness"]), "flags"),
        (_set("points.0.technique", "laser"), "points: technique"),
        (_set("points.0", "KI1"), "points"),
        (_set("points.0", {}), "points: code"),
        (_set("sessions.0.day", "yesterday"), "day"),
        (_set("sessions_planned", True), "sessions_planned"),
        (_set("acknowledged.0.when", 5), "when"),
        (_set("area", None), "area"),
        (_set("area.patches.0.side", "middle"), "area"),
        (_set("area.patches.0.packed", 3), "area"),
        (_set("area.patches.0.packed", -1), "area"),
        (_set("area.patches.0", 4), "area"),
        (_same_twice, "area"),
        (_set("area.skin", None), "area"),
    ],
)
def test_what_is_damaged_is_told(change: Any, said: str) -> None:
    stored = to_stored(full_plan())
    document = json.loads(stored.document)
    change(document)
    with pytest.raises(BadPlan, match=said):
        from_stored(Stored(json.dumps(document), stored.area), "", archived=False)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"plan"', "[" * 100_000])
def test_what_is_no_document_is_told(text: str) -> None:
    with pytest.raises(BadPlan, match="whole"):
        from_stored(Stored(text, b""), "", archived=False)


def _one_patch(packed: bytes) -> Stored:
    document = json.loads(to_stored(full_plan()).document)
    document["area"]["patches"] = [{"side": "right", "feeling": "numb", "packed": len(packed)}]
    return Stored(json.dumps(document), packed)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"no zlib",
        zlib.compress(bytes(100))[:-3],
        zlib.compress(bytes(100)) + b"more",
        zlib.compress(bytes((3, 200))),
        zlib.compress(bytes(50_000_000)),
    ],
)
def test_a_damaged_or_monstrous_area_is_told(packed: bytes) -> None:
    with pytest.raises(BadPlan, match="area"):
        from_stored(_one_patch(packed), "", archived=False)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_ends_in_another_error(data: st.DataObject) -> None:
    stored = to_stored(full_plan())
    text = list(stored.document)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at] = data.draw(st.sampled_from('{}[]",:0a-'))
    with suppress(BadPlan):
        from_stored(Stored("".join(text), stored.area), "", archived=False)
