"""SHARED: the second window. It shows the log, and has nothing else that it could show."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections import Counter
from typing import IO, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mqi_tui.compositor import RowCompositor
from mqi_tui.frame import SafeApp
from mqi_tui.replica import Replica, digest
from mqi_tui.share.link import Link
from mqi_tui.share.presence import Said
from mqi_tui.text import clean_line
from mqi_tui.widgets.log_pane import LogPane

TITLE = "SHARED log · share THIS window"
WAITING = (
    "Waiting for the conversation.\n\n"
    "Open it in the other window with  mqi  and it appears here by itself.\n"
    "This is the window to share: nothing private can be seen in it."
)


class WindowScreen(Screen[None]):
    """The log, large, and below it one line on whether all of it is saved."""

    CSS_PATH = "../styles/window.tcss"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = RowCompositor()

    def compose(self) -> ComposeResult:
        yield Static("", id="above")
        yield Static(Content(WAITING), id="waiting")
        yield Static(id="said")


class Window(SafeApp):
    """Shows whatever log it is told of, and goes on showing it whatever happens elsewhere."""

    CSS_PATH = "../styles/window.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Close", priority=True),
        Binding("ctrl+l", "log", "Write", priority=True),
        Binding("f7", "speaker", "Speaker", priority=True),
        Binding("enter", "log", show=False),
        Binding("escape", "leave_field", show=False),
        Binding("up", "scroll_log(-1)", show=False),
        Binding("down", "scroll_log(1)", show=False),
        Binding("pageup", "page_log(-1)", show=False),
        Binding("pagedown,space", "page_log(1)", show=False),
    ]

    def __init__(self, theme: str = "dark") -> None:
        super().__init__(theme)
        self.pane: LogPane | None = None
        self.link: Link | None = None
        self._room = ""
        self._coach: Said = {}
        self._saved = ""
        """The text that the coach's window said last is on disk."""
        self._own = 0
        """Changes made here that are not known to be saved yet."""
        self._leaving = False
        self._told: tuple[str, bool] = ("", False)

    def get_default_screen(self) -> Screen[Any]:
        return WindowScreen()

    def on_mount(self) -> None:
        self.set_interval(1, self._say)
        self._say()

    # Where the log is

    def told(self, said: Said) -> None:
        """What came through the pipe: where the log is now."""
        if "port" not in said:
            return
        if self.link is None or (said["room"] != self._room and self.link.state == "over"):
            self._begin(str(said["room"]))
        if said["room"] == self._room and self.link:
            self.link.go_to(int(said["port"]), str(said["token"]))

    def _begin(self, room: str) -> None:
        """Another document; what was typed here and saved nowhere goes along into it."""
        unsaved = self._unsaved()
        self._room, replica = room, Replica()
        self.link = Link(replica, self._own_words, self._heard, self._say)
        self._own = 0
        replica.on_update(self._count)
        self.run_worker(self._keep_up(self.link, unsaved), exclusive=True, group="link")

    async def _keep_up(self, link: Link, unsaved: str) -> None:
        showing = asyncio.create_task(self._show_when_there(link, unsaved))
        try:
            await link.run()
        finally:
            showing.cancel()
            if self.pane:
                self.pane.editor.read_only = True
            self._say()

    async def _show_when_there(self, link: Link, unsaved: str) -> None:
        while not (link.synced and self._coach):
            await asyncio.sleep(0.02)
        if unsaved:
            text = link.replica.text
            link.replica.become(f"{text.rstrip()}\n\n{unsaved}\n", undoable=True)
        await self._show(link.replica)

    async def _show(self, replica: Replica) -> None:
        names = self._coach.get("speakers")
        speakers = tuple(clean_line(str(name)) for name in names) if names else ()
        old, self.pane = self.pane, LogPane(replica, speakers=speakers[:3])
        self.pane.editor.follows = True
        if old:
            await old.remove()
        self.query_one("#waiting").display = False
        await self.screen.mount(self.pane, after="#above")
        self.pane.border_title = "Collaborative log · SHARED"

    def _unsaved(self) -> str:
        """The lines that stand in this window, and were never said to be saved."""
        if self.pane is None or not self._own:
            return ""
        known = Counter(self._saved.split("\n"))
        lines = self.pane.editor.text.split("\n")
        return "\n".join(line for line in lines if not known[line] or known.subtract([line]))

    # What is said

    def _own_words(self) -> Said:
        return {"role": "window"}

    def _heard(self, said: Said) -> None:
        if said.get("role") != "coach" or self.link is None:
            return
        self._coach = said
        text = self.link.replica.text
        if said.get("saved") == digest(text):
            self._saved, self._own = text, 0
        self._say()

    def _count(self, _: bytes, foreign: bool) -> None:
        self._own += not foreign
        self._say()

    @property
    def is_saved(self) -> bool:
        return self._own == 0

    def _say(self) -> None:
        if not self.screen_stack or not self.screen.query("#said"):
            return
        said = self._words()
        if said != self._told:
            self._told = said
            line = self.screen.query_one("#said", Static)
            line.update(Content(f" {said[0]}"))
            line.set_class(said[1], "-wrong")
        if self.pane:
            self.pane.status = clean_line(str(self._coach.get("title", "")))
            self.pane.heading = clean_line(str(self._coach.get("heading", "")))

    def _words(self) -> tuple[str, bool]:
        """How it stands with this window, and whether somebody should look."""
        kept = f"{self._own} change{'s'[: self._own != 1]} kept here" if self._own else ""
        if self.link is None or self.pane is None:
            return f"{TITLE} · Ctrl+Q closes it", False
        if self.link.state == "over":
            return f"The conversation is closed; all was saved · {TITLE}", False
        if self.link.state != "connected":
            return " · ".join(filter(None, ("NOT CONNECTED – trying again", kept))), True
        if self._own and not self._coach_is_here:
            return f"NOT SAVED – the coach's window is closed · {kept}", True
        if self.link.differs > 1:
            return "NOT THE SAME in both windows – asking for all of it again", True
        return f"{TITLE} · {'saving' if self._own else 'saved'}", False

    @property
    def _coach_is_here(self) -> bool:
        return self.link is not None and self.link.quiet_for("coach") < 6

    # Keys

    def action_log(self) -> None:
        if self.pane:
            self.pane.enter()

    def action_speaker(self) -> None:
        if self.pane and self.pane.writing:
            self.pane.speak()

    def action_leave_field(self) -> None:
        """Out of the log's editor: from here on it follows what the other window writes."""
        self.screen.set_focus(None, scroll_visible=False)
        if self.pane:
            self.pane.editor.follows = True

    def action_scroll_log(self, rows: int) -> None:
        if self.pane:
            self.pane.editor.follows = False
            self.pane.editor.scroll_relative(y=rows, animate=False)

    def action_page_log(self, pages: int) -> None:
        if self.pane:
            self.action_scroll_log(pages * max(1, self.pane.editor.size.height - 2))

    def action_leave(self) -> None:
        """Close it; where something typed here is saved nowhere else, only on the second press."""
        if self.is_saved or self._leaving:
            self.exit()
        else:
            self._leaving = True
            self.set_timer(4, self._stay)
            self._told = ("", False)
            line = self.screen.query_one("#said", Static)
            line.update(Content(" NOT SAVED yet – Ctrl+Q once more closes it all the same"))

    def _stay(self) -> None:
        self._leaving = False


def listen(app: Window, pipe: IO[bytes]) -> None:
    """Hand what comes through the pipe to the app, line by line."""
    for line in pipe:
        app.call_from_thread(app.told, json.loads(line))


def main(pipe: IO[bytes]) -> None:
    """Show the log that the first line on `pipe`, and later ones, tell of."""
    first = json.loads(pipe.readline() or b"{}")
    app = Window(str(first.get("theme", "dark")))
    sys.stdout.write("\x1b]2;SHARED log\x07")
    sys.stdout.flush()
    app.call_later(app.told, first)
    app.call_later(threading.Thread(target=listen, args=(app, pipe), daemon=True).start)
    app.run()
    sys.exit(app.return_code or 0)
