"""The last line: the keys that work now, clickable; for a while, what was just changed."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from mqi_tui.domain.keys import Key, named

TOLD_FOR = 6.0
"""Seconds that a message stands where the keys are."""


class KeysLine(Widget):
    """As many keys as fit whole. A message takes their place and covers nothing else."""

    told: reactive[str] = reactive("")
    keymap: reactive[Mapping[str, str]] = reactive(dict)
    """Keys other than ours, by id."""
    labels: reactive[Mapping[str, str]] = reactive(dict)
    """What keys do just now, where it is not what they do else, by id."""

    def __init__(self, keys: tuple[Key, ...], hint: str = "") -> None:
        """`hint`: what this screen's own keys do, said first."""
        super().__init__()
        self._hint = hint
        self._keys = [key for key in keys if key.show]
        self._timer: Timer | None = None

    def tell(self, message: str) -> None:
        """Show `message` for some seconds."""
        if self._timer:
            self._timer.stop()
        self.told = message
        self._timer = self.set_timer(TOLD_FOR, self._quiet)

    def _quiet(self) -> None:
        self.told = ""

    def render(self) -> Content:
        if self.told:
            return Content.styled(f" {self._message()}", "bold $on-track")
        room, fitting = self.size.width - len(self._hint) - 2, set()
        for key in sorted(self._keys, key=lambda key: key.id not in _FIRST):
            if (width := self._entry(key).cell_length + 1) <= room:
                fitting.add(key.id)
                room -= width
        return Content(" ").join(
            [
                Content(f" {self._hint}" if self._hint else ""),
                *(self._entry(key) for key in self._keys if key.id in fitting),
            ]
        )

    def _message(self) -> str:
        """As many parts of the message, parted by ` · `, as there is room for; the first always."""
        message = self.told
        while len(message) >= self.size.width and " · " in message:
            message = message.rpartition(" · ")[0]
        return message

    def _entry(self, key: Key) -> Content:
        return Content.from_markup(
            f"[@click={key.action}][b]$key[/b] $label[/]",
            key=named(key.id, self.keymap),
            label=self.labels.get(key.id, key.label),
        )


_FIRST = ("next", "pause", "note", "log", "help")
"""Kept where there is little room."""
