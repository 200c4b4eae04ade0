"""Guests at a real hub: by a link, with the messages of any y-websocket program."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from pycrdt import Decoder, Doc, Text, create_sync_message, create_update_message
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from mqi_tui.domain.roles import Admitted
from mqi_tui.share import AFRESH, FLOOD, NOTHING, OVER, REVOKED, admission, limits, presence
from mqi_tui.share.ids import new_id, owner, prefix
from mqi_tui.share.replica import Replica
from tests.share.test_allowed import FATAL
from tests.share.updates import BASE, document, honest, hostile, struct, text, update
from tests.share.wire import (
    GUEST,
    OTHER,
    PASSES,
    PUBLIC,
    READER,
    WINDOW,
    Peer,
    Served,
    hub,
    run,
)
from tests.ui.stage import wait_for

TEXT = "# Log\n\n- Rivera: the bars 😀\n"


@dataclass
class Guest:
    """What an unchanged y-websocket program does, but for its token and its number."""

    served: Served
    token: str = GUEST
    doc: Doc[Text] = field(default_factory=Doc)
    heard: dict[int, presence.Said | None] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    synced: bool = False
    clock: int = 0

    async def come(self) -> Guest:
        if not len(self.doc.get("log", type=Text)):
            self.doc = Doc(client_id=new_id(self.token))
            self.doc.get("log", type=Text)
        self.socket: ClientConnection = await self.served.socket(self.token)
        self.task = asyncio.create_task(self._listen())
        with suppress(ConnectionClosed):
            await self.socket.send(create_sync_message(self.doc))
        return self

    async def _listen(self) -> None:
        try:
            async for message in self.socket:
                assert isinstance(message, bytes)
                await self._take(message)
        except ConnectionClosed:
            pass

    async def _take(self, message: bytes) -> None:
        if message[0] == 1:
            self.heard |= dict(presence.heard(message))
            return
        body = Decoder(message[2:]).read_message() or b""
        if message[1] == 0:
            self.asked.append(body)
            await self.socket.send(b"\0\1" + _chunk(self.doc.get_update(body)))
        else:
            self.doc.apply_update(body)
            self.synced = True

    @property
    def text(self) -> str:
        return str(self.doc.get("log", type=Text))

    @property
    def code(self) -> int | None:
        return self.socket.close_code

    async def write(self, text: str, at: int = 0) -> None:
        before = self.doc.get_state()
        self.doc.get("log", type=Text).insert(at, text)
        await self.socket.send(create_update_message(self.doc.get_update(before)))

    async def say(self, **words: object) -> None:
        self.clock += 1
        await self.socket.send(presence.message(self.doc.client_id, self.clock, words))

    async def reads(self, text: str) -> None:
        await wait_for(lambda: self.text == text, text, lambda: self.text)


def _chunk(data: bytes) -> bytes:
    length, out = len(data), b""
    while length > 127:
        out += bytes([length & 127 | 128])
        length >>= 7
    return out + bytes([length]) + data


def coach(served: Served, text: str = TEXT, room: str = "r") -> Peer:
    peer = Peer(Replica(text, room), "coach")
    peer.go(served)
    return peer


def test_a_guest_reads_writes_and_is_asked_for_what_is_theirs_alone() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            guest = await Guest(served).come()
            await guest.reads(TEXT)
            await guest.write("hers ")
            await wait_for(lambda: us.replica.text == f"hers {TEXT}", "the coach has it")
            us.write(0, "mine ")
            await guest.reads(f"mine hers {TEXT}")

    run(scene)


def test_a_guest_who_comes_first_is_told_nothing_and_begins_nothing() -> None:
    async def scene() -> None:
        async with hub() as served:
            guest = await Guest(served).come()
            await guest.write("too early ")
            window = await served.socket(WINDOW)
            await window.recv()
            assert (guest.synced, guest.asked) == (False, [])
            us = coach(served)
            await wait_for(lambda: guest.synced, "it is let in")
            await wait_for(lambda: "too early " in us.replica.text, "and asked")
            assert TEXT in us.replica.text

    run(scene)


def test_what_is_written_while_the_hub_is_dead_and_empty_is_there_once() -> None:
    async def scene() -> None:
        async with hub() as first:
            us = coach(first)
            guests = [await Guest(first, token).come() for token in (GUEST, OTHER)]
            for guest in guests:
                await guest.reads(TEXT)
        for number, guest in enumerate(guests):
            guest.doc.get("log", type=Text).insert(0, f"offline {number} ")
            guest.asked.clear()
        async with hub() as second:
            for guest in guests:
                guest.served = second
                await guest.come()
            assert not any(guest.asked for guest in guests)
            us.go(second)
            await wait_for(lambda: us.replica.text.count("offline") == 2, "all is there")
            for guest in guests:
                await guest.reads(us.replica.text)
            assert us.replica.text.endswith(TEXT)

    run(scene)


async def of_another() -> Guest:
    """A guest with a document of the same words, whose hub is gone."""
    async with hub() as first:
        us = coach(first, room="one")
        guest = await Guest(first).come()
        await guest.reads(TEXT)
        await us.leave()
    return guest


def test_what_a_guest_has_of_another_document_makes_no_part_of_this_one() -> None:
    """The same words in two documents would stand there twice."""

    async def scene() -> None:
        guest = await of_another()
        async with hub() as second:
            us = coach(second, room="another")
            guest.served = second
            await guest.come()
            await wait_for(lambda: guest.code == AFRESH, "it begins afresh")
            fresh = await Guest(second).come()
            await fresh.reads(TEXT)
            assert us.replica.text == TEXT

    run(scene)


def test_who_holds_another_document_is_sent_nothing_of_this_one() -> None:
    """Also when they are there before the coach's program: they would have both, one in another."""

    async def scene() -> None:
        guest = await of_another()
        async with hub() as second:
            guest.served = second
            await guest.come()
            window = await second.socket(WINDOW)
            await window.recv()  # the guest is there
            coach(second, room="another")
            await wait_for(lambda: guest.code == AFRESH, "it begins afresh")
            assert guest.text == TEXT

    run(scene)


