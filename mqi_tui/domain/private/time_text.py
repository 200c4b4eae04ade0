"""Time in words, ready to be shown: no signs, since people misread them, and whole seconds only,
so that a value that looks the same is the same and repaints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from mqi_tui.domain.guide import NO_MINUTES, Step
from mqi_tui.domain.private.catch_up import Proposal, who_pays
from mqi_tui.domain.private.catch_up_text import (
    accepted,
    payment_brief,
    payment_line,
    payment_short,
)
from mqi_tui.domain.private.clock import ACTION_PLAN, LAST_STEP, Clock, Phase
from mqi_tui.domain.private.events import MINUTE, SECOND, Event, Reading, in_seconds
from mqi_tui.text.dates import time_of_day

APART = SECOND // 2
"""How far the clock of the wall and the one that counts may have come apart within an hour."""
BRIEF = 9
"""Columns of the brief form of a step's time."""
FRAMING, TALK = "framing", "talk"
"""The two parts of a step in which a clip is framed and talked about."""
Mark = Literal["✓", "▶", "○", "–"]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the timeline. `time` is its long form, `brief` fits nine columns."""

    number: int
    title: str
    short: str
    mark: Mark
    time: str
    brief: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """All that the live screen says about time at one second."""

    phase: Phase = "ready"
    step: int = 0
    title: str = ""
    short: str = ""
    position: str = ""
    digits: str = "0:00"
    state: str = ""
    planned: str = ""
    total: str = ""
    ends: str = ""
    against: str = ""
    """What was planned of the end: `as planned`, `planned 5:00 pm`; before the start, when it would
    end.
    """
    pace: str = ""
    behind: bool = False
    late: bool = False
    """Behind by a minute or more."""
    now: str = ""
    plan_by: str = ""
    pay: str = ""
    pay_short: str = ""
    """Who pays, all of it in fewer words."""
    pay_brief: str = ""
    """Who pays, what matters most of it."""
    proposal: Proposal | None = None
    """What these lines say: to accept it is to take this, and not what would be said later."""
    reminder: str = ""
    arc: tuple[tuple[str, bool], ...] = ()
    part: str = ""
    """Of a step in which a clip is framed, too: which of the two runs, and what that has left."""
    rows: tuple[StepRow, ...] = ()
    next: str = ""

    @property
    def steady(self) -> Glance:
        """All of it but what changes with every second of a running step."""
        return replace(self, digits="", part="")


def span(ms: int) -> str:
    """A length of time: `2:05`, `1:02:05`. Whole seconds, rounded down."""
    minutes, seconds = divmod(abs(ms) // SECOND, 60)
    if minutes < 100:
        return f"{minutes}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def span_left(ms: int) -> str:
    """Time left, rounded up: a step of four minutes begins with 4:00 and is over after 0:00."""
    return span(-(-ms // SECOND) * SECOND)


def face(utc: int) -> str:
    """A clock's face where the coach is: `5:01 pm`."""
    return time_of_day(datetime.fromtimestamp(utc / 1000))


def pace(clock: Clock) -> str:
    """`on track`, `3:00 behind`, `2:00 to spare`: how far from the planned end it is heading."""
    if not clock.minutes_behind:
        return "on track"
    return f"{span(clock.behind)} {'behind' if clock.behind > 0 else 'to spare'}"


def planned_end(clock: Clock, now: Reading) -> int:
    """The minute of the day in which the hour should end, as UTC milliseconds.

    An end that was agreed on is a whole minute, and is not told as the one before.
    """
    return (_wall(clock, clock.planned_end, now) + APART) // MINUTE * MINUTE


def ends(clock: Clock, now: Reading) -> str:
    """`ends 5:01 pm, 1 min late`: so many minutes from the planned end, and no seconds."""
    off = clock.minutes_behind
    tail = f", {abs(off)} min {'late' if off > 0 else 'early'}" if off else ""
    return f"ends {face(planned_end(clock, now) + off * MINUTE)}{tail}"


def state(clock: Clock) -> str:
    """The word for the running step, short enough for forty columns: `left of 4:00`."""
    budget = span(clock.budget.get(clock.step, 0))
    words = {
        "ready": "not started",
        "running": f"left of {budget}",
        "last": f"left of {budget}",
        "over": f"over its {budget}",
        "open": _none_left(clock),
        "paused": f"PAUSED for {span(clock.paused_for)}",
        "ended": "ended",
    }
    return words[clock.phase]


