"""The parts of the planning guide as a list: how each stands, and the minutes of all."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.domain.private.planning_guide import SECTIONS
from mqi_tui.domain.private.ready import State
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.plan_lines import link, part_line
from mqi_tui.ui.widgets.told_anew import put, put_option

LENGTHS = (45, 50, 60)
"""Minutes that a plan is fitted into by a click; any others are typed."""
FIRST_STEP = next(place for place, part in enumerate(SECTIONS) if part.part == "talk")
"""The place of the first step of the conversation in `SECTIONS`."""


class PlanParts(Vertical):
    """Posts which part is wanted. The steps of the conversation stand apart from what is before."""

    class Chosen(Message):
        """A part, by its place in `SECTIONS`."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def compose(self) -> ComposeResult:
        yield Choices(markup=False, id="sections")
        yield Static(id="total")

    def on_mount(self) -> None:
        self.border_title = "Planning guide · PRIVATE"
        options = self.query_one(OptionList)
        options.add_options(Option("", id=str(place)) for place in range(FIRST_STEP))
        options.add_option(Option(Content.styled("The conversation", "$label"), disabled=True))
        options.add_options(Option("", id=str(place)) for place in range(FIRST_STEP, len(SECTIONS)))

    def mark(self, place: int) -> None:
        """Set off the part that is shown."""
        self.query_one(OptionList).highlighted = place + (place >= FIRST_STEP)

    def show(self, here: Sequence[State], total: str) -> None:
        """How each part stands, and the minutes of all."""
        options = self.query_one(OptionList)
        for place, state in enumerate(here):
            put_option(options, str(place), part_line(place, state))
        fits = [link(f"fit {minutes}", f"screen.fit({minutes})") for minutes in LENGTHS]
        lines = [Content(f"Total {total}"), Content("  ").join(fits)]
        words = Content("The teacher sees only the log and the e-mail.")
        put(self.query_one("#total", Static), Content("\n").join([*lines, words]))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.Chosen(int(event.option_id)))
