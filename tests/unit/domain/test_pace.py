"""How the hour stood at each minute, as values and as a plot; who paid; the bars of the recap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.clock_actions import Refused
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.domain.private.pace import Moment, pace, payments
from mqi_tui.domain.private.pace_plot import plot
from mqi_tui.domain.private.recap import Recap, RecapRow, lines, recap, total
from mqi_tui.domain.private.time_text import span
from tests.unit.hour import Hour, minutes, outline


def behind(script: str) -> list[tuple[int, int]]:
    """Minute of the hour to minutes behind, wherever that changes."""
    hour = Hour(script=script)
    told: list[tuple[int, int]] = []
    for moment in pace(hour.outline, hour.events):
        if not told or told[-1][1] != moment.behind // MINUTE:
            told.append((moment.at // MINUTE, moment.behind // MINUTE))
    return told


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", []),
        ("start 3:00 next 2:00 next 10:00 next", [(0, 0)]),
        ("start 6:00 next 2:00 next", [(0, 0), (4, 1), (5, 2), (6, 3)]),
        ("start 1:00 next 2:00 next", [(0, 0), (1, -2)]),
        ("start pause 3:00 pause 1:00 next", [(0, 0), (1, 1), (2, 2), (3, 3), (4, 1)]),
        ("start 3:00 next 0:10 extend=5 0:10 extend=-5 1:40 next", [(0, 0), (3, 5), (4, 0)]),
        ("start 3:00 next 0:10 extend=5 0:10 undo 1:40 next", [(0, 0)]),
    ],
)
def test_the_pace_of_an_hour(script: str, expected: list[tuple[int, int]]) -> None:
    assert behind(script) == expected


def test_each_minute_is_there_once_also_where_nothing_happens() -> None:
    hour = Hour(script="start 25:00 next 10:00 end")
    moments = pace(hour.outline, hour.events)
    assert [moment.at // MINUTE for moment in moments] == list(range(36))


def test_who_paid_and_when() -> None:
    hour = Hour(script="start 9:00")
    hour.do(clock_actions.adapt, {8: 0})
    hour.play("1:00 next 1:00 end")
    [paid] = payments(hour.outline, hour.events)
    assert (paid.at // MINUTE, paid.words.startswith("Skipped step 8")) == (9, True)


def test_what_was_taken_in_again_is_told_and_not_as_paid() -> None:
    hour = Hour(script="start 2:00 out=8 1:00 out=8 end")
    told = [(paid.words, paid.again) for paid in payments(hour.outline, hour.events)]
    assert told == [("Skipped step 8", False), ("Step 8 is today again", True)]


def test_what_was_taken_back_was_not_paid() -> None:
    hour = Hour(script="start 9:00")
    hour.do(clock_actions.adapt, {8: 0})
    hour.play("0:01 undo 1:00 end")
    assert payments(hour.outline, hour.events) == ()


def flat(*minutes: float) -> list[Moment]:
    return [Moment(n * MINUTE, round(one * MINUTE), 1) for n, one in enumerate(minutes)]


def test_an_hour_on_time_needs_no_picture() -> None:
    assert plot(flat(*[0.5] * 60), 78) == ["on time throughout"]
    assert plot([], 78) == []
    assert plot(flat(1, 2), 20) == []


def test_the_plot_names_both_sides_in_words() -> None:
    drawn = plot(flat(*range(10), *[-3] * 10), 60)
    text = "\n".join(drawn)
    assert "9 min behind┤" in text
    assert "7 min behind┤" in "\n".join(plot(flat(0, 7.4), 60)), "to the nearest, as in the hour"
    assert "on time┼" in text
    assert "3 min to spare┤" in text
    assert any(line.endswith("19 min") for line in drawn)


def test_what_came_and_went_is_seen_also_where_a_mark_stands_for_several_minutes() -> None:
    drawn = plot(flat(*[0] * 150, 6, *[0] * 29), 60)
    assert "6 min behind┤" in drawn[0]
    assert drawn[0].count("█") == 1


@pytest.mark.parametrize(
    ("minutes", "width", "legend"),
    [
        ((0, 5), 60, ["line: on time · █ behind"]),
        ((0, -5), 60, ["line: on time · █ time to spare"]),
        ((4, -5), 60, ["line: on time · █ above it behind, below it time to spare"]),
        ((4, -5), 34, ["line: on time · █ above it behind,", "below it time to spare"]),
    ],
)
def test_what_the_line_is_and_what_the_marks_are_is_said_below(
    minutes: tuple[float, ...], width: int, legend: list[str]
) -> None:
    drawn = plot(flat(*minutes, *[0] * 20), width)
    assert drawn[-len(legend) :] == legend


@given(st.lists(st.floats(-30, 90), max_size=190), st.integers(10, 200))
def test_the_plot_fits_and_shows_what_there_is(minutes: list[float], width: int) -> None:
    drawn = plot(flat(*minutes), width)
    assert all(cell_len(line) <= width for line in drawn)
    assert len(drawn) <= 9, "of which three lines say what the marks are where it is narrow"
    if minutes and width > 40 and max(minutes) >= 1:
        assert any("behind" in line for line in drawn)


SCRIPTS = ("start 3:00 next 5:00 next 1:00 skip 60:00 end", "start 0:10 end", "start 200:00 end")


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("width", [40, 71, 72, 78, 118, 158])
def test_the_bars_fit_and_say_it_in_words_too(script: str, width: int) -> None:
    made = lines(recap(Hour(script=script).clock), width)
    assert all(cell_len(line) <= width for line in made)
    assert any("planned" in line for line in made)
    assert width < 72 or any("█" in line for line in made)


def test_a_bar_shows_what_was_used_over_and_left_over() -> None:
    made = lines(recap(Hour(script="start 3:00 next 5:00 next 5:00 next 1:00 end").clock), 104)
    rows = {int(line[:2]): line for line in made[:10]}
    assert "▒" not in rows[1] + rows[3]
    assert "█▒" in rows[2], rows[2]
    assert "█·" in rows[3]
    assert rows[2].endswith("3:00 over")
    assert made[-1] == "bars: █ used as planned · ▒ over · “·” left over"


@pytest.mark.parametrize(
    ("script", "step", "word"),
    [
        ("start 3:00 next 0:01 skip 1:00 end", 2, "skipped"),
        ("start 3:00 next go=4 1:00 end", 2, ""),
        ("start 3:00 out=8 1:00 end", 8, "skipped"),
        ("start 3:00 next 2:00 end", 3, "not reached"),
        ("start 3:00 go=4 1:00 end", 3, "passed over"),
        ("start 3:00 go=4 1:00 end", 5, "not reached"),
        ("start 3:00 go=6 1:00 go=2 1:00 end", 4, "passed over"),
        ("start 3:00 next 1:00 next end", 2, "1:00 left over"),
    ],
)
def test_what_became_of_a_step(script: str, step: int, word: str) -> None:
    row = recap(Hour(script=script).clock).rows[step - 1]
    assert row.word == word
    shown = [lines(recap(Hour(script=script).clock), width)[step - 1] for width in (60, 100)]
    assert [word in one for one in shown] == ["left over" not in word, True]


@pytest.mark.parametrize("width", [60, 100])
def test_what_the_plan_left_out_is_not_told_as_what_the_hour_gave_up(width: int) -> None:
    hour = Hour(outline(60, 1, {4: StepChange(skip=True)}), "start 1:00 out=8 1:00 end")
    made = lines(recap(hour.clock), width)
    assert [made[n - 1].rstrip().endswith("not in the plan") for n in (4, 7, 8)] == [1, 1, 0]
    assert made[7].rstrip().endswith("skipped")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("start 1:00 end", "planned 60:00 · actual 1:00"),
        ("kept=28 1:00 end", "planned 60:00, 28:00 to the agreed end · actual 1:00"),
        ("kept=70 1:00 end", "planned 60:00, 70:00 to the agreed end · actual 1:00"),
    ],
)
def test_the_minutes_of_the_plan_are_told_beside_those_that_a_late_start_left(
    script: str, said: str
) -> None:
    assert total(recap(Hour(script=script).clock)) == said


ROWS = "start 0:00.6 next 0:18.7 next 1:02.9 next 0:03.4 next 0:00.8 next 0:30.8 end"
WAYS = st.sampled_from(["next", "back", "skip", "go=3", "go=8", "pause", "extend=1", "undo"])


MOVES = st.lists(st.tuples(st.integers(600, 200_000), WAYS), max_size=20)


def hours(moves: list[tuple[int, str]]) -> Iterator[Hour]:
    """The hour before each of some moves, and at its end."""
    hour = Hour(script="start")
    for ms, way in moves:
        hour.wait(ms)
        yield hour
        with suppress(Refused):
            hour.play(way)
    with suppress(Refused):
        hour.play("end")
    yield hour


def told(hour: Hour) -> dict[int, str]:
    """The time of each step that was left, as the recap has it."""
    rows = recap(hour.clock).rows
    left = {row.number: span(row.actual) for row in rows if hour.clock.elapsed.get(row.number)}
    return {n: said for n, said in left.items() if hour.clock.ended or n != hour.clock.step}


def shown(hour: Hour, number: int) -> str:
    return hour.glance.rows[number - 1].time.replace(",", " ").split()[0]


@given(MOVES)
def test_the_rows_add_up_to_what_is_told_of_them_together(moves: list[tuple[int, str]]) -> None:
    for hour in hours(moves):
        rows, clock = recap(hour.clock).rows, hour.clock
        spent = sum(clock.elapsed.values())
        assert sum(row.actual for row in rows) == spent // 1000 * 1000
        visits = Counter(clock.visited)
        for row in rows:
            off = abs(row.actual - clock.elapsed.get(row.number, 0))
            assert off < 1000 * max(1, visits[row.number])


@given(MOVES)
def test_the_time_of_a_step_that_was_left_stays_as_it_is(moves: list[tuple[int, str]]) -> None:
    before: dict[int, str] = {}
    for hour in hours([(ms, way) for ms, way in moves if way != "undo"]):
        now = told(hour)
        assert now.items() >= {(n, said) for n, said in before.items() if n in now}
        before = now


@given(MOVES)
def test_the_hour_tells_a_step_that_was_left_as_the_recap_does(
    moves: list[tuple[int, str]],
) -> None:
    for hour in hours(moves):
        done = [n for n in told(hour) if hour.glance.rows[n - 1].mark == "✓"]
        assert {n: shown(hour, n) for n in done} == {n: told(hour)[n] for n in done}


def test_the_parts_of_a_second_count_where_they_come_together() -> None:
    made = recap(Hour(script=ROWS).clock)
    assert [row.actual for row in made.rows[:6]] == [0, 19_000, 63_000, 3_000, 1_000, 31_000]
    assert "actual 1:57" in total(made)


def test_a_step_that_is_returned_to_goes_on_where_its_row_was() -> None:
    hour = Hour(script="start 0:00.6 next 0:44.6")
    hour.play("next")
    assert "0:45 of" in hour.glance.rows[1].time
    left = hour.glance.rows[1].time.partition(", ")[2].partition(" left over")[0]
    assert hour.play("0:01 back").glance.digits == left


def test_an_agreed_end_a_few_seconds_off_is_the_planned_one() -> None:
    made = Recap((), minutes("60:04"), minutes("7:51"), 0, 0, 0, 0, minutes("60:00"))
    assert total(made) == "planned 60:00 · actual 7:51"


def test_a_step_without_minutes_is_never_painted_as_over() -> None:
    row = RecapRow(10, "Schedule the next conversation", "Schedule", 0, 0, minutes("2:00"), "")
    shown = next(
        line for line in lines(Recap((row,), 0, minutes("2:00"), 0, 0, 0, 0), 120) if "10 " in line
    )
    assert "█" in shown
    assert "▒" not in shown
