"""The frame around every screen: the terminal, the colours, and what is said if all else fails."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

from rich.text import Text
from textual import events
from textual.app import App
from textual.filter import LineFilter

from mqi_tui.driver import driver_class, freeze_after_first_frame
from mqi_tui.safety import NoControls, crash_report
from mqi_tui.themes import THEMES, VARIABLES

PATIENCE = 100
"""Turns of the loop that a key waits at most."""


class SafeApp(App[None]):
    """An app in which no text can do harm: not to the terminal, and not by a crash."""

    TITLE = "mqi"

    def __init__(self, theme: str = "dark") -> None:
        """`theme`: one of ours, by its short name."""
        super().__init__(driver_class=driver_class())
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
        """A key is taken when the one before it was dealt with, and so goes where it was meant.

        Textual hands keys on at once. In a burst, those after an Enter that moves the focus, or
        after the letter that starts a note, would still go to where the focus was.
        """
        if isinstance(event, events.Key) and self.screen_stack:
            receiver = self.screen.focused or self.screen
            for _ in range(PATIENCE):
                if receiver._message_queue.empty():
                    break
                await asyncio.sleep(0)
        await super().on_event(event)

    def action_help_quit(self) -> None:
        """Textual's toast on ctrl+c with nothing to copy; it would hang over a shared log."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), NoControls()]

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
