"""The second window, beside a coach's link on a real hub: what it shows, says and keeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from textual import events
from textual.pilot import Pilot

from mqi_tui.share import presence
from mqi_tui.share.ids import new_id
from mqi_tui.share.link import Link
from mqi_tui.share.presence import Said
from mqi_tui.share.replica import Replica
from mqi_tui.ui.share_app import Window
from tests.hostile import HOSTILE
from tests.share.wire import COACH, GUEST, WINDOW, Served, hub, run
from tests.ui.stage import wait_for
from tests.unseen import unseen

TEXT = "# Log\n\n## Clip 1\n\nWhat we noticed:\n\n## Action plan\n- [ ] \n"


@dataclass
class Coach:
    """The other side: it says what a coach's program says, and "keeps" what it is told to."""

    served: Served
    said: dict[str, object] = field(default_factory=dict)
    keeps: bool = True
    kept: dict[str, int] = field(default_factory=dict)
    room: str = "r"

    def __post_init__(self) -> None:
        self.replica = Replica(TEXT, self.room)
        self.link = Link(self.replica, self._say, self._hear, lambda: None)
        self.link.go_to(self.served.url, COACH)
        self.task = asyncio.create_task(self.link.run())

    def _say(self) -> Said:
        words = {"role": "coach", "title": "Ms. Rivera · cycle 6", "heading": "Clip 1"}
        return {**words, "speakers": ["Rivera", "Okafor", "Rivera + Okafor"], **self.said,
                "kept": self.kept}  # fmt: skip

    def _hear(self, window: int, said: Said) -> None:
        if self.keeps and self.kept.get(str(window)) != said.get("made"):
            self.kept[str(window)] = int(said.get("made", 0))
            self.link.pulse()

    def says(self, **said: object) -> None:
        self.said |= said
        self.link.pulse()

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


@dataclass
class Seat:
    """Somebody before the second window."""

    app: Window
    pilot: Pilot[None]
    served: Served
    coach: Coach

    def find(self, room: str = "room", log: str = "hers") -> None:
        """The launcher tells where the log is, and whose it is."""
        self.app.told({"room": room, "port": self.served.port, "token": WINDOW, "log": log})

    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def sees(self, *words: str) -> None:
        for some in words:
            await wait_for(lambda some=some: some in self.text(), f"{some!r}", self.text)  # type: ignore[misc]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    @property
    def log(self) -> str:
        return self.app.pane.editor.text if self.app.pane else ""


Scene = Callable[[Seat], Awaitable[None]]


@asynccontextmanager
async def seat(size: tuple[int, int]) -> AsyncIterator[Seat]:
    async with hub() as served:
        coach = Coach(served)
        app = Window()
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Seat(app, pilot, served, coach)
        await coach.stop()


def play(scene: Scene, size: tuple[int, int] = (70, 20)) -> None:
    async def main() -> None:
        async with seat(size) as here:
            await scene(here)

    with unseen():
        run(main)


async def found(here: Seat) -> None:
    here.find()
    await here.sees("Clip 1")


def test_it_waits_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    async def scene(here: Seat) -> None:
        await here.sees("Waiting for the conversation", "share THIS window", "ctrl+q closes it")
        await here.press("enter", "ctrl+l", "f7", "down", "pageup", "escape", "x")
        here.app.told({})
        await here.sees("Waiting for the conversation")

    play(scene)


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 40), (40, 12)])
def test_it_shows_the_log_alone_and_says_that_it_is_shared(size: tuple[int, int]) -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        await here.sees("SHARED log · share THIS window", "Collaborative log · SHARED")
        rows = here.text().split("\n")
        assert rows[0] == "", "a call's own bar may lie over the first row"
        assert ("zoom in" in rows[-1]) == (size[0] > 80)
        for key in ("ctrl+p", "f1", "ctrl+g", "ctrl+f", "5", "?", "ctrl+n", "escape"):
            await here.press(key)
        assert len(here.app.screen_stack) == 1
        assert here.coach.replica.text == TEXT

    play(scene, size)


def test_it_says_which_guests_are_here() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        guest = Link(
            Replica(client=new_id(GUEST)), lambda: {"role": "guest"}, lambda *_: None, lambda: None
        )  # fmt: skip
        guest.go_to(here.served.url, GUEST)
        task = asyncio.create_task(guest.run())
        await here.sees("saved · Enter writes · Rivera is here · text")
        await guest.close()
        await task

    play(scene, (120, 20))


def test_what_is_typed_here_reaches_the_coach_and_is_said_to_be_saved_when_it_is() -> None:
    async def scene(here: Seat) -> None:
        here.coach.keeps = False
        await found(here)
        await here.sees("saved · Enter writes")
        await here.press("enter", *"ja")
        await here.sees("saving")
        assert here.app.unsaved == 2
        await wait_for(lambda: "ja" in here.coach.replica.text, "it is there")
        here.coach.keeps = True
        here.app._say_made()
        await here.sees("saved · Esc ends writing")

    play(scene)


