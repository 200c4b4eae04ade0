"""SHARED: what the second window shows, the log and a line or two below it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from mqi_tui.ui.once import Once
from mqi_tui.ui.terminal.compositor import RowCompositor
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.shared_keys import SharedKeys
from mqi_tui.ui.widgets.shared_words import moment_line

WAITING = (
    "Waiting for the conversation.\n\n"
    "Open it in the other window with  mqi  and it appears here by itself.\n"
    "This is the window to share: nothing private can be seen in it."
)
ABROAD = "Waiting for the log.\n\nIt appears here by itself once the coach's window is open."
ANOTHER = (
    "Another log is shared just now, in another window.\n\n"
    "mqi asks there whether this one is to be shared instead.\n"
    "Until it is, nothing can be seen here."
)

WRITING = (
    ("Enter", "writes"),
    ("Esc", "ends writing"),
    ("F7", "whose words a line is"),
    ("ctrl+z", "undoes"),
)
ALWAYS = (("↑ ↓ PgUp PgDn", "scroll"), ("ctrl+q", "closes it"), ("F1", "hides this"))
"""Keys, and what each does: where one may write, and where one may read alone, too."""


class WindowScreen(Once, Screen[None]):
    """The log, large. Its first row is empty: a call's own bar may lie over it."""

    CSS_PATH = "../styles/share_window.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]

    said: var[str] = var("")
    """How it stands with this window."""
    wrong: var[bool] = var(False)
    """Whether somebody should look at that."""
    moment: var[str] = var("")
    """The step and the minutes left, where the coach wants them seen."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = RowCompositor()
        self._keys_of_it = SharedKeys()
        self._waiting = Static(Content(WAITING), id="waiting")
        self._moment, self._said = Static(id="moment"), Static(id="said")
        self._moment.display = False

    def compose(self) -> ComposeResult:
        yield Static("", id="above")
        yield self._waiting
        yield self._keys_of_it
        yield self._moment
        yield self._said

    def wait_for(self, words: str) -> None:
        """Say what it waits for."""
        self._waiting.update(Content(words))

    def turn_keys(self, *, reads: bool) -> None:
        """Show the keys below the log, or hide them. `reads`: nothing may be written here."""
        self._keys_of_it.turn([*(() if reads else WRITING), *ALWAYS])

    async def show_log(self, pane: LogPane, old: LogPane | None) -> None:
        """Let `pane` take the place of what is shown."""
        if old:
            await old.remove()
        self._waiting.display = False
        await self.mount(pane, after="#above")
        pane.border_title = "Collaborative log · SHARED"

    def on_resize(self) -> None:
        self.watch_moment()

    def watch_said(self) -> None:
        self._said.update(Content(f" {self.said}"))

    def watch_wrong(self) -> None:
        self._said.set_class(self.wrong, "-wrong")

    def watch_moment(self) -> None:
        self._moment.update(Content(f" {moment_line(self.moment, self.size.width - 2)}"))
        self._moment.display = bool(self.moment)
