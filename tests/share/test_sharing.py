"""The coach's program and other windows, with a real hub process and a real library."""

from __future__ import annotations

import asyncio
import errno
import subprocess
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.domain.shared.log import Header, Log
from mqi_tui.services.restored import LATE, restored
from mqi_tui.services.session import Session
from mqi_tui.services.workspace import Workspace
from mqi_tui.share import start
from mqi_tui.share.link import Link, here
from mqi_tui.share.replica import Replica
from mqi_tui.store import updates as updates_on_disk
from mqi_tui.store.share_state import Address, Meeting
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.screens.share import ShareScreen
from tests.cli.forks import CAN_FORK, Forked
from tests.share.wire import run
from tests.ui.stage import Stage, Theatre, wait_for
from tests.unseen import unseen

Scene = Callable[[Stage], Awaitable[None]]


class House(Theatre):
    """A home in which logs are shared."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.meeting = Meeting(self.home)

    def shares(self, scene: Scene, id_: str | None = None, *, crash: bool = False) -> str:
        """Play `scene` with a conversation, new or of that id; its id.

        `crash`: it ends without a word to anybody, with what is on disk then.
        """
        session = self.open(id=id_)
        id_ = session.conversation.id
        app = MqiApp(Workspace(self.library, session, self.now, meeting=self.meeting))

        async def main() -> None:
            async with app.run_test(size=(120, 36), notifications=True) as pilot:
                await pilot.pause()
                await scene(Stage(app, pilot, self.now))
                if crash:
                    await vanish(app, session)
                else:
                    await app.close()

        try:
            with unseen():
                run(main)
        finally:
            session.keeper.close()
        return id_


async def vanish(app: MqiApp, session: Session) -> None:
    """What a kill leaves: no farewell on the wire, and no word in the store's files."""
    assert app.work.windows
    app.work.windows.session.before_saving = None
    for task in (app.work.windows._work, app.work.windows._finding):
        if task:
            task.cancel()
    await asyncio.sleep(0)
    app.work.session = app.work.windows = None
    session.keeper.flush(5)


