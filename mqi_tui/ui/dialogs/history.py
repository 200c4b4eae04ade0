"""What the log was before: pick a moment, see what differs, bring it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.domain.shared.history import SIGNS, Kind, Line, Version, compared, told
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.keys_line import KeysLine

STYLES: dict[Kind, str] = {"same": "$label", "comes": "bold $success", "goes": "strike $error"}
SAME = "This is how the log stands now."
EMPTY = "Nothing older is kept. What is written from now on stays for 30 days."


class HistoryScreen(Once, ModalScreen[Version | None]):
    """The answer is the version to be brought back; what stands now is kept, too."""

    CSS_PATH = "../styles/history.tcss"
    AUTO_FOCUS = "OptionList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("tab", "other_half", "Moments, or what differs", show=False, priority=True),
    ]

    def __init__(
        self, versions: Sequence[Version], now: str, face: Callable[[Version], str]
    ) -> None:
        """`versions`: the newest first; `now`: the log as it stands; `face`: says when it was."""
        super().__init__()
        self._versions, self._now, self._face = versions, now, face

    def compose(self) -> ComposeResult:
        with Vertical(id="frame"):
            yield Choices(*map(Option, self._lines()), id="moments")
            with VerticalScroll(id="differs"):
                yield Static(Content("" if self._versions else EMPTY), id="lines")
            yield KeysLine((), "Enter brings it back · Tab what differs · Esc leaves all as it is")

    def _lines(self) -> list[Content]:
        """When, and what was written then."""
        older = [*(one.text for one in self._versions[1:]), ""]
        pairs = zip(self._versions, older, strict=True)
        return [
            Content.assemble((f"{self._face(one)}  ", "bold"), told(before, one.text))
            for one, before in pairs
        ]

    def on_mount(self) -> None:
        moments, differs = self.query_one(Choices), self.query_one("#differs")
        moments.border_title, moments.beyond = "The log as it was", differs
        differs.border_title = "If you bring it back"

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        version = self._versions[event.option_index]
        self.query_one("#lines", Static).update(_differences(self._now, version.text))
        self.query_one("#differs", VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._versions[event.option_index])

    def action_other_half(self) -> None:
        here = self.focused is self.query_one("#moments")
        self.query_one("#differs" if here else "#moments").focus()


def _differences(now: str, then: str) -> Content:
    lines = compared(now, then)
    return Content("\n").join(map(_content, lines)) if lines else Content(SAME)


def _content(line: Line) -> Content:
    """By a sign and a style, never by the colour alone."""
    return Content.styled(f"{SIGNS[line.kind]}{line.text}", STYLES[line.kind])
