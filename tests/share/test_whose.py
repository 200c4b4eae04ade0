"""Whose log other windows show: one conversation's, whatever else the coach opens meanwhile."""

from __future__ import annotations

import subprocess
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.private.plan import Plan
from mqi_tui.files.guide import Found
from mqi_tui.services import conversations, reading
from mqi_tui.services.workspace import SAMPLE, Workspace
from mqi_tui.ui import routes
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.flows import importing, listed
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from tests.canary import CANARY
from tests.share.test_sharing import Guest, House, hubs, join
from tests.ui.stage import Stage, wait_for

__all__ = ["hubs"]

MINE = Plan(teacher="Ms. P.", cycle=2, when="2026-11-24 16:00", focus="Explanations")
OTHER = Plan(
    teacher=f"Mr. {CANARY}", cycle=9, focus=f"focus {CANARY}", goals=(f"goal {CANARY}",),
    when="2026-12-09 16:00",
)  # fmt: skip


class Two(House):
    """A home with two conversations: the shared one, and one full of words that are not hers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.mine, self.other = [self._added(plan) for plan in (MINE, OTHER)]

    def _added(self, plan: Plan) -> str:
        session = conversations.add(self.library, plan, f"key of {plan.teacher}", self.now)
        session.keeper.close()
        return session.conversation.id


@pytest.fixture
def two(tmp_path: Path, hubs: list[subprocess.Popen[bytes]]) -> Two:
    return Two(tmp_path / "home")


Way = Callable[[Stage, Two], Awaitable[None]]


async def only_its_plan(stage: Stage, two: Two) -> None:
    await stage.app.go(routes.Home())
    await stage.on(HomeScreen)
    await stage.app.go(routes.Open(two.other, "prepare"))
    await stage.on(PlanScreen)


async def hold_it(stage: Stage, two: Two) -> None:
    await stage.app.go(routes.Home())
    await stage.app.go(routes.Open(two.other, "hold"))
    await stage.on(LiveScreen)
    await stage.press("ctrl+l")
    await stage.write(f"typed {CANARY}")


async def the_sample(stage: Stage, _: Two) -> None:
    await stage.app.go(routes.Home())
    await stage.app.go(routes.Open(SAMPLE))
    await stage.on(LiveScreen)


async def a_guide_on_paper(stage: Stage, _: Two) -> None:
    await stage.app.go(routes.Home())
    home = await stage.on(HomeScreen)
    plan = replace(OTHER, teacher=f"Mrs. {CANARY}")
    await importing._take(home, stage.app.work, Found(plan, {}, (), (), ()), plan.teacher)
    await stage.on(PlanScreen)


async def a_plan_added_before(stage: Stage, _: Two) -> None:
    await a_guide_on_paper(stage, _)
    await a_guide_on_paper(stage, _)


async def home(stage: Stage, _: Two) -> None:
    await stage.app.go(routes.Home())
    await stage.on(HomeScreen)


WAYS: list[Way] = [
    only_its_plan, hold_it, the_sample, a_guide_on_paper, a_plan_added_before, home,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.some(2)
def test_whatever_is_opened_the_window_shows_the_same_log_and_is_typed_in(
    two: Two, way: Way
) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        address = two.meeting.announced()
        await wait_for(lambda: guest.heard, "the coach is heard")
        title, session = guest.heard["title"], stage.session
        await way(stage, two)
        assert stage.app.work.session is not session
        guest.write("written meanwhile\n")
        await wait_for(lambda: "written meanwhile" in session.conversation.log.text, "it is here")
        guest.link.pulse()
        await wait_for(lambda: guest.kept == 1, "and saved")
        stage.app.tick()
        assert guest.link.state == "connected"
        assert (guest.heard["title"], two.meeting.announced()) == (title, address)
        assert CANARY not in f"{guest.replica.text} {guest.heard}"
        assert "written meanwhile" in reading.read(two.library, two.mine).log.text
        await home(stage, two)
        await stage.app.go(routes.Open(two.mine, "hold"))
        await stage.on(LiveScreen)
        assert stage.session is session, "no second opening"
        await stage.press("ctrl+l")
        await stage.write("Coach here")
        await guest.reads("Coach here")
        await guest.leave()

    two.shares(scene, two.mine)
    assert "written meanwhile" in reading.read(two.library, two.mine).log.text


def test_home_does_not_take_our_own_shared_log_for_one_of_another_window(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        guest = await join(stage, two.meeting)
        await home(stage, two)
        await stage.sees("SHARED  Ms. P.", "running · you left it in step 1 of 10")
        await guest.leave()

    two.shares(scene, two.mine)


def test_home_says_whose_log_is_shared_and_quitting_closes_both(two: Two) -> None:
    guests: list[Guest] = []

    async def scene(stage: Stage) -> None:
        guests.append(await join(stage, two.meeting))
        await home(stage, two)
        await stage.sees("SHARED  Ms. P.")
        await stage.app.go(routes.Open(two.other, "prepare"))
        guests[0].write("last words\n")
        await guests[0].reads("last words")
        await stage.app.close()
        await wait_for(lambda: guests[0].link.state == "over", "it is told")

    two.shares(scene, two.mine)
    assert "last words" in reading.read(two.library, two.mine).log.text
    for id_ in (two.mine, two.other):
        assert two.library.open_in(id_) == 0
    assert not list(two.home.state.rglob("*.updates"))


def tick(stage: Stage) -> bool:
    """A second passes; True."""
    stage.app.tick()
    return True


async def answer(stage: Stage, *words: str, keys: tuple[str, ...]) -> None:
    await stage.on(Ask)
    await stage.sees(*words)
    await stage.press(*keys)


def test_the_coach_shares_this_one_instead_and_is_asked_by_name(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        await only_its_plan(stage, two)
        first = two.meeting.announced()
        assert first
        stage.commands["Share: this one instead"].do()
        await answer(stage, "Ms. P.", f"Mr. {CANARY}", keys=("enter",))
        assert two.meeting.announced() == first, "the safe answer comes first"
        stage.commands["Share: this one instead"].do()
        await answer(stage, "Ms. P.", keys=("down", "enter"))
        await wait_for(lambda: guest.link.state == "over", "the first is over")
        await wait_for(lambda: (a := two.meeting.announced()) and a.id == two.other, "the other")
        second = two.meeting.announced()
        assert second
        assert second.instead_of == two.mine
        assert CANARY not in guest.replica.text
        assert two.library.open_in(two.mine) == 0, "it is not held any more"
        await guest.leave()

    two.shares(scene, two.mine)


def test_the_coach_ends_it_and_a_window_that_still_shows_it_asks_in_vain(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        two.meeting.ask(two.mine, again=True)
        stage.commands["Share: end it"].do()
        await answer(stage, "Stop sharing", "Ms. P.", keys=("down", "enter"))
        await wait_for(lambda: guest.link.state == "over", "it is over")
        await stage.until(lambda: stage.app.work.windows is None, "it is shared no more")
        two.meeting.ask(two.mine, again=True)
        for _ in range(3):
            stage.app.tick()
            await stage.settle()
        assert (stage.app.work.windows, two.meeting.announced()) == (None, None)
        two.meeting.ask(two.mine)
        await wait_for(lambda: tick(stage) and two.meeting.announced(), "a new window may")
        await guest.leave()

    two.shares(scene, two.mine)


def test_a_window_that_asks_for_another_is_asked_about_once(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        two.meeting.ask(two.other)
        await wait_for(lambda: tick(stage) and isinstance(stage.app.screen, Ask), "it asks")
        await answer(stage, "Ms. P.", f"Mr. {CANARY}", keys=("enter",))
        for _ in range(3):
            two.meeting.ask(two.other)
            stage.app.tick()
            await stage.settle()
        assert isinstance(stage.app.screen, LiveScreen)
        address = two.meeting.announced()
        assert address
        assert address.id == two.mine
        await guest.leave()

    two.shares(scene, two.mine)


def test_the_coach_can_let_it_have_its_way(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        two.meeting.ask(two.other)
        await wait_for(lambda: tick(stage) and isinstance(stage.app.screen, Ask), "it asks")
        await stage.press("down", "enter")
        await wait_for(lambda: (a := two.meeting.announced()) and a.id == two.other, "the other")
        assert stage.session.conversation.id == two.mine, "what is on the screen stays"
        await wait_for(lambda: guest.link.state == "over", "the first is over")
        assert CANARY not in guest.replica.text
        await guest.leave()

    two.shares(scene, two.mine)


def test_who_names_no_conversation_means_the_one_that_runs(two: Two) -> None:
    """A plan that is only looked at meanwhile is not shared by chance."""

    async def first(stage: Stage) -> None:
        await stage.start()

    async def second(stage: Stage) -> None:
        two.meeting.ask()
        for _ in range(3):
            stage.app.tick()
            await stage.settle()
        assert (stage.app.work.windows, two.meeting.announced()) == (None, None)

    two.shares(first, two.mine)
    two.shares(second, two.other)


def test_the_share_view_names_no_other_teacher(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        await stage.app.go(routes.Home())
        await stage.app.go(routes.Open(two.other, "hold"))
        await stage.press("ctrl+f")
        await stage.sees("SHARED", "another log is shared")
        assert "Ms. P." not in stage.text()
        two.meeting.ask("2026-11-24-nobody-1")
        stage.app.tick()
        await stage.settle()
        assert stage.sharing, "no question over it"
        await guest.leave()

    two.shares(scene, two.mine)


def test_its_clock_goes_on_though_another_is_on_the_screen(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        guest = await join(stage, two.meeting)
        stage.app.work.show_time(True)
        session = stage.session
        await home(stage, two)
        await stage.wait("2:00")
        await wait_for(lambda: "step 1 of 10" in guest.heard.get("moment", ""), "it is told")
        assert not session.missed
        before = guest.heard["moment"]
        await stage.wait("3:00")
        await wait_for(lambda: guest.heard["moment"] != before, "and goes on")
        await guest.leave()

    two.shares(scene, two.mine)


def test_after_a_crash_the_window_is_taken_up_again_though_another_is_opened(two: Two) -> None:
    guests: list[Guest] = []

    async def first(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        await stage.until(lambda: "in two windows" in stage.status, "it is there")
        await guest.leave()
        guests.append(guest)

    async def second(stage: Stage) -> None:
        guest = Guest(two.meeting)
        guest.wanted = two.mine
        await wait_for(lambda: tick(stage) and guest.look() and stage.app.work.windows, "taken up")
        await guest.reads("# Collaborative log")
        assert CANARY not in guest.replica.text
        guest.write("still saved\n")
        shared = stage.app.work.windows
        assert shared
        await wait_for(lambda: "still saved" in shared.session.conversation.log.text, "it is here")
        assert stage.session.conversation.id == two.other
        await guest.leave()

    two.shares(first, two.mine, crash=True)
    two.shares(second, two.other)
    assert "still saved" in reading.read(two.library, two.mine).log.text


def test_another_program_that_shares_is_left_alone(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        address = two.meeting.announced()
        session = conversations.open_session(two.library, two.other, two.now)
        app = MqiApp(Workspace(two.library, session, two.now, meeting=two.meeting))
        async with app.run_test() as pilot:
            for _ in range(3):
                two.meeting.ask()
                app.tick()
                await pilot.pause()
            assert app.work.windows is None
        session.keeper.close()
        assert two.meeting.announced() == address
        await guest.leave()

    two.shares(scene, two.mine)


def test_what_is_done_at_home_to_the_shared_one_says_why_not(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        guest = await join(stage, two.meeting)
        await home(stage, two)
        shown = await stage.on(HomeScreen)
        trash = listed.undoable(stage.app.work, "trash", two.mine)
        assert not await listed.made(shown, stage.app.work, trash)
        await stage.sees("its log is shared just now")
        while shown._marked and shown._marked.id != two.mine:
            await stage.press("down")
        await stage.press("delete")
        assert "Moved to the trash" not in stage.text(), "it was refused"
        assert any(row.id == two.mine for row in two.library.entries())
        await guest.leave()

    two.shares(scene, two.mine)


def test_the_other_that_runs_is_ended_where_it_is_shared(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        guest = await join(stage, two.meeting)
        await home(stage, two)
        session = next(iter(stage.app.work.sessions))
        await stage.app.go(routes.Beside(two.other))
        await answer(stage, "Ms. P.", keys=("down", "down", "enter"))
        await stage.until(lambda: stage.app.work.session is not None, "the other is open")
        assert session.clock().ended
        assert guest.link.state == "connected"
        await guest.leave()

    two.shares(scene, two.mine)


def test_an_address_that_is_none_is_told_and_sharing_goes_on(two: Two) -> None:
    async def scene(stage: Stage) -> None:
        file = two.home.state / "share" / "address.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text('{"id": "x", "room": "../../library/evil"}')
        guest = await join(stage, two.meeting)
        await stage.sees("What was noted of the shared log cannot be read")
        stage.app.tick()
        assert two.meeting.announced(), "the new one stays"
        await guest.leave()

    two.shares(scene, two.mine)
