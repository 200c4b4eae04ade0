"""The first screen: go on where it stopped, find a conversation, or begin one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from mqi_tui.domain.at_home import SHOW, labels, offers
from mqi_tui.domain.cheat_sheet import HOME_TITLE
from mqi_tui.domain.deeds import ALL_OF_THEM, EVERYWHERE, HOME, ONE
from mqi_tui.domain.keys import named
from mqi_tui.services import listing
from mqi_tui.services.carry_over import open_steps
from mqi_tui.services.errors import StoreError
from mqi_tui.services.workspace import SAMPLE
from mqi_tui.text.finding import TITLES, HomeRow, HomeRows, View, places
from mqi_tui.text.letters import plain
from mqi_tui.ui.bindings import bindings, by_action
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.flows import listed, opening
from mqi_tui.ui.flows.listed import INVERSE, Change, Undoable
from mqi_tui.ui.once import Doing, Once
from mqi_tui.ui.routes import Beside, Import, NewWith, Open, Route, Search, Thread
from mqi_tui.ui.widgets.home_empty import in_place
from mqi_tui.ui.widgets.home_lines import STEP_ROWS, WIDE, columns, enters, steps_in_words
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.rows import Part, Rows, set_off
from mqi_tui.ui.widgets.told_anew import put

if TYPE_CHECKING:
    from pathlib import Path

    from mqi_tui.domain.private.follow_up import OldStep
    from mqi_tui.files.guide import Found
    from mqi_tui.services.view import View as Seen
    from mqi_tui.services.workspace import Workspace

PAUSE = 0.15
"""Seconds that a row is marked before its action steps are read."""
SHARED = "SHARED  {} · what is typed there is saved · {} ends it"
NONE_MARKED = "no conversation is marked"
CARD_FRAME = 4
"""Columns of the card that its words do not have."""
VIEWS: dict[str, View] = {deed: view for view, deed in SHOW.items()}


class HomeScreen(Once, Screen[None]):
    """Letters search, arrows move, Enter opens; the running conversation comes first."""

    CSS_PATH = "../styles/home.tcss"
    keys_title = HOME_TITLE
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
        *bindings(HOME, resting=False),
        Binding("escape", "back", "Back", show=False),
    ]

    shown: var[HomeRows] = var(HomeRows())
    view: var[View] = var("current", init=False)
    shared_with: var[str] = var("")
    """Whose log is shared meanwhile, and who is in it."""

    def __init__(self, work: Workspace, shown: HomeRows, first: Route | None = None) -> None:
        """`shown`: what was there last. `first`: what the coach came for."""
        super().__init__()
        self.work, self._first = work, first
        self.set_reactive(HomeScreen.shown, shown)
        self._found: list[HomeRow] = []
        self._rows: tuple[HomeRow, ...] = ()
        self._columns = columns((), WIDE)
        self._words: dict[View, list[str]] = {}
        """What a search looks through in each list, made when it is first asked for."""
        self._undo: list[Change] = []
        """What takes back what was done, the last first to go."""
        self._waiting: Timer | None = None
        self._keys: KeysLine = KeysLine((*HOME, *EVERYWHERE), "Enter opens", work.config.keys)
        self._shared = Static(id="shared")

    def compose(self) -> ComposeResult:
        yield self._shared
        yield Static(id="card")
        with Vertical(id="list"):
            yield LineField(placeholder="type to search", id="search")
            yield Static(id="empty")
            yield Static(id="heads")
            yield Rows(id="rows")
        yield Static(id="steps")
        yield self._keys

    def on_mount(self) -> None:
        self._waiting = self.set_timer(PAUSE, self._ask_for_steps, pause=True)
        self.watch_shown()
        self.call_after_refresh(self.run_worker, self.look_again, group="home")
        self._begin(self._first)

    def _begin(self, first: Route | None) -> None:
        """Do what the coach came for."""
        match first:
            case NewWith(teacher):
                self.call_later(self._new, teacher)
            case Beside(id_, purpose):
                self.in_turn(opening.beside, self, self.work, id_, purpose)
            case Import(file, found):
                self.call_later(self._look_at, file, found)

    def _new(self, teacher: str) -> None:
        from mqi_tui.ui.flows import new_conversation

        new_conversation.ask(self, self.work, teacher)

    def _look_at(self, file: Path, found: Found) -> None:
        from mqi_tui.ui.flows import importing

        importing.look(self, self.work, file, found)

    async def look_again(self) -> None:
        """Show what the library holds now."""
        ours = self.work.windows.id if self.work.windows else ""
        now = self.work.now()
        self.shown = await asyncio.to_thread(listing.rows, self.work.library, now, ours)

    # What is shown

    def see(self, view: Seen) -> None:
        self.shared_with = view.shared_with

    def watch_shown(self) -> None:
        """What comes while it is taken down, or later, finds no parts to be shown in."""
        # `is_mounted` is not yet true in `on_mount`; `display` no longer is while it is taken down
        if self._waiting and self.is_attached and self.display:
            self._words.clear()
            self._sort_out()

    def watch_shared_with(self) -> None:
        self._shared.display = bool(self.shared_with)
        self._shared.update(
            Content(SHARED.format(self.shared_with, named("commands", self.work.config.keys)))
        )

    def watch_view(self) -> None:
        self.query_one("#list").border_title = Content(TITLES[self.view])
        self._sort_out()

    def _sort_out(self) -> None:
        """The rows of this view, the running one first."""
        self._rows = self._of(self.view)
        self._lay_out()
        self._search(keep=True)

    def _of(self, view: View) -> tuple[HomeRow, ...]:
        said = self.shown
        return tuple(sorted(said.of(view), key=lambda row: row.id != said.running))

    def _places(self, view: View, query: str) -> list[int]:
        """Where in that list rows match."""
        if view not in self._words:
            self._words[view] = [row.words for row in self._of(view)]
        return places(self._words[view], query)

    def on_resize(self) -> None:
        self._lay_out()
        self._show_name()

    def _lay_out(self) -> None:
        """As wide as what stands in the columns; the sign of the marked row stands before them."""
        width = self.query_one("#list").content_size.width - 2
        if width > 0:
            self._columns = columns(self._rows, width)
            heads = self.query_one("#heads", Static)
            heads.update(Content(self._columns.heads()))
            heads.display = bool(self._rows)

    def _show_card(self) -> None:
        said, card = self.shown, self.query_one("#card", Static)
        there = said.rows if said.running else ()
        running = next((row for row in there if row.id == said.running), None)
        card.set_class(running is None, "-none")
        if running:
            cycle = f"cycle {running.cycle}" if running.cycle else ""
            who = " · ".join(part for part in (running.teacher, cycle) if part)
            name, where = Content.styled(f"▶ {who}", "bold"), Content(said.stopped)
            beside = Content("   ").join([name, where])
            fits = beside.cell_length <= self.size.width - CARD_FRAME
            lines = [beside] if fits else [name, where]
            enter = "Enter goes on with it. " if self._marked == running else ""
            told = Content("\n").join([*lines, Content(f"{enter}Nothing was lost.")])
            put(card, told)  # arrows pass by here, and seldom change it

    def _search(self, *, keep: bool = False) -> None:
        """Show what matches; what was gone to stays marked, where it still is there."""
        rows, query = self.query_one(Rows), self.query_one(LineField).value
        before = self._marked.id if keep and rows.marked and self._marked else ""
        self._found = [self._rows[place] for place in self._places(self.view, query)]
        marked = next((n for n, row in enumerate(self._found) if row.id == before), 0)
        self._say_what_is_missing()
        has_steps = bool(self._found) and self.view != "trash"
        self.query_one("#steps").set_class(not has_steps, "-none")
        rows.fill(len(self._found), self._line, marked)
        known = "…" if self.shown.is_old else f"{len(self._rows):,}"
        total = f"{len(self._found):,} of {known}" if query else known
        frame = self.query_one("#list")
        frame.border_title = Content(f"{TITLES[self.view]} · {total}")
        self._show_name()

    @property
    def _looked_for(self) -> str:
        """What is looked for, where the library holds anything that could be found."""
        holds_any = self.shown.rows or self.shown.trash
        return self.query_one(LineField).value if holds_any else ""

    def _say_what_is_missing(self) -> None:
        """In place of the rows, where there is none, or none is found."""
        query, empty = self._looked_for, self.query_one("#empty", Static)
        empty.display = not self._found and not self.shown.is_old
        if empty.display:
            others = {one: len(self._places(one, query)) for one in TITLES if one != self.view}
            put(empty, in_place(self.view, self.work.config.keys, others, query))
        is_empty = empty.display and not self._rows
        self.query_one(LineField).placeholder = "" if is_empty else "type to search"

    @property
    def _is_new(self) -> bool:
        """Whether there is nothing, and nothing that is looked for: Enter tries the sample then."""
        is_known = not self.shown.is_old and self.view == "current"
        return is_known and not self._rows and not self._looked_for

    def _show_name(self) -> None:
        """Below the list: the whole name of the row that is marked, where its column cuts it."""
        name = self._columns.whole_name(self._marked) if self._marked else ""
        told = "reading the library…" if self.shown.is_old else name
        self.query_one("#list").border_subtitle = Content(told)
        self._say_keys()

    def _say_keys(self) -> None:
        """What keys do to the row that is marked, on the card, too; nothing of what they do not."""
        self._keys.hint = enters(self._marked, self.view, is_new=self._is_new)
        self._keys.labels = {} if self._marked else {"thread": ""}
        self._show_card()

    @property
    def _marked(self) -> HomeRow | None:
        at = self.query_one(Rows).marked
        return self._found[at] if at < len(self._found) else None

    def _line(self, place: int, _width: int) -> list[Part]:
        row = self._found[place]
        is_running = row.id == self.shown.running
        parts = self._columns.line(row, is_running=is_running)
        return set_off(parts, plain(self.query_one(LineField).value).split())

    def show_steps(self, id: str, steps: tuple[OldStep, ...]) -> None:  # noqa: A002
        """The open action steps of the conversation that is marked, if home is still there."""
        if not self.query(Rows) or self._marked is None or self._marked.id != id:
            return
        box = self.query_one("#steps", Static)
        box.border_title = Content(f"{self._marked.teacher}: open action steps")
        words = steps_in_words(steps)
        box.update(words)
        hides = words.get_height({}, box.content_size.width or self.size.width) > STEP_ROWS
        box.border_subtitle = Content(f"{len(steps)} in all" if hides else "")

    # What is done

    @on(Input.Changed)
    def _typed(self) -> None:
        self._search()

    @on(Rows.Marked)
    def _moved(self) -> None:
        self._show_name()
        if self._waiting:
            self._waiting.stop()
            self._waiting = self.set_timer(PAUSE, self._ask_for_steps)

    async def _ask_for_steps(self) -> None:
        """The open action steps of the teacher whose conversation is marked."""
        if self._marked and self.view != "trash":
            id_ = self._marked.id
            with suppress(StoreError):
                steps = await asyncio.to_thread(open_steps, self.work.library, id_)
                self.show_steps(id_, steps)

    @on(Input.Submitted)
    @on(Rows.Chosen)
    async def _open(self) -> None:
        if self._marked is None:
            if self._is_new:
                self.action_sample()
        elif self.view == "trash":
            await self._do("restore")
        elif self._marked.is_version:
            from mqi_tui.ui.flows import reading

            await reading.show_version(self, self.work, self._marked.id)
        else:
            self.in_turn(opening.beside, self, self.work, self._marked.id)

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
        self._new(self._marked.teacher if self._marked else "")

    def action_import(self) -> None:
        from mqi_tui.ui.flows import importing

        importing.ask(self, self.work)

    def action_sample(self) -> None:
        self.go(Open(SAMPLE))

    def action_search(self) -> None:
        """For the letters that no conversation of the list has, where there are some."""
        self.go(Search(self.query_one(LineField).value))

    def action_thread(self) -> None:
        if self._marked:
            self.go(Thread(self._marked.id))
        else:
            self.tell(NONE_MARKED.capitalize())

    async def action_trash(self) -> None:
        """Delete edits the search while there is one."""
        if self.query_one(LineField).value:
            self.query_one(LineField).action_delete_right()
        elif self.view == "trash":
            await self._delete()
        else:
            await self._do("trash")

    async def _delete(self) -> None:
        """For good, what is marked in the trash."""
        from mqi_tui.ui.flows import deleting

        if self._marked:
            await deleting.ask(self, self.work, self._marked)
        else:
            self.tell("The trash is empty")

    async def _do(self, what: Undoable) -> None:
        """Something to the marked conversation that can be undone."""
        if row := self._marked:
            if row.id == self.shown.running:
                self.tell("It is still running: end it first")
                return
            there, back = (listed.undoable(self.work, one, row.id) for one in (what, INVERSE[what]))
            await self.do(there, back)

    async def do(self, there: Change, back: Change) -> None:
        """Something to a conversation that `back` takes back."""
        if await listed.made(self, self.work, there):
            self._undo.append(back)
            self.tell(f"{there.words} · {self._key('take-back')} undoes it")

    async def action_undo(self) -> None:
        if self._undo:
            back = self._undo.pop()
            if await listed.made(self, self.work, back):
                self.tell(back.words)
        else:
            self.tell("Nothing to undo")

    def tell_deleted(self, ids: Collection[str], words: str) -> None:
        """These are gone for good: nothing of them is left to undo."""
        self._undo = [back for back in self._undo if back.id not in ids]
        self.tell(words)

    def action_back(self) -> None:
        """Out of the search, then out of archive and trash."""
        if self.query_one(LineField).value:
            self.query_one(LineField).value = ""
        else:
            self.view = "current"

    def action_more(self) -> None:
        """What else can be done here, and to the marked conversation."""
        detail = self._marked.advice if self._marked else ""
        offered = labels(offers(self._marked, self.view), self.work.config.keys)
        self.ask(Ask(self._about(), detail, offered), self._chosen)

    def _about(self) -> str:
        row = self._marked
        if row:
            return f"{row.about}: {row.note}" if row.note else row.about
        return NONE_MARKED.capitalize()

    def deeds(self) -> Mapping[str, Doing]:
        possible = set(offers(self._marked, self.view))
        why = "not for what is marked" if self._marked else NONE_MARKED
        found: dict[str, Doing] = {
            **by_action(self, HOME),
            "prepare": partial(self._do_by_id, "prepare"),
        }
        for one in (*ONE, *ALL_OF_THEM):
            found[one.id] = partial(self._do_by_id, one.id)
        rest = ("prepare", "thread", "trash", *(one.id for one in (*ONE, *ALL_OF_THEM)))
        return found | {id_: why for id_ in rest if id_ not in possible}

    def _do_by_id(self, id_: str) -> None:
        self.call_later(self._chosen, id_)

    async def _chosen(self, answer: str | None) -> None:
        """Do what was chosen, by its id; nothing for none."""
        if answer is None:
            return
        if answer in VIEWS:
            self.view = VIEWS[answer]
        elif answer in self._ways:
            await self._ways[answer]()
        elif answer in {one.id for one in HOME}:
            await self.run_action(f"screen.{answer}")
        elif self._marked:
            await listed.to_one(self, self.work, self._marked, answer)

    @property
    def _ways(self) -> Mapping[str, Callable[[], Coroutine[Any, Any, None]]]:
        """What has no key here and is not done to one conversation alone."""
        from mqi_tui.ui.flows import deleting, reading

        back: Undoable = "restore" if self.view == "trash" else "unarchive"
        return {
            "archive": partial(self._do, "archive"),
            "bring-back": partial(self._do, back),
            "trash": partial(self._do, "trash"),
            "report": partial(reading.show_report, self, self.work),
            "empty": partial(deleting.ask, self, self.work),
            "delete": self._delete,
        }

    def _key(self, id_: str) -> str:
        return named(id_, self.work.config.keys)
