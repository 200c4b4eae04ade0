"""The screen of the hour: time, the private plan of the step at hand, quick notes, and the log."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.message import Message
from textual.reactive import var

from mqi_tui.domain.keys import ALL, CONVERSATION, SHIPPED, Keymap, named
from mqi_tui.services.view import View
from mqi_tui.text.clean import clean_line
from mqi_tui.ui.bindings import bindings
from mqi_tui.ui.once import Whole
from mqi_tui.ui.terminal.compositor import RowCompositor
from mqi_tui.ui.widgets.at_rest import AtRest
from mqi_tui.ui.widgets.countdown import Countdown
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import FIELDS
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.note_entry import NoteEntry
from mqi_tui.ui.widgets.step_pane import StepPane
from mqi_tui.ui.widgets.timeline import Timeline
from mqi_tui.ui.widgets.top_line import TopLine


class LiveScreen(Whole[None]):
    """Shows what the app holds and posts what the coach does. Nothing here moves the focus."""

    CSS_PATH = "../styles/live.tcss"
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
        *(Binding(digit, f"app.digit({digit!r})", show=False) for digit in "1234567890"),
        Binding("escape", "leave_field", "Leave the field", show=False),
    ]

    class Meant(Message):
        """The signs typed last were the beginning of a note, not commands."""

        def __init__(self, signs: str) -> None:
            super().__init__()
            self.signs = signs

    view: var[View] = var(View())

    def __init__(self, log: LogPane, draft: str = "", keymap: Keymap = SHIPPED) -> None:
        """`draft`: a note half typed. `keymap`: keys other than ours, by id."""
        super().__init__()
        self._compositor = RowCompositor()
        self._log = log
        self._note = NoteEntry(draft, key=named("note", keymap))
        self._step = StepPane(named("go", keymap))
        self._countdown = Countdown()
        self._top, self._timeline = TopLine(), Timeline()
        self._keys = KeysLine(ALL)
        self._at_rest = AtRest()
        self._countdown.keymap = self._keys.keymap = keymap

    def compose(self) -> ComposeResult:
        yield self._top
        with Container(id="body"):
            with Container(id="coach"):
                with Container(id="time"):
                    yield self._countdown
                    yield self._timeline
                yield self._step
            with Container(id="talk"):
                yield self._log
                yield self._note
        yield self._keys

    @property
    def writing(self) -> bool:
        """Whether a field has the focus. The plan, which can have it to be scrolled, is none."""
        return isinstance(self.focused, FIELDS)

    @property
    def log_pane(self) -> LogPane:
        return self._log

    def see(self, view: View) -> None:
        self.view = view

    def watch_view(self, view: View) -> None:
        """Each part shows what is its own; equal values paint nothing."""
        glance, top, step = view.glance, self._top, self._step
        top.glance, top.about, top.status = glance.steady, view.about, view.shared.status
        self._countdown.glance, self._timeline.rows = glance, glance.rows
        step.phase, step.arc, step.next = glance.phase, glance.arc, glance.next
        step.plan, step.asked, step.notes = view.plan, view.asked, view.notes
        step.voices = view.voices
        heading = view.plan.step.section if view.plan else ""
        self._log.see(view.shared, heading)
        self._keys.labels = {"next": "Recap"} if glance.phase == "ended" else {}

    def tell(self, message: str) -> None:
        self._keys.tell(message)

    def toggle_log(self) -> None:
        if self._log.writing:
            self.set_focus(None)
        else:
            self._log.enter()

    def toggle_responses(self) -> None:
        self._step.responses = not self._step.responses

    def begin_note(self, letter: str = "") -> None:
        self._note.begin(letter)

    @property
    def noting(self) -> bool:
        return self._note.has_focus

    @property
    def is_quiet(self) -> bool:
        """Whether the line for messages is free."""
        return not self._keys.told

    def action_leave_field(self) -> None:
        if self.noting:
            self._note.leave()
        else:
            self.set_focus(None, scroll_visible=False)

    def on_key(self, event: events.Key) -> None:
        """Whatever is no command starts a note with it, while no field has focus."""
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
        signs = self.take_signs(at)
        self.begin_note(signs + words)
        if signs:
            self.post_message(self.Meant(signs))

    def take_signs(self, at: float) -> str:
        """What of the signs typed last belongs to a word that goes on now. It is asked once."""
        signs, self._at_rest = self._at_rest.words(at), AtRest()
        return signs
