"""The way from a window's replica to the hub and back: it is kept up, whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from time import monotonic
from types import MappingProxyType

from pycrdt import YMessageType, create_update_message, merge_updates
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Subprotocol

from mqi_tui.domain.roles import HUB
from mqi_tui.share import LARGEST, OVER, REVOKED, presence, tls
from mqi_tui.share.admission import offered
from mqi_tui.share.hocuspocus import Denied, Document, entered
from mqi_tui.share.replica import Replica, digest

FIRST, LONGEST = 0.2, 2.0
"""Seconds before it is tried again to connect: at first, and at most."""
PULSE = 2.0
"""Seconds between two words about ourselves."""
ASK = 5.0
"""Seconds between two questions for what may be missing."""
PATIENCE = 3.0
"""Seconds that a hub has to answer."""
Socket = ClientConnection | Document
AFTER = 3.0
"""Seconds that a relay may keep a document that everybody has left."""
PARCEL = 56 * 1024
"""Bytes that a guest sends at once, at most."""
LONGEST_STATE = 3_000
"""Characters; what a guest says of themselves in all may be little longer."""


class Link:
    """Keeps one replica and the hub alike.

    `tell` is called when `state` changes, and when the hub could not be reached once more.

    `say`: what is said of this window; `hear`: told who said what, by the number of their link.
    """

    def __init__(
        self,
        replica: Replica,
        say: Callable[[], presence.Said],
        hear: Callable[[int, presence.Said], None],
        tell: Callable[[], None],
        greet: Callable[[], bytes] | None = None,
    ) -> None:
        """`greet`: what a hub is sent first of all, each time that one is there."""
        self.replica, self._say, self._hear, self._tell = replica, say, hear, tell
        self._greet = greet
        self.ends: Mapping[int, str] = MappingProxyType({OVER: "over"})
        """Codes with which it is closed for good, and the `state` from then on."""
        self.state = "connecting"
        """`connecting`, `connected`, or one of `ends`."""
        self.synced = False
        """Whether it was ever told what the others have."""
        self.differs = 0
        """How often, one after the other, the same updates made another text elsewhere."""
        self.unsent = 0
        """Changes made here since the hub was lost, or before it was found."""
        self.answered = False
        """Whether this hub was given all that it lacked: before, it may lack what was sent to one
        that died.
        """
        self.is_guest = False
        """Whether its hub takes no more than a guest's small updates: then it sends such ones."""
        self._own: list[bytes] = []
        """What a guest wrote here, in order."""
        self.role = ""
        """Of a guest: whether they write, or read along. Empty until the hub has said so."""
        self._url = self._token = self._document = ""
        self._moved = asyncio.Event()
        self._queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._clock = 0
        self._closing = False
        self._heard_at: dict[int, tuple[presence.Said, float]] = {}
        """By link: what it said last, and when."""
        replica.on_update(self._send)

    @property
    def id(self) -> int:
        """The number by which others know this link."""
        return self.replica.client

    def go_to(self, url: str, token: str, document: str = "") -> None:
        """Where the hub is now, and what lets one in. `document`: at the relay that leads to it."""
        if (url, token) != (self._url, self._token):
            self._url, self._token, self._document = url, token, document
            self._moved.set()

    def quiet_for(self, role: str) -> float:
        """Seconds since a window of that role was heard of."""
        times = [at for said, at in self._heard_at.values() if said.get("role") == role]
        return monotonic() - max(times, default=-1e9)

    def present(self, seconds: float) -> dict[int, presence.Said]:
        """What those said who were heard of within the last `seconds`, by their links."""
        since = monotonic() - seconds
        return {link: said for link, (said, at) in self._heard_at.items() if at >= since}

    def pulse(self) -> None:
        """Say at once what is to be said of this window."""
        self._clock += 1
        said = {**self._say(), "digest": digest(self.replica.text)}
        if len(state := self.replica.state) <= LONGEST_STATE:
            said["state"] = state
        self._queue.put_nowait(presence.message(self.id, self._clock, said))

    def queue(self, message: bytes) -> None:
        """Send it, where there is a hub; who comes to another one says it anew."""
        self._queue.put_nowait(message)

    async def run(self) -> None:
        """Connect, and connect again, until it is over."""
        delay = FIRST
        while self._goes_on:
            if self._url and await self._connected():
                delay = FIRST
                if self._document and not self._goes_on:
                    await asyncio.sleep(AFTER)
            if self.state == "connecting":
                self._tell()
            elif self.state == "connected":
                self._become("connecting")
            self._moved.clear()
            if self._goes_on:
                try:
                    await asyncio.wait_for(self._moved.wait(), delay)
                except TimeoutError:
                    delay = min(delay * 2, LONGEST)

    @property
    def _goes_on(self) -> bool:
        return self.state in ("connecting", "connected") and not self._closing

    async def close(self, *, over: bool = False) -> None:
        """Send what is left, and go. `over`: for everybody."""
        self._closing = True
        if socket := self._socket:
            for _ in range(100):
                if self._queue.empty():
                    break
                await asyncio.sleep(0.01)
            await socket.close(OVER if over else 1000)
        self.replica.leave_off(self._send)

    _socket: Socket | None = None

    async def _connected(self) -> bool:
        """Talk with the hub as long as it is there; whether it was."""
        try:
            async with reaching(self._url, self._token, self._document) as self._socket:
                await self._talk(self._socket)
        except Denied:
            self._end(REVOKED)
        except (OSError, WebSocketException, TimeoutError):
            return False
        finally:
            self._socket = None
        return True

    async def _talk(self, socket: Socket) -> None:
        self._queue, self.answered = asyncio.Queue(), False
        if self._closing:
            return
        if self._greet:
            self._queue.put_nowait(self._greet())
        self._queue.put_nowait(self.replica.hello())
        self.pulse()
        tasks = [asyncio.create_task(do) for do in (self._send_all(socket), self._beat())]
        self._become("connected")
        try:
            async for message in socket:
                if isinstance(message, bytes):
                    self._take(message)
                if self.state != "connected":  # whoever closes it from here says why first
                    break
        except ConnectionClosed:
            pass
        finally:
            for task in tasks:
                task.cancel()
            self._end(socket.close_code or 0)

    def _end(self, code: int) -> None:
        if state := self.ends.get(code):
            self._become(state)

    def _send(self, update: bytes, foreign: bool) -> None:
        """Pass on what was written here. What the hub misses it asks for, once it is there."""
        if foreign:
            return
        if self.is_guest:
            self._own.append(update)
        if self.state == "connected":
            self._queue.put_nowait(create_update_message(update))
        else:
            self.unsent += 1

    async def _send_all(self, socket: Socket) -> None:
        try:
            while True:
                await socket.send(await self._queue.get())
        except ConnectionClosed:
            pass

    async def _beat(self) -> None:
        asked = 0.0
        while True:
            await asyncio.sleep(PULSE)
            self.pulse()
            asked += PULSE
            if asked >= ASK:
                asked = 0.0
                self._queue.put_nowait(self.replica.hello())

    def _take(self, message: bytes) -> None:
        if message[:1] == bytes([YMessageType.SYNC]):
            try:
                answer = self.replica.take(message)
            except (ValueError, RuntimeError, IndexError):
                return  # what is missing is asked for again within seconds
            if answer:
                for part in self._parcels(answer):
                    self._queue.put_nowait(part)
                self.unsent, self.answered = 0, True
                self.pulse()
            else:
                self.synced = True
                self._tell()
        else:
            for client, said in presence.heard(message):
                self._listen(client, said)

    def _parcels(self, answer: bytes) -> Iterator[bytes]:
        """An answer; of a guest, where it is too large, in parts: what a hub has it leaves."""
        if len(answer) <= PARCEL or not self.is_guest:
            yield answer
            return
        group: list[bytes] = []
        for update in self._own:
            if group and sum(map(len, group)) + len(update) > PARCEL:
                yield create_update_message(merge_updates(*group))
                group = []
            group.append(update)
        if group:
            yield create_update_message(merge_updates(*group))

    def _listen(self, client: int, said: presence.Said | None) -> None:
        if client == self.id:  # a guest is told as whom the hub knows them
            if not self._document:  # a relay only says again what was said
                self._be(said)
            return
        if self._document and said and said.get("role") == HUB:
            self._be(said.get("you"))
            self._end(said.get("closed", 0))
            return
        if said is None or "gone" in said:
            self._heard_at.pop(client, None)
            self._tell()
            return
        self._heard_at[client] = said, monotonic()
        self._compare(said)
        self._hear(client, said)

    def _be(self, said: presence.Said | None) -> None:
        self.role = str((said or {}).get("role", ""))
        self._tell()

    def _compare(self, said: presence.Said) -> None:
        """Whether others made the same text of the same updates; else all is asked for anew."""
        if said.get("state") != self.replica.state:
            return
        same = said.get("digest") == digest(self.replica.text)
        self.differs = 0 if same else self.differs + 1
        if self.differs > 1:
            self._queue.put_nowait(self.replica.hello(everything=True))

    def _become(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self._tell()


def connecting(url: str, token: str) -> connect:
    """A connection to a hub, as whoever has that token."""
    protocols = [Subprotocol(name) for name in offered(token)]
    return connect(
        url, subprotocols=protocols, open_timeout=PATIENCE, compression=None, max_size=LARGEST,
        proxy=None, ssl=tls.context_for(url),
    )  # fmt: skip


def reaching(url: str, token: str, document: str) -> AbstractAsyncContextManager[Socket]:
    """A connection to a hub, or to that document at a relay."""
    return entered(url, document, token) if document else connecting(url, token)


async def is_hub(url: str, token: str) -> bool:
    """Whether a hub is there that knows us: not whatever else listens on its port by now.

    It says so: one that does not know a token of ours lets us in only to let us go.
    """
    try:
        async with connecting(url, token) as socket, asyncio.timeout(PATIENCE):
            await socket.recv()
            return True
    except (OSError, WebSocketException, TimeoutError):
        return False


def here(port: int) -> str:
    """The address of a hub on this computer."""
    return f"ws://127.0.0.1:{port}/log"
