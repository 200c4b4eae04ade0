"""The screen of the hour: time, the private plan of the step at hand, quick notes, and the log."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual._time import get_time
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.reactive import var
from textual.screen import Screen

from mqi_tui.domain.cheat_sheet import HOUR_TITLE
from mqi_tui.domain.deeds import BESIDE, CONVERSATION, EVERYWHERE
from mqi_tui.domain.keys import named, spoken
from mqi_tui.domain.private import clock_actions
from mqi_tui.services.view import View
from mqi_tui.text.clean import clean_line
from mqi_tui.ui.bindings import bindings
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.flows import next_date
from mqi_tui.ui.hour import LEADS_TO, Hour, key_labels, pane_for
from mqi_tui.ui.once import Doing, Once
from mqi_tui.ui.routes import Notes, Share
from mqi_tui.ui.terminal.compositor import RowCompositor
from mqi_tui.ui.widgets.at_rest import AtRest
from mqi_tui.ui.widgets.countdown import Countdown
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import FIELDS
from mqi_tui.ui.widgets.note_entry import NoteEntry
from mqi_tui.ui.widgets.step_pane import StepPane, StepSeen
from mqi_tui.ui.widgets.timeline import Timeline
from mqi_tui.ui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from mqi_tui.domain.private.catch_up import Proposal
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.widgets.log_pane import LogPane

REMEMBERED = 8
"""Commands of which it is known whether they moved the clock: more than signs begin a word."""
OF_A_NOTE = "PRIVATE note"
FOR_STEPS = 36
"""Rows of a window from which on the steps have a row each before the start, plan and log below."""


class LiveScreen(Hour, Once, Screen[None]):
    """Shows the conversation that is open, and does what the coach does. It moves no focus."""

    CSS_PATH = "../styles/live.tcss"
    keys_title = HOUR_TITLE
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (50, "-narrow"),
        (70, "-mid"),
        (110, "-roomy"),
        (140, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-low"), (30, "-tall")]
    BINDINGS = [
        *bindings(CONVERSATION),
        *bindings(BESIDE),
        *(Binding(digit, f"digit({digit!r})", show=False) for digit in "1234567890"),
        Binding("escape", "leave_field", "Leave the field", show=False),
        Binding("up", "scroll_plan(-1)", "Scroll the plan", show=False),
        Binding("down", "scroll_plan(1)", "Scroll the plan", show=False),
    ]

    view: var[View] = var(View())
    is_lent: var[bool] = var(False, toggle_class="-lent")
    """Whether the plan has the log's place."""

    def __init__(self, work: Workspace, before: LogPane | None = None) -> None:
        """`before`: the log that it takes the place of."""
        super().__init__()
        self.work = work
        keymap, desk = work.config.keys, work.open.conversation.private.desk
        self._compositor = RowCompositor()
        self.log_pane = pane_for(work.open, before)
        self._note = NoteEntry(desk.draft, key=named("note", keymap))
        self._step = StepPane(keymap)
        self._countdown = Countdown()
        self._top, self._timeline = TopLine(), Timeline()
        self._keys: KeysLine = KeysLine((*CONVERSATION, *BESIDE, *EVERYWHERE))
        self._countdown.keymap = self._keys.keymap = keymap
        self._at_rest = AtRest()
        self._goes_back = False
        """Whether somebody was writing in the log when the plan took its place."""
        self._page = ""
        """The page key that was pressed last, if it was one: who pressed it may have meant to
        scroll.
        """
        self._moved: list[bool] = []
        """Of the commands given last while no field had the focus: which moved the clock."""

    def compose(self) -> ComposeResult:
        yield self._top
        with Container(id="body"):
            with Container(id="coach"):
                with Container(id="time"):
                    yield self._countdown
                    yield self._timeline
                yield self._step
            with Container(id="talk"):
                yield self.log_pane
                yield self._note
        yield self._keys

    @property
    def writing(self) -> bool:
        """Whether a field has the focus. The plan, which can have it to be scrolled, is none."""
        return isinstance(self.focused, FIELDS)

    def on_descendant_focus(self) -> None:
        self._say_where()
        self.call_after_refresh(self._keys.make_way)  # the caret is there by then

    def on_descendant_blur(self) -> None:
        self._say_where()

    def on_resize(self) -> None:
        self._show_steps()
        self.call_after_refresh(self._say_where)

    def _show_steps(self) -> None:
        """Before the start, all of them in a strip beside the call too, where it has the rows."""
        is_ahead = self.view.glance.phase == "ready"
        self.set_class(is_ahead and self.app.size.height >= FOR_STEPS, "-ahead")

    def _say_where(self) -> None:
        """Where typing goes; in the last line, too, where the line for notes has no frame."""
        self._note.is_at_rest = not self.log_pane.writing
        is_bare = self.has_class("-tiny") or self.has_class("-short")
        self._keys.hint = OF_A_NOTE if self.noting and is_bare else ""

    def see(self, view: View) -> None:
        self.view = view

    def watch_view(self, view: View) -> None:
        """Each part shows what is its own; equal values paint nothing."""
        glance, top = view.glance, self._top
        top.glance, top.about, top.status = glance.steady, view.about, view.shared.status
        self._countdown.glance, self._timeline.rows = glance, glance.rows
        self._step.seen = _step_seen(view)
        heading = view.plan.step.section if view.plan else ""
        self.log_pane.see(view.shared, heading)
        self.log_pane.asides = self._asides(view.unused)
        self._keys.labels = key_labels(glance)
        self._show_steps()

    def _asides(self, unused: str) -> tuple[str, ...]:
        """Which links nobody uses, and the key that ends them: as there is room."""
        ends = f"{named('guests', self.work.config.keys)} ends that"
        return (f"{unused} · {ends}", unused) if unused else ()

    def look(self) -> None:
        """Tell one line after the other, when there is room for it; and ask about an absence."""
        session = self.work.open
        if news := self.work.lost() or ("" if self._keys.told else self.work.news()):
            self.tell(news)
        if session.missed and not self.writing:
            missed, session.missed = session.missed, {}
            self.ask(questions.gap(missed), partial(self._counted, missed))

    def _counted(self, missed: Mapping[int, int], answer: str | None) -> None:
        self.move(partial(clock_actions.away, counted=answer != "leave"), missed)

    def _keys_are_here(self, here: bool) -> None:
        super()._keys_are_here(here)
        self._step.is_behind = self._note.is_behind = self._countdown.is_behind = not here

    @property
    def labels(self) -> Mapping[str, str]:  # type: ignore[override]  # it depends
        now = {id_: label for id_, label in key_labels(self.view.glance).items() if label}
        return now | ({"share-time": "Share: hide step and time"} if self.work.shares_time else {})

    @property
    def says(self) -> Mapping[str, str]:  # type: ignore[override]  # it depends
        now = LEADS_TO.get(self.labels.get("next", ""))
        return {"next": now} if now else {}

    def deeds(self) -> Mapping[str, Doing]:
        from mqi_tui.ui.flows import menu

        return menu.by_name(self, self.work)

    # Keys

    def action_share(self) -> None:
        """The log alone; the same key leads back."""
        self.go(Share())

    def action_plan(self) -> None:
        """Lend the plan the log's place, or give it back; who was writing in the log is there."""
        self.is_lent = not self.is_lent
        if self.is_lent:
            self._goes_back = self.log_pane.writing
            if not self.noting:  # then page keys are the plan's
                self.set_focus(self._step, scroll_visible=False)
            return
        if self.focused is self._step:
            self.set_focus(None)
        if self._goes_back and not self.focused:
            self.call_after_refresh(self.log_pane.enter)
        self._goes_back = False

    def watch_is_lent(self, is_lent: bool) -> None:
        self._step.is_lent = is_lent
        self._keys.foremost = ("plan",) if is_lent else ()

    def action_scroll_plan(self, by: int) -> None:
        """While no field has the focus: it is never the hour that moves on."""
        if not self.writing:
            self._step.turn(by)

    def action_log(self) -> None:
        """The log is seen before it is entered."""
        self.is_lent = self._goes_back = False
        self._keys.hush()
        super().action_log()

    def led_under(self, heading: str) -> None:
        """Said once a step whose title says it not, where the log has a row to spare for that."""
        is_low, words = self.has_class("-tiny") or self.has_class("-short"), self.briefly(heading)
        if not is_low and words.lower() not in self.work.open.step().title.lower():
            self.tell(f"In the log: {words}")

    def into(self, heading: str) -> None:
        self.is_lent = self._goes_back = False
        super().into(heading)

    def action_date(self) -> None:
        """Set the date of the next conversation."""
        next_date.ask(self, self.work)

    def action_deadlines(self) -> None:
        """Into the log with what is proposed of them."""
        next_date.take(self, self.work)

    def begin_note(self, letter: str = "") -> None:
        self._keys.hush()
        self._note.begin(letter)

    async def action_resting(self, action: str) -> None:
        """What is a command only while no field has the focus; whether it moved the clock."""
        if self.writing:
            return
        before = self.work.open.events
        await self.run_action(action)
        moved = self.work.session is not None and self.work.session.events is not before
        self._moved = [*self._moved, moved][-REMEMBERED:]
        if moved and self._page:
            self.tell(f"{self._page} moved the hour · {self._keys.told}")

    def action_responses(self) -> None:
        """What the coach prepared for what the teacher may say."""
        self._step.responses = shown = not self._step.responses
        if shown:
            self.tell(f"{named('responses', self.work.config.keys)} shows the rest again")

    def action_tick(self, key: str) -> None:
        """Tick a question as asked, or take the tick away."""
        self.work.open.tick_question(key)

    def action_notes(self) -> None:
        self.go(Notes())

    def action_accept(self) -> None:
        """Let those pay who can."""
        self.pay(self.view.glance.proposal)

    def pay(self, shown: Proposal | None) -> None:
        self.move(clock_actions.adapt, shown.budgets if shown else {})

    # The go menu

    def action_go(self, typed: str = "") -> None:
        from mqi_tui.ui.flows import menu

        menu.ask(self, typed)

    def action_digit(self, digit: str) -> None:
        """The menu, filled in; a letter behind the digit makes a note of all that was typed."""
        from mqi_tui.ui.flows import menu

        if not self.writing:
            signs = self._take_signs(get_time()).removesuffix(digit)
            menu.ask(self, digit, lambda words: self._goes_on(signs, words))

    def _goes_on(self, signs: str, words: str) -> None:
        self.begin_note(signs + words)
        self._take_back(signs)

    @on(Timeline.Chosen)
    def _step_clicked(self, event: Timeline.Chosen) -> None:
        self.action_go(str(event.number % 10))

    # Typed while no field has the focus

    def on_key(self, event: events.Key) -> None:
        """Whatever is no command starts a note with it, while no field has focus."""
        self._page = spoken(event.key) if event.key in ("pagedown", "pageup") else ""
        sign = (event.character or "") if event.is_printable else ""
        if self.writing or not sign:
            self._at_rest = AtRest()
        elif event.key in self.active_bindings:
            self._at_rest = self._at_rest.typed(sign, event.time)
        elif not sign.isspace():
            event.stop()
            self._begin(sign, event.time)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted while no field has focus starts a note with it."""
        event.stop()
        if not self.writing:
            self._begin(clean_line(event.text), event.time)

    def _begin(self, words: str, at: float) -> None:
        """A note. A sign typed right before it was its first, and no command."""
        signs = self._take_signs(at)
        self.begin_note(signs + words)
        self._take_back(signs)

    def _take_back(self, signs: str) -> None:
        """The last commands were signs that began a note: what they did to the clock is undone."""
        if not signs:
            return
        moved = self._moved[-len(signs) :]
        for has_moved in moved:
            if has_moved:
                self.move(clock_actions.undo)
        self._moved = []
        if any(moved):
            self.tell(f"“{signs}” begins the note: the clock is as it was")

    def _take_signs(self, at: float) -> str:
        """What of the signs typed last belongs to a word that goes on now. It is asked once."""
        signs, self._at_rest = self._at_rest.words(at), AtRest()
        return signs


def _step_seen(view: View) -> StepSeen:
    """What of all there is to be seen is the running step's."""
    half = view.conversation.private if view.conversation else None
    return StepSeen(
        plan=view.plan,
        asked=half.asked if half else (),
        notes=half.notes if half else (),
        balance=view.voices.forms,
        sheets=view.sheets,
        lacks=view.voices.plan,
        is_ending=view.glance.phase in ("last", "over"),
        arc=view.glance.arc,
        next_when=view.next_when,
        next_gone=view.next_gone,
        deadlines=view.deadlines,
    )
