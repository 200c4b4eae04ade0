"""A text to be read and not written: last time's log, a log of long ago."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.parts import CORNERS
from mqi_tui.ui.widgets.title_line import PRIVATE, title_within

WIDEST, FRAME = 84, 5
"""Columns of it, if there are so many; and of its frame, its margin and a scroll bar."""


class ReaderScreen(Once, ModalScreen[None]):
    """Arrows and page keys scroll; Esc goes back."""

    CSS_PATH = "../styles/reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,ctrl+l", "dismiss", "Back"),
    ]

    def __init__(self, title: str, text: str, row: int = 0, ways: Sequence[str] = ()) -> None:
        """`row`: the line that is shown first, and set off where it is not the text's first.

        Where the text has become shorter since somebody saw that line, it is the last one.
        `ways`: how to get at the text otherwise, each in words; said first of all.
        """
        super().__init__()
        self._ways = ways
        self._title, self._text, self._row = title, text, min(row, text.count("\n"))
        self._here = Static(self._from_here(), id="here")

    @staticmethod
    def room(window: Size) -> tuple[int, int]:
        """Columns and rows of text in a window of that size (reader.tcss), without a scroll bar."""
        return min(WIDEST, window.width * 96 // 100) - FRAME, window.height * 94 // 100 - 2

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            if self._ways:
                yield Static(Content("\n".join(f"▲ {way}" for way in self._ways)), id="ways")
            if self._row:
                yield Static(Content("\n".join(self._text.split("\n")[: self._row])))
            yield self._here

    def _from_here(self) -> Content:
        """The line that is shown first, set off where it is not the text's first, and the rest."""
        if not self._row:
            return Content(self._text)
        line, *below = self._text.split("\n")[self._row :]
        return Content("\n").join([Content.styled(line, "bold underline"), *map(Content, below)])

    def on_mount(self) -> None:
        frame = self.query_one(VerticalScroll)
        frame.border_subtitle = "Esc back"
        self.watch(frame, "virtual_size", self._say_title)
        frame.focus()
        if self._row:
            self.call_after_refresh(self._to_here, frame)

    def _say_title(self) -> None:
        """What it is, as much of it as there is room for; that it is private always."""
        frame = self.query_one(VerticalScroll)
        words = self._title.removesuffix(PRIVATE)
        behind = self._title.removeprefix(words)
        title = title_within(words, frame.outer_size.width - CORNERS, behind=behind)
        frame.border_title = Content(title)

    def _to_here(self, frame: VerticalScroll) -> None:
        """Show the line with some of what stands above it; who left already sees nothing of it."""
        frame.scroll_to(y=max(0, self._here.virtual_region.y - 3), animate=False)
