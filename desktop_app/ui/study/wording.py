"""Words of time as study tells them: spans until something comes again, days, how long it took."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.domain.learning import Rating
from desktop_app.ui.words import counted

RATING_WORDS = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def span_words(span: timedelta) -> str:
    """Return a span in its largest unit: ``10 minutes``, ``4 days``, ``1.5 years``."""
    seconds = span.total_seconds()
    if seconds < _HOUR:
        return counted(max(1, round(seconds / _MINUTE)), "minute", "minutes")
    if seconds < _DAY:
        return counted(round(seconds / _HOUR), "hour", "hours")
    days = seconds / _DAY
    if days < 60:
        return counted(round(days), "day", "days")
    if days < 365:
        return counted(round(days / 30.44), "month", "months")
    return f"{days / 365.25:.1f} years"


def day_words(day: date, now: date) -> str:
    """Return a day as seen from another: ``tomorrow``, ``on Friday``, ``on 3 March 2027``."""
    ahead = (day - now).days
    if ahead <= 0:
        return "today"
    if ahead == 1:
        return "tomorrow"
    if ahead < 7:
        return f"on {day:%A}"
    return f"on {day.day} {day:%B %Y}"


def took_words(seconds: float) -> str:
    """Return how long something has taken: ``under a minute``, ``7 minutes``."""
    minutes = int(seconds // _MINUTE)
    return counted(minutes, "minute", "minutes") if minutes else "under a minute"