def _none_left(clock: Clock) -> str:
    """Of a step without minutes: whether it had some."""
    planned = _planned(clock) // MINUTE
    return f"had {planned} min, now none" if planned else NO_MINUTES


def _planned(clock: Clock) -> int:
    """What was planned for the running step."""
    return clock.outline.step(clock.step).allotted * MINUTE


def digits(clock: Clock) -> str:
    """The countdown: what is left, or how far over; where no minutes are set, what has passed."""
    if clock.phase == "open" or not clock.budget.get(clock.step, 0):
        return span(clock.elapsed.get(clock.step, 0))
    return span_left(clock.left) if clock.left >= 0 else span(clock.left)


def planned(clock: Clock) -> str:
    """What the step was to have, where that is not what it has now: `planned 4:00`. The word for a
    step that has none now says it already.
    """
    first, budget = _planned(clock), clock.budget.get(clock.step, 0)
    if first == budget or (clock.phase == "open" and first):
        return ""
    return f"planned {span(first)}" if first else "not planned"


def glance(clock: Clock, now: Reading, *, dated: bool = False) -> Glance:
    """What the live screen shows about time, at this second.

    `dated`: the next conversation has its date, and nobody has to be reminded.
    """
    clock, now = _at_the_second(clock, now)
    running = clock.started
    step = clock.outline.step(clock.step or next(iter(clock.today), 1))
    proposal = who_pays(clock)
    return Glance(
        phase=clock.phase,
        step=clock.step,
        title=step.title,
        short=step.short,
        position=f"{clock.step} of {LAST_STEP}" if running else "",
        digits=digits(clock) if running else span(step.minutes * MINUTE),
        state=state(clock),
        planned=planned(clock) if running else "",
        total=_total(clock),
        ends=ends(clock, now) if clock.running else "",
        against=_against(clock, now),
        pace=pace(clock) if clock.running else "",
        behind=clock.running and clock.minutes_behind > 0,
        late=clock.behind >= MINUTE,
        now=face(now.utc),
        plan_by=_plan_by(clock, now, proposal),
        pay=payment_line(proposal),
        pay_short=payment_short(proposal),
        pay_brief=payment_brief(proposal),
        proposal=proposal,
        reminder="" if dated or not clock.date_reminder else "schedule the next conversation",
        arc=_arc(clock, step) if running else (),
        part=_part(clock, step) if clock.running else "",
        rows=tuple(_row(clock, step) for step in clock.outline.steps),
        next=_next(clock),
    )


def moved(event: Event, before: Clock, after: Clock, undone: Event | None = None) -> str:
    """What a move changed, in one line for the coach. `undone`: what an undo took back."""
    step = after.step
    minutes = abs(event.ms) // MINUTE
    lines = {
        "start": f"Started: step {step}",
        "advance": f"Step {step}: {_title(after)}{_passed(before, step)}",
        "back": _back(before, step),
        "go": f"Gone to step {step}: {_title(after)}{_had(after, step, event.ms)}",
        "skip": f"Step {before.step} is not today · now step {step}",
        "pause": "Paused: the end moves while this lasts",
        "resume": f"Goes on · the pause took {span(before.paused_for)}",
        "extend": f"Step {event.step} has {minutes} min {'more' if event.ms > 0 else 'less'}",
        "back-date": f"Step {step} began {span(event.ms)} earlier",
        "adapt": accepted(event.budgets, before.budget, event.step) + _again(event, before, after),
        "away": f"{span(event.ms)} away is {'' if event.counted else 'not '}counted",
        "undo": f"Undone: {_undone(undone, step)}",
        "end": "Ended",
    }
    return lines.get(event.kind, "")


def _back(before: Clock, step: int) -> str:
    """Where the step before this one is, and what was left out on the way."""
    out = [number for number in range(step + 1, before.step) if number not in before.today]
    if not out:
        return f"Back to step {step}: its time goes on where it was"
    return f"Back to step {step}: {_are(out)} not today, a number goes there"


