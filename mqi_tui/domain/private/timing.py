"""A coach's own timing: which steps ran long in the hours before, and minutes for the next plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from mqi_tui.domain.guide import CannotFit, Outline, StepChange, fit
from mqi_tui.domain.private.events import MINUTE, SECOND
from mqi_tui.domain.private.fitting import changes
from mqi_tui.domain.private.plan import Plan, hour
from mqi_tui.domain.private.recap import Recap
from mqi_tui.domain.private.time_text import span

LATEST = 8
"""Hours that count: timing changes with the years."""
ENOUGH = 3
"""Hours in which a step was held before its minutes are worth a suggestion."""
LONG = 30 * SECOND
"""Over what was planned, from which on a step ran long."""


class Timed(NamedTuple):
    """One step over the hours. Times in ms.

    `held`: hours in which it took place; `long`: those in which it ran long, by `over` on the
    median; `typical`: what it took on the median of all.
    """

    number: int
    short: str
    held: int
    long: int
    over: int
    typical: int


def timed(hours: Sequence[Recap]) -> tuple[Timed, ...]:
    """Each step that was planned and held, over these hours."""
    found = (_timed(hours, number) for number in range(1, 11))
    return tuple(one for one in found if one)


def _timed(hours: Sequence[Recap], number: int) -> Timed | None:
    rows = [recap.rows[number - 1] for recap in hours]
    held = [row for row in rows if row.planned and row.actual > SECOND]  # not passed through
    if not held:
        return None
    off = [row.actual - row.planned * MINUTE for row in held]
    over = [ms for ms in off if ms >= LONG]
    return Timed(
        number,
        held[0].short,
        len(held),
        len(over),
        _median(over) if over else 0,
        _median([row.actual for row in held]),
    )


def _median(times: Sequence[int]) -> int:
    return round(median(times)) // SECOND * SECOND


def lines(times: Sequence[Timed]) -> list[str]:
    """`step 3 ran long in 6 of 8, 3:05 on the median`, those first that did so most often."""
    long = [one for one in times if one.long]
    return [
        f"step {one.number} {one.short}: ran long in {one.long} of {one.held}, "
        f"{span(one.over)} on the median"
        for one in sorted(long, key=lambda one: (-one.long / one.held, -one.over))
    ]


def suggested(plan: Plan, guide: Outline | None, times: Sequence[Timed]) -> Plan:
    """The plan with the minutes that its steps take with this coach; the same where none differ.

    Steps 9 and 10 hold. What the others take beyond the plan's minutes, they shrink by in
    proportion. What was held less than three times has the outline's minutes.
    """
    skips = {number: StepChange(skip=True) for number, one in plan.steps.items() if one.skip}
    before = hour(replace(plan, steps=skips), guide)
    wishes = dict(_wishes(before, times))
    steps = tuple(replace(one, minutes=wishes.get(one.number, one.minutes)) for one in before.steps)
    try:
        after = fit(replace(before, steps=steps), minutes=plan.minutes, clips=len(plan.clips))
    except CannotFit:
        return plan
    pairs = zip(before.steps, after.steps, strict=True)
    changes = {new.number: StepChange(minutes=new.minutes) for old, new in pairs if new != old}
    return replace(plan, steps=skips | changes) if changes else plan


def _wishes(outline: Outline, times: Sequence[Timed]) -> Iterator[tuple[int, int]]:
    """Step and minutes, for each that takes another whole minute than it has."""
    for one in times:
        step = outline.step(one.number)
        if step.allotted and not step.protected and one.held >= ENOUGH:
            yield one.number, max(1, round(one.typical / MINUTE))


def differences(plan: Plan, guide: Outline | None, times: Sequence[Timed]) -> list[str]:
    """What a suggestion changes: `step 3 Stock clip: 10 → 13 min`."""
    return changes(hour(plan, guide), hour(suggested(plan, guide, times), guide))
