"""What goes over the wire while a whole conversation is held: the log, and never a private word."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widget import Widget

from mqi_tui.domain.roles import GUEST, Pass
from mqi_tui.files.plan import read_plan
from mqi_tui.services import conversations, reading
from mqi_tui.share.link import connecting, here
from mqi_tui.share.replica import Replica
from mqi_tui.store.share_state import Address
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.guests import GuestsScreen
from mqi_tui.ui.dialogs.invite import InviteScreen
from mqi_tui.ui.screens.home import HomeScreen
from tests.canary import CANARY, seeded_plan
from tests.share.test_inviting import come
from tests.share.test_sharing import House, hubs, join
from tests.ui.stage import Stage, sample
from tests.ui.test_privacy import words_of

__all__ = ["hubs"]


@pytest.fixture
def house(tmp_path: Path, hubs: object) -> House:
    return House(tmp_path / "home")


async def listen(address: Address, heard: list[bytes], token: str = "") -> None:
    """Take down all that a window is sent, or whoever has that token."""
    token = token or next(one for one, role in address.tokens.items() if role == "window")
    async with connecting(here(address.port), token) as socket:
        while True:
            await socket.send(Replica().hello())  # all there is, again and again
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    async for message in socket:
                        heard.append(message if isinstance(message, bytes) else message.encode())


async def private_words(stage: Stage, words: str) -> None:
    """They are typed as a note; and what was prepared is shown, and looked through."""
    await stage.press("ctrl+o")
    await stage.write(words)
    await stage.press("enter")
    await stage.press("ctrl+g", "v", "enter", "escape")
    await stage.press("ctrl+g", "i", "escape", "escape")


def test_no_private_word_is_on_the_wire_through_a_whole_conversation(
    house: House, tmp_path: Path
) -> None:
    heard: list[bytes] = []

    async def scene(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        address = house.meeting.announced()
        assert address
        assert stage.app.work.windows
        token = stage.app.work.windows.guests.invite(Pass(GUEST, "Ms. P."))
        await come(house, token)
        by_link: list[bytes] = []
        listening = asyncio.gather(
            listen(address, heard), listen(address, by_link, token)
        )  # fmt: skip
        stage.app.work.show_time(True)
        await stage.start()
        await stage.press("ctrl+l")
        await stage.write("public ")
        for step in range(9):
            if step in (0, 4, 8):
                await private_words(stage, f"{CANARY} {step}")
            stage.session.note(f"{CANARY} in step {step}")
            await stage.wait("4:00")
            await stage.press("ctrl+n")
        stage.session.schedule("2026-12-08 16:00")
        stage.session.reveal()
        await guest.reads("public ")
        for _ in range(3):
            guest.link.pulse()
            stage.app.tick()
            await asyncio.sleep(0.3)  # some pulses of both sides
        await stage.app.go(routes.Share())
        await asyncio.sleep(0.3)
        await stage.app.close()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await guest.leave()
        assert b"public" in b"\n".join(by_link), "the guest heard something, too"
        heard.extend(by_link)

    session = conversations.add(
        house.library, read_plan(seeded_plan(tmp_path / "p.yaml")), "", house.now
    )
    session.keeper.close()
    house.shares(scene, session.conversation.id)
    everything = b"\n".join(heard)
    assert b"public" in everything, "something was heard at all"
    assert b"step 9 of 10" in everything or b"step 10 of 10" in everything
    assert CANARY.encode() not in everything


def test_no_word_of_another_conversation_is_on_the_wire(house: House, tmp_path: Path) -> None:
    """One is shared; meanwhile another, with the word in every field, is prepared and held."""
    heard: list[bytes] = []

    async def scene(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        address = house.meeting.announced()
        assert address
        listening = asyncio.create_task(listen(address, heard))
        stage.app.work.show_time(True)
        for to in ("prepare", "hold"):
            await stage.app.go(routes.Home())
            await stage.on(HomeScreen)
            await stage.app.go(routes.Open(other, "prepare" if to == "prepare" else "hold"))
            await stage.settle()
        await stage.start()
        await stage.press("ctrl+l")
        await stage.write(CANARY)
        await stage.press("ctrl+o")
        await stage.write(f"{CANARY}\n")
        await stage.press("ctrl+f")
        guest.write("of hers\n")
        for _ in range(3):
            guest.link.pulse()
            stage.app.tick()
            await asyncio.sleep(0.3)  # some pulses of both sides
        await stage.app.go(routes.Home())
        await stage.on(HomeScreen)
        await stage.app.close()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await guest.leave()

    full = read_plan(seeded_plan(tmp_path / "p.yaml"))
    goals = tuple(f"{goal} {CANARY}" for goal in full.goals)
    named = replace(full, teacher=f"Mr. {CANARY}", focus=CANARY, goals=goals, cycle=9)
    ids = []
    for number, plan in enumerate((replace(sample(), teacher="Ms. P."), named)):
        session = conversations.add(house.library, plan, f"{number}", house.now)
        session.keeper.close()
        ids.append(session.conversation.id)
    mine, other = ids
    house.shares(scene, mine)
    everything = b"\n".join(heard)
    assert b"of hers" in everything, "something was heard at all"
    assert CANARY.encode() not in everything
    assert CANARY in reading.read(house.library, other).log.text


def test_what_is_shown_to_invite_a_guest_holds_no_private_word(
    house: House, tmp_path: Path
) -> None:
    """A coach may do so while the teacher looks on."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        assert CANARY in stage.text(), "it sings where it may"
        await stage.press("ctrl+g", "g")
        await stage.on(InviteScreen)
        seen = words(stage)
        await stage.press("enter")
        await stage.on(GuestsScreen)
        await stage.sees("copy the link")
        seen += words(stage)
        assert "Whom do you invite" in seen
        assert "copy the link" in seen
        assert CANARY not in seen

    def words(stage: Stage) -> str:
        return "\n".join(word for one in stage.app.screen.query(Widget) for word in words_of(one))

    session = conversations.add(
        house.library, read_plan(seeded_plan(tmp_path / "p.yaml")), "", house.now
    )
    session.keeper.close()
    house.shares(scene, session.conversation.id)
