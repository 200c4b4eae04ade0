"""Who has a link to the shared log: who is here, their links, and the end of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.ui.dialogs.ask import FEW_ROWS
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.qr import qr
from mqi_tui.ui.widgets.room import columns, rows_left

What = Literal["copy", "show", "renew", "revoke", "invite", "reach"]
Answer = tuple[What, str]
"""What to do, and the token to which."""
HINT = "↑ ↓ choose · Enter · Esc goes back"
WIDTH, SHARE, FRAME = 76, 98, 2
"""Of the box: its columns; of 100 of the window those that it has at most; rows of its border."""


class Row(NamedTuple):
    """A guest as they are shown. `link`: empty while nobody can come by it."""

    token: str
    name: str
    writes: bool
    is_here: bool
    link: str
    writes_at: str = ""
    """The heading of the section that they are in."""


class Look(NamedTuple):
    """What there is to see: how far the links reach, in words, and who has one."""

    reach: str
    is_near: bool
    """Whether they lead to this computer alone, so that no phone can follow one."""
    rows: tuple[Row, ...]
    can_reach: bool = False
    """Whether something on this computer could lead guests here from elsewhere."""


class GuestsScreen(Once, ModalScreen[Answer | None]):
    """Answers with what to do, and the token to which; with None on Esc.

    A link is copied, or shown for a phone, and this stays.
    """

    CSS_PATH = "../styles/guests.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (FEW_ROWS, "-tall")]
    BINDINGS = [Binding("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, look: Callable[[], Look], remark: str = "") -> None:
        """`look` is asked again every second; `remark`: what was done just now."""
        super().__init__()
        self._title, self._look, self._remark = title, look, remark
        self._seen: Look | None = None
        self._answers: list[Answer] = []
        """What each line of the list stands for."""
        self._shown = ""
        """The token whose link is shown for a phone."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="reach")
            yield Static(id="remark")
            with VerticalScroll(can_focus=False):
                yield Choices(markup=False)
                yield Static(id="qr")
            yield Static(Content(HINT), id="hint")

    def on_mount(self) -> None:
        self.query_one(Vertical).border_title = Content(self._title)
        self.query_one(Choices).focus()
        self._refresh()
        self.set_interval(1, self._refresh)

    def on_resize(self) -> None:
        """As much of the list at once as there is room for beside all else; the rest scrolls."""
        width, height = self.app.size
        told, share = self._told(), 100 if height < FEW_ROWS else SHARE
        for id_, words in told.items():
            self.query_one(id_, Static).update(Content(words))
            self.query_one(id_).display = bool(words)
        beside = (*told.values(), HINT)
        room = rows_left(height * share // 100, columns(width * SHARE // 100, WIDTH), beside, FRAME)
        self.query_one(VerticalScroll).styles.max_height = room

    def _told(self) -> dict[str, str]:
        """How far links reach, and what was done; in a low window the news, or the first of it."""
        reach = self._seen.reach if self._seen else ""
        if self.app.size.height < FEW_ROWS:
            first, point, _ = reach.partition(". ")
            reach = "" if self._remark else f"{first}{point}".rstrip()
        return {"#reach": reach, "#remark": self._remark}

    def _refresh(self) -> None:
        """Show it as it is now; what is marked stays marked."""
        seen = self._look()
        if seen == self._seen:
            return
        self._seen = seen
        self.on_resize()
        ways = list(_ways(seen))
        self._answers = [answer for _, answer in ways]
        options = (Option(Content(words), id=" ".join(answer)) for words, answer in ways)
        self.query_one(Choices).refill(options)
        self._show_code()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        what, token = self._answers[event.option_index]
        if what == "show":
            self._shown = "" if self._shown == token else token
            self._show_code()
        else:
            self.dismiss((what, token))

    def _show_code(self) -> None:
        rows = self._seen.rows if self._seen else ()
        link = next((row.link for row in rows if row.token == self._shown), "")
        code = self.query_one("#qr", Static)
        code.update(qr(link) if link else Content())
        code.display = bool(link)


def _ways(look: Look) -> Iterator[tuple[str, Answer]]:
    """What can be done, in words."""
    for row in look.rows:
        may = "writes" if row.writes else "reads along"
        at = f", at “{row.writes_at}”" if row.writes_at else ""
        about = f"{row.name} · {may} · {'here' if row.is_here else 'not here'}{at}"
        yield f"{about} – copy the link", ("copy", row.token)
        if row.link and not look.is_near:
            yield "   the link as a picture, for a phone", ("show", row.token)
        yield "   another link: this one ends", ("renew", row.token)
        yield "   end the link, at once", ("revoke", row.token)
    yield "Invite somebody else" if look.rows else "Invite somebody", ("invite", "")
    if look.can_reach:
        yield "Let guests come from elsewhere, too …", ("reach", "")
