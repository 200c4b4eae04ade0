"""Inviting somebody into the log: the way there, what is copied, what is said, and its end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import OptionList

from mqi_tui.domain.roles import GUEST, Pass
from mqi_tui.services import tunnel
from mqi_tui.services.guest_list import Arrivals, Invited, unused
from mqi_tui.ui.dialogs.guests import GuestsScreen, Look, Row
from mqi_tui.ui.dialogs.invite import InviteScreen
from mqi_tui.ui.flows import inviting
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets import editor_clipboard
from mqi_tui.ui.widgets.qr import qr
from tests.hostile import HOSTILE
from tests.share.test_inviting import Teacher, come
from tests.share.test_sharing import House, hubs
from tests.share.test_tunnel import COMMAND
from tests.ui.stage import Play, Stage

__all__ = ["hubs"]
FEW = 7
"""Guests that can be seen at once in a list."""


@pytest.fixture
def house(tmp_path: Path, hubs: object) -> House:
    return House(tmp_path / "home")


@pytest.fixture
def clipboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was put on the system's clipboard."""
    copied: list[str] = []

    async def write(text: str) -> bool:
        copied.append(text)
        return True

    monkeypatch.setattr(editor_clipboard, "write", write)
    return copied


async def invite(stage: Stage, house: House) -> Teacher:
    """Two keys, and Enter: the teacher comes by the link that was copied."""
    await stage.press("ctrl+g", "g")
    await stage.on(InviteScreen)
    await stage.press("enter")
    await stage.sees("link is copied")
    return await come(house, copied_token(stage))


def copied_token(stage: Stage) -> str:
    assert stage.app.work.windows
    return [*stage.app.work.windows.guests.guests][-1]


def test_two_keys_and_enter_copy_a_link_for_the_teacher(house: House, clipboard: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        teacher = await invite(stage, house)
        assert stage.app.work.windows
        assert clipboard == [stage.app.work.windows.ways.link(teacher.token)]
        assert clipboard[0].startswith("http://127.0.0.1:")
        await stage.sees("Only this computer", "Rivera · writes · here")
        teacher.write("hers\n")
        await stage.until(lambda: stage.log.startswith("hers"), "it is in the log")
        await stage.press("escape", "ctrl+g")
        await stage.sees("Guests: Ms. Rivera is here")
        await stage.press("g")
        await stage.on(GuestsScreen)

    house.shares(scene)


def test_whom_to_invite_is_all_seen_in_a_very_small_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.app.push_screen(InviteScreen("Ms. Rivera", inviting.GETS))
        await stage.on(InviteScreen)
        await stage.sees("They get the log", "leave this computer", " Ms. Rivera")
        await stage.sees("writes in the log", "reads along", "Enter makes a link", "Esc")
        await stage.press(*["backspace"] * len("Ms. Rivera"), "enter")
        await stage.sees("▲ Type a name", "writes in the log", "reads along", "Enter makes a link")

    play(scene, size=(40, 12))


@pytest.mark.parametrize("remark", ["", "✓ Ms. Rivera's link is copied: paste it into the call"])
def test_the_guests_are_seen_in_a_very_small_window(play: Play, remark: str) -> None:
    row = Row("t", "Bo", writes=True, is_here=True, link="http://127.0.0.1:1/#t")

    async def scene(stage: Stage) -> None:
        look = Look(inviting.NEAR, True, (row,))
        stage.app.push_screen(GuestsScreen("Guests", lambda: look, remark))
        await stage.sees("Bo · writes · here – copy the", "another link", "Esc goes back")
        await stage.sees(remark[:20] or "Only this computer")
        await stage.press("down", "down", "down")
        await stage.sees("end the link, at once", "Invite somebody else", "Esc goes back")

    play(scene, size=(40, 12))


def test_who_comes_and_goes_is_told_once(house: House, clipboard: list[str]) -> None:
    def told(stage: Stage, words: str) -> bool:
        stage.app.tick()  # it is looked at once a second
        return stage.told == words

    async def scene(stage: Stage) -> None:
        await stage.start()
        teacher = await invite(stage, house)
        await stage.press("escape")
        await stage.until(lambda: told(stage, "Ms. Rivera is here"), "it is told")
        stage.app.tell("something else")
        stage.app.tick()
        assert stage.told == "something else"
        await teacher.link.close()
        await stage.until(lambda: told(stage, "Ms. Rivera has left"), "it is told")
        await stage.press("ctrl+g")
        await stage.sees("Guests: 1 link open")
        await stage.press("escape")
        await stage.sees("nobody uses Ms. Rivera's link · ctrl+g g ends that")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.sees("saved")
        assert "nobody uses" not in stage.text()

    house.shares(scene)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("", "", ""), ("R", "R", ""), ("", "R", "R is here"), ("R", "", "R has left"),
        ("RS", "ST", "T is here · R has left"), ("", "SR", "R is here · S is here"),
    ],
)  # fmt: skip
def test_who_came_and_left(before: str, now: str, words: str) -> None:
    arrivals = Arrivals(frozenset(before))
    assert arrivals.told(frozenset(now)) == words
    assert arrivals.told(frozenset(now)) == ""


