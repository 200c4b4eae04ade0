"""The app: holds the open conversation and the present moment, applies changes, shows screens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from mqi_tui import machine, shelf
from mqi_tui.config import Config
from mqi_tui.frame import SafeApp
from mqi_tui.keys import ALL, EVERYWHERE, bindings
from mqi_tui.private import moves
from mqi_tui.private import notes as note_rules
from mqi_tui.private.events import SECOND, Events
from mqi_tui.private.plan import StepPlan
from mqi_tui.private.words import Glance, face
from mqi_tui.screens.live import LiveScreen
from mqi_tui.screens.share import ShareScreen
from mqi_tui.session import Session
from mqi_tui.store.errors import StoreError
from mqi_tui.themes import THEMES
from mqi_tui.widgets.editor import LogEditor
from mqi_tui.widgets.line_field import FIELDS
from mqi_tui.widgets.log_pane import LogPane
from mqi_tui.widgets.note_entry import NoteEntry
from mqi_tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from mqi_tui.screens.home import HomeScreen
    from mqi_tui.screens.notes import NotesScreen
    from mqi_tui.screens.recap import RecapScreen
    from mqi_tui.store.keeper import Status
    from mqi_tui.store.library import Library

AS_SHIPPED = Config()
TIDY_AFTER = 20.0
"""Seconds after the start before old revisions and the trash are looked through."""


class MqiApp(SafeApp):
    """One conversation at a time. Screens bind to these values; messages of screens come here."""

    CSS_PATH = "styles/live.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    glance: var[Glance] = var(Glance())
    about: var[tuple[str, ...]] = var(())
    plan: var[StepPlan | None] = var(None)
    asked: var[tuple[str, ...]] = var(())
    notes: var[note_rules.Notes] = var(())
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

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key by name, and the colours. No picture of private panes can be taken."""
        for key in ALL if isinstance(screen, LiveScreen) else EVERYWHERE:
            action = partial(self.run_action, f"app.{key.action}")
            yield SystemCommand(key.label, key.tooltip, action)
        for theme in THEMES:
            name = theme.name.removeprefix("mqi-")
            yield SystemCommand(f"Colours: {name}", "The look", partial(self.look, theme.name))

    def look(self, theme: str) -> None:
        self.theme = theme

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
        for notice in (*self.config.complaints, *session.keeper.notices):
            self.tell(notice)
        if session.clock().started:
            self.tell(f"Continued in step {self.glance.position}. Nothing was lost.")

    async def show_live(self) -> None:
        await self._show(self._live_screen(self.pane))

    def _live_screen(self, old: LogPane | None) -> LiveScreen:
        draft, app = self.open.conversation.private.desk.draft, MqiApp
        live = LiveScreen(self._pane(old), draft)
        live.data_bind(app.glance, app.about, app.plan, app.asked, app.notes, app.status)
        return live

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
        history = old.editor.history if old else None
        return LogPane(session.conversation.log.text, desk.caret, desk.top, history)

    def _remember(self, pane: LogPane) -> None:
        """Keep the text, the caret and the view of a log that may be about to go."""
        session = self.open
        session.write(pane.editor.text)
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
            self.session = None

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
    def sharing(self) -> bool:
        return isinstance(self.screen, ShareScreen)

    def tell(self, message: str) -> None:
        """One line for the coach, where it covers nothing; never in the share view."""
        if self.live:
            self.live.tell(message)

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
            if session.missed and not self.sharing:
                self._ask_about_gap(session)
        if self._ticking:
            self._ticking.stop()
        self._ticking = self.set_timer(delay / SECOND, self.tick)

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

    def on_mqi_app_saving(self, event: Saving) -> None:
        """Say it. A save that takes less than a tick is not worth a change on the screen."""
        if event.status.word != "saving":
            self._say_status(event.status)

    def _say_status(self, status: Status) -> None:
        saved_at = status.at if status.word == "saved" else None
        at = f" {face(int(saved_at.timestamp() * 1000))}" if saved_at else ""
        self.status = f"{status}{at}"

    def on_log_pane_written(self, event: LogPane.Written) -> None:
        if self.session:
            self.session.write(event.text)

    def on_log_pane_settled(self) -> None:
        if self.pane and self.session:
            self._remember(self.pane)

    # Keys

    def action_go(self) -> None:
        self._menu()

    def _menu(self, typed: str = "") -> None:
        from mqi_tui import menu
        from mqi_tui.screens.go import GoMenu

        if isinstance(self.screen, LiveScreen):
            chosen = partial(menu.carry_out, self)
            self.push_screen(GoMenu(menu.offer(self), typed), lambda a: chosen(a) if a else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The share view shows no other screen, and Textual's own palette stays out of it."""
        if self.sharing and action in ("command_palette", "help", "go", "digit", "quit"):
            return False
        return super().check_action(action, parameters)

    async def action_resting(self, action: str) -> None:
        """Keys that are commands only while no field has focus."""
        if not isinstance(self.screen.focused, FIELDS):
            await self.run_action(f"app.{action}")

    def action_digit(self, digit: str) -> None:
        if not isinstance(self.screen.focused, FIELDS):
            self._menu(digit)

    def action_next(self) -> None:
        session = self.open
        from mqi_tui import flows

        clock = session.clock()
        if not clock.started:
            flows.start(self)
        elif clock.running and not clock.remaining:
            flows.end(self)
        else:
            self.move(moves.advance)

    def action_step_back(self) -> None:
        self.move(moves.back)

    def action_pause(self) -> None:
        self.move(moves.pause)

    def action_plus(self) -> None:
        self.move(moves.extend, 1)

    def action_minus(self) -> None:
        self.move(moves.extend, -1)

    def action_note(self) -> None:
        if isinstance(self.screen, (LiveScreen, ShareScreen)):
            self.screen.begin_note()

    def action_log(self) -> None:
        if isinstance(self.screen, (LiveScreen, ShareScreen)):
            self.screen.toggle_log()

    def action_speaker(self) -> None:
        if self.pane and self.pane.writing:
            self.pane.speak(self.open.conversation.log.header.speakers)

    @on(LogEditor.Copied)
    def copied(self, event: LogEditor.Copied) -> None:
        self.tell(
            "Copied" if event.system else "Copied, for pasting here: no system clipboard found"
        )

    async def action_share(self) -> None:
        """The log alone, and back: the one key leads both ways."""
        if self.sharing:
            await self.show_live()
            return
        share, app = ShareScreen(self._pane(self.pane)), MqiApp
        await self._show(share.data_bind(app.heading, app.status))

    def action_save(self) -> None:
        if self.session:
            self.session.keeper.publish()
            self.tell(self.status.capitalize())

    def action_help(self) -> None:
        from mqi_tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.config.keys))

    async def action_quit(self) -> None:
        from mqi_tui import flows

        await flows.leave(self)

    # Notes, questions, scores, the next date

    @on(NoteEntry.Entered)
    @on(ShareScreen.Noted)
    def note(self, event: NoteEntry.Entered | ShareScreen.Noted) -> None:
        if note := self.open.note(event.line):
            self.refresh_values()
            self.tell(f"Note kept: {note_rules.NAMES[note.kind]}")

    @on(Timeline.Chosen)
    def go_to_clicked(self, event: Timeline.Chosen) -> None:
        self._menu(str(event.number % 10))

    def on_notes_screen_changed(self, event: NotesScreen.Changed) -> None:
        from mqi_tui import flows

        flows.change_note(self, event)

    def action_accept(self) -> None:
        """Let those pay who can."""
        from mqi_tui import menu

        menu.carry_out(self, "w")

    def action_notes(self) -> None:
        from mqi_tui.screens.notes import NotesScreen

        if self.live:
            self.push_screen(NotesScreen(self.glance.step).data_bind(MqiApp.notes))

    def action_tick(self, key: str) -> None:
        self.tick_question(key)

    def tick_question(self, key: str) -> None:
        self.open.tick_question(key)
        self.refresh_values()

    def action_responses(self) -> None:
        if self.live:
            self.live.toggle_responses()
