"""Client facts and safety rules: complete, honest about their sources, and checked by line."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.content.compiled import read_compiled, write_compiled
from desktop_app.content.loading import read_yaml
from desktop_app.content.paths import data_dir
from desktop_app.domain.area import Side
from desktop_app.domain.errors import BadContent
from desktop_app.domain.points import Flags, Moxa
from desktop_app.domain.safety import Gravity

PATHS = {"facts": "facts/client.yaml", "safety": "safety/rules.yaml"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(data_dir(), copy)
    return copy


def planted(data: Path, folder: str, old: str, new: str) -> tuple[str, tuple[str, ...]]:
    """Replace the first ``old``; return where it stood and the problems that this makes."""
    path = data / PATHS[folder]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(BadContent) as caught:
        read_yaml(data)
    return f"data/{PATHS[folder]}:{line}: ", caught.value.problems


@pytest.mark.parametrize(
    ("folder", "old", "new", "reason"),
    [
        ("safety", "[anticoagulants-bleeding]", "[no-such]", "unknown claim “no-such”"),
        ("safety", "[han-2020]", "[nobody-1900]", "unknown study “nobody-1900”"),
        ("safety", "facts: [epilepsy]", "facts: [epilepsie]", "unknown fact “epilepsie”"),
        ("safety", "facts: [diabetes]", "facts: [sugar]", "unknown fact “sugar”"),
        ("safety", "flags: [joint_capsule]", "flags: [joint]", "'joint' is not one of"),
        ("safety", "gravity: note", "gravity: mild", "“gravity”: 'mild' is not one of"),
        ("safety", "techniques: [moxa", "techniques: [fire", "'fire' is not one of"),
        ("safety", "names_points: true", "names_point: true", "unknown key “names_point”"),
        ("safety", "id: epilepsy", "id: fainting", "the id fainting was already used at"),
        ("safety", "why: Thin skin bruises", "why: thin skin bruises", "does not match"),
        ("facts", "id: diabetes", "id: Diabetes", "does not match"),
        ("facts", "side: left", "side: right", "a fact of the right limb has an id that ends"),
        ("facts", "side: left", "side: both", "“side”: 'both' is not one of"),
        ("facts", "[peripheral-artery-disease]", "[cold-feet]", "unknown cause “cold-feet”"),
        ("facts", "[no-pulse]", "[no-pulses]", "'no-pulses' is not one of"),
        ("facts", "id: epilepsy", "id: pregnancy", "the id pregnancy was already used"),
    ],
)
def test_mistakes_are_told_with_file_and_line(
    data: Path, folder: str, old: str, new: str, reason: str
) -> None:
    at, problems = planted(data, folder, old, new)
    name, line, _ = at.rsplit(":", 2)
    near = [f"{name}:{int(line) + more}: " for more in (-1, 0, 1)]
    assert any(
        reason in problem and any(problem.startswith(each) for each in near) for problem in problems
    ), problems


def test_a_rule_that_rests_on_nothing_is_a_mistake(data: Path) -> None:
    _, problems = planted(
        data,
        "safety",
        "    source: From memory of common practice; not reviewed by a clinician.\n",
        "",
    )
    assert any("rules.yaml" in problem for problem in problems)


def test_rules_and_facts_survive_being_compiled(content: Content, tmp_path: Path) -> None:
    fresh = read_yaml(data_dir())
    write_compiled(fresh, data_dir(), tmp_path / "content.json")
    compiled = read_compiled(tmp_path / "content.json", None)
    assert compiled is not None
    assert list(compiled.facts.items()) == list(fresh.facts.items())
    assert list(compiled.safety.items()) == list(fresh.safety.items())
    assert list(content.safety) == list(fresh.safety)


def test_every_fact_has_a_consequence(content: Content) -> None:
    used = {fact for rule in content.safety.values() for when in rule.whens for fact in when.facts}
    assert set(content.facts) == used


def test_facts_are_found_by_the_words_of_a_prescription(content: Content) -> None:
    words = {alias.casefold(): fact.id for fact in content.facts.values() for alias in fact.aliases}
    for medicine in ("warfarin", "apixaban", "rivaroxaban", "dabigatran", "heparin", "enoxaparin"):
        assert words[medicine] == "anticoagulant"
    assert words["pacemaker"] == "implanted-device"
    assert words["paclitaxel"] == "taxane-chemotherapy"


def test_a_fact_of_a_limb_has_its_counterpart(content: Content) -> None:
    sided = {fact.id for fact in content.facts.values() if fact.side}
    assert sided
    for name in sided:
        stem, _, side = name.rpartition("-")
        assert {f"{stem}-{each.value}" for each in Side} <= sided, side
    for rule in content.safety.values():
        for when in rule.whens:
            stems = [fact.rpartition("-")[0] for fact in when.facts if fact in sided]
            assert all(stems.count(stem) == len(Side) for stem in stems), rule.id


def test_flags_are_those_of_a_point(content: Content) -> None:
    names = {each.name for cls in (Flags, Moxa) for each in fields(cls)}
    for rule in content.safety.values():
        for when in rule.whens:
            assert {flag.partition(":")[0] for flag in when.flags} <= names, rule.id


def test_a_rule_rests_on_the_library_or_says_that_it_does_not(content: Content) -> None:
    for rule in content.safety.values():
        if not rule.claims and not rule.studies:
            assert re.search("not reviewed|from memory|points?", rule.source, re.IGNORECASE), (
                rule.id
            )


def test_a_rule_that_says_what_to_do_says_who_says_so(content: Content) -> None:
    for rule in content.safety.values():
        assert rule.source, rule.id
        if not re.search("Anatomy|textbooks", rule.source):
            assert re.search("not reviewed|from memory", rule.source, re.IGNORECASE), rule.id


def test_heat_on_numb_skin_and_pregnancy_name_their_claims(content: Content) -> None:
    assert "moxa-burns-numb-feet" in content.safety["heat-unfelt"].claims
    assert content.safety["heat-unfelt"].gravity is Gravity.STOP
    assert {"pregnancy-avoided-points", "pregnancy-reported-events-mild"} <= set(
        content.safety["pregnancy-points"].claims
    )
    assert "anticoagulants-bleeding" in content.safety["bleeding-risk"].claims


def test_nobody_is_told_to_change_a_medicine(content: Content) -> None:
    for rule in content.safety.values():
        assert not re.search(r"(stop|pause|leave out|lower) (the|her|his) (medicine|dose)", rule.do)
    assert "Leave the medicine as it is" in content.safety["bleeding-risk"].do


def test_the_name_of_a_fact_fits_beside_its_tick(content: Content) -> None:
    """It is told in one line, two facts side by side."""
    assert [fact.name for fact in content.facts.values() if len(fact.name) > 56] == []
