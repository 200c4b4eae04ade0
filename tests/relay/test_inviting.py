"""The coach's program with a relay set: links that lead there, from a real hub in its fence."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.roles import GUEST, Pass, RelaySettings
from mqi_tui.files.guest_link import judged
from mqi_tui.files.plan import read_plan
from mqi_tui.services import conversations
from mqi_tui.services.sharing_host import Sharing
from mqi_tui.share.hocuspocus import entered
from mqi_tui.share.replica import Replica
from tests.canary import CANARY, seeded_plan
from tests.relay.stage import KEY, Guest, Relays, relays
from tests.share.test_sharing import House, hubs
from tests.ui.stage import Stage, wait_for

__all__ = ["hubs"]


@pytest.fixture(scope="module")
def there() -> Iterator[Relays]:
    with relays() as found:
        yield found


@pytest.fixture
def house(tmp_path: Path, hubs: object) -> House:
    return House(tmp_path / "home")


def share(stage: Stage, there: Relays) -> Sharing:
    work = stage.app.work
    settings = RelaySettings(there.url("a"), "okafor", KEY)
    work.config = replace(work.config, relay=settings)
    return work.begin_sharing()


async def invite(sharing: Sharing, there: Relays, server: str = "b") -> Guest:
    """Somebody opens the link that they were sent, at either server."""
    token = sharing.guests.invite(Pass(GUEST, "Ms. Rivera"))
    link = judged(sharing.ways.link(token))
    assert link.host == sharing.guests.way.host if sharing.guests.way else ""
    assert (link.token, link.document) == (token, sharing.guests.guests[token].at)
    return Guest(there, link.token, sharing.guests.guests[token], server)


def test_a_guest_comes_by_the_relay_and_all_of_theirs_is_saved(house: House, there: Relays) -> None:
    async def scene(stage: Stage) -> None:
        sharing = share(stage, there)
        await wait_for(house.meeting.announced, "it is shared")
        guest = await invite(sharing, there)
        await guest.reads("# Collaborative log")
        guest.write("by the teacher\n")
        guest.link.pulse()
        await stage.until(lambda: "by the teacher" in stage.log, "it is here")
        await stage.sees("Ms. Rivera is here")
        await wait_for(lambda: guest.kept == guest.made, "they are told that it is saved")
        await stage.until(lambda: "could read them" in sharing.ways.reach, "it is said")
        assert "Nothing else leaves this computer" in sharing.ways.reach
        await guest.leave()

    id_ = house.shares(scene)
    assert "by the teacher" in str(house.library.read(id_).shared)


def test_hub_and_relay_may_die_and_all_come_together_again(
    house: House, there: Relays, hubs: list[subprocess.Popen[bytes]]
) -> None:
    async def scene(stage: Stage) -> None:
        sharing = share(stage, there)
        await wait_for(house.meeting.announced, "it is shared")
        guest = await invite(sharing, there)
        await guest.reads("# Collaborative log")
        hubs[-1].kill()
        guest.write("while the hub was away\n")
        await stage.until(lambda: "while the hub was away" in stage.log, "it is here")
        there.kill("a", "b")
        guest.write("while the relay was away\n")
        await stage.until(lambda: "not reached" in sharing.ways.reach, "it is said")
        there.start("a", "b")
        await stage.until(lambda: "while the relay was away" in stage.log, "it is here")
        await stage.until(lambda: "not reached" not in sharing.ways.reach, "it is said")
        for words in ("while the hub was away", "while the relay was away", "# Collaborative log"):
            assert stage.log.count(words) == 1
        await guest.leave()

    house.shares(scene)


def test_no_private_word_travels_through_the_relay(
    house: House, there: Relays, tmp_path: Path
) -> None:
    heard: list[bytes] = []

    async def listen(given: Pass, token: str) -> None:
        url = there.url("b").replace("http", "ws")
        async with entered(url, given.at, token) as document:
            while True:
                await document.send(Replica().hello())  # all there is, again and again
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.5):
                        async for message in document:
                            heard.append(message)

    async def scene(stage: Stage) -> None:
        sharing = share(stage, there)
        await wait_for(house.meeting.announced, "it is shared")
        guest = await invite(sharing, there)
        await guest.reads("# Collaborative log")
        listening = asyncio.create_task(listen(guest.given, guest.token))
        stage.app.work.show_time(True)
        await stage.start()
        await stage.press("ctrl+l")
        await stage.write("public ")
        await stage.press("ctrl+o")
        await stage.write(f"{CANARY}\n")
        stage.session.reveal()
        await guest.reads("public ")
        await wait_for(lambda: any(b"digest" in one for one in heard), "words are heard")
        await stage.app.close()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await guest.leave()

    plan = read_plan(seeded_plan(tmp_path / "p.yaml"))
    session = conversations.add(house.library, plan, "", house.now)
    session.keeper.close()
    house.shares(scene, session.conversation.id)
    everything = b"\n".join(heard)
    assert b"public" in everything, "something was heard at all"
    assert CANARY.encode() not in everything
    assert KEY.encode() not in everything
