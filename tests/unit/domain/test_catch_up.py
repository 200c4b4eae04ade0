"""Who pays: step 8 first, then the clip talks to come, never 9, 10 or the running step."""

from __future__ import annotations

import pytest

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.catch_up import who_pays
from mqi_tui.domain.private.catch_up_text import payment_line
from mqi_tui.domain.private.events import MINUTE
from tests.unit.hour import Hour, outline

PROPOSALS = [
    # script, the line shown
    ("", ""),
    ("start 3:59", ""),
    ("start 3:59.999", ""),
    ("start 4:00", "step 8 can pay: 5 → 4 min"),
    ("start 4:01", "step 8 can pay: 5 → 4 min"),
    ("start 4:29.999", "step 8 can pay: 5 → 4 min"),
    ("start 4:30", "step 8 can pay: 5 → 3 min"),
    ("start 8:00", "skip step 8 (5 min)"),
    ("start 9:00", "skip step 8 (5 min) and 7: 12 → 11 min"),
    ("start 11:00",
     "skip step 8 (5 min) and 3: 10 → 9 min, 6: 10 → 9 min, 7: 12 → 11 min"),
    ("start 17:00",
     "skip step 8 (5 min) and 3: 10 → 7 min, 6: 10 → 7 min, 7: 12 → 9 min"),
    ("start 18:00",
     "skip step 8 (5 min) and 3: 10 → 7 min, 6: 10 → 7 min, 7: 12 → 8 min"),
    ("start 19:00", "skip step 7 (12 min) and 8: 5 → 1 min"),
    ("start 33:00",
     "skip step 8 (5 min) and skip step 7 (12 min) and 3: 10 → 6 min, 6: 10 → 6 min"
     " · 5 min unpaid"),
    # what is to come pays, and no step that was begun
    ("kept=38 0:01 go=3 0:00 go=6 18:00",
     "skip step 8 (5 min) and 7: 12 → 8 min"),
    ("kept=31 0:01 go=6 10:00 go=7 0:00", "skip step 8 (5 min) · 3 min unpaid"),
    ("kept=17 0:01 go=8 0:00", ""),
    ("kept=16 0:01 go=8 0:00", "1 min unpaid: agree on a later end, or skip a step"),
    ("kept=10 0:01 go=9 0:00", "2 min unpaid: agree on a later end"),
    ("kept=10 0:01 go=10 13:00", "3 min unpaid: agree on a later end"),
    # a step that is not today pays nothing; who has paid pays on
    ("start 0:01 go=8 0:00 skip 0:00 go=6 0:00 extend=42",
     "skip step 7 (12 min) · 4 min unpaid"),
    ("start 4:00 pay 1:00", "step 8 can pay: 4 → 3 min"),
    ("start 5:00 pay undo", "step 8 can pay: 5 → 3 min"),
    # a pause is paid as well
    ("start 1:00 pause 2:00", "step 8 can pay: 5 → 3 min"),
    ("start end 9:00", ""),
]  # fmt: skip


@pytest.mark.parametrize(("script", "line"), PROPOSALS)
def test_who_pays(script: str, line: str) -> None:
    assert payment_line(who_pays(Hour(script=script).clock)) == line


def test_step_8_that_was_begun_by_mistake_still_pays_what_it_has() -> None:
    hour = Hour(script="kept=50 0:01 go=8 1:30 go=6 27:00 extend=10")
    proposal = who_pays(hour.clock)
    assert proposal is not None
    assert proposal.payments[0].step == 8
    assert proposal.payments[0].after == 2


@pytest.mark.parametrize("late", [*range(1, 16), 16, 17, 20, 26])
def test_once_accepted_the_hour_is_less_than_a_minute_late(late: int) -> None:
    hour = Hour(script=f"start {2 + late}:59.900")
    proposal = who_pays(hour.clock)
    if proposal and not proposal.unpaid:
        assert abs(hour.play("pay").clock.behind) <= MINUTE / 2


@pytest.mark.parametrize("total", [45, 50, 60, 90])
@pytest.mark.parametrize("clips", [0, 1, 2])
def test_in_every_outline_only_those_pay_who_may(total: int, clips: int) -> None:
    planned = outline(total, clips)
    hour = Hour(planned, "start 1:00 next 1:00 next 40:00")
    proposal = who_pays(hour.clock)
    for payment in proposal.payments if proposal else ():
        step = planned.step(payment.step)
        assert payment.step in {6, 7, 8}
        assert payment.after < payment.before
        assert payment.step == 8 or payment.after in {0, *range(-(-step.minutes * 3 // 5), 99)}


def test_a_second_clip_with_more_than_is_owed_leaves_time_in_hand() -> None:
    long = outline(90, 2, {7: StepChange(minutes=40)})
    hour = Hour(long, "start 22:00")
    assert payment_line(who_pays(hour.clock)) == "skip step 7 (40 min)"
    assert hour.play("pay").clock.behind < 0


def test_without_a_second_clip_nothing_is_dropped_for_it() -> None:
    hour = Hour(outline(60, 1), "start 33:00")
    assert (
        payment_line(who_pays(hour.clock))
        == "skip step 8 (5 min) and 3: 10 → 6 min, 6: 10 → 6 min · 5 min unpaid"
    )
