"""The conversation that is open, its present moment, and the screen that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
from mqi_tui.services.view import View
from mqi_tui.services.workspace import AS_SHIPPED, Workspace
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.once import Once
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.terminal.safe_app import SafeApp
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.note_entry import NoteEntry

if TYPE_CHECKING:
    from mqi_tui.domain.shared.losses import Loss
    from mqi_tui.store.autosaver import Status
    from mqi_tui.store.library import Library
    from mqi_tui.store.share_state import Meeting


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
        self.work = Workspace(library, session, now, config, meeting)
        self.work.changed = self.see
        self.work.saving = lambda *news: self.post_message(self.Saving(*news))
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

    def _say_how_it_stands(self, session: Session) -> None:
        if session.clock().started:
            self.tell(f"Continued in step {self.view.glance.position}. Nothing was lost.")
        self._complaints = list(self.work.config.complaints)
        self._noticed = 0

    def _remember(self, pane: LogPane) -> None:
        """Keep the caret and the view of a log that may be about to go."""
        session = self.work.open
        caret, top = pane.desk
        session.remember(replace(session.conversation.private.desk, caret=caret, top=top))

    @on(NoteEntry.Drafted)
    def keep_draft(self, event: NoteEntry.Drafted) -> None:
        if self.work.session:
            desk = self.work.session.conversation.private.desk
            self.work.session.remember(replace(desk, draft=event.line))

    # What is at hand

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
            self.screen.begin_note(self.work.open.conversation.private.desk.draft)
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
        if (session := self.work.session) and self.screen_stack:
            delay = session.look()
            session.told = session.keeper.status
            self._notice(session)
            if session.missed and self.live and not self.live.writing:
                self._ask_about_gap(session)
        if self.work.meeting:
            self._look_at_windows()
        self.see()
        if self._ticking:
            self._ticking.stop()
        self._ticking = self.set_timer(delay / SECOND, self.tick)

    def _look_at_windows(self) -> None:
        """What other windows ask for; the clock of the log they show goes on with the others."""
        from mqi_tui.ui.flows import shares

        shares.look(self)
        self.work.look_at_shared()

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
            go = named("go", self.work.config.keys)
            self.tell(f"{len(lost.text)} characters were deleted in the log · restore them: {go} r")

    def _ask_about_gap(self, session: Session) -> None:
        from mqi_tui.ui.flows import holding

        missed, session.missed = session.missed, {}
        holding.gap(self, missed)

    def see(self) -> None:
        """Let the screens show what is so now."""
        self.view = self.work.view(self.view)

    def watch_view(self, view: View) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Once):
                screen.see(view)
        if self.work.windows and self.work.windows.session is self.work.session:
            self.work.windows.moment = view.shared.moment

    def move(self, change: Callable[..., Events], *arguments: Any) -> bool:
        """Move the clock; say what changed, or why not. Whether it was possible."""
        try:
            said = self.work.open.move(change, *arguments)
        except clock_actions.Refused as reason:
            self.tell(str(reason))
            return False
        if said:
            self.tell(said)
        return True

    def show_time(self, shown: bool) -> None:
        """Let the teacher see the step and the minutes left, or not any more."""
        self.work.shares_time = shown
        self.see()

    def on_sitting_saving(self, event: Saving) -> None:
        self.work.saved(event.session, event.status)

    def on_log_pane_settled(self) -> None:
        if self.pane and self.work.session:
            self._remember(self.pane)
            self.see()
