"""SHARED: the second window. It shows the log, and has nothing else that it could show."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from mqi_tui.domain.roles import COACH, GUEST, READER, WINDOW
from mqi_tui.domain.shared.carets import units_at
from mqi_tui.share import AFRESH, OVER, REVOKED
from mqi_tui.share.ids import new_id
from mqi_tui.share.link import Link, here
from mqi_tui.share.presence import Said, are_here, carets_of, guests_of
from mqi_tui.share.replica import Replica
from mqi_tui.text.clean import clean_line, several
from mqi_tui.ui.screens.share_window import ABROAD, ANOTHER, WAITING, WindowScreen
from mqi_tui.ui.terminal.process import when_asked_to_end
from mqi_tui.ui.terminal.safe_app import SafeApp
from mqi_tui.ui.widgets.keys_line import TOLD_FOR
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.shared_words import fitting, text_size

TITLE = "SHARED log · share THIS window"
AS_GUEST = "The coaching log, shared with you"
ENDS = {OVER: "over", REVOKED: "revoked", AFRESH: "afresh"}
"""Of a guest's link: codes with which it is closed for good, and its state then."""
GONE = 6.0
"""Seconds without a word after which somebody is taken to have gone."""
SOON = 0.15
"""Seconds without a change after which it is asked whether all is saved."""


