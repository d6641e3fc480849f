"""Conditions: red flags come first, causes point to structures, claims and studies that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parents[2] / "data"
URGENCY = ("emergency", "same-day", "urgent", "soon")
NERVES_AND_VESSELS = {
    "femoral-artery", "popliteal-artery", "anterior-tibial-artery", "dorsalis-pedis-artery",
    "posterior-tibial-artery", "sciatic-nerve", "tibial-nerve", "common-fibular-nerve",
    "deep-fibular-nerve", "superficial-fibular-nerve", "sural-nerve", "saphenous-nerve",
    "medial-plantar-nerve", "lateral-plantar-nerve", "medial-calcaneal-nerves",
    "lateral-sural-cutaneous-nerve", "L4", "L5", "S1", "S2",
}  # fmt: skip
CONDITIONS: list[dict[str, Any]] = [
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((DATA / "conditions").glob("*.yaml"))
]
each_condition = pytest.mark.parametrize("condition", CONDITIONS, ids=lambda c: str(c["id"]))


def _claims() -> set[str]:
    return {
        claim["id"]
        for path in (DATA / "claims").glob("*.yaml")
        for claim in yaml.safe_load(path.read_text(encoding="utf-8"))["claims"]
    }


def _studies() -> set[str]:
    return {path.stem for path in (DATA / "studies").glob("*.yaml")}


@each_condition
def test_red_flags_run_from_the_most_urgent(condition: dict[str, Any]) -> None:
    ranks = [URGENCY.index(flag["urgency"]) for flag in condition["red_flags"]]
    assert ranks == sorted(ranks)
    ids = [flag["id"] for flag in condition["red_flags"]]
    assert len(ids) == len(set(ids))


@each_condition
def test_red_flags_say_what_to_do(condition: dict[str, Any]) -> None:
    verbs = r"(Call|Send|Arrange|Refer|Tell|Ask)\b"
    for flag in condition["red_flags"]:
        assert re.match(verbs, flag["action"]), flag["id"]


@each_condition
def test_condition_points_to_what_exists(condition: dict[str, Any]) -> None:
    claims, studies = _claims(), _studies()
    assert set(condition["claims"]) <= claims
    for part in (*condition["red_flags"], *condition["causes"]):
        assert set(part.get("studies", ())) <= studies
        assert set(part.get("claims", ())) <= claims
        assert set(part.get("structures", ())) <= NERVES_AND_VESSELS


@each_condition
def test_condition_is_a_reference_not_a_diagnosis(condition: dict[str, Any]) -> None:
    assert "not a diagnosis" in condition["summary"]


def test_numb_feet_covers_its_causes() -> None:
    numb_feet = next(c for c in CONDITIONS if c["id"] == "numb-feet")
    causes = {cause["id"]: cause for cause in numb_feet["causes"]}
    assert set(causes) == {
        "positional", "diabetic-peripheral-neuropathy",
        "chemotherapy-induced-peripheral-neuropathy",
        "tarsal-tunnel", "common-fibular-nerve", "lumbar-root", "morton-neuroma",
        "peripheral-artery-disease", "b12-deficiency", "other-systemic",
    }  # fmt: skip
    for cause in causes.values():
        assert len(cause["shows"]) >= 3
        assert len(cause["tell_apart"]) >= 3
        assert cause["claims"]


def test_numb_feet_has_the_red_flags_a_clinician_asks_for() -> None:
    numb_feet = next(c for c in CONDITIONS if c["id"] == "numb-feet")
    flags = {flag["id"]: flag["urgency"] for flag in numb_feet["red_flags"]}
    emergencies = {"stroke-signs", "saddle-numbness", "cold-pulseless-foot",
                   "rapidly-ascending-weakness", "spinal-cord-signs", "after-injury",
                   "sudden-chest-back-or-belly-pain", "back-pain-fever-or-cancer",
                   "cold-injury"}  # fmt: skip
    assert {name for name in emergencies if flags.get(name) == "emergency"} == emergencies
    same_day = {"foot-drop", "ulcer-infection-black-tissue", "hot-swollen-numb-foot",
                "swollen-painful-leg", "after-needling"}  # fmt: skip
    assert {name for name in same_day if flags.get(name) == "same-day"} == same_day
    assert {flags.get(name) for name in ("rest-pain", "regional-pain")} == {"urgent"}


def test_every_red_flag_and_cause_has_plain_words_for_the_client() -> None:
    for condition in CONDITIONS:
        path = DATA / "handouts" / f"{condition['id']}.yaml"
        words = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert [plain["flag"] for plain in words["warnings"]] == [
            flag["id"] for flag in condition["red_flags"]
        ]
        assert [plain["of"] for plain in words["causes"]] == [
            cause["id"] for cause in condition["causes"]
        ]


def test_whose_words_these_are_is_said() -> None:
    for condition in CONDITIONS:
        said = " ".join(condition["summary"].split())
        assert "from memory; none of it has been reviewed by a clinician" in said
