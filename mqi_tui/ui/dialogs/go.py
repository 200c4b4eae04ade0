"""The go menu: what is rarely needed. Here, and only here, letters are commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain.deeds import STEP
from mqi_tui.domain.private.clock import LAST_STEP
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.parts import MORE

WIDTH, FRAME = 72, 5
"""Columns of the menu, if there are so many (go.tcss), and of those its frame and a scroll bar."""
SHARE, ABOVE = 96, 3
"""Of 100 columns or rows, how many it has at most (go.tcss); and the rows of its frame and hint."""
KEY = 4
"""Columns of a line's key."""
BESIDE, MARGIN = 48, 10
"""Columns from which on the groups are named beside their lines, and how many that takes."""
AT_REST = "Enter goes · a letter makes a note of it · Esc back"
HINT = "[@click=screen.enter]Enter goes[/] · [@click=screen.dismiss(None)]Esc back[/]"
ESC = "Esc back"
TURNS = " · {} skips it, or takes it in again"
"""Behind `Enter goes`, of the step whose number was typed."""
AT_ONCE = "letters act at once, {} wait: "
"""Where there is room for it, since Enter after a letter goes to what that has led to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. `reason`: why it is unavailable now; empty, it is not.

    `key`: its letter, or the digits. `words`: more about it, where there is room.
    """

    id: str
    key: str
    label: str
    words: str = ""
    reason: str = ""
    group: str = ""
    number: bool = False
    """Whether digits may follow the letter, and Enter then goes."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line of the menu, and the number where it takes one."""

    id: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed is the beginning of a note."""

    words: str


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
        self.watch(self.query_one(VerticalScroll), "show_vertical_scrollbar", self._say_more)
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
            by = 1 if event.key == "down" else -1
            self.query_one(VerticalScroll).scroll_relative(y=by, animate=False, immediate=True)
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
        if character.isdecimal():
            fits = self._typed[:1].isalpha() and len(self._typed) < 3
            self._typed = self._typed + character if fits else character
            self._said = self._reason()
            return
        entry, before = self._entry(character), self._number(self._typed)
        if entry is None:
            return
        if entry.reason:  # no number from before it, or behind it, may lead to a step
            self._typed, self._said = character if entry.number else "", entry.reason
        elif entry.number and not before:
            self._typed, self._said = character, f"Enter, or a number first: {entry.words}"
        else:
            self.dismiss(Chosen(entry.id, before))

    def _go(self) -> None:
        if not self._typed:
            self._said = "Type a number or a letter first"
        elif reason := self._reason():
            self._said = reason
        else:
            self.dismiss(self._heard())

    def _reason(self) -> str:
        """Why the letter that was typed leads nowhere now; empty for digits, and where it does."""
        entry = self._entry(self._typed[:1])
        return entry.reason if entry else ""

    def _heard(self) -> Chosen:
        """`4` is step 4, `0` is step 10, `b2` is what b stands for, with 2."""
        if number := self._number(self._typed):
            return Chosen(STEP.id, number)
        entry = self._entry(self._typed[0])
        assert entry
        return Chosen(entry.id, int(self._typed[1:] or 0))

    @staticmethod
    def _number(typed: str) -> int:
        """What digits alone say, 10 where they are 0; 0 where they are no digits."""
        return int(typed) or LAST_STEP if typed.isdecimal() else 0

    def _entry(self, key: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.key == key), None)

    def _show(self) -> None:
        is_wide = self.size.width >= WIDTH
        waiting = " ".join(one.key for one in self._entries if one.number or one.id == STEP.id)
        at_once = AT_ONCE.format(waiting) if is_wide else ""
        said = Content(AT_REST) if self._words else Content.from_markup(at_once + HINT)
        if not self._words and (turns := self._turns()):
            said = turns
        hint = Content.styled(self._said, "$warning") if self._said else said
        typed = Content.assemble((f"› {self._typed}▏", "bold"), "  ", hint)
        self.query_one("#typed", Static).update(typed)
        listed = [one for one in self._entries if not self._words or one.id == STEP.id]
        lines = list(self._lines(listed, with_reasons=True))
        if len(lines) > self.app.size.height * SHARE // 100 - ABOVE:
            lines = list(self._lines(listed))
        self.query_one("#entries", Static).update(Content("\n").join(lines))

    def _turns(self) -> Content | None:
        """What a step's number leads to, with Enter and with a letter; None where no room is."""
        skip = next((one for one in self._entries if one.id == "skip" and not one.reason), None)
        words = TURNS.format(skip.key) if skip and self._typed.isdecimal() else ""
        room = min(WIDTH, self.size.width * SHARE // 100) - FRAME
        room -= len(f"› {self._typed}▏  Enter goes{words}")
        if not words or room < 0:
            return None
        back = (ESC, _click("screen.dismiss(None)")) if room > len(ESC) + 2 else ""
        return Content.assemble(
            ("Enter goes", _click("screen.enter")), words, " · " if back else "", back
        )

    def _say_more(self, is_more: bool) -> None:
        """That there is more than is seen, where there is."""
        self.query_one(Vertical).border_subtitle = Content(MORE if is_more else "")

    def _lines(self, listed: Iterable[Entry], *, with_reasons: bool = False) -> Iterator[Content]:
        """Each group under its name; where there is room, the name stands beside its first line.

        `with_reasons`: on a row below, where they do not fit beside.
        """
        width = min(WIDTH, self.app.size.width * SHARE // 100) - FRAME
        beside, group = width >= BESIDE, ""
        for entry in listed:
            name, group = entry.group if entry.group != group else "", entry.group
            margin = MARGIN if beside else 0
            if beside:
                head = (f"{name:<{MARGIN}}", "$label")
                yield Content.assemble(head, _line(entry, width - margin))
            else:
                yield from [Content.styled(name, "$label")] if name else []
                yield _line(entry, width)
            if with_reasons and entry.reason and not _told(entry, width - margin):
                yield Content.styled(f"{' ' * (margin + KEY)}({entry.reason})", "$faint")


def _line(entry: Entry, width: int) -> Content:
    """Words, or the reason, stand beside it where they fit; else a press of its key says it."""
    head, told = _head(entry), _told(entry, width)
    if entry.reason:
        return Content.styled(head + told, "$faint")
    line = Content.assemble(head, (told, "$label"))
    click = _click(f"screen.choose({entry.key!r})")
    return line if entry.id == STEP.id else line.stylize(click)


def _head(entry: Entry) -> str:
    return f"{entry.key:<{KEY - 1}} {entry.label}"


def _told(entry: Entry, width: int) -> str:
    """What stands behind it in so much room: the reason, or its words; empty where none fits."""
    more = f" ({entry.reason})" if entry.reason else f" · {entry.words}"
    return more if entry.words and cell_len(_head(entry) + more) <= width else ""


def _click(action: str) -> Style:
    return Style.from_meta({"@click": action})
