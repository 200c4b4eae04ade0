"""A day and an hour asked for: some to choose from, or typed as people say it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.text.dates import EXAMPLES, Said, echo, kept
from mqi_tui.ui.dialogs.ask import FEW_ROWS
from mqi_tui.ui.once import NONE, Draft, Once
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.parts import fewer

NO_DATE = "-"
"""Typed, and answered, where there shall be none; as in the plan."""
HINT = "↑ ↓ choose · Enter takes it · Esc goes back"
CAN_BE_NONE = f"↑ ↓ · Enter takes it · {NO_DATE} no date · Esc back"


class WhenScreen(Once, ModalScreen[str]):
    """Answers with local time `YYYY-MM-DD HH:MM`; with the empty string on Esc.

    The list holds what can be chosen: dates that are offered, and once something is typed, what
    that may mean, said in full.
    """

    so_far = ""
    """The date that is set, in words, where it can be taken back: a dash answers `NO_DATE`."""
    CSS_PATH = "../styles/when.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (FEW_ROWS, "-tall")]
    BINDINGS = [
        Binding("escape", "dismiss('')", "Back"),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        offered: Sequence[datetime],
        now: datetime,
        read: Callable[[str], Said],
        draft: Draft = NONE,
    ) -> None:
        super().__init__()
        self.draft = draft
        self._question, self._offered, self._now, self._read = question, offered, now, read

    def compose(self) -> ComposeResult:
        with Vertical():
            so_far = f"Set: {self.so_far}\n" if self.so_far else ""
            yield Static(Content(f"{so_far}{self._question}"), id="question")
            line = LineField(self.draft.line, select_on_focus=False)
            line.hints = fewer(f"or type it, {EXAMPLES}")
            yield line
            yield Choices(markup=False)
            yield Static(id="remark")
            yield Static(Content(CAN_BE_NONE if self.so_far else HINT), id="hint")

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(LineField).focus()
        self._show(self.draft.line)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)
        self.keep(event.value)

    def _show(self, line: str) -> None:
        is_none = bool(self.so_far) and line.strip() == NO_DATE
        said = self._read(line) if line.strip() else Said(tuple(self._offered))
        said = Said() if is_none else said
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(
            Option(Content(echo(one, self._now)), id=kept(one)) for one in said.moments
        )
        if is_none:
            choices.add_option(Option(Content("No date"), id=NO_DATE))
        choices.highlighted = 0 if choices.option_count else None
        choices.display = bool(choices.option_count)
        remark = self.query_one("#remark", Static)
        which = "Which one?" if line.strip() and len(said.moments) > 1 else ""
        told = " ".join(part for part in (said.remark and f"▲ {said.remark}", which) if part)
        remark.update(Content(f"▲ {said.complaint}" if said.complaint else told))
        remark.display = bool(said.complaint or told)

    def action_move(self, by: int) -> None:
        choices = self.query_one(OptionList)
        if choices.option_count:
            choices.highlighted = ((choices.highlighted or 0) + by) % choices.option_count

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        choices = self.query_one(OptionList)
        if choices.highlighted is not None:
            self.dismiss(choices.get_option_at_index(choices.highlighted).id or "")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id or "")
