"""The conversation's clock: what a list of events says at a given moment.

Everything shown about time is a pure function of (outline, events, now). All durations are whole
milliseconds. Steps are the guide's numbers, 1 to 10; step 0 is "not started".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mqi_tui.domain.guide import Outline, Step
from mqi_tui.domain.private.events import (
    MINUTE,
    SECOND,
    Event,
    Events,
    Reading,
    between,
    effective,
    whole_minutes,
)

LAST_STEP, ACTION_PLAN = 10, 9
GAP_ASKED, REMIND_BEFORE_END = 2 * MINUTE, 3 * MINUTE

Phase = Literal["ready", "running", "last", "over", "open", "paused", "ended"]


@dataclass(frozen=True)
class Clock:
    """What the events say at one moment. What is asked often of it is computed once."""

    outline: Outline
    step: int = 0
    at: int = 0
    """Time since the start, pauses and all."""
    planned_end: int = 0
    """Where the hour should end, on the same scale as `at`."""
    elapsed: Mapping[int, int] = field(default_factory=dict)
    budget: Mapping[int, int] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    visited: tuple[int, ...] = ()
    """The steps in the order they were entered, the running one last."""
    lasted: tuple[int, ...] = ()
    """How long each of these visits has lasted, pauses apart."""
    entered_at: int = 0
    """When the running step was entered, on the scale of `at`."""
    paused: bool = False
    paused_for: int = 0
    """How long the present pause has lasted."""
    paused_total: int = 0
    pauses: int = 0
    away_total: int = 0
    adaptations: tuple[Mapping[int, int], ...] = ()
    ended: bool = False
    today: tuple[int, ...] = ()
    """The steps that take place, in order; one that fell away is back once it was entered."""

    @property
    def started(self) -> bool:
        """Whether a step was ever entered, also once the hour has ended."""
        return self.step > 0

    @property
    def running(self) -> bool:
        """Whether the hour was begun and has not ended; also while it is paused."""
        return self.started and not self.ended

    @property
    def left(self) -> int:
        """Time left in the running step; negative when it is over."""
        return self.budget.get(self.step, 0) - self.elapsed.get(self.step, 0)

    @property
    def phase(self) -> Phase:
        """How the running step stands: `last` in its last fifth, `over` from a second past it,
        `open` where it has no minutes.
        """
        if not self.started:
            return "ready"
        if self.ended or self.paused:
            return "ended" if self.ended else "paused"
        if not self.budget.get(self.step, 0):
            return "open"
        if self.left <= -SECOND:
            return "over"
        return "last" if self.left * 5 <= self.budget[self.step] else "running"

    @property
    def remaining(self) -> tuple[int, ...]:
        """The numbers of the steps that are still to come today, in order."""
        return tuple(number for number in self.today if number > self.step)

    @property
    def left_out(self) -> tuple[int, ...]:
        """The steps to come that were to be held today, and have fallen away since."""
        steps = (one for one in self.outline.steps if one.allotted)
        return tuple(n for one in steps if (n := one.number) > self.step and n not in self.today)

    @property
    def still_planned(self) -> int:
        """Planned time that is left: of this step, and of those to come."""
        ahead = (self.step, *self.remaining)
        return sum(max(0, self.budget.get(n, 0) - self.elapsed.get(n, 0)) for n in ahead)

    @property
    def projected_end(self) -> int:
        """Milliseconds from start to end, if the steps to come take what is planned for them."""
        return self.at + self.still_planned

    @cached_property
    def behind(self) -> int:
        """How far past the planned end the hour is heading; negative is time to spare."""
        return self.projected_end - self.planned_end

    @property
    def minutes_behind(self) -> int:
        """`behind` as it is told in minutes, and paid; 0 is on track.

        Time to spare is full minutes: no end is told that would be over already.
        """
        return whole_minutes(self.behind) if self.behind > 0 else -(-self.behind // MINUTE)

    @property
    def action_plan_by(self) -> int:
        """The latest start of the action plan, on the scale of `at`."""
        return self.planned_end - self.budget.get(ACTION_PLAN, 0)

    @property
    def date_reminder(self) -> bool:
        """The end is near and the next conversation has not been scheduled yet."""
        near = self.at >= self.planned_end - REMIND_BEFORE_END
        return self.running and near and LAST_STEP not in self.visited


def fold(outline: Outline, events: Events, now: Reading) -> Clock:
    """What `events` say at `now`."""
    state = _Fold(outline)
    for event in effective(events):
        state.pass_time(event.at)
        state.apply(event)
    state.pass_time(now)
    return state.clock()


class _Fold:
    """The running sums while the events are read, first to last."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.step = 0
        self.at = 0
        self.planned_end = outline.total * MINUTE
        self.end_is_kept = False
        self.elapsed: dict[int, int] = {}
        self.budget = {s.number: s.allotted * MINUTE for s in outline.steps}
        self.skipped: set[int] = set()
        self.visited: list[int] = []
        self.lasted: list[int] = []
        self.entered_at = 0
        self.paused = self.ended = False
        self.paused_for = self.paused_total = self.pauses = self.away_total = 0
        self.adaptations: list[Mapping[int, int]] = []
        self.last: Reading | None = None

    def pass_time(self, now: Reading) -> None:
        passed = between(self.last, now) if self.last else 0
        self.last = now
        if not self.step or self.ended:
            return
        self.at += passed
        if self.paused:
            self.paused_for += passed
            self.paused_total += passed
        else:
            self._count(passed)

    def apply(self, event: Event) -> None:
        if event.kind != "beat":
            getattr(self, "_" + event.kind.replace("-", "_"))(event)

    def _start(self, event: Event) -> None:
        self.end_is_kept = event.ms > 0
        if event.ms:  # it moves as the minutes in all do that were agreed on since
            longer = self.planned_end - event.whole if event.whole else 0
            self.planned_end = max(MINUTE, event.ms + longer)
        self._enter(self._next(0))

    def _advance(self, _: Event) -> None:
        self._enter(self._next(self.step))

    def _back(self, _: Event) -> None:
        self._enter(self._previous(self.step))

    def _go(self, event: Event) -> None:
        self.skipped.discard(event.step)
        self.budget[event.step] += event.ms
        self._enter(event.step)

    def _skip(self, _: Event) -> None:
        leaving = self.step
        self._enter(self._next(leaving))
        self.skipped.add(leaving)

    def _pause(self, _: Event) -> None:
        self.paused = True
        self.pauses += 1
        self.paused_for = 0

    def _resume(self, _: Event) -> None:
        self.paused = False
        self.paused_for = 0

    def _extend(self, event: Event) -> None:
        self.budget[event.step] = max(0, self.budget[event.step] + event.ms)

    def _back_date(self, event: Event) -> None:
        """The running step began earlier: what was counted before it is counted for it."""
        if len(self.visited) < 2:
            self._start_earlier(event.ms)
            return
        moved = min(event.ms, self.lasted[-2])
        self.elapsed[self.visited[-2]] -= moved
        self.lasted[-2] -= moved
        self.entered_at -= moved
        self._count(moved)

    def _start_earlier(self, ms: int) -> None:
        self.at += ms
        self._count(ms)
        if self.end_is_kept:
            self.planned_end += ms

    def _adapt(self, event: Event) -> None:
        self.adaptations.append(event.budgets)
        self.budget |= event.budgets
        self.skipped |= {number for number, ms in event.budgets.items() if not ms}
        self.skipped.discard(event.step)

    def _away(self, event: Event) -> None:
        """Nobody was here while `event.step` ran: its latest visits give the time back."""
        left = 0 if event.counted else event.ms
        for visit in reversed(range(len(self.visited))):
            if self.visited[visit] == event.step:
                taken = min(left, self.lasted[visit])
                self.lasted[visit] -= taken
                self.elapsed[event.step] -= taken
                self.away_total += taken
                left -= taken

    def _end(self, event: Event) -> None:
        self._resume(event)
        self.ended = True

    def _count(self, ms: int) -> None:
        self.elapsed[self.step] += ms
        self.lasted[-1] += ms

    def _enter(self, number: int) -> None:
        self.step = number
        self.visited.append(number)
        self.lasted.append(0)
        self.entered_at = self.at
        self.elapsed.setdefault(number, 0)

    def _next(self, number: int) -> int:
        return self._first(range(number + 1, LAST_STEP + 1), number)

    def _previous(self, number: int) -> int:
        return self._first(range(number - 1, 0, -1), number)

    def _first(self, numbers: range, otherwise: int) -> int:
        """The first of the steps `numbers` that takes place."""
        steps = (self.outline.step(number) for number in numbers)
        return next((step.number for step in steps if self._is_today(step)), otherwise)

    def _is_today(self, step: Step) -> bool:
        number = step.number
        return number not in self.skipped and (step.planned or number in self.visited)

    def clock(self) -> Clock:
        return Clock(
            outline=self.outline,
            step=self.step,
            at=self.at,
            planned_end=self.planned_end,
            elapsed=self.elapsed,
            budget=self.budget,
            skipped=frozenset(self.skipped),
            visited=tuple(self.visited),
            lasted=tuple(self.lasted),
            entered_at=self.entered_at,
            paused=self.paused,
            paused_for=self.paused_for,
            paused_total=self.paused_total,
            pauses=self.pauses,
            away_total=self.away_total,
            adaptations=tuple(self.adaptations),
            ended=self.ended,
            today=tuple(one.number for one in self.outline.steps if self._is_today(one)),
        )
