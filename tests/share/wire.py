"""A hub on a real port, and clients of it: links as windows have them, and bare sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from mqi_tui.domain.roles import Admitted, Pass
from mqi_tui.share.admission import offered
from mqi_tui.share.hub import Hub
from mqi_tui.share.link import Link, here
from mqi_tui.share.replica import Replica
from tests.ui.stage import wait_for

COACH, WINDOW, GUEST, OTHER, READER = (letter * 22 for letter in "cwgor")
"""A token of each kind; two of guests who write."""
PASSES = {
    COACH: Pass("coach", "Okafor"), WINDOW: Pass("window"), GUEST: Pass("guest", "Rivera"),
    OTHER: Pass("guest", "Lindqvist"), READER: Pass("reader", "Ms. Park"),
}  # fmt: skip
PUBLIC = "log.example.org"
HANGS = 300.0
"""Seconds after which a scene hangs: whole hours are played, each wait has its own end."""


@dataclass
class Served:
    """A hub that runs in this loop."""

    port: int
    task: asyncio.Task[None]

    @property
    def is_over(self) -> bool:
        return self.task.done()

    async def kill(self) -> None:
        """End it as a crash does: nobody is told."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    @property
    def url(self) -> str:
        return here(self.port)

    async def socket(
        self, token: str = WINDOW, by: str = "127.0.0.1", **options: Any
    ) -> ClientConnection:
        """A connection by that token, to whatever name this computer is called by."""
        protocols = [Subprotocol(name) for name in offered(token)]
        return await connect(
            f"ws://{by}:{self.port}/log", host="127.0.0.1", port=self.port, compression=None,
            proxy=None, **{"subprotocols": protocols, **options},
        )  # fmt: skip


@asynccontextmanager
async def hub(lasts: float = 60, port: int = 0) -> AsyncIterator[Served]:
    """A hub, until the end of the block."""
    async with serving(Hub(Admitted(PASSES, (PUBLIC,)), lasts), port) as served:
        yield served


@asynccontextmanager
async def serving(hub: Hub, port: int = 0) -> AsyncIterator[Served]:
    """That hub, until the end of the block; then it ends as by a crash."""
    served = await begun(hub, port)
    try:
        yield served
    finally:
        await served.kill()


async def begun(hub: Hub, port: int = 0) -> Served:
    """That hub, once it listens."""
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(hub.run(ready.set_result, port))
    return Served(await ready, task)


@dataclass
class Peer:
    """A replica and its link."""

    replica: Replica
    role: str = "window"
    heard: list[Any] = field(default_factory=list)
    turns: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        def turned() -> None:
            self.turns.append(self.link.state)

        self.link = Link(self.replica, lambda: {"role": self.role}, self._hear, turned)
        self.task: asyncio.Task[None] | None = None

    def _hear(self, _: int, said: Any) -> None:
        self.heard.append(said)

    def go(self, served: Served) -> None:
        self.link.go_to(served.url, COACH if self.role == "coach" else WINDOW)
        if self.task is None:
            self.task = asyncio.create_task(self.link.run())

    def write(self, at: int, text: str) -> None:
        self.replica.replace(at, at, text)

    async def leave(self) -> None:
        await self.link.close()
        if self.task:
            await asyncio.wait_for(self.task, 5)


async def same(*peers: Peer) -> str:
    """Wait until all have the same text; that text."""

    def one() -> bool:
        return len({peer.replica.text for peer in peers}) == 1

    await wait_for(one, "one text", lambda: repr([peer.replica.text for peer in peers]))
    return peers[0].replica.text


def run(scene: Callable[[], Awaitable[None]]) -> None:
    """Run a scene to its end; one that never ends is told as such."""

    async def limited() -> None:
        async with asyncio.timeout(HANGS):
            await scene()

    asyncio.run(limited())
