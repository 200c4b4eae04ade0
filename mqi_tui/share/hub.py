"""The hub: it holds the log's document and nothing else, and passes on what windows write.

It keeps no file, and can be killed at any time: whoever is there brings it all back. Windows of
the coach's computer are asked for all they have. Guests are waited for, and asked for what is
theirs alone, once the coach's program has brought the document: nobody else ever begins one.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic

from pycrdt import YMessageType, YSyncMessageType, create_update_message
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from mqi_tui.domain.roles import COACH, HUB, INVITED, Admitted
from mqi_tui.files import admitted as door
from mqi_tui.share import BAD, LARGEST, NOTHING, OVER, REVOKED, admission, limits, page, presence
from mqi_tui.share.admission import STRANGER, Comer
from mqi_tui.share.allowed import Early
from mqi_tui.share.away import Away
from mqi_tui.share.guest import Guest, Outcome
from mqi_tui.share.hocuspocus import Document
from mqi_tui.share.listening import listening, our_protocol, port_of
from mqi_tui.share.reading import Reading
from mqi_tui.share.relaying import Relaying
from mqi_tui.share.room import Room
from mqi_tui.share.said import Said

LASTS = 600.0
"""Seconds that it waits for the coach's window to come back."""
Peer = ServerConnection | Away
"""One of those at the hub: by a connection to it, or at the relay."""


