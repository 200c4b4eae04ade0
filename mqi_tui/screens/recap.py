"""After the call: what became of the hour, what was agreed, where the log is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from mqi_tui.keys import EVERYWHERE
from mqi_tui.widgets.keys_line import KeysLine


class RecapScreen(Screen[None]):
    """PRIVATE. The log stays editable; the clock does not."""

    CSS_PATH = "../styles/recap.tcss"
    AUTO_FOCUS = "#blocks"
    BINDINGS = [
        Binding("escape", "leave('home')", "Home", show=False),
        Binding("enter,ctrl+l", "leave('log')", "The log", show=False),
    ]

    class Left(Message):
        """Where to go from here: `home` or `log`."""

        def __init__(self, to: str) -> None:
            super().__init__()
            self.to = to

    def __init__(self, about: str, blocks: dict[str, list[str]]) -> None:
        """`blocks`: title to lines."""
        super().__init__()
        self._about, self._blocks = about, blocks

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Recap · {self._about}"), id="title")
        with VerticalScroll(id="blocks"):
            for title, lines in self._blocks.items():
                block = Static(Content("\n".join(lines)), classes="block")
                block.border_title = Content(title)
                yield block
        yield Static(
            Content.from_markup(
                "[@click=screen.leave('log')][b]Enter[/b] the log[/]  "
                "[@click=screen.leave('home')][b]Esc[/b] all conversations[/]"
            ),
            id="ways",
        )
        yield KeysLine(EVERYWHERE)

    def action_leave(self, to: str) -> None:
        self.post_message(self.Left(to))
