"""After the call: what is still to be done, what became of the hour, what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.domain.keys import EVERYWHERE
from mqi_tui.domain.private.closing import Todo
from mqi_tui.ui.once import Whole
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.titled_lines import Make, TitledLines

WAYS = {
    "plan": "Plan the next conversation",
    "export": "Export the log: Word, page, e-mail, calendar",
    "message": "Copy the log as the text of a message",
    "thread": "From cycle to cycle: goals, steps, scores, past logs",
    "older": "Older states of the log: look, bring back",
    "log-screen": "The log: read it, go on writing in it",
    "home": "All conversations",
}
"""What can be done here beside what is still to be done."""


class RecapScreen(Whole[None]):
    """PRIVATE. Posts what is wanted; the log stays editable, the clock does not."""

    CSS_PATH = "../styles/recap.tcss"
    AUTO_FOCUS = "#todo"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "want('home')", "Home", show=False),
        Binding("ctrl+l", "want('log-screen')", "The log", show=False, priority=True),
        Binding("ctrl+n", "want('plan')", "Plan the next", show=False, priority=True),
        Binding("tab", "other_half", "To do, or what was", show=False, priority=True),
    ]

    todos: var[Sequence[Todo]] = var(())

    class Wanted(Message):
        """What is to be done: the key of a to-do, or of a way to go on."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, about: str, todos: Sequence[Todo], make: Make) -> None:
        """`make`: what was, for the width there is."""
        super().__init__()
        self._about, self._make = about, make
        self._keys = KeysLine(EVERYWHERE, "Enter does it · Tab what was · ^l log · Esc home")
        self.set_reactive(RecapScreen.todos, todos)

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Recap · {self._about}"), id="title")
        yield Choices(markup=False, id="todo")
        yield TitledLines(self._make, id="blocks")
        yield self._keys

    def on_mount(self) -> None:
        self.query_one("#todo").border_title = "To do now"
        self._list()

    def watch_todos(self) -> None:
        if self.is_mounted:
            self._list()

    def show(self, make: Make, look_at: str) -> None:
        """What was, as it is known now; the block of the title `look_at` comes into view."""
        blocks = self.query_one(TitledLines)
        blocks.show(make)
        self.call_after_refresh(blocks.look_at, look_at)

    def _list(self) -> None:
        """What is open first, then what is done, then where to go from here."""
        choices = self.query_one(OptionList)
        marked = choices.highlighted or 0
        choices.clear_options()
        for todo in sorted(self.todos, key=lambda one: one.done):
            choices.add_option(Option(_line(todo), id=todo.key))
        for key, words in WAYS.items():
            choices.add_option(Option(Content.assemble(("→ ", "$label"), words), id=key))
        choices.highlighted = min(marked, choices.option_count - 1)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_want(event.option_id or "")

    def action_want(self, what: str) -> None:
        self.post_message(self.Wanted(what))

    def action_other_half(self) -> None:
        """From what is to be done to what was, and back."""
        here = self.focused is self.query_one("#todo")
        self.query_one("#blocks" if here else "#todo").focus()

    def tell(self, message: str) -> None:
        self._keys.tell(message)


def _line(todo: Todo) -> Content:
    box, style = ("☑", "$label") if todo.done else ("☐", "bold")
    return Content.styled(f"{box} {todo.words}", style)
