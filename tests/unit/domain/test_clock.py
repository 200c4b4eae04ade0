"""What the events say: time per step, the two ends, and what no machine may change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.clock import Phase, fold
from mqi_tui.domain.private.events import (
    MINUTE,
    SECOND,
    Event,
    Events,
    Kind,
    Reading,
    append,
    between,
    gap,
)
from tests.unit.hour import Hour, minutes, outline

LEFT_OUT = StepChange(skip=True)

ELAPSED = [
    ("start 2:30", "1=2:30"),
    ("start 3:00 next 1:00", "1=3:00 2=1:00"),
    ("start 3:00 next 1:00 back 0:30", "1=3:30 2=1:00"),
    ("start 3:00 next 1:00 back 0:30 next 0:10", "1=3:30 2=1:10"),
    ("start 3:00 go=6 1:00 go=3 2:00 next 0:05", "1=3:00 6=1:00 3=2:00 4=0:05"),
    ("start 3:00 pause 5:00 pause 1:00", "1=4:00"),
    ("start 3:00 pause 5:00 next 2:00 pause 1:00", "1=3:00 2=1:00"),
    ("start 3:00 next 0:30 backdate=2", "1=1:30 2=2:00"),
    ("start 3:00 next 0:30 backdate=2 0:30 backdate=3", "1=1:00 2=3:00"),
    ("start 3:00 next 0:30 pause 1:00 backdate=2", "1=2:30 2=1:00"),
    ("start 1:00 pause 1:00 pause 1:00 next 0:30 backdate=2", "1=0:30 2=2:00"),
    ("start 1:00.700 beat 0:00.700 next 0:00.700", "1=1:01.400 2=0:00.700"),
    ("start 3:00 backdate=5", "1=5:00"),
    ("start 1:00 pause 2:00 backdate=5", "1=3:00"),
    ("start 3:00 next 1:00 back 2:00 next 0:00 backdate=2", "1=3:00 2=3:00"),
    ("start 30:00 away=20", "1=10:00"),
    ("start 1:00 away=20", "1=0:00"),
    ("start 11:00 next 2:00 away=10@1", "1=1:00 2=2:00"),
    ("start 11:00 next 2:00 away=20@1 1:00", "2=3:00"),
    ("start 11:00 next 2:00 back 1:00 away=10@1", "1=2:00 2=2:00"),
    ("start 11:00 next 2:00 away=10@1 undo", "1=11:00 2=2:00"),
    ("start 1:00 pause 30:00 away=20", "1=0:00"),
    ("start 3:00 next 2:00 undo 1:00", "1=6:00"),
    ("start 3:00 next 2:00 skip 1:00 undo undo", "1=6:00"),
    ("start 3:00 next 2:00 undo 1:00 next 0:10", "1=6:00 2=0:10"),
    ("start 3:00 next 0:30 backdate=2 undo", "1=3:00 2=0:30"),
    ("start 30:00 away=20 1:00 undo", "1=31:00"),
    ("start 1:00 pause 4:00 undo 1:00", "1=6:00"),
    ("start 1:00 pause 4:00 pause 2:00 undo", "1=1:00"),
    ("1:00 beat 5:00 start 1:00 end 9:00", "1=1:00"),
    ("start 5:00 undo 9:00 start 1:00", "1=1:00"),
]


@pytest.mark.parametrize(("script", "expected"), ELAPSED)
def test_each_step_gets_its_own_time(script: str, expected: str) -> None:
    wanted = {int(n): minutes(t) for n, t in (pair.split("=") for pair in expected.split())}
    clock = Hour(script=script).clock
    assert {step: ms for step, ms in clock.elapsed.items() if ms} == {
        step: ms for step, ms in wanted.items() if ms
    }
    assert sum(clock.elapsed.values()) == clock.at - clock.paused_total - clock.away_total
    assert sum(clock.lasted) == sum(clock.elapsed.values())


WHERE: list[tuple[int, dict[int, StepChange], str, int]] = [
    (2, {}, "start", 1),
    (2, {}, "start next next", 1),  # the same press, twice
    (2, {}, "start 0:01 next 0:01 next", 3),
    (1, {}, "start 0:01 go=6 0:01 next", 8),
    (0, {}, "start 0:01 go=4 0:01 next", 8),
    (0, {}, "start 0:01 go=8 0:01 back", 4),
    (2, {8: LEFT_OUT}, "start 0:01 go=7 0:01 next", 9),
    (2, {1: LEFT_OUT}, "start", 2),
    (2, {}, "start 0:01 skip 0:01 go=3 0:01 back", 2),
    (2, {}, "start 0:01 skip 0:01 go=1 0:01 next", 2),
    (2, {}, "start 0:01 skip 0:01 go=1 0:01 next 0:01 back", 1),
    (0, {}, "start 0:01 go=6 0:01 next", 8),
    (0, {}, "start 0:01 go=6 0:01 next 0:01 back", 6),
    (0, {}, "start 0:01 go=6 undo 0:01 go=8 back", 4),
    (2, {}, "start 0:01 go=8 skip undo", 8),
    (2, {}, "start 0:01 go=10 back back", 8),
]


@pytest.mark.parametrize(("clips", "changes", "script", "step"), WHERE)
def test_next_and_back_pass_over_what_is_not_today(
    clips: int, changes: dict[int, StepChange], script: str, step: int
) -> None:
    hour = Hour(outline(60, clips, changes))
    assert hour.play(script).clock.step == step


ENDS = [
    # plan, script, planned end, projected end
    (60, 2, "start", "60:00", "60:00"),
    (60, 2, "start 3:00", "60:00", "60:00"),
    (60, 2, "start 4:00", "60:00", "61:00"),
    (60, 2, "start 1:00 next", "60:00", "58:00"),
    (60, 2, "start 1:00 pause 2:00", "60:00", "62:00"),
    (60, 2, "start 1:00 extend=2", "60:00", "62:00"),
    (60, 2, "start 1:00 skip", "60:00", "58:00"),
    (60, 2, "start 3:00 next backdate=1", "60:00", "59:00"),
    (60, 2, "start 3:00 backdate=4", "60:00", "61:00"),
    (60, 2, "kept=50 3:00", "50:00", "60:00"),
    (60, 2, "kept=70 3:00", "70:00", "60:00"),
    (60, 2, "kept=50 3:00 backdate=5", "52:00", "62:00"),
    (60, 2, "start 13:00 away=10", "60:00", "70:00"),
    (60, 1, "start", "60:00", "48:00"),
    (60, 0, "start", "60:00", "36:00"),
    (45, 2, "start", "45:00", "45:00"),
    (50, 1, "start", "50:00", "48:00"),
    (60, 0, "start 0:10 go=6 1:00", "60:00", "18:10"),
    (60, 2, "start 3:00 go=6 10:00 go=3 0:00", "60:00", "58:00"),
]


@pytest.mark.parametrize(("total", "clips", "script", "planned", "projected"), ENDS)
def test_planned_and_projected_end(
    total: int, clips: int, script: str, planned: str, projected: str
) -> None:
    clock = Hour(outline(total, clips), script).clock
    assert clock.planned_end == minutes(planned)
    assert clock.projected_end == minutes(projected)
    assert clock.action_plan_by == minutes(planned) - 12 * MINUTE


def test_a_kept_end_stays_where_it_is_on_the_wall_when_the_start_was_earlier() -> None:
    hour = Hour(script="kept=50 3:00")
    before = hour.clock.planned_end - hour.clock.at
    hour.play("backdate=5")
    assert hour.clock.planned_end - hour.clock.at == before


@pytest.mark.parametrize(("total", "planned"), [(60, "50:00"), (70, "60:00"), (45, "35:00")])
def test_a_kept_end_moves_with_the_minutes_in_all(total: int, planned: str) -> None:
    hour = Hour(script="kept=50 3:00")
    hour.outline = outline(total)
    assert hour.clock.planned_end == minutes(planned)


def test_a_kept_end_of_older_versions_stays_whatever_the_minutes_in_all() -> None:
    hour = Hour(script="kept=50 3:00")
    hour.events = tuple(replace(event, whole=0) for event in hour.events)
    hour.outline = outline(70)
    assert hour.clock.planned_end == minutes("50:00")


def test_minutes_that_no_step_needs_are_in_hand() -> None:
    assert Hour(outline(60, 0), "start").clock.behind == -24 * MINUTE


PHASES: list[tuple[str, Phase]] = [
    ("", "ready"),
    ("start", "running"),
    ("start 2:23.999", "running"),
    ("start 2:24", "last"),
    ("start 3:00", "last"),
    ("start 3:00.999", "last"),
    ("start 3:01", "over"),
    ("start pause", "paused"),
    ("start pause end", "ended"),
    ("start 0:01 go=10", "open"),
    ("start 0:01 go=10 extend=1", "running"),
]


@pytest.mark.parametrize(("script", "phase"), PHASES)
def test_the_phase_of_the_running_step(script: str, phase: Phase) -> None:
    assert Hour(script=script).clock.phase == phase


def test_a_pause_counts_itself_and_all_pauses() -> None:
    clock = Hour(script="start 1:00 pause 2:00 pause 1:00 pause 0:30").clock
    assert (clock.paused, clock.pauses) == (True, 2)
    assert (clock.paused_for, clock.paused_total) == (30 * SECOND, 150 * SECOND)


def test_the_end_stops_everything() -> None:
    hour = Hour(script="start 1:00 pause 2:00 end")
    ended = hour.clock
    hour.play("30:00")
    assert hour.clock == ended
    assert not ended.paused
    assert ended.paused_for == 0


def test_the_date_is_reminded_of_near_the_end_until_step_10() -> None:
    hour = Hour(script="start 56:59")
    assert not hour.clock.date_reminder
    assert hour.play("0:01").clock.date_reminder
    assert not hour.play("go=10").clock.date_reminder
    assert not hour.play("undo end").clock.date_reminder


def test_one_undo_more_goes_further_back() -> None:
    hour = Hour(script="start 1:00 extend=2 1:00 next 1:00 pause 1:00")
    hour.play("undo undo")
    assert (hour.clock.step, hour.clock.budget[1]) == (1, 5 * MINUTE)
    assert hour.play("undo").clock.budget[1] == 3 * MINUTE


def test_a_move_after_an_undo_stays_when_undone_moves_lie_before_it() -> None:
    hour = Hour(script="start 1:00 extend=1 undo 0:10 extend=2")
    assert hour.clock.budget[1] == 5 * MINUTE
    assert hour.play("undo").clock.budget[1] == 3 * MINUTE


def test_an_adaptation_is_recorded_and_taken_back() -> None:
    hour = Hour(script="start 9:00 pay")
    assert hour.clock.adaptations == ({8: 0, 7: 11 * MINUTE},)
    assert 8 not in hour.clock.today
    hour.play("undo")
    assert not hour.clock.adaptations
    assert 8 in hour.clock.today
    assert hour.clock.budget[8] == 5 * MINUTE


def reading(mono: int, utc: int, boot: str = "a") -> Reading:
    return Reading(mono, utc, boot)


BETWEEN = [
    (reading(10, 10), reading(25, 9_999_999), 15),
    (reading(10, 10), reading(25, -9_999_999), 15),
    (reading(10, 10), reading(5, 99), 0),
    (reading(10, 1_000), reading(3, 1_700, "b"), 700),
    (reading(10, 1_000), reading(9_999, 400, "b"), 0),
]


@pytest.mark.parametrize(("earlier", "later", "passed"), BETWEEN)
def test_time_within_a_boot_is_monotonic_and_across_boots_the_wall_clocks(
    earlier: Reading, later: Reading, passed: int
) -> None:
    assert between(earlier, later) == passed


def test_beats_do_not_pile_up_but_the_first_of_a_boot_stays() -> None:
    events: Events = (Event("start", reading(0, 0)),)
    for at in (reading(1, 1), reading(2, 2), reading(9, 9, "b"), reading(10, 10, "b")):
        events = append(events, Event("beat", at))
    events = append(events, Event("advance", reading(11, 11, "b")))
    assert [event.at for event in events] == [
        reading(0, 0), reading(2, 2), reading(9, 9, "b"), reading(11, 11, "b"),
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["beat", "pause pause", "next undo"])
def test_a_wall_clock_set_after_a_restart_changes_nothing(first: str) -> None:
    hour = Hour(script="start 1:00 beat")
    hour.now = Reading(7, hour.now.utc + 5 * MINUTE, "second")
    hour.play(f"{first} 1:00 beat")
    hour.now = Reading(hour.now.mono, hour.now.utc + 26 * 60 * MINUTE, "second")
    assert hour.play("beat 1:00").clock.at == 8 * MINUTE


def test_an_undone_move_leaves_its_reading() -> None:
    hour = Hour(script="start 1:00 beat")
    hour.now = Reading(7, hour.now.utc + 5 * MINUTE, "second")
    hour.play("next 1:00")
    hour.now = Reading(hour.now.mono, hour.now.utc + 26 * 60 * MINUTE, "second")
    assert hour.play("undo 1:00").clock.elapsed == {1: 8 * MINUTE}


def test_what_a_damaged_record_claims_makes_nothing_negative() -> None:
    hour = Hour(script="start 1:00 next 2:00")
    kinds: tuple[Kind, ...] = ("away", "back-date")
    for kind in kinds:
        claim = Event(kind, hour.now, step=2, ms=90 * MINUTE)
        clock = fold(hour.outline, (*hour.events, claim), hour.now)
        assert min(*clock.elapsed.values(), *clock.lasted) == 0


def test_the_gap_is_the_time_since_the_last_reading() -> None:
    hour = Hour(script="start 1:00 beat 4:10")
    assert gap(hour.events, hour.now) == minutes("4:10")
    assert gap((), hour.now) == 0


def test_a_look_at_the_clock_changes_nothing() -> None:
    hour = Hour(script="start 1:00 next 1:00")
    looks = [fold(hour.outline, hour.events, hour.now) for _ in range(3)]
    assert looks[0] == looks[1] == looks[2] == hour.clock
