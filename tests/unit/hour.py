"""A conversation on a machine whose clocks the test turns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mqi_tui.domain.guide import Outline, StepChange, fit, load_guide
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.catch_up import who_pays
from mqi_tui.domain.private.clock import Clock, fold
from mqi_tui.domain.private.events import MINUTE, SECOND, Events, Reading
from mqi_tui.domain.private.time_text import Glance, glance

FOUR_PM = 1_795_536_000_000
"""24 November 2026, 16:00 UTC."""


def minutes(words: str) -> int:
    """Milliseconds of `m:ss` or `m:ss.mmm`."""
    whole, _, seconds = words.partition(":")
    return int(whole) * MINUTE + round(float(seconds) * SECOND)


def outline(
    total: int = 60,
    clips: int = 2,
    changes: Mapping[int, StepChange] = MappingProxyType({}),
) -> Outline:
    return fit(load_guide(), minutes=total, clips=clips, changes=changes)


class Hour:
    """Plays a script such as `start 3:00 next 1:30 extend=1 pause 2:00 pause go=6 undo`."""

    def __init__(self, outline_: Outline | None = None, script: str = "") -> None:
        self.outline = outline_ or outline()
        self.events: Events = ()
        self.now = Reading(mono=5_000_000, utc=FOUR_PM, boot="first")
        self.play(script)

    def play(self, script: str) -> Hour:
        for word in script.split():
            if ":" in word:
                self.wait(minutes(word))
            else:
                self._move(*word.partition("=")[::2])
        return self

    def wait(self, ms: int) -> None:
        self.now = Reading(self.now.mono + ms, self.now.utc + ms, self.now.boot)

    def do(self, move: Any, *arguments: Any, **named: Any) -> None:
        self.events = move(self.clock, self.events, *arguments, self.now, **named)

    def _move(self, name: str, argument: str) -> None:
        match name:
            case "next":
                self.do(clock_actions.advance)
            case "go":
                self.do(clock_actions.go_to, int(argument))
            case "extend":
                self.do(clock_actions.extend, int(argument))
            case "out":
                self.do(clock_actions.leave_out, int(argument))
            case "backdate":
                self.do(clock_actions.back_date, int(argument))
            case "away":
                gone, _, step = argument.partition("@")
                self.do(clock_actions.away, {int(step or self.clock.step): int(gone) * MINUTE})
            case "kept":
                self.do(clock_actions.start, until_end=int(argument) * MINUTE)
            case "pay":
                self.do(clock_actions.adapt, self.budgets())
            case "beat":
                self.events = clock_actions.beat(self.events, self.now)
            case _:
                self.do(getattr(clock_actions, name))

    def budgets(self) -> Mapping[int, int]:
        proposal = who_pays(self.clock)
        return proposal.budgets if proposal else {}

    @property
    def clock(self) -> Clock:
        return fold(self.outline, self.events, self.now)

    @property
    def glance(self) -> Glance:
        return glance(self.clock, self.now)
