"""The thread with one teacher across cycles: every conversation, and what runs through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.domain.keys import EVERYWHERE
from mqi_tui.ui.once import Whole
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.titled_lines import Make, TitledLines


@dataclass(frozen=True, slots=True)
class Past:
    """A conversation to be looked up. `about`: cycle, date and state in a line."""

    id: str
    about: str


class ThreadScreen(Whole[None]):
    """PRIVATE. Enter reads a log; Tab scrolls through what runs from cycle to cycle."""

    CSS_PATH = "../styles/recap.tcss"
    AUTO_FOCUS = "#todo"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+l", "dismiss", "Back", show=False),
        Binding("f3", "search", "Search", show=False, priority=True),
        Binding("tab", "other_half", "Conversations, or the thread", show=False, priority=True),
    ]

    class Chosen(Message):
        """A conversation whose log is to be read."""

        def __init__(self, id: str) -> None:  # noqa: A002 - ids are called ids everywhere
            super().__init__()
            self.id = id

    class Search(Message):
        """Something is looked for in the logs and notes."""

        def __init__(self, teacher: str) -> None:
            super().__init__()
            self.teacher = teacher

    def __init__(self, teacher: str, past: Sequence[Past], make: Make) -> None:
        """`past`: the newest first; `make`: what runs through them, for the width there is."""
        super().__init__()
        self._teacher, self._past, self._make = teacher, past, make

    def compose(self) -> ComposeResult:
        yield Static(Content(f"{self._teacher} · from cycle to cycle · PRIVATE"), id="title")
        yield Choices(
            *(Option(Content(one.about), id=one.id) for one in self._past), markup=False, id="todo"
        )
        yield TitledLines(self._make, id="blocks")
        yield KeysLine(EVERYWHERE, "Enter reads the log · Tab the thread · F3 search · Esc back")

    def on_mount(self) -> None:
        self.query_one("#todo").border_title = "Conversations"

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Chosen(event.option_id))

    def action_search(self) -> None:
        self.post_message(self.Search(self._teacher))

    def action_other_half(self) -> None:
        """From the conversations to what runs through them, and back."""
        here = self.focused is self.query_one("#todo")
        self.query_one("#blocks" if here else "#todo").focus()
