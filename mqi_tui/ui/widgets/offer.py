"""Codes of the rubric that a few letters may mean, below the field they are typed in."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain import rubric

OFFERED = 4
"""Codes that are offered for a few letters."""


class Offer(Static):
    """Codes that the letters may mean: arrows choose one, Enter takes it, a click any of them."""

    class Taken(Message):
        """A code was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class All(Message):
        """The whole rubric was clicked."""

    is_entered: var[bool] = var(False)
    """Whether somebody writes in the field above it: only there keys choose."""
    _codes: tuple[rubric.Code, ...] = ()
    _place = 0

    def watch_is_entered(self) -> None:
        self._show()

    @property
    def chosen(self) -> str:
        """The code that Enter takes; empty where none is offered."""
        return self._codes[self._place].name if self._codes else ""

    def look(self, line: str) -> None:
        """Offer what a line may mean, and the whole rubric."""
        is_done = not line or rubric.code(line)
        found = () if is_done else rubric.find(line)[:OFFERED]
        if found != self._codes:
            self._codes, self._place = found, 0
            self._show()

    def choose(self, by: int) -> None:
        """The next one, or the one before; from the last, the first."""
        self._place = (self._place + by) % len(self._codes)
        self._show()

    def _show(self) -> None:
        every = Content("all codes of the rubric  F6").stylize(_click("every"))
        is_choice = self.is_entered and len(self._codes) > 1
        ways = Content.styled("↑ ↓ choose · " if is_choice else "", "$label")
        lines = [self._line(place, code) for place, code in enumerate(self._codes)]
        self.update(Content("\n").join([*lines, Content.assemble(ways, every)]))

    def _line(self, place: int, code: rubric.Code) -> Content:
        here = self.is_entered and place == self._place
        where = f"  {code.dimension} page {code.page}".replace("   ", " ")
        name = Content.styled(code.name, "bold" * here).stylize(_click(f"take({code.name!r})"))
        key = Content.styled("Enter " if here else "      ", "$label")
        return Content.assemble(key, name, Content.styled(where, "$label"))

    def action_take(self, name: str) -> None:
        self.post_message(self.Taken(name))

    def action_every(self) -> None:
        self.post_message(self.All())


def _click(action: str) -> Style:
    return Style.from_meta({"@click": action}) + Style(underline=True)
