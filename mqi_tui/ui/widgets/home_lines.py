"""A conversation in the list at home, as wide as there is room; what stands there before any."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from mqi_tui.text.finding import HomeRow
from mqi_tui.ui.widgets.rows import Part, Tone, fitted

WIDE = 68
"""Columns from which on all is told; below, day, teacher and state."""
STEP_ROWS = 5
"""Rows for the open steps; how many there are is told where these do not hold them (home.tcss)."""
EMPTY = (
    "No conversations yet.\n\n"
    "Enter tries the sample conversation; nothing of it is kept.\n"
    "Ctrl+N, or a click on New, begins a plan of your own.\n"
    "Ctrl+O imports the planning guide that you filled in: Word, Markdown, text.\n"
    "A plan that is a file already:  mqi open plan.yaml"
)


def row_line(row: HomeRow, width: int, *, is_running: bool) -> list[Part]:
    """What is odd about its files takes the place of the focus."""
    tone: Tone = "strong" if is_running else "plain"
    if width < WIDE:
        name = fitted(row.teacher, max(width - 25, 8))
        return [(f"{fitted(row.when[:10], 11)}{name} ", tone), (row.state, tone)]
    when, teacher = fitted(row.shown, 24), fitted(row.teacher, 16)
    cycle, state = fitted(row.cycle and f"cycle {row.cycle}", 9), fitted(row.state, 11)
    about = (f"{when}{teacher} {cycle} {state} ", tone)
    if row.note:
        return [about, (row.note, "warn")]
    return [about, (fitted(row.focus, max(width - 63, 0)), "quiet")]


def steps_in_words(steps: Sequence[str]) -> Content:
    """The open action steps, one a line."""
    return Content("\n".join(f"□ {step}" for step in steps) or "no open action steps")
