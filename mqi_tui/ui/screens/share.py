"""SHARED: the log alone, in the whole window, safe to screen-share. Nothing private is mounted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain.deeds import ALL, CONVERSATION
from mqi_tui.domain.keys import named
from mqi_tui.domain.shared.view import SharedView
from mqi_tui.ui.bindings import bindings
from mqi_tui.ui.hour import Hour, pane_for
from mqi_tui.ui.once import Once
from mqi_tui.ui.routes import Live
from mqi_tui.ui.terminal.compositor import RowCompositor
from mqi_tui.ui.widgets.keys_line import TOLD_FOR
from mqi_tui.ui.widgets.note_entry import NoteEntry
from mqi_tui.ui.widgets.parts import POINT, first_within
from mqi_tui.ui.widgets.shared_keys import SharedKeys
from mqi_tui.ui.widgets.shared_words import fitting, moment_line, text_size

if TYPE_CHECKING:
    from textual.timer import Timer

    from mqi_tui.domain.private.events import Events
    from mqi_tui.services.view import View
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.routes import Route
    from mqi_tui.ui.widgets.log_pane import LogPane


HERE = ("speaker", "restore", "next", "back", "pause", "plus", "minus", "note")
"""Deeds that are done here, too, whoever looks on."""

ENDS_WRITING, WRITES = ("Esc ends writing", "Esc ends it", ""), ("Enter writes", "")
"""What is said of writing, as there is room beside the way out, which is always said."""

TAKEN, NOT_NOW = "taken", "not now"
"""Whether a key of the clock did something, for whoever looks on."""


class ShareScreen(Hour, Once, Screen[None]):
    """Stepping, pausing and notes go on by key, unseen. Esc does not leave; the share key does."""

    CSS_PATH = "../styles/share.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]
    BINDINGS = [
        *bindings(CONVERSATION, resting=False),
        Binding("escape", "leave_field", show=False),
        Binding("enter", "log", show=False),
        Binding("up", "scroll_log(-1)", show=False),
        Binding("down", "scroll_log(1)", show=False),
        Binding("pageup,left", "page_log(-1)", show=False),
        Binding("pagedown,right,space", "page_log(1)", show=False),
    ]

    seen: var[SharedView] = var(SharedView())

    is_shared = True

    def __init__(self, work: Workspace, before: LogPane | None = None) -> None:
        """`before`: the log that it takes the place of."""
        super().__init__()
        self.work = work
        keymap = work.config.keys
        self._leave, self._help = named("share", keymap), named("help", keymap)
        self._compositor = RowCompositor()
        self.log_pane = pane_for(work.open, before)
        self.log_pane.editor.is_document = True
        self._note = NoteEntry(masked=True)
        self._keys_of_it = SharedKeys()
        self._remark, self._soon = "", cast("Timer | None", None)
        self._of_day, self._moment = Static(id="of-day"), Static(id="moment")

    def compose(self) -> ComposeResult:
        yield self._of_day
        yield self.log_pane
        yield self._keys_of_it
        yield self._moment
        yield Static(id="said")
        yield self._note

    def on_mount(self) -> None:
        self.log_pane.border_title = "Collaborative log · SHARED"
        self._note.display = self._note.has_focus
        self.on_resize()

    def see(self, view: View) -> None:
        self.seen = view.shared

    def watch_seen(self, seen: SharedView) -> None:
        self.log_pane.see(seen, seen.heading)
        self._of_day.update(Content(f"{seen.of_day} "))
        self._show_moment()

    def _show_moment(self) -> None:
        moment = self.seen.moment
        self._moment.update(Content(f" {moment_line(moment, self.size.width - 2)}"))
        self._moment.display = bool(moment)

    def on_resize(self) -> None:
        self._say()
        self._show_moment()

    def move(self, change: Callable[..., Events], *arguments: Any) -> bool:
        """A sign that the key was taken, or not; nothing of step or time is in it."""
        is_possible = super().move(change, *arguments)
        self.remark(TAKEN if is_possible else NOT_NOW)
        return is_possible

    def remark(self, words: str) -> None:
        """In the place of the keys for a while: whoever looks on reads it, so nothing private."""
        if self._soon:
            self._soon.stop()
        self._remark = words
        self._soon = self.set_timer(TOLD_FOR, lambda: self.remark("")) if words else None
        self._say()

    def _first(self, words: str) -> None:
        """What leads out of here, where a key does nothing here; short enough for any window."""
        self.remark(f"First {self._leave}: {words}")

    def action_private(self, id_: str = "commands") -> None:
        """A key was pressed of what opens over a screen: none does here."""
        self._first(f"{named(id_, self.work.config.keys)} is private")

    def action_go(self) -> None:
        """The menu is private."""
        self.action_private("go")

    def action_quit(self) -> None:
        """Whoever looks on would see what is asked then."""
        self._first(f"{named('quit', self.work.config.keys)} quits from there")

    def action_video(self) -> None:
        """Another window would come over this one."""
        self._first(f"{named('video', self.work.config.keys)} opens it there")

    def _say(self) -> None:
        """What the keys do now, in the last line; or for a while what one of them did."""
        said = Content(f" {self._remark}") if self._remark else self._said()
        self.query_one("#said", Static).update(said)

    def _said(self) -> Content:
        """As much of it as there is room for; a click on a key's words does what the key does."""
        room, leaves, keys = self.size.width - 2, f"{self._leave} leaves", f"{self._help} keys"
        forms = ENDS_WRITING if self.log_pane.writing else WRITES
        ways = (POINT.join(filter(None, ("SHARED", form, leaves))) for form in forms)
        clicks = {leaves: _on_click("screen.share"), keys: _on_click("app.help")}
        parts = (first_within(ways, room), text_size(self.size.width), keys)
        fit = fitting(parts, room).split(POINT)
        shown = [Content.styled(part, clicks.get(part, "")) for part in fit]
        return Content(" ").append(Content(POINT).join(shown))

    def action_keys(self) -> None:
        """Below the log, and away again: no other screen comes over this one."""
        self._keys_of_it.turn(self._named())

    def _named(self) -> Iterator[tuple[str, str]]:
        keymap = self.work.config.keys
        yield from ((self._leave, "leaves"), ("Enter", "writes"), ("Esc", "ends writing"))
        yield "↑ ↓ PgUp PgDn", "scroll"
        yield from ((named(id_, keymap), ALL[id_].label) for id_ in HERE)
        yield self._help, "hides this"

    def ask(self, question: Screen[Any], answered: Callable[[Any], Any] | None = None) -> None:  # noqa: ARG002
        """Nothing is asked while the teacher is looking; that something would be is said."""
        self._first("what comes now is private")

    def go(self, route: Route) -> None:
        """The hour alone takes its place, by its own key: whatever else there is, is private."""
        if isinstance(route, Live):
            super().go(route)
        else:
            self._first("what comes now is private")

    def action_share(self) -> None:
        """Back to the hour: the one key leads both ways."""
        self.go(Live())

    def begin_note(self, letter: str = "") -> None:
        """A note can be written here too: dots, and nothing of it once the field is left."""
        self._note.display = True
        if not self.noting:
            self._note.begin(letter, self.work.open.conversation.private.desk.draft)

    def on_descendant_focus(self) -> None:
        self._say()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if event.widget is self._note:
            self._note.display = False
        self._say()

    def action_scroll_log(self, rows: int) -> None:
        """While nothing has the focus, keys scroll for the teacher: none is a command."""
        self.log_pane.editor.scroll_relative(y=rows, animate=False)

    def action_page_log(self, pages: int) -> None:
        self.action_scroll_log(pages * max(1, self.log_pane.editor.size.height - 2))


def _on_click(action: str) -> Style:
    return Style.from_meta({"@click": action})
