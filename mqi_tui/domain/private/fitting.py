"""A plan in other minutes: which steps give how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from mqi_tui.domain.guide import CannotFit, Outline, Step, load_guide
from mqi_tui.domain.private.plan import Clip, Plan, hour, outline
from mqi_tui.text.clean import listed, several

NAME, CELL, LEAST = 24, 6, 4
"""Columns of a table: of a step's name, of its minutes, and of these where there is little room."""


def fitted(plan: Plan, minutes: int, guide: Outline | None = None) -> Plan:
    """The plan for so many minutes; minutes of single steps give way where they do not fit."""
    wanted = replace(plan, minutes=minutes)
    try:
        outline(wanted, guide)
    except CannotFit:
        skipped = {n: replace(one, minutes=None) for n, one in plan.steps.items() if one.skip}
        return replace(wanted, steps=skipped)
    return wanted


def usual(plan: Plan, number: int, guide: Outline | None = None) -> int:
    """The minutes that a step has while the plan gives it none of its own, and holds it.

    Of a step about a clip that is not chosen yet: once it is.
    """
    clip = (guide or load_guide()).step(number).clip
    wanted = 0 if clip is None else clip + 1
    clips = (*plan.clips, *[Clip()] * max(0, wanted - len(plan.clips)))
    others = {n: one for n, one in plan.steps.items() if n != number}
    return hour(replace(plan, clips=clips, steps=others), guide).step(number).minutes


def table(plan: Plan, guide: Outline | None, lengths: Sequence[int], room: int) -> tuple[str, ...]:
    """The minutes of each step as they are now, and fitted into each of these lengths; lines.

    `room`: columns; names give way to the minutes.
    """
    now = hour(plan, guide)
    others = [hour(fitted(plan, minutes, guide), guide) for minutes in lengths]
    columns = [now, *others]
    cell = CELL if room >= NAME + CELL * len(columns) else LEAST
    row = partial(_row, min(NAME, max(0, room - cell * len(columns))), cell)
    head = row("", ("now", *(str(minutes) for minutes in lengths)))
    rows = [
        row(f"{step.number:>2} {step.short}", [_minutes(one.step(step.number)) for one in columns])
        for step in now.steps
    ]
    return (head, *rows, row("   together", [str(one.minutes) for one in columns]))


def _row(wide: int, cell: int, name: str, cells: Sequence[str]) -> str:
    shown = name if len(name) <= wide else f"{name[: max(0, wide - 1)]}…"
    return f"{shown:<{wide}}" + "".join(f"{words:>{cell}}" for words in cells)


def _minutes(step: Step) -> str:
    return (str(step.minutes) if step.minutes else "·") if step.planned else "–"


def changes(before: Outline, after: Outline) -> list[str]:
    """The steps that have other minutes then: `step 3 Stock clip: 10 → 13 min`."""
    return [
        f"step {old.number} {old.short}: {old.minutes} → {new.minutes} min"
        for old, new in zip(before.steps, after.steps, strict=True)
        if old.minutes != new.minutes
    ]


def told(before: Outline, after: Outline, key: str = "") -> str:
    """What became of the steps' minutes, in a line. `key`: of the field that was filled in.

    Where steps are held now, or are not, that is said first, with the clip that they are about:
    nobody has changed their minutes.
    """
    both = list(zip(before.steps, after.steps, strict=True))
    came = [new.number for old, new in both if new.planned and not old.planned]
    gone = [new.number for old, new in both if old.planned and not new.planned]
    parts = [words for old, new in both if (words := _became(old, new))]
    if came or gone:
        total = f"{after.minutes} of {after.total} min"
        return " · ".join([*_held(came, gone, _clip(key)), total, *parts])
    if not parts:
        return f"{after.total} minutes · no step has others now"
    return " · ".join([f"{after.total} minutes, {several(len(parts), 'step')} changed", *parts])


def _held(came: Sequence[int], gone: Sequence[int], clip: str) -> Iterator[str]:
    """Which steps are held now, and which are not."""
    if came:
        why = f"{clip} is there: " if clip else ""
        yield f"{why}{_steps(came)} count{'s' * (len(came) == 1)} now"
    if gone:
        why = f"no {clip}: " if clip else ""
        yield f"{why}{_steps(gone)} not today"


def _steps(numbers: Sequence[int]) -> str:
    """`step 7`, `steps 5 and 6`."""
    return f"step{'s' * (len(numbers) > 1)} {listed(list(map(str, numbers)))}"


def _clip(key: str) -> str:
    """The clip that a field is about; empty where it is about none."""
    if key.startswith("clips."):
        return f"clip {key[6]}"
    return "stock clip" if key.startswith("stock_clip.") else ""


def _became(old: Step, new: Step) -> str:
    """What the minutes of a step that is held as before became; empty where they are the same."""
    is_other = old.planned and new.planned and old.minutes != new.minutes
    return f"step {new.number}: {old.minutes} → {new.minutes}" if is_other else ""
