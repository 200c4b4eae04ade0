"""The questions: which answers there are."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mqi_tui.domain.private.events import Reading
from mqi_tui.text.dates import kept
from mqi_tui.ui.dialogs import questions

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
    assert kept(questions.dates(when, questions.moment(today))[0]) == first


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))


@given(MOMENTS, MOMENTS)
@example(datetime(2000, 4, 1), datetime(2000, 3, 8))
def test_every_choice_lies_ahead_but_not_far(planned: datetime, now: datetime) -> None:
    """Three weeks at most, or four where one of those days is the conversation's own."""
    weeks = 4 if timedelta(0) < planned - now < timedelta(days=25) else 3
    for choice in questions.dates(kept(planned), now):
        assert timedelta(days=3) < choice - now < timedelta(weeks=weeks, days=4)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-560, "9 minutes before"), (3_560, "59 minutes after"), (-5_746, "1 h 36 min before")],
)
def test_how_far_the_start_is_off_cannot_be_taken_for_a_time_of_day(
    seconds: int, words: str
) -> None:
    now = Reading(mono=0, utc=1_800_000_000_000 + seconds * 1_000, boot="first")
    asked = questions.late_start(1_800_000_000_000, now, 60)
    assert asked._question == f"It is {words} the time you agreed on."


@pytest.mark.parametrize(("spare", "more"), [(0, ""), (24, " (the steps take 36)")])
def test_what_the_steps_take_is_said_where_it_is_less_than_was_agreed_on(
    spare: int, more: str
) -> None:
    now = Reading(mono=0, utc=1_800_000_000_000, boot="first")
    asked = questions.late_start(now.utc, now, 60, spare)
    assert asked._choices["full"] == f"Full 60 min from now: ends 9:00 am{more}"


@pytest.mark.parametrize(
    ("paused", "said"),
    [
        (False, ("still running", "the clock goes on")),
        (True, ("is paused", "the clock stays paused")),
    ],
)
def test_leaving_says_what_the_clock_does(paused: bool, said: tuple[str, str]) -> None:
    asked = questions.quit_running(paused=paused)
    words = f"{asked._question} {asked._detail}"
    assert all(one in words for one in said)
