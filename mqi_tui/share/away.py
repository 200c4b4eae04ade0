"""A guest's document at the relay, as one of those at the hub: what goes there, and what comes.

Each guest has one of their own, so that nothing of theirs reaches anybody but through the hub's
guards. The relay is between: it has a copy of the document, repeats what it was sent, and drops
what somebody says of themselves unless its clock goes on.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator

from pycrdt import YMessageType
from websockets.exceptions import WebSocketException

from mqi_tui.domain.roles import HUB
from mqi_tui.share import presence
from mqi_tui.share.admission import Comer
from mqi_tui.share.hocuspocus import Document
from mqi_tui.share.ids import owner, prefix

EVERY = 5.0
"""Seconds between two questions for what may be missing."""
LINGER = 0.5
"""Seconds from the word that it is closed until it is left: servers hand on what stands then."""
ECHOES = 64
"""Updates of which it is known that they come back."""
MANY = 100
"""Replicas of which windows do not say any more how far they have each come."""


class Away:
    """One connection to it. It is sent to as a socket is, and read as one."""

    def __init__(
        self, document: Document, comer: Comer, hello: Callable[[], bytes], closed: int = 0
    ) -> None:
        """`hello`: the question for what is missing here. `closed`: the code, if it is closed."""
        self._document, self.comer, self._hello = document, comer, hello
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._number = secrets.randbits(20)
        self._clock = 0
        self._sent: deque[bytes] = deque(maxlen=ECHOES)
        self._closed = closed
        self._made: dict[int, int] = {}
        """By window of the guest, how many changes of theirs have come."""
        self._met = 0

    @property
    def is_closed(self) -> bool:
        """Whether the guest was let go from here."""
        return bool(self._closed)

    def is_new(self) -> bool:
        """Whether a window of the guest has come since it was asked last; it is told who it is.

        What was said before may have been said to servers of the relay that it is not at.
        """
        met, self._met = self._met, len(self._made)
        if met != self._met:
            self._tell()
        return met != self._met

    @property
    def close_code(self) -> int | None:
        """The code with which the relay closed it; None before that."""
        return self._document.close_code

    def send(self, message: bytes) -> None:
        """Pass a message on to the guest, once those before it are passed on.

        What the guest said is not: their own next words would then be too old for the relay.
        """
        if message[0] == YMessageType.SYNC:
            self._sent.append(message)
            self._queue.put_nowait(message)
            return
        for client, _, words in presence.entries(message):
            if not self._is_own(client):
                self._say(client, json.loads(words) or {"gone": True})

    async def close(self, code: int, _: str = "") -> None:
        """Tell the guest that it is closed, and with which code; then leave."""
        self._closed = code
        self._tell()
        await asyncio.sleep(LINGER)
        await self._document.close()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """What comes from the guest, each window's words by themselves; not what comes back."""
        tasks = [asyncio.create_task(do) for do in (self._send_all(), self._beat())]
        try:
            async for message in self._document:
                if message[0] == YMessageType.AWARENESS:
                    for own in self._own(message):
                        yield own
                elif message not in self._sent:
                    yield message
        finally:
            for task in tasks:
                task.cancel()

    async def _send_all(self) -> None:
        try:
            while True:
                await self._document.send(await self._queue.get())
        except WebSocketException:
            pass

    async def _beat(self) -> None:
        while True:
            self._tell()
            self._queue.put_nowait(self._hello())
            await asyncio.sleep(EVERY)

    def _tell(self) -> None:
        """Who the guest is, and whether it is closed: a socket's own ways to say so end there."""
        given = self.comer.given
        said = {"role": HUB, "you": {"role": given.role, "name": given.name}}
        self._say(self._number, said | ({"closed": self._closed} if self._closed else {}))

    def _say(self, client: int, said: presence.Said) -> None:
        self._clock = max(self._clock + 1, time.time_ns() // 1_000_000)
        self._queue.put_nowait(presence.message(client, self._clock, said))

    def _own(self, message: bytes) -> Iterator[bytes]:
        """What the guest's windows said: the relay repeats what was said here beside it."""
        for client, clock, words in presence.entries(message):
            if self._is_own(client):
                yield presence.message(client, clock, json.loads(words))

    def _is_own(self, client: int) -> bool:
        return owner(client) == prefix(self.comer.token)

    def believed(self, message: bytes, clocks: dict[int, int]) -> bytes:
        """What one of the guest's windows says, with as many changes as came before it.

        Words can overtake letters on this way. How many changes were made is believed only where
        `clocks`, what is here, has all that their window had made when it said so.

        Raises:
            ValueError: it is no awareness message.
        """
        [(client, clock, words)] = presence.entries(message)
        said = json.loads(words)
        if isinstance(said, dict):
            said["made"] = self._believed(client, said, clocks)
        return presence.message(client, clock, said)

    def _believed(self, client: int, said: presence.Said, clocks: dict[int, int]) -> int:
        made, state = said.get("made"), said.get("state")
        if isinstance(state, str):
            has_all = _clock_in(state, client) <= clocks.get(client, 0)
        else:  # left out where only a caret moved, and where it would be too long
            has_all = len(clocks) > MANY
        if isinstance(made, int) and has_all:
            self._made[client] = made
        return self._made.setdefault(client, 0)


def _clock_in(state: str, client: int) -> int:
    """How far a window had come itself, as it says."""
    clocks = [pair.partition(":")[2] for pair in state.split(" ") if pair.startswith(f"{client}:")]
    return int(clocks[0]) if clocks and re.fullmatch(r"[0-9]{1,16}", clocks[0]) else 0
