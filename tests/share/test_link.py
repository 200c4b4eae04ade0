"""What links keep alike, whatever happens between them."""

from __future__ import annotations

import asyncio

import pytest
from websockets.asyncio.client import ClientConnection

from mqi_tui.domain.roles import Pass
from mqi_tui.files.stamp import stamped
from mqi_tui.share import link as links
from mqi_tui.share import presence
from mqi_tui.share.link import here, is_hub
from mqi_tui.share.replica import Replica, digest
from tests.share.wire import COACH, Peer, hub, run, same
from tests.ui.stage import wait_for

TEXT = "## Action plan\n- [ ] \n"


def test_two_write_one_text() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach, window = Peer(Replica(TEXT, "r"), "coach"), Peer(Replica())
            coach.go(served)
            window.go(served)
            assert await same(coach, window) == TEXT
            window.write(0, "W")
            coach.write(0, "C")
            assert sorted((await same(coach, window))[:2]) == ["C", "W"]
            assert window.link.synced
            await window.leave()

    run(scene)


def test_what_is_written_without_a_hub_is_there_once_there_is_one() -> None:
    async def scene() -> None:
        coach, window = Peer(Replica(TEXT, "r"), "coach"), Peer(Replica())
        async with hub() as first:
            coach.go(first)
            window.go(first)
            await same(coach, window)
        await wait_for(lambda: window.link.state == "connecting", "the link is down")
        coach.write(0, "C")
        window.write(0, "W")
        window.write(1, "w")
        assert window.link.unsent == 2
        async with hub() as second:  # empty, and elsewhere
            coach.go(second)
            window.go(second)
            text = await same(coach, window)
            assert text in (f"CWw{TEXT}", f"WwC{TEXT}")
            await wait_for(lambda: window.link.unsent == 0, "nothing is left to send")

    run(scene)


def test_it_comes_back_to_a_hub_that_was_only_away() -> None:
    """Quickly: within what a pause in a sentence lasts."""

    async def scene() -> None:
        async with hub() as served:
            window = Peer(Replica())
            window.go(served)
            await wait_for(lambda: window.link.state == "connected", "connected")
            assert isinstance(window.link._socket, ClientConnection)
            window.link._socket.transport.abort()
            await wait_for(lambda: "connecting" in window.turns, "it is gone")
            await wait_for(lambda: window.turns[-1] == "connected", "it is back", timeout=3)

    run(scene)


def test_whoever_ends_it_ends_it_for_all() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach, window = Peer(Replica(TEXT, "r"), "coach"), Peer(Replica())
            coach.go(served)
            window.go(served)
            await same(coach, window)
            coach.write(0, "last ")
            await coach.link.close(over=True)
            await wait_for(lambda: window.link.state == "over", "over")
            assert window.replica.text == f"last {TEXT}"
            assert window.task
            await asyncio.wait_for(window.task, 5)

    run(scene)


def test_it_is_heard_who_is_there_and_since_when_not() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach, window = Peer(Replica(TEXT, "r"), "coach"), Peer(Replica())
            assert window.link.quiet_for("coach") > 1_000_000
            coach.go(served)
            window.go(served)
            await wait_for(lambda: window.heard, "the coach is heard")
            assert window.heard[0]["role"] == "coach"
            assert window.link.quiet_for("coach") < 5

    run(scene)


def test_another_text_of_the_same_updates_is_noticed_and_all_is_asked_for() -> None:
    """The heartbeat's reason: engines that disagree say so, instead of drifting apart."""

    async def scene() -> None:
        async with hub() as served:
            coach, window = Peer(Replica(TEXT, "r"), "coach"), Peer(Replica())
            coach.go(served)
            window.go(served)
            await same(coach, window)
            state, asked = window.replica.state, window.replica.hello(everything=True)
            window.link._queue = asyncio.Queue()
            for other, differs in (("z", 1), ("z", 2), (digest(TEXT), 0)):
                window.link._compare({"state": state, "digest": other})
                assert window.link.differs == differs
            assert window.link._queue.get_nowait() == asked
            window.link._compare({"state": "others yet", "digest": "z"})
            assert (window.link.differs, window.link._queue.empty()) == (0, True)

    run(scene)


def test_a_missed_update_is_asked_for_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "PULSE", 0.02)
    monkeypatch.setattr(links, "ASK", 0.05)

    async def scene() -> None:
        async with hub() as served:
            coach, window = Peer(Replica(TEXT, "r"), "coach"), Peer(Replica())
            coach.go(served)
            window.go(served)
            await same(coach, window)
            with monkeypatch.context() as deaf:
                deaf.setattr(window.link, "_take", lambda _: None)
                coach.write(0, "missed ")
                await asyncio.sleep(0.1)  # what is lost is lost on the way, not still under way
            assert window.replica.text == TEXT
            assert await same(coach, window) == f"missed {TEXT}"

    run(scene)


@pytest.mark.parametrize("noise", [b"", b"\1", b"\1\3abc", b"\1\xff", b"\0\2\xff", b"\7abc"])
def test_noise_from_the_hub_changes_nothing(noise: bytes) -> None:
    peer = Peer(Replica(TEXT, "r"))
    peer.link._take(noise)
    assert (peer.replica.text, peer.heard) == (TEXT, [])


def test_what_is_said_is_read_again() -> None:
    said = {"role": "coach", "title": "Ms. Ríos 😀", "speakers": ["Ríos"]}
    assert [*presence.heard(presence.message(2**40, 7, said))] == [(2**40, said)]


def test_half_a_sign_makes_no_message_that_others_refuse() -> None:
    message = presence.message(1, 1, {"title": "half \ud800 a sign"})
    [(_, _, words)] = presence.entries(message)
    assert stamped(Pass("coach"), words) == stamped(Pass("coach"), '{"title": "half ? a sign"}')


def test_a_hub_is_known_by_its_token_and_not_by_its_port() -> None:
    async def scene() -> None:
        async with hub() as served:
            port = served.port
            assert await is_hub(here(port), COACH)
            assert not await is_hub(here(port), "x" * 22)
        assert not await is_hub(here(port), COACH)

        async def other(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
            writer.close()

        async with await asyncio.start_server(other, "127.0.0.1", port):
            assert not await is_hub(here(port), COACH)

    run(scene)


def test_that_it_is_over_is_said_whatever_comes_in_at_that_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What comes in while the last words go out must not end it without its reason."""

    async def scene() -> None:
        came: list[bytes] = []
        async with hub() as served:
            coach, window = Peer(Replica(TEXT, "r"), "coach"), Peer(Replica())
            coach.go(served)
            window.go(served)
            await same(coach, window)
            take = coach.link._take

            def taken(message: bytes) -> None:
                came.append(message)
                take(message)

            monkeypatch.setattr(coach.link, "_take", taken)
            monkeypatch.setattr(coach.link._queue, "empty", lambda: bool(came))
            closing = asyncio.create_task(coach.link.close(over=True))
            await asyncio.sleep(0)
            window.link.pulse()
            await closing
            await wait_for(lambda: window.link.state == "over", "it is told")

    run(scene)