def test_while_both_type_on_it_is_still_told_what_is_saved() -> None:
    """Not only when both texts happen to be equal for a moment."""

    async def scene(here: Seat) -> None:
        await found(here)
        await here.press("enter")
        for letter in "we write on":
            here.coach.replica.replace(0, 0, "x")
            await here.press("space" if letter == " " else letter)
        await wait_for(lambda: here.app.unsaved == 0, "all is saved")

    play(scene)


def test_without_the_coach_it_says_not_saved_and_asks_before_it_closes() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        await here.coach.stop()
        assert here.app.link
        await wait_for(lambda: here.app.link.quiet_for("coach") > 0.1, "the coach is gone")  # type: ignore[union-attr]
        here.app.link._heard_at.clear()
        await here.press("enter", *"kept")
        here.app._say()
        await here.sees("NOT SAVED – the coach's window is closed · 4 changes kept here")
        assert "kept" in here.log
        await here.press("ctrl+q")
        await here.sees("ctrl+q once more")
        assert here.app.return_code is None
        await here.press("ctrl+q")
        assert here.app.return_code == 0

    play(scene)


def test_what_was_typed_while_there_was_no_hub_counts_as_made_once_it_was_sent() -> None:
    """Who hears of it before could take it for saved without having it."""

    async def scene(here: Seat) -> None:
        await found(here)
        await here.served.kill()
        await here.sees("NOT CONNECTED – trying again")
        await here.press("enter", *"kept")
        async with hub() as second:
            coach = await second.socket(COACH)
            here.served = second
            here.find()
            heard: list[object] = []
            while "update" not in heard or 4 not in heard:
                message = await asyncio.wait_for(coach.recv(), 10)
                assert isinstance(message, bytes)
                heard += [said["made"] for _, said in presence.heard(message) if said]
                heard += ["update"] if message[:1] == b"\0" and message[1:2] != b"\0" else []
            assert not any(heard[: heard.index("update")]), "nothing is said to be made before"

    play(scene)


def test_without_a_hub_it_says_so_and_all_arrives_at_the_next_one() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        await here.served.kill()
        await here.sees("NOT CONNECTED – trying again")
        await here.press("enter", *"kept")
        await here.sees("4 changes kept here")
        async with hub() as second:
            here.served = second
            here.coach.link.go_to(second.url, COACH)
            here.find()
            await wait_for(lambda: "kept" in here.coach.replica.text, "it arrives")
            await here.sees("saved")
        assert here.coach.replica.text.count("kept") == 1

    play(scene)


def test_when_it_is_over_it_shows_the_log_and_takes_no_more() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        await here.coach.link.close(over=True)
        await here.sees("The conversation is closed; all was saved")
        before = here.log
        await here.press("enter", "x")
        assert here.log == before

    play(scene)


def test_the_same_conversation_once_more_takes_along_what_was_not_saved() -> None:
    async def scene(here: Seat) -> None:
        here.coach.keeps = False
        await found(here)
        await here.press("enter", *"unsaved words")
        await wait_for(lambda: "unsaved words" in here.coach.replica.text, "it is there")
        await here.coach.link.close(over=True)
        await here.sees("NOT SAVED – open the conversation again · 13 changes kept here")
        async with hub() as second:
            here.served, here.coach = second, Coach(second)
            here.find("another room")
            await wait_for(lambda: "unsaved words" in here.coach.replica.text, "it went along")
            await here.sees("unsaved words", "SHARED log")
        assert here.coach.replica.text.startswith(TEXT.rstrip())

    play(scene)


def test_what_was_not_saved_never_goes_into_another_log() -> None:
    async def scene(here: Seat) -> None:
        here.coach.keeps = False
        await found(here)
        await here.press("enter", *"hers alone")
        await wait_for(lambda: "hers alone" in here.coach.replica.text, "it is there")
        await here.coach.link.close(over=True)
        await here.sees("NOT SAVED – open the conversation again")
        async with hub() as second:
            here.served, other = second, Coach(second)
            here.find("another room", "his")
            for _ in range(3):
                here.app._say()
                await here.pilot.pause()
            assert "hers alone" in here.log
            assert other.replica.text == TEXT
            await other.stop()

    play(scene)


def test_another_log_takes_its_place_once_the_first_is_over_and_saved() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        async with hub() as second:
            here.served, other = second, Coach(second, {"title": "Mr. B."})
            other.replica.become("# His log")
            here.find("another room", "his")
            await here.pilot.pause()
            await here.sees("Clip 1")
            await here.coach.link.close(over=True)
            await here.sees("His log", "Mr. B.")
            assert "Ms. Rivera" not in here.text()
            await other.stop()

    play(scene)