def test_a_reader_reads_and_what_they_write_stays_with_them() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            reader, guest = await Guest(served, READER).come(), await Guest(served).come()
            await reader.reads(TEXT)
            await guest.reads(TEXT)
            await reader.write("secretly ")
            await reader.socket.send(b"\0\1" + _chunk(reader.doc.get_update()))
            await guest.write("openly ")
            await wait_for(lambda: us.replica.text == f"openly {TEXT}", "only one is heard")
            assert (reader.code, reader.asked) == (None, [])

    run(scene)


@pytest.mark.parametrize("token", [GUEST, READER])
def test_whose_words_it_is_follows_from_the_token(token: str) -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            guest = await Guest(served, token).come()
            await guest.say(role="coach", name="Okafor", kept={"1": 2}, title="Mine", made=3)
            await wait_for(lambda: any(said["role"] != "coach" for said in us.heard), "heard")
            told = next(said for said in us.heard if said["role"] != "coach")
            assert (told["role"], told["name"]) == (PASSES[token].role, PASSES[token].name)
            assert not {"kept", "title"} & set(told)
            assert ("made" in told, "caret" in told) == (token == GUEST, token == GUEST)
            await wait_for(lambda: guest.doc.client_id in guest.heard, "they learn who they are")
            assert (guest.heard[guest.doc.client_id] or {})["role"] == PASSES[token].role

    run(scene)


def test_a_guest_speaks_under_no_number_but_of_their_own_token() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            guest, other = await Guest(served).come(), await Guest(served, OTHER).come()
            for client in (us.replica.client, other.doc.client_id, 5, 2**52):
                await guest.socket.send(presence.message(client, 99, {"made": 1}))
            await guest.say(made=2)
            await wait_for(lambda: any(said.get("made") == 2 for said in us.heard), "heard")
            assert [said for said in us.heard if said.get("made") == 1] == []

    run(scene)


def test_who_goes_is_said_to_be_gone_under_the_same_clock() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach(served)
            guest, other = await Guest(served).come(), await Guest(served, OTHER).come()
            await guest.say(caret=[1, 2])
            client = guest.doc.client_id
            await wait_for(lambda: other.heard.get(client), "they are there")
            assert (other.heard[client] or {})["caret"] == [1, 2]
            await guest.socket.close()
            await wait_for(lambda: client in other.heard and other.heard[client] is None, "gone")

    run(scene)


def test_a_link_that_is_revoked_is_closed_at_once_and_opens_no_more() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            guest, other = await Guest(served).come(), await Guest(served, OTHER).come()
            await guest.reads(TEXT)
            left = {token: given for token, given in PASSES.items() if token != GUEST}
            us.link.queue(admission.message(Admitted(left)))
            await wait_for(lambda: guest.code == REVOKED, "it is closed")
            again = await Guest(served).come()
            await wait_for(lambda: again.code == REVOKED, "and stays so")
            await other.reads(TEXT)
            await other.write("still here ")
            await wait_for(lambda: us.replica.text == f"still here {TEXT}", "others stay")

    run(scene)


def test_only_the_coach_says_who_may_come() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach(served)
            words = admission.message(Admitted({}))
            for token in (WINDOW, GUEST):
                socket = await served.socket(token)
                await socket.send(words)
                await wait_for(lambda s=socket: s.close_code is not None, "it is let go")  # type: ignore[misc]
            assert (await Guest(served).come()).code is None

    run(scene)


def test_a_name_that_is_made_known_later_is_let_in() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            await wait_for(lambda: us.link.synced, "the coach is there")
            us.link.queue(admission.message(Admitted(PASSES, ("tunnel.example.org", PUBLIC))))
            name = "tunnel.example.org"
            origin = f"http://{name}:{served.port}"

            async def comes() -> bool:
                try:
                    await served.socket(GUEST, name, origin=origin)
                except InvalidStatus:
                    return False
                return True

            while not await comes():
                await asyncio.sleep(0.01)

    run(scene)


