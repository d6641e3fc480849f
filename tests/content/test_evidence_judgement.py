"""What studies and claims may say: references, stances, certainty, numbers, wording."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parents[2] / "data"
LAST = {
    "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27, "PC": 9,
    "TE": 23, "GB": 44, "LR": 14, "GV": 29, "CV": 24, "EX-LE": 12, "EX-UE": 11,
}  # fmt: skip
NEUROPATHY = re.compile("neuropathy$")
AMERICAN = re.compile(
    r"\b(randomized|tumors?|anemia|fibers?|centers?|color|behavior|edema|paresthesia|"
    r"hemorrhage|ischemia|diarrhea|standardized|recognized|labeled)\b"
)
EFFECT = re.compile(
    r"\b(improv(es?|ed|ing)|reliev(es?|ed|ing)|eas(es|ed) (the )?(pain|numbness|symptoms)|heals?|"
    r"cures?|effective|restor(es?|ed|ing)|stimulates? (blood|circulation|nerve)|boosts?|"
    r"promotes?|(increases?|raises?|lowers?|reduces?|enhances?) (the )?"
    r"(blood|flow|circulation|pain|inflammation|stress|numbness|sensation))\b",
    re.IGNORECASE,
)
WORDS = {"seven": "7", "eight": "8", "ten": "10", "fourteen": "14", "sixteen": "16",
         "eighteen": "18", "nineteen": "19", "sixty-three": "63"}  # fmt: skip
GRADED = ("high", "moderate", "low", "very-low")


@cache
def _all(folder: str) -> tuple[dict[str, Any], ...]:
    paths = sorted((DATA / folder).glob("*.yaml"))
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths)


def _studies() -> dict[str, dict[str, Any]]:
    return {study["key"]: study for study in _all("studies")}


def _claims() -> dict[str, dict[str, Any]]:
    return {claim["id"]: claim for file in _all("claims") for claim in file["claims"]}


def _stances(claim: dict[str, Any], *stances: str) -> list[dict[str, Any]]:
    return [link for link in claim.get("studies", ()) if not stances or link["stance"] in stances]


def _is_point(code: str) -> bool:
    match = re.fullmatch(r"([A-Z]{2}(?:-[A-Z]{2})?)(\d+)", code)
    return match is not None and 1 <= int(match[2]) <= LAST.get(match[1], 0)


CLAIMS = sorted(_claims())
each_claim = pytest.mark.parametrize("name", CLAIMS)


@each_claim
def test_studies_of_a_claim_exist(name: str) -> None:
    keys = [link["key"] for link in _stances(_claims()[name])]
    assert set(keys) <= set(_studies())
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "entry", [*_all("studies"), *_claims().values()], ids=lambda e: str(e.get("key", e.get("id")))
)
def test_point_codes_are_real(entry: dict[str, Any]) -> None:
    assert [code for code in entry.get("points", ()) if not _is_point(code)] == []


def test_leg_codes_are_points_of_the_atlas() -> None:
    atlas = {
        point["code"]
        for file in _all("points")
        for point in file["points"]
        if not point["code"].startswith("EX-")
    }
    low = {"ST": 31, "SP": 1, "BL": 36, "KI": 1, "GB": 29, "LR": 1}
    high = {"ST": 45, "SP": 13, "BL": 67, "KI": 11, "GB": 44, "LR": 12}
    for entry in (*_all("studies"), *_claims().values()):
        for code in entry.get("points", ()):
            line, number = code[:2], int(re.sub(r"\D", "", code))
            back = line == "BL" and 41 <= number <= 52
            if low.get(line, 99) <= number <= high.get(line, 0) and not back:
                assert code in atlas


@each_claim
def test_points_of_a_graded_claim_come_from_its_studies(name: str) -> None:
    claim = _claims()[name]
    kinds = ("circulation", "meridian-specificity", "inflammation", "neuropathy", "wellbeing")
    if claim["kind"] in kinds and claim["certainty"] in GRADED:
        tested = {p for link in _stances(claim) for p in _studies()[link["key"]].get("points", ())}
        assert set(claim.get("points", ())) <= tested


@each_claim
def test_a_null_study_supports_only_with_a_word_on_why(name: str) -> None:
    for link in _stances(_claims()[name], "supports"):
        if _studies()[link["key"]]["direction"] == "no-difference":
            assert link["note"].startswith("A null ")


@each_claim
def test_certainty_does_not_outrun_the_studies(name: str) -> None:
    claim = _claims()[name]
    if claim["certainty"] not in GRADED or claim["kind"] in ("method", "diagnosis", "safety"):
        return
    bearing = [_studies()[link["key"]] for link in _stances(claim, "supports", "mixed", "against")]
    designs = {study["design"] for study in bearing}
    assert claim["certainty"] != "high"
    weak = {"mechanistic-animal", "case-series", "case-report", "narrative-review"}
    if designs <= weak:
        assert claim["certainty"] == "very-low"
    recalled = [s for s in bearing if "main_finding" in s.get("unsure_fields", ())]
    if len(recalled) == len(bearing):
        assert claim["certainty"] == "very-low"
    if claim["certainty"] == "moderate":
        large = [s for s in bearing if s.get("sample_size", 0) >= 200]
        assert large or "guideline" in designs


@each_claim
def test_animal_work_is_called_animal_work(name: str) -> None:
    claim = _claims()[name]
    bearing = _stances(claim, "supports", "mixed", "against")
    designs = {_studies()[link["key"]]["design"] for link in bearing}
    if designs == {"mechanistic-animal"}:
        assert re.search(r"\b(mice|rats|animals?)\b", claim["statement"])


def test_one_trial_in_two_papers_counts_once() -> None:
    for claim in _claims().values():
        supports = {link["key"] for link in _stances(claim, "supports")}
        assert not {"dietzel-2023", "hoerder-2023"} <= supports, claim["id"]


def test_unwelcome_results_are_told() -> None:
    unwelcome = {
        key for key, s in _studies().items() if s["direction"] in ("no-difference", "harm", "mixed")
    }
    told = {
        link["key"]
        for claim in _claims().values()
        for link in _stances(claim, "supports", "mixed", "against")
    }
    assert unwelcome - told == set()


def test_every_study_bears_on_a_claim() -> None:
    used = {link["key"] for claim in _claims().values() for link in _stances(claim)}
    assert set(_studies()) - used == set()


def test_every_claim_can_be_reached() -> None:
    listed: set[str] = set()
    for topic in _all("topics"):
        listed.update(name for part in topic["parts"] for name in part.get("claims", ()))
    for condition in _all("conditions"):
        listed.update(condition["claims"])
        listed.update(name for cause in condition["causes"] for name in cause["claims"])
    scoped = {c["id"] for c in _claims().values() if c.get("points") or c.get("meridians")}
    assert set(_claims()) - listed - scoped == set()


@each_claim
def test_a_claim_says_what_it_is_about(name: str) -> None:
    claim = _claims()[name]
    assert any(claim.get(scope) for scope in ("points", "meridians", "conditions"))


def test_the_five_cited_studies_are_marked() -> None:
    cited = [(s["key"], s["cited_by_source"]) for s in _all("studies") if "cited_by_source" in s]
    best = {key for key, citation in cited if citation["role"] == "best"}
    assert best == {
        "valentini-2024", "ecam-604590-2012", "liu-s-2021", "dimitrova-2017", "hoerder-2023",
    }  # fmt: skip
    statements = {citation["statement"] for _, citation in cited}
    assert len(statements) == 5
    for statement in statements:
        group = [citation for _, citation in cited if citation["statement"] == statement]
        shares = {citation["role"]: citation["confidence"] for citation in group}
        assert sum(citation["confidence"] for citation in group) <= 1.0
        assert shares["best"] == max(citation["confidence"] for citation in group)


def test_points_used_in_trials_are_told_apart_from_points_shown_to_matter() -> None:
    protocols = [
        study
        for study in _all("studies")
        if study["design"] in ("rct", "controlled-trial", "case-series", "meta-analysis")
        and any(NEUROPATHY.search(name) for name in study.get("conditions", ()))
    ]
    atlas = {point["code"] for file in _all("points") for point in file["points"]}
    for code in sorted({p for study in protocols for p in study.get("points", ())} & atlas):
        claim = _claims()[f"{code.lower()}-used-in-trials"]
        users = {study["key"] for study in protocols if code in study.get("points", ())}
        assert claim["certainty"] == "no-study"
        assert claim["points"] == [code]
        assert {link["key"] for link in _stances(claim)} == users


def _numbers(text: str) -> set[str]:
    bare = re.sub(r"\b[A-Z]{1,2}(?:-[A-Z]{2})?-?\d+\b|\b[A-Za-z-]+-\d{4}\b", " ", text)
    return set(re.findall(r"\d+(?:[.,]\d+)*", bare))


def _spelt(text: str) -> set[str]:
    words = re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower())
    return {WORDS[word] for word in words if word in WORDS}


@each_claim
def test_numbers_of_a_claim_stand_in_its_studies(name: str) -> None:
    claim = _claims()[name]
    if not claim.get("studies"):
        return
    records = [_studies()[link["key"]] for link in _stances(claim)]
    fields = ("title", "year", "population", "sample_size", "intervention", "comparator",
              "main_finding", "limitations", "outcomes", "provenance")  # fmt: skip
    text = " ".join(str(record.get(field, "")) for record in records for field in fields)
    known = _numbers(text) | _spelt(text)
    told = " ".join([claim["statement"], claim["why"], *(n["note"] for n in _stances(claim))])
    assert _numbers(told) - known == set()


@each_claim
def test_claims_are_short_and_british(name: str) -> None:
    claim = _claims()[name]
    text = " ".join([claim["statement"], claim["why"], *(n["note"] for n in _stances(claim))])
    assert AMERICAN.findall(text) == []
    assert len(re.findall(r"[.?](?: |$)", claim["statement"])) <= 2
    assert not re.search(r"\b(proves|proven that|clinically proven|works)\b", text)


def test_effect_words_are_found_where_they_stand() -> None:
    assert EFFECT.search("Acupuncture improves sleep.")
    assert EFFECT.search("It increases blood flow.")
    assert not EFFECT.search("Feel both foot pulses.")


@pytest.mark.parametrize("topic", _all("topics"), ids=lambda topic: str(topic["id"]))
def test_topic_prose_claims_no_effect(topic: dict[str, Any]) -> None:
    prose = [topic["summary"], *(part.get("text", "") for part in topic["parts"])]
    for text in prose:
        assert EFFECT.findall(text) == []
        assert AMERICAN.findall(text) == []


def _ref_exists(ref: str) -> bool:
    kind, _, key = ref.removeprefix("yq:").partition("/")
    found = {
        "topic": {topic["id"] for topic in _all("topics")},
        "condition": {condition["id"] for condition in _all("conditions")},
        "study": set(_studies()),
        "claim": set(_claims()),
    }
    return key in found.get(kind, set())


@pytest.mark.parametrize("topic", _all("topics"), ids=lambda topic: str(topic["id"]))
def test_topic_points_to_what_exists(topic: dict[str, Any]) -> None:
    links = [*topic.get("see_also", ())]
    for part in topic["parts"]:
        assert set(part.get("claims", ())) <= set(_claims())
        links += re.findall(r"\]\((\S+?)\)", part.get("text", ""))
    assert [link for link in links if not _ref_exists(link)] == []
