"""The clock against a simple model, over any sequence of moves on any misbehaving machine.

An undone move is taken out of the list of moves, and the strip of true time drawn anew.
"""

from __future__ import annotations

import json

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.catch_up import who_pays
from mqi_tui.domain.private.clock import Clock, fold
from mqi_tui.domain.private.clock_actions import Refused
from mqi_tui.domain.private.events import MINUTE, SECOND, Event, Events, Reading
from mqi_tui.domain.values import from_data, to_data
from tests.unit.hour import FOUR_PM, outline
from tests.unit.strip import NOBODY, PAUSE, Strip

HOURS_26 = 26 * 60 * MINUTE


class ClockMachine(RuleBasedStateMachine):
    """Coach, machine and model side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.true = 0
        self.mono_from, self.wall_from, self.boot = 1_000_000, FOUR_PM, "boot 0"
        self.stepped = False
        self.events: Events = ()
        self.made: list[tuple[int, str, object]] = []

    @initialize(
        total=st.sampled_from([45, 60, 90]),
        clips=st.integers(0, 2),
        left_out=st.sets(st.sampled_from([1, 2, 4, 8, 10]), max_size=2),
        until=st.sampled_from([None, 0, 0, 30 * MINUTE, 75 * MINUTE]),
    )
    def plan(self, total: int, clips: int, left_out: set[int], until: int | None) -> None:
        changes = {step: StepChange(skip=True) for step in left_out}
        self.outline = outline(total, clips, changes)
        if until is not None:
            self.start(until)

    # the machine

    @property
    def now(self) -> Reading:
        return Reading(self.mono_from + self.true, self.wall_from + self.true, self.boot)

    @rule(ms=st.one_of(st.integers(0, 9 * MINUTE), st.integers(0, 2 * SECOND)))
    def wait(self, ms: int) -> None:
        self.true += ms

    @rule(ms=st.integers(5 * MINUTE, 9 * 60 * MINUTE))
    def sleep(self, ms: int) -> None:
        self.true += ms

    @rule()
    def beat(self) -> None:
        self.events = clock_actions.beat(self.events, self.now)
        self.stepped = False

    @precondition(lambda self: not self.events or self.events[-1].at.boot == self.boot)
    @rule(ms=st.integers(-HOURS_26, HOURS_26))
    def set_the_wall_clock(self, ms: int) -> None:
        self.wall_from += ms
        self.stepped = True

    @rule(ms=st.integers(0, 30 * MINUTE))
    def crash(self, ms: int) -> None:
        """The program dies and is started again; what was saved is all it knows."""
        saved = json.dumps(to_data(self.events))
        self.true += ms
        self.events = from_data(tuple[Event, ...], json.loads(saved))

    @precondition(lambda self: not self.stepped)
    @rule(
        ms=st.integers(1, 30 * MINUTE),
        mono=st.integers(0, 10**10),
        wall=st.sampled_from([0, HOURS_26, -HOURS_26]),
    )
    def restart_the_machine(self, ms: int, mono: int, wall: int) -> None:
        """The wall clock bridges it, as long as nobody sets it between two readings."""
        self.true += ms
        self.mono_from, self.boot = mono - self.true, f"boot {self.true} {mono}"
        self.crash(0)
        if wall:
            self.beat()
            self.set_the_wall_clock(wall)
            self.beat()

    # the coach

    def do(self, move: str, argument: object, events: Events) -> None:
        self.events = events
        self.stepped = False
        self.made.append((self.true, move, argument))

    def attempt(self, move: str, argument: object = None) -> None:
        """Make a move both ways, if the clock does not refuse it."""
        before = self.strip()
        try:
            self.do(move, argument, self.changed(move, argument))
        except Refused:
            self.refuses_rightly(move, argument)
        else:
            assert move != "go" or argument != before.step
            assert self.strip().minutes.get(before.step, 1) >= (move == "extend")

    def changed(self, move: str, argument: object) -> Events:
        there = self.clock(), self.events
        match move, argument:
            case "start", int(until):
                return clock_actions.start(*there, self.now, until_end=until)
            case "go", int(step):
                return clock_actions.go_to(*there, step, self.now)
            case "out", int(step):
                return clock_actions.leave_out(*there, step, self.now)
            case "extend", int(minutes):
                return clock_actions.extend(*there, minutes, self.now)
            case "back-date", int(minutes):
                return clock_actions.back_date(*there, minutes, self.now)
            case "away", (int(step), int(ms)):
                return clock_actions.away(*there, {step: ms}, self.now)
            case "adapt", dict(budgets):
                return clock_actions.adapt(*there, budgets, self.now)
        simple = {
            "back": clock_actions.back,
            "skip": clock_actions.skip,
            "pause": clock_actions.pause,
            "end": clock_actions.end,
        }
        return simple[move](*there, self.now)

    def refuses_rightly(self, move: str, argument: object) -> None:
        strip = self.strip()
        if not strip.step or strip.ended:
            assert move != "start" or strip.step
            return
        later = [s for s in range(strip.step + 1, 11) if strip.there(s)]
        earlier = [s for s in range(1, strip.step) if strip.there(s)]
        assert move not in ("pause", "end")
        assert move not in ("skip", "advance") or not later
        assert move != "back" or not earlier
        assert move != "go" or argument == strip.step
        assert move != "out" or strip.step >= int(str(argument)) or not may_turn(strip, argument)
        assert move != "extend" or strip.minutes[strip.step] + int(str(argument)) < 1

    @rule(until=st.sampled_from([0, 0, 30 * MINUTE, 75 * MINUTE]))
    def start(self, until: int) -> None:
        self.attempt("start", until)

    @rule()
    def advance(self) -> None:
        events = self.events
        try:
            changed = clock_actions.advance(self.clock(), events, self.now)
        except Refused:
            self.refuses_rightly("advance", None)
            return
        if changed is events:
            assert self.true - self.made[-1][0] < clock_actions.BOUNCE
        else:
            self.do("advance", None, changed)

    @rule()
    def back(self) -> None:
        self.attempt("back")

    @rule(step=st.integers(1, 10))
    def go_to(self, step: int) -> None:
        self.attempt("go", step)

    @rule()
    def skip(self) -> None:
        self.attempt("skip")

    @rule(step=st.integers(1, 10))
    def leave_out_or_take_in(self, step: int) -> None:
        self.attempt("out", step)

    @rule()
    def pause(self) -> None:
        self.attempt("pause")

    @rule(minutes=st.integers(-12, 15).filter(bool))
    def extend(self, minutes: int) -> None:
        self.attempt("extend", minutes)

    @rule(minutes=st.integers(1, 12))
    def back_date(self, minutes: int) -> None:
        self.attempt("back-date", minutes)

    @rule(ms=st.integers(1, 40 * MINUTE), step=st.integers(0, 10))
    def away(self, ms: int, step: int) -> None:
        """In the running step, or in one that ran before."""
        self.attempt("away", (step or self.clock().step, ms))

    @rule()
    def adapt(self) -> None:
        before = self.clock()
        proposal = who_pays(before)
        if proposal is None or not proposal.payments:
            return
        self.attempt("adapt", dict(proposal.budgets))
        after = self.clock()
        payers = set(proposal.budgets)
        assert payers <= set(before.remaining) - {9, 10}
        assert all(after.budget[step] < before.budget[step] for step in payers)
        assert all(after.budget[s] == before.budget[s] for s in range(1, 11) if s not in payers)
        assert proposal.unpaid or after.behind < MINUTE

    @rule()
    def undo(self) -> None:
        never = [entry for entry in self.made if entry is not self.made[-1]] if self.made else []
        try:
            self.events = clock_actions.undo(self.clock(), self.events, self.now)
        except Refused:
            assert not self.made or len(self.made) == 1 or self.clock().ended
        else:
            self.stepped = False
            self.made = never

    @precondition(lambda self: self.clock().running)
    @rule(ms=st.integers(0, 5 * MINUTE), step=st.integers(1, 10))
    def a_move_undone_was_never_made(self, ms: int, step: int) -> None:
        never, made = self.events, len(self.made)
        self.pause()
        self.go_to(step)
        self.true += ms
        for _ in self.made[made:]:
            self.undo()
        assert self.clock() == fold(self.outline, never, self.now)

    @precondition(lambda self: self.clock().at > 90 * MINUTE)
    @rule()
    def end(self) -> None:
        self.attempt("end")

    # what always holds

    def clock(self) -> Clock:
        return fold(self.outline, self.events, self.now)

    def strip(self) -> Strip:
        strip, at = Strip(self.outline), 0
        for when, move, argument in self.made:
            strip.pass_time(when - at)
            strip.make(move, argument)
            at = when
        strip.pass_time(self.true - at)
        return strip

    @invariant()
    def the_clock_says_what_the_strip_says(self) -> None:
        clock, strip = self.clock(), self.strip()
        same_place(clock, strip)
        same_time(clock, strip)
        if clock.started:
            same_ends(clock, strip)
        the_sum_is_the_time(clock)
        nothing_is_negative(clock)


def may_turn(strip: Strip, step: object) -> bool:
    """Whether a step ahead can be left out, or taken in again."""
    there = strip.outline.steps[int(str(step)) - 1]
    return there.number in strip.skipped or (strip.there(there.number) and not there.protected)


def same_place(clock: Clock, strip: Strip) -> None:
    assert (clock.step, clock.paused, clock.ended) == (strip.step, strip.paused, strip.ended)
    assert clock.visited == tuple(strip.entered)
    assert clock.skipped == strip.skipped
    assert 0 <= clock.step <= 10


def same_time(clock: Clock, strip: Strip) -> None:
    assert clock.at == strip.all
    assert clock.paused_total == strip.total(PAUSE)
    assert clock.away_total == strip.total(NOBODY)
    elapsed = {step: ms for step, ms in clock.elapsed.items() if ms}
    assert elapsed == {s: ms for s in range(1, 11) if (ms := strip.total(s))}


def same_ends(clock: Clock, strip: Strip) -> None:
    assert clock.budget == {s: m * MINUTE for s, m in strip.minutes.items()}
    assert clock.planned_end == strip.ends_after
    to_come = [strip.step, *(s for s in range(strip.step + 1, 11) if strip.there(s))]
    left = (strip.minutes[s] * MINUTE - strip.total(s) for s in to_come)
    assert clock.projected_end == strip.all + sum(ms for ms in left if ms > 0)


def the_sum_is_the_time(clock: Clock) -> None:
    actual = clock.at - clock.paused_total - clock.away_total
    assert sum(clock.elapsed.values()) == sum(clock.lasted) == actual


def nothing_is_negative(clock: Clock) -> None:
    totals = (clock.at, clock.paused_for, clock.paused_total, clock.away_total)
    assert min(*totals, *clock.elapsed.values(), *clock.budget.values(), *clock.lasted) >= 0


TestClock = ClockMachine.TestCase
TestClock.settings = settings(
    max_examples=120,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow],
)
