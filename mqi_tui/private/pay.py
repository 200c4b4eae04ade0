"""Who pays when the hour runs late: a proposal, shown first, never taken by itself.

Step 8 pays first, then the clip talks that have not begun, down to 60 % of their plan. The running
step, the action plan (9) and the next date (10) never pay. Nothing is ever lengthened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mqi_tui.private.clock import MINUTE, Clock

RESERVE = 8
CLIP_TALKS = (3, 6, 7)
SECOND_CLIP = 7
FLOOR_PERCENT = 60
LEAST_DEFICIT = MINUTE
DROP_OVER = 15 * MINUTE


@dataclass(frozen=True, slots=True)
class Payment:
    """One step's part: from how many minutes to how many; to 0, it falls away."""

    step: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would bring the hour back to its planned end. `unpaid`: whole minutes nobody can pay."""

    payments: tuple[Payment, ...] = ()
    unpaid: int = 0

    @property
    def budgets(self) -> dict[int, int]:
        """The new budgets in ms, as an adaptation takes them."""
        return {payment.step: payment.after * MINUTE for payment in self.payments}


def who_pays(clock: Clock) -> Proposal | None:
    """The proposal for this moment; None where the hour is less than a minute late."""
    if not clock.running or clock.behind < LEAST_DEFICIT:
        return None
    owed = (clock.behind + MINUTE // 2) // MINUTE
    minutes = {n: clock.budget.get(n, 0) // MINUTE for n in _payers(clock)}
    after = dict(minutes)
    if clock.behind > DROP_OVER and SECOND_CLIP in after:
        owed = max(0, owed - after[SECOND_CLIP])
        after[SECOND_CLIP] = 0
    if RESERVE in after:
        owed -= _take(after, RESERVE, owed)
    owed -= _take_in_proportion(clock, after, owed)
    payments = (Payment(n, minutes[n], after[n]) for n in minutes if after[n] < minutes[n])
    return Proposal(tuple(sorted(payments, key=_reserve_first)), owed)


def _payers(clock: Clock) -> Iterable[int]:
    unstarted = (n for n in (*CLIP_TALKS, RESERVE) if n in clock.remaining)
    return (n for n in unstarted if not clock.elapsed.get(n, 0))


def _take(after: dict[int, int], step: int, owed: int) -> int:
    taken = min(after[step], owed)
    after[step] -= taken
    return taken


def _take_in_proportion(clock: Clock, after: dict[int, int], owed: int) -> int:
    """Minute by minute from the clip talk that has given the smallest share of its plan."""
    taken = {n: 0 for n in CLIP_TALKS if after.get(n, 0)}
    start = {n: after[n] for n in taken}
    for paid in range(owed):
        able = [n for n in taken if after[n] > _floor(clock, n)]
        if not able:
            return paid
        payer = min(able, key=lambda n: ((taken[n] + 1) / start[n], -n))
        taken[payer] += 1
        after[payer] -= 1
    return owed


def _floor(clock: Clock, step: int) -> int:
    return -(-clock.outline.step(step).minutes * FLOOR_PERCENT // 100)


def _reserve_first(payment: Payment) -> tuple[bool, int]:
    return payment.step != RESERVE, payment.step
