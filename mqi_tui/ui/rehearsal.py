"""A whole conversation through the real screens, on a clock of its own: seconds, not an hour."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events

from mqi_tui.domain.private.catch_up import who_pays
from mqi_tui.domain.private.clock import Clock
from mqi_tui.domain.private.events import MINUTE, SECOND, Reading
from mqi_tui.services import conversations
from mqi_tui.services.workspace import Workspace
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.screens.follow_up import FollowUpScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.scores import ScoresScreen

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from mqi_tui.domain.private.plan import Plan
    from mqi_tui.services.session import Session
    from mqi_tui.store.library import Library

SIZE = (120, 36)
LOOK = 30 * SECOND
"""How often the app looks at the clock: well below what it would take for an absence."""
LONGEST_OVERRUN = 30 * MINUTE

NOTES = {
    1: ["Tired after the field trip, in good spirits"],
    2: ['"They can do it but they cannot say it', "> wait after the right answer #expl"],
    4: ["! looks at the drawing before the symbols #link"],
    9: ["-> film the launch, too"],
}
LOG = {
    2: ["Tried in two lessons, partly: the wait came, the second voice did not."],
    3: ["We differed on one code and found the sentence that decides it."],
    6: ["Steps are told, and once the reason for them."],
    7: ["Two students disagree, and nobody else hears it."],
    9: [
        "Ask a second student to say why — Teacher, by next lesson",
        "Send the clip — Coach, by Friday",
    ],
}

NOTICED = (3, 6, 7)
"""Steps of which the log asks first what was noticed."""
SPEAKER = {6: 1, 7: 2}
"""Step to how often the key is pressed that says whose words its line is: teacher, coach."""

Look = Callable[[str, MqiApp], Awaitable[None]]
"""Called with the name of a moment worth a look, and the app as it stands then."""


class FakeClock:
    """A machine's clocks that stand still until they are moved. Milliseconds."""

    def __init__(self, utc: int) -> None:
        self._reading = Reading(mono=0, utc=utc, boot="rehearsal")

    def __call__(self) -> Reading:
        return self._reading

    def advance(self, ms: int) -> None:
        now = self._reading
        self._reading = Reading(now.mono + ms, now.utc + ms, now.boot)


class NotReached(Exception):
    """The rehearsal could not be played to its end; the message says where it stands."""


async def unseen(_: str, __: MqiApp) -> None:
    """Nobody looks."""


async def rehearse(library: Library, plan: Plan, clock: FakeClock, look: Look = unseen) -> Session:
    """Hold the conversation of `plan`; it is in `library` afterwards, ended and saved.

    Args:
        library: where the conversation is added.
        plan: what is held.
        clock: at the time when it begins.
        look: at the screens, as they pass by.

    Raises:
        NotReached: the conversation did not come to its end.
        StoreError: it could not be added.
    """
    session = conversations.add(library, plan, "", clock)
    app = MqiApp(Workspace(library, session, clock))
    try:
        async with app.run_test(size=SIZE) as pilot:
            await Rehearsal(app, pilot, clock, look).play()
    finally:
        session.keeper.close()
    return session


