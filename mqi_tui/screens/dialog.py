"""What every screen keeps: it ends once, whoever ends it, and however often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen, ScreenResultType

if TYPE_CHECKING:
    Mixed = Screen[Any]
else:
    Mixed = object  # styles and keys follow the first base that is Textual's own


class Once(Mixed):
    """A screen whose first answer holds. What is typed or clicked behind it is for nobody here.

    Textual takes the screen on top away at each `dismiss`, whichever asked: a second answer would
    take away what lies below, or end the app.
    """

    _is_answered = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Answer, and go; nothing where this is not what the coach sees, or was answered."""
        if self._is_answered or self.app.screen is not self or len(self.app.screen_stack) < 2:
            return AwaitComplete()
        self._is_answered = True
        gone: AwaitComplete = super().dismiss(result)
        return gone

    async def on_event(self, event: events.Event) -> None:
        if not (self._is_answered and isinstance(event, (events.InputEvent, events.Paste))):
            await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of a screen that was answered, no key and no click does anything any more."""
        return not self._is_answered and super().check_action(action, parameters)


class Whole(Once, Screen[ScreenResultType]):
    """A screen that takes the whole window."""


class Dialog(Once, ModalScreen[ScreenResultType]):
    """A question, or something to look at, over what is shown."""


class Palette(Once, CommandPalette):
    """Textual's list of commands, which ends once, too."""
