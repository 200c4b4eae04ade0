"""A way to a hub as guests from outside have it: slow, cut now and then, dead for a while."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

PATIENCE = 10.0
"""Seconds that anything here may take."""


class Way:
    """Listens on a port of its own from the start on, in a thread, and passes everything on."""

    def __init__(self, to: int, delay: float = 0.0) -> None:
        """`to`: the hub's port; `delay`: seconds that everything takes, each way."""
        self.to, self._delay = to, delay
        self.port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.begin()

    def begin(self) -> None:
        """Be there, where it was before."""
        self._do(self._begin())

    async def _begin(self) -> None:
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Break all connections: nobody is told."""
        self._do(self._cut())

    async def _cut(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    def end(self) -> None:
        """Be there no more, until it begins anew."""
        self._do(self._end())

    async def _end(self) -> None:
        assert self._server
        self._server.close()
        await self._cut()

    def close(self) -> None:
        """Let go of everything."""
        self.end()
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)

    async def _stop(self) -> None:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there, back = await asyncio.open_connection("127.0.0.1", self.to)
            self._open |= {writer, back}
            await asyncio.gather(self._pour(reader, back), self._pour(there, writer))
            self._open -= {writer, back}
        writer.transport.abort()

    async def _pour(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(1 << 16):
                self._loop.call_later(self._delay, _write, writer, data)
        self._loop.call_later(self._delay, writer.close)

    def _do(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(PATIENCE)


def _write(writer: asyncio.StreamWriter, data: bytes) -> None:
    if not writer.transport.is_closing():
        writer.write(data)