def test_it_says_what_it_waits_for() -> None:
    async def scene(here: Seat) -> None:
        await here.sees("Waiting for the conversation")
        here.app.told({"another": True})
        await here.sees("Another log is shared just now", "ctrl+q closes it")
        here.app.told({"another": False})
        await here.sees("Waiting for the conversation")
        await here.press("ctrl+c")
        assert here.app.return_code == 0

    play(scene)


def test_step_and_time_are_seen_where_the_coach_says_them_and_only_then() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        assert not here.app.screen.query_one("#moment").display
        here.coach.says(moment="step 9 of 10 · 8 min left")
        await here.sees("step 9 of 10 · 8 min left")
        here.coach.says(moment="")
        await wait_for(lambda: "step 9" not in here.text(), "it is gone")

    play(scene)


def test_it_follows_what_the_other_writes_until_somebody_scrolls_or_types() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        pane = here.app.pane
        assert pane
        here.coach.replica.replace(0, 0, "line\n" * 60)
        await wait_for(lambda: here.log.count("line\n") == 60, "a change that comes by itself")
        end = len(here.coach.replica.text.encode())
        here.coach.replica.replace(end, end, "newest\n")
        await here.sees("newest")
        await here.press("pageup", "pageup")
        top = pane.editor.scroll_offset.y
        end = len(here.coach.replica.text.encode())
        here.coach.replica.replace(end, end, "newer yet\n")
        await wait_for(lambda: "newer yet" in here.log, "it is there")
        await here.pilot.pause()
        assert (pane.editor.scroll_offset.y, "newer yet" in here.text()) == (top, False)
        await here.press("escape")
        end = len(here.coach.replica.text.encode())
        here.coach.replica.replace(end, end, "newest of all\n")
        await here.sees("newest of all")

    play(scene)


@pytest.mark.parametrize("late", [events.Show, events.Hide])
def test_what_was_followed_stays_in_view_however_late_the_log_hears_that_it_is_shown(
    late: type[events.Event],
) -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        pane = here.app.pane
        assert pane
        end = len(here.coach.replica.text.encode())
        here.coach.replica.replace(end, end, "line\n" * 60 + "newest\n")
        await here.sees("newest")
        pane.post_message(late())
        pane.post_message(events.Show())
        await here.pilot.pause()
        assert "newest" in here.text()

    play(scene)


def test_the_view_of_one_who_types_stays_and_so_does_the_caret() -> None:
    async def scene(here: Seat) -> None:
        here.coach.replica.become(TEXT + "below\n" * 40)
        await found(here)
        await here.press("enter", *"here")
        pane = here.app.pane
        assert pane
        row, column = pane.editor.cursor_location
        before = [row[:66] for row in here.text().split("\n")]
        here.coach.replica.replace(0, 0, "above\n" * 30)
        await wait_for(lambda: here.log.startswith("above"), "it is there")
        await here.pilot.pause()
        assert pane.editor.cursor_location == (row + 30, column)
        assert [row[:66] for row in here.text().split("\n")][2:10] == before[2:10]
        await here.press(*"!")
        assert "here!" in here.log

    play(scene)


def test_the_speaker_key_and_undo_work_as_in_the_coachs_window() -> None:
    async def scene(here: Seat) -> None:
        await found(here)
        await here.press("enter", *"ja", "f7")
        assert "Rivera: ja" in here.log
        await here.sees("R  Rivera: ja")
        await here.press("f1")
        await here.sees("F7 whose words a line is", "ctrl+q closes it")
        here.coach.replica.replace(0, 0, "theirs ")
        await wait_for(lambda: here.log.startswith("theirs"), "it is there")
        await here.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert here.log == f"theirs {TEXT}"

    play(scene)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.some(4)
def test_hostile_words_of_another_window_are_shown_harmless(text: str) -> None:
    """In the log, and in all that is said beside it."""

    async def scene(here: Seat) -> None:
        await found(here)
        here.coach.says(title=text, heading=text, moment=text, speakers=[text], kept=text)
        here.coach.replica.become(f"{text}\nend of it")
        await wait_for(lambda: "end of it" in here.log, "it is there")
        await here.press("end", "x")
        shown = here.text()
        assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
        assert not set("\x7f\x9b\u202e\u2066") & set(shown)

    play(scene)


@pytest.mark.parametrize(
    "said",
    [
        {"speakers": 3}, {"speakers": [1, None]}, {"kept": {"x": "y"}}, {"kept": [1]},
        {"title": None}, {"moment": {"a": 1}}, {"heading": 7},
    ],
)  # fmt: skip
def test_odd_words_from_the_coachs_side_end_nothing(said: dict[str, object]) -> None:
    async def scene(here: Seat) -> None:
        here.coach.said |= said
        await found(here)
        here.coach.says(**said)
        here.coach.replica.replace(0, 0, "on")
        await here.sees("SHARED log")
        await wait_for(lambda: here.log.startswith("on"), "it goes on")

    play(scene)
