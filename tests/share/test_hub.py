"""The hub admits those who have a token, passes on what they write, and ends when it should."""

from __future__ import annotations

import asyncio

import pytest
from pycrdt import Doc, Text, create_sync_message, create_update_message
from websockets.exceptions import ConnectionClosed, InvalidStatus

from mqi_tui.replica import Replica, genesis
from mqi_tui.share import presence
from mqi_tui.share.hub import BAD, OVER
from tests.share.wire import COACH, WINDOW, hub, run
from tests.ui.stage import wait_for

UPDATE = create_update_message(genesis("room", "together"))


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("", {}),
        ("wrong", {}),
        ("é", {}),
        (COACH[:-1], {}),
        (WINDOW, {"Origin": "https://example.org"}),
        (WINDOW, {"Origin": "http://127.0.0.1"}),
        (WINDOW, {"Host": "example.org:80"}),
    ],
)
def test_who_has_no_token_or_comes_from_a_page_is_refused(
    token: str, headers: dict[str, str]
) -> None:
    async def scene() -> None:
        async with hub() as served:
            with pytest.raises(InvalidStatus, match="403"):
                await served.socket(token, additional_headers=headers)

    run(scene)


def test_what_one_writes_reaches_the_others_and_those_who_come_later() -> None:
    async def scene() -> None:
        async with hub() as served:
            one, other = await served.socket(COACH), await served.socket()
            await one.recv(), await other.recv()
            await one.send(UPDATE)
            assert await other.recv() == UPDATE
            late = await served.socket()
            await late.recv()
            await late.send(create_sync_message(Doc()))
            replica = Replica()
            answer = await late.recv()
            assert isinstance(answer, bytes)
            replica.take(answer)
            assert replica.text == "together"

    run(scene)


def test_what_is_said_reaches_the_others_and_those_who_come_later() -> None:
    async def scene() -> None:
        async with hub() as served:
            one, other = await served.socket(COACH), await served.socket()
            await one.recv(), await other.recv()
            said = presence.message(1, 1, {"role": "coach"})
            await one.send(said)
            assert await other.recv() == said
            late = await served.socket()
            assert [await late.recv(), await late.recv()][1] == said
            await one.close()
            await wait_for(lambda: one.close_code is not None, "it has gone")
            last = await served.socket()
            await last.recv()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(last.recv(), 0.2)

    run(scene)


@pytest.mark.parametrize(
    "message", ["text", b"", b"\0", b"\7\0\0", b"\0\2\xff\xff", b"\0\1\3abc", b"\0\0\3abc"]
)
def test_who_speaks_another_protocol_is_let_go_and_the_others_stay(message: str | bytes) -> None:
    async def scene() -> None:
        async with hub() as served:
            one, other, odd = [await served.socket() for _ in range(3)]
            await one.recv(), await other.recv()
            await odd.send(message)
            await wait_for(lambda: odd.close_code == BAD, "it is let go")
            await one.send(UPDATE)
            assert await other.recv() == UPDATE

    run(scene)


def test_the_coach_ends_it_for_everybody_and_a_window_does_not() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach, window, other = (
                await served.socket(COACH),
                *[await served.socket() for _ in range(2)],
            )
            await window.close(OVER)
            await other.recv()
            await coach.send(UPDATE)
            assert await other.recv() == UPDATE
            await coach.close(OVER)
            with pytest.raises(ConnectionClosed):
                await other.recv()
            assert other.close_code == OVER
            await wait_for(lambda: served.is_over, "the hub has ended")

    run(scene)


def test_it_waits_for_the_coach_to_come_back_and_not_for_ever() -> None:
    async def scene() -> None:
        async with hub(lasts=0.3) as served:
            for _ in range(3):
                coach = await served.socket(COACH)
                await asyncio.sleep(0.2)  # the time it waits is the thing under test
                await coach.close()
            window = await served.socket()
            assert not served.is_over
            await wait_for(lambda: served.is_over, "it ends with nobody but a window there")
            await wait_for(lambda: window.close_code == OVER, "the window is told")

    run(scene)


def test_it_begins_empty_and_holds_no_text_of_its_own() -> None:
    """Only the coach's program ever seeds the document."""

    async def scene() -> None:
        async with hub() as served:
            socket = await served.socket()
            hello = await socket.recv()
            doc: Doc[Text] = Doc()
            doc.get("log", type=Text)
            assert hello == create_sync_message(doc)

    run(scene)
