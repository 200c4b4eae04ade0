"""What a coach can do to the clock: each move takes the events so far and returns the new ones.

It is given the clock as the events have it at this moment, which whoever calls it knows already.

A move that makes no sense now raises `Refused` with the reason, in words for the coach.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from mqi_tui.domain.guide import Outline
from mqi_tui.domain.private.clock import LAST_STEP, Clock
from mqi_tui.domain.private.events import MINUTE, Event, Events, Reading, append, between, effective

BOUNCE = 500
"""Two nexts within this many milliseconds are one: a key bounced."""
ASK_LATE_OVER = 2 * MINUTE
ASK_LATE_WITHIN = 120 * MINUTE
BACK_DATE_MOST = 60
"""Minutes."""


class Refused(Exception):
    """The move is not possible now; the message says why."""


def asks_how_to_start(when: int | None, now: Reading) -> bool:
    """Whether the start is late or early enough, and near enough, to ask which end holds.

    Args:
        when: the time agreed upon, UTC milliseconds, or None.
        now: the present reading.
    """
    return when is not None and ASK_LATE_OVER < abs(now.utc - when) <= ASK_LATE_WITHIN


def is_moved(when: datetime | None, now: datetime) -> bool:
    """Whether it is held on the day agreed on, at so different a time that no end is asked about.

    Args:
        when: the time agreed upon, local time, or None.
        now: the present moment, local time.
    """
    off = abs(now - when) / timedelta(milliseconds=1) if when else 0
    return when is not None and when.date() == now.date() and off > ASK_LATE_WITHIN


def is_early(when: datetime | None, now: datetime) -> bool:
    """Whether it was agreed upon for a later day, so that a start may be a slip of the hand.

    Around midnight, where a call is about to be, it is asked which end holds, as on any day.

    Args:
        when: the time agreed upon, local time, or None.
        now: the present moment, local time.
    """
    if when is None or when.date() <= now.date():
        return False
    return when - now > timedelta(milliseconds=ASK_LATE_WITHIN)


def kept_end(outline: Outline, when: int, now: Reading) -> int:
    """Milliseconds from now to the end that was agreed upon; at least a minute."""
    return max(MINUTE, when + outline.total * MINUTE - now.utc)


def start(clock: Clock, events: Events, now: Reading, until_end: int = 0) -> Events:
    """Begin with the first step. `until_end`: ms to the end that is kept; 0, the full time."""
    if clock.started:
        raise Refused("The conversation has started already")
    if not clock.today:
        raise Refused("The plan leaves out every step")
    whole = clock.outline.total * MINUTE if until_end else 0
    return append(events, Event("start", now, ms=until_end, whole=whole))


def advance(clock: Clock, events: Events, now: Reading) -> Events:
    """Go to the next step of today. A second press within half a second changes nothing.

    Raises:
        Refused: nothing runs, or it is the last step.
    """
    _refuse_at_rest(clock)
    if bounced(events, now):
        return events
    _refuse_at_the_last(clock)
    return append(events, Event("advance", now))


def bounced(events: Events, now: Reading) -> bool:
    """Whether a next that comes now is the same press as the last one."""
    last = _latest(events)
    if last is None or last.kind not in ("advance", "start") or last.at.boot != now.boot:
        return False
    return between(last.at, now) < BOUNCE


def back(clock: Clock, events: Events, now: Reading) -> Events:
    """Go back to the step of today before this one.

    Raises:
        Refused: nothing runs, or it is the first step.
    """
    _refuse_at_rest(clock)
    if not any(number < clock.step for number in clock.today):
        raise Refused("This is the first step")
    return append(events, Event("back", now))


def go_to(clock: Clock, events: Events, step: int, now: Reading) -> Events:
    """Go to step `step`, 1 to 10, also one that fell away.

    One that has lost its minutes is given them again, as many of them as the hour has to spare.

    Raises:
        Refused: nothing runs, there is no such step, or it runs already.
    """
    _refuse_at_rest(clock)
    if not 1 <= step <= LAST_STEP:
        raise Refused(f"There is no step {step}: they are 1 to {LAST_STEP}")
    if step == clock.step:
        raise Refused(f"Step {step} is running already")
    return append(events, Event("go", now, step=step, ms=_lost(clock, step, step)))


def _lost(clock: Clock, step: int, running: int) -> int:
    """What was planned for a step without minutes, of those that `running` leaves to spare."""
    if clock.budget.get(step):
        return 0
    spare = -replace(clock, step=running).behind // MINUTE
    return max(0, min(clock.outline.step(step).allotted, spare)) * MINUTE


def skip(clock: Clock, events: Events, now: Reading) -> Events:
    """Leave this step out, and go to the next of today.

    Raises:
        Refused: nothing runs, or it is the last step.
    """
    _refuse_at_rest(clock)
    _refuse_at_the_last(clock)
    return append(events, Event("skip", now))


def leave_out(clock: Clock, events: Events, step: int, now: Reading) -> Events:
    """Leave out step `step`: this one, as 0 means too, or one that is still to come.

    One that lies ahead and was left out is taken in again, with minutes as `go_to` gives them.

    Raises:
        Refused: nothing runs, it is over or not in the plan, or it is one that is always held.
    """
    if step in (0, clock.step):
        return skip(clock, events, now)
    _refuse_at_rest(clock)
    if step > clock.step and step in clock.skipped:
        minutes = clock.budget[step] + _lost(clock, step, clock.step)
        return append(events, Event("adapt", now, step=step, budgets={step: minutes}))
    if step not in clock.remaining:
        raise Refused(_not_to_come(clock, step))
    if clock.outline.step(step).protected:
        raise Refused(f"Step {step} is always held")
    return append(events, Event("adapt", now, budgets={step: 0}))


def _not_to_come(clock: Clock, step: int) -> str:
    if clock.step < step <= LAST_STEP:
        return f"The plan leaves out step {step}: {step % LAST_STEP} Enter goes there"
    return f"Step {step} is not one that is still to come"


def pause(clock: Clock, events: Events, now: Reading) -> Events:
    """Pause, or go on after a pause."""
    _refuse_at_rest(clock)
    return append(events, Event("resume" if clock.paused else "pause", now))


def extend(clock: Clock, events: Events, minutes: int, now: Reading) -> Events:
    """Give the running step `minutes` more, or less where negative."""
    _refuse_at_rest(clock)
    if clock.budget.get(clock.step, 0) + minutes * MINUTE < MINUTE:
        raise Refused("One minute is the least a step can have")
    return append(events, Event("extend", now, step=clock.step, ms=minutes * MINUTE))


def back_date(clock: Clock, events: Events, minutes: int, now: Reading) -> Events:
    """The running step began `minutes` ago: what was counted before it is counted for it."""
    _refuse_at_rest(clock)
    if not 0 < minutes <= BACK_DATE_MOST:
        raise Refused(f"Between 1 and {BACK_DATE_MOST} minutes, please")
    ms = clock.entered_at + minutes * MINUTE - clock.at
    if ms <= 0:
        raise Refused(f"Step {clock.step} began {minutes} min ago or longer already")
    if len(clock.visited) > 1 and clock.lasted[-2] < ms:
        raise Refused(_too_early(clock))
    return append(events, Event("back-date", now, ms=ms))


def _too_early(clock: Clock) -> str:
    """How early the running step can have begun: no earlier than what ran before it."""
    most = (clock.at - clock.entered_at + clock.lasted[-2]) // MINUTE
    ago = f"only {most} min ago" if most else "less than a minute ago"
    return f"Not so early: step {clock.visited[-2]} ran just before · it began {ago}"


def adapt(clock: Clock, events: Events, budgets: Mapping[int, int], now: Reading) -> Events:
    """Let the steps in `budgets` (step: new ms, 0 falls away) pay for what ran over."""
    _refuse_at_rest(clock)
    if not budgets:
        raise Refused("No step can pay now")
    if not all(_can_become(clock, step, ms) for step, ms in budgets.items()):
        raise Refused("The conversation has moved on: look who pays now")
    return append(events, Event("adapt", now, budgets=dict(budgets)))


def _can_become(clock: Clock, step: int, ms: int) -> bool:
    ahead = step in clock.remaining and not clock.outline.step(step).protected
    return ahead and 0 <= ms < clock.budget[step]


def away(
    clock: Clock,
    events: Events,
    missed: Mapping[int, int],
    now: Reading,
    *,
    counted: bool = False,
) -> Events:
    """The answer to gaps (sleep, crash): whether they count for the steps that ran meanwhile.

    Args:
        missed: step to the ms that nobody was here while it ran.
    """
    _refuse_at_rest(clock)
    gone = {step: min(ms, clock.elapsed.get(step, 0)) for step, ms in missed.items()}
    if not counted and not any(gone.values()):
        raise Refused("Nothing was counted while you were away")
    for step, ms in gone.items():
        if ms or counted:
            events = append(events, Event("away", now, step, ms, counted=counted))
    return events


def undo(clock: Clock, events: Events, now: Reading) -> Events:
    """As if the last move had never been made; the time it stood for still passed.

    The start goes only while nothing followed it: one undo too many must not lose the hour.
    """
    if clock.ended:
        raise Refused("The conversation has ended")
    move, latest = last_move(events), _latest(events)
    if move is None:
        raise Refused("There is nothing to undo")
    if move.kind == "start" and latest is not move:
        raise Refused("Only the start is left, and the conversation is running")
    return append(events, Event("undo", now))


def last_move(events: Events) -> Event | None:
    """The move that an undo would take back."""
    return next((e for e in reversed(tuple(effective(events))) if e.is_move), None)


def _latest(events: Events) -> Event | None:
    """The last thing that was done, an undo too."""
    return next((e for e in reversed(events) if e.is_move or e.kind == "undo"), None)


def end(clock: Clock, events: Events, now: Reading) -> Events:
    """End the hour; the log can still be written in.

    Raises:
        Refused: nothing runs.
    """
    _refuse_at_rest(clock)
    return append(events, Event("end", now))


def beat(events: Events, now: Reading) -> Events:
    """Note that we were here, so that a later gap is known for what it is.

    The first thing to do after a restart: until then the time since the crash is the wall clock's.
    """
    return append(events, Event("beat", now))


def _refuse_at_rest(clock: Clock) -> None:
    if not clock.started:
        raise Refused("Start the conversation first")
    if clock.ended:
        raise Refused("The conversation has ended")


def _refuse_at_the_last(clock: Clock) -> None:
    if not clock.remaining:
        raise Refused(f"Step {clock.step} is the last one: end the conversation instead")
