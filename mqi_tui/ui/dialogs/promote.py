"""From private to shared: exactly what will stand in the log, to edit before it does."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mqi_tui.ui.once import NONE, Draft, Once
from mqi_tui.ui.widgets.wrapped_line import WrappedLine


class Promote(Once, ModalScreen[str]):
    """Answers with the line as edited; with the empty string on Esc."""

    CSS_PATH = "../styles/promote.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [
        Binding("escape", "dismiss('')", "Back"),
        Binding("tab", "another(1)", "Another section", priority=True),
        Binding("shift+tab", "another(-1)", "The section before", priority=True),
    ]

    def __init__(
        self,
        line: str,
        heading: str,
        instead: str = "",
        draft: Draft = NONE,
        others: Sequence[str] = (),
    ) -> None:
        """`instead`: what gives way to it in the log. `others`: sections it may go into as well."""
        super().__init__()
        self.draft = draft
        self._line, self.heading, self._instead = line, heading, instead
        self._headings = tuple(dict.fromkeys([heading, *others]))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content("This line becomes SHARED. The teacher will read:"), id="said")
            yield WrappedLine(self._line)
            yield Static(self._where(), id="where")
            more = " · Tab another section" if len(self._headings) > 1 else ""
            yield Static(Content(f"Enter puts it there · Esc keeps it private{more}"), id="hint")

    def _where(self) -> Content:
        place = f", in place of “{self._instead}”" if self._instead else ""
        return Content(f"in the log, under “{self.heading}”{place}")

    def action_another(self, by: int) -> None:
        """Put it into the next section of the log, or the one before."""
        at = self._headings.index(self.heading) + by
        self.heading = self._headings[at % len(self._headings)]
        self.query_one("#where", Static).update(self._where())

    def on_mount(self) -> None:
        """What was begun stands in the line; undo goes back to the line as it was made."""
        if self.draft.line:
            field = self.query_one(WrappedLine)
            field.replace(self.draft.line, (0, 0), field.document.end)

    @on(WrappedLine.Changed)
    def _edited(self, event: WrappedLine.Changed) -> None:
        event.stop()
        text = event.text_area.text
        self.keep("" if text == self._line else text)

    @on(WrappedLine.Submitted)
    def _submitted(self, event: WrappedLine.Submitted) -> None:
        event.stop()
        self.dismiss(event.line)
