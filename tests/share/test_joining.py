"""The log of another computer in a terminal: the link, what is said of it, and the window."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from websockets.asyncio.server import ServerConnection, serve

from mqi_tui.commands import Refused
from mqi_tui.commands.join import _try
from mqi_tui.domain.roles import Admitted
from mqi_tui.files.guest_link import GuestLink, judged
from mqi_tui.share import OVER, admission
from mqi_tui.share.presence import Said, carets_of
from tests.share.test_window import TEXT, Coach, Seat, play
from tests.share.wire import COACH, GUEST, PASSES, PUBLIC, READER, hub, run
from tests.ui.stage import wait_for

TOKEN = "abcdefghijklmnopqrstuv"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"https://log.example.org/#{TOKEN}", "wss://log.example.org/log"),
        (f"  http://127.0.0.1:4711/#{TOKEN}\n", "ws://127.0.0.1:4711/log"),
        (f"https://example.org/rooms/7/#{TOKEN}", "wss://example.org/rooms/7/log"),
        (f"HTTPS://Log.Example.Org#{TOKEN}", "wss://Log.Example.Org/log"),
        ("", ""),
        ("log.example.org", ""),
        (f"ftp://log.example.org/#{TOKEN}", ""),
        (f"https://a@b.example.org/#{TOKEN}", ""),
        (f"https://[::1/#{TOKEN}", ""),
        ("https://log.example.org/", ""),
        (f"https://log.example.org/#{TOKEN[1:]}", ""),
        (f"https://log.example.org/#{TOKEN} and more", ""),
        ("x" * 100_000, ""),
    ],
)
def test_a_link_is_read_or_said_to_be_none(text: str, url: str) -> None:
    if url:
        found = judged(text)
        assert (found.url, found.token) == (url, TOKEN)
    else:
        with pytest.raises(ValueError, match=r"link .* looks like https"):
            judged(text)


def complaint(link: GuestLink) -> str:
    """What is said of a link before anything is shown; empty where one is let in."""

    async def tried() -> str:
        try:
            await _try(link)
        except Refused as refused:
            return str(refused)
        return ""

    return asyncio.run(tried())


def test_what_is_wrong_with_a_link_is_said_in_a_line() -> None:
    async def scene() -> None:
        async def says(token: str, port: int) -> str:
            link = GuestLink(f"ws://127.0.0.1:{port}/log", "there", token)
            return await asyncio.to_thread(complaint, link)

        async with hub() as served:
            assert await says(GUEST, served.port) == ""
            assert "does not hold" in await says("x" * 22, served.port)
            port = served.port
        assert await says(GUEST, port) == "there does not answer: is the log still shared there?"

        async def ended(socket: ServerConnection) -> None:
            await socket.close(OVER)

        async with serve(
            ended, "127.0.0.1", 0, select_subprotocol=lambda _, names: names[0]
        ) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            assert "over" in await says(GUEST, port)

    run(scene)


def come(here: Seat, token: str) -> None:
    here.app.told({"room": "r", "log": "r", "url": here.served.url, "token": token})


def test_a_guest_in_a_terminal_writes_and_is_told_what_is_saved() -> None:
    async def scene(here: Seat) -> None:
        come(here, GUEST)
        await here.sees("Clip 1", "shared with you · saved")
        await here.press("enter", *"ja")
        await wait_for(lambda: "ja" in here.coach.replica.text, "it is there")
        await here.sees("saved · Esc ends writing")

    play(scene)


def test_a_guest_in_a_terminal_begins_at_the_section_of_the_running_step() -> None:
    async def scene(here: Seat) -> None:
        before = "".join(f"line {n}\n" for n in range(40))
        here.coach.replica.replace(0, 0, before)
        after = "".join(f"more {n}\n" for n in range(40))
        here.coach.replica.replace(len(before + TEXT), 0, after)
        await wait_for(lambda: here.coach.link.synced and not here.coach.link.unsent, "it is sent")
        come(here, GUEST)
        await here.sees("Clip 1", "What we noticed")
        here.coach.says(heading="Action plan")
        await wait_for(lambda: "Clip 1" not in here.text(), "the next section is at the top")

    play(scene)


def test_a_guest_in_a_terminal_is_seen_where_they_write_and_sees_the_coach() -> None:
    async def scene(here: Seat) -> None:
        come(here, GUEST)
        await here.sees("Clip 1", "shared with you")
        here.coach.says(caret=[0, TEXT.index("Clip 1") + 4])
        await here.sees("Clip 1  ← Okafor")
        await here.press("enter", *"ja")

        def said() -> object:
            return [one.get("caret") for one in here.coach.link.present(9).values()]

        here_is = TEXT.index("noticed:") + len("noticed:\nja")
        await wait_for(lambda: said() == [[here_is, here_is]], "it is told", lambda: repr(said()))

    play(scene)


def test_what_a_hub_elsewhere_says_of_others_is_taken_for_no_more_than_it_is() -> None:
    carets: list[object] = ["no", [1], [0, -1], [0, 1.5], None, {}]
    odd: list[Said] = [{"name": "A", "caret": one} for one in carets]
    odd += [{}, {"caret": [0, 1]}, {"name": ["x"]}]
    assert carets_of(dict(enumerate(odd))) == ()
    long = carets_of({1: {"name": "\x1b[2J" + "x" * 99, "caret": [0, 10**30]}})
    assert len(long[0].name) == 40
    assert "\x1b" not in long[0].name
    many = {one: {"name": "A", "caret": [0, one]} for one in range(9_999)}
    assert len(carets_of(many)) == 64


def test_who_reads_along_is_told_so_and_writes_nothing() -> None:
    async def scene(here: Seat) -> None:
        come(here, READER)
        await here.sees("Clip 1", "You can read along")
        await here.press("enter", "x")
        assert here.log == here.coach.replica.text == TEXT

    play(scene)


def test_a_revoked_link_is_said_to_have_ended_and_the_log_stays_readable() -> None:
    async def scene(here: Seat) -> None:
        come(here, GUEST)
        await here.sees("Clip 1", "saved")
        left = {token: given for token, given in PASSES.items() if token != GUEST}
        here.coach.link.queue(admission.message(Admitted(left, (PUBLIC,))))
        await here.sees("This link was ended by the coach", "Clip 1")
        await here.press("enter", "x")
        assert here.log == TEXT

    play(scene)


def test_what_was_written_for_another_document_goes_along_into_this_one() -> None:
    async def scene(here: Seat) -> None:
        come(here, GUEST)
        await here.sees("Clip 1", "saved")
        await here.coach.stop()
        await here.served.kill()
        await here.sees("NOT CONNECTED")
        await here.press("enter", *"mine")
        async with hub(port=here.served.port) as second:
            other = Coach(second, room="another")
            await wait_for(lambda: "mine" in other.replica.text, "it is there")
            assert other.replica.text.count("## Clip 1") == 1
            await other.stop()

    play(scene)


def test_the_way_abroad_is_open_to_a_window_that_joins_and_to_no_other() -> None:
    code = (
        "import socket, sys; from mqi_tui.share.guard import fence\n"
        "fence(abroad=sys.argv[1] == 'abroad')\n"
        "try: socket.create_connection(('192.0.2.1', 9), timeout=0.05)\n"
        "except PermissionError: print('closed')\n"
        "except OSError: print('open')\n"
        "try: open(sys.argv[2])\n"
        "except PermissionError: print('closed')\n"
    )

    def tried(kind: str) -> str:
        command = [sys.executable, "-c", code, kind, __file__ + "/../../../pyproject.toml"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    assert tried("abroad").split() == ["open", "closed"]
    assert tried("window").split() == ["closed", "closed"]


LONG = "é😀 a line that is long enough\n" * 6_000
"""Far more than a guest may send at once."""


def test_a_long_paste_goes_in_parts_and_is_taken_back_in_one() -> None:
    async def scene(here: Seat) -> None:
        come(here, GUEST)
        await here.sees("Clip 1", "saved")
        assert here.app.link
        mine = here.app.link.replica
        mine.replace(0, 0, LONG)
        await wait_for(lambda: here.coach.replica.text == LONG + TEXT, "it is there")
        assert mine.undo()
        await wait_for(lambda: here.coach.replica.text == TEXT, "and gone")
        assert here.app.link.state == "connected"

    play(scene)


def test_a_long_paste_while_the_way_is_cut_comes_in_parts_once_it_is_free() -> None:
    async def scene(here: Seat) -> None:
        come(here, GUEST)
        await here.sees("Clip 1", "saved")
        assert here.app.link
        await here.served.kill()
        await here.sees("NOT CONNECTED")
        here.app.link.replica.replace(0, 0, LONG)
        async with hub(port=here.served.port) as second:
            here.coach.link.go_to(second.url, COACH)
            await wait_for(lambda: here.coach.replica.text == LONG + TEXT, "it is there")
            await here.sees("saved")

    play(scene)
