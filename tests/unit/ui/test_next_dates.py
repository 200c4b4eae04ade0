"""Which dates are offered for the next conversation."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from mqi_tui.text.dates import kept
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.questions import dates

PLANNED = datetime(2026, 12, 8, 16, 0)


@pytest.mark.parametrize("early", range(-12, 21))
def test_neither_its_own_date_nor_a_past_one_is_offered(early: int) -> None:
    now = PLANNED - timedelta(days=early, hours=3, minutes=11)
    offered = dates(kept(PLANNED), now)
    assert len(set(offered)) == 3
    assert min(offered) > now
    assert PLANNED.date() not in {one.date() for one in offered}
    assert {(one.weekday(), one.time()) for one in offered} == {(1, PLANNED.time())}
    away = (offered[0] - now) / timedelta(weeks=1)
    assert 1.4 < away < 2.6 or early in range(11, 19), "two weeks first, where that is not its own"


def test_without_a_date_the_time_is_as_now() -> None:
    now = datetime(2026, 12, 8, 16, 3, 9)
    assert [one.day for one in dates("", now)] == [22, 15, 29]


@pytest.mark.parametrize(
    ("line", "held", "meant"),
    [
        ("28 Nov 10am", True, "2026-11-28 10:00"),
        ("28 Nov 10am", False, "2027-11-28 10:00"),
        ("8 Dec 4pm", True, "2026-12-08 16:00"),
        ("29 Feb 4pm", True, "2027-02-28 16:00"),
        ("29 Feb 2028 4pm", True, "2028-02-29 16:00"),
    ],
)
def test_a_date_of_what_was_held_lies_behind(line: str, held: bool, meant: str) -> None:
    """On the day after, `28 Nov` is yesterday: not the one in a year."""
    screen = questions.another_date("", datetime(2026, 11, 29, 10), held=held)
    assert [kept(one) for one in screen._read(line).moments] == [meant]


def test_no_date_is_offered_in_a_week_that_is_declined() -> None:
    now = datetime(2026, 11, 29, 16, 0)
    screen = questions.next_date("2026-11-29 16:00", now, to_settle="Not the week of 7 December.")
    assert [one.day for one in screen._offered] == [6, 20, 27]


def test_where_no_other_week_is_left_all_are_offered() -> None:
    now = datetime(2026, 11, 29, 16, 0)
    weeks = [date(2026, 11, 30) + timedelta(weeks=n) for n in range(5)]
    assert dates("2026-11-29 16:00", now, weeks) == dates("2026-11-29 16:00", now)


def test_no_date_is_offered_before_the_conversation_itself() -> None:
    """What is planned for 14 December is followed by what is after it, two weeks on first."""
    own, now = "2026-12-14 16:00", datetime(2026, 11, 29, 16, 0)
    screen = questions.next_date(own, now, own=own)
    assert [(one.month, one.day) for one in screen._offered] == [(12, 28), (12, 21), (1, 4)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("7 Dec 4pm", "that is before this conversation, Mon 14 Dec"),
        ("21 Dec 4pm", ""),
        ("7 Dec 4pm CET", "CET is not kept: say it in your time · that is before this"),
    ],
)
def test_a_date_before_the_conversation_is_taken_and_told_so(line: str, told: str) -> None:
    own, now = "2026-12-14 16:00", datetime(2026, 11, 29, 16, 0)
    said = questions.next_date(own, now, own=own)._read(line)
    assert len(said.moments) == 1
    assert said.remark.startswith(told)
    assert bool(said.remark) == bool(told)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("9 Dec 4pm", "you prepared to say: not the week of Mon 7 Dec"),
        ("14 Dec 4pm", ""),
        ("9 Dec 4pm CET", "CET is not kept: say it in your time · you prepared to say: not the w"),
    ],
)
def test_a_date_in_a_week_that_is_declined_is_taken_and_told_so(line: str, told: str) -> None:
    now = datetime(2026, 11, 29, 16, 0)
    screen = questions.next_date("2026-11-29 16:00", now, to_settle="Not the week of 7 December.")
    said = screen._read(line)
    assert len(said.moments) == 1
    assert said.remark.startswith(told)
    assert bool(said.remark) == bool(told)
