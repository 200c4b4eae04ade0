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

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content(self._text))

    def on_mount(self) -> None:
        frame = self.query_one(VerticalScroll)
        frame.border_title, frame.border_subtitle = Content(self._title), "Esc back"
        frame.focus()
