"""Links of a shared log: who has one, what it opens, and how long, with a real hub process."""

from __future__ import annotations

import asyncio
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from mqi_tui.domain.roles import GUEST, READER, Pass
from mqi_tui.services.guest_list import MOST, GuestList
from mqi_tui.services.sharing_host import Sharing
from mqi_tui.share.ids import new_id
from mqi_tui.share.link import Link, connecting, here, is_hub
from mqi_tui.share.replica import Replica
from mqi_tui.ui.dialogs.guests import GuestsScreen
from mqi_tui.ui.flows import shares
from mqi_tui.ui.screens.recap import RecapScreen
from tests.share.test_sharing import House, hubs, join
from tests.ui.stage import Stage, wait_for

__all__ = ["hubs"]

ENDS = {4403: "revoked", 4409: "afresh", 4410: "over"}


@pytest.fixture
def house(tmp_path: Path, hubs: object) -> House:
    return House(tmp_path / "home")


class Teacher:
    """Somebody who comes by a link."""

    def __init__(self, house: House, token: str) -> None:
        self.house, self.token = house, token
        self.replica = Replica(client=new_id(token))
        self.heard: dict[str, object] = {}
        self.caret: list[int] = []
        say = {"made": 1, "caret": self.caret}
        self.link = Link(self.replica, lambda: say, self._hear, lambda: None)
        self.link.ends = ENDS
        self.go()
        self.task = asyncio.create_task(self.link.run())

    def go(self) -> None:
        address = self.house.meeting.announced()
        assert address
        self.link.go_to(here(address.port), self.token)

    def _hear(self, _: int, said: object) -> None:
        self.heard = dict(said)  # type: ignore[call-overload]

    def write(self, text: str) -> None:
        self.replica.replace(0, 0, text)

    async def reads(self, some: str) -> None:
        await wait_for(lambda: some in self.replica.text, some, lambda: self.replica.text)

    async def ends(self, state: str) -> None:
        await wait_for(lambda: self.link.state == state, state, lambda: self.link.state)


async def begin(stage: Stage, house: House) -> GuestList:
    """The coach shares the log, though no window asks for it."""
    stage.app.work.begin_sharing()
    await wait_for(house.meeting.announced, "it is shared")
    assert stage.app.work.windows
    return stage.app.work.windows.guests


async def come(house: House, token: str) -> Teacher:
    """Somebody opens a link, a moment after it was made."""
    address = house.meeting.announced()
    assert address
    async with asyncio.timeout(10):
        while not await is_hub(here(address.port), token):
            await asyncio.sleep(0.01)
    teacher = Teacher(house, token)
    await teacher.reads("# Collaborative log")
    return teacher


