"""Last time's action steps, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from mqi_tui.domain.kinds import Day
from mqi_tui.text.clean import clean_line
from mqi_tui.text.dates import day_in_words

Mark = Literal["", "done", "partly", "not yet"]
MARKS: tuple[Mark, ...] = get_args(Mark)
SIGNS: Mapping[Mark, str] = {"": "□", "done": "✓", "partly": "◐", "not yet": "○"}


@dataclass(frozen=True, slots=True)
class OldStep:
    """One action step of last time, as the log had it, without its box.

    `line`: `what — who, by when`; `words`: what happened. `was` and `were`: mark and words of the
    time before, of a step that stayed open then. `due`: the day that its deadline was when it was
    agreed on, `2026-11-27`, where the words of it are those of that day; else empty.
    """

    line: str
    mark: Mark = ""
    words: str = ""
    was: Mark = ""
    were: str = ""
    due: Day = ""

    @property
    def dated(self) -> str:
        """The step and the day that it is due: `what — who, by Friday · due Fri 27 Nov`."""
        return _joined(self.line, f"due {day_in_words(self.due)}" if self.due else "")


def left(since: Sequence[OldStep]) -> int:
    """How many of them nobody said anything of yet."""
    return sum(not (step.mark or step.words) for step in since)


def none(cycle: int | None) -> str:
    """Why there are no action steps of last time."""
    return "the first cycle has none" if cycle == 1 else "none came from a last log"


def line_of(step: OldStep) -> str:
    """The step as a line of the log: `- [x] what — who, by when · done: it worked`.

    Of the time before only the mark is said there: its words may have been taken out of that log.
    """
    box = "x" if step.mark == "done" else " "
    return f"- [{box}] {_joined(step.dated, said(step) or _last_time(step.was))}"


def in_words(step: OldStep) -> str:
    """The step behind the sign of its mark: `◐ what — who, by when · partly: it began`."""
    return f"{SIGNS[step.mark]} {_joined(step.dated, said(step) or so_far(step))}"


def said(step: OldStep) -> str:
    """What was said of a step: `partly: it began`; empty where nothing was."""
    return _told(step.mark, step.words)


def so_far(step: OldStep) -> str:
    """What was said of it before: `last time partly: it began`; empty where nothing was."""
    return _last_time(_told(step.was, step.were))


def _told(mark: Mark, words: str) -> str:
    return ": ".join(filter(None, (mark, words)))


def _last_time(told: str) -> str:
    return f"last time {told}" if told else ""


def _joined(line: str, told: str) -> str:
    return f"{line} · {told}" if told else line


def carried(open_steps: Sequence[OldStep], before: Sequence[OldStep]) -> tuple[OldStep, ...]:
    """The steps for the next conversation: nobody said anything of them there yet.

    What was said of them before goes along; where nothing was, what was said before that.
    """
    return tuple(map(_carried, still_open(open_steps, before)))


def _carried(step: OldStep) -> OldStep:
    was, were = (step.mark, step.words) if said(step) else (step.was, step.were)
    return OldStep(step.line, was=was, were=were, due=step.due)


def still_open(open_steps: Sequence[OldStep], before: Sequence[OldStep]) -> tuple[OldStep, ...]:
    """Those of a log, then what was not done of before, with what was said of it.

    One that nobody marked is open: a promise is not lost because the hour was short. One that was
    agreed on again is due as it was said last.
    """
    unfinished = {step.line: step for step in before if step.mark != "done"}
    agreed = {step.line: step for step in open_steps}
    found = (unfinished.get(line, step) for line, step in {**agreed, **unfinished}.items())
    return tuple(replace(step, due=agreed.get(step.line, step).due) for step in found)


def marked(since: tuple[OldStep, ...], index: int, mark: Mark, words: str) -> tuple[OldStep, ...]:
    """`since` with what became of one step."""
    step = replace(since[index], mark=mark, words=clean_line(words))
    return (*since[:index], step, *since[index + 1 :])


def as_told(
    since: tuple[OldStep, ...], seen: Mapping[int, Sequence[OldStep]], told: Callable[[str], bool]
) -> tuple[OldStep, ...]:
    """`since` as the log tells it, after marks were undone there, or done again.

    Args:
        since: the steps.
        seen: by their index, what was said of those that were marked, one after the other.
        told: whether the log holds such a line.
    """
    steps = list(since)
    for index, states in seen.items():
        there = [state for state in states if told(line_of(state))]
        unmarked = replace(steps[index], mark="", words="")
        gone = unmarked if unmarked in states else steps[index]
        steps[index] = max(there, key=lambda state: len(line_of(state)), default=gone)
    return tuple(steps)


def turned(mark: Mark, by: int = 1) -> Mark:
    """The next mark, or the one before."""
    return MARKS[(MARKS.index(mark) + by) % len(MARKS)]
