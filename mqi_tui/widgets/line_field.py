"""One line to write in: for notes, and for what a note becomes in the log."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from mqi_tui.keys import NEVER
from mqi_tui.text import clean_line
from mqi_tui.widgets import editor_clipboard
from mqi_tui.widgets.at_once import at_once

FIELDS = (Input, TextArea)
"""What is written in. While one of these has the focus, no letter is a command."""


TABS = (
    Binding("tab", "app.focus_next", "Next field", show=False, priority=True),
    Binding("shift+tab", "app.focus_previous", "Field before", show=False, priority=True),
)
"""For a form: letters typed right behind a Tab, however fast, are in the next field."""


def but_never(bindings: Iterable[BindingType], never: Collection[str] = NEVER) -> Iterator[Binding]:
    """`bindings` without the keys that would disturb the call, were it in front."""
    for binding in bindings:
        if isinstance(binding, Binding):
            keys = [key for key in binding.key.split(",") if key not in never]
            if keys:
                yield replace(binding, key=",".join(keys))


class LineField(Input, inherit_bindings=False):
    """What is pasted becomes one clean line, instead of its first line alone."""

    BINDINGS: ClassVar[list[BindingType]] = [*but_never(Input.BINDINGS)]

    async def _on_key(self, event: events.Key) -> None:
        await at_once(self, event)

    async def action_paste(self) -> None:  # type: ignore[override]  # the clipboard takes time
        """Paste what the system's clipboard holds, or else our own."""
        text = await editor_clipboard.read() or self.app.clipboard
        self.replace(clean_line(text), *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        self.replace(clean_line(event.text), *self.selection)
        event.prevent_default()
        event.stop()
