"""The keys on one page, made from the bindings themselves."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mqi_tui.domain.cheat_sheet import HOUR_TITLE, of_a_screen
from mqi_tui.ui.once import Once


class HelpScreen(Once, ModalScreen[None]):
    """Closes with Esc, Enter, or the key that opened it, which is the app's."""

    CSS_PATH = "../styles/help.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [Binding("escape,enter,question_mark", "dismiss", "Back")]

    def __init__(self, keymap: Mapping[str, str], first: str = "") -> None:
        """`first`: the title of the keys of the screen that it is asked from."""
        super().__init__()
        self._keymap, self._first = keymap, first

    def compose(self) -> ComposeResult:
        with VerticalScroll() as page:
            page.border_title = "Keys · Esc goes back"
            yield Static(Content("\n").join(self._lines()))

    def _lines(self) -> list[Content]:
        lines: list[Content] = []
        for title, rows in of_a_screen(self._first, self._keymap).items():
            lines += (
                [Content(""), Content.styled(title, "bold")]
                if lines
                else [Content.styled(title, "bold")]
            )
            lines += [
                Content.assemble((f"  {one.keys:<26}", "$on-track"), one.words) for one in rows
            ]
        if self._first != HOUR_TITLE:
            lines += [Content(""), Content.styled("In the hour, F1 shows all keys.", "$label")]
        return lines
