"""The conversation that is open, its present moment, and the screen that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from mqi_tui.domain.keys import named
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import SECOND, Events
from mqi_tui.files.config import Config
from mqi_tui.services import system_clock
from mqi_tui.services.session import Session
from mqi_tui.services.sharing_host import Sharing
from mqi_tui.services.view import View
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.once import Once
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.terminal.safe_app import SafeApp
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.note_entry import NoteEntry

if TYPE_CHECKING:
    from mqi_tui.domain.shared.losses import Loss
    from mqi_tui.services.sample import Sample
    from mqi_tui.store.autosaver import Status
    from mqi_tui.store.library import Library
    from mqi_tui.store.share_state import Meeting

AS_SHIPPED = Config()


class Sitting(SafeApp):
    """One conversation at a time. Screens bind to these values, which change here alone."""

    CSS_PATH = "styles/live.tcss"

    view: var[View] = var(View())
    """All that is to be seen of the open conversation; each screen shows its part of it."""

    class Saving(Message):
        """The store's writer has news of a session."""

        def __init__(self, session: Session, status: Status) -> None:
            super().__init__()
            self.session, self.status = session, status

    def __init__(
        self,
        library: Library,
        session: Session | None = None,
        now: system_clock.Now = system_clock.read,
        config: Config = AS_SHIPPED,
        meeting: Meeting | None = None,
    ) -> None:
        """`meeting`: where other windows ask for the log; without it, it is never shared."""
        super().__init__(config.theme)
        if config.reduced_motion:
            self.animation_level = "none"
        self.library, self.session, self.now, self.config = library, session, now, config
        self.meeting = meeting
        self.sample: Sample | None = None
        """The open conversation, where it is the sample."""
        self.shares_time = config.share_time
        self.windows: Sharing | None = None
        """The other windows, and the session whose log they show: the one on the screen or not."""
        self.no_more: set[str] = set()
        """Conversations whose log the coach does not want to be shown, though a window asks."""
        self._ticking: Timer | None = None
        self._complaints: list[str] = []
        self._noticed = 0
        self._lost: Loss | None = None
        self._opening = False
        self.moved_at_rest: list[bool] = []
        """Of the commands given last while no field had the focus: which moved the clock."""

    def complain(self, error: StoreError) -> None:
        """Say in a toast what the store refuses; only where no conversation is shown."""
        self.notify(str(error), severity="error", markup=False)

    def _look_at(self, session: Session) -> None:
        """Let the values that screens are bound to be those of `session`."""
        self.watch_over(session)
        if self.meeting and self.windows is None and not self.sample:
            address = self.meeting.announced()
            if address and address.id == session.conversation.id:  # it was, before a crash
                self.share(session)
        session.keymap = self.config.keys
        session.told, session.changed = session.keeper.status, partial(self._changed, session)
        self._changed(session)

    def watch_over(self, session: Session) -> None:
        """Be told how it stands with the saving of an open session."""
        session.keeper.on_status = partial(self._saving, session)

    def share(self, session: Session, *, instead_of: str = "") -> None:
        """Let other windows show its log from now on, whatever else is opened meanwhile."""
        assert self.meeting
        is_sample = self.sample is not None and session is self.sample.session
        name = self.sample_id if is_sample else ""
        self.windows = Sharing(session, self.meeting, self.see, id_=name, instead_of=instead_of)

    sample_id = "sample"
    """What the sample is called to other windows: its own id may be that of a real one."""

    def _say_how_it_stands(self, session: Session) -> None:
        if session.clock().started:
            self.tell(f"Continued in step {self.view.glance.position}. Nothing was lost.")
        self._complaints = list(self.config.complaints)
        self._noticed = 0

    def _remember(self, pane: LogPane) -> None:
        """Keep the caret and the view of a log that may be about to go."""
        session = self.open
        caret, top = pane.desk
        session.remember(replace(session.conversation.private.desk, caret=caret, top=top))

    @on(NoteEntry.Drafted)
    def keep_draft(self, event: NoteEntry.Drafted) -> None:
        if self.session:
            desk = self.session.conversation.private.desk
            self.session.remember(replace(desk, draft=event.line))

    # What is at hand

    @property
    def open(self) -> Session:
        """The conversation that is open; only asked where one is."""
        assert self.session is not None
        return self.session

    @property
    def mark(self) -> str:
        """What the open conversation is called before all else; empty where it is the coach's."""
        return self.open.mark

    @property
    def holding(self) -> Library:
        """The library that the open conversation lies in."""
        return self.sample.library if self.sample else self.library

    @property
    def pane(self) -> LogPane | None:
        """The log on the screen, below questions and menus."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, (LiveScreen, ShareScreen)):
                return screen.log_pane
        return None

    @property
    def live(self) -> LiveScreen | None:
        """The live screen, while it is what the coach sees."""
        return self.screen if isinstance(self.screen, LiveScreen) else None

    @property
    def talk(self) -> LiveScreen | ShareScreen | None:
        """The screen of the conversation, where nothing covers it."""
        return self.screen if isinstance(self.screen, (LiveScreen, ShareScreen)) else None

    def begin_note(self) -> None:
        """Into the note, where it was half typed."""
        if isinstance(self.screen, ShareScreen):
            self.screen.begin_note(self.open.conversation.private.desk.draft)
        elif isinstance(self.screen, LiveScreen):
            self.screen.begin_note()

    @property
    def sharing(self) -> bool:
        return isinstance(self.screen, ShareScreen)

    def tell(self, message: str) -> None:
        """One line for the coach, where it covers nothing; never in the share view."""
        if self.live:
            self.live.tell(message)

    def notify(self, *message: Any, **options: Any) -> None:
        """A toast, never over a shared log: neither ours nor Textual's."""
        if not self.sharing:
            super().notify(*message, **options)

    def ask(self, question: Screen[str], answered: Callable[[str | None], Any]) -> None:
        """Ask the coach, unless the teacher is looking."""
        if not self.sharing:
            self.push_screen(question, answered)

    # The present moment

    def tick(self) -> None:
        """Look at the clock, and again when the next second begins for the running step."""
        delay = SECOND
        if (session := self.session) and self.screen_stack:
            delay = session.look()
            session.told = session.keeper.status
            self._notice(session)
            if session.missed and self.live and not self.live.writing:
                self._ask_about_gap(session)
        if self.meeting:
            self._look_at_windows()
        self.see()
        if self._ticking:
            self._ticking.stop()
        self._ticking = self.set_timer(delay / SECOND, self.tick)

    def _look_at_windows(self) -> None:
        """What other windows ask for; the clock of the log they show goes on with the others."""
        from mqi_tui.ui.flows import shares

        shares.look(self)
        if (shared := self.windows) and shared.session is not self.session:
            shared.session.look()
            shared.moment = shared.session.moment() if self.shares_time else ""

    def _notice(self, session: Session) -> None:
        """One line after the other, when the line for messages is free: none hides another."""
        if not (self.live and self.live.is_quiet):
            return
        if self._complaints:
            self.tell(self._complaints.pop(0))
        elif self._noticed < len(session.keeper.notices):
            self.tell(session.keeper.notices[self._noticed])
            self._noticed += 1
        elif (lost := session.losses.last) and lost is not self._lost:
            self._lost = lost
            go = named("go", self.config.keys)
            self.tell(f"{len(lost.text)} characters were deleted in the log · restore them: {go} r")

    def _ask_about_gap(self, session: Session) -> None:
        from mqi_tui.ui.flows import holding

        missed, session.missed = session.missed, {}
        holding.gap(self, missed)

    def _changed(self, session: Session) -> None:
        """There is something else to be seen of `session`, where it is the one on the screen."""
        if session is self.session:
            self.see()

    def see(self) -> None:
        """Let the screens show what is so now."""
        name = self.windows.session.who if self.windows else ""
        if self.session:
            self.view = self.session.view(
                shows_time=self.shares_time, windows=self._shared_words(), shared_with=name
            )
        else:
            self.view = replace(self.view, shared_with=name)

    def watch_view(self, view: View) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Once):
                screen.see(view)
        if self.windows and self.windows.session is self.session:
            self.windows.moment = view.shared.moment

    def move(self, change: Callable[..., Events], *arguments: Any) -> bool:
        """Move the clock; say what changed, or why not. Whether it was possible."""
        try:
            said = self.open.move(change, *arguments)
        except clock_actions.Refused as reason:
            self.tell(str(reason))
            return False
        if said:
            self.tell(said)
        return True

    def show_time(self, shown: bool) -> None:
        """Let the teacher see the step and the minutes left, or not any more."""
        self.shares_time = shown
        self.see()

    # Saving

    def _saving(self, session: Session, status: Status) -> None:
        """Called on the writing thread."""
        self.post_message(self.Saving(session, status))

    def on_sitting_saving(self, event: Saving) -> None:
        """Say it. A save that takes less than a tick is not worth a change on the screen."""
        if event.session is self.session and event.status.word != "saving":
            event.session.told = event.status
            self.see()
        if self.windows and self.windows.session is event.session and self.windows.is_saved:
            self.windows.saved()

    def _shared_words(self) -> str:
        """How it stands with other windows; of another log no name, as a teacher may see this."""
        if self.windows is None:
            return ""
        if self.windows.session is self.session:
            return self.windows.words
        status = self.windows.session.keeper.status
        return (
            f"the shared log: {status}" if status.word == "NOT SAVED" else "another log is shared"
        )

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All that are open: the one on the screen, and the one that is shared."""
        shared = self.windows.session if self.windows else None
        return tuple(dict.fromkeys(one for one in (self.session, shared) if one))

    async def end_sharing(self) -> None:
        """What other windows wrote last is taken in; from here on they only show it."""
        if self.windows:
            await self.windows.close()

    def forget_shared(self) -> None:
        """The conversation was saved and closed."""
        if self.windows and self.windows.is_saved:
            self.windows.forget()
        self.windows = None

    def on_log_pane_settled(self) -> None:
        if self.pane and self.session:
            self._remember(self.pane)
            self.see()
