"""The questions: which answers there are."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui import asking
from mqi_tui.dates import kept
from mqi_tui.private.events import Reading

DATES = [
    # planned for, today, the first choice
    ("2026-11-24 16:00", "2026-11-24 16:55", "2026-12-08 16:00"),
    ("2026-11-24 16:00", "2026-11-24 15:50", "2026-12-08 16:00"),
    ("2026-11-24 16:00", "2026-11-26 09:00", "2026-12-08 16:00"),
    ("2025-09-02 16:00", "2026-11-24 16:55", "2026-12-08 16:00"),
    ("", "2026-11-24 16:55", "2026-12-08 16:55"),
]


@pytest.mark.parametrize(("when", "today", "first"), DATES)
def test_the_next_date_is_the_same_weekday_and_time(when: str, today: str, first: str) -> None:
    assert kept(asking.dates(when, asking.moment(today))[0]) == first


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))


@given(MOMENTS, MOMENTS)
def test_every_choice_lies_ahead_but_not_far(planned: datetime, now: datetime) -> None:
    for choice in asking.dates(kept(planned), now):
        assert timedelta(days=3) < choice - now < timedelta(days=25)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (8 * 60_000 + 8_000, "It is 8 minutes after the time you agreed on."),
        (-3 * 60_000, "It is 3 minutes before the time you agreed on."),
    ],
)
def test_how_late_it_is_cannot_be_taken_for_the_time_of_day(ms: int, words: str) -> None:
    assert asking.late_start(0, Reading(ms, ms), 60).question == words
