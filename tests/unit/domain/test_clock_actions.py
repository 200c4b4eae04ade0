"""What a coach may do to the clock, and what is refused with a reason."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.clock_actions import Refused
from mqi_tui.domain.private.events import MINUTE, SECOND, Reading
from mqi_tui.text.dates import FORMAT
from tests.unit.hour import FOUR_PM, Hour, minutes, outline

REFUSED = [
    # where it stands, what is tried, words of the reason
    ("", "next", "Start the conversation first"),
    ("", "back", "Start the conversation first"),
    ("", "pause", "Start the conversation first"),
    ("", "end", "Start the conversation first"),
    ("", "undo", "nothing to undo"),
    ("start", "start", "started already"),
    ("start", "back", "the first step"),
    ("start 0:01 go=10", "next", "Step 10 is the last one"),
    ("start 0:01 go=10", "skip", "Step 10 is the last one"),
    ("start", "go=1", "Step 1 is running already"),
    ("start", "go=0", "There is no step 0"),
    ("start", "go=11", "There is no step 11"),
    ("start", "go=-1", "There is no step -1"),
    ("", "out=7", "Start the conversation first"),
    ("start 1:00 next next", "out=1", "Step 1 is not one that is still to come"),
    ("start 1:00 out=2 next", "out=2", "Step 2 is not one that is still to come"),
    ("start", "out=9", "Step 9 is always held"),
    ("start", "out=10", "Step 10 is always held"),
    ("start", "out=11", "Step 11 is not one"),
    ("start 0:01 go=10", "out=10", "Step 10 is the last one"),
    ("start", "extend=-3", "One minute is the least"),
    ("start 0:01 go=10", "extend=-1", "One minute is the least"),
    ("start", "backdate=0", "Between 1 and 60"),
    ("start", "backdate=-2", "Between 1 and 60"),
    ("start", "backdate=61", "Between 1 and 60"),
    ("start 3:00 next", "backdate=4", "step 1 ran just before · it began only 3 min ago"),
    ("start 3:00", "backdate=3", "began 3 min ago or longer already"),
    ("start 3:00 next 0:30 backdate=2", "backdate=2", "began 2 min ago or longer"),
    (
        "start 0:30 next",
        "backdate=1",
        "step 1 ran just before · it began less than a minute ago",
    ),
    (
        "start 5:00 next 3:00 back 1:00 next",
        "backdate=3",
        "step 1 ran just before · it began only 1 min",
    ),
    ("start", "pay", "No step can pay now"),
    ("start 1:00 pause 20:00", "undo undo", "Only the start is left"),
    ("start 1:00 next undo", "undo", "Only the start is left"),
    ("start end", "next", "has ended"),
    ("start end", "undo", "has ended"),
    ("start end", "end", "has ended"),
    ("start end", "pause", "has ended"),
    ("start 0:00 pause 30:00", "away=20", "Nothing was counted"),
]


@pytest.mark.parametrize(("where", "tried", "reason"), REFUSED)
def test_a_move_that_makes_no_sense_is_refused_with_a_reason(
    where: str, tried: str, reason: str
) -> None:
    hour = Hour(script=where)
    with pytest.raises(Refused, match=reason):
        hour.play(tried)


def test_a_step_to_come_is_left_out_and_the_running_one_goes_on() -> None:
    hour = Hour(script="start 1:00 out=7")
    assert (hour.clock.step, hour.clock.left_out) == (1, (7,))
    hour.play("undo")
    assert hour.clock.left_out == ()


@pytest.mark.parametrize("number", [0, 1])
def test_the_running_step_is_skipped_by_its_number_and_by_none(number: int) -> None:
    hour = Hour(script=f"start 1:00 out={number}")
    assert (hour.clock.step, 1 in hour.clock.today) == (2, False)


def test_a_refused_move_leaves_no_trace() -> None:
    hour = Hour(script="start 1:00")
    before = hour.events
    with pytest.raises(Refused):
        hour.play("go=1")
    assert hour.events is before


def test_a_plan_without_any_step_cannot_start() -> None:
    nothing = {n: StepChange(skip=True) for n in range(1, 11)}
    with pytest.raises(Refused, match="leaves out every step"):
        Hour(outline(changes=nothing), "start")


BOUNCES = [
    ("start next", 1),
    ("start 0:00.499 next", 1),
    ("start 0:00.500 next", 2),
    ("start 0:01 next 0:00.100 next", 2),
    ("start 0:01 next 0:00.100 beat next", 2),
    ("start 0:01 next 0:00.600 next", 3),
    ("start 0:01 next 0:00.100 undo next", 2),
    ("start 0:01 go=5 next", 6),
    ("start 0:01 next pause next", 3),
]


@pytest.mark.parametrize(("script", "step"), BOUNCES)
def test_two_nexts_within_half_a_second_are_one(script: str, step: int) -> None:
    assert Hour(script=script).clock.step == step


def test_after_a_restart_no_next_is_a_bounce() -> None:
    hour = Hour(script="start 1:00")
    hour.now = Reading(7, hour.now.utc - 9 * 60 * MINUTE, "second")
    assert hour.play("next").clock.step == 2


STARTS = [
    ("15:58", False),
    ("15:57", True),
    ("16:00", False),
    ("16:02", False),
    ("16:03", True),
    ("14:00", True),
    ("13:59", False),
    ("18:00", True),
    ("18:01", False),
]


@pytest.mark.parametrize(("at", "asks"), STARTS)
def test_which_end_holds_is_asked_only_when_late_or_early_and_near(at: str, asks: bool) -> None:
    ms = FOUR_PM + minutes(f"{at}") * 60 - 16 * 60 * MINUTE
    assert clock_actions.asks_how_to_start(FOUR_PM, Reading(0, ms)) is asks


EARLY = [
    # planned for 16:00 on the 24th
    ("24 00:01", False),
    ("23 23:59", True),
    ("23 07:00", True),
    ("14 16:00", True),
    ("24 16:00", False),
    ("25 09:00", False),
]


@pytest.mark.parametrize(("at", "asks"), EARLY)
def test_whether_to_start_at_all_is_asked_on_a_day_before_its_own(at: str, asks: bool) -> None:
    planned, now = (datetime.strptime(f"2026-11-{one}", FORMAT) for one in ("24 16:00", at))
    assert clock_actions.is_early(planned, now) is asks
    assert not clock_actions.is_early(None, now)


def test_a_call_right_after_midnight_is_started_right_before_it() -> None:
    planned, now = datetime(2026, 11, 25, 0, 15), datetime(2026, 11, 24, 23, 50)
    assert not clock_actions.is_early(planned, now)


def test_without_a_date_nothing_is_asked() -> None:
    assert not clock_actions.asks_how_to_start(None, Reading(0, FOUR_PM))


@pytest.mark.parametrize(("late", "left"), [(10, 50), (-10, 70), (59, 1), (120, 1)])
def test_the_end_that_was_agreed_upon_is_kept(late: int, left: int) -> None:
    now = Reading(0, FOUR_PM + late * MINUTE)
    assert clock_actions.kept_end(outline(), FOUR_PM, now) == left * MINUTE


def test_a_start_can_be_undone_while_nothing_followed_it() -> None:
    hour = Hour(script="start 0:30 beat undo")
    assert not hour.clock.started
    assert hour.play("5:00 start 1:00").clock.elapsed == {1: MINUTE}
    assert not hour.play("undo").clock.started


def test_one_undo_too_many_does_not_lose_the_hour() -> None:
    hour = Hour(script="start 30:00 next undo")
    with pytest.raises(Refused):
        hour.play("undo")
    assert hour.clock.at == 30 * MINUTE


def test_undo_says_what_it_would_take_back() -> None:
    hour = Hour(script="start 1:00 next 1:00 extend=1 beat")
    assert clock_actions.last_move(hour.events) == hour.events[-2]
    hour.play("undo")
    last = clock_actions.last_move(hour.events)
    assert last is not None
    assert last.kind == "advance"


def test_a_gap_that_counts_is_a_record_and_no_move() -> None:
    hour = Hour(script="start 1:00 next 9:00")
    before = hour.clock
    hour.do(clock_actions.away, {2: 8 * MINUTE}, counted=True)
    assert hour.clock == before
    assert hour.events[-1].ms == 8 * MINUTE
    assert hour.play("undo").clock.step == 1


def test_no_more_is_away_than_the_step_lasted() -> None:
    hour = Hour(script="start 5:00 next 1:00 back 2:00 away=20")
    assert hour.events[-1].ms == 7 * MINUTE
    assert hour.clock.elapsed == {1: 0, 2: MINUTE}
    assert hour.clock.lasted == (0, MINUTE, 0)


def test_gaps_in_two_steps_come_off_both() -> None:
    hour = Hour(script="start 9:00 next 8:00 next 1:00")
    hour.do(clock_actions.away, {1: 5 * MINUTE, 2: 4 * MINUTE})
    assert hour.clock.elapsed == {1: 4 * MINUTE, 2: 4 * MINUTE, 3: MINUTE}
    assert hour.clock.away_total == 9 * MINUTE


STALE = [
    {9: 5 * MINUTE},
    {10: 0},
    {1: MINUTE},
    {2: MINUTE},
    {8: 6 * MINUTE},
    {8: 5 * MINUTE},
    {8: -MINUTE},
    {8: 0, 9: 11 * MINUTE},
]


@pytest.mark.parametrize("budgets", STALE)
def test_a_payment_that_no_longer_fits_is_refused(budgets: dict[int, int]) -> None:
    hour = Hour(script="start 3:00 next")
    with pytest.raises(Refused, match="moved on"):
        hour.do(clock_actions.adapt, budgets)


def test_a_proposal_seen_before_the_step_began_is_refused() -> None:
    hour = Hour(script="start 9:00")
    seen = hour.budgets()
    assert 7 in seen
    hour.play("go=7")
    with pytest.raises(Refused, match="moved on"):
        hour.do(clock_actions.adapt, seen)


def test_less_and_more_never_leave_less_than_a_minute() -> None:
    hour = Hour(script="start extend=-1 extend=-1")
    assert hour.clock.budget[1] == MINUTE
    assert hour.play("extend=4").clock.budget[1] == 5 * MINUTE


def test_pause_and_pause_again_goes_on() -> None:
    hour = Hour(script="start 1:00 pause 2:00 pause")
    assert [event.kind for event in hour.events] == ["start", "pause", "resume"]
    assert hour.clock.paused_total == 120 * SECOND


@pytest.mark.parametrize(
    ("script", "clips", "minutes"),
    [
        ("start 1:00 out=8 go=8", 2, 5),
        ("start 44:00 out=8 go=8", 2, 4),
        ("start 48:00 out=8 go=8", 2, 0),
        ("start 1:00 out=8 go=8 undo", 2, 0),
        ("start 1:00 out=8 go=8 0:30 extend=-1 back go=8", 2, 4),
        ("start 1:00 go=8 1:00 skip go=8", 2, 5),
        ("start 5:00 pay go=8", 2, 3),
        ("start 1:00 go=10", 2, 0),
        ("start 1:00 go=7", 1, 0),
    ],
)
def test_a_step_that_is_held_after_all_has_its_minutes_again_where_the_hour_has_them(
    script: str, clips: int, minutes: int
) -> None:
    """What has fewer keeps them, and none are made up for what was not planned."""
    hour = Hour(outline(60, clips), script)
    step = int(re.findall(r"go=(\d+)", script)[-1])
    assert hour.clock.budget[step] == minutes * MINUTE
    if minutes:
        assert not hour.clock.minutes_behind > 0


@pytest.mark.parametrize(
    ("script", "step", "left"),
    [
        ("start 1:00 out=8", 8, 5),
        ("start 4:00 out=8", 8, 4),
        ("start 5:00 out=8 next", 8, 3),
        ("start 58:00 out=8", 8, 0),
        ("start 1:00 next skip back", 2, 2),
        ("start 1:00 out=8 go=8 1:00 skip back", 8, 5),
    ],
)
def test_a_step_that_was_left_out_is_taken_in_again_for_later(
    script: str, step: int, left: int
) -> None:
    """With its minutes, of those that the hour has; and nobody goes there."""
    hour = Hour(script=script)
    before = hour.clock
    hour.play(f"out={step}")
    assert (hour.clock.step, step in hour.clock.remaining) == (before.step, True)
    assert hour.clock.budget[step] == left * MINUTE
    assert hour.play("undo").clock == before


def test_what_the_plan_leaves_out_is_not_taken_in() -> None:
    hour = Hour(outline(60, 1), "start")
    with pytest.raises(Refused, match="The plan leaves out step 7: 7 Enter goes there"):
        hour.play("out=7")
