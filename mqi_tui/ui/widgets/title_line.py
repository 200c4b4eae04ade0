"""What a screen or a frame shows, and whose it is: as much of it as there is room for."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from mqi_tui.ui.widgets.parts import POINT, parts_within
from mqi_tui.ui.widgets.rows import fitted

PRIVATE = f"{POINT}PRIVATE"
"""Said behind a title, and never left out."""


def title_within(words: str, room: int, *, before: str = "", behind: str = "") -> str:
    """Whole parts are left out where there is little room; what does not fit even so has a sign.

    >>> title_within("Rivera, the final version.docx", 27, behind=PRIVATE)
    'Rivera, the fina… · PRIVATE'
    """
    left = max(0, room - cell_len(before + behind))
    return f"{before}{fitted(parts_within(words, left), left).rstrip()}{behind}"


class TitleLine(Widget):
    """The first line of a screen."""

    DEFAULT_CSS = "TitleLine { height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; }"

    def __init__(self, words: str, *, before: str = "", behind: str = "") -> None:
        """`before` and `behind`: what always stands before and behind the `words`."""
        super().__init__()
        self._words, self._before, self._behind = words, before, behind

    def render(self) -> Content:
        room, before, behind = self.size.width, self._before, self._behind
        return Content(title_within(self._words, room, before=before, behind=behind))
