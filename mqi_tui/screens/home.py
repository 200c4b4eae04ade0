"""The first screen: go on where it stopped, or choose a conversation."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.keys import EVERYWHERE
from mqi_tui.widgets.keys_line import KeysLine


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One conversation of the list."""

    id: str
    when: str
    teacher: str
    cycle: str
    state: str
    note: str = ""
    """What is odd about its files, if anything."""


@dataclass(frozen=True, slots=True)
class HomeRows:
    """What the library holds, newest first; `stopped` says where a running one stands."""

    rows: tuple[HomeRow, ...] = ()
    running: str = ""
    stopped: str = ""


SAMPLE = "sample"
EMPTY = (
    "No conversations yet.\n\n"
    "Enter tries the sample conversation; nothing of it is kept.\n"
    "A plan of your own: write it as a file, then  mqi open plan.yaml  "
    "(mqi check plan.yaml says what is missing)."
)


class HomeScreen(Screen[None]):
    """Enter opens what is marked; the running conversation comes first."""

    CSS_PATH = "../styles/home.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-mid")]

    class Opened(Message):
        """A conversation was chosen."""

        def __init__(self, id: str) -> None:  # noqa: A002 - ids are called ids everywhere
            super().__init__()
            self.id = id

    def __init__(self, shown: HomeRows) -> None:
        super().__init__()
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield Static("MQI coaching conversations", id="title")
        if self._shown.stopped:
            yield Static(self._card(), id="card")
        with Vertical(id="list"):
            yield OptionList(markup=False)
        yield KeysLine(EVERYWHERE, "↑ ↓ Enter opens")

    def on_mount(self) -> None:
        self.query_one("#list").border_title = "Conversations"
        self._fill()
        self.query_one(OptionList).focus()

    def on_resize(self) -> None:
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self.post_message(self.Opened(event.option_id))

    def _card(self) -> Content:
        running = next(row for row in self._shown.rows if row.id == self._shown.running)
        who = " · ".join(part for part in (running.teacher, running.cycle) if part)
        line = Content.assemble((f"▶ {who}", "bold"), f"   {self._shown.stopped}")
        return Content("\n").join([line, Content("Enter goes on with it. Nothing was lost.")])

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        marked = options.highlighted
        options.clear_options()
        if not self._shown.rows:
            options.add_option(Option(Content(EMPTY), id=SAMPLE))
        rows = sorted(self._shown.rows, key=lambda row: row.id != self._shown.running)
        options.add_options(Option(self._line(row), id=row.id) for row in rows)
        options.highlighted = marked or 0

    def _line(self, row: HomeRow) -> Content:
        state = Content.styled(row.state, "bold" if row.state == "live" else "")
        note = f"  {row.note}" if row.note else ""
        wide = self.size.width >= 70
        teacher = Content(row.teacher).truncate(24 if wide else 16, ellipsis=True, pad=True)
        parts = [Content(f"{row.when:<17} "), teacher, Content(f" {row.cycle:<9} "), state]
        if not wide:
            parts = [Content(f"{row.when[:10]:<11}"), teacher, Content(" "), state]
        return Content.assemble(*parts, (note, "$warning"))
