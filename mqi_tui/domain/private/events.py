"""What happens to the conversation's clock, as it is kept: events, each with its reading.

All durations are whole milliseconds. Steps are the guide's numbers, 1 to 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from mqi_tui.domain.kinds import Instant, Milliseconds, Shift, Step, StepNumber

SECOND = 1_000
MINUTE = 60 * SECOND


def whole_minutes(ms: int) -> int:
    """How far something is off, in minutes, to the nearest; half a minute is one.

    The one rule for all that is told in minutes of being late, of both ends, and of what is to be
    paid, so that what stands together agrees. Time to spare is told in full minutes.
    """
    minutes = (abs(ms) + MINUTE // 2) // MINUTE
    return minutes if ms > 0 else -minutes


def in_seconds(visits: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The time of each step in whole seconds, as it is told wherever it is told.

    They add up to all of it, rounded down: a visit has the whole seconds that come to pass in it.
    So none changes by what follows. `visits`: step and ms, in order.
    """
    times: dict[int, int] = {}
    passed = 0
    for step, ms in visits:
        seconds = (passed + ms) // SECOND - passed // SECOND
        times[step] = times.get(step, 0) + seconds * SECOND
        passed += ms
    return times


Kind = Literal[
    "start", "advance", "back", "go", "skip", "pause", "resume", "extend",
    "back-date", "adapt", "undo", "away", "beat", "end",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the machine's clocks.

    `mono` counts sleep and never jumps but is only comparable within one `boot`; `utc` is the
    wall clock. Both in milliseconds.
    """

    mono: Milliseconds
    utc: Instant
    boot: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the clock.

    `step`: where to (go), which (extend, away), or which is taken in again (adapt). `ms`: by how
    much (extend, back-date), how long (away), until the kept end (start), or what the step is given
    again (go). `budgets`: the new minutes of an adaptation, in ms. `counted`: this gap (away)
    stays part of its step; it is a record, not a move. `whole`: the minutes in all as the end was
    kept, in ms (start); 0 where an older version kept it.
    """

    kind: Kind
    at: Reading
    step: Step = 0
    ms: Shift = 0
    budgets: Mapping[StepNumber, Milliseconds] = field(default_factory=dict)
    counted: bool = False
    whole: Milliseconds = 0

    @property
    def is_move(self) -> bool:
        """Whether it changed something, so that an undo can take it back."""
        return self.kind not in ("beat", "undo") and not self.counted


Events = tuple[Event, ...]


def between(earlier: Reading, later: Reading) -> int:
    """Milliseconds from one reading to the next: exact within a boot, by the wall clock across."""
    if earlier.boot == later.boot:
        return max(0, later.mono - earlier.mono)
    return max(0, later.utc - earlier.utc)


def append(events: Events, event: Event) -> Events:
    """`events` and one more.

    A beat between two readings of its own boot says nothing new, and goes. The first beat of a
    boot stays: only there does the wall clock count.
    """
    if len(events) > 1 and events[-1].kind == "beat":
        boots = {events[-2].at.boot, events[-1].at.boot, event.at.boot}
        if len(boots) == 1:
            events = events[:-1]
    return (*events, event)


def gap(events: Events, now: Reading) -> int:
    """How long nobody was here: the time since the last reading, 0 where there is none."""
    return between(events[-1].at, now) if events else 0


def effective(events: Events) -> Iterator[Event]:
    """The events with those undone turned into mere readings: their time still passed."""
    kept = list(events)
    done: list[int] = []
    for index, event in enumerate(events):
        if event.kind == "undo":
            kept[index] = replace(event, kind="beat")
            if done:
                last = done.pop()
                kept[last] = Event("beat", kept[last].at)
        elif event.is_move:
            done.append(index)
    return iter(kept)