def test_when_it_is_over_guests_are_told() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            guest = await Guest(served).come()
            await guest.reads(TEXT)
            await us.link.close(over=True)
            await wait_for(lambda: guest.code == OVER, "it is over")

    run(scene)


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\0",
        b"\0\0",
        b"\7\0\0",
        b"\0\3\0",
        b"\0\0\1\0\0",
        b"\0\2\xff\xff",
        b"\0\0\5\xff\xff\xff\xff\x0f",
        b"\0\0" + _chunk(_chunk(b"\1" * 2 * (limits.CLOCKS + 1))),
        b"\1\3\1\1",
        presence.message(prefix(GUEST) << 20, 1, {"name": "x" * limits.WORDS}),
        b"text",
    ],
    ids=range(12),
)
def test_who_speaks_another_protocol_is_let_go_and_at_the_third_time_for_good(
    message: bytes,
) -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            for _ in range(limits.STRIKES):
                guest = await Guest(served).come()
                await guest.reads(TEXT)
                await guest.socket.send(message if message != b"text" else "text")
                await wait_for(lambda g=guest: g.code is not None, "it is let go")  # type: ignore[misc]
            assert guest.code == REVOKED
            again = await Guest(served).come()
            await wait_for(lambda: again.code == REVOKED, "for good")
            other = await Guest(served, OTHER).come()
            await other.reads(TEXT)
            await other.write("well ")
            await wait_for(lambda: us.replica.text == f"well {TEXT}", "the others stay")

    run(scene)


def test_an_update_against_the_rules_is_not_passed_on_and_its_sender_begins_afresh() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            for turn in range(limits.STRIKES):
                guest = await Guest(served).come()
                await guest.reads(TEXT)
                guest.doc.get("another", type=Text).insert(0, "x")
                await guest.write("y")
                code = AFRESH if turn + 1 < limits.STRIKES else REVOKED
                await wait_for(lambda g=guest, c=code: g.code == c, "it is let go")  # type: ignore[misc]
            assert us.replica.text == TEXT

    run(scene)


def test_an_update_that_comes_too_early_is_asked_for() -> None:
    async def scene() -> None:
        async with hub() as served:
            us = coach(served)
            guest = await Guest(served).come()
            await guest.reads(TEXT)
            guest.doc.get("log", type=Text).insert(0, "lost on the way ")
            await guest.write("and ")
            await wait_for(lambda: us.replica.text == f"and lost on the way {TEXT}", "all is there")

    run(scene)


def test_who_never_fills_a_hole_begins_afresh() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach(served)
            guest = await Guest(served).come()
            await guest.reads(TEXT)
            after_a_hole = update((guest.doc.client_id, 9, [struct(content=text("x"))]))
            for _ in range(limits.EARLY + 1):
                await guest.socket.send(create_update_message(after_a_hole))
            await wait_for(lambda: guest.code == AFRESH, "it begins afresh")
            again = await Guest(served).come()
            await again.reads(TEXT)

    run(scene)


@pytest.mark.parametrize("token", [WINDOW, GUEST])
def test_no_update_of_a_window_or_a_guest_ends_the_hub(token: str) -> None:
    chance = random.Random(7)
    made = honest(chance, document().get_update(), count=20)
    bad = [bytes.fromhex(one) for one in FATAL.values()] + [
        hostile(chance, made) for _ in range(40)
    ]

    async def scene() -> None:
        async with hub() as served:
            us = coach(served, BASE)
            other = await Guest(served, OTHER).come()
            for one in bad:
                with suppress(ConnectionClosed):
                    socket = await served.socket(token)
                    await socket.send(create_update_message(one))
                    await socket.close()
            await wait_for(lambda: other.synced, "the other is there")
            await other.write("well ")
            await wait_for(lambda: "well " in us.replica.text, "all goes on")
            await other.reads(us.replica.text)

    run(scene)


def test_what_is_far_too_large_is_not_even_read() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach(served)
            guest = await Guest(served).come()
            await guest.socket.send(bytes(limits.MESSAGE + 1))
            await wait_for(lambda: guest.code == 1009, "it is let go")

    run(scene)


def test_who_floods_is_let_go_and_who_types_is_not() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach(served)
            guest, other = await Guest(served).come(), await Guest(served, OTHER).come()
            await guest.reads(TEXT)
            for _ in range(round(limits.BURST) + 200):
                try:
                    await guest.socket.send(b"\0\2" + _chunk(NOTHING))
                except ConnectionClosed:
                    break
            await wait_for(lambda: guest.code == FLOOD, "it is let go")
            for _ in range(100):
                await other.write("x")
            assert other.code is None

    run(scene)


def test_a_link_has_a_few_connections_and_not_any_number() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach(served)
            for _ in range(limits.SOCKETS):
                await Guest(served).come()
            with pytest.raises(InvalidStatus, match="403"):
                await Guest(served).come()
            await Guest(served, OTHER).come()

    run(scene)


def test_a_number_tells_its_token_and_two_are_not_the_same() -> None:
    one, other = new_id(GUEST), new_id(GUEST)
    assert owner(one) == owner(other) == prefix(GUEST) != prefix(OTHER)
    assert len({new_id(GUEST) for _ in range(50)}) > 45
    assert max(new_id("x") for _ in range(50)) < 2**52
