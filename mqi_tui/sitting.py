"""The conversation that is open, its present moment, and the screen that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from mqi_tui import machine, shelf
from mqi_tui.config import Config
from mqi_tui.frame import SafeApp
from mqi_tui.private import moves
from mqi_tui.private.events import SECOND, Events
from mqi_tui.private.notes import Notes
from mqi_tui.private.plan import StepPlan
from mqi_tui.private.words import Glance, face
from mqi_tui.screens.live import LiveScreen
from mqi_tui.screens.share import ShareScreen
from mqi_tui.session import Session
from mqi_tui.store.errors import StoreError
from mqi_tui.widgets.document import History
from mqi_tui.widgets.log_pane import LogPane
from mqi_tui.widgets.note_entry import NoteEntry

if TYPE_CHECKING:
    from mqi_tui.screens.home import HomeScreen
    from mqi_tui.screens.recap import RecapScreen
    from mqi_tui.store.keeper import Status
    from mqi_tui.store.library import Library

AS_SHIPPED = Config()
TIDY_AFTER = 20.0
"""Seconds after the start before old revisions and the trash are looked through."""


class Sitting(SafeApp):
    """One conversation at a time. Screens bind to these values, which change here alone."""

    CSS_PATH = "styles/live.tcss"

    glance: var[Glance] = var(Glance())
    about: var[tuple[str, ...]] = var(())
    plan: var[StepPlan | None] = var(None)
    asked: var[tuple[str, ...]] = var(())
    notes: var[Notes] = var(())
    heading: var[str] = var("")
    status: var[str] = var("")

    class Saving(Message):
        """The store's writer has news."""

        def __init__(self, status: Status) -> None:
            super().__init__()
            self.status = status

    def __init__(
        self,
        library: Library,
        session: Session | None = None,
        now: machine.Now = machine.read,
        config: Config = AS_SHIPPED,
    ) -> None:
        super().__init__(config.theme)
        self.library, self.session, self.now, self.config = library, session, now, config
        self._ticking: Timer | None = None
        self._history: History | None = None
        self._complaints: list[str] = []
        self._noticed = 0
        self._opening = False

    # From start to end

    def get_default_screen(self) -> Screen[Any]:
        """A conversation that is open already is the first thing shown, with no frame before it."""
        if self.session is None or self.session.clock().ended:
            return super().get_default_screen()
        self._look_at(self.session)
        return self._live_screen(None)

    async def on_mount(self) -> None:
        self.set_keymap(dict(self.config.keys))
        if self.session is None:
            await self.show_home()
        elif self.session.clock().ended:
            await self._begin()
        else:
            self._say_how_it_stands(self.session)
        self.tick()
        self.set_timer(TIDY_AFTER, self._tidy)

    def _tidy(self) -> None:
        """Once a run, when nobody waits for it: what is older than 30 days goes."""
        self.run_worker(asyncio.to_thread(self.library.tidy), exit_on_error=False)

    async def show_home(self) -> None:
        from mqi_tui.screens.home import HomeScreen

        await self.close()
        rows = await asyncio.to_thread(shelf.home_rows, self.library, self.now())
        await self._show(HomeScreen(rows))

    async def on_home_screen_opened(self, event: HomeScreen.Opened) -> None:
        from mqi_tui import flows

        await flows.open_beside(self, event.id)

    async def open_conversation(self, id_: str) -> None:
        """Open a conversation of the library; a line says so where it cannot be opened."""
        from mqi_tui.screens.home import SAMPLE

        if self._opening or self.session:
            return
        self._opening = True
        try:
            if id_ == SAMPLE:
                self.library = shelf.throw_away()
                self.session = await asyncio.to_thread(shelf.sample, self.library, self.now)
            else:
                opening = partial(shelf.open_session, self.library, id_, self.now)
                self.session = await asyncio.to_thread(opening)
        except StoreError as error:
            self.complain(error)
            return
        finally:
            self._opening = False
        await self._begin()

    def complain(self, error: StoreError) -> None:
        """Say in a toast what the store refuses; only where no conversation is shown."""
        self.notify(str(error), severity="error", markup=False)

    async def _begin(self) -> None:
        """Show the conversation that was opened, at the caret and the time where it stood."""
        session = self.open
        self._look_at(session)
        if session.clock().ended:
            await self.show_recap()
            return
        await self.show_live()
        self._say_how_it_stands(session)

    def _look_at(self, session: Session) -> None:
        """Let the values that screens are bound to be those of `session`."""
        session.keeper.on_status = self._saving
        self._say_status(session.keeper.status)
        header, focus = session.conversation.log.header, session.conversation.private.plan.focus
        self.about = tuple(part for part in (header.who, focus) if part)
        self.refresh_values()

    def _say_how_it_stands(self, session: Session) -> None:
        if session.clock().started:
            self.tell(f"Continued in step {self.glance.position}. Nothing was lost.")
        self._complaints = list(self.config.complaints)
        self._noticed = 0

    async def show_live(self) -> None:
        """The hour's screen, in place of what is shown; who was writing goes on writing."""
        old = self.pane
        resume = self._hand_over(old)
        await self._show(self._live_screen(old))
        resume()

    def _live_screen(self, old: LogPane | None) -> LiveScreen:
        draft, app = self.open.conversation.private.desk.draft, Sitting
        live = LiveScreen(self._pane(old), draft)
        live.data_bind(app.glance, app.about, app.plan, app.asked, app.notes, app.status)
        return live

    async def show_share(self) -> None:
        """The log alone, in place of all else: no toast of before stays over it."""
        resume = self._hand_over(self.pane)
        share = ShareScreen(self._pane(self.pane))
        self.clear_notifications()
        await self._show(share.data_bind(Sitting.heading, Sitting.status))
        resume()

    def _hand_over(self, old: LogPane | None) -> Callable[[], None]:
        """What puts the person back, on the next screen, to what they were writing in."""
        noting = self.talk is not None and self.talk.noting
        writing = old is not None and old.writing

        def resume() -> None:
            if noting:
                self.begin_note()
            elif writing and self.pane:
                self.pane.enter()

        return resume

    async def show_recap(self) -> None:
        from mqi_tui.screens.recap import RecapScreen

        session = self.open
        await asyncio.to_thread(session.keeper.flush, 2)
        path = await asyncio.to_thread(shelf.path, self.library, session.conversation.id)
        await self._show(
            RecapScreen(session.conversation.log.header.who, session.recap(path, self.size.width))
        )

    async def on_recap_screen_left(self, event: RecapScreen.Left) -> None:
        await (self.show_live() if event.to == "log" else self.show_home())

    def _pane(self, old: LogPane | None) -> LogPane:
        """The log at the caret and view where it was left, with what can still be undone."""
        session = self.open
        if old:
            self._remember(old)
        desk = session.conversation.private.desk
        return LogPane(session.conversation.log.text, desk.caret, desk.top, self._history)

    def _remember(self, pane: LogPane) -> None:
        """Keep the text, the caret and the view of a log that may be about to go."""
        session = self.open
        session.write(pane.editor.text)
        self._history = pane.editor.history
        caret, top = pane.desk
        session.remember(replace(session.conversation.private.desk, caret=caret, top=top))

    @on(NoteEntry.Drafted)
    def keep_draft(self, event: NoteEntry.Drafted) -> None:
        if self.session:
            desk = self.session.conversation.private.desk
            self.session.remember(replace(desk, draft=event.line))

    async def _show(self, screen: Screen[Any]) -> None:
        """Put `screen` in the place of what is shown, questions included."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if not self.screen._result_callbacks:  # the first screen was never pushed
            self.screen._push_result_callback(self.screen, None)
        await self.switch_screen(screen)

    async def close(self) -> None:
        """Save, remember where the coach was, and let go of the files."""
        if session := self.session:
            if self.pane:
                self._remember(self.pane)
            await asyncio.to_thread(session.keeper.close)
            self.session = self._history = None

    # What is at hand

    @property
    def open(self) -> Session:
        """The conversation that is open; only asked where one is."""
        assert self.session is not None
        return self.session

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
            self.glance, delay = session.look()
            self._say_status(session.keeper.status)
            self._notice(session)
            if session.missed and self.live and not self.live.writing:
                self._ask_about_gap(session)
        if self._ticking:
            self._ticking.stop()
        self._ticking = self.set_timer(delay / SECOND, self.tick)

    def _notice(self, session: Session) -> None:
        """One line after the other, when the line for messages is free: none hides another."""
        if not (self.live and self.live.is_quiet):
            return
        if self._complaints:
            self.tell(self._complaints.pop(0))
        elif self._noticed < len(session.keeper.notices):
            self.tell(session.keeper.notices[self._noticed])
            self._noticed += 1

    def _ask_about_gap(self, session: Session) -> None:
        from mqi_tui import flows

        missed, session.missed = session.missed, 0
        flows.gap(self, missed)

    def refresh_values(self) -> None:
        """What screens are bound to, from the newest value. Equal values change nothing."""
        session = self.open
        half = session.conversation.private
        self.glance = session.glance()
        self.plan, self.heading = session.step_plan(), session.section()
        self.asked, self.notes = half.asked, half.notes

    def move(self, change: Callable[..., Events], *arguments: Any) -> bool:
        """Move the clock; say what changed, or why not. Whether it was possible."""
        try:
            said = self.open.move(change, *arguments)
        except moves.Refused as reason:
            self.tell(str(reason))
            return False
        self.refresh_values()
        if said:
            self.tell(said)
        return True

    # Saving

    def _saving(self, status: Status) -> None:
        """Called on the writing thread."""
        self.post_message(self.Saving(status))

    def on_sitting_saving(self, event: Saving) -> None:
        """Say it. A save that takes less than a tick is not worth a change on the screen."""
        if event.status.word != "saving":
            self._say_status(event.status)

    def _say_status(self, status: Status) -> None:
        saved_at = status.at if status.word == "saved" else None
        at = f" {face(int(saved_at.timestamp() * 1000))}" if saved_at else ""
        self.status = f"{status}{at}"

    def on_log_pane_written(self, event: LogPane.Written) -> None:
        if self.session and event.pane is self.pane:
            self.session.write(event.text)

    def on_log_pane_settled(self) -> None:
        if self.pane and self.session:
            self._remember(self.pane)
