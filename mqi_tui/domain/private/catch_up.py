"""Who pays when the hour runs late: a proposal, shown first, never taken by itself.

Step 8 pays first, then the clip talks that have not begun, down to 60 % of their plan. The running
step, the action plan (9) and the next date (10) never pay. Nothing is ever lengthened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mqi_tui.domain.private.clock import Clock
from mqi_tui.domain.private.events import MINUTE

RESERVE = 8
CLIP_TALKS = (3, 6, 7)
SECOND_CLIP = 7
FLOOR_PERCENT = 60
LEAST_DEFICIT = MINUTE
DROP_OVER = 15 * MINUTE


class Payment(NamedTuple):
    """One step's part: from how many minutes to how many; to 0, it falls away."""

    step: int
    before: int
    after: int


class Proposal(NamedTuple):
    """What would bring the hour back to its planned end.

    `unpaid`: whole minutes nobody can pay. `can_skip`: whether to skip a step saves some of them.
    """

    payments: tuple[Payment, ...] = ()
    unpaid: int = 0
    can_skip: bool = False

    @property
    def budgets(self) -> dict[int, int]:
        """The new budgets in ms, as an adaptation takes them."""
        return {payment.step: payment.after * MINUTE for payment in self.payments}


def who_pays(clock: Clock) -> Proposal | None:
    """The proposal for this moment; None where the hour is less than a minute late."""
    if not clock.running or clock.behind < LEAST_DEFICIT:
        return None
    owed = clock.minutes_behind
    paid: dict[int, int] = {}
    if clock.behind > DROP_OVER and SECOND_CLIP in _talks(clock):
        paid[SECOND_CLIP] = _minutes(clock, SECOND_CLIP)
    if RESERVE in clock.remaining:
        paid[RESERVE] = min(_left(clock, RESERVE), _still(owed, paid))
    talks = [number for number in _talks(clock) if number not in paid]
    paid |= _in_proportion(clock, talks, _still(owed, paid))
    payments = (_payment(clock, number, paid[number]) for number in paid if paid[number])
    unpaid = _still(owed, paid)
    can_skip = bool(unpaid) and any(_can_be_skipped(clock, n) for n in clock.today)
    return Proposal(tuple(sorted(payments, key=_reserve_first)), unpaid, can_skip)


def _can_be_skipped(clock: Clock, step: int) -> bool:
    is_ahead = step == clock.step or step in clock.remaining
    return is_ahead and not clock.outline.step(step).protected and _left(clock, step) > 0


def _still(owed: int, paid: Mapping[int, int]) -> int:
    return max(0, owed - sum(paid.values()))


def _talks(clock: Clock) -> tuple[int, ...]:
    """The clip talks that have not begun."""
    return tuple(n for n in CLIP_TALKS if n in clock.remaining and n not in clock.visited)


def _minutes(clock: Clock, step: int) -> int:
    return clock.budget[step] // MINUTE


def _left(clock: Clock, step: int) -> int:
    """Whole minutes a step still has, should it have begun before."""
    return max(0, clock.budget[step] - clock.elapsed.get(step, 0)) // MINUTE


def _in_proportion(clock: Clock, talks: Iterable[int], owed: int) -> dict[int, int]:
    """Minute by minute from the talk that has given the smallest share of its time."""
    has = {number: _minutes(clock, number) for number in talks}
    paid = dict.fromkeys(has, 0)
    for _ in range(owed):
        able = [n for n in has if has[n] - paid[n] > _floor(clock, n)]
        if not able:
            break
        paid[min(able, key=lambda n: ((paid[n] + 1) / has[n], -n))] += 1
    return paid


def _floor(clock: Clock, step: int) -> int:
    return -(-clock.outline.step(step).minutes * FLOOR_PERCENT // 100)


def _payment(clock: Clock, step: int, minutes: int) -> Payment:
    before = _minutes(clock, step)
    return Payment(step, before, before - minutes)


def _reserve_first(payment: Payment) -> tuple[bool, int]:
    return payment.step != RESERVE, payment.step
