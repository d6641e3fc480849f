"""Mastery in words: the steps that it reaches, and the filling that stands for each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Step:
    """A step of mastery: from which share on, its word, what it means."""

    least: float
    word: str
    means: str


STEPS = (
    Step(0.0, "Not begun", "nothing of it was asked yet, or nothing is kept"),
    Step(0.01, "Begun", "less than a third is likely to be recalled"),
    Step(0.33, "Coming", "a third to two thirds"),
    Step(0.67, "Fair", "two thirds and more"),
    Step(0.9, "Sure", "nine in ten and more"),
)
"""Steps of mastery, the least first."""

SAMPLES = (
    (STEPS[0], 0.0),
    *((step, (step.least + after.least) / 2) for step, after in pairwise(STEPS[1:])),
    (STEPS[-1], 1.0),
)
"""Each step with the share that a sample of it shows; the last is full, the first empty."""


def step_of(mastery: float) -> Step:
    """Return the step that a mastery of 0 to 1 has reached."""
    return next(step for step in reversed(STEPS) if mastery >= step.least or step is STEPS[0])


def mastery_words(mastery: float) -> str:
    """Return a mastery in words and per cent."""
    step = step_of(mastery)
    return step.word if step is STEPS[0] else f"{step.word}, {mastery:.0%}".replace("%", " %")