class Guest:
    """A window's replica and link, as the launcher would tell it where to go."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting, self.replica = meeting, Replica()
        self.heard: dict[str, Any] = {}
        self.made, self.is_closing, self.wanted = 0, False, ""
        self.link = Link(self.replica, self._say, self._hear, lambda: None)
        self.replica.on_update(self._count)
        self.task = asyncio.create_task(self.link.run())

    def _say(self) -> dict[str, Any]:
        return {"role": "window", "made": self.made, "closing": self.is_closing}

    def _count(self, _: bytes, foreign: bool) -> None:
        self.made += not foreign

    def _hear(self, _: int, said: Any) -> None:
        self.heard = dict(said)
        if said.get("closing") and not self.is_closing:
            self.is_closing = True
            self.link.pulse()

    @property
    def kept(self) -> int:
        """How many of its changes are on the coach's disk."""
        return int(self.heard.get("kept", {}).get(str(self.link.id), 0))

    def look(self) -> Address | None:
        """Ask for the log, and go where it is."""
        self.meeting.ask(self.wanted)
        address = self.meeting.announced()
        if address:
            token = next(one for one, role in address.tokens.items() if role == "window")
            self.link.go_to(here(address.port), token)
        return address

    async def reads(self, *words: str) -> None:
        for some in words:
            await wait_for(lambda some=some: some in self.replica.text, some)  # type: ignore[misc]

    def write(self, text: str) -> None:
        end = len(self.replica.text.encode())
        self.replica.replace(end, end, text)

    async def leave(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def join(stage: Stage, meeting: Meeting) -> Guest:
    """A window asks, and is shown the log."""
    guest = Guest(meeting)

    def found() -> bool:
        stage.app.tick()
        return guest.look() is not None

    await wait_for(found, "the log is shared")
    await guest.reads("# Collaborative log")
    return guest


@pytest.fixture
def house(tmp_path: Path, hubs: list[subprocess.Popen[bytes]]) -> House:
    return House(tmp_path / "home")


@pytest.fixture
def hubs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The hubs that were started; those that are left at the end are killed."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def remembered(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
        start: Any = Forked if CAN_FORK and "mqi_tui.share" in command else popen
        started.append(start(command, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)
    yield started
    for one in started:
        one.kill()
        one.wait()


def test_nothing_is_shared_until_a_window_asks(house: House, hubs: list[Any]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l")
        await stage.write("words")
        stage.app.tick()
        await stage.press("escape", "ctrl+f")
        await stage.on(ShareScreen)
        stage.app.tick()
        await stage.settle()
        assert (hubs, house.meeting.announced()) == ([], None)
        assert not list(house.home.state.rglob("*.updates"))
        assert stage.app.work.windows is None

    house.shares(scene)


def test_a_window_that_asks_writes_the_same_log_and_it_is_saved(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        guest.write("from the window\n")
        await stage.until(lambda: "from the window" in stage.log, "it is here")
        await stage.press("ctrl+l", "x")
        await wait_for(lambda: guest.replica.text == stage.log, "and the other way")
        guest.link.pulse()
        await wait_for(lambda: guest.kept == 1, "it is kept")
        await stage.sees("in two windows")
        assert "from the window" in str(house.library.read(stage.session.conversation.id).shared)
        await guest.leave()

    id_ = house.shares(scene)
    assert "from the window" in str(house.library.read(id_).shared)


def test_when_it_is_closed_the_window_is_told_and_nothing_is_left(house: House) -> None:
    guests: list[Guest] = []

    async def scene(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        await stage.until(lambda: "in two windows" in stage.status, "it is known to be there")
        guest.write("written last\n")
        await stage.app.close()
        await wait_for(lambda: guest.link.state == "over", "it is told")
        guests.append(guest)

    id_ = house.shares(scene)
    assert "written last" in str(house.library.read(id_).shared)
    assert house.meeting.announced() is None
    assert not list(house.home.state.rglob("*.updates")), "deleted words go, too"


def test_a_window_that_does_not_answer_keeps_nobody_from_closing(house: House) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        guest.link._hear = lambda *_: None
        async with asyncio.timeout(5):
            await stage.app.close()
        await guest.leave()

    house.shares(scene)


def test_a_hub_that_is_killed_is_replaced_and_nothing_is_lost_or_doubled(
    house: House, hubs: list[subprocess.Popen[bytes]]
) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        for round_ in range(2):
            before = house.meeting.announced()
            hubs[-1].kill()
            await stage.until(lambda: "reconnecting" in stage.status, "the loss is said")
            guest.write(f"guest{round_}\n")
            await stage.press("escape", "ctrl+l")
            await stage.write(f"coach{round_}")
            await wait_for(lambda r=round_: len(hubs) == r + 2, "a new one")  # type: ignore[misc]
            assert house.meeting.announced() == before, "where the last one was"
            guest.look()
            await guest.reads(f"coach{round_}")
            await stage.until(lambda r=round_: f"guest{r}" in stage.log, "all is there")  # type: ignore[misc]
        await wait_for(lambda: guest.replica.text == stage.log, "the same text")
        words = ("guest0", "coach0", "guest1", "coach1")
        assert [stage.log.count(word) for word in words] == [1, 1, 1, 1]
        await guest.leave()

    house.shares(scene)
    assert len(hubs) == 3


def test_after_a_crash_it_goes_on_with_what_was_written_meanwhile(
    house: House, hubs: list[subprocess.Popen[bytes]]
) -> None:
    offline: list[bytes] = []

    async def first(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        guest.write("before\n")
        await stage.until(lambda: "before" in stage.log, "it is here")
        await stage.press("ctrl+l")
        await stage.write("coach ")
        await guest.reads("coach ")
        await guest.leave()
        guest.write("while nobody was there\n")
        offline.append(guest.replica.update)

    async def second(stage: Stage) -> None:
        assert "coach " in stage.log
        guest = Guest(house.meeting)
        guest.replica.apply(offline[0])
        await wait_for(lambda: guest.look() is not None, "the log is still shared")
        stage.app.tick()
        await stage.until(lambda: "while nobody" in stage.log, "it joins")
        await wait_for(lambda: guest.replica.text == stage.log, "the same text")
        words = ("before", "coach ", "while nobody", "# Collaborative log")
        assert [stage.log.count(word) for word in words] == [1, 1, 1, 1]
        await guest.leave()

    id_ = house.shares(first, crash=True)
    house.shares(second, id_)
    assert len(hubs) == 1, "the hub waited"


def test_after_a_crash_of_the_hub_too_it_goes_on_the_same(
    house: House, hubs: list[subprocess.Popen[bytes]]
) -> None:
    replicas: list[Replica] = []

    async def first(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        guest.write("before\n")
        await stage.until(lambda: "before" in stage.log, "it is here")
        replicas.append(guest.replica)
        await guest.leave()

    async def second(stage: Stage) -> None:
        guest = Guest(house.meeting)
        await guest.leave()
        guest.replica.apply(replicas[0].update)
        guest.write("meanwhile\n")
        guest.task = asyncio.create_task(guest.link.run())
        stage.app.tick()
        await wait_for(lambda: len(hubs) == 2, "a new hub")
        guest.look()
        await stage.until(lambda: "meanwhile" in stage.log, "it joins")
        assert (stage.log.count("before"), stage.log.count("meanwhile")) == (1, 1)
        await guest.leave()

    id_ = house.shares(first, crash=True)
    hubs[0].kill()
    hubs[0].wait()
    house.shares(second, id_)
    assert len(hubs) == 2


def test_a_disk_that_was_full_for_a_while_doubles_nothing_after_a_crash(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    replicas: list[Replica] = []
    write = updates_on_disk._write_all

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async def first(stage: Stage) -> None:
        guest = await join(stage, house.meeting)
        monkeypatch.setattr(updates_on_disk, "_write_all", full)
        guest.write("while it is full\n")
        await stage.until(lambda: "no space left" in stage.status, "it is said")
        monkeypatch.setattr(updates_on_disk, "_write_all", write)
        guest.write("with room again\n")
        await stage.until(lambda: "with room again" in stage.log, "it is here")
        stage.app.tick()
        await stage.until(lambda: stage.status.endswith("in two windows"), "it is over")
        replicas.append(guest.replica)
        await guest.leave()
        guest.write("while nobody was there\n")

    async def second(stage: Stage) -> None:
        guest = Guest(house.meeting)
        guest.replica.apply(replicas[0].update)
        await wait_for(lambda: guest.look() is not None, "the log is still shared")
        stage.app.tick()
        await stage.until(lambda: "while nobody" in stage.log, "it joins")
        await wait_for(lambda: guest.replica.text == stage.log, "the same text")
        words = ("while it is full", "with room again", "while nobody", "# Collaborative log")
        assert [stage.log.count(word) for word in words] == [1, 1, 1, 1]
        await guest.leave()

    id_ = house.shares(first, crash=True)
    house.shares(second, id_)


def test_without_a_hub_the_log_goes_on_and_it_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> int:
        raise OSError(1, "no port is free")

    monkeypatch.setattr(start, "hub", refuse)

    async def scene(stage: Stage) -> None:
        house.meeting.ask()
        stage.app.tick()
        await stage.until(lambda: "not shared – no port is free" in stage.status, "it is said")
        await stage.press("ctrl+l")
        await stage.write("still here")
        assert "still here" in stage.log

    id_ = house.shares(scene)
    assert "still here" in str(house.library.read(id_).shared)


def test_the_time_is_told_only_where_the_coach_wants(house: House) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        guest = await join(stage, house.meeting)
        await wait_for(lambda: guest.heard, "the coach is heard")
        assert guest.heard["moment"] == ""
        stage.app.work.show_time(True)
        await wait_for(lambda: "step 1 of 10" in guest.heard["moment"], "it is told")
        stage.app.work.show_time(False)
        await wait_for(lambda: guest.heard["moment"] == "", "and no more")
        await guest.leave()

    house.shares(scene)


# What is noted while it is shared


HEADER = Header("Ms. Rivera")


def updates(*texts: str) -> list[bytes]:
    """The updates of a document that was each of these texts."""
    replica, noted = Replica(texts[0], "r"), []
    noted.append(replica.update)
    replica.on_update(lambda update, _: noted.append(update))
    for text in texts[1:]:
        replica.become(text)
    return noted


@pytest.mark.parametrize(
    ("texts", "on_disk", "text"),
    [
        (("a", "ab", "abc"), "abc", "abc"),
        (("a", "ab", "abc"), "ab", "abc"),
        (("a", "ab", "abc"), "a", "abc"),
        (("a", "ab", "abc"), "restored from last week", None),
        (("a", "ab", "abc"), "", None),
        (("one",), "one", "one"),
    ],
)
def test_what_was_noted_is_newer_than_the_disk_unless_that_is_another_text(
    texts: tuple[str, ...], on_disk: str, text: str | None
) -> None:
    found = restored(updates(*texts), Log(HEADER, on_disk), str)
    assert (found.text if found else None) == text


def test_a_disk_far_behind_is_another_text() -> None:
    texts = ["a", *("b" * n for n in range(1, LATE + 5))]
    assert restored(updates(*texts), Log(HEADER, "a"), str) is None


@pytest.mark.parametrize("noted", [b"", b"\x05garbage-update\xff", bytes(range(200)), b"\xff" * 99])
def test_what_is_no_update_is_not_taken_up(noted: bytes) -> None:
    assert restored([*updates("a"), noted], Log(HEADER, "b"), str) is None
