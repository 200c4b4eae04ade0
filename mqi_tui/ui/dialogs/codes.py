"""All codes of the rubric, dimension by dimension, to tick; a few letters lead to one."""

from __future__ import annotations

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
from mqi_tui.ui.widgets.choices import OneInk

HINT = "A few letters find · Space ticks · Enter takes · Esc back"
SHOWN = 20
"""Letters of what was typed that are shown."""


class Ticks(OneInk, SelectionList[str]):
    """With a tick where one is: an X in every box, told apart by its colour, says nothing."""

    def render_line(self, y: int) -> Strip:
        row, line = self.scroll_offset.y + y, super().render_line(y)
        if row >= self.option_count:
            return line
        left, box, *words = line
        is_ticked = self.get_option_at_index(row).value in self.selected
        return Strip([left, Segment("✓" if is_ticked else " ", box.style), *words])


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
            yield Ticks(
                *(
                    Selection(_words(code), code.name, code.name in self._ticked)
                    for code in rubric.codes()
                )
            )
            yield Static(Content(rubric.credit()), id="credit")

    def on_mount(self) -> None:
        self.query_one(Vertical).border_title = "Codes of the rubric"
        ticked = [n for n, code in enumerate(rubric.codes()) if code.name in self._ticked]
        self.query_one(SelectionList).highlighted = ticked[0] if ticked else 0

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
            self.query_one(SelectionList).highlighted = rubric.codes().index(found[0])
        told = HINT if not letters else f"{letters} · {'Space ticks it' if found else 'no code'}"
        self.query_one("#hint", Static).update(Content(told))

    @on(SelectionList.SelectedChanged)
    def _ticked_one(self) -> None:
        self._find("")

    def action_take(self) -> None:
        ticked = self.query_one(SelectionList).selected
        self.dismiss(tuple(code.name for code in rubric.codes() if code.name in ticked))


def _words(code: rubric.Code) -> Content:
    """Name and page first: where room is scarce, the end is cut."""
    place = "whole lesson" if code.whole_lesson else code.dimension
    about = " · ".join(part for part in (f"p. {code.page}", place) if part)
    return Content.assemble(code.name, (f"   {about}", "$label"))
