"""The last line: the keys that work now, clickable; for a while, above it, what just changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from mqi_tui.domain.deeds import Deed
from mqi_tui.domain.keys import SHIPPED, named
from mqi_tui.ui.widgets.parts import POINT, told_within

TOLD_FOR = 6.0
"""Seconds that a message stands above the keys."""
_NARROW = 45
"""Columns; with fewer there is no room for what the keys that never fall away do."""
_BACK = "Esc"
_KEPT = (_BACK, "PRIVATE")
"""How the parts of a hint begin that never fall away."""
_NEXT = ("next", "log", "go", "note", "pause", "plan", "share")
"""What is kept where there is little room, from what matters most."""


Holds = Callable[[], object]
"""Whether what was told is still so."""


def always() -> bool:
    """Of what has happened: it stays true."""
    return True


class Told(Static):
    """A message, over all of the row above the keys, in the layer of Textual's own."""

    DEFAULT_CSS = """
    Told {
        layer: _toastrack; dock: bottom; margin-bottom: 1;
        width: 100%; height: 1; display: none; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """


class KeysLine(Widget):
    """As many keys as fit whole; none while a dialog has them. A message stands above them."""

    told: reactive[str] = reactive("")
    keymap: reactive[Mapping[str, str]] = reactive(dict)
    """Keys other than ours, by id."""
    labels: reactive[Mapping[str, str]] = reactive(dict)
    """What keys do just now, where it is not what they do else, by id; empty, it is nothing."""
    hint: reactive[str] = reactive("")
    """What this screen's own keys do just now, said first."""
    foremost: reactive[tuple[str, ...]] = reactive(())
    """Keys, by id, that matter most for what is shown just now."""
    is_behind: reactive[bool] = reactive(False)
    """Whether another screen lies over this one: then its keys do nothing."""

    def __init__(
        self, keys: tuple[Deed, ...], hint: str = "", keymap: Mapping[str, str] = SHIPPED
    ) -> None:
        """`hint`: what this screen's own keys do, said first; `Esc …`, `PRIVATE …` never go."""
        super().__init__()
        self.set_reactive(KeysLine.keymap, keymap)
        self.set_reactive(KeysLine.hint, hint)
        self._keys = [key for key in keys if key.show]
        self._timer: Timer | None = None
        self._holds: Holds = always
        self._line = Told(markup=False)

    def tell(self, message: str, holds: Holds = always) -> None:
        """Show `message` for some seconds; no longer than it `holds`, where that is looked for."""
        if self._timer:
            self._timer.stop()
        self.told, self._holds = message, holds
        self._timer = self.set_timer(TOLD_FOR, self.hush)

    def look(self) -> None:
        """Something is another way: take away a message that is true no more."""
        if self.told and not self._holds():
            self.hush()

    def hush(self) -> None:
        """Take the message away: something has begun that has to be seen."""
        self.told = ""

    def make_way(self) -> None:
        """Let the message stand a row higher where the caret has come below it."""
        self._say()

    def watch_told(self) -> None:
        if self.is_mounted:
            self._say()

    def on_mount(self) -> None:
        self.screen.mount(self._line)
        self._say()

    def on_resize(self) -> None:
        self._say()

    def _say(self) -> None:
        """The message, in the row above this one; a row higher where the caret stands there."""
        line = self._line
        line.display = bool(self.told)
        if self.told and self.is_attached:  # what is told as its screen goes, nobody sees
            line.update(Content.styled(f" {self._message()} ", "bold $on-track"))
            line.styles.offset = (0, -1 if self._is_written_above() else 0)

    def _is_written_above(self) -> bool:
        """Whether the caret is in the row above, or a field has no other row than that."""
        field, row = self.screen.focused, self.region.y - 1
        if field is None:
            return False
        return self.app.cursor_position.y == row or (field.region.y, field.size.height) == (row, 1)

    def render(self) -> Content:
        if self.is_behind:
            return Content()
        parts = [part for part in self.hint.split(POINT) if part]
        fitting = self._fitting(parts)
        hint = POINT.join(part for part in parts if part in fitting)
        entries = (self._entry(key) for key in self._keys if key in fitting)
        return Content(" ").join([Content(f" {hint}" if hint else ""), *entries])

    def _fitting(self, parts: Sequence[str]) -> set[Deed | str]:
        """What there is room for, of these parts of the hint and of the keys."""
        room, fitting = self.size.width, set[Deed | str]()
        for one in self._in_turn(parts):
            is_joined = isinstance(one, str) and any(part in fitting for part in parts)
            width = cell_len(one) if isinstance(one, str) else self._entry(one).cell_length
            width += len(POINT) if is_joined else 1
            if width <= room:
                fitting.add(one)
                room -= width
        return fitting

    def _in_turn(self, parts: Sequence[str]) -> Iterable[Deed | str]:
        """What matters most first: help, the way out and the menu, then what is most useful here.

        Where a screen is left by Esc, that is the way out; what leaves mqi comes later there.
        """
        kept = [part for part in parts if part.startswith(_KEPT)]
        leads_back = any(part.startswith(_BACK) for part in kept)
        always = self._named("help") if leads_back else self._named("help", "quit")
        first = self._named("go", *self.foremost, "next", "quit")
        return dict.fromkeys(chain(always, kept, first, parts, self._named(*_NEXT), self._here))

    @property
    def _here(self) -> list[Deed]:
        """The keys that do something just now."""
        return [key for key in self._keys if self._label(key)]

    def _named(self, *ids: str) -> list[Deed]:
        """Those of them, in that order."""
        keys = {key.id: key for key in self._here}
        return [keys[id_] for id_ in ids if id_ in keys]

    def _message(self) -> str:
        """As much of the message as there is room for."""
        return told_within(self.told, self.size.width - 1)

    def _label(self, key: Deed) -> str:
        return self.labels.get(key.id, key.label)

    def _entry(self, key: Deed) -> Content:
        """The key and what it does; what leaves mqi, in a narrow window, by its key alone."""
        is_bare = key.id == "quit" and self.size.width < _NARROW
        return Content.from_markup(
            f"[@click={key.action}][b]$key[/b]$label[/]",
            key=named(key.id, self.keymap),
            label="" if is_bare else f" {self._label(key)}",
        )
