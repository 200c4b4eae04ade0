"""SHARED: the log alone, in the whole window, safe to screen-share. Nothing private is mounted."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from mqi_tui.compositor import RowCompositor
from mqi_tui.keys import CONVERSATION, bindings
from mqi_tui.widgets.line_field import LineField
from mqi_tui.widgets.log_pane import LogPane

LARGE_ENOUGH = 70
"""Columns: a window that shows no more than this has letters that survive a video call."""


class ShareScreen(Screen[None]):
    """Stepping, pausing and notes go on by key, unseen. Esc does not leave; the share key does."""

    CSS_PATH = "../styles/share.tcss"
    AUTO_FOCUS = ""
    BINDINGS = [*bindings(CONVERSATION), Binding("escape", "leave_field", show=False)]

    heading: var[str] = var("")
    status: var[str] = var("")

    class Noted(Message):
        """A note was written, unseen."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def __init__(self, log: LogPane) -> None:
        super().__init__()
        self._compositor = RowCompositor()
        self._log = log
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        yield Static("")
        yield self._log.data_bind(ShareScreen.status)
        yield Static(id="said")
        yield LineField(password=True, select_on_focus=False)

    @property
    def log_pane(self) -> LogPane:
        return self._log

    def on_mount(self) -> None:
        self._log.border_title = "Collaborative log · SHARED"
        self.query_one(Input).display = False
        self.on_resize()

    def watch_heading(self) -> None:
        self._log.heading = self.heading

    def on_resize(self) -> None:
        large = self.size.width <= LARGE_ENOUGH
        size = (
            "text size: large enough" if large else "text size: small – zoom in (Ctrl or Cmd and +)"
        )
        self.query_one("#said", Static).update(Content(f" SHARED · ^f leaves · {size}"))

    def begin_note(self) -> None:
        """A note can be written here too; what is typed shows as dots."""
        self._came_from = self.focused
        field = self.query_one(Input)
        field.display = True
        self.set_focus(field, scroll_visible=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Noted(event.value))
        self.action_leave_field()

    def action_leave_field(self) -> None:
        """Esc leaves the log's editor or the note, and never this screen."""
        field = self.query_one(Input)
        back = self._came_from if field.display else None
        field.clear()
        field.display = False
        self.set_focus(back, scroll_visible=False)

    def toggle_log(self) -> None:
        if self._log.writing:
            self.set_focus(None)
        else:
            self._log.enter()