def test_links_that_nobody_uses_are_told() -> None:
    here, away = Invited("a", "A", True, True), Invited("b", "B", True)
    assert unused([here]) == ""
    assert unused([here, away]) == "nobody uses B's link"
    assert unused([away, here, away]) == "nobody uses 2 open links"


def test_a_link_is_ended_from_the_list_at_once(house: House, clipboard: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        teacher = await invite(stage, house)
        await stage.press("down", "down", "enter")
        await teacher.ends("revoked")
        await stage.sees("link has ended: the log is shared no more")

    house.shares(scene)


def test_another_link_takes_the_place_of_one(house: House, clipboard: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        teacher = await invite(stage, house)
        await stage.press("down", "enter")
        await teacher.ends("revoked")
        await stage.until(lambda: len(clipboard) == 2, "the new one is copied")
        again = await come(house, clipboard[1].partition("#")[2])
        assert again.token != teacher.token

    house.shares(scene)


def test_one_may_be_invited_to_read_alone(house: House, clipboard: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "g", "down", "enter")
        await stage.sees("reads along · not here")

    house.shares(scene)


def test_without_a_clipboard_nothing_is_said_to_be_copied(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_: str) -> bool:
        return False

    monkeypatch.setattr(editor_clipboard, "write", refuse)

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "g", "enter")
        await stage.sees(
            "Not copied", "select it with the mouse,", "Shift held", "│ http://127.0.0.1:"
        )

    house.shares(scene)


def test_hostile_names_are_shown_harmless(
    house: House, clipboard: list[str], is_long: bool
) -> None:
    hostile = HOSTILE if is_long else HOSTILE[::3]

    def is_harmless(stage: Stage) -> bool:
        return not any(ord(letter) < 32 and letter != "\n" for letter in stage.text())

    async def scene(stage: Stage) -> None:
        guests = stage.app.work.begin_sharing().guests
        for first in range(0, len(hostile), FEW):
            names = hostile[first : first + FEW]
            for name in names:
                stage.app.push_screen(screen := InviteScreen(name, name))
                await stage.settle()
                assert is_harmless(stage), name
                screen.dismiss(None)
            tokens = [guests.invite(Pass(GUEST, name)) for name in names]
            await stage.press("ctrl+g", "g")
            listed = await stage.on(GuestsScreen)
            assert len(listed.query_one(OptionList).options) >= len(names)
            assert listed.query_one(OptionList).max_scroll_y == 0
            assert is_harmless(stage), names
            await stage.press("escape")
            for token in tokens:
                guests.revoke(token)

    house.shares(scene)


def test_in_the_shared_view_nobody_is_invited(house: House, clipboard: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f", "ctrl+g", "g", "enter")
        await asyncio.sleep(0)
        assert clipboard == []
        assert stage.app.work.windows is None

    house.shares(scene)


def test_a_link_as_a_picture_is_white_around_and_made_of_half_blocks() -> None:
    lines = qr("https://log.example.org/#" + "A" * 22).plain.split("\n")
    assert {len(line) for line in lines} == {len(lines[0])}
    assert 30 < len(lines[0]) < 45
    assert 15 < len(lines) < 24
    assert set("".join(lines)) <= set(" ▀▄█")
    assert not lines[0].strip()
    assert all(line[:2] == "  " for line in lines)


def test_a_way_from_elsewhere_is_offered_and_never_begun_unasked(
    house: House, clipboard: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def offer(*names: str) -> None:
        commands = dict.fromkeys(names, COMMAND)
        monkeypatch.setattr(tunnel, "COMMANDS", commands)
        monkeypatch.setattr(tunnel, "found", lambda: [*commands])

    async def scene(stage: Stage) -> None:
        offer()
        await stage.start()
        await invite(stage, house)
        assert "from elsewhere, too" not in stage.text()
        await stage.press("escape")
        offer("cloudflared")
        await stage.press("ctrl+g", "g")
        await stage.sees("from elsewhere, too")
        shared = stage.app.work.windows
        assert shared
        await stage.press("end", "enter")
        await stage.sees("Cloudflare could read the log", "never your plan")
        await stage.press("enter")
        await stage.sees("Only this computer")
        assert shared.ways.tunnel is None
        await stage.press("end", "enter", "down", "enter")
        await stage.sees("travels through log.example.org")
        assert shared.ways.link(copied_token(stage)).startswith("http://log.example.org:")

    house.shares(scene)


@pytest.mark.parametrize(
    ("goal", "good"),
    [
        ("log.example.org", True), ("okafor@10.0.0.7", True), ("-oProxyCommand=x", False),
        ("a b", False), ("okafor@-x", False), ("x;y", False), ("", False),
    ],
)  # fmt: skip
def test_what_is_said_to_ssh_is_a_computer_and_no_option(goal: str, good: bool) -> None:
    assert bool(tunnel.GOAL.fullmatch(goal)) == good
