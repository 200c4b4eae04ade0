"""My timing: which steps ran long, and the minutes that are suggested for the next plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.domain.private.plan import Plan, hour
from mqi_tui.domain.private.recap import Recap, RecapRow
from mqi_tui.domain.private.timing import Timed, differences, lines, suggested, timed

PLAN = Plan("Ms. Rivera", clips=())


def an_hour(actual: dict[int, int], planned: int = 5) -> Recap:
    """Steps of so many planned minutes; `actual`: ms, nothing where a step was not held."""
    rows = tuple(
        RecapRow(n, f"Step {n}", f"S{n}", planned, planned, actual.get(n, 0), "")
        for n in range(1, 11)
    )
    return Recap(rows, 60 * MINUTE, 60 * MINUTE, 0, 0, 0, 0)


def long_by(*seconds: int) -> list[Recap]:
    """An hour each in which step 3 took so much longer than its five minutes."""
    return [an_hour({3: 5 * MINUTE + one * 1000}) for one in seconds]


def test_it_says_how_often_a_step_ran_long_and_by_how_much() -> None:
    times = timed(long_by(60, 185, 200, 300, 0, -60, 180, 190))
    assert lines(times) == ["step 3 S3: ran long in 6 of 8, 3:07 on the median"]


@pytest.mark.parametrize(("over", "long"), [(29, 0), (30, 1), (-298, 0)])
def test_half_a_minute_over_is_long(over: int, long: int) -> None:
    assert timed(long_by(over))[0].long == long


def test_a_step_that_was_not_planned_or_not_held_does_not_count() -> None:
    assert timed([an_hour({})]) == ()
    assert timed([an_hour({3: 9 * MINUTE}, planned=0)]) == ()
    assert timed([an_hour({3: 1000})]) == ()  # passed through
    assert timed([]) == ()


def took(number: int, minutes: float, held: int = 3) -> Timed:
    return Timed(number, "", held, held, 0, round(minutes * MINUTE))


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ([], []),
        ([took(2, 1)], ["step 2 Review goals: 2 → 1 min"]),
        ([took(2, 5, held=2)], []),
        ([took(2, 2.4)], []),
        ([took(9, 30)], []),
        ([took(2, 5)], ["step 2 Review goals: 2 → 5 min"]),
    ],
)
def test_a_suggestion_changes_what_was_off_often_enough(
    times: list[Timed], told: list[str]
) -> None:
    plan = replace(PLAN, minutes=90)
    assert differences(plan, None, times) == told


def test_what_there_is_no_room_for_shrinks_the_others() -> None:
    plan = replace(PLAN, minutes=45)
    new = hour(suggested(plan, None, [took(2, 6), took(3, 16)]))
    before = hour(plan)
    assert new.minutes <= 45
    assert new.step(3).minutes > before.step(3).minutes
    assert new.step(9).minutes == before.step(9).minutes


def test_a_step_that_is_left_out_stays_left_out() -> None:
    plan = replace(PLAN, steps={2: StepChange(skip=True)})
    assert suggested(plan, None, [took(2, 9)]).steps[2] == StepChange(skip=True)


@given(
    minutes=st.integers(30, 90),
    times=st.lists(st.tuples(st.integers(1, 10), st.floats(0, 40)), max_size=10),
)
def test_whatever_was_timed_the_plan_fits_and_its_end_holds(
    minutes: int, times: list[tuple[int, float]]
) -> None:
    plan = replace(PLAN, minutes=minutes)
    ran = [took(*one) for one in times]
    taken = suggested(plan, None, ran)
    before, new = hour(plan), hour(taken)
    assert suggested(taken, None, ran) == taken, "what was taken is suggested no more"
    assert new.minutes <= max(minutes, before.minutes)
    assert all(
        step.minutes >= 1 for step in new.steps if step.planned and before.step(step.number).minutes
    )
    assert [new.step(n).minutes for n in (9, 10)] == [before.step(n).minutes for n in (9, 10)]
