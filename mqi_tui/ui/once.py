"""What every screen keeps: it ends once, whoever ends it, and however often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen, ScreenResultType

if TYPE_CHECKING:
    from mqi_tui.services.view import View

    Mixed = Screen[Any]
else:
    Mixed = object  # styles and keys follow the first base that is Textual's own


@dataclass(frozen=True, slots=True)
class Draft:
    """What was half typed in a dialog, by field, and what is told of each letter that is typed.

    A dialog with one line has one field, of no name. An empty text: nothing is half typed.
    """

    begun: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[str, str], None] = lambda _field, _text: None

    @property
    def line(self) -> str:
        """What was half typed in a dialog with one line."""
        return self.begun.get("", "")


NONE = Draft()


class Once(Mixed):
    """A screen whose first answer holds. What is typed or clicked behind it is for nobody here.

    Textual takes the screen on top away at each `dismiss`, whichever asked: a second answer would
    take away what lies below, or end the app.
    """

    _is_answered = False
    draft = NONE

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Answer, and go; nothing where this is not what the coach sees, or was answered."""
        if self._is_answered or self.app.screen is not self or len(self.app.screen_stack) < 2:
            return AwaitComplete()
        self._is_answered = True
        gone: AwaitComplete = super().dismiss(result)
        return gone

    def see(self, view: View) -> None:
        """Show what there is to be seen of the conversation; most screens have other things."""

    def keep(self, text: str, field: str = "") -> None:
        """Something is half typed. What was answered is entered, or given up."""
        if not self._is_answered:
            self.draft.keep(field, text)

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