def _passed(before: Clock, step: int) -> str:
    """What fell away since the start, and is passed over on the way to a step."""
    out = [number for number in before.left_out if number < step]
    return f" · {_are(out)} not today" if out else ""


def _are(steps: Sequence[int]) -> str:
    """`7 is`, `7 and 8 are`."""
    return f"{' and '.join(map(str, steps))} {'are' if len(steps) > 1 else 'is'}"


def _again(event: Event, before: Clock, after: Clock) -> str:
    """Of a step that was taken in again: the minutes it has."""
    if event.kind != "adapt" or not event.step:
        return ""
    given = event.budgets[event.step] - before.budget[event.step]
    return _had(after, event.step, given)


def _had(clock: Clock, step: int, given: int) -> str:
    """What was planned for a step that has lost its minutes, and what it was given of them."""
    planned, minutes = clock.outline.step(step).allotted, given // MINUTE
    if not planned or (clock.budget[step] and not given):
        return ""
    if not given:
        return f" · it had {planned} min"
    return f" · {minutes} min again" if minutes == planned else f" · {minutes} of {planned} min"


def _undone(event: Event | None, step: int) -> str:
    """What was taken back: `1 min more · step 3`."""
    if event is None:
        return f"now step {step}"
    minutes = abs(event.ms) // MINUTE
    what = {
        "start": "the start",
        "extend": f"{minutes} min {'more' if event.ms > 0 else 'less'} for step {event.step}",
        "pause": "the pause",
        "resume": "going on · paused again",
        "back-date": f"the earlier start of step {step}",
        "adapt": _left_out(event.step) or _today_again(event.budgets) or "who pays",
        "away": f"{span(event.ms)} away · counted again",
    }
    return what.get(event.kind, f"now step {step}")


def _left_out(step: int) -> str:
    return f"step {step} is not today" if step else ""


def _today_again(budgets: Mapping[int, int]) -> str:
    """What was only left out, and is no more; empty where some became shorter."""
    if not budgets or any(budgets.values()):
        return ""
    return f"step{'s' * (len(budgets) > 1)} {_are(sorted(budgets))} today again"


def _at_the_second(clock: Clock, now: Reading) -> tuple[Clock, Reading]:
    """Both as of the last whole second of the hour, so that all that is shown changes together.

    A step or pause that began within this second is taken as it is.
    """
    clock = replace(clock, elapsed=_told(clock))
    since = clock.at % SECOND
    here = clock.paused_for if clock.paused else sum(clock.lasted[-1:])
    if not clock.running or since > here:
        return clock, now
    before = replace(now, mono=now.mono - since, utc=now.utc - since)
    if clock.paused:
        return replace(clock, at=clock.at - since, paused_for=here - since), before
    elapsed = {**clock.elapsed, clock.step: clock.elapsed[clock.step] - since}
    return replace(clock, at=clock.at - since, elapsed=elapsed), before


def _told(clock: Clock) -> dict[int, int]:
    """The time of each step as the recap tells it, and of the running visit all of it.

    What was hardly there keeps its part of a second, which says that it was.
    """
    left = -1 if clock.running else len(clock.visited)
    told = in_seconds([*zip(clock.visited, clock.lasted, strict=True)][:left])
    if clock.running:
        told[clock.step] = told.get(clock.step, 0) + clock.lasted[-1]
    return {number: told[number] or ms for number, ms in clock.elapsed.items()}


def _title(clock: Clock) -> str:
    return clock.outline.step(clock.step).title if clock.step else ""


def _wall(clock: Clock, at: int, now: Reading) -> int:
    return now.utc + at - clock.at


def _total(clock: Clock) -> str:
    if not clock.started:
        return f"{clock.outline.sum} planned"
    return f"{clock.at // MINUTE} of {clock.planned_end // MINUTE} min"


def _against(clock: Clock, now: Reading) -> str:
    if not clock.running:
        end = face(_wall(clock, clock.projected_end, now))
        return "" if clock.ended else f"would end {end}"
    if not clock.minutes_behind:
        return "as planned"
    return f"planned {face(planned_end(clock, now))}"


