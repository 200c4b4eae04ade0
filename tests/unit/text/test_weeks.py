"""Weeks that are not wanted are read as people write of them, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from mqi_tui.text.weeks import declined

TODAY = date(2026, 11, 29)
DECEMBER = {date(2026, 12, 7)}


@pytest.mark.parametrize(
    ("words", "weeks"),
    [
        ("Not the week of 7 December, she has conferences; the same time suits both.", DECEMBER),
        ("not the week of Dec 9", DECEMBER),
        ("Tuesdays, not in the week of the 2026-12-13!", DECEMBER),
        ("Not the week of 7 December. Not the week of 4 Jan", {*DECEMBER, date(2027, 1, 4)}),
        ("Not the week of the conferences", set()),
        ("Not the week of 31 February", set()),
        ("The week of 7 December is best", set()),
        ("", set()),
    ],
)
def test_a_week_that_is_not_wanted(words: str, weeks: set[date]) -> None:
    assert declined(words, TODAY) == weeks
