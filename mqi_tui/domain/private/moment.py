"""What of the time the teacher may see: the time of day; the step, and the minutes left, if the
coach wants.
"""

from __future__ import annotations

from mqi_tui.domain.private.clock import LAST_STEP, Clock
from mqi_tui.domain.private.events import MINUTE, Reading
from mqi_tui.domain.private.time_text import face, planned_end


def moment(clock: Clock) -> str:
    """`step 9 of 10 · Action plan and log · 8 min left`; empty while no step runs.

    In minutes, so that a shared picture stands still; the name is the outline's, not the plan's.
    """
    if not clock.running:
        return ""
    title = clock.outline.step(clock.step).short
    parts = (f"step {clock.step} of {LAST_STEP}", title, _time(clock))
    return " · ".join(part for part in parts if part)


def of_day(clock: Clock, now: Reading) -> str:
    """`4:32 pm · planned until 5:00 pm`: what every clock and every calendar says, too."""
    if not clock.running:
        return face(now.utc)
    return f"{face(now.utc)} · planned until {face(planned_end(clock, now))}"


def _time(clock: Clock) -> str:
    if clock.paused:
        return "paused"
    if not clock.budget.get(clock.step, 0):
        return ""
    if clock.left <= -MINUTE:
        return f"{-clock.left // MINUTE} min over"
    return f"{-(-clock.left // MINUTE)} min left" if clock.left > 0 else "time is up"
