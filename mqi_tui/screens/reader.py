"""A text to be read and not written: last time's log, a log of long ago."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class ReaderScreen(ModalScreen[None]):
    """Arrows and page keys scroll; Esc goes back."""

    CSS_PATH = "../styles/reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f4", "dismiss", "Back"),
    ]

    def __init__(self, title: str, text: str, row: int = 0) -> None:
        """`row`: the line that is shown first, and set off where it is not the text's first."""
        super().__init__()
        self._title, self._text, self._row = title, text, row

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            above, here = self._parts()
            if above:
                yield Static(Content(above))
            yield Static(here, id="here")

    def _parts(self) -> tuple[str, Content]:
        """What stands above the line that is shown first, and the rest with that line set off."""
        if not self._row:
            return "", Content(self._text)
        lines = self._text.split("\n")
        line, below = lines[self._row], "\n".join(["", *lines[self._row + 1 :]])
        above = "\n".join(lines[: self._row])
        return above, Content.assemble((line, "bold underline"), Content(below))

    def on_mount(self) -> None:
        frame = self.query_one(VerticalScroll)
        frame.border_title, frame.border_subtitle = Content(self._title), "Esc back"
        frame.focus()
        if self._row:
            self.call_after_refresh(self._to_here, frame)

    def _to_here(self, frame: VerticalScroll) -> None:
        """Show the line with some of what stands above it."""
        top = self.query_one("#here").virtual_region.y
        frame.scroll_to(y=max(0, top - 3), animate=False)
