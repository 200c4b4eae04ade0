"""By when to film and to upload, in the log: filled in where nobody wrote, and never elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.shared.filming import (
    asked_for,
    proposed,
    with_deadlines,
    with_meeting,
    without_meeting,
)
from tests.hostile import HOSTILE

TODAY = date(2026, 11, 24)
FAR, NEAR, TOMORROW = "2026-12-08 16:00", "2026-11-27 09:30", "2026-11-25 16:00"
BLANK = "## Next conversation\n\nDate and time:\nFilm and upload by:\n"
DATED = "## Next conversation\n\nDate and time: {}\nFilm and upload by:{}\n"
SET = DATED.format("Tue 8 Dec 2026, 4:00 pm", " Wed 2 Dec (film), Thu 3 Dec (upload)")


def test_a_date_agrees_on_nothing_else() -> None:
    dated = with_meeting(BLANK, FAR, "", TODAY)
    assert dated == DATED.format("Tue 8 Dec 2026, 4:00 pm", "")
    assert asked_for(dated) == asked_for("no such section\nFilm by: Tue") == ""


def test_what_is_proposed_is_written_when_it_is_taken() -> None:
    dated = with_meeting(BLANK, FAR, "", TODAY)
    assert proposed(dated, FAR, TODAY) == "Wed 2 Dec (film), Thu 3 Dec (upload)"
    assert with_deadlines(dated, FAR, TODAY) == SET
    assert asked_for(SET) == proposed(dated, FAR, TODAY)


@pytest.mark.parametrize(
    ("log", "when"),
    [(SET, FAR), (DATED.format("soon", " Friday"), FAR), (BLANK, ""), (BLANK, TOMORROW), ("", FAR)],
)
def test_nothing_is_proposed_where_it_is_settled_or_cannot_be(log: str, when: str) -> None:
    assert proposed(log, when, TODAY) == ""
    assert with_deadlines(log, when, TODAY) == log


@pytest.mark.parametrize("days", range(7))
def test_what_was_taken_follows_the_date_on_whatever_day_it_was_set(days: int) -> None:
    near = with_deadlines(BLANK, FAR, date(2026, 12, 8) - timedelta(days))
    after = with_meeting(near, "2027-01-19 16:00", FAR, TODAY)
    days_ = " Wed 13 Jan (film), Thu 14 Jan (upload)" if asked_for(near) else ""
    assert after == DATED.format("Tue 19 Jan 2027, 4:00 pm", days_)


def test_a_day_that_is_both_is_said_once_and_none_is_left_blank() -> None:
    assert proposed(BLANK, NEAR, TODAY) == "Wed 25 Nov"
    assert with_meeting(SET, TOMORROW, FAR, TODAY) == DATED.format("Wed 25 Nov 2026, 4:00 pm", "")


@pytest.mark.parametrize(
    "words",
    ["Friday", "Wed 2 Dec (film), Thu 3 Dec (upload)!", "Wed 2 Dec", *HOSTILE],
)
def test_what_people_wrote_stays(words: str) -> None:
    words = " ".join(words.split()) or "-"
    log = DATED.format("soon", f" {words}")
    after = with_meeting(log, FAR, "2026-12-09 16:00", TODAY)
    assert after.split("\n")[3] == log.split("\n")[3]


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ("Wed (film), Thu (upload)", "Wed (film), Thu (upload)"),
        ("- Wed (film)\n- Thu (upload)\n\nthanks", "Wed (film); Thu (upload)"),
        ("Rivera: Friday", "Rivera: Friday"),
        ("\nthanks", ""),
        ("- [ ] ", ""),
        ("Where:\nonline", ""),
        ("- Try two strategies", ""),
        ("Okonjo: they sat in groups\nsee you Friday", ""),
        ("film it twice this time", "film it twice this time"),
        ("- by 3.12.", "by 3.12."),
    ],
)
def test_what_stands_below_the_label_is_said_as_well(below: str, words: str) -> None:
    log = f"{BLANK}{below}\n\n## x\n"
    assert asked_for(log) == words
    assert bool(proposed(log, FAR, TODAY)) is not bool(words)
    assert (with_deadlines(log, FAR, TODAY) == log) is bool(words)


def test_days_that_were_taken_follow_the_date_below_their_label_too() -> None:
    log = SET.replace("by: Wed", "by:\n- Wed")
    after = with_meeting(log, "2027-01-19 16:00", FAR, TODAY)
    assert after.split("\n")[-3:] == [
        "Film and upload by:", "- Wed 13 Jan (film), Thu 14 Jan (upload)", "",
    ]  # fmt: skip


def test_a_line_of_ones_own_is_filled_too_but_only_below_that_heading() -> None:
    below = "## next conversation\n  Film the launch, and send it, by:\nWhere:\n"
    log = f"Film by:\n{below}## x\nFilm by:"
    after = with_deadlines(log, FAR, TODAY).split("\n")
    assert after[2] == "  Film the launch, and send it, by: Wed 2 Dec (film), Thu 3 Dec (upload)"
    assert (after[0], after[-1]) == ("Film by:", "Film by:")


@given(st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE)))
def test_whatever_the_log_holds_its_words_are_kept(text: str) -> None:
    after = with_deadlines(with_meeting(text, FAR, "", TODAY), FAR, TODAY)
    for line in text.split("\n"):
        assert line in after


@pytest.mark.parametrize(
    ("log", "after"),
    [
        (SET, BLANK),
        (DATED.format("Tue 8 Dec 2026, 16:00", " Friday"), DATED.format("", " Friday")),
        (DATED.format("Tue 8 Dec 2026, 4:00 pm, my room", ""), ""),
        (DATED.format("Wed 9 Dec 2026, 4:00 pm", " Wed 2 Dec (film), Thu 3 Dec (upload)"), ""),
        ("## x\nDate and time: Tue 8 Dec 2026, 4:00 pm\n", ""),
        (BLANK, ""),
    ],
)
def test_a_date_is_taken_out_where_it_stands_as_it_was_written_here(log: str, after: str) -> None:
    assert without_meeting(log, FAR) == (after.replace("time: \n", "time:\n") or log)


@pytest.mark.parametrize(
    "log",
    [
        "## Next conversation\n\nFilm by:\n\n## After\n",
        "## Next conversation\n\n## After\n",
        "## Next conversation\n",
        "## Next conversation\n\nbring the board\n",
        "## x\nwords\n",
        "",
    ],
)
def test_a_line_that_was_written_here_with_its_label_is_taken_out_whole(log: str) -> None:
    dated = with_meeting(log, FAR, "", TODAY)
    assert "We meet again: Tue 8 Dec 2026, 4:00 pm" in dated
    assert without_meeting(dated, FAR) == log
    own = dated.replace(" Tue 8 Dec 2026, 4:00 pm", "")
    assert without_meeting(dated, FAR, own) == own, "the label is the template's"
    changed = dated.replace("4:00 pm", "4:00 pm, my room")
    assert without_meeting(changed, FAR) == changed


def test_a_date_set_again_takes_the_place_of_its_line_in_a_log_without_a_section() -> None:
    dated = with_meeting("## x\n", FAR, "", TODAY)
    assert with_meeting(dated, NEAR, FAR, TODAY) == "## x\nWe meet again: Fri 27 Nov 2026, 9:30 am"
