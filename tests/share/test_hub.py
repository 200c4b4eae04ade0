"""The hub admits those who have a token, passes on what they write, and ends when it should."""

from __future__ import annotations

import asyncio

import pytest
from pycrdt import (
    Doc,
    Text,
    create_awareness_message,
    create_sync_message,
    create_update_message,
)
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from mqi_tui.share import BAD, OVER, REVOKED, presence
from mqi_tui.share.engine import genesis
from mqi_tui.share.replica import Replica
from tests.share.wire import COACH, GUEST, PUBLIC, WINDOW, hub, run
from tests.ui.stage import wait_for

UPDATE = create_update_message(genesis("room", "together"))
NOTHING_SAID = {
    "name": "Okafor", "title": "", "heading": "", "moment": "", "speakers": [], "kept": {},
    "state": "", "digest": "", "closing": False, "caret": [],
}  # fmt: skip
SILENT_WINDOW = {
    "role": "window", "made": 0, "state": "", "digest": "", "closing": False, "caret": [],
}  # fmt: skip


async def heard(socket: ClientConnection) -> bytes:
    """The next message, within seconds."""
    message = await asyncio.wait_for(socket.recv(), 10)
    assert isinstance(message, bytes)
    return message


# Who is let in is a table of its own: `test_admission.py`


@pytest.mark.parametrize(
    ("token", "by", "origin"),
    [
        ("wrong", "127.0.0.1", None),
        (WINDOW[:-1], "127.0.0.1", None),
        (WINDOW, "127.0.0.1", "http://127.0.0.1"),
        (WINDOW, PUBLIC, None),
        (GUEST, "example.org", None),
        (GUEST, PUBLIC, "http://127.0.0.1"),
    ],
)
def test_who_is_not_let_in_is_refused(token: str, by: str, origin: str | None) -> None:
    async def scene() -> None:
        async with hub() as served:
            with pytest.raises(InvalidStatus, match="403"):
                await served.socket(token, by, origin=origin)
            assert await served.socket(GUEST, PUBLIC, origin=f"http://{PUBLIC}:{served.port}")

    run(scene)


def test_a_token_that_does_not_hold_is_said_not_to_hold() -> None:
    """A page is not told the status of a handshake that failed: it would try for ever."""

    async def scene() -> None:
        async with hub() as served:
            socket = await served.socket("x" * 22)
            await wait_for(lambda: socket.close_code == REVOKED, "it is told")
            assert socket.subprotocol == "mqi.1"

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
            await one.send(presence.message(1, 1, {"title": "Ms. Rivera"}))
            [(_, said)] = presence.heard(await heard(other))
            assert said == {**NOTHING_SAID, "role": "coach", "title": "Ms. Rivera"}
            late = await served.socket()
            await late.recv()
            assert list(presence.heard(await heard(late))) == [(1, said)]
            await one.close()
            await wait_for(lambda: one.close_code is not None, "it has gone")
            last = await served.socket()
            await last.recv()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(last.recv(), 0.2)

    run(scene)


