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


class Timeline(Widget):
    """Ten lines. It repaints when a step changes, not when a second passes."""

    class Chosen(Message):
        """A step was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    rows: reactive[tuple[StepRow, ...]] = reactive(())

    def render(self) -> Content:
        return Content("\n").join(self._line(row) for row in self.rows)

    def on_click(self, event: events.Click) -> None:
        row = event.y - self.gutter.top
        if 0 <= row < len(self.rows):
            self.post_message(self.Chosen(self.rows[row].number))

    def _line(self, row: StepRow) -> Content:
        width = self.size.width
        head = f"{row.number:>2} {row.mark} "
        forms = ((row.title, row.time), (row.short, row.time), (row.short, row.brief))
        room = width - len(head) - 2
        title, time = next((form for form in forms if cell_len("".join(form)) <= room), forms[-1])
        name = fitted(title, max(0, width - len(head) - len(time) - (1 if time else 0)))
        gap = " " if time else ""
        return Content.assemble((head + name, _STYLES[row.mark]), gap, _time(row, time))


def _time(row: StepRow, time: str) -> tuple[str, str]:
    return time, "$warning" if row.over else _STYLES[row.mark]


_STYLES = {"✓": "$label", "▶": "bold $on-track", "○": "$foreground", "–": "$faint"}
