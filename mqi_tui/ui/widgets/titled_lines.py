"""Lines under titles, made for the width there is: bars and plots are as wide as their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

Make = Callable[[int], Mapping[str, Sequence[str]]]
"""Title to lines, for so many columns. The titles stay as they are."""
WIDE = 120
"""Columns in which every title has its lines; in fewer, one without any is not shown."""
FRAME = 4
"""Columns of a block's frame."""


class TitledLines(VerticalScroll):
    """A framed block a title."""

    def __init__(self, make: Make, *, id: str, each: int = 0) -> None:  # noqa: A002 - as in Textual
        """`each`: columns that a block needs to stand beside another; 0, none does."""
        super().__init__(id=id)
        self._make, self._shown, self._each = make, dict[str, Static](), each + FRAME

    def compose(self) -> ComposeResult:
        for title in self._make(WIDE):
            self._shown[title] = block = Static(classes="block")
            block.border_title = Content(title)
            yield block

    def show(self, make: Make) -> None:
        """What is so now."""
        self._make = make
        self.on_resize()

    def on_resize(self) -> None:
        room = self.scrollable_content_region.width
        are_beside = self._each > FRAME and room >= 2 * self._each
        self.set_class(are_beside, "-beside")
        made = self._make(max(1, (room // 2 if are_beside else room) - FRAME))
        for title, block in self._shown.items():
            block.display = title in made
            block.update(Content("\n".join(made.get(title, ()))))

    def turn_to(self, other: Widget) -> None:
        """Into these lines, or back into what stands beside them."""
        (self if other.has_focus else other).focus()

    def look_at(self, title: str) -> None:
        """Bring a block into view, where there is one of that title."""
        if block := self._shown.get(title):
            block.scroll_visible(animate=False, top=True)
