"""One line asked for: a date, the name of a file."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from mqi_tui.ui.dialogs.ask import FEW_ROWS, SHARE
from mqi_tui.ui.once import NONE, Draft, Once
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.room import columns

Check = Callable[[str], tuple[bool, str]]
"""Whether a line will do, and what is said to it: how it was understood, or what is wrong."""


class AskLine(Once, ModalScreen[str]):
    """Answers with the line; with the empty string on Esc. A line that will not do stays."""

    CSS_PATH = "../styles/line.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (FEW_ROWS, "-tall")]
    BINDINGS = [Binding("escape", "dismiss('')", "Back")]

    def __init__(self, question: str, detail: str, check: Check, draft: Draft = NONE) -> None:
        super().__init__()
        self._question, self._detail, self._check, self.draft = question, detail, check, draft

    @staticmethod
    def room(width: int) -> int:
        """Columns that a remark has behind its sign, in a window of that width."""
        return columns(width * SHARE // 100) - 2

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question), id="question")
            yield Static(Content(self._detail), id="detail")
            yield LineField(self.draft.line, select_on_focus=False)
            yield Static(id="remark")
            yield Static("Enter takes it · Esc goes back", id="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._say(event.value)
        self.keep(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._say(event.value):
            self.dismiss(event.value.strip())

    def _say(self, line: str) -> bool:
        good, words = self._check(line.strip()) if line.strip() else (False, "")
        remark = self.query_one("#remark", Static)
        remark.update(Content(f"{'✓' if good else '▲'} {words}" if words else ""))
        remark.set_class(not good, "-wrong")
        return good
