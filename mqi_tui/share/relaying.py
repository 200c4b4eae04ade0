"""The guests' documents at the relay: called from here, and called again when they fall."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from mqi_tui.domain.roles import Admitted, Relay
from mqi_tui.share.admission import Comer
from mqi_tui.share.hocuspocus import Denied, Document, entered

FIRST, LONGEST = 0.5, 8.0
"""Seconds before it is called again: at first, and at most."""
AFTER = 3.0
"""Seconds until a document that was closed can begin afresh: a relay keeps one for a while."""
DENIED = "it does not let this computer in: look at coach and key in config.toml"


@dataclass
class Relaying:
    """`talk`: talks with a guest until the way falls; whether it was closed from here.

    `tell`: a way has come, or gone.
    """

    talk: Callable[[Document, Comer], Awaitable[bool]]
    tell: Callable[[], object]
    trouble: dict[str, str] = field(default_factory=dict)
    """Why a guest's document is not there, by their token; empty where it is."""
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def keep(self, admitted: Admitted) -> None:
        """Have a document for each guest. One who was let go is told so when they come again."""
        for token, given in admitted.passes.items():
            if admitted.relay and given.at and token not in self._tasks:
                self.trouble[token] = "it was not called yet"
                keeping = self._keep_up(admitted.relay, Comer(token, given))
                self._tasks[token] = asyncio.create_task(keeping)
        self.trouble = {one: why for one, why in self.trouble.items() if one in admitted.passes}
        self.tell()

    async def close(self) -> None:
        """Call nobody any more."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _keep_up(self, relay: Relay, comer: Comer) -> None:
        delay = FIRST
        while True:
            try:
                async with entered(relay.url, comer.given.at, relay.token) as document:
                    delay = FIRST
                    self._say(comer, "")
                    if await self.talk(document, comer):
                        delay = AFTER
                why = "the connection ended"
            except Denied:
                why = DENIED
            except (OSError, TimeoutError, WebSocketException) as error:
                why = str(error) or "no answer"
            self._say(comer, why)
            await asyncio.sleep(delay)
            delay = min(delay * 2, LONGEST)

    def _say(self, comer: Comer, why: str) -> None:
        if self.trouble.get(comer.token, why) != why:
            self.trouble[comer.token] = why
            self.tell()