def _plan_by(clock: Clock, now: Reading, proposal: Proposal | None) -> str:
    """By when the action plan is to begin; once it cannot, how late it does where all pay."""
    if not clock.running or ACTION_PLAN not in clock.remaining:
        return ""
    if proposal and proposal.unpaid:
        return f"action plan {proposal.unpaid} min late at best"
    by = clock.action_plan_by - clock.planned_end
    return f"action plan by {face(planned_end(clock, now) + by)}"


def _arc(clock: Clock, step: Step) -> tuple[tuple[str, bool], ...]:
    """The parts of a clip talk, and which of them its time has reached."""
    used, budget = clock.elapsed.get(step.number, 0), clock.budget.get(step.number, 0)
    framing = step.framing(budget // MINUTE)
    begins, reached = 0.0, 0
    for index, part in enumerate(step.arc):
        if budget and used >= begins:
            reached = index
        begins = framing * MINUTE if framing and not index else begins + part.share * budget
    names = [part.name for part in step.arc]
    if framing:
        names[0] = f"{names[0]} {framing} min"
    return tuple((name, index == reached) for index, name in enumerate(names))


def _part(clock: Clock, step: Step) -> str:
    """`framing: 1:14 left`, then `talk`; empty where the step has one part, or is over."""
    used, budget = clock.elapsed.get(step.number, 0), clock.budget.get(step.number, 0)
    framing = step.framing(budget // MINUTE) * MINUTE
    if not framing or used > budget:
        return ""
    return f"{FRAMING}: {span_left(framing - used)} left" if used < framing else TALK


def _next(clock: Clock) -> str:
    if not clock.remaining:
        return ""
    step = clock.outline.step(clock.remaining[0])
    return f"{step.number} {step.title} ({_minutes(clock.budget[step.number])})"


def _minutes(budget: int) -> str:
    return f"{budget // MINUTE} min" if budget else NO_MINUTES


def _both(step: Step, budget: int) -> str:
    """The minutes of a step; where its clip is framed in it, of that and of the talk."""
    minutes = budget // MINUTE
    framing = step.framing(minutes)
    return f"{framing} and {minutes - framing} min" if framing else _minutes(budget)


def _row(clock: Clock, step: Step) -> StepRow:
    number, budget = step.number, clock.budget.get(step.number, 0)
    over = bool(budget) and clock.elapsed.get(number, 0) - budget >= SECOND
    return StepRow(number, step.title, step.short, *_stands(clock, step, budget), over)


def _stands(clock: Clock, step: Step, budget: int) -> tuple[Mark, str, str]:
    """How it stands with a step: its mark, and its time in full and in brief."""
    number = step.number
    if number == clock.step and not clock.ended:
        return "▶", f"{_both(step, budget)}   NOW", _minutes(budget) if budget else "NOW"
    if number not in clock.today:
        return "–", "not today", "not today"
    if not clock.elapsed.get(number, 0):
        return "○", _both(step, budget), _minutes(budget) if budget else "no min"
    if number > clock.step and not clock.ended:
        return "○", *_begun(clock, number, budget)
    return _done(clock, number, budget)


def _done(clock: Clock, number: int, budget: int) -> tuple[Mark, str, str]:
    """A step that has run: its time, and what was over or left over."""
    took = clock.elapsed.get(number, 0) // SECOND * SECOND
    spare = budget - took
    if not budget or not spare:
        return "✓", span(took), span(took)
    if spare > 0:
        return "✓", f"{span(took)} of {budget // MINUTE}, {span(spare)} left over", span(took)
    return "✓", f"{span(took)} of {budget // MINUTE}, {span(spare)} over", _over(-spare)


def _begun(clock: Clock, number: int, budget: int) -> tuple[str, str]:
    """A step that was left for an earlier one and is still to come: what is left of it."""
    took = clock.elapsed.get(number, 0) // SECOND * SECOND
    left = budget - took
    if not budget:
        return f"begun, {span(took)} so far", span(took)
    if left < 0:
        return _done(clock, number, budget)[1:]
    exact = f"{span(left)} left"
    brief = exact if len(exact) <= BRIEF else f"{left // MINUTE}m left"
    return f"begun, {span(left)} left of {budget // MINUTE}", brief


def _over(ms: int) -> str:
    """In nine columns: seconds make way for the word, which must stay."""
    exact = f"{span(ms)} over"
    return exact if len(exact) <= BRIEF else f"{min(999, ms // MINUTE)}m over"
