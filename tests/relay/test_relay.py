"""Guests at a programme's relay: a real Hocuspocus on two servers, with a real Redis between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from pycrdt import create_update_message

from mqi_tui.share import relaying
from mqi_tui.share.engine import genesis
from mqi_tui.share.hocuspocus import Denied, entered
from mqi_tui.share.ids import new_id
from mqi_tui.share.presence import heard, message
from mqi_tui.share.replica import Replica
from tests.relay.stage import Away, Guest, Relays, away, relays
from tests.share.wire import Peer, run
from tests.ui.stage import wait_for

TEXT = "# Log\n\n- Rivera: they tried é 😀\n"
FOREIGN = 7 << 20
"""A number of nobody's."""


@pytest.fixture(scope="module")
def there() -> Iterator[Relays]:
    with relays() as found:
        yield found


@asynccontextmanager
async def seated(there: Relays) -> AsyncIterator[tuple[Away, Peer]]:
    """A hub that has called the relay, and the coach's program."""
    async with away(there) as ours:
        coach = Peer(Replica(TEXT, "r"), "coach")
        coach.go(ours.served)
        yield ours, coach
        await coach.leave()


async def alike(coach: Peer, *guests: Guest | Peer, also: str = "") -> None:
    """Wait until all have one text, with those words in it."""

    def texts() -> set[str]:
        return {coach.replica.text, *(one.replica.text for one in guests)}

    await wait_for(
        lambda: len(texts()) == 1 and also in coach.replica.text, f"one text with {also!r}",
        lambda: repr(texts()), timeout=20,
    )  # fmt: skip


def test_guest_and_coach_write_one_text_across_servers(there: Relays) -> None:
    async def scene() -> None:
        async with seated(there) as (ours, coach):
            guest = ours.come("b")
            await guest.reads("they tried")
            guest.write("by the guest é😀\n")
            coach.write(0, "by the coach\n")
            await alike(coach, guest, also="by the guest é😀")
            assert coach.replica.text.count("they tried") == 1
            await wait_for(lambda: guest.link.role == "guest", "they know as whom they are here")
            await wait_for(
                lambda: any(said.get("name") == "Rivera" for said in coach.heard), "and the coach"
            )
            await guest.leave()

    run(scene)


def test_guests_on_either_server_and_at_the_hub_see_each_other(there: Relays) -> None:
    async def scene() -> None:
        async with seated(there) as (ours, coach):
            one, other = ours.come("a"), ours.come("b", name="Lindqvist")
            window = Peer(Replica())
            window.go(ours.served)
            for guest in (one, other):
                await guest.reads("they tried")
            for number in range(40):
                one.write(f"<a{number}>")
                other.write(f"<b{number}>")
                window.write(0, f"<w{number}>")
            await alike(coach, one, other, window, also="<b39>")
            assert window.replica.text == coach.replica.text
            words = [f"<{who}{number}>" for who in "abw" for number in range(40)]
            assert {coach.replica.text.count(word) for word in words} == {1}
            for peer in (one, other, window):
                await peer.leave()

    run(scene)


def test_who_reads_along_writes_nothing_there_either(there: Relays) -> None:
    async def scene() -> None:
        async with seated(there) as (ours, coach):
            reader = ours.come("b", "reader")
            await reader.reads("they tried")
            reader.write("VIEW")
            coach.write(0, "later\n")
            await reader.reads("later")
            await wait_for(lambda: reader.link.role == "reader", "they are told so")
            assert "VIEW" not in coach.replica.text
            await reader.leave()

    run(scene)


def test_a_link_ends_at_once_also_there(there: Relays) -> None:
    async def scene() -> None:
        async with seated(there) as (ours, coach):
            guest, other = ours.come("b"), ours.come("b", name="Lindqvist")
            await guest.reads("they tried")
            del ours.passes[guest.token]
            ours.hub._admit_those(ours.admitted)
            await wait_for(lambda: guest.link.state == "revoked", "they are told", timeout=10)
            coach.write(0, "not for them\n")
            await other.reads("not for them")
            assert "not for them" not in guest.replica.text
            late = Guest(there, guest.token, guest.given, "b")
            await wait_for(lambda: late.link.state == "revoked", "also later")
            assert "not for them" not in late.replica.text
            for one in (guest, other, late):
                await one.leave()

    run(scene)


def test_what_is_over_is_over_there(there: Relays) -> None:
    async def scene() -> None:
        async with away(there) as ours:
            coach = Peer(Replica(TEXT, "r"), "coach")
            coach.go(ours.served)
            guest = ours.come("b")
            await guest.reads("they tried")
            await coach.link.close(over=True)
            await wait_for(lambda: guest.link.state == "over", "they are told")
            await wait_for(lambda: ours.served.is_over, "and the hub has ended")
            await guest.leave()

    run(scene)


