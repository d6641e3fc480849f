"""A day of study begins at four in the morning, in every zone and when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.study.days import beginning, day_of

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (None, UTC, BERLIN, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/St_Johns"))

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.sampled_from(ZONES))
def test_every_moment_lies_within_its_day(moment: datetime, zone: ZoneInfo | None) -> None:
    day = day_of(moment, zone)
    assert beginning(day, zone) <= moment < beginning(day + timedelta(days=1), zone)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 2, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_begins_at_four_when_clocks_change(moment: datetime, day: date) -> None:
    assert day_of(moment, BERLIN) == day
