"""Dates in a document: one meaning, or to be corrected and told why; never a silent guess."""

from __future__ import annotations

import pytest

from mqi_tui.files.guide.markdown import lines
from mqi_tui.files.guide.match import Found, match


def read(words: str) -> Found:
    return match(lines(f"**Teacher:** Ms. Rivera\n\n{words}"))


@pytest.mark.parametrize(
    "words",
    [
        "Date: Tue 24 Nov 2026, 4-5pm", "Date: 24 Nov 2026 4:00-5:00 pm",
        "Date: Nov 24, 2026 16:00–17:00", "Date & Time: November 24, 2026 4:00 PM",
        "Date/Time: 2026-11-24T16:00", "Date and time: 24 November 2026 @ 4pm",
        "When: 24 Nov 2026 16h", "Meeting date: 24 November 2026 4 p.m.",
        "Day/Time: Tuesday, Nov 24, 2026, 4pm", "Date: 24/11/2026 4pm", "Date: 11/24/26 16:00",
        "Date: Nov 24, 2026\nTime: 4pm", "**Date & Time:** ____Nov 24, 2026 4pm____",
    ],
)  # fmt: skip
def test_a_date_is_read_as_one_that_is_typed(words: str) -> None:
    found = read(words)
    assert (found.plan.when, found.drafts) == ("2026-11-24 16:00", {})


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("November 24 2026 4:30", "Tue 24 Nov 2026, 4:30 pm or Tue 24 Nov 2026, 4:30 am"),
        ("24 Marchetti 2026 4pm", "a day with its year to be added"),
        ("Mon 24 Nov 2026 4pm", "24 Nov 2026 is a Tuesday"),
        ("24 Nov 2026 (Wednesday) 4pm", "24 Nov 2026 is a Tuesday"),
        ("24 Nov 2026 13pm", "there is no 13pm"),
        ("31 Nov 2026 4pm", "there is no 31 Nov 2026"),
        ("3/4/2026 4 pm", "Wed 4 Mar 2026, 4:00 pm or Fri 3 Apr 2026, 4:00 pm"),
        ("24 Nov 2026", "a time to be added"),
        ("Tue, Nov 24 @ 4pm", "a day with its year to be added"),
    ],
)
def test_what_is_unsure_is_to_be_corrected_and_told(words: str, why: str) -> None:
    found = read(f"**Date:** {words}")
    assert (found.plan.when, found.drafts) == ("", {"when": words})
    assert found.look == (f"When: {words} ({why})",)


def test_a_date_without_a_year_takes_no_more_than_its_line() -> None:
    found = match(
        lines(
            "Name of teacher being coached: Ms. Rivera\nName of coach: J. Okafor\n"
            "When: Tue, Nov 24 @ 4pm\nLength: 45 min\n\nREALITY – What is happening now?\n"
            "Answers only\nWILL\nFilm on Monday\n"
        )
    )
    assert found.drafts == {"when": "Tue, Nov 24 @ 4pm"}
    assert (found.plan.teacher, found.plan.coach) == ("Ms. Rivera", "J. Okafor")
    assert "Film on Monday" in found.plan.notes
