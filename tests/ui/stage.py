"""The whole app on a stage: a real library, a clock that the test turns, a window of any size.

def test_next(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+n")
        assert stage.clock.step == 1

    play(scene)
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any, Protocol, TypeVar

from textual import events
from textual._context import visible_screen_stack
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from mqi_tui.domain.private.clock import Clock
from mqi_tui.domain.private.events import Reading
from mqi_tui.domain.private.notes import Note
from mqi_tui.domain.private.plan import Plan
from mqi_tui.files.plan import parse_plan
from mqi_tui.services import conversations
from mqi_tui.services.session import Session
from mqi_tui.services.workspace import Workspace
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.ui import palette, routes
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.palette import Command
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.editor import LogEditor
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.note_entry import NoteEntry
from tests.seen import seen
from tests.unit.hour import FOUR_PM, minutes
from tests.unseen import unseen

T = TypeVar("T")
S = TypeVar("S", bound=Screen[Any])


@cache
def sample() -> Plan:
    """The sample's plan, for 4 pm."""
    text = (resources.files("mqi_tui") / "data" / "sample.yaml").read_text(encoding="utf-8")
    return replace(parse_plan(text, "sample.yaml"), when="2026-11-24 16:00")


TURNS = 500
WRITES = {"enter": "\r", "space": " ", "tab": "\t"}
"""Named keys that write a character."""


class Now:
    """A machine's clocks, as the test turns them."""

    def __init__(self) -> None:
        self.reading = Reading(mono=5_000_000, utc=FOUR_PM, boot="first")

    def __call__(self) -> Reading:
        return self.reading

    def wait(self, ms: int) -> None:
        """Let `ms` milliseconds pass."""
        now = self.reading
        self.reading = Reading(now.mono + ms, now.utc + ms, now.boot)

    def wall(self) -> datetime:
        """The same moment, for the store."""
        return datetime.fromtimestamp(self.reading.utc / 1000, UTC)


async def wait_for(
    condition: Callable[[], Any], what: str, look: Callable[[], str] = str, timeout: float = 30.0
) -> None:
    """Go on once `condition()` holds; fail with `what`, and what `look` sees, after `timeout` s.

    A look that takes long is taken less often: what is waited for needs the same core.
    """
    began = before = time.monotonic()
    while not condition():
        now = time.monotonic()
        assert now < began + timeout, f"waited {timeout} s in vain: {what}\n{look()}"
        await asyncio.sleep(max(0.005, 2 * (now - before)))
        before = time.monotonic()


