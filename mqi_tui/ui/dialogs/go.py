"""The go menu: what is rarely needed. Here, and only here, letters are commands."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain.private.clock import LAST_STEP
from mqi_tui.ui.once import Once

AT_REST = "Enter goes · a letter makes a note of it · Esc back"
HINT = "[@click=screen.enter]Enter goes[/] · [@click=screen.dismiss(None)]Esc back[/]"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. `reason`: why it is unavailable now; empty, it is not."""

    key: str
    label: str
    reason: str = ""
    number: bool = False
    """Whether digits may follow the letter, and Enter then goes."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line of the menu: its letter, or `go`, and the number where it takes one."""

    key: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed is the beginning of a note."""

    words: str


def heard(typed: str) -> Chosen | None:
    """`4` is go 4, `0` is go 10, `b2` is b 2, `s` is s; nothing is nothing."""
    if not typed:
        return None
    if typed.isdecimal():
        return Chosen("go", int(typed) or LAST_STEP)
    return Chosen(typed[:1], int(typed[1:] or 0))


class GoMenu(Once, ModalScreen[Chosen | Words | None]):
    """Answers with what was chosen; with None on Esc."""

    CSS_PATH = "../styles/go.tcss"

    def __init__(
        self, entries: tuple[Entry, ...], typed: str = "", *, at_rest: bool = False
    ) -> None:
        """`at_rest`: a digit led here, not the menu's key. While that stands there, a letter is
        none of the menu's: with the digit it begins a note, as any letter does at rest.
        """
        super().__init__()
        self._entries, self._typed, self._said = entries, typed, ""
        self._words = typed if at_rest else ""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="typed")
            with VerticalScroll():
                yield Static(id="entries")

    def on_mount(self) -> None:
        self.query_one(Vertical).border_title = "Go…"
        self._show()

    def on_resize(self) -> None:
        self._show()

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self.action_enter()
        elif event.key == "backspace":
            self._typed, self._words = self._typed[:-1], ""
        elif self._words and event.is_printable:
            self._write(event.character or "")
        elif event.key in ("up", "down"):
            self.query_one(VerticalScroll).scroll_relative(y=1 if event.key == "down" else -1)
        elif event.character and event.character.isascii():
            self._type(event.character.lower())
        if self.is_attached:
            self._show()

    def _write(self, character: str) -> None:
        """Behind a digit typed at rest: another digit, or what makes a note of them."""
        self._words += character
        if character.isascii() and character.isdecimal():
            self._type(character)
        else:
            self.dismiss(Words(self._words))

    def action_choose(self, key: str) -> None:
        """A click on a line."""
        self._type(key)
        self._show()

    def action_enter(self) -> None:
        self._go()
        if self.is_attached:
            self._show()

    def _type(self, character: str) -> None:
        self._said = ""
        if character.isdecimal():
            fits = self._typed[:1].isalpha() and len(self._typed) < 3
            self._typed = self._typed + character if fits else character
            return
        entry = self._entry(character)
        if entry is None:
            return
        if entry.reason:
            self._said = entry.reason
        elif entry.number:
            self._typed = character
        else:
            self.dismiss(heard(character))

    def _go(self) -> None:
        if not self._typed:
            self._said = "Type a number or a letter first"
            return
        self.dismiss(heard(self._typed))

    def _entry(self, key: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.key == key), None)

    def _show(self) -> None:
        said = Content(AT_REST) if self._words else Content.from_markup(HINT)
        hint = Content.styled(self._said, "$warning") if self._said else said
        typed = Content.assemble((f"› {self._typed}▏", "bold"), "  ", hint)
        self.query_one("#typed", Static).update(typed)
        listed = (one for one in self._entries if not self._words or not one.key.isalpha())
        lines = [self._line(entry) for entry in listed]
        self.query_one("#entries", Static).update(Content("\n").join(lines))

    def _line(self, entry: Entry) -> Content:
        """The reason is said beside the entry where it fits, else when its key is pressed."""
        words = f"{entry.key:<3} {entry.label}"
        told = f"{words} ({entry.reason})" if entry.reason else words
        fits = len(told) <= self.query_one("#entries").size.width
        line = Content.styled(told if fits else words, "$faint" if entry.reason else "$foreground")
        if entry.key[0].isalpha() and not entry.reason:
            return line.stylize(_click(f"screen.choose({entry.key!r})"))
        return line


def _click(action: str) -> Style:
    return Style.from_meta({"@click": action})