class Rehearsal:
    """A pair of hands and a voice: presses the keys that a coach would, as time goes by."""

    def __init__(self, app: MqiApp, pilot: Pilot[None], clock: FakeClock, look: Look) -> None:
        self._app, self._pilot, self._clock, self._look = app, pilot, clock, look
        self._held: list[int] = []

    async def play(self) -> None:
        """From the first key to the recap."""
        await self._settle()
        await self._press("ctrl+n")
        while (now := self._now).running and now.step not in self._held:
            self._held.append(now.step)
            await self._hold(now.step)
            if not now.remaining:
                break
            if self._now.step == now.step:  # not skipped
                await self._press("ctrl+n")
        await self._press("ctrl+n", "down", "enter")
        if not isinstance(self._app.screen, RecapScreen):
            raise NotReached(f"the rehearsal came no further than step {self._now.step}")
        await self._look("recap", self._app)

    @property
    def _now(self) -> Clock:
        return self._app.work.open.clock()

    def _left(self) -> int:
        """Of the running step; negative when it is over."""
        now = self._now
        return now.budget.get(now.step, 0) - now.elapsed.get(now.step, 0)

    async def _hold(self, step: int) -> None:
        """One step, with what this rehearsal does in it."""
        if step == 8:
            await self._menu("s")
            return
        await self._pass(self._now.budget.get(step, 0) // 2 or MINUTE)
        if step == 2:
            await self._mark_old_steps()
        elif step == 3:
            await self._score()
        for line in NOTES.get(step, ()):
            await self._note(line)
        if lines := LOG.get(step):
            await self._write(lines, SPEAKER.get(step, 0))
        await self._look(f"step {step}", self._app)
        await self._turn(step)
        await self._pass(self._left())

    async def _turn(self, step: int) -> None:
        """What makes an hour differ from its plan."""
        if len(self._held) == 1:
            await self._press("ctrl+t")
            await self._pass(MINUTE)
            await self._press("ctrl+t")
        elif len(self._held) == 2:
            await self._press("ctrl+u", "ctrl+u")
            await self._menu("u")
            await self._overrun()
        elif step == 9:
            await self._share()
        if not self._now.remaining:
            await self._menu("d", "enter")

    async def _mark_old_steps(self) -> None:
        """The first of last time is done, the second partly; whatever else there is, stays open."""
        await self._menu("t")
        if isinstance(self._app.screen, FollowUpScreen):
            await self._press("space", "down", "space", "space", "escape")
        if isinstance(self._app.screen, FollowUpScreen):
            await self._press("escape")

    async def _score(self) -> None:
        """The first code of the stock clip: the teacher's score, then the coach's, one higher."""
        await self._menu("c")
        if isinstance(self._app.screen, ScoresScreen):
            await self._press("space", "right", "space", "space", "escape")

    async def _overrun(self) -> None:
        """Talk on until someone has to pay for it, and let them."""
        await self._pass(self._left() + 2 * MINUTE)
        while not ((pays := who_pays(self._now)) and pays.payments):
            if -self._left() > LONGEST_OVERRUN:
                return
            await self._pass(MINUTE)
        await self._look("overrun", self._app)
        await self._menu("w")

    async def _share(self) -> None:
        await self._press("ctrl+f")
        await self._pass(MINUTE)
        await self._look("share", self._app)
        await self._press("ctrl+f")

    async def _note(self, line: str) -> None:
        await self._press("ctrl+o")
        await self._type(line)
        await self._press("enter")

    async def _write(self, lines: list[str], speaker: int) -> None:
        """In the step's section: below the first prompt of a clip, else at its end.

        A list goes on by itself.
        """
        await (self._press("ctrl+l") if self._now.step in NOTICED else self._menu("l"))
        await self._type(lines[0])
        await self._press(*["f7"] * speaker)
        for line in lines[1:]:
            await self._press("enter")
            await self._type(line)
        await self._press("escape")

    async def _type(self, line: str) -> None:
        """As fast as the app takes it; a pause after each letter would be most of the hour."""
        self._send(*line)
        await self._settle()

    async def _menu(self, *keys: str) -> None:
        """Through the go menu. What it does not offer now is left."""
        await self._press("ctrl+g", *keys)
        if isinstance(self._app.screen, GoMenu):
            await self._press("escape")

    async def _press(self, *keys: str) -> None:
        for key in keys:
            self._send(key)
            await self._settle()

    def _send(self, *keys: str) -> None:
        for key in keys:
            writes = " " if key == "space" else key if len(key) == 1 else None
            self._app.post_message(events.Key(key, writes))

    async def _settle(self) -> None:
        """Until each key is dealt with, and what followed from it; no longer."""
        await self._pilot.pause(0)
        while self._app.in_turn.is_busy:
            await asyncio.sleep(0)
        await self._pilot.pause(0)

    async def _pass(self, ms: int) -> None:
        """Let time go by, no faster than the app can look."""
        while ms > 0:
            self._clock.advance(min(ms, LOOK))
            self._app.tick()
            await asyncio.sleep(0)
            ms -= LOOK
        await self._settle()
