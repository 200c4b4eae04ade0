"""The keys on one page, made from the bindings themselves."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mqi_tui.domain.cheat_sheet import AS_ALWAYS, HOUR_TITLE, Line, Told, of_a_screen
from mqi_tui.domain.keys import Keymap, named
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.hanging import hanging

INDENT, FURTHER = "  ", 6
ROOMY, COLUMN, CLOSER = 90, 28, 18
"""Columns; with fewer than the first what a key does stands closer to it, and wraps less."""
"""Columns before a key, before what it does, and where there is little room, before its rest."""


class HelpScreen(Once, ModalScreen[None]):
    """Closes with Esc, Enter, or the key that opened it, which is the app's."""

    CSS_PATH = "../styles/help.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [Binding("escape,enter,question_mark", "dismiss", "Back")]

    def __init__(self, keymap: Keymap, first: str = "", told: Told = AS_ALWAYS) -> None:
        """`first`: the title of the keys of the screen that it is asked from; `told`: what is said
        of deeds as things stand, by id.
        """
        super().__init__()
        self._keymap, self._first, self._told = keymap, first, told

    def compose(self) -> ComposeResult:
        with VerticalScroll() as page:
            page.border_title = "Keys · Esc goes back"
            yield Static()

    def on_resize(self) -> None:
        page = self.query_one(VerticalScroll)
        width = page.scrollable_content_region.width
        self.query_one(Static).update(Content("\n").join(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for title, rows in of_a_screen(self._first, self._keymap, self._told).items():
            above = [Content("")] if lines else []
            head = hanging("", Content.styled(title, "bold"), width, len(INDENT))
            lines += [*above, head, *(_line(one, width) for one in rows)]
        if self._first != HOUR_TITLE:
            words = f"In the hour, {named('help', self._keymap)} shows all keys."
            lines += [Content(""), hanging("", Content.styled(words, "$label"), width, len(INDENT))]
        return lines


def _line(line: Line, width: int) -> Content:
    """Keys, and behind them what they do, which goes on below its own words."""
    if not line.keys:
        return hanging(INDENT, line.words, width, FURTHER)
    is_narrow = width < 2 * COLUMN
    column = COLUMN if width >= ROOMY else CLOSER
    keys = f"{INDENT}{line.keys}".ljust(0 if is_narrow else column - 2) + "  "
    head = Content.styled(keys, "$on-track")
    return hanging(head, line.words, width, FURTHER if is_narrow else column)
