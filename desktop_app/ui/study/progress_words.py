"""What progress says: shares, days, the numbers that are told first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.learning import Progress


def share_words(share: float) -> str:
    """Return a share of 0 to 1 in per cent."""
    return f"{share * 100:.0f} %"


def day_words(day: date) -> str:
    """Return a day in words."""
    return f"{day:%a} {day.day} {day:%b %Y}"


@dataclass(frozen=True, slots=True)
class Told:
    """A number that tells how learning stands, and what it means."""

    name: str
    value: str
    means: str


def told(progress: Progress, today: date) -> tuple[Told, ...]:
    """Return the numbers that are told first."""
    kept = progress.retention
    due = next((each.reviews for each in progress.forecast if each.day == today), 0)
    return (
        Told(
            "Kept",
            share_words(kept) if kept is not None else "–",
            "of what you had learned was recalled when it was asked, in the last 30 days"
            if kept is not None
            else "nothing that you had learned was asked in the last 30 days",
        ),
        Told(
            "Days in a row",
            str(progress.streak),
            "on which you studied, up to today or yesterday",
        ),
        Told(
            "Learned",
            f"{progress.learned:,}",
            f"of {progress.total:,} questions; {progress.seen:,} were asked at least once",
        ),
        Told("Due today", f"{due:,}", "questions to repeat, what is overdue among them"),
    )
