"""The watching assignment, to look at, to edit, and to hand on. The teacher will read it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Static, TextArea

from mqi_tui.assignment import gaps
from mqi_tui.keys import EVERYWHERE
from mqi_tui.widgets.keys_line import KeysLine
from mqi_tui.widgets.line_field import TABS
from mqi_tui.widgets.text_field import TextField

WAYS = {
    "copy": "Copy",
    "mailto": "Open in my mail program",
    "eml": "Save as a file",
    "again": "As the template makes it",
}


class EmailScreen(Screen[None]):
    """Nothing private is in it, and nothing is sent from here."""

    CSS_PATH = "../styles/email.tcss"
    AUTO_FOCUS = "TextField"
    BINDINGS = [*TABS, Binding("escape", "leave", "Back", show=False)]

    class Changed(Message):
        """The text as it is now."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Wanted(Message):
        """What to do with it: copy, mailto or eml."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, text: str, made: str) -> None:
        """`made`: as the template makes it."""
        super().__init__()
        self._text, self._made = text, made
        self._keys = KeysLine(EVERYWHERE, "Tab to the buttons · Esc back to the plan")

    def compose(self) -> ComposeResult:
        yield Static("The teacher will read this. Nothing is sent before you send it.", id="title")
        yield Static(id="gaps")
        yield TextField(self._text)
        with Horizontal(id="ways"):
            for name, words in WAYS.items():
                yield Button(Content(words), id=name, compact=True)
        yield self._keys

    def on_mount(self) -> None:
        field = self.query_one(TextField)
        field.border_title = "The watching assignment"
        field.move_cursor((0, 0))
        self._tell_gaps(self._text)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._tell_gaps(event.text_area.text)
        self.post_message(self.Changed(event.text_area.text))

    def _tell_gaps(self, text: str) -> None:
        open_ = gaps(text)
        told = f"▲ to fill in: {' · '.join(open_)}" if open_ else "✓ nothing is left open"
        line = self.query_one("#gaps", Static)
        line.update(Content(told))
        line.set_class(bool(open_), "-open")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "again":
            field = self.query_one(TextField)
            field.replace(self._made, (0, 0), field.document.end)  # can be undone
            field.focus()
        elif event.button.id:
            self.post_message(self.Wanted(event.button.id))

    def action_leave(self) -> None:
        self.dismiss(None)

    def tell(self, message: str) -> None:
        self._keys.tell(message)