class Hub:
    """One conversation's log, and those who have it open."""

    def __init__(self, admitted: Admitted, lasts: float = LASTS) -> None:
        self._admitted, self._lasts = admitted, lasts
        self._room = Room()
        self._here: dict[Peer, Comer] = {}
        self._guests: dict[Peer, Guest] = {}
        self._said: Said[Peer] = Said()
        self._strikes: Counter[str] = Counter()
        """By token: messages against the rules."""
        self._closing: dict[Peer, asyncio.Task[None]] = {}
        """Those that are let go: what they still send is not looked at."""
        self._relaying = Relaying(self._talk_away, self._tell_coach)
        self._clock = 0
        self._ended = asyncio.Event()
        self._alone: asyncio.TimerHandle | None = None

    async def run(self, ready: Callable[[int], object], port: int = 0) -> None:
        """Serve on `port` of this machine, or a free one, until it is over. Calls `ready(port)`."""
        async with serve(
            self._talk, sock=listening(port), process_request=self._admit,
            select_subprotocol=our_protocol, compression=None, max_size=LARGEST,
            ping_interval=20, server_header=None,
        ) as server:  # fmt: skip
            self._wait_for_coach()
            self._relaying.keep(self._admitted)
            ready(port_of(server))
            try:
                await self._ended.wait()
                await self._leave_relay()
            finally:
                await self._relaying.close()
            server.close(code=OVER, reason="over")
            await server.wait_closed()

    # Who comes and goes

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """Only who has a token, from a program of this machine or from the hub's own page."""
        if found := self._page(request):
            return found
        comer = self._comer(request)
        if comer is None or self._is_full(comer):
            return connection.respond(HTTPStatus.FORBIDDEN, "not here\n")
        if comer.given.role in (*INVITED, STRANGER.role):
            connection.protocol.max_message_size = limits.MESSAGE
        return None

    def _page(self, request: Request) -> Response | None:
        """The guests' page, which whoever has the address may see: it holds nothing."""
        names = {*admission.HERE, *self._admitted.hosts}
        by_name = admission.is_by_name(request.headers, names)
        return page.response(request) if by_name else None

    def _comer(self, request: Request | None) -> Comer | None:
        comer = admission.comer(request.headers, self._admitted) if request else None
        if comer and self._strikes[comer.token] >= limits.STRIKES:
            return Comer(comer.token, STRANGER)
        return comer

    def _is_full(self, comer: Comer) -> bool:
        """Whether as many as may are there by a guest's link."""
        here = sum(one.token == comer.token for one in self._here.values())
        return comer.given.role in INVITED and here >= limits.SOCKETS

    async def _talk(self, socket: ServerConnection) -> None:
        comer = self._comer(socket.request)
        if comer is None or comer.given is STRANGER:
            await socket.close(REVOKED, "this link does not hold")
            return
        self._enter(socket, comer)
        if socket not in self._guests:
            _send(socket, self._room.hello())
        for said in self._said.all():
            _send(socket, said)
        await self._listen(socket)

    async def _talk_away(self, document: Document, comer: Comer) -> bool:
        """With a guest at the relay; whether they were let go."""
        may_come = self._admitted.passes.get(comer.token) == comer.given
        is_out = not may_come or self._strikes[comer.token] >= limits.STRIKES
        peer = Away(document, comer, self._room.hello, REVOKED if is_out else 0)
        if is_out:
            async for _ in peer:
                pass
            return False
        self._enter(peer, comer)
        await self._listen(peer)
        return peer.is_closed

    async def _listen(self, peer: Peer) -> None:
        try:
            async for message in peer:
                if peer not in self._closing:
                    self._take(peer, message)
        except ConnectionClosed:
            pass
        finally:
            self._leave(peer)

    def _enter(self, peer: Peer, comer: Comer) -> None:
        self._here[peer] = comer
        if comer.given.role in INVITED:
            is_away = isinstance(peer, Away)
            self._guests[peer] = Guest(comer, self._room, monotonic(), away=is_away)
        self._wait_for_coach()
        if comer.given.role == COACH:
            self._tell_coach()

    def _leave(self, peer: Peer) -> None:
        comer = self._here.pop(peer)
        self._guests.pop(peer, None)
        self._closing.pop(peer, None)
        for gone in self._said.gone(peer):
            self._pass_on(peer, gone)
        self._wait_for_coach()
        if comer.given.role == COACH and peer.close_code == OVER:
            self._ended.set()

    async def _leave_relay(self) -> None:
        """It is over for the guests there, too."""
        away = [peer for peer in self._here if isinstance(peer, Away)]
        await asyncio.gather(*(peer.close(OVER) for peer in away), return_exceptions=True)

    def _admit_those(self, admitted: Admitted) -> None:
        """The coach's program says who may come from now on; who may not any more is told."""
        self._admitted = admitted
        for peer, comer in self._here.items():
            if admitted.passes.get(comer.token) != comer.given:
                self._let_go(peer, REVOKED)
        self._relaying.keep(admitted)

    def _let_go(self, peer: Peer, code: int) -> None:
        """Close it from this side. Nobody waits for its answer."""
        if peer not in self._closing:
            self._closing[peer] = asyncio.create_task(peer.close(code))

    # What they send

    def _take(self, peer: Peer, message: str | bytes) -> None:
        try:
            if guest := self._guests.get(peer):
                self._do(peer, guest.take(message, monotonic()))
            else:
                self._take_of_ours(peer, message)
        except Early:  # of a window
            _send(peer, self._room.hello())
        except ValueError:
            if peer in self._guests:
                self._do(peer, Outcome(close=BAD, is_struck=True))
            else:
                self._let_go(peer, BAD)

    def _do(self, peer: Peer, outcome: Outcome) -> None:
        """Do what is to be done about a guest's message."""
        for message in outcome.back:
            _send(peer, message)
        for message in outcome.on:
            self._spread(peer, message)
        if outcome.words:
            self._speak(peer, outcome.words)
        if outcome.again:
            asyncio.get_running_loop().call_later(outcome.again, self._welcome, peer)
        if isinstance(peer, Away) and peer.is_new():
            for said in self._said.all():
                _send(peer, said)
        if outcome.close:
            self._strike(peer, outcome)

    def _strike(self, peer: Peer, outcome: Outcome) -> None:
        token = self._here[peer].token
        self._strikes[token] += outcome.is_struck
        is_out = self._strikes[token] >= limits.STRIKES
        self._let_go(peer, REVOKED if is_out else outcome.close)
        if is_out:
            self._tell_coach()

    def _tell_coach(self) -> None:
        """How it stands with the relay, and whose links hold no more because of what they sent."""
        passes = self._admitted.passes
        out = [one for one, count in self._strikes.items() if count >= limits.STRIKES]
        if not (self._admitted.relay or out):
            return
        self._clock += 1
        away = max(self._relaying.trouble.values(), default="")
        said = {"role": HUB, "away": away, "out": [one for one in out if one in passes]}
        message = presence.message(0, self._clock, said)
        for peer, comer in self._here.items():
            if comer.given.role == COACH:
                _send(peer, message)

    def _take_of_ours(self, peer: Peer, message: str | bytes) -> None:
        got = Reading(message if isinstance(message, bytes) else b"")
        kind, is_coach = got.byte(), self._here[peer].given.role == COACH
        if kind == YMessageType.AWARENESS and isinstance(message, bytes):
            self._speak(peer, message)
        elif kind == YMessageType.SYNC:
            self._sync(peer, got.byte(), got.chunk())
        elif kind == admission.ADMIT and is_coach and isinstance(message, bytes):
            self._admit_those(door.judged(message[1:]))
        else:
            raise ValueError("not a message of the protocol")

    def _speak(self, peer: Peer, message: bytes) -> None:
        """Pass on what somebody says of themselves; a guest learns so as whom they are here."""
        is_away = isinstance(peer, Away)
        if isinstance(peer, Away):
            message = peer.believed(message, self._room.clocks())
        most = limits.SOCKETS if is_away else 1
        for said in self._said.take(peer, self._here[peer], message, most):
            self._pass_on(peer, said)
            if peer in self._guests and not is_away:
                _send(peer, said)

    def _sync(self, peer: Peer, what: int, data: bytes) -> None:
        if what == YSyncMessageType.SYNC_STEP1:
            _send(peer, self._room.answer(data))
            return
        if what not in (YSyncMessageType.SYNC_STEP2, YSyncMessageType.SYNC_UPDATE):
            raise ValueError("not a message of the protocol")
        is_coach = self._here[peer].given.role == COACH
        if data != NOTHING:
            take = self._room.take if is_coach else self._room.take_from_window
            take(data)
            self._spread(peer, create_update_message(data))
        if is_coach and not self._room.is_there:
            self._begin()

    def _begin(self) -> None:
        """The coach's program has brought the document: those who waited for it are let in."""
        self._room.is_there = True
        for peer, guest in self._guests.items():
            self._do(peer, guest.welcome(monotonic()))
            if isinstance(peer, Away):
                _send(peer, self._room.hello())

    def _spread(self, writer: Peer, update: bytes) -> None:
        """Pass on a change; not to who still waits to be let in, maybe with another document."""
        for peer in self._here:
            guest = self._guests.get(peer)
            if peer is not writer and (guest is None or guest.is_in):
                _send(peer, update)
        for peer in [*self._guests]:
            self._welcome(peer)

    def _welcome(self, peer: Peer) -> None:
        """Let in who waits, if what they wait for has come by now."""
        if (guest := self._guests.get(peer)) and guest.waits and peer not in self._closing:
            self._do(peer, guest.welcome(monotonic()))

    def _pass_on(self, sender: Peer, message: bytes) -> None:
        for peer in self._here:
            if peer is not sender:
                _send(peer, message)

    def _wait_for_coach(self) -> None:
        """End it some time after the coach's window has gone."""
        if self._alone:
            self._alone.cancel()
            self._alone = None
        if all(comer.given.role != COACH for comer in self._here.values()):
            loop = asyncio.get_running_loop()
            self._alone = loop.call_later(self._lasts, self._ended.set)


def _send(peer: Peer, message: bytes) -> None:
    """Nobody waits for one who is slow to listen: who does not answer for long is let go."""
    if isinstance(peer, Away):
        peer.send(message)
    else:
        broadcast([peer], message)


def main(port: int = 0) -> None:
    """Read who may come from standard input, say the port on standard output, and serve."""
    admitted = door.judged(sys.stdin.buffer.readline())

    def ready(port: int) -> None:
        sys.stdout.write(f'{{"port": {port}}}\n')
        sys.stdout.close()

    asyncio.run(Hub(admitted).run(ready, port))