class Window(SafeApp):
    """Shows whatever log it is told of, and goes on showing it whatever happens elsewhere."""

    CSS_PATH = "styles/share_window.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Close", priority=True),
        Binding("ctrl+c", "copy_or_leave", show=False, priority=True),
        Binding("ctrl+l", "log", "Write", priority=True),
        Binding("f7", "speaker", "Speaker", priority=True),
        Binding("f1", "keys", "Keys", priority=True),
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
        self._room = self._of = ""
        """The document, and the conversation whose log it is."""
        self._next: Said = {}
        """Where the log is that takes the place of this one, once this one is over."""
        self._there: Said = {}
        """Where the log is that is shown."""
        self._coach: Said = {}
        self._saved = ""
        """The text as it was when the coach's program last had all that was written here."""
        self._made = self._kept = 0
        """Changes made here, and how many of them are on the coach's disk."""
        self._remark = ""
        """What is said for a while of a key that was pressed."""
        self._soon: Timer | None = None
        self._leaving = self._is_farewell = self._is_orphan = False

    def get_default_screen(self) -> Screen[Any]:
        return WindowScreen()

    def on_mount(self) -> None:
        self.set_interval(1, self._say)
        self._say()

    # Where the log is

    def told(self, said: Said) -> None:
        """What came through the pipe: where the log is now, or what it waits for."""
        if "another" in said and isinstance(self.screen, WindowScreen):
            self.screen.wait_for(ANOTHER if said["another"] else WAITING)
        if "url" in said and isinstance(self.screen, WindowScreen):
            self.screen.wait_for(ABROAD)
        if "room" not in said:
            return
        if said["room"] == self._room and self.link:
            self.link.go_to(*_where(said))
        else:
            self._next = said
            self._go_over()

    def _go_over(self) -> None:
        """To the log that takes the place of this one, as soon as nothing can be lost by it."""
        said, log = self._next, str(self._next.get("log", ""))
        if not said or (self.link and not self._may_go_over(log)):
            return
        self._next = {}
        self._begin(said, log)

    def _may_go_over(self, log: str) -> bool:
        """Words that are saved nowhere stay here: they are no part of another conversation."""
        if log == self._of:
            return bool(log) or self._is_over
        return self._is_over and not self.unsaved

    def _begin(self, said: Said, log: str) -> None:
        """Another document; where it is the same log, what was saved nowhere goes along into it."""
        unsaved = self._unsaved() if log == self._of else ""
        if log != self._of:
            self._coach = {}
        if self.link:
            self.link.replica.leave_off(self._count)
        self._room, self._of, self._there = str(said["room"]), log, said
        replica = Replica(client=new_id(str(said["token"])))
        self.link = Link(replica, self._own_words, self._heard, self._say)
        if "url" in said:
            self.link.ends, self.link.is_guest = ENDS, True
        self.link.go_to(*_where(said))
        self._made = self._kept = 0
        self._is_farewell = False
        replica.on_update(self._count)
        self.run_worker(self._keep_up(self.link, unsaved), exclusive=True, group="link")

    async def _keep_up(self, link: Link, unsaved: str) -> None:
        showing = asyncio.create_task(self._show_when_there(link, unsaved))
        try:
            await link.run()
        finally:
            showing.cancel()
            if self.pane and self.link is link:
                self.pane.editor.read_only = True
            if link.state == "afresh":
                self.call_later(self._begin, self._there, self._of)
            self._say()

    async def _show_when_there(self, link: Link, unsaved: str) -> None:
        while not (link.synced and self._coach):
            await asyncio.sleep(0.02)
        self._saved = text = link.replica.text
        if unsaved:
            link.replica.become(f"{text.rstrip()}\n\n{unsaved}\n", undoable=True)
        await self._show(link.replica)

    async def _show(self, replica: Replica) -> None:
        old, self.pane = self.pane, LogPane(replica, speakers=self._speakers)
        self.pane.editor.is_document = True
        self.pane.editor.follows = True
        self.pane.heading = self._from_coach("heading")
        if isinstance(self.screen, WindowScreen):
            await self.screen.show_log(self.pane, old)
        self._say()

    @property
    def _speakers(self) -> tuple[str, ...]:
        names = self._coach.get("speakers")
        return tuple(clean_line(str(name)) for name in names[:3]) if isinstance(names, list) else ()

    def _unsaved(self) -> str:
        """The lines that stand in this window, and were never said to be saved."""
        if self.pane is None or not self.unsaved:
            return ""
        known = Counter(self._saved.split("\n"))
        lines = self.pane.editor.text.split("\n")
        return "\n".join(line for line in lines if not known[line] or known.subtract([line]))

    # What is said

    def _own_words(self) -> Said:
        made = self._made if self.link and self.link.answered else self._kept
        said = {"role": WINDOW, "made": made, "closing": self._is_farewell}
        return said | ({"caret": self._caret()} if self._is_guest else {})

    @property
    def _is_guest(self) -> bool:
        return self.link is not None and self.link.role == GUEST

    def _caret(self) -> list[int]:
        """Where a guest writes; empty before they do."""
        caret = self.pane.desk[0] if self.pane else ()
        at = [units_at(self.pane.editor.text, *caret)] if self.pane and len(caret) == 2 else []
        return at * 2

    def on_log_pane_settled(self) -> None:
        """The caret has come to rest: others see where."""
        if self._is_guest:
            self._say_made()

    def _heard(self, _: int, said: Said) -> None:
        if said.get("role") != COACH or self.link is None:
            return
        self._coach = said
        kept = said.get("kept")
        if isinstance(kept, dict) and isinstance(number := kept.get(str(self.link.id)), int):
            self._kept = min(number, self._made)
        if not self.unsaved:
            self._saved = self.link.replica.text
        if said.get("closing") and not self._is_farewell:
            self._say_farewell()
        self._say()

    def _say_farewell(self) -> None:
        """The coach closes the conversation: what was written here is all there will be."""
        self._is_farewell = True
        if self.pane:
            self.pane.editor.read_only = True
        self._say_made()

    def _count(self, _: bytes, foreign: bool) -> None:
        if not foreign:
            self._made += 1
            if self._soon:
                self._soon.stop()
            self._soon = self.set_timer(SOON, self._say_made)
        self._say()

    def _say_made(self) -> None:
        """Ask, as it were, whether what was written here is saved."""
        if self.link:
            self.link.pulse()

    @property
    def unsaved(self) -> int:
        """Changes made here that are not known to be on the coach's disk."""
        return self._made - self._kept

    def _say(self) -> None:
        """Show how it stands. Equal words repaint nothing."""
        self._go_over()
        if self._is_orphan and not self.unsaved:
            self.exit()
        if not self.screen_stack or not isinstance(self.screen, WindowScreen):
            return
        trouble = self._trouble()
        self.screen.wrong = bool(trouble)
        self.screen.said = trouble or self._remark or fitting([*self._words()], self.size.width - 2)
        self.screen.moment = self._from_coach("moment") if self._coach_is_here else ""
        if self.pane:
            self.pane.editor.read_only |= bool(self.link and self.link.role == READER)
            self.pane.status = self._from_coach("title")
            self.pane.editor.see_others(carets_of(self.link.present(GONE)) if self.link else ())
            self.pane.heading = self._from_coach("heading")

    def _from_coach(self, what: str) -> str:
        return clean_line(str(self._coach.get(what, "")))

    def _trouble(self) -> str:
        """What somebody should look at; empty where all is well."""
        if self.link is None or self.pane is None:
            return ""
        kept = f" · {several(self.unsaved, 'change')} kept here" if self.unsaved else ""
        apart = self.link.state != "connected"
        alone = bool(kept) and not self._coach_is_here
        first_that_holds = {
            "NOT SAVED yet – ctrl+q once more closes it all the same": self._leaving,
            f"This link was ended by the coach{kept}": self.link.state == "revoked",
            f"NOT SAVED – open the conversation again{kept}": self._is_over and bool(kept),
            "": self._is_over,
            f"NOT CONNECTED – trying again{kept}": apart,
            f"NOT SAVED – the coach's window is closed{kept}": alone,
            "NOT THE SAME in both windows – asking for all of it again": self.link.differs > 1,
        }
        return next((words for words, holds in first_that_holds.items() if holds), "")

    @property
    def _is_over(self) -> bool:
        return self.link is not None and self.link.state == "over"

    def _words(self) -> Iterator[str]:
        """What is said while all is well, the most important first."""
        if self.pane is None or self.link is None:
            yield from (TITLE, "ctrl+q closes it")
            return
        if self._is_over:
            yield from ("The conversation is closed; all was saved", "ctrl+q closes it", TITLE)
            return
        if not self._coach_is_here:
            yield from ("mqi is not open: the log goes on with it", "ctrl+q closes it", TITLE)
            return
        if self.link.role == READER:
            yield from ("You can read along", "ctrl+q closes it")
            yield are_here(guests_of(self.link.present(GONE)))
            yield from (text_size(self.size.width), "F1 keys")
            return
        yield from (AS_GUEST if self.link.role else TITLE, "saving" if self.unsaved else "saved")
        yield "Esc ends writing" if self.pane.writing else "Enter writes"
        yield are_here(guests_of(self.link.present(GONE)))
        yield text_size(self.size.width)
        yield "F1 keys"

    @property
    def _coach_is_here(self) -> bool:
        return self.link is not None and self.link.quiet_for("coach") < GONE

    # Keys

    def action_log(self) -> None:
        if self.pane:
            self.pane.enter()

    def action_speaker(self) -> None:
        if self.pane and self.pane.writing and (why := self.pane.speak()):
            self._remark = why
            self.set_timer(TOLD_FOR, self._say_no_more)
            self._say()

    def _say_no_more(self) -> None:
        self._remark = ""
        self._say()

    def action_keys(self) -> None:
        """Below the log, and away again."""
        if isinstance(self.screen, WindowScreen):
            reads = self.link is not None and self.link.role == READER
            self.screen.turn_keys(reads=reads)

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

    async def action_copy_or_leave(self) -> None:
        """What is marked is copied; with nothing marked, it is how programs are closed."""
        if self.pane and self.pane.writing and self.pane.editor.selected_text:
            await self.pane.editor.action_copy()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Close it; where something typed here is saved nowhere else, only on the second press."""
        if not self.unsaved or self._leaving:
            self.exit()
        else:
            self._leaving = True
            self._say()
            self.set_timer(4, self._stay)

    def orphaned(self) -> None:
        """What started it has gone, and with it the terminal: it ends once all is saved."""
        self._is_orphan = True
        self._say()

    def _stay(self) -> None:
        self._leaving = False
        self._say()


def _where(said: Said) -> tuple[str, str, str]:
    """The address of a hub or a relay, the token, and the document there."""
    url = str(said.get("url") or here(int(said["port"])))
    return url, str(said["token"]), str(said.get("document", ""))


def listen(app: Window, pipe: IO[bytes]) -> None:
    """Hand what comes through the pipe to the app, line by line."""
    with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
        for line in pipe:
            app.call_from_thread(app.told, json.loads(line))
        app.call_from_thread(app.orphaned)


async def hold(app: Window, first: Said, pipe: IO[bytes]) -> None:
    """Run the app; whoever asks it to end, the system or the terminal, is followed at once."""
    when_asked_to_end(app.exit)
    app.call_later(app.told, first)
    app.call_later(threading.Thread(target=listen, args=(app, pipe), daemon=True).start)
    await app.run_async()


def main(pipe: IO[bytes]) -> None:
    """Show the log that the first line on `pipe`, and later ones, tell of."""
    first = json.loads(pipe.readline() or b"{}")
    app = Window(str(first.get("theme", "dark")))
    sys.stdout.write("\x1b]2;SHARED log\x07")
    sys.stdout.flush()
    asyncio.run(hold(app, first, pipe))
    sys.exit(app.return_code or 0)
