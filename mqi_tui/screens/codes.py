"""All codes of the rubric, dimension by dimension, to tick."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from mqi_tui import rubric


class CodesScreen(ModalScreen[tuple[str, ...] | None]):
    """Answers with the names that are ticked, in the rubric's order; with None on Esc."""

    CSS_PATH = "../styles/codes.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("enter", "take", "Take them", priority=True),
    ]

    def __init__(self, ticked: tuple[str, ...]) -> None:
        super().__init__()
        self._ticked = ticked

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Space ticks · Enter takes them · Esc back", id="hint")
            yield SelectionList[str](
                *(
                    Selection(_words(code), code.name, code.name in self._ticked)
                    for code in rubric.codes()
                )
            )
            yield Static(Content(rubric.credit()), id="credit")

    def on_mount(self) -> None:
        self.query_one(Vertical).border_title = "Codes of the rubric"

    def action_take(self) -> None:
        ticked = self.query_one(SelectionList).selected
        self.dismiss(tuple(code.name for code in rubric.codes() if code.name in ticked))


def _words(code: rubric.Code) -> Content:
    place = "whole lesson" if code.whole_lesson else code.dimension
    about = " · ".join(part for part in (place, f"p. {code.page}") if part)
    return Content.assemble(code.name, (f"   {about}", "$label"))
