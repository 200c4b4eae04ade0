"""A deadline that is said of the day it is has a date; what has one, or may have two, gets none."""

from __future__ import annotations

from datetime import date

import pytest

from mqi_tui.text.due import names_when, reckoned

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Friday", date(2026, 11, 27)),
        ("Fri.", date(2026, 11, 27)),
        ("this Monday", date(2026, 11, 30)),
        ("Friday week", date(2026, 12, 4)),
        ("tomorrow", date(2026, 11, 25)),
        ("from tomorrow", date(2026, 11, 25)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("in a fortnight", date(2026, 12, 8)),
        ("Tuesday", None),  # today, or in a week
        ("next Friday", None),
        ("8 Dec", None),  # it says its date
        ("Tue 8 Dec 2026", None),
        ("2026-12-08", None),
        ("3/4", None),
        ("our next conversation", None),
        ("the end of term", None),
        ("Friday's lesson", None),
        ("31 February", None),
        ("", None),
    ],
)
def test_the_day_of_a_deadline(words: str, day: date | None) -> None:
    assert reckoned(words, TUESDAY) == day


@pytest.mark.parametrize(
    ("words", "is_named"),
    [
        ("Wed (film), Thu (upload)", True),
        ("- Rivera: by friday", True),
        ("on the 3rd", True),
        ("2 Dec", True),
        ("december 2", True),
        ("3.12.", True),
        ("2026-12-03", True),
        ("4 pm", True),
        ("16:00", True),
        ("next week", True),
        ("in 2 weeks", True),
        ("tomorrow", True),
        ("Try two strategies", False),
        ("Ask 2 students in clip 1", False),
        ("they sat in the sun, and may march on", False),
        ("", False),
    ],
)
def test_whether_words_name_a_day_or_an_hour_among_others(words: str, is_named: bool) -> None:
    assert names_when(words) is is_named
