"""What a programme may learn of the conversations: how many, how long, what was held. No grades.

A row holds what `COLUMNS` names and nothing else: no word of a log, a plan or a note.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from mqi_tui.domain.private.clock import Clock
from mqi_tui.domain.private.events import MINUTE, SECOND
from mqi_tui.domain.private.recap import Recap, recap
from mqi_tui.domain.shared.action_steps import ActionStep, steps_of
from mqi_tui.domain.shared.authors import with_speakers
from mqi_tui.domain.shared.voices import balance, has_word_of_teacher
from mqi_tui.services import held_hours
from mqi_tui.services.carry_over import person
from mqi_tui.text.clean import several

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.store.library import Library

Row = Mapping[str, str]
Named = Callable[[str], str]
"""Gives a teacher's or coach's name as it leaves: itself, or a pseudonym."""
TENTH = MINUTE // 10

STEPS = tuple(range(1, 11))
COLUMNS = {
    "teacher": "the teacher, or the pseudonym",
    "coach": "the coach, or the pseudonym",
    "cycle": "the cycle's number; empty where the plan gives none",
    "date": "the day of the conversation, YYYY-MM-DD",
    "planned_minutes": "minutes that were agreed upon for the whole",
    "minutes": "minutes from start to end, pauses not counted, one decimal",
    "paused_minutes": "minutes of all pauses, one decimal",
    "steps_planned": "steps that the plan had for that day, of ten",
    "steps_held": "steps that took place, of ten",
    "steps_skipped": "steps that the coach skipped in the conversation",
    **{f"step_{number}_minutes": f"minutes of step {number}, one decimal" for number in STEPS},
    "framed_first": "teacher where step 4 came before steps 5 to 7, else coach; empty: none",
    "log_together": "yes where the log holds words of both, each marked with the speaker; else no",
    "plan_has_teacher": "yes where the action plan holds words marked as the teacher's; else no",
    "action_steps": "action steps in the log",
    "action_steps_who_when": "those that say who and by when",
    "old_steps": "action steps of before that were open",
    "old_steps_reviewed": "those of which was said what became of them",
    "next_date": "yes where the next conversation has a date; else no",
}
"""Every column, and what it holds."""


def rows(library: Library, named: Named = str, *, rehearsed: bool = False) -> list[Row]:
    """A row a conversation that was held, the oldest first."""
    held = held_hours.with_clocks(held_hours.held(library, rehearsed=rehearsed))
    made = [row(found, clock, named) for found, clock in held]
    return sorted(made, key=lambda one: (one["date"], one["teacher"], one["cycle"]))


def row(found: Conversation, clock: Clock, named: Named = str) -> Row:
    """What leaves of one conversation."""
    header, hour = found.log.header, recap(clock)
    return {
        "teacher": named(header.teacher),
        "coach": named(header.coach) if header.coach else "",
        "cycle": str(header.cycle or ""),
        "date": header.when[:10],
        **_dose(hour),
        **_steps(hour, clock),
        **_log(found, steps_of(found.log)),
    }


def _dose(hour: Recap) -> Row:
    return {
        "planned_minutes": str(hour.planned // MINUTE),
        "minutes": _minutes(sum(_tenths(hour).values())),
        "paused_minutes": _minutes(hour.paused),
    }


def _steps(hour: Recap, clock: Clock) -> Row:
    held = [one.number for one in hour.rows if one.actual > SECOND]  # not passed through
    return {
        "steps_planned": str(sum(step.planned for step in clock.outline.steps)),
        "steps_held": str(len(held)),
        "steps_skipped": str(len(set(clock.skipped) - set(held))),
        **{f"step_{number}_minutes": _minutes(ms) for number, ms in _tenths(hour).items()},
        "framed_first": _framed_first([step for step in clock.visited if step in held]),
    }


def _framed_first(visited: Sequence[int]) -> str:
    first = next((step for step in visited if step in (4, 5, 6, 7)), None)
    return "" if first is None else "teacher" if first == 4 else "coach"


def _log(found: Conversation, steps: Sequence[ActionStep]) -> Row:
    half, names, text = found.private, found.log.header.speakers, with_speakers(found.log)
    share = balance(text, half.opening, names)
    return {
        "log_together": _yes(share is not None and 0 < share < 100),
        "plan_has_teacher": _yes(has_word_of_teacher(text, names)),
        "action_steps": str(len(steps)),
        "action_steps_who_when": str(sum(bool(one.who and one.by) for one in steps)),
        "old_steps": str(len(half.since)),
        "old_steps_reviewed": str(sum(bool(one.mark) for one in half.since)),
        "next_date": _yes(bool(half.next_when)),
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _tenths(hour: Recap) -> dict[int, int]:
    """The time of each step in whole tenths of a minute, which add up to those of the hour.

    Each is rounded down, and up those that lose most by it; what is less than one last of all.
    """
    times = {one.number: one.actual for one in hour.rows}
    whole = {number: ms // TENTH * TENTH for number, ms in times.items()}
    spare = round(sum(times.values()) / TENTH) - sum(whole.values()) // TENTH
    by_loss = sorted(times, key=lambda number: (not whole[number], whole[number] - times[number]))
    return {number: ms + TENTH * (number in by_loss[:spare]) for number, ms in whole.items()}


def _minutes(ms: int) -> str:
    return f"{ms / MINUTE:.1f}"


def pseudonyms(key: bytes) -> Named:
    """Names that stay the same from report to report, and tell nobody who it is without `key`."""

    def named(name: str) -> str:
        return f"P-{hmac.digest(key, person(name).encode(), hashlib.sha256).hex()[:8]}"

    return named


def as_csv(found: Sequence[Row]) -> str:
    """The rows as CSV with a header; no cell is taken for a formula by a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows({name: _cell(one[name]) for name in COLUMNS} for one in found)
    return text.getvalue()


def _cell(words: str) -> str:
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def as_text(found: Sequence[Row]) -> str:
    """The same rows to be read: each teacher's conversations, and each column of them."""
    if not found:
        return "No conversation was held yet."
    lines = [
        f"{several(len(found), 'conversation')} with "
        f"{several(len({one['teacher'] for one in found}), 'teacher')}. "
        "This and nothing else leaves with the report:"
    ]
    for one in found:
        lines += [
            "",
            f"{one['teacher']} · cycle {one['cycle'] or '–'} · {one['date'] or 'no date'}",
        ]
        lines += [f"  {name}: {one[name] or '–'}" for name in COLUMNS]
    return "\n".join(lines)


def explained() -> str:
    """What each column holds, a line each."""
    wide = max(map(len, COLUMNS))
    return "\n".join(f"{name:<{wide}}  {words}" for name, words in COLUMNS.items())
