"""The ten steps, one line each: what is done, what runs, what is to come, what is not today."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mqi_tui.domain.private.time_text import StepRow
from mqi_tui.ui.widgets.rows import fitted

DONE = "✓"
HEAD = 5
"""Columns of a step's number and its mark."""
_STYLES = {"✓": "$label", "▶": "bold $on-track", "○": "$foreground", "–": "$faint"}


class Timeline(Widget):
    """Ten lines. It repaints when a step changes, not when a second passes."""

    class Chosen(Message):
        """A step was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    rows: reactive[tuple[StepRow, ...]] = reactive(())

    def render(self) -> Content:
        return Content("\n").join(self._line(row, self._form(row)) for row in self.rows)

    def on_click(self, event: events.Click) -> None:
        row = event.y - self.gutter.top
        if 0 <= row < len(self.rows):
            self.post_message(self.Chosen(self.rows[row].number))

    def _form(self, row: StepRow) -> tuple[str, str]:
        """Title and time as there is room; the times of all that is done are told in one way."""
        if row.mark == DONE and not all(self._fits(one.short, one.time) for one in self._done):
            return row.short, row.brief
        forms = ((row.title, row.time), (row.short, row.time))
        return next((form for form in forms if self._fits(*form)), (row.short, row.brief))

    def _fits(self, title: str, time: str) -> bool:
        return cell_len(title + time) <= self.size.width - HEAD - 2

    @property
    def _done(self) -> list[StepRow]:
        return [row for row in self.rows if row.mark == DONE]

    def _line(self, row: StepRow, form: tuple[str, str]) -> Content:
        width, (title, time) = self.size.width, form
        head = f"{row.number:>2} {row.mark} "
        name = fitted(title, max(0, width - len(head) - len(time) - (1 if time else 0)))
        gap = " " if time else ""
        return Content.assemble((head + name, _STYLES[row.mark]), gap, _time(row, time))


def _time(row: StepRow, time: str) -> tuple[str, str]:
    return time, "$warning" if row.over else _STYLES[row.mark]
