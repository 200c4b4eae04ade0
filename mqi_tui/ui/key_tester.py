"""Press a key and see what it is called, what it does, and that this terminal sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from mqi_tui.domain.deeds import AT
from mqi_tui.domain.keys import NEVER, RESTING, Keymap, spoken
from mqi_tui.files.config import Config
from mqi_tui.text.clean import visible
from mqi_tui.ui.terminal.safe_app import SafeApp

INTRODUCTION = "Press a key. Esc twice ends."


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one key does. `where`: the part of the app in which it does."""

    keys: str
    label: str
    where: str


def meanings(keymap: Keymap) -> dict[str, tuple[Meaning, ...]]:
    """What every single key does, by Textual's name for it; in another place it may do another."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for place, deeds in AT.items():
        for one in deeds:
            for where, keys in (
                (place, keymap.get(one.id, one.keys) if one.keys else ""),
                ("while no field has focus", keymap.get(f"{one.id}{RESTING}", one.resting)),
            ):
                for key in keys.split(",") if keys else ():
                    meaning = Meaning(spoken(key), one.words, where)
                    found[key] = (*found.get(key, ()), meaning)
    return found


def explained(key: str, character: str | None, table: Mapping[str, tuple[Meaning, ...]]) -> str:
    """What happens when `key`, which types `character`, is pressed."""
    if found := table.get(key):
        return " · ".join(f"{one.label} ({one.where})" for one in found)
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
        rows = (self._row(key, one) for key, found in self._meanings.items() for one in found)
        return Content("\n").join(rows)

    def _row(self, key: str, meaning: Meaning) -> Content:
        mark = "✓" if key in self._arrived else "·"
        return Content(f"{mark} {meaning.keys:<8} {meaning.where}: {meaning.label}")
