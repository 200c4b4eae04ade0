"""From private to shared: exactly what will stand in the log, to edit before it does."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from mqi_tui.widgets.line_field import LineField


class Promote(ModalScreen[str]):
    """Answers with the line as edited; with the empty string on Esc."""

    CSS_PATH = "../styles/promote.tcss"
    BINDINGS = [Binding("escape", "dismiss('')", "Back")]

    def __init__(self, line: str, heading: str) -> None:
        super().__init__()
        self._line, self._heading = line, heading

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content("This line becomes SHARED. The teacher will read:"), id="said")
            yield LineField(self._line, select_on_focus=False)
            yield Static(Content(f"in the log, under “{self._heading}”"), id="where")
            yield Static("Enter puts it there · Esc keeps it private", id="hint")

    def on_mount(self) -> None:
        field = self.query_one(Input)
        field.cursor_position = len(field.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)
