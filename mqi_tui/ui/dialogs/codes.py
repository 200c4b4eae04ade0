"""All codes of the rubric, dimension by dimension, to tick; a few letters lead to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from mqi_tui.domain import rubric
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.choices import OneInk, Steady

HINT = "A few letters find · Space ticks · Enter takes · Esc back"
SHOWN = 20
"""Letters of what was typed that are shown."""


class Ticks(OneInk, Steady, SelectionList[str]):
    """With a tick where one is: an X in every box, told apart by its colour, says nothing."""

    def render_line(self, y: int) -> Strip:
        row, line = self.scroll_offset.y + y, super().render_line(y)
        if row >= self.option_count:
            return line
        left, box, right, gap, *words = line
        if self.get_option_at_index(row).disabled:
            return Strip(words)  # a dimension: its name alone
        is_ticked = self.get_option_at_index(row).value in self.selected
        return Strip([left, Segment("✓" if is_ticked else " ", box.style), right, gap, *words])

    def mark(self, name: str) -> None:
        """Put the cursor on a code."""
        values = (self.get_option_at_index(row).value for row in range(self.option_count))
        self.highlighted = next(row for row, value in enumerate(values) if value == name)


class CodesScreen(Once, ModalScreen[tuple[str, ...] | None]):
    """Answers with the names that are ticked, in the rubric's order; with None on Esc."""

    CSS_PATH = "../styles/codes.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("enter", "take", "Take them", priority=True),
    ]

    def __init__(self, ticked: tuple[str, ...]) -> None:
        super().__init__()
        self._ticked = ticked
        self._letters = ""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(HINT), id="hint")
            yield Ticks(*_rows(self._ticked))
            yield Static(Content(rubric.credit()), id="credit")

    def on_mount(self) -> None:
        self.query_one(Vertical).border_title = "Codes of the rubric"
        names = [code.name for code in rubric.codes()]
        self.query_one(Ticks).mark(next((one for one in names if one in self._ticked), names[0]))

    def on_key(self, event: events.Key) -> None:
        """Letters lead to the code that they most probably mean; Space ticks it, as always."""
        if event.key == "backspace":
            self._find(self._letters[:-1])
        elif event.character and event.is_printable and event.key != "space":
            self._find((self._letters + event.character)[-SHOWN:])
        else:
            return
        event.stop()

    def _find(self, letters: str) -> None:
        self._letters = letters
        found = (rubric.find(letters, loosely=False) or rubric.find(letters)) if letters else ()
        if found:
            self.query_one(Ticks).mark(found[0].name)
        told = HINT if not letters else f"{letters} · {'Space ticks it' if found else 'no code'}"
        self.query_one("#hint", Static).update(Content(told))

    @on(SelectionList.SelectedChanged)
    def _ticked_one(self) -> None:
        self._find("")

    def action_take(self) -> None:
        ticked = self.query_one(SelectionList).selected
        self.dismiss(tuple(code.name for code in rubric.codes() if code.name in ticked))


def _rows(ticked: Collection[str]) -> Iterator[Selection[str]]:
    """The codes, those of a dimension below its name, which cannot be ticked."""
    for dimension, codes in groupby(rubric.codes(), lambda code: code.dimension):
        if dimension:
            yield Selection(Content.styled(dimension, "bold"), dimension, disabled=True)
        for code in codes:
            words = Content.assemble(code.name, (f"   page {code.page}", "$label"))
            yield Selection(words, code.name, code.name in ticked)
