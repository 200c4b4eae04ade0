"""A simple model of the clock, which knows the true time and keeps a strip of it.

The strip says which stretch of time belonged to which step, to a pause, or to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mqi_tui.domain.guide import Outline
from mqi_tui.domain.private.events import MINUTE

PAUSE, NOBODY = -1, -2


@dataclass
class Stretch:
    """Some time, whose it was (a step's, PAUSE's, NOBODY's), and how many steps were entered."""

    ms: int
    owner: int
    visit: int


@dataclass
class Strip:
    """The conversation as stretches of true time."""

    outline: Outline
    step: int = 0
    visit: int = 0
    began: int = 0
    paused: bool = False
    ended: bool = False
    stretches: list[Stretch] = field(default_factory=list)
    entered: list[int] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)
    minutes: dict[int, int] = field(default_factory=dict)
    ends_after: int = 0
    kept: bool = False

    def pass_time(self, ms: int) -> None:
        if self.step and not self.ended:
            owner = PAUSE if self.paused else self.step
            self.stretches.append(Stretch(ms, owner, self.visit))

    def total(self, owner: int) -> int:
        return sum(one.ms for one in self.stretches if one.owner == owner)

    @property
    def all(self) -> int:
        return sum(one.ms for one in self.stretches)

    def leave_out(self, step: int, ms: int) -> None:
        """The last `ms` that `step` had are nobody's, its latest visits first."""
        for one in sorted(self.stretches, key=lambda one: -one.visit):
            if one.owner == step:
                taken = min(ms, one.ms)
                one.ms -= taken
                ms -= taken
                self.stretches.append(Stretch(taken, NOBODY, one.visit))

    def give(self, ms: int, visit: int, owner: int) -> None:
        """The last `ms` a step had in this visit are `owner`'s."""
        for one in [*reversed(self.stretches)]:
            if one.visit == visit and one.owner > 0 and ms:
                taken = min(ms, one.ms)
                one.ms -= taken
                ms -= taken
                to = self.visit if owner > 0 else visit
                self.stretches.append(Stretch(taken, owner, to))

    def enter(self, step: int) -> None:
        self.step = step
        self.began = self.all
        self.entered.append(step)
        self.visit += 1

    def there(self, step: int) -> bool:
        planned = self.outline.steps[step - 1].planned
        return step not in self.skipped and (planned or step in self.entered)

    def make(self, move: str, argument: object) -> None:
        match move, argument:
            case "start", int(until):
                self.minutes = {s.number: s.minutes * s.planned for s in self.outline.steps}
                self.ends_after, self.kept = until or self.outline.total * MINUTE, bool(until)
                self.enter(min(s for s in range(1, 11) if self.there(s)))
            case (("advance" | "skip" | "back"), _):
                self._walk(move)
            case (("go" | "out"), int(step)):
                self._go(step) if move == "go" else self._turn(step)
            case "pause", _:
                self.paused = not self.paused
            case "extend", int(minutes):
                self.minutes[self.step] += minutes
            case "back-date", int(minutes):
                self._back_date(minutes * MINUTE - (self.all - self.began))
            case "away", (int(step), int(ms)):
                self.leave_out(step, ms)
            case "adapt", dict(budgets):
                self.minutes |= {step: ms // MINUTE for step, ms in budgets.items()}
                self.skipped |= {step for step, ms in budgets.items() if not ms}
            case "end", _:
                self.ended, self.paused = True, False

    def _go(self, step: int) -> None:
        self.skipped -= {step}
        self._give_back(step, step + 1)
        self.enter(step)

    def _turn(self, step: int) -> None:
        """Leave a step ahead out, or take it in; the running one is skipped."""
        if step == self.step:
            self._walk("skip")
        elif step in self.skipped:
            self._give_back(step, self.step)
            self.skipped -= {step}
        else:
            self.minutes[step] = 0
            self.skipped |= {step}

    def _give_back(self, step: int, first: int) -> None:
        """A step without its minutes has those that nobody needs, from step `first` on."""
        there = self.outline.steps[step - 1]
        if self.minutes[step] or not there.planned:
            return
        after = (n for n in range(first, 11) if self.there(n))
        wanted = sum(max(0, self.minutes[n] * MINUTE - self.total(n)) for n in after)
        spare = (self.ends_after - self.all - wanted) // MINUTE
        self.minutes[step] = max(0, min(there.minutes, spare))

    def _walk(self, move: str) -> None:
        left = self.step
        if move == "back":
            self.enter(max(s for s in range(1, left) if self.there(s)))
        else:
            self.enter(min(s for s in range(left + 1, 11) if self.there(s)))
        if move == "skip":
            self.skipped.add(left)

    def _back_date(self, ms: int) -> None:
        if self.visit == 1:
            self.stretches.insert(0, Stretch(ms, self.step, 1))
            self.ends_after += ms if self.kept else 0
        else:
            self.give(ms, self.visit - 1, self.step)
            self.began -= ms
