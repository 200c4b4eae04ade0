"""Dates as people type them: one meaning, both meanings, or a complaint; never a silent guess."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.text.dates import (
    EXAMPLES,
    away,
    brief,
    deadlines,
    echo,
    in_words,
    kept,
    read,
    spelled,
    use_clock,
)
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 24, 16, 20)
"""A Tuesday."""
FIVE = time(17)


def meant(line: str, usual: time | None = FIVE, now: datetime = NOW) -> list[str]:
    return [kept(moment) for moment in read(line, now, usual).moments]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("2026-12-08 16:00", "2026-12-08 16:00"),
        ("2026-12-08T16:00", "2026-12-08 16:00"),
        ("2026-12-8", "2026-12-08 17:00"),
        ("8 Dec 4pm", "2026-12-08 16:00"),
        ("Dec 8, 4:30 p.m.", "2026-12-08 16:30"),
        ("dec 8 at 4.30pm", "2026-12-08 16:30"),
        ("8th of December 2026 16:00", "2026-12-08 16:00"),
        ("Tuesday 8 December 2026 3:30pm", "2026-12-08 15:30"),
        ("Tue, Dec 8, 5:00 pm", "2026-12-08 17:00"),
        ("4pm on 8 dec", "2026-12-08 16:00"),
        ("December 8", "2026-12-08 17:00"),
        ("24 Nov 5pm", "2026-11-24 17:00"),
        ("3 March 9am", "2027-03-03 09:00"),
        ("29 Feb 9am", "2028-02-29 09:00"),
        ("wed 9am", "2026-11-25 09:00"),
        ("Thursday at noon", "2026-11-26 12:00"),
        ("this friday 8:15 am", "2026-11-27 08:15"),
        ("tomorrow", "2026-11-25 17:00"),
        ("today 6pm", "2026-11-24 18:00"),
        ("in 2 weeks", "2026-12-08 17:00"),
        ("in a week at 10:00", "2026-12-01 10:00"),
        ("In 10 days 4 pm", "2026-12-04 16:00"),
        ("Tue 5pm", ["2026-11-24 17:00", "2026-12-01 17:00"]),
        ("Tue 4pm", "2026-12-01 16:00"),
        ("next tue", ["2026-12-01 17:00", "2026-12-08 17:00"]),
        ("next Friday 3pm", ["2026-11-27 15:00", "2026-12-04 15:00"]),
        ("wed at 5", ["2026-11-25 17:00", "2026-11-25 05:00"]),
        ("wed at 9", ["2026-11-25 09:00", "2026-11-25 21:00"]),
        ("wed 4:30", ["2026-11-25 16:30", "2026-11-25 04:30"]),
        ("wed 04:30", "2026-11-25 04:30"),
        ("wed 8:15", "2026-11-25 08:15"),
        ("3/4", ["2027-03-04 17:00", "2027-04-03 17:00"]),
        ("3/4/2027 9am", ["2027-03-04 09:00", "2027-04-03 09:00"]),
        ("24/12", "2026-12-24 17:00"),
        ("12/24 4pm", "2026-12-24 16:00"),
        ("24.12. 16:00", "2026-12-24 16:00"),
        ("5/5", "2027-05-05 17:00"),
        ("12pm tomorrow", "2026-11-25 12:00"),
        ("12am tomorrow", "2026-11-25 00:00"),
        ("4pm", "2026-11-25 16:00"),
        ("30/11 16h", "2026-11-30 16:00"),
        ("30/11 16h30", "2026-11-30 16:30"),
        ("Mon 30/11 4 pm", "2026-11-30 16:00"),
        ("in 10 minutes", "2026-11-24 16:30"),
        ("in 2 hours", "2026-11-24 18:20"),
        ("in half an hour", "2026-11-24 16:50"),
        ("05:44", "2026-11-25 05:44"),
        ("4.30 pm wed", "2026-11-25 16:30"),
        ("noon tomorrow", "2026-11-25 12:00"),
        ("wed half past four pm", "2026-11-25 16:30"),
        ("wed half past four", ["2026-11-25 16:30", "2026-11-25 04:30"]),
        ("quarter to five wed", ["2026-11-25 16:45", "2026-11-25 04:45"]),
        ("wed at four pm", "2026-11-25 16:00"),
        ("2026-12-08T16:00:00", "2026-12-08 16:00"),
        ("Dec 8 @ 4pm", "2026-12-08 16:00"),
        ("Tuesday week", "2026-12-08 17:00"),
        ("a week on Friday 4pm", "2026-12-04 16:00"),
        ("in a fortnight", "2026-12-08 17:00"),
        ("next Tue 4pm", ["2026-12-01 16:00", "2026-12-08 16:00"]),
        ("8 Dec 4–5pm", "2026-12-08 16:00"),
        ("8 Dec 4:00-5:00 pm", "2026-12-08 16:00"),
        ("8 Dec 11-1pm", "2026-12-08 11:00"),
        ("8 Dec 11:30 am to 1 pm", "2026-12-08 11:30"),
        ("8 Dec 16:00 – 17:00", "2026-12-08 16:00"),
        ("8 Dec 4pm ET", "2026-12-08 16:00"),
        ("Tue 1 Dec 2026, 5:00 pm, in 7 days", "2026-12-01 17:00"),
    ],
)
def test_what_a_line_means(line: str, moment: str | list[str]) -> None:
    assert meant(line) == ([moment] if isinstance(moment, str) else moment)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "not understood"),
        ("soon", "not understood"),
        ("Tue 5pm maybe", "not understood"),
        ("8 Dec or 9 Dec 4pm", "not understood"),
        ("32 Dec", "there is no 32 Dec"),
        ("30 Feb 2027", "there is no 30 Feb 2027"),
        ("2026-13-01 9:00", "there is no 1 month 13 2026"),
        ("31/31", "there is no 31/31"),
        ("Monday 8 December 2026 4pm", "8 Dec 2026 is a Tuesday"),
        ("today 9am", "Tue 24 Nov 2026, 9:00 am is past"),
        ("2026-11-01 16:00", "Sun 1 Nov 2026, 4:00 pm is past"),
        ("8 Dec 25:00", "there is no 25:00"),
        ("8 Dec 4:75pm", "there is no 4:75pm"),
        ("8 Dec 13pm", "there is no 13pm"),
        ("8 Decoy 4pm", "not understood"),
        ("24 Marchetti 2026 4pm", "not understood"),
        ("Tue 30/11 16h", "30 Nov 2026 is a Monday"),
        ("in 2 years", "not understood"),
    ],
)
def test_what_is_not_understood_is_refused(line: str, complaint: str) -> None:
    said = read(line, NOW, FIVE)
    assert said.moments == ()
    assert said.complaint.startswith(complaint)


def test_the_complaint_says_what_would_do() -> None:
    assert EXAMPLES in read("soonish", NOW).complaint


def test_without_a_usual_hour_one_must_be_named() -> None:
    assert read("in 2 weeks", NOW).complaint.startswith("at what time?")
    assert meant("in 2 weeks 4pm", None) == ["2026-12-08 16:00"]


def test_what_is_past_may_be_meant_where_that_is_asked_for() -> None:
    [moment] = read("2026-11-01 16:00", NOW, past=True).moments
    assert kept(moment) == "2026-11-01 16:00"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "Tue 24 Nov 2026, 4:20 pm, today"),
        (NOW + timedelta(1), "Wed 25 Nov 2026, 4:20 pm, tomorrow"),
        (NOW + timedelta(7), "Tue 1 Dec 2026, 4:20 pm, in 7 days"),
        (NOW - timedelta(2), "Sun 22 Nov 2026, 4:20 pm, 2 days ago"),
        (datetime(2027, 1, 1, 0, 5), "Fri 1 Jan 2027, 12:05 am, in 38 days"),
    ],
)
def test_it_is_said_in_full(moment: datetime, words: str) -> None:
    assert echo(moment, NOW) == words
    assert words.endswith(away(moment, NOW))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 8, 16, 0), "Tue 8 Dec, 4:00 pm"),
        (datetime(2027, 3, 2, 9, 5), "Tue 2 Mar, 9:05 am"),
        (datetime(2025, 12, 9, 16, 0), "Tue 9 Dec 2025, 4:00 pm"),
        (datetime(2028, 1, 4, 16, 0), "Tue 4 Jan 2028, 4:00 pm"),
    ],
)
def test_a_date_in_a_list_is_brief(moment: datetime, words: str) -> None:
    assert brief(moment, NOW) == words


moments = st.datetimes(NOW, datetime(2030, 1, 1)).map(
    lambda one: one.replace(second=0, microsecond=0)
)


@given(moments)
def test_what_is_said_in_full_is_read_again(moment: datetime) -> None:
    assert read(spelled(moment), NOW, past=True).moment == moment
    assert read(kept(moment), NOW, past=True).moment == moment


@given(moments, st.sampled_from([12, 24]))
def test_whatever_we_print_of_a_date_is_read_the_same(moment: datetime, hours: int) -> None:
    use_clock(hours)
    try:
        said = [kept(moment), spelled(moment), brief(moment, NOW), echo(moment, NOW)]
    finally:
        use_clock(12)
    for words in said:
        assert moment in read(words, NOW, past=True).moments, words


@pytest.mark.parametrize("zone", ["ET", "EST", "Eastern", "UTC", "GMT", "PT"])
def test_a_time_zone_is_told(zone: str) -> None:
    said = read(f"8 Dec 4pm {zone}", NOW)
    assert said.moment == datetime(2026, 12, 8, 16)
    assert said.remark == f"{zone.upper()} is not kept: say it in your time"


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(line: str) -> None:
    said = read(line, NOW, FIVE)
    assert bool(said.moments) != bool(said.complaint)
    assert all(moment > NOW for moment in said.moments)


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines_are_refused(line: str) -> None:
    assert read(line, NOW, FIVE).complaint


TUESDAY = date(2026, 12, 8)
"""The day of a conversation."""


@pytest.mark.parametrize(
    ("days_before", "words"),
    [
        (300, "film by Wed 2 Dec, upload by Thu 3 Dec"),
        (14, "film by Wed 2 Dec, upload by Thu 3 Dec"),
        (7, "film by Wed 2 Dec, upload by Thu 3 Dec"),
        (6, "film by Thu 3 Dec, upload by Fri 4 Dec"),
        (5, "film by Fri 4 Dec, upload by Sat 5 Dec"),
        (4, "film by Sat 5 Dec, upload by Sun 6 Dec"),
        (3, "film and upload by Sun 6 Dec"),
        (2, "film and upload by Mon 7 Dec"),
        (1, "None"),
        (0, "None"),
        (-3, "None"),
    ],
)
def test_the_days_to_film_and_to_upload(days_before: int, words: str) -> None:
    assert str(deadlines(TUESDAY, TUESDAY - timedelta(days_before))) == words


@given(st.dates(date(1, 1, 1), date(9999, 1, 1)), st.dates(date(1, 1, 1), date(9999, 1, 1)))
def test_no_such_day_is_before_tomorrow_or_as_late_as_the_conversation(
    talk: date, today: date
) -> None:
    if made := deadlines(talk, today):
        assert today < made.film <= made.upload < talk
        assert made.upload - made.film <= timedelta(1)


def test_what_is_kept_is_told_in_words_and_what_is_no_moment_as_it_is() -> None:
    assert in_words("2026-12-08 16:00") == "Tue 8 Dec 2026, 4:00 pm"
    assert (in_words(""), in_words("soon")) == ("", "soon")
