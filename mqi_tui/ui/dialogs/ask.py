"""A question with a few answers; the safe one is chosen already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.room import columns, rows_left

K = TypeVar("K", bound=str)

BOUNCE = 0.5
"""Seconds in which a second press is the same press."""
FEW_ROWS, FEW_LINES = 18, 3
"""Rows of the window below which a question is put briefly, and of what is told then."""
SHARE, FRAME = 96, 4
"""Of 100 rows of the window those of the box; of these the border and what sets the answers off."""


class Ask(Once, ModalScreen[K]):
    """Answers with what was chosen; with None on Esc."""

    CSS_PATH = "../styles/ask.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (FEW_ROWS, "-tall")]
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("ctrl+n", "first", "The first answer", priority=True),
    ]

    def __init__(
        self,
        question: str,
        detail: str,
        choices: Mapping[K, str],
        heads: Collection[str] = (),
        numbers: Mapping[K, int] = MappingProxyType({}),
    ) -> None:
        """`choices`: each to its label, the default first; `heads`: those that only stand there.

        `numbers`: of those that a digit marks; 0 stands for 10, as it does in the hour.
        """
        super().__init__()
        self._heads = heads
        self._question, self._detail, self._choices = question, detail, choices
        self._numbers = _by_digit(choices, numbers)
        self._is_awake = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question), id="question")
            if self._detail:
                yield Static(Content(self._detail), id="detail")
            options = [
                Option(Content(label), id=key, disabled=key in self._heads)
                for key, label in self._choices.items()
            ]
            yield Choices(*options, markup=False)
            yield Static(Content(self._hint), id="hint")

    @property
    def _hint(self) -> str:
        digits = " or a digit" * bool(self._numbers)
        return f"↑ ↓{digits} choose · Enter · Esc goes back"

    def on_resize(self) -> None:
        """As many answers at once as there is room for beside all else; the others scroll."""
        low, width = self.app.size.height < FEW_ROWS, columns(self.app.size.width * SHARE // 100)
        lines = Content(self._detail).wrap(max(1, width))
        detail = "\n".join(line.plain for line in lines[: FEW_LINES if low else len(lines)])
        height = self.app.size.height * SHARE // 100
        told = (self._question, detail, self._hint)
        self.query_one(Choices).styles.max_height = rows_left(height, width, told, FRAME - 2 * low)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss([*self._choices][event.option_index])

    def on_mount(self) -> None:
        self.on_resize()
        self.set_timer(BOUNCE, self._wake)

    def _wake(self) -> None:
        self._is_awake = True

    def on_key(self, event: events.Key) -> None:
        """A digit marks the next choice of that number; Enter takes what is marked."""
        places = self._numbers.get(event.key, ())
        if places:
            choices = self.query_one(Choices)
            marked = choices.highlighted or 0
            choices.highlighted = next((one for one in places if one > marked), places[0])
            event.stop()

    def action_first(self) -> None:
        """The key that asked takes the first answer, but not by bouncing."""
        if self._is_awake:
            self.dismiss(next(key for key in self._choices if key not in self._heads))


def _by_digit(choices: Mapping[K, str], numbers: Mapping[K, int]) -> dict[str, list[int]]:
    """The places of those choices, by the digit that marks them."""
    found: dict[str, list[int]] = {}
    for place, key in enumerate(choices):
        if key in numbers:
            found.setdefault(str(numbers[key] % 10), []).append(place)
    return found
