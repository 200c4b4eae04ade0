"""A wrong clock deletes nothing: what counts is the days on which mqi was seen at work."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.store import backups, passed
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import ID
from tests.store.test_backups import write
from tests.store.test_library import make

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OTHER = "2026-11-24-rivera-7"


def day(number: int) -> date:
    return NOW.date() + timedelta(days=number)


@pytest.mark.parametrize(
    ("seen", "days", "since"),
    [
        ([0], 30, None),
        ([0, 30], 30, None),
        ([0, 7, 14, 21, 28, 30], 30, 0),
        ([*range(31)], 30, 0),
        ([*range(36)], 30, 5),
        ([0, 10, 20, 30, 40], 30, None),
        ([0, 10, 20, 30, 40, 50], 30, 8),
        ([0, 40, 41, 42], 8, 1 + 33),
        ([0, 40, 41, 42], 10, None),
    ],
)
def test_from_day_to_day_a_week_counts_at_most(
    seen: list[int], days: int, since: int | None
) -> None:
    found = passed.before([day(number) for number in seen], days)
    assert (found.date() if found else None) == (None if since is None else day(since))


@pytest.mark.parametrize(
    ("seen", "uncertain"),
    [([0], 0), ([0, 40], 40), ([0, 40, 41, 44], 40), ([0, 40, 43, 47], 48), ([0, 3, 7], 8)],
)
def test_after_a_jump_a_week_is_uncertain(seen: list[int], uncertain: int) -> None:
    assert passed.uncertain([day(number) for number in seen]) == day(uncertain)


def on(home: Home, number: int) -> Library:
    """The library on that day from `NOW`, by the clock."""
    at = NOW + timedelta(days=number)
    return Library(home, now=lambda: at)


def everything(library: Library, home: Home) -> tuple[int, list[str], list[str]]:
    """How many versions, what is in the trash, which backups."""
    versions = sum(1 for _ in library.history(ID))
    return versions, library.trashed(), [one.day for one in backups.listed(home)]


def lived_in(home: Home) -> None:
    """Nine days of work: versions in several generations, something in the trash, backups."""
    library = on(home, 0)
    make(library)
    make(library, cycle=7)
    for number in range(9):
        library = on(home, number)
        write(library, f"text {number}")
        library.tidy()
    library.trash(OTHER)
    for path in (home.state / "journals" / ID).iterdir():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))


WRONG = {
    "forty days ahead": [40],
    "ahead for days": [40, 41, 42, 43],
    "further and further ahead": [20, 30, 40],
    "years ahead, and again": [4000, 9, 4000, 9, 4000, 9, 4000, 9, 4000, 9, 4000],
    "far back": [-20000],
    "far back and far ahead": [-20000, 400, -20000, 400],
    "a day to and fro": [9, 8, 9, 8, 9, 8, 9, 8] * 5,
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_clock_that_was_wrong_takes_nothing_with_it(home: Home, wrong: str) -> None:
    lived_in(home)
    before = everything(Library(home), home)
    assert before[0] > 5
    assert before[1] == [OTHER]
    assert len(before[2]) == backups.KEPT
    for number in [*WRONG[wrong], 9, 10]:
        library = on(home, number)
        library.tidy()
        write(library, f"text of day {number}")  # which is opened for it
    versions, trashed, kept = everything(Library(home), home)
    assert versions >= before[0]
    assert trashed == [OTHER]
    assert set(before[2]) - set(kept) <= set(before[2][-2:]), "but for those whose time has come"
    assert len(kept) >= backups.KEPT


def test_what_was_thrown_away_by_a_clock_far_back_stays_for_its_thirty_days(home: Home) -> None:
    on(home, 0).tidy()
    long_ago = on(home, -20000)
    make(long_ago)
    long_ago.trash(ID)
    for number in range(23):
        on(home, number).tidy()
        assert long_ago.trashed() == [ID], number
    for number in range(23, 33):
        on(home, number).tidy()
    assert Library(home).trashed() == []


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40, unique=True).map(sorted))
def test_nothing_is_older_than_the_calendar_says(numbers: list[int]) -> None:
    seen = [day(number) for number in numbers]
    for days in (1, 7, 30):
        found = passed.before(seen, days)
        assert found is None or (seen[-1] - found.date()).days >= days
        steps = [min(b - a, passed.MOST) for a, b in pairwise(numbers)]
        assert (found is None) == (sum(steps) < days)


def test_the_note_of_days_may_be_damaged_or_gone(home: Home) -> None:
    lived_in(home)
    for garbage in ("", "{", '["soon"]', "[[[]]]", "7", '{"a": 1}'):
        (home.state / "days.json").write_text(garbage)
        on(home, 60).tidy()
        assert on(home, 60).trashed() == [OTHER]