def test_a_guest_writes_and_is_named_and_it_is_saved(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        teacher = await come(house, guests.invite(Pass(GUEST, "Ms. Rivera")))
        teacher.write("by the teacher\n")
        await stage.until(lambda: "by the teacher" in stage.log, "it is here")
        await stage.sees("Ms. Rivera is here")
        assert stage.app.work.windows
        [invited] = stage.app.work.windows.invited()
        assert (invited.name, invited.writes, invited.is_here) == ("Ms. Rivera", True, True)
        await stage.press("ctrl+l")
        await stage.write("x")
        await wait_for(lambda: teacher.heard.get("caret"), "the coach is seen to write there")
        teacher.caret.extend([0, teacher.replica.text.index("## Goals") + 3])
        teacher.link.pulse()
        windows = stage.app.work.windows
        await wait_for(
            lambda: windows.invited()[0].writes_at == "Goals and focus", "it is seen where"
        )  # fmt: skip

    id_ = house.shares(scene)
    assert "by the teacher" in str(house.library.read(id_).shared)


def test_a_revoked_link_ends_at_once_and_a_new_one_opens(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        token = guests.invite(Pass(GUEST, "Rivera"))
        teacher = await come(house, token)
        again = await come(house, guests.renew(token))
        await teacher.ends("revoked")
        guests.revoke(again.token)
        await again.ends("revoked")
        assert stage.app.work.windows
        assert stage.app.work.windows.invited() == []

    house.shares(scene)


def test_the_recap_says_who_still_has_the_log_open_and_ends_that(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        token = guests.invite(Pass(GUEST, "Ms. Rivera"))
        await come(house, token)
        guests.invite(Pass(GUEST, "Mx. Kim"))
        await stage.sees("Ms. Rivera is here")
        monkeypatch.setattr(Sharing, "has_window", True)
        await stage.start()
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.on(RecapScreen)
        await stage.sees("☐ Ms. Rivera still has the log open, until you end it or leave mqi")
        await stage.press("enter")
        await stage.on(GuestsScreen)
        await stage.press("down", "down", "enter")
        await stage.sees("Ms. Rivera's link has ended")
        await stage.press("escape")
        await stage.on(RecapScreen)
        await stage.until(lambda: "still has the log" not in stage.text(), "nobody is there")
        await stage.sees("☐ your second window still shows the log")
        await stage.sees("☐ nobody uses Mx. Kim's link: open until you end that or leave mqi")
        await stage.press("home", "enter")
        await stage.on(GuestsScreen)
        await stage.press("down", "down", "enter")
        await stage.sees("Mx. Kim's link has ended")
        await stage.press("escape")
        await stage.on(RecapScreen)
        await stage.until(lambda: "Mx. Kim" not in stage.text(), "no link is open")
        await stage.press("home", "enter")
        await stage.sees("Stop sharing the log with Ms. Rivera")

    house.shares(scene)


def test_with_its_last_link_a_log_that_nobody_else_sees_is_shared_no_more(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        guests.invite(Pass(GUEST, "Ms. Rivera"))
        guests.invite(Pass(GUEST, "Mx. Kim"))
        for name, is_shared in (("Ms. Rivera", True), ("Mx. Kim", False)):
            await stage.press("ctrl+g", "g")
            await stage.on(GuestsScreen)
            await stage.press("down", "down", "enter")
            await stage.sees(f"{name}'s link has ended")
            await stage.until(lambda: bool(stage.app.work.windows) is is_shared, name)  # noqa: B023
            await stage.press("escape")
        assert house.meeting.announced() is None

    house.shares(scene)


def test_who_is_there_by_the_last_link_is_told_that_it_has_ended(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        teacher = await come(house, guests.invite(Pass(GUEST, "Ms. Rivera")))
        teacher.write("last words\n")
        await stage.sees("Ms. Rivera is here")
        await stage.press("ctrl+g", "g")
        await stage.on(GuestsScreen)
        await stage.press("down", "down", "enter")
        await stage.sees("Ms. Rivera's link has ended: the log is shared no more")
        await teacher.ends("revoked")
        await stage.until(lambda: not stage.app.work.windows, "it is shared no more")
        assert "last words" in stage.log

    house.shares(scene)


def test_the_end_of_a_link_cuts_no_window_and_nobody_who_came(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        window = await join(stage, house.meeting)
        token = guests.invite(Pass(GUEST, "Ms. Rivera"))
        await stage.press("ctrl+g", "g")
        await stage.on(GuestsScreen)
        await stage.press("down", "down", "enter")
        await stage.sees("Ms. Rivera's link has ended")
        assert token not in guests.guests
        assert stage.app.work.windows
        await window.reads("# Collaborative log")

    house.shares(scene)


def test_home_and_the_question_of_the_end_say_who_is_in_the_log(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        token = guests.invite(Pass(GUEST, "Ms. Rivera"))
        await stage.start()
        await stage.press("ctrl+g", "h")
        await stage.sees("SHARED  Ms. Rivera · cycle 6: nobody uses Ms. Rivera's link")
        await come(house, token)
        await stage.sees("SHARED  Ms. Rivera · cycle 6: Ms. Rivera is here")
        await join(stage, house.meeting)
        await stage.sees("cycle 6: in your second window, Ms. Rivera is here")
        shares.ask_end(stage.app)
        await stage.sees("Now: in your second window, Ms. Rivera is here.")

    house.shares(scene)


def test_a_link_is_of_one_conversation_and_is_over_with_it(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        teacher = await come(house, guests.invite(Pass(READER, "Rivera")))
        await shares.end(stage.app)
        await teacher.ends("over")
        again = await begin(stage, house)
        assert (again.guests, guests.tokens) != (guests.guests, again.tokens)
        late = Teacher(house, teacher.token)
        await late.ends("revoked")

    house.shares(scene)


def test_links_hold_after_the_hub_was_killed_and_after_a_crash(
    house: House, hubs: list[subprocess.Popen[bytes]]
) -> None:
    tokens: list[str] = []

    async def first(stage: Stage) -> None:
        guests = await begin(stage, house)
        tokens.append(guests.invite(Pass(GUEST, "Rivera")))
        teacher = await come(house, tokens[0])
        before = house.meeting.announced()
        hubs[-1].kill()
        await teacher.ends("connecting")
        teacher.write("meanwhile\n")
        await stage.until(lambda: "meanwhile" in stage.log, "it is back by itself")
        assert house.meeting.announced() == before, "the link leads to the same place"

    async def second(stage: Stage) -> None:
        stage.app.tick()
        assert stage.app.work.windows
        assert list(stage.app.work.windows.guests.guests) == tokens
        await wait_for(lambda: len(hubs) == 3, "a new hub")
        teacher = await come(house, tokens[0])
        await teacher.reads("meanwhile")
        teacher.write("again\n")
        await stage.until(lambda: "again" in stage.log, "it is here")

    id_ = house.shares(first, crash=True)
    for one in hubs:
        one.kill()
        one.wait()
    house.shares(second, id_)


def test_a_name_is_a_short_line_and_there_are_not_any_number_of_links() -> None:
    told: list[int] = []
    guests = GuestList("Okafor", lambda: told.append(1))
    token = guests.invite(Pass(GUEST, "Ms.\nRivera\x1b[31m" + "x" * 99))
    name = guests.guests[token].name
    assert "\n" not in name
    assert "\x1b" not in name
    assert len(name) == 40
    for _ in range(MOST - 1):
        guests.invite(Pass(GUEST, "x"))
    with pytest.raises(ValueError, match="links already"):
        guests.invite(Pass(GUEST, "x"))
    assert len(told) == MOST
    assert len({token for token in guests.admitted.passes if len(token) == 22}) == MOST + 2


def test_the_coach_is_told_once_whose_link_three_strikes_have_shut(house: House) -> None:
    said = "Ms. Rivera sent what no page of the log sends: that link is shut"

    async def scene(stage: Stage) -> None:
        guests = await begin(stage, house)
        token = guests.invite(Pass(GUEST, "Ms. Rivera"))
        address = house.meeting.announced()
        assert address
        while stage.told != said:
            async with connecting(here(address.port), token) as socket:
                with suppress(ConnectionClosed):
                    await socket.send(b"\x00\x02\x01\xff")
                    async for _ in socket:
                        pass
        windows = stage.app.work.windows
        assert windows
        assert windows._of_hub["out"] == [token]
        assert windows.news() == ""

    house.shares(scene)
