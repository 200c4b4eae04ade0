"""What every screen keeps: it ends once, whoever ends it, and however often; it knows no other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import WorkerCancelled

from mqi_tui.ui.routes import Go
from mqi_tui.ui.terminal.measuring import measure_again
from mqi_tui.ui.widgets.choices import Steady
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import FIELDS

if TYPE_CHECKING:
    from mqi_tui.services.view import View
    from mqi_tui.ui.hour import Hour
    from mqi_tui.ui.routes import Route
    from mqi_tui.ui.widgets.log_pane import LogPane

    Mixed = Screen[Any]
else:
    Mixed = object  # styles and keys follow the first base that is Textual's own

T = TypeVar("T")
Doing = Callable[[], object] | str
"""How something is done; or, in words, why it cannot be now."""


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
    _keys: KeysLine | None = None
    """The last line, where the screen has one."""
    _was_shown = False
    """What is shown for the first time was styled a moment ago."""
    draft = NONE

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Answer, and go; nothing where this is not what the coach sees, or was answered."""
        if self._is_answered or self.app.screen is not self or len(self.app.screen_stack) < 2:
            return AwaitComplete()
        self._is_answered = True
        gone: AwaitComplete = super().dismiss(result)
        return gone

    # What the app asks of every screen, and most have nothing to do

    log_pane: LogPane | None = None
    """The log, where the conversation is on the screen."""

    is_shared = False
    """Whether the teacher looks on: then nothing else may come over it."""

    def see(self, view: View) -> None:
        """Show what there is to be seen of the conversation."""

    def look(self) -> None:
        """A second has passed."""

    def leave(self) -> None:
        """Take along what is here and nowhere else yet: another screen comes in its place."""

    keys_title = ""
    """What its keys stand under on the page of all keys."""

    labels: Mapping[str, str] = MappingProxyType({})
    """What deeds are called here, where it is not what they are called else, by id."""

    says: Mapping[str, str] = MappingProxyType({})
    """What is said of deeds here, where it is not what is said of them else, by id."""

    def deeds(self) -> Mapping[str, Doing]:
        """What the palette can do here, by id."""
        return {}

    def ends_the_app(self) -> bool:
        """Whether leaving the app is a matter of this screen; then it has taken it in hand."""
        return False

    # What a screen asks of the app

    def go(self, route: Route) -> None:
        """Let something else be shown."""
        self.post_message(Go(route))

    def ask(self, question: Screen[T], answered: Callable[[T | None], Any] | None = None) -> None:
        """Put a question over this screen, or something to read, for as long as it is there."""
        if self in self.app.screen_stack:
            self.app.push_screen(question, answered)

    def in_turn(self, deed: Callable[..., Awaitable[None]], *given: Any) -> None:
        """Do something that waits for the disk and leads elsewhere: all keys wait for it, too."""
        self.app.call_later(deed, *given)

    def tell(self, words: str) -> None:
        """One line, where else the keys stand; a toast where a screen has no such line."""
        if self._keys:
            self._keys.tell(words)
        else:
            self.app.notify(words, markup=False)

    @property
    def is_telling(self) -> bool:
        """Whether a line is told: what is less than that waits until it was seen."""
        return bool(self._keys and self._keys.told)

    def on_compose(self) -> None:
        """Its styles are read by now, and the room is known: so its parts are styled once."""
        width, height = self.app.size
        given = _given(self.HORIZONTAL_BREAKPOINTS, width)
        given |= _given(self.VERTICAL_BREAKPOINTS, height)
        self.update_classes(given, update=False)
        self.update_node_styles(animate=False)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        super()._refresh_layout(size, scroll)
        measure_again(self)

    def on_screen_suspend(self) -> None:
        """Another screen lies over this one, and the keys are that one's."""
        self._keys_are_here(False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        self._keys_are_here(True)
        event.refresh_styles &= self._was_shown
        self._was_shown = True

    def _keys_are_here(self, here: bool) -> None:
        for line in self.query(KeysLine):
            line.is_behind = not here

    def complain(self, error: Exception) -> None:
        """Say in a toast what was refused."""
        self.app.notify(str(error), severity="error", markup=False)

    # What is typed

    async def action_resting(self, action: str) -> None:
        """What is a command only while no field has the focus."""
        if not isinstance(self.focused, FIELDS):
            await self.run_action(action)

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


def _given(points: list[tuple[int, str]] | None, room: int) -> dict[str, bool]:
    """By class of those points, the first of which is 0: whether it holds in that room."""
    if not points:
        return {}
    reached = max(point for point in points if point[0] <= room)
    return {name: (least, name) == reached for least, name in points}


def is_of_the_hour(screen: object) -> TypeGuard[Hour]:
    """Whether the conversation is on the screen; home need not load what that takes to know it."""
    return isinstance(screen, Once) and screen.log_pane is not None


class Found(Steady, CommandList):
    """The commands that were found; typing finds others."""


class Palette(Once, CommandPalette):
    """Textual's list of commands, which ends once, too. Enter waits for what is being looked for:
    before, the list is that of fewer letters.
    """

    def compose(self) -> ComposeResult:
        for part in super().compose():
            yield Found() if isinstance(part, CommandList) else part

    @on(Input.Submitted)
    async def _choose(self, event: Input.Submitted) -> None:
        event.prevent_default()
        for looking in [one for one in self.workers if one.node is self and not one.is_finished]:
            with suppress(WorkerCancelled):
                await looking.wait()
        self._select_or_command(event)
