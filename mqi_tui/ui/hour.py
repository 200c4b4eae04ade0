"""What the keys of a conversation do, with all of it on the screen or with the log alone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from mqi_tui.domain.keys import named
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import Events
from mqi_tui.domain.private.notes import FOR_THE_LOG, NAMES
from mqi_tui.domain.private.videos import in_step
from mqi_tui.services import conversations, deadlines, scoring, starting, to_do
from mqi_tui.text.dates import in_words
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.ask import FEW_ROWS
from mqi_tui.ui.flows import next_date, video
from mqi_tui.ui.once import Once
from mqi_tui.ui.routes import Recap
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.note_entry import NoteEntry

if TYPE_CHECKING:
    from mqi_tui.domain.private.time_text import Glance
    from mqi_tui.services.session import Session
    from mqi_tui.services.workspace import Workspace

    Mixed = Once
else:
    Mixed = object


TOLD = 38
"""Characters that tell, in 40 columns, what went out of the log, or came back into it."""


class Hour(Mixed):
    """The conversation on the screen, and its log. One that is being closed takes no key."""

    work: Workspace
    log_pane: LogPane
    _note: NoteEntry

    @property
    def noting(self) -> bool:
        """Whether a quick note is being written."""
        return self._note.has_focus

    @abstractmethod
    def begin_note(self, letter: str = "") -> None:
        """Into the note, where it was half typed."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.work.session is not None and super().check_action(action, parameters)

    def leave(self) -> None:
        """Keep the caret and the view of a log that may be about to go."""
        if session := self.work.session:
            caret, top = self.log_pane.desk
            session.remember(replace(session.conversation.private.desk, caret=caret, top=top))

    def action_leave_field(self) -> None:
        """Out of the log or the note, and never out of this screen."""
        if self.noting:
            self._leave_note()
        else:
            self.set_focus(None, scroll_visible=False)

    def _leave_note(self) -> None:
        """What is half typed stays, which is told where nobody else looks on."""
        if self._note.value and not self.is_shared:
            goes_on = named("note", self.work.config.keys)
            self.tell(f"Half typed, and no note yet · {goes_on} goes on with it")
        self._note.leave()

    # The clock

    def move(self, change: Callable[..., Events], *arguments: Any) -> bool:
        """Move the clock; say what changed, or why not. Whether it was possible."""
        session = self.work.open
        step = session.standing.step
        try:
            said = session.move(change, *arguments)
        except clock_actions.Refused as reason:
            self.tell(str(reason))
            return False
        if said:
            is_behind = self.log_pane.writing and session.standing.step != step
            self.tell(f"{said}{self._to_the_log() if is_behind else ''}")
        return True

    def _to_the_log(self) -> str:
        """The caret is where it was: whether words go there, and how it comes to the step's own
        place.
        """
        leads, place = named("section", self.work.config.keys), self.work.open.step().section
        if here := self.log_pane.left_under():
            return f" · you write on under {self.briefly(here)} · {leads} leads to {place}"
        return f" · in the log: {leads}"

    def briefly(self, heading: str) -> str:
        """A heading of the log by the words that steps know it by."""
        known = (one for one in self.work.open.headings if heading.lower().startswith(one.lower()))
        return next(known, heading)

    def action_next(self) -> None:
        session = self.work.open
        clock = session.standing
        if session.bounced():
            begun = "" if self.is_shared else f" · step {clock.step} has begun"
            self.remark(f"Pressed twice: taken once{begun}")
            return
        if clock.ended:
            self.go(Recap())
        elif not clock.started:
            self._start(session)
        elif not clock.remaining:
            self.action_end()
        else:
            self.move(clock_actions.advance)

    def _start(self, session: Session) -> None:
        """Start, once it was asked what has to be; nothing is asked while others look on."""
        question = "" if self.is_shared else starting.question(session)
        planned, now = session.conversation.private.plan.when, session.now()
        if question == "early":
            self.ask(questions.early_start(planned, session.wall()), self._started)
        elif question and (when := conversations.utc(planned)):
            hour = session.outline
            self.ask(questions.late_start(when, now, hour.total, hour.to_spare), self._started)
        else:
            self._started("full")

    def _started(self, answer: str | None) -> None:
        if answer:
            self.move(starting.start(self.work.open, answer))

    def action_end(self) -> None:
        """End the conversation, after a question."""

        def answered(answer: str | None) -> None:
            if answer == "date":
                next_date.ask(self, self.work)
            elif answer == "due":
                next_date.take(self, self.work)
            elif answer == "end" and self.move(clock_actions.end):
                self.work.open.keep_draft()
                self.go(Recap())

        session = self.work.open
        days = deadlines.proposal(session)
        briefly = self.app.size.height < FEW_ROWS
        missing = to_do.missing(session.conversation)
        self.ask(questions.end(missing, days, briefly=briefly), answered)

    def action_step_back(self) -> None:
        self.move(clock_actions.back)

    def action_pause(self) -> None:
        self.move(clock_actions.pause)

    def action_plus(self) -> None:
        self.move(clock_actions.extend, 1)

    def action_minus(self) -> None:
        self.move(clock_actions.extend, -1)

    def remark(self, words: str) -> None:
        """One line on what a key did in the log, which whoever looks on may read, too."""
        self.tell(words)

    # The log

    def action_log(self) -> None:
        """Into the log, and out of it."""
        if self.log_pane.writing:
            self.set_focus(None)
        elif heading := self.log_pane.enter():
            self.led_under(heading)

    def led_under(self, heading: str) -> None:
        """A step has led the caret under that heading, away from where it was left."""

    def into(self, heading: str) -> None:
        """Into a section of the log, which is made where there is none."""
        self.log_pane.enter_section(heading, self.work.open.headings)

    def into_steps(self) -> None:
        """To the first action step that lacks who or when, or to where the next is written."""
        self.log_pane.enter_steps(self.work.open.headings)

    def action_speaker(self) -> None:
        if self.log_pane.writing and (why := self.log_pane.speak()):
            self.remark(why)

    def action_video(self) -> None:
        """The video of the step; of a line of the log that names a moment, that moment."""
        plan, step = self.work.open.conversation.private.plan, self.work.open.step()
        line = self.log_pane.line if self.log_pane.writing else ""
        address = in_step(plan, step.number, line)
        video.show(self, self.work, address, of_stock=step.stock)

    def action_restore(self) -> None:
        """Put into the log again what was deleted from it last, by whomever."""
        is_back = self.work.open.bring_back()
        back = "It is back in the log. ctrl+z there takes it out again."
        self.remark(back if is_back else "Nothing is missing in the log")

    def on_log_editor_copied(self, event: LogEditor.Copied) -> None:
        here = "Copied, for pasting here: no system clipboard found"
        self.remark("Copied" if event.system else here)

    def on_log_editor_turned(self, event: LogEditor.Turned) -> None:
        """After undo or redo in the log: what was kept of a mark goes and comes with its line, and
        so does the next date.

        What nobody typed may go, and come back, where nobody looks: it is told.
        """
        said, line = ("Taken out: ", event.out) if event.out else ("Back in the log: ", event.back)
        if session := self.work.session:
            scoring.follow_the_log(session)
            if line and session.date_follows(event.before):
                when = session.conversation.private.next_when
                said, line = ("Set again: ", in_words(when)) if when else (said, line)
        if line:
            self.remark(f"{said}{shorten(line, TOLD - len(said), placeholder='…')}")

    def on_log_pane_settled(self) -> None:
        if session := self.work.session:
            self.leave()
            session.changed()

    # Notes

    def action_note(self) -> None:
        self.begin_note()

    def on_note_entry_drafted(self, event: NoteEntry.Drafted) -> None:
        if session := self.work.session:
            desk = session.conversation.private.desk
            session.remember(replace(desk, draft=event.line))

    def on_note_entry_entered(self, event: NoteEntry.Entered) -> None:
        if (session := self.work.session) and (note := session.note(event.line)):
            menu = named("notes", self.work.config.keys)
            into = f" · {menu} brings it into the log" if note.kind in FOR_THE_LOG else ""
            self.tell(f"Note kept: {NAMES[note.kind]}{into}")


RECAP, END = "Recap", "End"
LEADS_TO = {RECAP: "what became of the hour", END: "end the conversation; asks first"}
"""What is said of the key of the next step, by what it is called, where it leads to none."""
IDLE = {"pause": "", "plus": ""}
"""Keys that do nothing while no step runs, by id."""


def key_labels(glance: Glance) -> Mapping[str, str]:
    """What keys do just now that do something else at other times, or nothing, by id."""
    if glance.phase == "ready":
        return {"next": "Start", **IDLE}
    if glance.phase == "ended":
        return {"next": RECAP, **IDLE}
    last = {} if glance.next else {"next": END}
    return {**last, "pause": "Go on"} if glance.phase == "paused" else last


def pane_for(session: Session, before: LogPane | None) -> LogPane:
    """The log at the caret and view where it was left.

    Who was writing in the one `before` has the focus in the new one from its first frame on.
    """
    desk, speakers = session.conversation.private.desk, session.conversation.log.header.speakers
    pane = LogPane(session.replica, desk.caret, desk.top, speakers)
    if before:
        pane.follow(before)
    pane.at_step(session.step().number)
    return pane
