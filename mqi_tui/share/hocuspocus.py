"""A document at a Hocuspocus, as if it were a socket of the y-websocket protocol.

A Hocuspocus holds many documents. Each of its messages is the name of one, then a message of the
y-websocket protocol or one of its own: those are answered here, and not seen elsewhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pycrdt import Encoder
from websockets.asyncio.client import ClientConnection, connect

from mqi_tui.share import LARGEST, tls
from mqi_tui.share.reading import Reading, Refused

SYNC, AWARENESS, AUTH, SYNC_REPLY, CLOSE, PING, PONG = 0, 1, 2, 4, 7, 9, 10
TOKEN, DENIED, ADMITTED = 0, 1, 2
VERSION = "4.7.0"
"""Of the protocol, as its own clients say it."""
PATIENCE = 5.0
"""Seconds that it has to let one in."""


class Denied(OSError):
    """It does not let in who has that token."""


def chunk(text: str) -> bytes:
    """A text, with its length before it."""
    encoder, encoded = Encoder(), text.encode()
    encoder.write_var_uint(len(encoded))
    encoder.stream.append(encoded)
    return encoder.to_bytes()


class Document:
    """One document, for as long as its connection lasts."""

    def __init__(self, socket: ClientConnection, name: str) -> None:
        self._socket, self._head = socket, chunk(name)

    @property
    def close_code(self) -> int | None:
        """The code with which it was closed; None before that."""
        return self._socket.close_code

    async def send(self, message: bytes) -> None:
        """Send a message of the y-websocket protocol."""
        await self._socket.send(self._head + message)

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Leave it."""
        await self._socket.close(code, reason)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Messages of the y-websocket protocol, until it is closed.

        Raises:
            Denied: the token holds no more.
        """
        async for whole in self._socket:
            if not isinstance(whole, bytes) or not whole.startswith(self._head):
                continue
            message = whole[len(self._head) :]
            kind = message[0] if message else CLOSE
            if kind in (SYNC, AWARENESS):
                yield message
            elif kind == SYNC_REPLY:
                yield bytes([SYNC]) + message[1:]
            elif kind == PING:
                await self.send(bytes([PONG]))
            elif kind == AUTH and message[1:2] == bytes([DENIED]):
                raise Denied(_reason(message))
            elif kind == CLOSE:
                return

    async def enter(self, token: str) -> None:
        """Come in by that token.

        Raises:
            Denied: it does not hold there.
        """
        await self.send(bytes([AUTH, TOKEN]) + chunk(token) + chunk(VERSION))
        async for whole in self._socket:
            if isinstance(whole, bytes) and whole.startswith(self._head):
                message = whole[len(self._head) :]
                if message[:2] == bytes([AUTH, ADMITTED]):
                    return
                if message[:2] == bytes([AUTH, DENIED]):
                    raise Denied(_reason(message))
        raise ConnectionResetError("it was closed at once")


def _reason(message: bytes) -> str:
    try:
        return Reading(message[2:]).text()
    except Refused:
        return ""


@asynccontextmanager
async def entered(url: str, name: str, token: str) -> AsyncIterator[Document]:
    """A document, once one is let in.

    Raises:
        Denied: the token does not hold there.
        OSError, TimeoutError, WebSocketException: it cannot be reached.
    """
    async with connect(
        url, ssl=tls.context_for(url), open_timeout=PATIENCE, compression=None, max_size=LARGEST,
        proxy=None, close_timeout=1,
    ) as socket:  # fmt: skip
        document = Document(socket, name)
        async with asyncio.timeout(PATIENCE):
            await document.enter(token)
        yield document