@pytest.mark.parametrize(
    "message",
    [
        "text",
        b"",
        b"\0",
        b"\7\0\0",
        b"\0\2\xff\xff",
        b"\0\1\3abc",
        b"\0\0\3abc",
        b"\1\3\1\1",
        presence.message(1, 1, ["a list"]),  # type: ignore[arg-type]
        create_awareness_message(b'\1\1\1\5{"a":'),
        create_awareness_message(b"\1\1\1\xa0\x06" + b'{"a":' * 160),
    ],
    ids=range(11),
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


# Roles


async def said_of(socket: ClientConnection, client: int) -> presence.Said | None:
    """What the others are told of a window next."""
    while True:
        for one, said in presence.heard(await heard(socket)):
            if one == client:
                return said


CLAIMS = {"role": "coach", "closing": True, "kept": {"7": 10**6}, "title": "Ms. B.", "x": "y"}


@pytest.mark.parametrize("second", [None, {"role": "coach", "moment": "step 3"}])
def test_who_comes_with_a_windows_token_is_a_window_whatever_it_claims(
    second: dict[str, object] | None,
) -> None:
    async def scene() -> None:
        async with hub() as served:
            one, other = await served.socket(WINDOW), await served.socket(COACH)
            await one.recv(), await other.recv()
            await one.send(presence.message(42, 1, CLAIMS))
            assert await said_of(other, 42) == SILENT_WINDOW | {"closing": True}
            if second:
                await one.send(presence.message(42, 2, second))
                assert await said_of(other, 42) == SILENT_WINDOW

    run(scene)


def test_nobody_speaks_under_the_number_of_another_nor_under_two() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach, window = await served.socket(COACH), await served.socket(WINDOW)
            other = await served.socket(WINDOW)
            for socket in (coach, window, other):
                await socket.recv()
            await coach.send(presence.message(1, 1, {"title": "Ms. Rivera"}))
            assert await said_of(window, 1)
            await window.send(presence.message(1, 99, {"closing": True}))  # as an echo would
            await window.send(presence.message(2, 1, {"made": 3}))
            for number in range(100, 150):
                await window.send(presence.message(number, 1, {"made": number}))
            await window.send(presence.message(2, 2, {"made": 4}))
            told = [next(iter(presence.heard(await heard(coach)))) for _ in range(2)]
            assert told == [(2, SILENT_WINDOW | {"made": 3}), (2, SILENT_WINDOW | {"made": 4})]
            late = await served.socket()
            await late.recv()
            told = [next(iter(presence.heard(await heard(late)))) for _ in range(2)]
            assert [(one, said["role"]) for one, said in told if said] == [
                (1, "coach"), (2, "window")
            ]  # fmt: skip

    run(scene)


def test_who_goes_is_said_to_be_gone_and_who_is_back_is_not() -> None:
    async def scene() -> None:
        async with hub() as served:
            coach, window = await served.socket(COACH), await served.socket(WINDOW)
            await coach.recv(), await window.recv()
            await window.send(presence.message(2, 5, {"made": 1}))
            assert await said_of(coach, 2)
            again = await served.socket(WINDOW)  # before it is noticed that the old one is gone
            await again.recv()
            await again.send(presence.message(2, 6, {"made": 2}))
            assert (await said_of(coach, 2) or {})["made"] == 2
            await window.close()
            await again.send(presence.message(2, 7, {"made": 3}))
            assert (await said_of(coach, 2) or {})["made"] == 3
            await again.close()
            assert await said_of(coach, 2) is None

    run(scene)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ({"title": 7, "heading": "Clip 1"}, {"heading": "Clip 1"}),
        ({"title": "x" * 9000}, {"title": "x" * 500}),
        ({"speakers": ["a"] * 9}, {}),
        ({"speakers": ["a", 1]}, {}),
        ({"kept": {"x": 1}}, {}),
        ({"kept": {"1": -1}}, {}),
        ({"kept": {"1": 2}}, {"kept": {"1": 2}}),
        ({"closing": "yes"}, {}),
        ({"moment": {"a": 1}}, {}),
    ],
)
def test_a_word_of_the_wrong_kind_is_left_out_and_the_others_stand(
    words: dict[str, object], kept: dict[str, object]
) -> None:
    async def scene() -> None:
        async with hub() as served:
            coach, window = await served.socket(COACH), await served.socket(WINDOW)
            await coach.recv(), await window.recv()
            await coach.send(presence.message(1, 1, words))
            assert await said_of(window, 1) == {**NOTHING_SAID, "role": "coach", **kept}

    run(scene)


# The guests' page


async def get(port: int, by: str, path: str = "/") -> str:
    """What a browser is answered that asks for a page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {by}\r\n\r\n".encode())
    answer = (await asyncio.wait_for(reader.read(), 10)).decode(errors="replace")
    writer.close()
    return answer.split(" ", 2)[1]


def test_it_serves_the_page_by_the_names_of_its_computer_alone() -> None:
    async def scene() -> None:
        async with hub() as served:
            names = ("127.0.0.1", f"{PUBLIC}:80", "evil.example.org", f"{PUBLIC}.evil.example.org")
            assert [await get(served.port, name) for name in names] == ["200", "200", "403", "403"]
            assert await get(served.port, PUBLIC, "/log") == "403"

    run(scene)
