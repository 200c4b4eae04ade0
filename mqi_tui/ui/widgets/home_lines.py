"""The list at home: its columns, as wide as what stands in them; what keys do to a row of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from mqi_tui.domain.private.follow_up import OldStep, in_words
from mqi_tui.text.finding import HomeRow
from mqi_tui.ui.widgets.parts import POINT
from mqi_tui.ui.widgets.rows import Part, Tone, fitted

WIDE = 68
"""Columns from which on all is told; below, day, teacher and state."""
FOCUS = 10
"""Columns from which on the focus is told."""
GAP = 2
LEAST = 11
"""Columns in which each state can be said in short: `3 to do`."""
BACK = "Esc back"
STEP_ROWS = 5
"""Rows for the open steps; how many there are is told where these do not hold them (home.tcss)."""
HEADS = HomeRow("", shown="When", teacher="Teacher", cycle="Cycle", state="To do", focus="Focus")


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells for each part of a row, with the gap behind it."""

    when: int
    teacher: int
    cycle: int
    state: int
    focus: int

    def line(self, row: HomeRow, *, is_running: bool = False) -> list[Part]:
        """A row. What is odd about its files takes the place of the focus."""
        tone: Tone = "strong" if is_running else "plain"
        when = row.shown if self.cycle else row.shown.partition(",")[0]
        parts = (
            (when, self.when), (row.teacher, self.teacher),
            (row.cycle, self.cycle), (self._state(row.state), self.state),
        )  # fmt: skip
        about = "".join(f"{fitted(words, size - GAP)}  " for words, size in parts if size)
        if row.note:
            return [(about, tone), (row.note, "warn")]
        return [(about, tone), (fitted(row.focus, self.focus), "quiet")]

    def _state(self, words: str) -> str:
        """In short where there is no room: how many things are to be done."""
        return _in_short(words) if cell_len(words) > self.state - GAP else words

    def whole_name(self, row: HomeRow) -> str:
        """The teacher's name where the row cuts it, else nothing."""
        return row.teacher if cell_len(row.teacher) > self.teacher - GAP else ""

    def heads(self) -> str:
        return "".join(words for words, _ in self.line(HEADS))


def columns(rows: Sequence[HomeRow], width: int) -> Columns:
    """The columns in which nothing of these rows is cut, as far as there is room.

    Where there is little, what is to be done is said in short before a name is cut.
    """
    is_wide = width >= WIDE
    shown = {row.shown if is_wide else row.shown.partition(",")[0] for row in (HEADS, *rows)}
    when = _widest(shown)
    cycle = _widest({row.cycle for row in (HEADS, *rows)}) if is_wide else 0
    states = {row.state for row in (HEADS, *rows)}
    whole, short = _widest(states), _widest({*map(_in_short, states)})
    wanted = _widest({row.teacher for row in (HEADS, *rows)})
    room = max(width - when - cycle, 0)
    state = min(whole, max(room - wanted, short, LEAST))
    teacher = min(wanted, room - state) if is_wide else room - state
    focus = room - state - teacher
    return Columns(when, teacher, cycle, state, focus if is_wide and focus >= FOCUS else 0)


def _in_short(state: str) -> str:
    """`3 to do` for `to do: date, steps, log`."""
    kind, _, rest = state.partition(": ")
    return f"{rest.count(', ') + 1} {kind}" if rest else state


def _widest(words: set[str]) -> int:
    return max(map(cell_len, words)) + GAP


def enters(row: HomeRow | None, view: str, *, is_new: bool) -> str:
    """What Enter does to the row that is marked, and Esc where it leads back to conversations.

    `is_new`: there is no conversation yet.
    """
    back = "" if view == "current" else BACK
    if row is None:
        return "Enter tries the sample" if is_new else back
    if view == "trash":
        does = "Enter brings it back"
    else:
        does = "Enter reads it" if row.is_version else "Enter opens"
    return POINT.join(filter(None, (does, back)))


def steps_in_words(steps: Sequence[OldStep]) -> Content:
    """The open action steps, one a line, with what was said of each."""
    return Content("\n".join(map(in_words, steps)) or "no open action steps")