def test_nobody_is_fed_before_the_coach_is_there(there: Relays) -> None:
    async def scene() -> None:
        async with away(there) as ours:
            guest = ours.come("b")
            await wait_for(lambda: guest.link.state == "connected", "connected")
            guest.write("too early")
            await asyncio.sleep(0.3)  # it has arrived by then, had it been taken
            assert ours.hub._room.text == ""
            coach = Peer(Replica(TEXT, "r"), "coach")
            coach.go(ours.served)
            await alike(coach, guest, also="too early")
            assert coach.replica.text.count("they tried") == 1
            await guest.leave()
            await coach.leave()

    run(scene)


async def denied(there: Relays, name: str, token: str) -> bool:
    try:
        async with entered(there.url("b").replace("http", "ws"), name, token):
            return False
    except Denied:
        return True


def test_the_server_admits_who_has_a_token_made_with_the_key_for_that_document(
    there: Relays,
) -> None:
    async def scene() -> None:
        async with away(there) as ours:
            token, given = ours.invited()
            other, elsewhere = ours.invited()
            scope, link, role, until = given.at.rsplit(".", 3)
            as_reader, later = (
                f"{scope}.{link}.reader.{until}",
                f"{scope}.{link}.{role}.9999999999",
            )
            assert not await denied(there, given.at, token)
            assert not await denied(there, given.at, ours.way.relay.token)
            for name, key in (
                (given.at, other), (elsewhere.at, token), (as_reader, token), (later, token),
                (given.at, ""), (given.at.replace("okafor", "nobody"), token), ("any", token),
                (given.at.replace("0123456789", "9876543210"), ours.way.relay.token),
            ):  # fmt: skip
                assert await denied(there, name, key), name

    run(scene)


def test_a_guest_speaks_under_numbers_of_their_own_alone(there: Relays) -> None:
    async def scene() -> None:
        async with seated(there) as (ours, coach):
            one = ours.come("b")
            await one.reads("they tried")
            told: list[int] = []
            url = there.url("b").replace("http", "ws")
            async with entered(url, one.given.at, one.token) as second:
                for number in (FOREIGN, coach.link.id, new_id(one.token)):
                    await second.send(message(number, 2**45, {"role": "coach", "kept": {"1": 9}}))
                async with asyncio.timeout(10):
                    async for got in second:
                        told += [client for client, _ in heard(got)] if got[0] == 1 else []
                        if any(client >> 20 == one.link.id >> 20 for client in told[3:]):
                            break
            assert FOREIGN not in told
            assert not any(said.get("role") == "coach" for said in coach.heard)
            await one.leave()

    run(scene)


def test_what_is_against_the_rules_is_refused_and_the_third_time_shuts_the_link(
    there: Relays, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relaying, "AFTER", 0.1)

    async def scene() -> None:
        async with seated(there) as (ours, coach):
            guest = ours.come("b")
            await guest.reads("they tried")
            url, foreign = (
                there.url("b").replace("http", "ws"),
                genesis("mine", "in another's name"),
            )
            while not any(said.get("out") for said in coach.heard):
                async with entered(url, guest.given.at, guest.token) as bad:
                    await bad.send(create_update_message(foreign))
                    await asyncio.sleep(0.1)
            assert "in another's name" not in coach.replica.text
            [out] = next(said["out"] for said in coach.heard if said.get("out"))
            assert out == guest.token
            fresh = Guest(there, guest.token, guest.given, "a")
            await wait_for(lambda: fresh.link.state == "revoked", "it holds no more")
            await guest.leave()
            await fresh.leave()

    run(scene)


def test_who_has_another_document_begins_afresh_there_and_reads_it_once(there: Relays) -> None:
    async def scene() -> None:
        async with seated(there) as (first, _):
            guest = first.come("b")
            await guest.reads("they tried")
            passes = first.passes
        async with away(there, passes=passes) as second:  # after a crash that left no notes
            coach = Peer(Replica(TEXT, "another"), "coach")
            coach.go(second.served)
            await wait_for(lambda: guest.link.state == "afresh", "they are told", timeout=20)
            await wait_for(guest.task.done, "the relay has had its time")
            fresh = Guest(there, guest.token, guest.given, "b")
            await fresh.reads("they tried")
            fresh.write("again\n")
            await alike(coach, fresh, also="again")
            assert coach.replica.text.count("they tried") == 1
            await fresh.leave()
            await coach.leave()

    run(scene)
