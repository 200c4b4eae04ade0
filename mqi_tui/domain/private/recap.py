"""What became of the hour: planned, adapted and actual time, step by step."""

from __future__ import annotations

from typing import NamedTuple

from mqi_tui.domain.private.clock import Clock
from mqi_tui.domain.private.events import MINUTE, in_seconds, whole_minutes
from mqi_tui.domain.private.time_text import span

TABLE = 72
"""Columns that bars need."""
FIXED = 62
"""Columns of a row without its bar."""

SKIPPED, LEFT_OUT = "skipped", "not in the plan"
PASSED, AHEAD = "passed over", "not reached"
"""Of a step without a second: before the last one that was held, and behind it."""
LEGEND = "bars: █ used as planned · ▒ over · “·” left over"


class RecapRow(NamedTuple):
    """One step. `planned` and `adapted` are whole minutes, `actual` ms; `word` says how it went.

    `actual` is whole seconds, which add up to those of the hour.
    """

    number: int
    title: str
    short: str
    planned: int
    adapted: int
    actual: int
    word: str


class Recap(NamedTuple):
    """The hour as a whole. All times in ms.

    `planned`: to its planned end, which may have been agreed on; `whole`: what the plan has.
    """

    rows: tuple[RecapRow, ...]
    planned: int
    actual: int
    paused: int
    pauses: int
    away: int
    adaptations: int
    whole: int = 0


def recap(clock: Clock) -> Recap:
    """The hour as `clock` has it, a row for each of the ten steps, those that fell away too."""
    times = in_seconds(zip(clock.visited, clock.lasted, strict=True))
    numbers = (step.number for step in clock.outline.steps)
    rows = tuple(_row(clock, number, times.get(number, 0)) for number in numbers)
    return Recap(
        rows=rows,
        planned=clock.planned_end,
        actual=clock.at,
        paused=clock.paused_total,
        pauses=clock.pauses,
        away=clock.away_total,
        adaptations=len(clock.adaptations),
        whole=clock.outline.total * MINUTE,
    )


def lines(recap: Recap, width: int = 78) -> list[str]:
    """The hour in plain lines: a bar a step, or where there is no room for bars, a line a step.

    In a bar, `█` is time that was planned and used, `▒` time that was over, `·` time left over.
    """
    if width < TABLE:
        return [*(_brief(row) for row in recap.rows), "", *total(recap).split(" · ")]
    scale = max(max(row.adapted * MINUTE, row.actual) for row in recap.rows) or 1
    room = width - FIXED
    return [*(_with_bar(row, room, scale) for row in recap.rows), "", total(recap), LEGEND]


def _with_bar(row: RecapRow, room: int, scale: int) -> str:
    planned = f"{row.planned} min" if row.planned else "–"
    if row.adapted != row.planned:
        planned = f"{row.planned}→{row.adapted} min"
    actual = span(row.actual) if row.actual or not row.word else ""
    bar = _bar(row.adapted * MINUTE, row.actual, room, scale).ljust(room)
    head = f"{row.number:>2} {row.short[:20]:<20} {planned:>9}  {bar} {actual:>7}"
    return f"{head}  {row.word}".rstrip()


def _bar(planned: int, actual: int, room: int, scale: int) -> str:
    """Times in ms; `scale`: what the whole room stands for."""
    if not planned:  # without minutes, none are over
        planned = actual
    times = (min(planned, actual), planned, actual)
    within, whole, used = (max(ms > 0, round(room * ms / scale)) for ms in times)
    return "█" * within + "▒" * (used - within) + "·" * (whole - max(within, used))


def _brief(row: RecapRow) -> str:
    of = f" of {row.planned}" if row.planned else ""
    held = row.word != SKIPPED and (row.actual or not row.word)
    actual = f"{span(row.actual)}{of}" if held else row.word
    return f"{row.number:>2} {row.short:<20} {actual}"


def total(recap: Recap) -> str:
    """`planned 60:00 · actual 61:40 · paused 2:10 in 1 pause`; where the agreed end was kept,
    `planned 60:00, 48:00 to the agreed end`.
    """
    planned = f"planned {span(recap.whole or recap.planned)}"
    if recap.whole and whole_minutes(recap.whole) != whole_minutes(recap.planned):
        planned += f", {span(recap.planned)} to the agreed end"
    parts = [planned, f"actual {span(recap.actual)}"]
    if recap.pauses:
        times = f"{recap.pauses} pause" + ("s" if recap.pauses > 1 else "")
        parts.append(f"paused {span(recap.paused)} in {times}")
    if recap.away:
        parts.append(f"away {span(recap.away)}, not counted")
    return " · ".join(parts)


def _row(clock: Clock, number: int, actual: int) -> RecapRow:
    step = clock.outline.step(number)
    adapted = clock.budget.get(number, 0)
    return RecapRow(
        number, step.title, step.short, step.allotted, adapted // MINUTE, actual,
        _word(clock, number, adapted, actual),
    )  # fmt: skip


def _word(clock: Clock, number: int, budget: int, actual: int) -> str:
    if number in clock.skipped:
        return SKIPPED
    if number not in clock.today and not actual:
        return LEFT_OUT
    if not actual:
        return "" if number in clock.visited else _unheld(clock, number)
    if not budget or actual == budget:
        return ""
    return f"{span(actual - budget)} {'over' if actual > budget else 'left over'}"


def _unheld(clock: Clock, number: int) -> str:
    return PASSED if number < max(clock.visited, default=0) else AHEAD
