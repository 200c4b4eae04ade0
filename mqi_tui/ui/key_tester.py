"""Press a key and see what it is called, what it does, and that this terminal sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from mqi_tui.domain.keys import ALL, NEVER, spoken
from mqi_tui.files.config import Config
from mqi_tui.text.clean import visible
from mqi_tui.ui.terminal.safe_app import SafeApp

INTRODUCTION = "Press a key. Esc twice ends."


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one key does. `where`: the part of the table it stands in."""

    keys: str
    label: str
    where: str


def meanings(keymap: Mapping[str, str]) -> dict[str, Meaning]:
    """What every single key does, by Textual's name for it."""
    found = {}
    for key in ALL:
        for one in keymap.get(key.id, key.keys).split(","):
            found[one.strip()] = Meaning(spoken(one.strip()), key.tooltip, "anywhere, typing too")
        for one in key.resting.split(",") if key.resting else ():
            found[one] = Meaning(spoken(one), key.tooltip, "while no field has focus")
    return found


def explained(key: str, character: str | None, table: Mapping[str, Meaning]) -> str:
    """What happens when `key`, which types `character`, is pressed in a conversation."""
    if meaning := table.get(key):
        return f"{meaning.label} ({meaning.where})"
    if key in NEVER:
        return "nothing: in the window of a call it would end or disturb it"
    if key == "escape":
        return "leaves the field, the menu, the question"
    if character and character.isdecimal():
        return "typed into a field; else opens the go menu with it"
    if character and character.isprintable():
        return "typed into a field; else begins a private quick note"
    return "nothing of ours: while writing, what your keyboard says"


class KeyTester(SafeApp):
    """Shows each key, and ticks off those of the table that arrived."""

    CSS = """
    KeyTester #heard { height: 3; padding: 1 2 0 2; text-style: bold; }
    KeyTester #table { padding: 0 2; }
    """

    def __init__(self, config: Config) -> None:
        super().__init__(config.theme)
        self._meanings = meanings(config.keys)
        self._arrived: set[str] = set()
        self._last = ""

    def compose(self) -> ComposeResult:
        yield Static(Content(INTRODUCTION), id="heard")
        with VerticalScroll(can_focus=False):
            yield Static(self._table(), id="table")

    async def on_event(self, event: events.Event) -> None:
        """Every key is shown here, and none does anything: not even quit."""
        if isinstance(event, events.Key):
            self._hear(event)
        else:
            await super().on_event(event)

    def _hear(self, event: events.Key) -> None:
        if event.key == self._last == "escape":
            self.exit()
        self._last = event.key
        self._arrived.add(event.key)
        words = explained(event.key, event.character, self._meanings)
        heard = self.query_one("#heard", Static)
        heard.update(Content(f"{visible(spoken(event.key))}: {words}"))
        self.query_one("#table", Static).update(self._table())

    def _table(self) -> Content:
        return Content("\n").join(self._row(*item) for item in self._meanings.items())

    def _row(self, key: str, meaning: Meaning) -> Content:
        mark = "✓" if key in self._arrived else "·"
        return Content(f"{mark} {meaning.keys:<8} {meaning.label}")
