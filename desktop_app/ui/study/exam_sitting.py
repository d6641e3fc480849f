"""An exam being sat: what was answered, what is flagged, where one is, how long is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from desktop_app.domain.questions import Question
from desktop_app.study.exam import Exam


@dataclass(frozen=True, slots=True)
class Sitting:
    """A state of an exam that is sat; every step is a function to the next.

    Parameters
    ----------
    began
        When the exam was begun, with its zone; it goes on while one looks at other pages.
    answers
        What was given, by item.
    flagged
        Items to come back to.
    place
        Number of the question that is open, from 0.
    typing
        Whether one types the answers that can be typed.
    """

    exam: Exam
    began: datetime
    answers: Mapping[str, str] = field(default_factory=dict)
    flagged: frozenset[str] = frozenset()
    place: int = 0
    typing: bool = False

    @property
    def question(self) -> Question:
        """The question that is open."""
        return self.exam.questions[self.place]

    @property
    def given(self) -> str:
        """What was given to it, or nothing."""
        return self.answers.get(self.question.item, "")

    @property
    def is_flagged(self) -> bool:
        """Whether it is flagged."""
        return self.question.item in self.flagged

    @property
    def open(self) -> int:
        """How many questions have no answer yet."""
        return sum(not self.answers.get(each.item) for each in self.exam.questions)

    def left(self, now: datetime) -> timedelta | None:
        """Return how long is left, never less than nothing; None if there is no limit."""
        if not self.exam.minutes:
            return None
        end = self.began + timedelta(minutes=self.exam.minutes)
        return max(end - now, timedelta(0))


def answer(sitting: Sitting, given: str) -> Sitting:
    """Give an answer to the open question, or take it back with an empty one."""
    item, given = sitting.question.item, given.strip()
    kept = {key: value for key, value in sitting.answers.items() if key != item}
    return replace(sitting, answers={**kept, item: given} if given else kept)


def flag(sitting: Sitting) -> Sitting:
    """Flag the open question, or take its flag away."""
    return replace(sitting, flagged=sitting.flagged ^ {sitting.question.item})


def go(sitting: Sitting, place: int) -> Sitting:
    """Open another question; before the first and after the last nothing happens."""
    return replace(sitting, place=min(max(place, 0), len(sitting.exam.questions) - 1))


def left_words(left: timedelta | None) -> str:
    """Return how long is left, in whole minutes so that nobody is hurried by seconds."""
    if left is None:
        return "No time limit"
    minutes = -(-int(left.total_seconds()) // 60)
    if minutes <= 1:
        return "Less than a minute left" if left < timedelta(minutes=1) else "1 minute left"
    return f"{minutes} minutes left"
