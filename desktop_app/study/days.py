"""Days of study: they begin at four in the morning, so that a late evening is one day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

BEGINS = timedelta(hours=4)
"""When a day begins, after midnight of the user's own time."""


def day_of(moment: datetime, zone: tzinfo | None = None) -> date:
    """Return the day to which a moment belongs, in this zone or the computer's."""
    return (moment.astimezone(zone).replace(tzinfo=None) - BEGINS).date()


def beginning(day: date, zone: tzinfo | None = None) -> datetime:
    """Return when a day begins, in this zone or the computer's."""
    local = datetime.combine(day, time()) + BEGINS
    return local.replace(tzinfo=zone) if zone is not None else local.astimezone()
