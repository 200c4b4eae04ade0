"""A real hub and a coach's replica in a thread, for tests that have a browser in theirs."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from mqi_tui.domain.roles import Admitted
from mqi_tui.files import admitted as door
from mqi_tui.share import admission
from mqi_tui.share.hub import Hub
from mqi_tui.share.link import Link
from mqi_tui.share.presence import Said
from mqi_tui.share.replica import Replica
from tests.share.wire import COACH, PASSES, PUBLIC, Served, begun
from tests.ui.stage import wait_for

T = TypeVar("T")
TEXT = """# Collaborative log

Teacher: Ms. Rivera
Coach: J. Okafor

## Clip 1

What we noticed:
Rivera: they said **why** the second step holds
Okafor: and drew it

## Action plan

Steps (what — who, by when):
- [ ] Ask a second student to say why — Rivera, by Friday
- [x] Send the clip — Okafor, by Monday
"""
NAMES = ["Rivera", "Okafor", "Rivera + Okafor"]
PATIENCE = 30.0
"""Seconds until a wait has failed: far longer than it takes."""


class Table:
    """Where coach and guests sit: the hub, and the coach's program, which keeps what it is told."""

    def __init__(self, text: str) -> None:
        self.said: dict[str, Any] = {
            "title": "Ms. Rivera · cycle 6", "heading": "Clip 1", "speakers": NAMES,
        }  # fmt: skip
        self.keeps = True
        self.heard: dict[int, Said] = {}
        self._kept: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.open()
        self.begin(text, "room")

    # The hub

    def open(self) -> None:
        """Start a hub where the last one was."""
        self.served = self.do(self._open())

    async def _open(self) -> Served:
        port = self.served.port if hasattr(self, "served") else 0
        return await begun(Hub(Admitted(PASSES, (PUBLIC,)), 60), port)

    def shut(self) -> None:
        """The hub dies: nobody is told."""
        self.do(self.served.kill())

    def link(self, token: str) -> str:
        """What a guest is sent."""
        return f"http://127.0.0.1:{self.served.port}/#{token}"

    # The coach's program

    def begin(self, text: str, room: str) -> None:
        """Another document."""
        self.do(self._begin(text, room))

    async def _begin(self, text: str, room: str) -> None:
        self._kept = {}
        self.replica = Replica(text, room)
        self._link = Link(self.replica, self._words, self._hear, lambda: None)
        self._link.go_to(self.served.url, COACH)
        self._task = self._loop.create_task(self._link.run())

    def leave(self) -> None:
        """The coach's program dies."""
        self.do(self._leave())

    async def _leave(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def end(self) -> None:
        """The coach closes the conversation, for everybody."""
        self.do(self._link.close(over=True))

    def _words(self) -> Said:
        return {"role": "coach", **self.said, "kept": self._kept}

    def _hear(self, window: int, said: Said) -> None:
        self.heard[window] = said
        made = said.get("made")
        if self.keeps and isinstance(made, int) and self._kept.get(str(window)) != made:
            self._kept[str(window)] = made
            self._link.pulse()

    def says(self, **said: Any) -> None:
        self.said |= said
        self._call(self._link.pulse)

    def admits(self, *tokens: str) -> None:
        """Only these may come from now on."""
        left = {token: given for token, given in PASSES.items() if token in (COACH, *tokens)}
        self.tells(bytes([admission.ADMIT]) + door.written(Admitted(left)))

    def tells(self, message: bytes) -> None:
        """The coach's program sends the hub a message, once one is there."""
        self.do(self._tells(message))

    async def _tells(self, message: bytes) -> None:
        await wait_for(lambda: self._link.state == "connected", "a hub is there")
        self._link.queue(message)

    def replace(self, old: str, new: str) -> None:
        """Write `new` in place of the first `old`; with no `old`, at the end."""
        self._call(lambda: self._replace(old, new))

    def _replace(self, old: str, new: str) -> None:
        text = self.replica.text
        start = text.index(old) if old else len(text)
        at = len(text[:start].encode())
        self.replica.replace(at, at + len(old.encode()), new)

    @property
    def text(self) -> str:
        return self._call(lambda: self.replica.text)

    # The thread

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(PATIENCE)

    def _call(self, what: Callable[[], T]) -> T:
        async def called() -> T:
            return what()

        return self.do(called())

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self.leave()
            self.shut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


@contextmanager
def table(text: str = TEXT) -> Iterator[Table]:
    """A hub and a coach with that log, until the end of the block."""
    found = Table(text)
    try:
        yield found
    finally:
        found.close()
