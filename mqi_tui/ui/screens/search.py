"""Words looked for in all logs, plans and notes, found lines as they are found."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input, Static

from mqi_tui.domain.deeds import EVERYWHERE
from mqi_tui.services.searching import Searcher
from mqi_tui.text.clean import several
from mqi_tui.text.finding import Hit, Hits
from mqi_tui.text.letters import plain, spans
from mqi_tui.ui.flows import reading
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.parts import CORNERS, POINT, parts_within
from mqi_tui.ui.widgets.rows import Part, Rows, fitted, set_off
from mqi_tui.ui.widgets.title_line import PRIVATE, TitleLine
from mqi_tui.ui.widgets.told_anew import put

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace

PAUSE = 0.2
"""Seconds without a letter before the library is read."""
BEFORE = 10
"""Characters of a long line that are seen before what was looked for; more, where it ends soon."""
SHORTEST = 2
"""Letters that are searched for: one alone stands everywhere."""
HINT = (
    "Words of a log, a plan or a note; a name or a cycle narrows it down: rivera wait time.\n"
    "Capitals and accents do not matter."
)
NOTHING = (
    "No line of a log, a plan or a note has all these words.\n"
    "Fewer words, or the beginning of one, find more; Esc takes them away."
)

BACK = "Esc back"
READS = f"Enter reads it there · {BACK}"
"""What keys do where nothing is found, and where something is."""


class SearchScreen(Once, Screen[None]):
    """PRIVATE: plans and notes are found, too. Letters search, arrows move, Enter reads."""

    CSS_PATH = "../styles/search.tcss"
    AUTO_FOCUS = "LineField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    found: var[Hits] = var(Hits())

    def __init__(self, work: Workspace, words: str = "") -> None:
        """`words`: what stands in the line already."""
        super().__init__()
        self.work, self._searcher, self._first = work, Searcher(work.library), words

    def compose(self) -> ComposeResult:
        yield TitleLine("Search · all logs, plans and notes", behind=PRIVATE)
        with Vertical(id="list"):
            yield LineField(self._first, placeholder="type to search", id="search")
            yield Static(Content(HINT), id="empty")
            yield Rows(id="rows")
        yield KeysLine(EVERYWHERE, BACK)

    def on_mount(self) -> None:
        self.query_one(Rows).fill(0, self._line)
        self.watch_found()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if len(event.value.strip()) < SHORTEST:
            self.workers.cancel_node(self)
            self.found = Hits()
        else:
            self.run_worker(self._after_a_pause(event.value), exclusive=True)

    async def _after_a_pause(self, query: str) -> None:
        """Search, once no letter has come for a while; the next letter ends it."""
        await asyncio.sleep(PAUSE)
        async for found in self._searcher.seek(query):
            self.found = found

    def watch_found(self) -> None:
        if not self.is_mounted:
            return
        said, rows = self.found, self.query_one(Rows)
        rows.fill(len(said.hits), self._line, min(rows.marked, max(0, len(said.hits) - 1)))
        empty, is_looking = self.query_one("#empty", Static), said.looked < said.total
        empty.display = not said.hits and not is_looking
        put(empty, Content(NOTHING if said.query else HINT))
        self.query_one(KeysLine).hint = READS if said.hits else BACK
        self.query_one("#list").border_title = Content(_told(said))
        self._say_whose()

    @on(Rows.Marked)
    def _say_whose(self) -> None:
        """Below the list: how far the search is; then whose the line is that is marked, whole."""
        said, at = self.found, self.query_one(Rows).marked
        told = _whose(said.hits[at]) if at < len(said.hits) else ""
        if said.looked < said.total:
            told = f"looked through {said.looked:,} of {said.total:,}"
        room = self.size.width - CORNERS
        self.query_one("#list").border_subtitle = Content(parts_within(told, room))

    def on_resize(self) -> None:
        self._say_whose()

    def _line(self, place: int, width: int) -> list[Part]:
        hit = self.found.hits[place]
        room = min(36, width // 3)
        return [
            (f"{fitted(_whose_within(hit, room), room)}  ", "quiet"),
            *_around(hit.words, plain(self.found.query).split(), width - room - 2),
        ]

    @on(Input.Submitted)
    @on(Rows.Chosen)
    async def _open(self) -> None:
        """Read it where it stands."""
        at = self.query_one(Rows).marked
        if at < len(self.found.hits):
            await reading.show_hit(self, self.work, self.found.hits[at])

    def action_move(self, by: int) -> None:
        self.query_one(Rows).move(by)

    def action_page(self, by: int) -> None:
        rows = self.query_one(Rows)
        rows.move(by * rows.page)

    def action_back(self) -> None:
        """Out of the words, then out of the search."""
        if self.query_one(LineField).value:
            self.query_one(LineField).value = ""
        else:
            self.dismiss()


def _told(said: Hits) -> str:
    if not said.query:
        return "Search"
    return several(len(said.hits), "line") if said.hits else "nothing found"


def _whose(hit: Hit) -> str:
    """Where a line stands, and whose conversation it is of."""
    return f"my {hit.part} · {hit.about}" if hit.part != "log" else hit.about


def _whose_within(hit: Hit, room: int) -> str:
    """As much of it as there is room for; a name before where it stands."""
    words, name = parts_within(_whose(hit), room), hit.about.partition(POINT)[0]
    return words if name in words else parts_within(hit.about, room)


def _around(text: str, words: Sequence[str], width: int) -> list[Part]:
    """The part of a long line in which the first word stands, with all of them set off."""
    found = spans(text, words)
    at = found[0][0] if found else 0
    if at >= max(width - BEFORE, BEFORE) and cell_len(text) > width:
        begin = at - BEFORE
        while cell_len(text[begin - 1 :]) < width:
            begin -= 1
        begin = text.find(" ", begin, at) + 1 or begin
        text = f"…{text[begin:]}"
    return set_off([(text, "plain")], words)
