"""PRIVATE: the one line in which a quick note is written."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Input

from mqi_tui.domain.private.notes import NAMES, TYPED, read, unknown
from mqi_tui.text.clean import several
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.parts import CORNERS, POINT, first_within

SIGNS = " ".join(f"{sign} {kind}" for kind, sign in TYPED.items())
WRITING = (
    f"Enter keeps it · Esc leaves · {SIGNS}", f"{SIGNS} · Esc leaves", SIGNS, "Enter keeps it"
)  # fmt: skip
"""What is said while nothing is written yet, the most first."""

UNSEEN = (
    "A note of the coach's own: dots stand in its place · Enter keeps it · Esc leaves",
    "A note of the coach's own: dots stand in its place",
    "A note of the coach's own",
)
"""The same where others look on, who read it, too."""


def foretold(line: str, room: int) -> str:
    """What a note will be; where its codes do not fit whole, how many they are."""
    kind, _, codes = read(line)
    named = NAMES[kind]
    if tags := unknown(line):
        none = f"no code begins with {tags[0]}"
        forms = (POINT.join((named, *codes, none)), POINT.join((named, none)), none, "no code")
        return first_within(forms, room)
    count = [several(len(codes), "code")] if codes else []
    return first_within((POINT.join((named, *codes)), POINT.join((named, *count)), named), room)


class NoteEntry(LineField):
    """Enter keeps the note, Esc leaves it for later. What it will be is said while typing."""

    BINDINGS = [Binding("enter", "submit", show=False)]

    class Entered(Message):
        """A note was written."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    is_behind: var[bool] = var(False)
    """Whether another screen lies over this one: then no key leads here."""
    is_at_rest: var[bool] = var(True)
    """Whether nothing else is written in: then any letter leads here."""

    def __init__(self, draft: str = "", *, key: str = "", masked: bool = False) -> None:
        """`draft`: what was half typed when the screen was left. `key`: what leads here.

        `masked`: all shows as dots, and nothing is said of what it is.
        """
        super().__init__(password=masked, select_on_focus=False, id="note")
        self._key, self._draft = key, draft
        self.came_from: Widget | None = None
        self.cursor_blink = False

    def on_mount(self) -> None:
        if not self.password:
            self.border_title = "Quick note · PRIVATE"
        self.insert_text_at_cursor(self._draft)

    def begin(self, letter: str = "", draft: str = "") -> None:
        """Take the focus, with a first letter where one was typed, behind what is half typed."""
        if not self.has_focus:
            self.came_from = self.screen.focused
        self.screen.set_focus(self, scroll_visible=False)
        self.insert_text_at_cursor(draft)
        is_apart = letter and self.value and not self.value.endswith(" ")
        self.insert_text_at_cursor(f" {letter}" if is_apart else letter)

    def on_focus(self) -> None:
        self._hint(is_in=True)

    def on_blur(self) -> None:
        self._hint(is_in=False)

    def on_resize(self) -> None:
        self._hint(is_in=self.has_focus)
        self._say_kind()

    def watch_is_behind(self) -> None:
        self._hint(is_in=self.has_focus)

    def watch_is_at_rest(self) -> None:
        self._hint(is_in=self.has_focus)

    def _hint(self, *, is_in: bool) -> None:
        """What is said in it while it is empty; nothing while no key works, or others look on."""
        letters = " or any letter" if self.is_at_rest else ""
        ways = "" if self.password else f"{self._key}{letters} begins one"
        forms = UNSEEN if self.password else WRITING
        told = first_within(forms, self.size.width) if is_in else ways
        self.placeholder = "" if self.is_behind else told

    class Drafted(Message):
        """The line as it stands, not entered yet."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Drafted(event.value))
        self._say_kind()

    def _say_kind(self) -> None:
        if not self.password:
            words = foretold(self.value, self.outer_size.width - CORNERS) if self.value else ""
            self.border_subtitle = Content(words)

    def leave(self) -> None:
        """Return to where the person was. What is half typed stays; masked, it stays elsewhere."""
        if self.password:
            with self.prevent(Input.Changed):
                self.clear()
            self.forget()
        self.screen.set_focus(self.came_from, scroll_visible=False)

    async def action_submit(self) -> None:
        """Keep the note, and return at once to where the person was."""
        self.post_message(self.Entered(self.value))
        self.clear()
        self.forget()
        self.leave()
