"""The app: what each key, click and entered line does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from mqi_tui.domain.keys import ALL, CONVERSATION, EVERYWHERE
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.notes import NAMES
from mqi_tui.ui.bindings import bindings
from mqi_tui.ui.preparing import Preparing
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.themes import THEMES
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.line_field import FIELDS
from mqi_tui.ui.widgets.note_entry import NoteEntry
from mqi_tui.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from mqi_tui.ui.screens.notes import NotesScreen

OF_THE_HOUR = {key.action for key in CONVERSATION} | {"digit", "tick", "accept", "notes"}
"""Actions that need a conversation. One that is being closed is none any more."""


class MqiApp(Preparing):
    """Screens post what the coach does; here it is done, by a rule of `private` or a question."""

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    keep_look: Callable[[str], object] = staticmethod(str)
    """Told the short name of the colours that were chosen; nobody keeps it unless set."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key by name, and the colours. No picture of private panes can be taken."""
        for key in ALL if isinstance(screen, LiveScreen) else EVERYWHERE:
            action = partial(self.run_action, f"app.{key.action}")
            yield SystemCommand(key.label, key.tooltip, action)
        if isinstance(screen, LiveScreen):
            yield self._time_command()
        if self.work.session and isinstance(screen, (LiveScreen, RecapScreen)):
            yield from self._sending_commands()
        yield from self._share_commands()
        for theme in THEMES:
            name = theme.name.removeprefix("mqi-")
            yield SystemCommand(f"Colours: {name}", "The look", partial(self.look, theme.name))

    def _time_command(self) -> SystemCommand:
        title = (
            "Share: hide step and time" if self.work.shares_time else "Share: show step and time"
        )
        help_ = "Whether the teacher sees the step and the minutes left, below the shared log"
        return SystemCommand(title, help_, partial(self.show_time, not self.work.shares_time))

    def _share_commands(self) -> Iterable[SystemCommand]:
        from mqi_tui.ui.flows import shares

        return shares.commands(self)

    def _sending_commands(self) -> Iterable[SystemCommand]:
        from mqi_tui.ui.flows import export_flow

        every = "Word, a page, an e-mail, a text, a calendar file: all into the folder for it"
        yield SystemCommand("Export the log", every, partial(export_flow.export, self))
        message = "The log in short lines, for a chat"
        yield SystemCommand("Copy the log as a message", message, partial(export_flow.copy, self))

    def look(self, theme: str) -> None:
        """Change the colours, for the next start, too; colours that are set come back then."""
        self.theme = theme
        self.keep_look(theme.removeprefix("mqi-"))
        if self.work.config.sets_theme:
            self.tell("For now: config.toml sets the colours of the next start")

    # Keys

    def action_go(self) -> None:
        if self.screen is self.planning:
            self.planning.action_sections()
        else:
            self._menu()

    def _menu(self, typed: str = "") -> None:
        from mqi_tui.ui.flows import menu

        if self.live and self.work.session:
            menu.show(self, typed)

    def on_live_screen_meant(self, event: LiveScreen.Meant) -> None:
        """Signs that were taken for commands began a note: take them back."""
        from mqi_tui.ui.flows import resting

        resting.take_back(self, event.signs)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The share view shows no other screen; while nothing is open, no key of the hour works."""
        if self.work.session is None and action in OF_THE_HOUR:
            return False
        if self.sharing and action in ("command_palette", "help", "go", "digit", "quit"):
            return False
        return super().check_action(action, parameters)

    async def action_resting(self, action: str) -> None:
        """Keys that are commands only while no field has focus."""
        from mqi_tui.ui.flows import resting

        if not isinstance(self.screen.focused, FIELDS):
            await resting.command(self, action)

    def action_digit(self, digit: str) -> None:
        """The go menu, filled in; a letter behind the digit makes a note of it."""
        from mqi_tui.ui.flows import resting

        if not isinstance(self.screen.focused, FIELDS):
            resting.number(self, digit)

    async def action_next(self) -> None:
        from mqi_tui.ui.flows import holding

        session = self.work.open
        if self.planning:
            if self.screen is self.planning:
                await self.go_live()
            return
        clock = session.clock()
        if clock_actions.bounced(session.events, self.work.now()):
            return
        if clock.ended:
            await self.show_recap()
        elif not clock.started:
            holding.start(self)
        elif clock.running and not clock.remaining:
            holding.end(self)
        else:
            self.move(clock_actions.advance)

    def action_step_back(self) -> None:
        self.move(clock_actions.back)

    def action_pause(self) -> None:
        self.move(clock_actions.pause)

    def action_plus(self) -> None:
        self.move(clock_actions.extend, 1)

    def action_minus(self) -> None:
        self.move(clock_actions.extend, -1)

    def action_note(self) -> None:
        self.begin_note()

    def action_log(self) -> None:
        if self.talk:
            self.talk.toggle_log()

    def action_speaker(self) -> None:
        if self.pane and self.pane.writing:
            self.pane.speak()

    @on(LogEditor.Copied)
    def copied(self, event: LogEditor.Copied) -> None:
        self.tell(
            "Copied" if event.system else "Copied, for pasting here: no system clipboard found"
        )

    @on(LogEditor.Turned)
    def turned(self) -> None:
        from mqi_tui.ui.flows import scoring

        if self.work.session:
            scoring.follow_the_log(self)

    async def action_share(self) -> None:
        """The log alone, and back: the one key leads both ways."""
        if self.sharing:
            await self.show_live()
        else:
            await self.show_share()

    def action_save(self) -> None:
        if self.work.session:
            self.work.session.keeper.publish()
            self.tell(self.view.shared.status.capitalize())

    def action_help(self) -> None:
        from mqi_tui.ui.dialogs.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen(self.work.config.keys))

    async def action_quit(self) -> None:
        from mqi_tui.ui.flows import quitting

        if not self.screen.is_modal:
            await quitting.leave(self)

    # Notes, questions, scores, the next date

    @on(NoteEntry.Entered)
    def note(self, event: NoteEntry.Entered) -> None:
        if self.work.session and (note := self.work.session.note(event.line)):
            self.tell(f"Note kept: {NAMES[note.kind]}")

    @on(Timeline.Chosen)
    def go_to_clicked(self, event: Timeline.Chosen) -> None:
        self._menu(str(event.number % 10))

    def on_notes_screen_changed(self, event: NotesScreen.Changed) -> None:
        from mqi_tui.ui.flows import holding

        holding.change_note(self, event)

    def action_accept(self) -> None:
        """Let those pay who can."""
        from mqi_tui.ui.flows import menu

        menu.carry_out(self, "w")

    def action_notes(self) -> None:
        from mqi_tui.ui.flows import drafting
        from mqi_tui.ui.screens.notes import NotesScreen

        if self.live:
            notes = NotesScreen(self.view.glance.step, drafting.draft(self, "note"))
            notes.see(self.view)
            self.push_screen(notes)

    def action_tick(self, key: str) -> None:
        self.tick_question(key)

    def tick_question(self, key: str) -> None:
        self.work.open.tick_question(key)

    def action_responses(self) -> None:
        if self.live:
            self.live.toggle_responses()
