"""From private to shared: exactly what will stand in the log, to edit before it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mqi_tui.ui.once import NONE, Draft, Once
from mqi_tui.ui.widgets.wrapped_line import WrappedLine

SAID = "This line becomes SHARED. Typing changes it. The teacher will read:"


class Into(NamedTuple):
    """Where in the log a line goes."""

    heading: str
    """Of the section."""
    others: Sequence[str] = ()
    """Sections that it may go into as well."""
    instead: str = ""
    """What gives way to it there."""
    label: Callable[[str, str], str] = lambda _heading, _line: ""
    """Which label of a section, which is given, a line would stand below, in words."""
    remark: Callable[[str], str] = lambda _line: ""
    """What there is to know of the words of a line."""


class Promote(Once, ModalScreen[str]):
    """Answers with the line as edited; with the empty string on Esc."""

    CSS_PATH = "../styles/promote.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [
        Binding("escape", "dismiss('')", "Back"),
        Binding("tab", "another(1)", "Another section", priority=True),
        Binding("shift+tab", "another(-1)", "The section before", priority=True),
    ]

    def __init__(self, line: str, into: Into, draft: Draft = NONE) -> None:
        super().__init__()
        self.draft, self._line, self._into, self.heading = draft, line, into, into.heading
        self._headings = tuple(dict.fromkeys([into.heading, *into.others]))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(SAID), id="said")
            yield WrappedLine(self._line)
            yield Static(self._where(self._line), id="where")
            more = " · Tab another section" if len(self._headings) > 1 else ""
            yield Static(Content(f"Enter puts it there · Esc keeps it private{more}"), id="hint")

    def _where(self, line: str) -> Content:
        instead, place = self._into.instead, ""
        if instead:
            place = f", in place of “{instead}”"
        elif label := self._into.label(self.heading, line):
            place = f", below “{label}”"
        told = (f"in the log, under “{self.heading}”{place}", self._into.remark(line))
        return Content("\n".join(filter(None, told)))

    def _say_where(self) -> None:
        line = self.query_one(WrappedLine).text
        self.query_one("#where", Static).update(self._where(line))

    def action_another(self, by: int) -> None:
        """Put it into the next section of the log, or the one before."""
        at = self._headings.index(self.heading) + by
        self.heading = self._headings[at % len(self._headings)]
        self._say_where()

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
        self._say_where()

    @on(WrappedLine.Submitted)
    def _submitted(self, event: WrappedLine.Submitted) -> None:
        event.stop()
        self.dismiss(event.line)
