"""Last time's log, and what became of its action steps."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.private.since import Mark, OldStep, marked, turned
from mqi_tui.widgets.line_field import LineField

SIGNS: dict[Mark, str] = {"": "□", "done": "✓", "partly": "◐", "not yet": "○"}
WIDTH = max(len(mark) for mark in SIGNS)


class SinceScreen(ModalScreen[None]):
    """PRIVATE. Space turns the mark of a step; Enter says in words what happened.

    What is marked goes into today's log at once.
    """

    CSS_PATH = "../styles/since.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy")]
    BINDINGS = [
        Binding("escape", "leave", "Back"),
        Binding("space,right", "turn(1)", "Next mark"),
        Binding("left", "turn(-1)", "Mark before"),
    ]

    since: var[tuple[OldStep, ...]] = var(())

    class Marked(Message):
        """What became of the step at `index`."""

        def __init__(self, index: int, mark: Mark, words: str) -> None:
            super().__init__()
            self.index, self.mark, self.words = index, mark, words

    def __init__(self, since: tuple[OldStep, ...], last_title: str, last_log: str) -> None:
        super().__init__()
        self.set_reactive(SinceScreen.since, since)
        self._title, self._log = last_title, last_log

    def compose(self) -> ComposeResult:
        with Horizontal(id="frame"):
            with Vertical(id="steps"):
                yield Static(id="told")
                yield OptionList(markup=False)
                yield LineField(placeholder="what happened, in a few words", id="words")
                yield Static("Space next mark · Enter words · Esc back", id="hint")
            with VerticalScroll(id="log"):
                yield Static(Content(self._log or "No conversation before this one."))

    def on_mount(self) -> None:
        self.query_one("#steps").border_title = "Since last time · PRIVATE"
        title = f"{self._title} · read only" if self._title else ""
        self.query_one("#log").border_title = Content(title)
        told = "What is marked goes into today's log." if self.since else "No steps to look at."
        self.query_one("#told", Static).update(Content(told))
        options = self.query_one(OptionList)
        options.add_options(Option(self._line(step)) for step in self.since)
        if self.since:
            options.highlighted = 0
        options.focus()

    def watch_since(self) -> None:
        if not self.query(OptionList):
            return
        options = self.query_one(OptionList)
        for index, step in enumerate(self.since):
            options.replace_option_prompt_at_index(index, self._line(step))

    def _line(self, step: OldStep) -> Content:
        mark = f"{SIGNS[step.mark]} {step.mark:<{WIDTH}}"
        line = Content.assemble((mark, "bold"), f"  {step.line}")
        return Content.assemble(line, f"\n↳ {step.words}") if step.words else line

    @property
    def _at(self) -> int | None:
        return self.query_one(OptionList).highlighted

    def action_turn(self, by: int) -> None:
        if self._at is not None and not isinstance(self.focused, Input):
            step = self.since[self._at]
            self._mark(self._at, turned(step.mark, by), step.words)

    def _mark(self, index: int, mark: Mark, words: str) -> None:
        """Show it at once: the next key, in haste, turns it on from there."""
        self.since = marked(self.since, index, mark, words)
        self.post_message(self.Marked(index, mark, words))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        if self._at is not None:
            self.query_one(LineField).value = self.since[self._at].words

    @on(OptionList.OptionSelected)
    def _words(self) -> None:
        self.query_one(LineField).focus()

    @on(Input.Submitted)
    @on(Input.Blurred)
    def _said(self, event: Input.Submitted | Input.Blurred) -> None:
        event.stop()
        if self._at is not None and event.value != self.since[self._at].words:
            step = self.since[self._at]
            self._mark(self._at, step.mark or "partly", event.value)
        if isinstance(event, Input.Submitted):
            self.query_one(OptionList).focus()

    def action_leave(self) -> None:
        if isinstance(self.focused, Input):
            self.query_one(OptionList).focus()
        else:
            self.dismiss(None)
