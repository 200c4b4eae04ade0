"""One line to edit that is read whole: where it is longer than its field is wide, it wraps."""

from __future__ import annotations

from textual import events
from textual.message import Message

from mqi_tui.text.clean import clean_line
from mqi_tui.ui.widgets.editor_keys import NEW_LINE
from mqi_tui.ui.widgets.text_field import TextField


class WrappedLine(TextField):
    """Enter is the end of it, and what is pasted becomes one line: no line break comes in."""

    class Submitted(Message):
        """The line as it is now."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    async def _on_key(self, event: events.Key) -> None:
        if event.key not in NEW_LINE:
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self.post_message(self.Submitted(clean_line(self.text)))
        else:
            self.replace(" ", *self.selection)

    def _insert(self, text: str) -> None:
        self.replace(clean_line(text), *self.selection)
