"""The first line of a screen: what it shows and whose, as much of it as there is room for."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from mqi_tui.ui.widgets.parts import parts_within
from mqi_tui.ui.widgets.rows import fitted


class TitleLine(Widget):
    """Whole parts are left out where there is little room; what does not fit even so has a sign."""

    DEFAULT_CSS = "TitleLine { height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; }"

    def __init__(self, words: str, *, before: str = "", behind: str = "") -> None:
        """`before` and `behind`: what always stands before and behind the `words`."""
        super().__init__()
        self._words, self._before, self._behind = words, before, behind

    def render(self) -> Content:
        room = self.size.width - cell_len(self._before + self._behind)
        shown = fitted(parts_within(self._words, room), max(room, 0)).rstrip()
        return Content(f"{self._before}{shown}{self._behind}")
