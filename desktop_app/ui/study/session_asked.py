"""What a session has asked, what was answered, and what has come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop_app.domain.learning import Due, Rating
from desktop_app.domain.questions import Question
from desktop_app.ui.study.asking import Answered


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the session knows of its item.

    Parameters
    ----------
    intervals
        After what time each rating makes it come again.
    confused
        What was answered instead, the commonest first, if it keeps being forgotten.
    """

    due: Due
    question: Question
    intervals: Mapping[Rating, timedelta] = field(default_factory=dict)
    confused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A rated answer of the session; ``when`` tells its review from others of the item."""

    asked: Asked
    answered: Answered
    rating: Rating
    when: datetime
    took_ms: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has come of a session: items in order with whether the first answer was right."""

    answers: int
    seconds: float
    firsts: tuple[tuple[Asked, bool], ...]

    @classmethod
    def of(cls, given: Sequence[Given], seconds: float) -> Outcome:
        """Return what has come of these answers."""
        firsts: dict[str, tuple[Asked, bool]] = {}
        for each in given:
            verdict = each.answered.verdict
            right = (verdict.right or verdict.close) and each.rating is not Rating.AGAIN
            firsts.setdefault(each.asked.due.item, (each.asked, right))
        return cls(len(given), seconds, tuple(firsts.values()))

    @property
    def right(self) -> int:
        """How many were right when first asked."""
        return sum(right for _, right in self.firsts)

    @property
    def wrong(self) -> tuple[Asked, ...]:
        """Those that were not."""
        return tuple(asked for asked, right in self.firsts if not right)
