"""Who is in `cycle`: conversations with a word of its own in each private text, and a guest."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import dataclass, field, replace
from typing import Any

from websockets.exceptions import WebSocketException

from mqi_tui.domain.private.record import Private
from mqi_tui.services import conversations, system_clock
from mqi_tui.share.link import reaching
from mqi_tui.share.replica import Replica
from tests.unit.domain.test_disclosure import Canaries


class Words(Canaries):
    """A word of its own for each text; numbers, times and addresses are such as there are."""

    def _canary(self, kind: type, path: str) -> Any:
        if kind is not str:
            return 1 if path.endswith(".id") else kind()
        if path.endswith(("when", ".due")):
            return ""  # no date is set
        if path.endswith((".start", ".at")):
            return "41:07"
        made = "43:59" if path.endswith(".end") else super()._canary(kind, path)
        return f"https://video.example.org/{made}" if path.endswith(".video") else made

    def half(self, owner: str) -> Private:
        """The private half of a conversation that is to be held now."""
        half: Private = self.fill(Private, owner)
        notes = tuple(replace(one, id=number) for number, one in enumerate(half.notes, 1))
        now = conversations.minute(system_clock.read())
        plan = replace(half.plan, when=now, minutes=60, cycle=6, steps={})
        return replace(
            half, plan=plan, notes=notes, state="prepared", events=(), guide=None, template="",
            desk=replace(half.desk, caret=()),
        )  # fmt: skip

    def typed(self, what: str) -> str:
        """A word to be typed."""
        return str(self._canary(str, f"mine.{what}"))


@dataclass
class Ear:
    """Somebody who came by a link, and takes down every byte that comes."""

    url: str
    token: str
    document: str = ""
    heard: list[bytes] = field(default_factory=list)
    """Messages, and the log as it became by each: words come letter by letter."""

    def __post_init__(self) -> None:
        self.replica = Replica()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._stay())
        self._loop.close()

    async def _stay(self) -> None:
        self._task = asyncio.current_task()
        while True:
            with contextlib.suppress(OSError, WebSocketException):
                async with reaching(self.url, self.token, self.document) as socket:
                    await socket.send(self.replica.hello())
                    async for message in socket:
                        self._take(message if isinstance(message, bytes) else message.encode())
            await asyncio.sleep(0.1)

    def _take(self, message: bytes) -> None:
        self.heard.append(message)
        with contextlib.suppress(ValueError, RuntimeError, IndexError):
            self.replica.take(message)
        self.heard.append(self.replica.text.encode())

    def leave(self) -> None:
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._task.cancel)  # type: ignore[union-attr]
        self._thread.join()
