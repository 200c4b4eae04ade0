"""A question with a few answers; the safe one is chosen already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.choices import Choices

K = TypeVar("K", bound=str)

BOUNCE = 0.5
"""Seconds in which a second press is the same press."""


class Ask(Once, ModalScreen[K]):
    """Answers with what was chosen; with None on Esc."""

    CSS_PATH = "../styles/ask.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("ctrl+n", "first", "The first answer", priority=True),
    ]

    def __init__(
        self, question: str, detail: str, choices: Mapping[K, str], heads: Collection[str] = ()
    ) -> None:
        """`choices`: each to its label, the default first; `heads`: those that only stand there."""
        super().__init__()
        self._heads = heads
        self._question, self._detail, self._choices = question, detail, choices
        self._is_awake = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question), id="question")
            yield Static(Content(self._detail), id="detail")
            options = [
                Option(Content(label), id=key, disabled=key in self._heads)
                for key, label in self._choices.items()
            ]
            yield Choices(*options, markup=False)
            yield Static("↑ ↓ choose · Enter · Esc goes back", id="hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss([*self._choices][event.option_index])

    def on_mount(self) -> None:
        self.set_timer(BOUNCE, self._wake)

    def _wake(self) -> None:
        self._is_awake = True

    def action_first(self) -> None:
        """The key that asked takes the first answer, but not by bouncing."""
        if self._is_awake:
            self.dismiss(next(key for key in self._choices if key not in self._heads))
