"""The first screen: go on where it stopped, find a conversation, or begin one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import Input, Static

from mqi_tui.domain.keys import EVERYWHERE
from mqi_tui.text.finding import TITLES, HomeRow, HomeRows, View, offers, places
from mqi_tui.text.letters import plain
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.once import Whole
from mqi_tui.ui.widgets.home_lines import EMPTY, STEP_ROWS, row_line, steps_in_words
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.rows import Part, Rows, set_off

if TYPE_CHECKING:
    from mqi_tui.services.view import View as Seen

SAMPLE = "sample"
PAUSE = 0.15
"""Seconds that a row is marked before its action steps are read."""
KEYS = "Enter opens · ^n new · F3 search all · ^l cycle to cycle · F6 more"
SHARED = "SHARED  {}: another window shows this log, and what is typed there is saved · ^p ends it"
INVERSE = {"trash": "restore", "archive": "unarchive", "restore": "trash", "unarchive": "archive"}
TOLD = {
    "trash": "Moved to the trash",
    "archive": "Moved to the archive",
    "restore": "Back from the trash",
    "unarchive": "Back from the archive",
}


class HomeScreen(Whole[None]):
    """Letters search, arrows move, Enter opens; the running conversation comes first."""

    CSS_PATH = "../styles/home.tcss"
    AUTO_FOCUS = "LineField"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-mid")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("home", "edge(-1)", "The first", show=False, priority=True),
        Binding("end", "edge(1)", "The last", show=False, priority=True),
        Binding("ctrl+n,insert", "new", "New", show=False, priority=True),
        Binding("ctrl+o", "way('import')", "Import", show=False, priority=True),
        Binding("ctrl+t", "way('sample')", "The sample", show=False, priority=True),
        Binding("delete", "trash", "To the trash", show=False, priority=True),
        Binding("ctrl+z", "undo", "Undo", show=False, priority=True),
        Binding("f3", "way('search')", "Search all", show=False, priority=True),
        Binding("ctrl+l", "way('thread')", "From cycle to cycle", show=False, priority=True),
        Binding("f6", "more", "More", show=False),
        Binding("escape", "back", "Back", show=False),
    ]

    shown: var[HomeRows] = var(HomeRows())
    view: var[View] = var("current", init=False)
    shared_with: var[str] = var("")
    """Whose log other windows show meanwhile."""

    class Opened(Message):
        """A conversation was chosen."""

        def __init__(self, id: str) -> None:  # noqa: A002 - ids are called ids everywhere
            super().__init__()
            self.id = id

    class Highlighted(Message):
        """A conversation is marked: its action steps are wanted."""

        def __init__(self, id: str) -> None:  # noqa: A002
            super().__init__()
            self.id = id

    class Wanted(Message):
        """Something is to be done, mostly to a conversation."""

        def __init__(self, what: str, id: str = "") -> None:  # noqa: A002
            super().__init__()
            self.what, self.id = what, id

    def __init__(self, shown: HomeRows) -> None:
        super().__init__()
        self.set_reactive(HomeScreen.shown, shown)
        self._found: list[HomeRow] = []
        self._rows: tuple[HomeRow, ...] = ()
        self._words: list[str] = []
        self._undo: list[tuple[str, str]] = []
        self._waiting: Timer | None = None
        self._keys = KeysLine(EVERYWHERE, KEYS)
        self._shared = Static(id="shared")

    def compose(self) -> ComposeResult:
        yield Static("MQI coaching conversations", id="title")
        yield self._shared
        yield Static(id="card")
        with Vertical(id="list"):
            yield LineField(placeholder="type to search", id="search")
            yield Static(Content(EMPTY), id="empty")
            yield Rows(id="rows")
        yield Static(id="steps")
        yield Static(self._ways(), id="ways")
        yield self._keys

    def on_mount(self) -> None:
        self._waiting = self.set_timer(PAUSE, self._ask_for_steps, pause=True)
        self.watch_shown()

    def _ways(self) -> Content:
        ways = {"new": "New", "import": "Import", "sample": "Try the sample", "more": "More…"}
        links = (f"[@click=screen.way({name!r})]{words}[/]" for name, words in ways.items())
        return Content.from_markup("   ".join(links))

    # What is shown

    def see(self, view: Seen) -> None:
        self.shared_with = view.shared_with

    def watch_shown(self) -> None:
        if self._waiting:  # `is_mounted` is not yet true in `on_mount`
            self._sort_out()
            self._show_card()

    def watch_shared_with(self) -> None:
        self._shared.display = bool(self.shared_with)
        self._shared.update(Content(SHARED.format(self.shared_with)))

    def watch_view(self) -> None:
        self.query_one("#list").border_title = Content(TITLES[self.view])
        self._sort_out()

    def _sort_out(self) -> None:
        """The rows of this view, the running one first, and what a search looks through."""
        said = self.shown
        if self.view == "trash":
            rows = said.trash
        else:
            rows = tuple(r for r in said.rows if r.archived == (self.view == "archive"))
        self._rows = tuple(sorted(rows, key=lambda row: row.id != said.running))
        self._words = [row.words for row in self._rows]
        self._search(keep=True)

    def _show_card(self) -> None:
        said, card = self.shown, self.query_one("#card", Static)
        running = next((row for row in said.rows if row.id == said.running), None)
        card.display = running is not None
        if running:
            cycle = f"cycle {running.cycle}" if running.cycle else ""
            who = " · ".join(part for part in (running.teacher, cycle) if part)
            line = Content.assemble((f"▶ {who}", "bold"), f"   {said.stopped}")
            hint = Content("Enter goes on with it. Nothing was lost.")
            card.update(Content("\n").join([line, hint]))

    def _search(self, *, keep: bool = False) -> None:
        """Show what matches; what was gone to stays marked, where it still is there."""
        rows, query = self.query_one(Rows), self.query_one(LineField).value
        before = self._marked.id if keep and rows.marked and self._marked else ""
        self._found = [self._rows[place] for place in places(self._words, query)]
        marked = next((n for n, row in enumerate(self._found) if row.id == before), 0)
        is_new = not self._rows and self.view == "current" and not self.shown.is_old
        self.query_one("#empty").display = is_new
        self.query_one("#steps").display = bool(self._found) and self.view != "trash"
        rows.fill(len(self._found), self._line, marked)
        known = "…" if self.shown.is_old else f"{len(self._rows):,}"
        total = f"{len(self._found):,} of {known}" if query else known
        frame = self.query_one("#list")
        frame.border_title = Content(f"{TITLES[self.view]} · {total}")
        frame.border_subtitle = Content("reading the library…" if self.shown.is_old else "")

    @property
    def _marked(self) -> HomeRow | None:
        at = self.query_one(Rows).marked
        return self._found[at] if at < len(self._found) else None

    def _line(self, place: int, width: int) -> list[Part]:
        row = self._found[place]
        parts = row_line(row, width, is_running=row.id == self.shown.running)
        return set_off(parts, plain(self.query_one(LineField).value).split())

    def show_steps(self, id: str, steps: tuple[str, ...]) -> None:  # noqa: A002
        """The open action steps of the conversation that is marked, if home is still there."""
        if not self.query(Rows) or self._marked is None or self._marked.id != id:
            return
        box = self.query_one("#steps", Static)
        box.border_title = Content(f"{self._marked.teacher}: open action steps")
        words = steps_in_words(steps)
        box.update(words)
        hides = words.get_height({}, box.content_size.width or self.size.width) > STEP_ROWS
        box.border_subtitle = f"{len(steps)} in all" if hides else ""

    # What is done

    @on(Input.Changed)
    def _typed(self) -> None:
        self._search()

    @on(Rows.Marked)
    def _moved(self) -> None:
        if self._waiting:
            self._waiting.stop()
            self._waiting = self.set_timer(PAUSE, self._ask_for_steps)

    def _ask_for_steps(self) -> None:
        if self._marked and self.view != "trash":
            self.post_message(self.Highlighted(self._marked.id))

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _open(self) -> None:
        if self._marked is None:
            if not self._rows and self.view == "current":
                self.post_message(self.Opened(SAMPLE))
        elif self.view == "trash":
            self._do("restore")
        elif self._marked.is_version:
            self.post_message(self.Wanted("version", self._marked.id))
        else:
            self.post_message(self.Opened(self._marked.id))

    def action_move(self, by: int) -> None:
        self.query_one(Rows).move(by)

    def action_page(self, by: int) -> None:
        rows = self.query_one(Rows)
        rows.move(by * rows.page)

    def action_edge(self, way: int) -> None:
        """To the first or last row; while something is searched for, along its letters."""
        search, rows = self.query_one(LineField), self.query_one(Rows)
        if not search.value:
            rows.move(way * rows.count)
        elif way < 0:
            search.action_home()
        else:
            search.action_end()

    def action_new(self) -> None:
        self._want("new")

    def _want(self, what: str) -> None:
        """Something that is done elsewhere, mostly to the marked conversation."""
        self.post_message(self.Wanted(what, self._marked.id if self._marked else ""))

    def action_trash(self) -> None:
        """Delete edits the search while there is one."""
        if self.query_one(LineField).value:
            self.query_one(LineField).action_delete_right()
        elif self.view == "trash":
            self.action_way("delete")
        else:
            self._do("trash")

    def _do(self, what: str) -> None:
        """Something to the marked conversation that can be undone."""
        if row := self._marked:
            if row.id == self.shown.running:
                self._keys.tell("It is still running: end it first")
                return
            self._undo.append((INVERSE[what], row.id))
            self._keys.tell(f"{TOLD[what]} · ctrl+z undoes it")
            self.post_message(self.Wanted(what, row.id))

    def action_undo(self) -> None:
        if self._undo:
            what, id_ = self._undo.pop()
            self._keys.tell(TOLD[what])
            self.post_message(self.Wanted(what, id_))
        else:
            self._keys.tell("Nothing to undo")

    def tell(self, message: str) -> None:
        self._keys.tell(message)

    def tell_deleted(self, ids: Collection[str], words: str) -> None:
        """These are gone for good: nothing of them is left to undo."""
        self._undo = [(what, id_) for what, id_ in self._undo if id_ not in ids]
        self._keys.tell(words)

    def action_back(self) -> None:
        """Out of the search, then out of archive and trash."""
        if self.query_one(LineField).value:
            self.query_one(LineField).value = ""
        else:
            self.view = "current"

    def action_way(self, name: str) -> None:
        if name == "more":
            self.action_more()
        elif name == "delete" and not self._marked:
            self._keys.tell("The trash is empty")
        elif name == "thread" and not self._marked:
            self._keys.tell("No conversation is marked: ctrl+l shows all with one teacher")
        else:
            self._want(name)

    def action_more(self) -> None:
        """What else can be done here, and to the marked conversation."""
        detail = self._marked.advice if self._marked else ""
        choices = offers(self._marked, self.view)
        self.app.push_screen(Ask(self._about(), detail, choices), self._chosen)

    def _about(self) -> str:
        row = self._marked
        if row and row.note:
            return f"{row.teacher or row.id}, {row.shown}: {row.note}"
        return f"{row.teacher}, {row.shown}" if row else "No conversation is marked"

    def _chosen(self, answer: str | None) -> None:
        if not answer:
            return
        if answer in INVERSE:
            self._do(answer)
        elif answer.startswith("view "):
            self.view = next(view for view in TITLES if answer == f"view {view}")
        else:
            self._want(answer)
