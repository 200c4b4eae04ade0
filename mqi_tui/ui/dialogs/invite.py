"""Somebody is invited to the shared log: by which name, and whether they write in it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.domain.roles import GUEST, READER, Pass
from mqi_tui.text.clean import clean_line
from mqi_tui.ui.dialogs.ask import FEW_ROWS
from mqi_tui.ui.once import NONE, Draft, Once
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.parts import first_within

MAY = {GUEST: "writes in the log, too", READER: "reads along, and writes nothing"}
HINT = (
    "Enter makes a link, and copies it · ↑ ↓ · Esc goes back",
    "Enter makes a link, and copies it · ↑ ↓ · Esc back",
    "Enter makes a link · ↑ ↓ · Esc",
)


class InviteScreen(Once, ModalScreen[Pass | None]):
    """Answers with a name and a role; with None on Esc."""

    CSS_PATH = "../styles/invite.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (FEW_ROWS, "-tall")]
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, name: str, words: str, draft: Draft = NONE) -> None:
        """`name`: who it probably is; `words`: what the guest gets, and what nobody gets."""
        super().__init__()
        self._guest, self._words, self.draft = name, words, draft

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Whom do you invite into the log?", id="question")
            yield Static(Content(self._words), id="detail")
            yield LineField(self.draft.line or self._guest, select_on_focus=False)
            options = [Option(Content(words), id=role) for role, words in MAY.items()]
            yield Choices(*options, markup=False)
            yield Static(id="remark")
            yield Static(id="hint")

    def on_mount(self) -> None:
        choices = self.query_one(OptionList)
        choices.can_focus, choices.highlighted = False, 0
        self.query_one(LineField).focus()
        self._say()
        self.watch(self.query_one("#hint"), "virtual_size", self._say_hint)

    def on_resize(self) -> None:
        self._say()

    def _say_hint(self) -> None:
        """What the keys do, in a row."""
        hint = self.query_one("#hint", Static)
        hint.update(Content(first_within(HINT, hint.size.width)))

    def _say(self, complaint: str = "") -> None:
        """What is wrong; where nothing is, a row is left for it, if there are rows to spare."""
        remark = self.query_one("#remark", Static)
        remark.update(Content(complaint))
        remark.display = bool(complaint) or self.app.size.height >= FEW_ROWS

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.keep(event.value)
        self._say()

    def action_move(self, by: int) -> None:
        choices = self.query_one(OptionList)
        choices.highlighted = ((choices.highlighted or 0) + by) % len(MAY)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._answer()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._answer()

    def _answer(self) -> None:
        name = clean_line(self.query_one(LineField).value).strip()
        if not name:
            self._say("▲ Type a name, to tell who writes")
            return
        self.dismiss(Pass([*MAY][self.query_one(OptionList).highlighted or 0], name))
