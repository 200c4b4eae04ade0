"""A list of any length: only the rows in view are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mqi_tui.text.letters import spans

Tone = Literal["plain", "strong", "quiet", "warn", "found"]
Part = tuple[str, Tone]
Line = Callable[[int, int], list[Part]]
"""Row and width to the parts of its line, from left to right."""


class Rows(ScrollView, can_focus=False):
    """What is marked is shown in reverse, with a sign before it. Whoever has the keys moves it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--plain", "rows--strong", "rows--quiet", "rows--warn", "rows--marked",
        "rows--found",
    }  # fmt: skip

    marked: reactive[int] = reactive(0)

    class Marked(Message):
        """Another row is marked."""

    class Chosen(Message):
        """The marked row was clicked once more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._count = 0
        self._line: Line = lambda _row, _width: []

    def fill(self, count: int, line: Line, marked: int = 0) -> None:
        """Show `count` rows; `line` makes one when it comes into view."""
        self._count, self._line = count, line
        self.virtual_size = Size(0, count)  # as wide as there is room: never a bar below
        self.set_reactive(Rows.marked, max(0, min(marked, count - 1)))
        self._show_marked()
        self.refresh()
        self.post_message(self.Marked())

    def move(self, by: int) -> None:
        """Mark another row; it stops at both ends."""
        self.marked = max(0, min(self.marked + by, self._count - 1))

    @property
    def page(self) -> int:
        return max(self.size.height - 1, 1)

    @property
    def count(self) -> int:
        return self._count

    def on_resize(self) -> None:
        self._show_marked()

    def watch_marked(self, before: int, now: int) -> None:
        for row in (before, now):
            self.refresh_line(row)
        self._show_marked()
        self.post_message(self.Marked())

    def _show_marked(self) -> None:
        region = Region(0, self.marked, max(self.size.width, 1), 1)
        self.scroll_to_region(region, animate=False, force=True)

    def refresh_line(self, row: int) -> None:
        self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))

    def on_click(self, event: events.Click) -> None:
        row = int(event.y + self.scroll_offset.y)
        if row >= self._count:
            return
        if row == self.marked:
            self.post_message(self.Chosen())
        self.marked = row

    def render_line(self, y: int) -> Strip:
        width, row = self.size.width, y + self.scroll_offset.y
        plain = self.get_component_rich_style("rows--plain")
        if row >= self._count:
            return Strip.blank(width, plain)
        is_marked = row == self.marked
        parts = [("▸ " if is_marked else "  ", "strong"), *self._line(row, width - 2)]
        over = self.get_component_rich_style("rows--marked") if is_marked else None
        segments = []
        for words, tone in parts:
            own = self.get_component_rich_style(f"rows--{tone}")
            style = over + Style(underline=own.underline) if over else own
            segments.append(Segment(words, style))
        return _within(segments, width).extend_cell_length(width, over or plain)


def _within(segments: Sequence[Segment], width: int) -> Strip:
    """A line in so many cells, with a sign where it goes on."""
    line = Strip(segments)
    if cell_len(line.text.rstrip()) <= width:
        return line.crop(0, width)
    cut = line.crop(0, width - 1)
    return Strip([*cut, Segment("…", [*cut][-1].style)])


def set_off(parts: list[Part], words: Sequence[str]) -> list[Part]:
    """A line in which the plain words that were looked for are marked where they stand."""
    return [piece for part in parts for piece in _pieces(*part, words)]


def _pieces(text: str, tone: Tone, words: Sequence[str]) -> Iterator[Part]:
    begin = 0
    for start, end in spans(text, words):
        yield text[begin:start], tone
        yield text[start:end], "found"
        begin = end
    yield text[begin:], tone


def fitted(words: str, width: int) -> str:
    """`words` in exactly `width` cells, with a sign where something was left out."""
    cut = set_cell_size(words, width)
    if cut.rstrip() == words.rstrip() or width < 2:
        return cut
    return set_cell_size(words, width - 1) + "…"
