"""Effects of shipped studies are numbers that their main finding gives, with their interval."""

from __future__ import annotations

import re

import pytest

from desktop_app.content import Content, load
from desktop_app.domain.appraisal import Better, Outcome, problem_of
from desktop_app.domain.evidence import OWN_CLAIM, Study

CONTENT: Content = load()
EFFECTS = [
    pytest.param(study, outcome, id=f"{key}-{number}")
    for key, study in CONTENT.studies.items()
    for number, outcome in enumerate(study.effects)
]


def numbers_in(text: str) -> set[float]:
    """Return the numbers of a text, without signs: findings say “lower by 2.3”."""
    return {float(each) for each in re.findall(r"\d+(?:\.\d+)?", text)}


@pytest.mark.parametrize(("study", "outcome"), EFFECTS)
def test_an_effect_lies_inside_its_interval(study: Study, outcome: Outcome) -> None:
    effect = outcome.effect
    assert effect is not None
    assert problem_of(effect) == ""
    assert effect.low is not None
    assert effect.high is not None
    assert effect.low < effect.value < effect.high


@pytest.mark.parametrize(("study", "outcome"), EFFECTS)
def test_its_numbers_stand_in_the_main_finding(study: Study, outcome: Outcome) -> None:
    effect = outcome.effect
    assert effect is not None
    told = numbers_in(study.main_finding)
    for number in (effect.value, effect.low, effect.high):
        assert number is not None
        assert abs(number) in told


@pytest.mark.parametrize(("study", "outcome"), EFFECTS)
def test_it_says_what_was_measured_between_whom_and_where_that_stands(
    study: Study, outcome: Outcome
) -> None:
    assert outcome.name
    assert " against " in outcome.comparison
    assert outcome.source
    assert outcome.better is not Better.UNCLEAR
    if outcome.effect is not None and not outcome.effect.measure.is_ratio:
        assert outcome.instrument, "a difference needs the scale it is measured on"


def test_studies_with_effects_are_those_with_intervals_that_can_be_drawn() -> None:
    """The others give none, or not which measure, or from memory, or no comparison."""
    assert {key for key, study in CONTENT.studies.items() if study.effects} == {
        "chen-w-2013", "dietzel-2023", "zhou-2023",
    }  # fmt: skip


def test_no_shipped_claim_has_the_id_of_an_own_one() -> None:
    assert not [key for key in CONTENT.claims if key.startswith(OWN_CLAIM)]
