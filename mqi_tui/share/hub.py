"""The hub: it holds the log's document and nothing else, and passes on what windows write.

It keeps no file, knows no name, and can be killed at any time: whoever is there brings it all back.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pycrdt import (
    Doc,
    Text,
    YMessageType,
    YSyncMessageType,
    create_sync_message,
    create_update_message,
    handle_sync_message,
    read_message,
)
from websockets.asyncio.server import Server, ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from mqi_tui.domain.roles import COACH
from mqi_tui.files.stamp import stamped
from mqi_tui.share import LARGEST, OVER, presence

LASTS = 600.0
"""Seconds that it waits for the coach's window to come back."""
BAD = 1003
NOTHING = b"\x00\x00"


class Hub:
    """One conversation's log, and those who have it open. `tokens`: token to role."""

    def __init__(self, tokens: Mapping[str, str], lasts: float = LASTS) -> None:
        self._tokens, self._lasts = tokens, lasts
        self._doc: Doc[Text] = Doc()
        self._doc.get("log", type=Text)
        self._here: dict[ServerConnection, str] = {}
        self._ids: dict[int, ServerConnection] = {}
        """Who speaks under which number: the first one that a socket used."""
        self._said: dict[int, tuple[int, bytes]] = {}
        """By number: when, as its window counts, and what it said last."""
        self._ended = asyncio.Event()
        self._alone: asyncio.TimerHandle | None = None

    async def run(self, ready: Any) -> None:
        """Serve on a free port of this machine until it is over. `ready(port)` is called once."""
        options: dict[str, Any] = {"compression": None, "max_size": LARGEST, "ping_interval": 20}
        async with serve(
            self._talk, "127.0.0.1", 0, process_request=self._admit, **options
        ) as server:
            self._wait_for_coach()
            ready(_port(server))
            await self._ended.wait()
            server.close(code=OVER, reason="over")
            await server.wait_closed()

    def _role(self, path: str) -> str:
        """The role of the token in `path`; empty for none that we know."""
        given = parse_qs(urlsplit(path).query).get("token", [""])[0].encode()
        tokens = self._tokens.items()
        known = [role for one, role in tokens if hmac.compare_digest(one.encode(), given)]
        return known[0] if known else ""

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """Only who has a token, from a program of this machine: no page of another site."""
        hosts = [host.rpartition(":")[0] for host in request.headers.get_all("Host")]
        is_ours = hosts in (["127.0.0.1"], ["localhost"]) and "Origin" not in request.headers
        if is_ours and self._role(request.path):
            return None
        return connection.respond(HTTPStatus.FORBIDDEN, "not here\n")

    async def _talk(self, socket: ServerConnection) -> None:
        role = self._role(socket.request.path if socket.request else "")
        self._here[socket] = role
        self._wait_for_coach()
        try:
            await socket.send(create_sync_message(self._doc))
            for _, said in [*self._said.values()]:
                await socket.send(said)
            async for message in socket:
                await self._take(socket, message)
        except ConnectionClosed:
            pass
        finally:
            del self._here[socket]
            self._withdraw(socket)
            self._wait_for_coach()
            if role == COACH and socket.close_code == OVER:
                self._ended.set()

    async def _take(self, socket: ServerConnection, message: str | bytes) -> None:
        kind = message[0] if isinstance(message, bytes) and len(message) > 1 else None
        try:
            if kind == YMessageType.AWARENESS and isinstance(message, bytes):
                self._speak(socket, message)
            elif kind == YMessageType.SYNC and isinstance(message, bytes):
                await self._sync(socket, message[1:])
            else:
                await socket.close(BAD, "not a message of the protocol")
        except (ValueError, RuntimeError, IndexError, AssertionError):
            await socket.close(BAD, "not a message of the protocol")

    def _speak(self, socket: ServerConnection, message: bytes) -> None:
        """Pass on what a socket says of itself; what it repeats of others, or invents, is not."""
        for client, clock, words in presence.entries(message):
            if self._is_own(socket, client):
                said = presence.message(client, clock, stamped(self._here[socket], words))
                self._said[client] = clock, said
                self._pass_on(socket, said)

    def _is_own(self, socket: ServerConnection, client: int) -> bool:
        """Whether it is a socket's own number: its first, free or of one of the same role."""
        owner = self._ids.get(client)
        is_free = owner is None or self._here[owner] == self._here[socket]
        if is_free and socket not in self._ids.values():
            self._ids[client] = owner = socket
        return owner is socket

    def _withdraw(self, socket: ServerConnection) -> None:
        """Tell the others that it has gone, unless it is back already."""
        for client in [one for one, owner in self._ids.items() if owner is socket]:
            del self._ids[client]
            if said := self._said.pop(client, None):
                self._pass_on(socket, presence.message(client, said[0], None))

    async def _sync(self, socket: ServerConnection, message: bytes) -> None:
        answer = handle_sync_message(message, self._doc)
        if answer:
            await socket.send(answer)
        elif message[0] in (YSyncMessageType.SYNC_STEP2, YSyncMessageType.SYNC_UPDATE):
            update = read_message(message[1:])
            if update != NOTHING:
                self._pass_on(socket, create_update_message(update))

    def _pass_on(self, sender: ServerConnection, message: bytes) -> None:
        broadcast([one for one in self._here if one is not sender], message)

    def _wait_for_coach(self) -> None:
        """End it some time after the coach's window has gone."""
        if self._alone:
            self._alone.cancel()
            self._alone = None
        if COACH not in self._here.values():
            loop = asyncio.get_running_loop()
            self._alone = loop.call_later(self._lasts, self._ended.set)


def _port(server: Server) -> int:
    return int(next(iter(server.sockets)).getsockname()[1])


def main() -> None:
    """Read the tokens from standard input, say the port on standard output, and serve."""
    asked = json.loads(sys.stdin.readline())

    def ready(port: int) -> None:
        sys.stdout.write(f"{json.dumps({'port': port})}\n")
        sys.stdout.close()

    async def serve_all() -> None:
        await Hub(asked["tokens"]).run(ready)

    asyncio.run(serve_all())
