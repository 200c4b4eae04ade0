"""What of the time the teacher may see, if the coach wants: the step, and the minutes left."""

from __future__ import annotations

from mqi_tui.domain.private.clock import LAST_STEP, Clock
from mqi_tui.domain.private.events import MINUTE


def moment(clock: Clock) -> str:
    """`step 9 of 10 · Action plan and log · 8 min left`; empty while no step runs.

    In minutes, so that a shared picture stands still; the name is the outline's, not the plan's.
    """
    if not clock.running:
        return ""
    title = clock.outline.step(clock.step).short
    parts = (f"step {clock.step} of {LAST_STEP}", title, _time(clock))
    return " · ".join(part for part in parts if part)


def _time(clock: Clock) -> str:
    if clock.paused:
        return "paused"
    if not clock.budget.get(clock.step, 0):
        return ""
    if clock.left <= -MINUTE:
        return f"{-clock.left // MINUTE} min over"
    return f"{-(-clock.left // MINUTE)} min left" if clock.left > 0 else "time is up"