async def quiet() -> None:
    """Let every part of the program deal with what it was sent, until all wait for something.

    `TURNS` of the loop at most: another part of a test may look on in each of them.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for _ in range(TURNS):
        await asyncio.sleep(0)
        if not ready:
            break


class Stage:
    """The running app, and what a person sees of it and does to it."""

    def __init__(self, app: MqiApp, pilot: Pilot[None], now: Now) -> None:
        self.app, self.pilot, self.now = app, pilot, now

    # What is done

    async def press(self, *keys: str) -> None:
        """Press keys, by name or by the character they write, as a terminal sends them."""
        for key in keys:
            self.send(key)
            await self.settle()

    def send(self, *keys: str) -> None:
        """Press keys faster than the app takes them."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            pressed = events.Key(name, key if len(key) == 1 else WRITES.get(key))
            pressed.set_sender(self.app)
            driver.send_message(pressed)

    async def settle(self) -> None:
        """Let every key be taken, and every widget deal with what it was sent."""
        await quiet()
        await self.until(lambda: not self.app.in_turn.is_busy, "all keys are taken")
        done = asyncio.Event()
        self.app.call_later(done.set)
        await self.until(lambda: done.is_set() or not self.app.is_running, "the app is idle")
        await quiet()

    async def drawn(self) -> None:
        """Let the next frame come, and what waits for it: where a part lies then, it stays."""
        await self.settle()
        screen = self.app.screen
        await self.until(
            lambda: not (screen._layout_required or screen._dirty_widgets or screen._callbacks),
            "all is laid out and drawn",
        )
        await self.settle()

    async def write(self, text: str) -> None:
        """Type `text` in one burst, a key a character; a line break is Enter."""
        self.send(*("enter" if letter == "\n" else letter for letter in text))
        await self.settle()

    async def wait(self, words: str) -> None:
        """Let `m:ss` pass, looking at the clock each minute as the app does each second."""
        left = minutes(words)
        while left > 0:
            self.now.wait(min(left, 60_000))
            left -= 60_000
            self.app.tick()
        await self.settle()

    async def start(self) -> None:
        await self.press("ctrl+n")
        await self.until(lambda: self.clock.started, "the conversation has started")

    @property
    def commands(self) -> dict[str, Command]:
        """What the palette offers on this screen, by its name there."""
        return {one.label: one for one in palette.commands(self.app, self.app.screen)}

    async def until(self, condition: Callable[[], Any], what: str) -> None:
        await wait_for(condition, what, self.text)

    async def on(self, kind: type[S]) -> S:
        """Wait until a screen of this kind is shown; home, until it knows what there is."""
        await self.until(lambda: isinstance(self.app.screen, kind), f"{kind.__name__} is shown")
        if isinstance(home := self.app.screen, HomeScreen):
            await self.until(lambda: not home.shown.is_old, "the library is read")
        await self.settle()
        assert isinstance(self.app.screen, kind)
        return self.app.screen

    async def sees(self, *words: str) -> None:
        """Wait until all these words stand on the screen, each within one row."""
        seen = self.text()
        for some in words:
            if some not in seen:
                await self.until(partial(self._shows, some), f"{some!r} on the screen")

    async def rest(self) -> None:
        """Take the focus from every field."""
        self.app.screen.set_focus(None)
        await self.settle()

    # What there is

    def _shows(self, words: str) -> bool:
        return words in self.text()

    def text(self) -> str:
        """The screen as a person reads it, with what shows through behind it.

        A screen that is drawn without being told what is behind it remembers nothing there.
        """
        visible_screen_stack.set(self.app._background_screens)
        return seen(self.app.screen)

    @property
    def session(self) -> Session:
        return self.app.work.open

    @property
    def clock(self) -> Clock:
        return self.session.clock()

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.session.conversation.private.notes

    @property
    def log(self) -> str:
        """The log as it was given to the store."""
        return self.session.conversation.log.text

    @property
    def editor(self) -> LogEditor:
        """The log's editor on the screen."""
        pane = self.app.going.log
        assert pane is not None
        return pane.editor

    @property
    def entry(self) -> Input:
        """The line for quick notes, of the live screen or of the share view."""
        kind = NoteEntry if isinstance(self.app.screen, LiveScreen) else Input
        return self.app.screen.query_one(kind)

    @property
    def status(self) -> str:
        """How it stands with saving, and with other windows, in words."""
        return self.app.view.shared.status

    @property
    def told(self) -> str:
        """What the last line says has changed; empty once it shows the keys again."""
        return self.app.screen.query_one(KeysLine).told

    @property
    def sharing(self) -> bool:
        return isinstance(self.app.screen, ShareScreen)


Scene = Callable[[Stage], Awaitable[T]]
Before = Callable[[Session, Now], object]


class Play(Protocol):
    """Plays a scene; see `Theatre.play`."""

    def __call__(
        self,
        scene: Scene[T],
        *,
        plan: Plan | None = None,
        id: str | None = None,  # noqa: A002
        home: bool = False,
        first: routes.Whole | None = None,
        so_far: Before | None = None,
        size: tuple[int, int] = (120, 36),
    ) -> T: ...


class Theatre:
    """One home, one clock; conversations are played in it one after the other."""

    def __init__(self, folder: Path) -> None:
        self.now = Now()
        self.home = Home.find(folder)
        self.library = Library(self.home, now=self.now.wall)

    def open(self, plan: Plan | None = None, id: str | None = None) -> Session:  # noqa: A002
        """A conversation of this plan (the sample), or the one of that id."""
        if id:
            return conversations.open_session(self.library, id, self.now)
        return conversations.add(self.library, plan or sample(), "", self.now)

    def play(
        self,
        scene: Scene[T],
        *,
        plan: Plan | None = None,
        id: str | None = None,  # noqa: A002
        home: bool = False,
        first: routes.Whole | None = None,
        so_far: Before | None = None,
        size: tuple[int, int] = (120, 36),
    ) -> T:
        """`scene` with a conversation of `plan`, with the one of `id`, or at `home`.

        `first`: where the app begins with it, in place of its hour or recap. `so_far`: what was
        done with it before.
        """
        session = None if home else self.open(plan, id)
        if session and so_far:
            so_far(session, self.now)
        app = MqiApp(Workspace(self.library, session, self.now), first)

        async def main() -> T:
            async with app.run_test(size=size, notifications=True) as pilot:
                await pilot.pause()
                return await scene(Stage(app, pilot, self.now))

        try:
            with unseen():
                return asyncio.run(main())
        finally:
            for one in {session, app.work.session} - {None}:
                assert one is not None
                one.keeper.close()
