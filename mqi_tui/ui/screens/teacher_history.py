"""The thread with one teacher across cycles: every conversation, and what runs through them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from mqi_tui.domain.deeds import EVERYWHERE
from mqi_tui.services import threads
from mqi_tui.ui.flows import reading
from mqi_tui.ui.once import Once
from mqi_tui.ui.routes import Search
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.title_line import PRIVATE, TitleLine
from mqi_tui.ui.widgets.titled_lines import TitledLines

if TYPE_CHECKING:
    from mqi_tui.services.threads import Thread
    from mqi_tui.services.workspace import Workspace


class TeacherHistoryScreen(Once, Screen[None]):
    """PRIVATE. Enter reads a log; Tab scrolls through what runs from cycle to cycle."""

    CSS_PATH = "../styles/recap.tcss"
    AUTO_FOCUS = "#todo"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+l", "dismiss", "Back", show=False),
        Binding("f3", "search", "Search", show=False, priority=True),
        Binding("tab", "other_half", "Conversations, or the thread", show=False, priority=True),
    ]

    def __init__(self, work: Workspace, thread: Thread) -> None:
        super().__init__()
        self.work, self._thread = work, thread

    def compose(self) -> ComposeResult:
        words = f"{self._thread.teacher or 'nobody'} · from cycle to cycle"
        yield TitleLine(words, behind=PRIVATE)
        yield Choices(
            *(Option(Content(one.about), id=one.id) for one in self._thread.past),
            markup=False,
            id="todo",
        )
        yield TitledLines(partial(threads.blocks, self._thread), id="blocks")
        yield KeysLine(EVERYWHERE, "Enter reads the log · Tab the thread · F3 search · Esc back")

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.border_title, choices.beyond = "Conversations", self.query_one(TitledLines)

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            await reading.show_log(self, self.work, event.option_id)

    def action_search(self) -> None:
        """In all logs, plans and notes, those with this teacher first of all."""
        self.go(Search(f"{self._thread.teacher} "))

    def action_other_half(self) -> None:
        """From the conversations to what runs through them, and back."""
        self.query_one(TitledLines).turn_to(self.query_one("#todo"))
