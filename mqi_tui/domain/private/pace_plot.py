"""Pace through the hour as a small plot of characters: above the line behind, below it to spare."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from mqi_tui.domain.private.events import MINUTE, whole_minutes
from mqi_tui.domain.private.pace import Moment, farthest

UP = " ▁▂▃▄▅▆▇█"
LABEL = 16
ROWS = 2
"""Rows above the line, and at most below it."""
LINE = "line: on time"


def plot(moments: Sequence[Moment], width: int) -> list[str]:
    """The plot in lines of at most `width` cells; nothing where there is nothing to see.

    Colour says nothing in it, each side is named by a word, and what the marks are is said below.
    """
    room = width - LABEL - 1
    if not moments or room < 10:
        return []
    columns = _columns(moments, min(room, max(10, len(moments))))
    behind, in_hand = max(0, *columns), max(0, *(-one for one in columns))
    if max(behind, in_hand) < MINUTE:
        return ["on time throughout"]
    above = _above(columns, behind) if behind >= MINUTE else []
    below = _below(columns, in_hand) if in_hand >= MINUTE else []
    line = f"{'on time':>{LABEL}}┼{'─' * len(columns)}"
    drawn = [one.rstrip() for one in (*above, line, *below)]
    legend = wrap(_legend(bool(above), bool(below)), width)
    return [*drawn, _axis(moments, len(columns)), *legend]


def _legend(has_above: bool, has_below: bool) -> str:
    """What the line is, and the marks."""
    if has_above and has_below:
        return f"{LINE} · █ above it behind, below it time to spare"
    return f"{LINE} · █ {'behind' if has_above else 'time to spare'}"


def _columns(moments: Sequence[Moment], width: int) -> list[int]:
    """The pace at `width` places of the hour, in ms: the farthest from on time since the last."""
    last = moments[-1].at or 1
    columns, place = [], 0
    for column in range(width):
        at, before = last * column // max(1, width - 1), place
        while place + 1 < len(moments) and moments[place + 1].at <= at:
            place += 1
        since = moments[before + 1 : place + 1] or moments[place : place + 1]
        columns.append(farthest(one.behind for one in since))
    return columns


def _above(columns: Sequence[int], most: int) -> list[str]:
    """Bars that grow upwards, in eighths of a row."""
    eighths = [round(max(0, one) * ROWS * 8 / most) for one in columns]
    lines = []
    for row in reversed(range(ROWS)):
        cells = "".join(UP[min(8, max(0, one - row * 8))] for one in eighths)
        label = f"{_minutes(most)} behind" if row == ROWS - 1 else ""
        lines.append(f"{label:>{LABEL}}┤{cells}")
    return lines


def _below(columns: Sequence[int], most: int) -> list[str]:
    """Bars that grow downwards, in whole and half rows."""
    halves = [round(max(0, -one) * ROWS * 2 / most) for one in columns]
    lines = []
    for row in range(ROWS):
        cells = "".join(" ▀█"[min(2, max(0, one - row * 2))] for one in halves)
        label = f"{_minutes(most)} to spare" if row == ROWS - 1 else ""
        lines.append(f"{label:>{LABEL}}┤{cells}")
    return lines


def _axis(moments: Sequence[Moment], width: int) -> str:
    """The minutes below: at the start, in the middle, at the end."""
    last = f"{moments[-1].at // MINUTE} min"
    middle = str(moments[-1].at // MINUTE // 2)
    ends = "0".ljust(width - len(last)) + last
    at = width // 2
    fits = at > 2 and at + len(middle) < width - len(last)
    line = ends[:at] + middle + ends[at + len(middle) :] if fits else ends
    return " " * (LABEL + 1) + line


def _minutes(ms: int) -> str:
    return f"{whole_minutes(ms)} min"
