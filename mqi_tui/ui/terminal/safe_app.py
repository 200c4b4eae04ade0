"""The frame around every screen: the terminal, the colours, and what is said if all else fails."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from rich.text import Text
from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.color import Color
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.filter import DimFilter, LineFilter, Monochrome
from textual.screen import Screen
from textual.widget import Widget

from mqi_tui.ui.once import Palette
from mqi_tui.ui.terminal.driver import driver_class, freeze_after_first_frame
from mqi_tui.ui.terminal.in_turn import InTurn
from mqi_tui.ui.terminal.safety import NoColours, NoControls, crash_report
from mqi_tui.ui.themes import THEMES, VARIABLES
from mqi_tui.ui.widgets.keys_line import KeysLine

AT_THE_END = 2
"""Seconds in which a screen that is just opening may still get all its parts."""
WAITING = "One moment · what you type meanwhile comes after it"


class SafeApp(App[None]):
    """An app in which no text can do harm: not to the terminal, and not by a crash."""

    TITLE = "mqi"

    def __init__(self, theme: str = "dark") -> None:
        """`theme`: one of ours, by its short name."""
        super().__init__(driver_class=driver_class())
        self.in_turn = InTurn(self, self._meet, self._tell_of_waiting)
        for made in THEMES:
            self.register_theme(made)
        # Set as if it had always been so: to change it would read all styles a second time.
        self.set_reactive(SafeApp.theme, f"mqi-{theme}")
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_load(self) -> None:
        freeze_after_first_frame(self)

    async def on_event(self, event: events.Event) -> None:
        """Keys, clicks and what is pasted are taken one after the other; see `in_turn`.

        What comes back from a screen as the app ends finds none any more.
        """
        if not isinstance(event, (events.InputEvent, events.Paste)):
            await super().on_event(event)
        elif not event.is_forwarded:
            self.in_turn.take(event)
        elif self.screen_stack:
            await super().on_event(event)

    async def _meet(self, event: events.Event) -> None:
        """What is pressed on a part that is just gone is for nobody.

        Until its screen is laid out anew, that part is still what lies under the pointer.
        """
        if not (isinstance(event, events.MouseDown) and self._is_gone(event)):
            await super().on_event(event)

    def _tell_of_waiting(self) -> None:
        """In the last line, where there is one, for as long as it lasts."""
        for line in self.screen.query(KeysLine) if self.screen_stack else ():
            if self.in_turn.waits_long:
                line.tell(WAITING, lambda: self.in_turn.waits_long)
            else:
                line.look()

    def _is_gone(self, press: events.MouseDown) -> bool:
        try:
            return self.get_widget_at(press.x, press.y)[0].parent is None
        except NoWidget:
            return False

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:
        """What the app does, it does in its own turn, also where it was clicked.

        A widget that was clicked may be gone before it is done, and binds nothing for the app.
        """
        if namespace is self and active_message_pump.get() is not self:
            return self.call_later(super()._dispatch_action, namespace, action_name, params)
        return await super()._dispatch_action(namespace, action_name, params)

    def push_screen(self, *given: Any, **named: Any) -> Any:
        """What follows from its answer is done in the app's turn, whoever asked.

        Keys wait for the app however long a disk takes, and for a screen only so long: then they
        would do on the screen of before what is meant for the one that is about to come.
        """
        before = active_message_pump.set(self)
        try:
            return super().push_screen(*given, **named)
        finally:
            active_message_pump.reset(before)

    def action_command_palette(self) -> None:
        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """A screen that goes before it was there goes once it is: else it would miss its parts."""
        await _there(screen)
        return await super()._replace_screen(screen)

    async def _shutdown(self) -> None:
        """At the end of the app, too, while parts can be put up; it waits for no stuck one."""
        with suppress(TimeoutError):
            async with asyncio.timeout(AT_THE_END):
                for screen in self._screen_stack:
                    await _there(screen)
        await super()._shutdown()

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """What goes takes its workers along at once: they would find some of its parts gone."""
        for node in nodes:
            self.workers.cancel_node(node)
        return super()._prune(*nodes, parent=parent)

    def action_help_quit(self) -> None:
        """Textual's toast on ctrl+c with nothing to copy; it would hang over a shared log."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        usual = super().get_line_filters()
        if self.no_color:
            grey = (Monochrome, DimFilter)
            usual = [one for one in usual if not isinstance(one, grey)]
            usual.append(NoColours(Color.parse(self.current_theme.background or "black")))
        return [*usual, NoControls()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def panic(self, *_: Any) -> None:
        """Textual prints messages and variables here, which hold private words: name the place."""
        self._report(sys.exc_info()[1])

    def _fatal_error(self) -> None:
        self._report(sys.exc_info()[1])

    def _report(self, error: BaseException | None) -> None:
        if error is not None:
            self._exit_renderables.append(Text(crash_report(error)))
        self._close_messages_no_wait()


async def _there(screen: Screen[Any]) -> None:
    """Until all parts of a screen are there; at once where it never was put up."""
    if screen._task:
        await screen._mounted_event.wait()
