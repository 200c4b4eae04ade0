"""Time in words: no signs, whole seconds, and short enough for where they stand."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private import catch_up_text, clock_actions, time_text
from mqi_tui.domain.private.catch_up import Payment, Proposal
from mqi_tui.domain.private.events import MINUTE, SECOND, Reading
from mqi_tui.domain.private.moment import of_day
from mqi_tui.domain.private.plan import Plan, hour
from mqi_tui.domain.private.ready import ready
from tests.unit.hour import Hour, minutes, outline


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (1_000, "0:01"),
        (65_000, "1:05"),
        (-65_000, "1:05"),
        (99 * MINUTE + 59 * SECOND, "99:59"),
        (100 * MINUTE, "1:40:00"),
        (10 * 60 * MINUTE + SECOND, "10:00:01"),
    ],
)
def test_a_span(ms: int, said: str) -> None:
    assert time_text.span(ms) == said


@pytest.mark.parametrize(
    ("ms", "said"), [(240_000, "4:00"), (239_999, "4:00"), (239_000, "3:59"), (1, "0:01")]
)
def test_time_left_begins_whole(ms: int, said: str) -> None:
    assert time_text.span_left(ms) == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "12:00 am"),
        (0, 5, "12:05 am"),
        (9, 7, "9:07 am"),
        (11, 59, "11:59 am"),
        (12, 0, "12:00 pm"),
        (12, 30, "12:30 pm"),
        (17, 1, "5:01 pm"),
        (23, 59, "11:59 pm"),
    ],
)
def test_a_face_has_twelve_hours(hour: int, minute: int, said: str) -> None:
    moment = datetime(2026, 11, 24, hour, minute)
    assert time_text.face(int(moment.timestamp() * 1000)) == said


PACES = [
    ("start 3:00", "on track"),
    ("start 3:29.999", "on track"),
    ("start 3:30", "0:30 behind"),
    ("start 5:10", "2:10 behind"),
    ("start 2:01 next", "on track"),
    ("start 2:00 next", "1:00 to spare"),
    ("start 0:01 go=3", "4:59 to spare"),
]


@pytest.mark.parametrize(("script", "said"), PACES)
def test_pace(script: str, said: str) -> None:
    assert time_text.pace(Hour(script=script).clock) == said


@pytest.mark.parametrize(
    ("script", "tail"),
    [
        ("start 3:00", "00 pm"),
        ("start 3:29.999", "00 pm"),
        ("start 3:30", "01 pm, 1 min late"),
        ("start 4:29", "01 pm, 1 min late"),
        ("start 5:59", "03 pm, 3 min late"),
    ],
)
def test_the_projected_end_says_how_late(script: str, tail: str) -> None:
    hour = Hour()
    hour.now = Reading(0, int(datetime(2026, 11, 24, 16, 0).timestamp() * 1000), "first")
    assert hour.play(script).glance.ends == f"ends 5:{tail}"


def test_the_projected_end_says_how_early() -> None:
    assert Hour(script="start 0:00 go=3").glance.ends.endswith(", 5 min early")


def test_how_late_it_ends_is_what_the_two_times_of_day_say() -> None:
    """12:53 instead of 12:56 is three minutes, whatever their seconds are."""
    hour = Hour()
    hour.now = Reading(0, int(datetime(2026, 11, 24, 16, 0, 40).timestamp() * 1000), "first")
    assert hour.play("start 3:30").glance.ends == "ends 5:01 pm, 1 min late"


@pytest.mark.parametrize("seconds", [0, 1, 20, 31, 40, 59])
@pytest.mark.parametrize(
    "script", ["3:00", "3:15", "3:29", "3:31", "3:59", "2:45 next", "2:20 next"]
)
def test_who_is_on_track_is_neither_late_nor_early(seconds: int, script: str) -> None:
    hour = Hour()
    hour.now = Reading(0, int(datetime(2026, 11, 24, 16, 0, seconds).timestamp() * 1000), "first")
    said = hour.play(f"start {script}").glance
    if said.pace == "on track":
        assert (said.ends, said.against) == ("ends 5:00 pm", "as planned")
    else:
        assert said.against != "as planned"


def test_the_end_is_told_as_a_time_of_day() -> None:
    hour = Hour()
    four = int(datetime(2026, 11, 24, 16, 0).timestamp() * 1000)
    hour.now = Reading(0, four, "first")
    glance = hour.play("start 4:00").glance
    assert glance.ends == "ends 5:01 pm, 1 min late"
    assert glance.now == "4:04 pm"
    assert glance.plan_by == "action plan by 4:48 pm"
    assert glance.total == "4 of 60 min"
    assert glance.pay == "step 8 can pay: 5 → 4 min"
    assert glance.late


STATES = [
    # script, digits, state
    ("", "3:00", "not started"),
    ("start", "3:00", "left of 3:00"),
    ("start 1:01", "1:59", "left of 3:00"),
    ("start 2:24", "0:36", "left of 3:00"),
    ("start 3:00.500", "0:00", "left of 3:00"),
    ("start 3:01", "0:01", "over its 3:00"),
    ("start 3:45", "0:45", "over its 3:00"),
    ("start 1:00 pause 2:05", "2:00", "PAUSED for 2:05"),
    ("start 0:01 go=10 1:30", "1:30", "no minutes set"),
    ("start 0:01 go=10 extend=2 1:30", "0:30", "left of 2:00"),
    ("start 1:00 out=8 go=8 1:00", "4:00", "left of 5:00"),
    ("start 48:00 out=8 go=8 1:00", "1:00", "had 5 min, now none"),
    ("start 48:00 out=8 go=8 extend=1", "1:00", "left of 1:00"),
    ("start 1:00 end 9:00", "2:00", "ended"),
]


@pytest.mark.parametrize(("script", "digits", "state"), STATES)
def test_the_running_step(script: str, digits: str, state: str) -> None:
    glance = Hour(script=script).glance
    assert (glance.digits, glance.state) == (digits, state)


PLANNED = [
    ("", 2, {}, ""),
    ("start", 2, {}, ""),
    ("start extend=1", 2, {}, "planned 3:00"),
    ("start extend=-1", 2, {}, "planned 3:00"),
    ("start 0:01 go=10", 2, {}, ""),
    ("start 0:01 go=10 extend=1", 2, {}, "not planned"),
    ("start 0:01 go=7", 1, {}, ""),
    ("start 0:01 go=7 extend=2", 1, {}, "not planned"),
    ("start 0:01 go=6", 2, {6: StepChange(minutes=12)}, ""),
]


@pytest.mark.parametrize(("script", "clips", "changes", "said"), PLANNED)
def test_what_the_step_was_given(
    script: str, clips: int, changes: dict[int, StepChange], said: str
) -> None:
    assert Hour(outline(60, clips, changes), script).glance.planned == said


ROWS = [
    # script, step, mark, time, brief, over
    ("", 1, "○", "3 min", "3 min", False),
    ("", 10, "○", "no minutes set", "no min", False),
    ("", 7, "○", "2 and 10 min", "12 min", False),
    ("start 0:01 go=7", 7, "▶", "2 and 10 min   NOW", "12 min", False),
    ("start 1:00", 1, "▶", "3 min   NOW", "3 min", False),
    ("start 3:01", 1, "▶", "3 min   NOW", "3 min", True),
    ("start 2:48 next", 1, "✓", "2:48 of 3, 0:12 left over", "2:48", False),
    ("start 3:00 next", 1, "✓", "3:00", "3:00", False),
    ("start 3:00.900 next", 1, "✓", "3:00", "3:00", False),
    ("start 3:31 next", 1, "✓", "3:31 of 3, 0:31 over", "0:31 over", True),
    ("start 15:31 next", 1, "✓", "15:31 of 3, 12:31 over", "12m over", True),
    ("start 143:00 next", 1, "✓", "2:23:00 of 3, 2:20:00 over", "140m over", True),
    ("start 1:00 skip", 1, "–", "not today", "not today", False),
    ("start 1:00 go=6", 3, "○", "10 min", "10 min", False),
    ("start 1:00 go=6 2:00 go=3", 6, "○", "begun, 8:00 left of 10", "8:00 left", False),
    ("start 1:00 go=7 1:30 go=3", 7, "○", "begun, 10:30 left of 12", "10m left", False),
    ("start 1:00 go=10 2:00 go=3", 10, "○", "begun, 2:00 so far", "2:00", False),
    ("start 1:00 go=6 12:00 go=3", 6, "○", "12:00 of 10, 2:00 over", "2:00 over", True),
    ("start 1:00 go=6 2:00 go=3 1:00 end", 6, "✓", "2:00 of 10, 8:00 left over", "2:00", False),
    ("start 1:00 go=10 2:00 end", 10, "✓", "2:00", "2:00", False),
    ("start 1:00 end", 2, "○", "2 min", "2 min", False),
]


@pytest.mark.parametrize(("script", "step", "mark", "time", "brief", "over"), ROWS)
def test_a_row_of_the_timeline(
    script: str, step: int, mark: str, time: str, brief: str, over: bool
) -> None:
    row = Hour(script=script).glance.rows[step - 1]
    assert (row.number, row.mark, row.time, row.brief, row.over) == (step, mark, time, brief, over)


def test_a_step_without_its_clip_is_not_today_until_someone_goes_there() -> None:
    hour = Hour(outline(60, 1), "start 0:01")
    assert hour.glance.rows[6].brief == "not today"
    assert hour.play("go=7 1:00").glance.rows[6].mark == "▶"
    assert hour.play("next").glance.rows[6].time == "1:00"


@pytest.mark.parametrize(
    ("script", "next_"),
    [
        ("start", "2 Review goals (2 min)"),
        ("start 0:01 go=9", "10 Schedule the next conversation (no minutes set)"),
        ("start 0:01 go=10", ""),
        ("start 0:01 skip 0:01 go=1", "2 Review goals (2 min)"),
    ],
)
def test_what_comes_next(script: str, next_: str) -> None:
    assert Hour(script=script).glance.next == next_


@pytest.mark.parametrize(
    ("script", "part"),
    [
        ("start 0:01 go=6", "describe"),
        ("start 0:01 go=6 3:59", "describe"),
        ("start 0:01 go=6 4:00", "elevate"),
        ("start 0:01 go=6 8:00", "next steps"),
        ("start 0:01 go=6 30:00", "next steps"),
        ("start 0:01 go=7", "frame 2 min"),
        ("start 0:01 go=7 2:01", "describe"),
        ("start 0:01 go=7 11:00", "next steps"),
        ("start", ""),
    ],
)
def test_the_arc_of_a_clip_talk(script: str, part: str) -> None:
    arc = Hour(script=script).glance.arc
    assert "".join(name for name, reached in arc if reached) == part


def test_a_clip_talk_without_time_stays_at_the_beginning_of_its_arc() -> None:
    arc = Hour(outline(60, 0), "start 0:01 go=6 5:00").glance.arc
    assert [name for name, reached in arc if reached] == ["describe"]


@pytest.mark.parametrize(
    ("script", "against"),
    [
        ("", "would end 5:00 pm"),
        ("start", "as planned"),
        ("start 4:00", "planned 5:00 pm"),
        ("start 1:00 next", "planned 5:00 pm"),
        ("start 2:00 pause 5:00", "planned 5:00 pm"),
        ("start 1:00 end", ""),
    ],
)
def test_the_planned_end_is_a_time_of_day(script: str, against: str) -> None:
    assert Hour(script=script).glance.against == against


def test_the_whole_is_said_before_the_start_and_of_it_what_has_passed_later() -> None:
    assert Hour().glance.total == "60 min planned"
    assert Hour(script="start 18:00").glance.total == "18 of 60 min"


@pytest.mark.parametrize("minutes", [45, 50, 60])
def test_before_the_start_the_hour_counts_the_minutes_that_the_plan_counts(minutes: int) -> None:
    plan = Plan("Ms. Lee", minutes=minutes)
    said = Hour(hour(plan)).glance
    assert said.total == f"36 of {minutes} min planned"
    assert ready(plan, {}).total.startswith(f"36 of {minutes} min")
    assert said.against == "would end 4:36 pm"


def test_position_and_reminder() -> None:
    assert Hour().glance.position == ""
    assert Hour(script="start 0:01 go=4").glance.position == "4 of 10"
    assert Hour(script="start 57:00").glance.reminder == "schedule the next conversation"
    assert Hour(script="start 0:01 go=9").glance.plan_by == ""


def test_a_plan_that_begins_later_shows_the_first_step_there_is() -> None:
    hour = Hour(outline(changes={1: StepChange(skip=True)}))
    assert (hour.glance.title, hour.glance.digits) == ("Review goals", "2:00")
    assert hour.play("start").glance.position == "2 of 10"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("kept=30 0:01 go=6 10:00 go=7 0:00", "action plan 4 min late at best"),
        ("kept=33 0:01 go=6 10:00 go=7 0:00", "action plan 1 min late at best"),
        ("kept=36 0:01 go=6 10:00 go=7 0:00", "action plan by 4:24 pm"),
        ("kept=16 0:01 go=8 0:00", "action plan 1 min late at best"),
        ("kept=10 0:01 go=9 0:00", ""),
    ],
)
def test_where_the_action_plan_can_no_longer_begin_in_time_that_is_said(
    script: str, said: str
) -> None:
    hour = Hour()
    hour.now = Reading(0, int(datetime(2026, 11, 24, 16, 0).timestamp() * 1000), "first")
    assert hour.play(script).glance.plan_by == said


@pytest.mark.parametrize(
    ("proposal", "line"),
    [
        (None, ""),
        (Proposal((), 3), "3 min unpaid: agree on a later end"),
        (Proposal((), 3, can_skip=True), "3 min unpaid: agree on a later end, or skip a step"),
        (Proposal((Payment(8, 5, 4),)), "step 8 can pay: 5 → 4 min"),
        (Proposal((Payment(8, 5, 0),), 1), "skip step 8 (5 min) · 1 min unpaid"),
        (
            Proposal((Payment(8, 5, 3), Payment(7, 12, 0))),
            "skip step 7 (12 min) and 8: 5 → 3 min",
        ),
    ],
)
def test_one_line_says_who_pays(proposal: Proposal | None, line: str) -> None:
    assert catch_up_text.payment_line(proposal) == line


@pytest.mark.parametrize(
    ("proposal", "short", "brief"),
    [
        (None, "", ""),
        (Proposal((), 3), "3 min unpaid", "3 min unpaid"),
        (Proposal((), 3, can_skip=True), "3 min unpaid: skip a step", "3 min unpaid"),
        (Proposal((Payment(8, 5, 4),)), "step 8: 5 → 4 min", "step 8 pays"),
        (Proposal((Payment(8, 5, 0),)), "skip step 8", "skip step 8"),
        (Proposal((Payment(8, 5, 0),), 1), "skip step 8 · 1 min unpaid", "skip 8 …"),
        (
            Proposal((Payment(8, 5, 3), Payment(7, 12, 0))),
            "skip step 7 · 8: 5 → 3",
            "skip 7 …",
        ),
        (
            Proposal((Payment(8, 5, 0), Payment(3, 10, 6), Payment(7, 12, 0)), 5),
            "skip steps 7, 8 · 3: 10 → 6 · 5 min unpaid",
            "skip 7, 8 …",
        ),
    ],
)
def test_few_words_name_those_who_fall_away_first(
    proposal: Proposal | None, short: str, brief: str
) -> None:
    assert catch_up_text.payment_short(proposal) == short
    assert catch_up_text.payment_brief(proposal) == brief


MOVED = [
    ("", "start", "Started: step 1"),
    ("start 1:00", "next", "Step 2: Review goals"),
    ("start 1:00 next", "back", "Back to step 1: its time goes on where it was"),
    (
        "start 1:00 next skip",
        "back",
        "Back to step 1: 2 is not today, a number goes there",
    ),
    ("start 1:00", "out=7", "Skipped step 7"),
    ("start 1:00 out=8 go=7", "next", "Step 9: Action plan and collaborative log · 8 is not today"),
    (
        "start 1:00 out=8",
        "go=8",
        "Gone to step 8: Feedback that fitted no clip · 5 min again",
    ),
    (
        "start 44:00 out=8",
        "go=8",
        "Gone to step 8: Feedback that fitted no clip · 4 of 5 min",
    ),
    ("start 48:00 out=8", "go=8", "Gone to step 8: Feedback that fitted no clip · it had 5 min"),
    ("start 1:00 out=8", "out=8", "Step 8 is today again · 5 min again"),
    ("start 5:00 out=8", "out=8", "Step 8 is today again · 3 of 5 min"),
    ("start 58:00 out=8", "out=8", "Step 8 is today again · it had 5 min"),
    ("start 1:00 next skip back", "out=2", "Step 2 is today again"),
    ("start 1:00 out=8 out=8", "undo", "Undone: step 8 is not today"),
    ("start 1:00", "go=9", "Gone to step 9: Action plan and collaborative log"),
    ("start 1:00", "skip", "Step 1 is not today · now step 2"),
    ("start 1:00", "pause", "Paused: the end moves while this lasts"),
    ("start 1:00 pause 2:10", "pause", "Goes on · the pause took 2:10"),
    ("start", "extend=1", "Step 1 has 1 min more"),
    ("start", "extend=-1", "Step 1 has 1 min less"),
    ("start 3:00 next", "backdate=2", "Step 2 began 2:00 earlier"),
    ("start 5:00", "pay", "Step 8: 5 → 3 min"),
    ("start 33:00", "pay", "Skipped steps 7, 8 · 3: 10 → 6 · 6: 10 → 6"),
    ("start 30:00", "away=20", "20:00 away is not counted"),
    ("start 1:00 next", "undo", "Undone: now step 1"),
    ("start 1:00 skip", "undo", "Undone: now step 1"),
    ("start", "undo", "Undone: the start"),
    ("start extend=1", "undo", "Undone: 1 min more for step 1"),
    ("start extend=-1", "undo", "Undone: 1 min less for step 1"),
    ("start 1:00 pause", "undo", "Undone: the pause"),
    ("start 1:00 pause 1:00 pause", "undo", "Undone: going on · paused again"),
    ("start 3:00 next backdate=2", "undo", "Undone: the earlier start of step 2"),
    ("start 5:00 pay", "undo", "Undone: who pays"),
    ("start 33:00 pay", "undo", "Undone: who pays"),
    ("start 1:00 out=3", "undo", "Undone: step 3 is today again"),
    ("start 8:00 pay", "undo", "Undone: step 8 is today again"),
    ("start 30:00 away=20", "undo", "Undone: 20:00 away · counted again"),
    ("start extend=1 extend=1 undo", "undo", "Undone: 1 min more for step 1"),
    ("start", "end", "Ended"),
]


@pytest.mark.parametrize(("script", "move", "said"), MOVED)
def test_a_move_says_what_changed(script: str, move: str, said: str) -> None:
    hour = Hour(script=script)
    before, last = hour.clock, clock_actions.last_move(hour.events)
    hour.play(move)
    said_now = time_text.moved(hour.events[-1], before, hour.clock, last)
    assert said_now == said
    assert len(said_now) < 60


def test_an_absence_that_counts_says_so() -> None:
    hour = Hour(script="start 9:00")
    before = hour.clock
    hour.do(clock_actions.away, {1: 4 * MINUTE}, counted=True)
    assert time_text.moved(hour.events[-1], before, hour.clock) == "4:00 away is counted"


SCRIPTS = st.lists(
    st.sampled_from(
        ["0:07", "1:31", "12:00", "100:00", "next", "back", "skip", "pause", "go=6", "go=10",
         "extend=3", "extend=-1", "backdate=1", "pay", "undo"]
    ),
    max_size=12,
)  # fmt: skip


@given(SCRIPTS, st.integers(0, 2))
def test_whatever_happens_words_have_no_signs_and_fit(script: list[str], clips: int) -> None:
    hour = Hour(outline(60, clips), "start")
    for word in script:
        try:
            hour.play(word)
        except clock_actions.Refused:
            continue
        glance = hour.glance
        assert len(glance.state) <= 20
        assert all(len(row.brief) <= 9 for row in glance.rows)
        said = [glance.digits, glance.state, glance.pace, glance.ends, glance.pay, glance.planned]
        said += [row.time for row in glance.rows]
        assert not [line for line in said if re.search(r"[+−-]\s*\d|\b1 mins\b|\bNone\b", line)]


@given(SCRIPTS, st.lists(st.integers(1, 999), max_size=8))
def test_all_that_is_shown_changes_together_and_once_a_second(
    script: list[str], odd: list[int]
) -> None:
    hour = Hour(script="start")
    for word, ms in zip(script, odd, strict=False):
        hour.wait(ms)
        with suppress(clock_actions.Refused):
            hour.play(word)
    hour.wait(1_000)
    changes = 0
    for _ in range(20):
        before, second = hour.glance, hour.clock.at // SECOND
        hour.wait(50)
        changed = hour.glance != before
        assert not changed or hour.clock.at // SECOND != second
        changes += changed
    assert changes <= 1


def _minute(words: str) -> int:
    """The minute of the day of the time that stands in some words."""
    hour, minute, half = map(str, re.findall(r"(\d+):(\d+) ([ap])m", words)[0])
    return (int(hour) % 12 + 12 * (half == "p")) * 60 + int(minute)


def _off(words: str, sooner: str, after: str, pattern: str) -> int:
    """Whole minutes that some words tell: below zero, they tell of time to spare. Of m:ss, what is
    behind is read to the nearest, and of what is to spare the full ones.
    """
    found = re.search(f"{pattern} (?:min )?({sooner}|{after})", words)
    if not found:
        return 0
    *_, number, side = map(str, found.groups())
    half = MINUTE // 2 if side == after else 0
    whole = int(number) if number.isdigit() else (minutes(number) + half) // MINUTE
    return whole if side == after else -whole


@given(SCRIPTS, st.integers(0, 59_999), st.integers(0, 600_000), st.integers(-400, 400))
def test_all_minutes_on_one_screen_are_the_same(
    script: list[str], began: int, kept: int, jitter: int
) -> None:
    """Late or early, behind or to spare, unpaid, both ends, and by when the action plan begins.

    `jitter`: how far the machine's two clocks came apart, which changes no word.
    """
    hour = Hour()
    four = int(datetime(2026, 11, 24, 16, 0).timestamp() * 1000)
    hour.now = Reading(0, four + began, "first")
    hour.do(clock_actions.start, until_end=kept and 60 * MINUTE - kept)
    planned_end = hour.now.utc + hour.clock.planned_end
    for word in script:
        with suppress(clock_actions.Refused):
            hour.play(word)
        said = hour.glance
        if not said.ends or hour.clock.at > 90 * MINUTE:
            continue
        off = _off(said.ends, "early", "late", r"(\d+)")
        assert off == _off(said.pace, "to spare", "behind", r"([\d:]+)"), said
        assert (_minute(said.ends) - _minute(f"now {said.now}")) % 1440 < 720, "it is to come"
        planned = said.ends if said.against == "as planned" else said.against
        assert _minute(said.ends) - _minute(planned) in (off, off - 1440, off + 1440)
        if said.proposal:
            paid = sum(one.before - one.after for one in said.proposal.payments)
            unpaid = said.proposal.unpaid
            assert paid + unpaid == off or (paid > off and not unpaid)
            assert f"{unpaid} min unpaid" in said.pay or not unpaid
        if said.plan_by.startswith("action plan by"):
            nine = hour.clock.budget[9] // MINUTE
            assert (_minute(planned) - _minute(said.plan_by) - nine) % 1440 == 0
        elif said.plan_by:
            assert said.proposal
            assert said.plan_by == f"action plan {said.proposal.unpaid} min late at best"
        assert of_day(hour.clock, hour.now).endswith(planned.partition(" ")[2].partition(",")[0])
        if SECOND < planned_end % MINUTE < MINUTE - 2 * SECOND:
            hour.now = replace(hour.now, utc=hour.now.utc + jitter)
            apart = hour.glance
            hour.now = replace(hour.now, utc=hour.now.utc - jitter)
            assert (apart.ends, apart.against) == (said.ends, said.against)


def test_an_agreed_end_stays_the_same_time_of_day_where_two_clocks_come_apart() -> None:
    """It is on a minute: a hair before it would be told as the minute before."""
    hour = Hour()
    hour.now = Reading(0, int(datetime(2026, 11, 24, 16, 17).timestamp() * 1000), "first")
    hour.play("kept=28 0:01 go=6 3:00")
    before = hour.glance
    hour.now = replace(hour.now, utc=hour.now.utc - 300)
    assert (hour.glance.ends, hour.glance.against) == (before.ends, before.against)
    assert before.against == "planned 4:45 pm"


def test_digits_never_skip_a_second_over_zero() -> None:
    hour = Hour(script="start 2:57")
    shown = []
    for _ in range(7):
        shown.append(hour.glance.digits)
        hour.wait(minutes("0:01"))
    assert shown == ["0:03", "0:02", "0:01", "0:00", "0:01", "0:02", "0:03"]


@pytest.mark.parametrize(
    ("script", "part"),
    [
        ("start 0:01 go=7", "framing: 2:00 left"),
        ("start 0:01 go=7 0:46", "framing: 1:14 left"),
        ("start 0:01 go=7 0:46 pause 1:00", "framing: 1:14 left"),
        ("start 0:01 go=7 1:59", "framing: 0:01 left"),
        ("start 0:01 go=7 2:00", "talk"),
        ("start 0:01 go=7 1:00 extend=1", "framing: 1:00 left"),
        ("start 0:01 go=7 12:00", "talk"),
        ("start 0:01 go=7 12:01", ""),
        ("start 0:01 go=6", ""),
        ("start 0:01 go=5", ""),
        ("", ""),
        ("start 0:01 go=7 1:00 end", ""),
    ],
)
def test_a_step_with_a_framing_in_it_says_which_of_the_two_runs(script: str, part: str) -> None:
    now = Hour(script=script).glance
    assert now.part == part
    assert not now.steady.part
    arc = "".join(name for name, reached in now.arc if reached)
    if part:
        assert (arc == "frame 2 min") is part.startswith("framing")
