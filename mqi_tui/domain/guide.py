"""The outline of a conversation: ten steps with their minutes, and how they fit the time there is.

The outline is data (`data/guide.toml`), so that a programme can bring its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

from mqi_tui.data import shipped
from mqi_tui.domain.kinds import Minutes, Share, StepNumber, Truth
from mqi_tui.domain.rules import WithinTyped

SHORTEST, LONGEST = 20, 180
"""Minutes a whole conversation may be planned for."""


FRAME = "frame"
"""The part of a step's arc in which the clip is framed, before the talk about it."""
NO_MINUTES = "no minutes set"
"""What is said of a step that has none; a date, too, is a time that is set."""
LAST_TIME = "last time"
FIRST_TIME = {
    2: ("How will you work together? The log of a first conversation has a section for it.",),
}
"""By step, what the guide says to it in a first conversation alone."""


class CannotFit(ValueError):
    """The steps do not fit the time; the message says in one line what would."""


@dataclass(frozen=True, slots=True)
class ArcPart:
    """One part of the talk about a clip; `share` is its part of the step's time, 0 to 1."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the conversation."""

    number: StepNumber
    title: str
    short: str
    """At most 22 characters, for narrow timelines."""
    minutes: Minutes
    """Whole minutes; 0 means "no minutes set"."""
    goal: str = ""
    prompts: tuple[str, ...] = ()
    optional: bool = False
    protected: bool = False
    """Keeps its minutes when a conversation is fitted into less time."""
    clip: int | None = None
    """Index of the teaching clip the step is about, 0 or 1."""
    stock: bool = False
    section: str = ""
    """The step's place in the log: the heading that begins with these words."""
    arc: tuple[ArcPart, ...] = ()
    planned: bool = True
    """False: "not today". The step keeps its number and is passed over."""

    @property
    def allotted(self) -> Minutes:
        """Its minutes of this conversation: none, where it is not today."""
        return self.minutes if self.planned else 0

    def framing(self, minutes: int) -> int:
        """Whole minutes of so many in which this step's clip is framed; 0 where that is no part."""
        first = self.arc[0] if self.arc and minutes else None
        return max(1, round(first.share * minutes)) if first and first.name == FRAME else 0


def prompts(step: Step, *, first: bool) -> tuple[str, ...]:
    """What the guide says to a step; the `first` conversation has no last time to look back on."""
    if not first:
        return step.prompts
    now = (words for words in step.prompts if LAST_TIME not in words.casefold())
    return (*now, *FIRST_TIME.get(step.number, ()))


@dataclass(frozen=True, slots=True)
class StepChange:
    """What a plan changes in one step: leave it out, or give it other minutes."""

    skip: Truth = False
    minutes: Annotated[Minutes, WithinTyped(1, LONGEST)] | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """Ten steps, numbered 1 to 10 whatever is planned of them."""

    name: str
    steps: tuple[Step, ...]
    total: Minutes
    """Minutes agreed upon for the whole; where the steps need fewer, the rest is to spare."""

    @property
    def minutes(self) -> int:
        """Minutes of the steps that are planned."""
        return sum(step.allotted for step in self.steps)

    @property
    def to_spare(self) -> int:
        """Minutes agreed upon that no step has."""
        return max(0, self.total - self.minutes)

    @property
    def sum(self) -> str:
        """`60 min`, or `36 of 50 min` where some are to spare."""
        return f"{self.minutes} of {self.total} min" if self.to_spare else f"{self.total} min"

    def step(self, number: int) -> Step:
        """The step with this number, 1 to 10."""
        return self.steps[number - 1]


@cache
def load_guide() -> Outline:
    """The guide's outline: 60 minutes, two teaching clips."""
    data = tomllib.loads(shipped("guide.toml"))
    steps = tuple(_step(**step) for step in data["steps"])
    return Outline(data["name"], steps, sum(step.minutes for step in steps))


@cache
def outlines() -> tuple[Outline, ...]:
    """Outlines ready to choose from: 60, 50, 45 minutes, each with two, one and no clips."""
    ready = []
    for minutes in (60, 50, 45):
        for clips, words in ((2, "two clips"), (1, "one clip"), (0, "no clips")):
            fitted = fit(load_guide(), minutes=minutes, clips=clips)
            ready.append(replace(fitted, name=f"{minutes} minutes, {words}"))
    return tuple(ready)


def fit(
    outline: Outline,
    *,
    minutes: int,
    clips: int = 2,
    changes: Mapping[int, StepChange] = MappingProxyType({}),
) -> Outline:
    """`outline` for a conversation of `minutes` with so many teaching clips.

    Steps of clips that are not there, and steps that `changes` skips, are "not today". Minutes
    given in `changes` hold, protected steps hold; if the rest is too long, it shrinks in
    proportion to whole minutes, at least one each. Nothing is ever lengthened.

    Raises:
        CannotFit: for less than 20 or more than 180 minutes, or fewer than the steps need.
    """
    if not SHORTEST <= minutes <= LONGEST:
        raise CannotFit(f"{minutes} minutes: a conversation has {SHORTEST} to {LONGEST}")
    steps = [
        _changed(step, clips, changes.get(step.number, StepChange())) for step in outline.steps
    ]
    soft = {
        step.number: step.minutes
        for step in steps
        if step.allotted and not step.protected and not _explicit(step, changes)
    }
    held = sum(step.allotted for step in steps) - sum(soft.values())
    if held + len(soft) > minutes:
        raise CannotFit(
            f"the steps need at least {held + len(soft)} minutes, {minutes} are planned"
        )
    shrunk = _shrink(soft, minutes - held)
    fitted = (replace(step, minutes=shrunk.get(step.number, step.minutes)) for step in steps)
    return replace(outline, steps=tuple(fitted), total=minutes)


def _changed(step: Step, clips: int, change: StepChange) -> Step:
    missing = step.clip is not None and step.clip >= clips
    minutes = step.minutes if change.minutes is None else change.minutes
    return replace(step, minutes=minutes, planned=step.planned and not (missing or change.skip))


def _explicit(step: Step, changes: Mapping[int, StepChange]) -> bool:
    return step.number in changes and changes[step.number].minutes is not None


def _shrink(wanted: Mapping[int, int], room: int) -> dict[int, int]:
    """Whole minutes adding up to `room`, by largest remainder, at least 1 each.

    `room` is at least one minute a step. What already fits stays as it is.
    """
    total = sum(wanted.values())
    if total <= room:
        return dict(wanted)
    small = {number: 1 for number, minutes in wanted.items() if minutes * room < total}
    if small:
        rest = {number: minutes for number, minutes in wanted.items() if number not in small}
        return small | _shrink(rest, room - len(small))
    shares = {number: minutes * room // total for number, minutes in wanted.items()}
    spare = room - sum(shares.values())
    by_remainder = sorted(wanted, key=lambda number: -(wanted[number] * room % total))
    return shares | {number: shares[number] + 1 for number in by_remainder[:spare]}


def _step(
    *, clip: int | None = None, arc: Mapping[str, float] | None = None, **fields: Any
) -> Step:
    fields["prompts"] = tuple(fields["prompts"])
    parts = tuple(ArcPart(name, share) for name, share in (arc or {}).items())
    return Step(**fields, clip=None if clip is None else clip - 1, arc=parts)
