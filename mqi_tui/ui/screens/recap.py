"""After the call: what is still to be done, what became of the hour, what was agreed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from mqi_tui.domain.cheat_sheet import RECAP_TITLE
from mqi_tui.domain.deeds import ALL, EVERYWHERE, FROM_THE_RECAP, THE_NEXT
from mqi_tui.domain.private import closing
from mqi_tui.domain.private.closing import Todo
from mqi_tui.domain.private.recap import TABLE
from mqi_tui.services import deadlines, recap_content
from mqi_tui.ui.bindings import bindings
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.flows import export_flow, inviting, log_history, next_date, own_files, quitting
from mqi_tui.ui.once import Doing, Once
from mqi_tui.ui.routes import Beside, EndShare, Home, Live, NewWith, Quit, Thread
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.hanging import hanging
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.parts import MORE
from mqi_tui.ui.widgets.title_line import TitleLine
from mqi_tui.ui.widgets.titled_lines import Make, TitledLines

if TYPE_CHECKING:
    from mqi_tui.services.carry_over import Prepared
    from mqi_tui.services.view import View
    from mqi_tui.services.workspace import Workspace

HINT = "Enter does it · Tab how it went · Esc home"
READING = "↑ ↓ read on · Tab to do · Esc home"
"""Said below in what was, where Enter does nothing."""
HERE = (ALL["log"], ALL["new"])
WAYS = {
    "plan": "Plan the next conversation",
    "export": "Export the log: Word, page, e-mail, calendar",
    "folder": "Open the folder with what was exported",
    "message": "Copy the log as the text of a message",
    "thread": "From cycle to cycle: goals, steps, scores, past logs",
    "older": "Older states of the log: look, bring back",
    "log-screen": "The log: read it, go on writing in it",
    "home": "All conversations",
}
"""What can be done here beside what is still to be done."""
OF_ITS_OWN = "its log is kept, and can be exported"
OF_THE_SAMPLE = {key: words for key, words in WAYS.items() if key not in ("export", "thread")} | {
    "plan": f"Plan a first conversation of your own: {OF_ITS_OWN}"
}
"""Nothing of the sample is kept, so nothing leads on from it."""


class RecapScreen(Once, Screen[None]):
    """PRIVATE. Settles what is open, and leads on from here; the log stays editable."""

    CSS_PATH = "../styles/recap.tcss"
    keys_title = RECAP_TITLE
    AUTO_FOCUS = "#todo"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "home", "Home", show=False),
        *bindings(HERE, resting=False),
        Binding("tab", "other_half", "To do, or what was", show=False, priority=True),
    ]

    says: Mapping[str, str] = FROM_THE_RECAP
    todos: var[Sequence[Todo]] = var(())

    def __init__(
        self, work: Workspace, about: str, make: Make, following: Prepared | None = None
    ) -> None:
        """`make`: what was, for the width there is; `following`: the next one, if prepared."""
        super().__init__()
        self.work, self._about, self._make, self._following = work, about, make, following
        self._shown = work.open.conversation
        to = "prepared" if following else "sample" if work.sample else "new"
        self.labels = {"new": THE_NEXT[to]}
        if to != "new":
            self.says = {**FROM_THE_RECAP, "new": following.day if following else OF_ITS_OWN}
        self._keys: KeysLine = KeysLine((*HERE, *EVERYWHERE), HINT, work.config.keys)
        self._keys.labels = self.labels
        self.set_reactive(RecapScreen.todos, self._todos())

    def compose(self) -> ComposeResult:
        yield TitleLine(self._about, before="Recap · ")
        yield Choices(markup=False, id="todo")
        yield TitledLines(self._make, id="blocks", each=TABLE)
        yield self._keys

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.border_title = "To do now"
        choices.beyond = self.query_one(TitledLines)
        self.watch(choices, "show_vertical_scrollbar", self._say_more)
        self._list()

    def on_resize(self) -> None:
        """Lines wrap within the list as it is by then; who has left by then sees none."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        if self.work.session and self.is_attached:
            self._list()

    def _say_more(self, is_more: bool) -> None:
        """That there is more than is seen, where there is."""
        self.query_one(Choices).border_subtitle = Content(MORE if is_more else "")

    def _todos(self) -> tuple[Todo, ...]:
        return (*recap_content.still_here(self.work), *recap_content.todos(self.work.open))

    def on_descendant_focus(self) -> None:
        """Keys do one thing in what is to be done, and another in what was."""
        is_reading = self.focused is self.query_one(TitledLines)
        self._keys.hint = READING if is_reading else HINT

    def see(self, view: View) -> None:
        """What is still to be done now, who is still here, and where things are."""
        before, now = self._shown, view.conversation
        if self.work.session and self.is_mounted:
            self.todos = self._todos()
        if self.work.session and now and now != before:
            self._shown = now
            is_sent = now.private.exported and not before.private.exported
            look_at = recap_content.FILES_BLOCK if is_sent else ""
            self.run_worker(self._look_again(look_at), exit_on_error=False)

    async def _look_again(self, look_at: str) -> None:
        self.show(await recap_content.making(self.work), look_at)

    def watch_todos(self) -> None:
        if self.is_mounted:
            self._list()

    def show(self, make: Make, look_at: str) -> None:
        """What was, as it is known now; the block of the title `look_at` comes into view."""
        blocks = self.query_one(TitledLines)
        blocks.show(make)
        self.call_after_refresh(blocks.look_at, look_at)

    def _list(self) -> None:
        """What is open first, then what is done, then where to go from here."""
        done = {todo.key for todo in self.todos if todo.done}
        self.query_one(Choices).refill(self._options(), done)

    def _options(self) -> Iterator[Option]:
        is_sample = self.work.sample is not None
        width = self.query_one(Choices).scrollable_content_region.width or self.size.width
        for todo in sorted(self.todos, key=lambda one: one.done):
            if not (is_sample and todo.key == "log"):
                yield Option(_line(todo, width), id=todo.key)
        half = self.work.open.conversation.private
        exported = half.exported or half.exported_when
        for key, words in self._ways().items():
            if exported or key != "folder":
                yield Option(hanging(Content.styled("→ ", "$label"), words, width), id=key)

    def _ways(self) -> Mapping[str, str]:
        """What can be done here beside; the next one is not planned twice without a word."""
        if self._following:
            return WAYS | {"plan": f"Open the next one · {self._following.day}"}
        return OF_THE_SAMPLE if self.work.sample else WAYS

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.work.session and event.option_id:
            self._deeds[event.option_id]()

    @property
    def _deeds(self) -> Mapping[str, Callable[[], object]]:
        """What each line does: to settle something, or to go on from here."""
        return {
            "date": lambda: next_date.ask(self, self.work),
            "due": self._days,
            "log": self._where_is_the_log,
            "guests": lambda: inviting.show(self, self.work),
            "links": lambda: inviting.show(self, self.work),
            "window": lambda: self.post_message(EndShare()),
            "steps": lambda: self.go(Live(steps=True)),
            "notes": lambda: self.go(Live(notes=True)),
            "plan": self.action_new,
            "export": lambda: export_flow.export(self, self.work),
            "folder": lambda: export_flow.open_folder(self, self.work),
            "message": lambda: self.call_later(export_flow.copy, self, self.work),
            "thread": lambda: self.call_later(self._thread),
            "older": lambda: self.call_later(log_history.show, self, self.work),
            "log-screen": self.action_log,
            "home": self.action_home,
        }

    def deeds(self) -> Mapping[str, Doing]:
        does = self._deeds
        return {
            **export_flow.deeds(self, self.work),
            **next_date.deeds(self, self.work),
            **own_files.deeds(self, self.work),
            "next-date": does["date"],
            "log": self.action_log,
            "new": self.action_new,
            "thread": does["thread"],
            "older": does["older"],
            "notes": does["notes"],
            "home": self.action_home,
        }

    # What is settled here

    def _days(self) -> None:
        """What is proposed goes into the log; nothing is before there is a date."""
        if deadlines.proposal(self.work.open):
            next_date.take(self, self.work)
        elif self.work.open.conversation.private.next_when:
            self.go(Live(section=deadlines.SECTION))
        else:
            next_date.ask(self, self.work)

    def _where_is_the_log(self) -> None:
        """Export it, or note that it is on the platform, with the teacher, or neither."""
        session, half = self.work.open, self.work.open.conversation.private

        def answered(answer: str | None) -> None:
            if answer == "export":
                export_flow.export(self, self.work)
            elif answer:
                session.change(**closing.marked(half, answer))

        gone = [name for name in closing.WAYS if closing.is_gone(half) and getattr(half, name)]
        question = questions.the_log(exported=half.exported, gone=gone, outdated=half.outdated)
        self.ask(question, answered)

    async def _thread(self) -> None:
        if self.work.sample:
            self.tell("The sample has one conversation: there is no thread yet")
        else:
            await asyncio.to_thread(self.work.open.keeper.flush, 2)
            self.go(Thread(self.work.open.conversation.id))

    # Where it leads

    def action_log(self) -> None:
        """The log, to go on writing in it."""
        self.go(Live(section=self.work.open.section()))

    def action_home(self) -> None:
        self._leave(lambda: self.go(Home()))

    def action_new(self) -> None:
        """The next one, where it is prepared already; else a new one."""
        if self._following:
            id_ = self._following.id
            self._leave(lambda: self.go(Beside(id_)))
            return
        of_this = self.work.open.conversation.log.header.teacher
        teacher = "" if self.work.sample else of_this  # nobody coaches the one of the sample
        self._leave(lambda: self.go(NewWith(teacher)))

    def ends_the_app(self) -> bool:
        self._leave(lambda: self.post_message(Quit()))
        return True

    def _leave(self, to: Callable[[], object]) -> None:
        """Leave for somewhere; what is open is told once before."""
        session = self.work.open
        if self.work.sample:
            quitting.leave_for(self, self.work, to)
            return
        waiting = {todo.key: f"☐ {todo.words}" for todo in self.todos if not todo.done}
        if not waiting or session.conversation.private.closed_out:
            to()
            return

        def answered(answer: str | None) -> None:
            if answer == "later":
                to()
            elif answer:
                self._deeds[answer]()

        session.change(closed_out=True)
        self.ask(questions.before_leaving(waiting), answered)

    def action_other_half(self) -> None:
        """From what is to be done to what was, and back."""
        self.query_one(TitledLines).turn_to(self.query_one("#todo"))


def _line(todo: Todo, width: int) -> Content:
    box, style = ("☑", "$label") if todo.done else ("☐", "bold")
    return hanging(f"{box} ", todo.words, width).stylize(style)
