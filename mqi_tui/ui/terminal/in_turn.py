"""Keys and clicks, one after the other: each is taken when the one before it was dealt with.

Textual hands input on at once. In a burst (a busy machine, one packet over ssh), a key behind one
that opens or ends a dialog would still go to what was there before.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, NamedTuple

from textual._time import get_time
from textual.app import App
from textual.events import Callback, Event, Key, MouseDown, MouseEvent, MouseUp, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

ROUNDS = 4
"""Dialogs that open one another without a key, at most."""
PATIENCE = 100
"""Turns of the loop in which what is waited for is looked for; then it is more rarely."""
LONG = PATIENCE + 200
"""Looks after which a key has waited for the app for long: a second, or more."""
STILL = 2
"""Turns in which nothing waits, after which nothing more comes."""
PAUSE, LONGEST = 0.005, 2.0
"""Seconds between such looks, and seconds that a widget may take before keys go on without it."""
DOUBLE = 0.5
"""Seconds after a click in which another one at the same place belongs to it."""


class Turned(NamedTuple):
    """The key or place that brought another screen, and when that came (s, as events have it)."""

    by: str = ""
    at: float = 0.0


class _Turn:
    """A place behind all that waits for somebody, and what is done when its turn comes.

    `call_later` would do, but it looks up the signature of what it calls each time: half of what
    a key costs here.
    """

    def __init__(self, deed: Callable[[], Awaitable[None]] | None = None) -> None:
        self._deed, self.has_come = deed, False

    def comes_after_all_of(self, pump: MessagePump) -> bool:
        """Whether it was put there: nobody waits for one who is gone."""
        return pump.post_message(Callback(callback=self._come))

    async def _come(self) -> None:
        try:
            if self._deed:
                await self._deed()
        finally:
            self.has_come = True


class InTurn:
    """Passes input on to the app. What is pressed twice because nothing happened is meant once."""

    def __init__(
        self,
        app: App[Any],
        deal: Callable[[Event], Awaitable[None]],
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        """`deal`: what the app does with one event; it is called in the app's own turn. `tell`:
        called from time to time while it `waits_long`, and once that is over.
        """
        self._app, self._deal, self._tell = app, deal, tell
        self.waits_long = False
        """Whether what a key has begun takes its time, and all others wait for it."""
        self._waiting: deque[Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._turned = Turned()
        self._seen: Screen[Any] | None = None
        """What was on top when it was looked for last."""
        self._lost = False
        """Whether the mouse button that is down belongs to a click that is not taken."""
        self._letter: Event | None = None
        """The last letter of a text, as long as not everybody has done what follows from it."""

    @property
    def is_busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def take(self, event: Event) -> None:
        """Put `event` behind all that was typed and clicked before."""
        self._waiting.append(event)
        if not self.is_busy:
            self._task = asyncio.create_task(self._go_on())

    async def _go_on(self) -> None:
        while self._waiting and self._app.is_running:
            event = self._waiting.popleft()
            if not self._is_again(event):
                await self._pass_on(event)

    def _is_again(self, event: Event) -> bool:
        """Whether it belongs to what brought another screen, and came before that could be seen."""
        if isinstance(event, MouseUp) and self._lost:
            self._lost = False
            return True
        if not isinstance(event, (Key, MouseDown)):
            return False
        later = event.time - self._turned.at
        again = _name(event) == self._turned.by and later < (
            0 if isinstance(event, Key) else DOUBLE
        )
        self._lost = again and isinstance(event, MouseDown)
        if not again:
            self._turned = Turned()
        return again

    async def _pass_on(self, event: Event) -> None:
        text = self._text_for(event)
        if self._letter and not text:
            self._seen = self._top  # what came meanwhile, no letter has brought
            await self._rest(self._letter)
        self._seen, dealt = self._top, _Turn(partial(self._deal, event))
        if dealt.comes_after_all_of(self._app):
            await self._wait(dealt, self._app, event)
        self._letter = event if text and await self._is_written(event, text) else None
        if not self._letter and isinstance(event, (Key, MouseDown, MouseUp, Paste)):
            await self._rest(event)
        if self.waits_long:
            self.waits_long = False
            self._tell()

    def _text_for(self, event: Event) -> Widget | None:
        """The text that a letter goes into. It leads nowhere else: only a key that may waits for
        what follows from it.
        """
        heard = self._top.focused if self._top else None
        is_letter = isinstance(event, Key) and event.is_printable
        return heard if is_letter and getattr(heard, "only_takes_letters", False) else None

    async def _is_written(self, event: Event, text: Widget) -> bool:
        """Whether it took the letter, and nobody else heard of it."""
        done = _Turn()
        if done.comes_after_all_of(text):
            await self._wait(done, text, event, LONGEST)
        return event._stop_propagation and self._top is self._seen

    async def _rest(self, event: Event) -> None:
        """Wait until everybody has done what follows from `event`."""
        for _ in range(ROUNDS):
            chain = self._chain
            for pump in chain:
                await self._behind(pump, event)
            await self._quiet()
            await self._behind(self._app, event)  # what led elsewhere is with it by now
            self._look(event)
            if self._chain == chain:
                return

    async def _behind(self, pump: MessagePump, event: Event) -> None:
        """Wait until `pump` has done all that it was sent: the app however long it takes."""
        done = _Turn()
        if done.comes_after_all_of(pump):
            await self._wait(done, pump, event, None if pump is self._app else LONGEST)

    async def _wait(
        self, turn: _Turn, pump: MessagePump, event: Event, longest: float | None = None
    ) -> None:
        """Until `turn` has come, or `pump` is gone; at most `longest` seconds."""
        end = None if longest is None else get_time() + longest
        looks = 0
        while not turn.has_come and pump.is_running and (end is None or get_time() < end):
            await asyncio.sleep(0 if looks < PATIENCE else PAUSE)
            self._look(event)
            looks += 1
            if looks % LONG == 0 and pump is self._app:  # again and again: a message goes by itself
                self.waits_long = True
                self._tell()

    def _look(self, event: Event) -> None:
        """Remember what brought another screen, and when: before anybody can have seen it."""
        if self._top is not self._seen:
            self._seen, self._turned = self._top, Turned(_name(event), get_time())

    async def _quiet(self) -> None:
        """Until nobody on the screen has a message waiting: a list that was told to choose has."""
        still = 0
        for _ in range(PATIENCE):
            nodes = self._top.walk_children(with_self=True) if self._top else []
            waiting = any(not node._message_queue.empty() for node in (self._app, *nodes))
            still = 0 if waiting else still + 1
            if still == STILL:
                return
            await asyncio.sleep(0)

    @property
    def _top(self) -> Screen[Any] | None:
        return self._app.screen_stack[-1] if self._app.screen_stack else None

    @property
    def _chain(self) -> list[MessagePump]:
        """Who hears of a key, one after the other."""
        if (screen := self._top) is None:
            return []
        heard: Widget = screen.focused or screen
        return [node for node in heard.ancestors_with_self if isinstance(node, MessagePump)]


def _name(event: Event) -> str:
    if isinstance(event, Key):
        return event.key
    return f"click {event.screen_x} {event.screen_y}" if isinstance(event, MouseEvent) else ""
