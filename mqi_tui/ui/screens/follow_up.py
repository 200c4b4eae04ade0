"""Last time's log, and what became of its action steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.domain.cheat_sheet import SINCE_TITLE
from mqi_tui.domain.private.follow_up import SIGNS, Mark, OldStep, marked, so_far, turned
from mqi_tui.services import scoring
from mqi_tui.text.clean import clean_line
from mqi_tui.ui import drafts
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.choices import OneInk, Steady
from mqi_tui.ui.widgets.immediate_bindings import at_once
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.paging import PAGES, page
from mqi_tui.ui.widgets.parts import CORNERS, first_within, with_last

if TYPE_CHECKING:
    from mqi_tui.services.carry_over import LastTime
    from mqi_tui.services.view import View
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.widgets.log_pane import LogPane

NO_LOG = "There is no log of last time here."
HINT = "Space next mark · type what happened · ctrl+z back · Esc leaves"
IN_WORDS = "Enter keeps it · ↑ ↓ another step · Esc to the list"
KEPT = "in today's log · ctrl+z back"
HALF = "half typed, not in the log yet"
TAKEN_BACK = "taken back, as it was before"
READ_ONLY = "read only"
TITLES = ("Since last time · into the SHARED log", "Since last time · SHARED log")
WIDTH = max(len(mark) for mark in SIGNS)


class Steps(OneInk, Steady, OptionList):
    """Last time's steps. What is typed here begins the words on one, or turns its mark."""

    def __init__(self, typed: Callable[[str], None]) -> None:
        """`typed`: told of what is typed or pasted here."""
        super().__init__(markup=False)
        self._typed = typed

    async def on_key(self, event: events.Key) -> None:
        if not await at_once(self, event) and event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self._typed(event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._typed(clean_line(event.text))


class Words(LineField):
    """What happened with a step. Enter leaves here and now: the keys behind it are the list's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "To the next step", show=False),
        Binding("up", "step(-1)", "To the step before", show=False),
    ]

    def __init__(self, leave: Callable[[int], None]) -> None:
        """`leave`: called with how many steps further it goes."""
        super().__init__(placeholder="what happened, in a few words", select_on_focus=False)
        self._leave = leave

    async def action_submit(self) -> None:
        self._leave(0)

    def action_step(self, by: int) -> None:
        self._leave(by)


class FollowUpScreen(Once, ModalScreen[None]):
    """Space turns the mark of a step; any other character begins what happened.

    What is marked goes into today's shared log at once, what happened once its field is left;
    Esc leaves it half typed.
    """

    CSS_PATH = "../styles/follow_up.tcss"
    keys_title = SINCE_TITLE
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [
        Binding("escape", "leave", "Back"),
        Binding("right", "turn(1)", "Next mark"),
        Binding("left", "turn(-1)", "Mark before"),
        Binding("ctrl+z", "take_back", "Take the last mark back"),
        *PAGES,
    ]

    since: var[tuple[OldStep, ...]] = var(())

    def __init__(self, work: Workspace, last: LastTime, log: LogPane | None) -> None:
        """`last`: what the conversation before left. `log`: today's, on the screen below."""
        super().__init__()
        self.work, self._today = work, log
        self.draft = drafts.draft(work, "since")
        begun = self.draft.begun.items()
        self._begun = {int(at): words for at, words in begun if at.isdecimal()}
        """What is half typed, by step."""
        self.set_reactive(FollowUpScreen.since, work.open.conversation.private.since)
        self._title, self._log = last.title, last.log
        self._worded: int | None = None
        """Whose words are being written, wherever the list's bar has gone meanwhile."""
        self._before: list[tuple[int, OldStep]] = []
        """What was said of a step before it was marked, the last at the end."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="frame"):
            with Vertical(id="steps"):
                yield Static(id="told")
                yield Steps(self._typed)
                yield Words(self._to_steps)
                yield Static(Content(HINT), id="hint")
            with VerticalScroll(id="log"):
                yield Static(Content(self._log or NO_LOG))

    def on_mount(self) -> None:
        told = (
            "Marks and words go into today's log at once." if self.since else "No steps to look at."
        )
        self.query_one("#told", Static).update(Content(told))
        options = self.query_one(Steps)
        options.beyond = self.query_one("#log")
        options.add_options(Option(self._line(step)) for step in self.since)
        if self.since:
            options.highlighted = 0
        for frame in ("#steps", "#log"):
            self.watch(self.query_one(frame), "virtual_size", self._say_whose)
        self.set_focus(options)  # at once: whoever goes on with words is led from here
        if self._begun and max(self._begun) < len(self.since):
            options.highlighted = max(self._begun)
            self.set_focus(self.query_one(Words))

    def _say_whose(self) -> None:
        """Whose logs these are, as much of it as there is room for."""
        steps, frame = self.query_one("#steps"), self.query_one("#log")
        titles = first_within(TITLES, steps.outer_size.width - CORNERS)
        steps.border_title = Content(titles)
        room = frame.outer_size.width - CORNERS
        title = with_last(self._title, READ_ONLY, room) if self._title else ""
        frame.border_title = Content(title)

    def see(self, view: View) -> None:
        if view.conversation:
            self.since = view.conversation.private.since

    def watch_since(self) -> None:
        if not self.query(OptionList):
            return
        options = self.query_one(OptionList)
        for index, step in enumerate(self.since):
            options.replace_option_prompt_at_index(index, self._line(step))

    def _line(self, step: OldStep) -> Content:
        mark = f"{SIGNS[step.mark]} {step.mark:<{WIDTH}}"
        line = Content.assemble((mark, "bold"), f"  {step.dated}")
        below = (so_far(step), step.words and f"↳ {step.words}")
        return Content.assemble(line, *(f"\n{words}" for words in below if words))

    @property
    def _at(self) -> int | None:
        return self.query_one(OptionList).highlighted

    def action_page(self, by: int) -> None:
        """Read on in last time's log."""
        page(self.query_one("#log"), by)

    def action_turn(self, by: int) -> None:
        if self._at is not None and not isinstance(self.focused, Input):
            step = self.since[self._at]
            self._mark(self._at, turned(step.mark, by), step.words)

    def _mark(self, index: int, mark: Mark, words: str) -> None:
        """Show it at once: the next key, in haste, turns it on from there."""
        self._before.append((index, self.since[index]))
        self._say(index, mark, words)
        self.query_one("#steps").border_subtitle = Content(KEPT)

    def action_take_back(self) -> None:
        """Say of the step that was marked last what was said before."""
        if self._before:
            index, step = self._before.pop()
            self._say(index, step.mark, step.words)
            self.query_one("#steps").border_subtitle = Content(TAKEN_BACK)
            self._moved()

    def _say(self, index: int, mark: Mark, words: str) -> None:
        """Words that are left as the app ends are kept, too."""
        self.since = marked(self.since, index, mark, words)
        if (session := self.work.session) is None:
            return
        edit = scoring.mark(session, index, mark, words)
        if edit and self._today:
            self._today.change(*edit)
        elif edit:
            scoring.apply(session, edit)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        """Show what was said of the step at the mark, or is half typed of it."""
        field, at = self.query_one(Words), self._at
        if at is not None and self.focused is not field:
            field.value = self._begun.get(at, self.since[at].words)

    def _typed(self, text: str) -> None:
        """Space turns the mark; with anything else begin the words, behind those that are there."""
        if self._at is None or not text:
            return
        if text == " " and not isinstance(self.focused, Input):
            self.action_turn(1)
        else:
            field = self.query_one(Words)
            self.set_focus(field)
            field.insert_text_at_cursor(text)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.set_focus(self.query_one(Words))

    def watch_focused(self, before: Widget | None, now: Widget | None) -> None:
        """Whatever leads into the words, they are of one step; whatever leads out keeps them."""
        if isinstance(before, Words) and self._worded is not None:
            step, words = self.since[self._worded], clean_line(before.value)
            if words != step.words:
                self._mark(self._worded, step.mark, words)
            self._write_down(self._worded, "")
        self._worded = None
        for hint in self.query("#hint").results(Static):
            hint.update(Content(IN_WORDS if isinstance(now, Words) else HINT))
        if isinstance(now, Words) and self._at is not None:
            self._worded, words = self._at, self.since[self._at].words
            words = self._begun.get(self._at, f"{words} " if words else "")
            now.value = words
            now.cursor_position = len(now.value)

    @on(Input.Changed)
    def _worded_so_far(self, event: Input.Changed) -> None:
        event.stop()
        if self._worded is not None:
            self._half_typed(self._worded, event.value)

    def _half_typed(self, at: int, words: str) -> None:
        """Keep it, where it is not what was said of the step already."""
        is_said = clean_line(words) == self.since[at].words
        self._write_down(at, "" if is_said else words)

    def _write_down(self, at: int, words: str) -> None:
        """Keep what is half typed of a step."""
        self._begun = {key: text for key, text in {**self._begun, at: words}.items() if text}
        self.keep(words, str(at))

    def _to_steps(self, by: int = 0) -> None:
        steps = self.query_one(Steps)
        self.set_focus(steps)
        if self._at is not None:
            steps.highlighted = max(0, min(self._at + by, len(self.since) - 1))

    def action_leave(self) -> None:
        if isinstance(self.focused, Input):
            self._put_off()
            self._to_steps()
        else:
            self.dismiss(None)

    def _put_off(self) -> None:
        """Into a log that others read nothing goes half typed: it waits here."""
        at, self._worded = self._worded, None
        if at is None:
            return
        self._half_typed(at, self.query_one(Words).value)
        if at in self._begun:
            self.query_one("#steps").border_subtitle = Content(HALF)
