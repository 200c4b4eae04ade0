"""The clip, one key away: in the browser at its second, asked before while others look on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain import keys
from mqi_tui.domain.private.plan import Annotation, Plan
from mqi_tui.files.config import Config
from mqi_tui.services.workspace import Workspace
from mqi_tui.systems import browser
from mqi_tui.ui import routes
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.codes import CodesScreen
from mqi_tui.ui.flows.video import NOWHERE
from mqi_tui.ui.screens.live import LiveScreen
from tests.share.test_sharing import House, hubs
from tests.ui.screens.test_preparing import field, to
from tests.ui.stage import Play, Scene, Stage, Theatre, sample

__all__ = ["hubs"]
ADDRESS = "https://video.example.org/1?at={seconds}"


def at(second: int, video: int = 1) -> str:
    place = f"?at={second}" if second else ""
    return f"https://video.example.org/{video}{place}"


@pytest.fixture
def plan() -> Plan:
    found = sample()
    assert found.stock_clip
    notes = (Annotation("13:05", "why"), Annotation("", "no time"))
    clips = (replace(found.clips[0], annotations=notes), found.clips[1])
    stock = replace(found.stock_clip, video=at(0, 9))
    return replace(found, video=ADDRESS, clips=clips, stock_clip=stock)


@pytest.fixture
def house(tmp_path: Path, hubs: object) -> House:
    return House(tmp_path / "home")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was given."""
    found: list[str] = []

    def open_address(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(browser, "open_address", open_address)
    return found


async def arrives(stage: Stage, opened: list[str], *addresses: str) -> None:
    await stage.until(lambda: opened == list(addresses), f"{addresses}, not {opened}")
    opened.clear()


def test_in_the_hour_it_opens_the_steps_video(play: Play, plan: Plan, opened: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("f6")
        await stage.sees(NOWHERE.format(2))
        for step, address in ((3, at(0, 9)), (4, at(0)), (5, at(760)), (6, at(760)), (7, at(1880))):
            await stage.press("ctrl+g", str(step), "enter", "f6")
            await arrives(stage, opened, address)
            await stage.press("ctrl+g", "f")
            await arrives(stage, opened, address)
        await stage.sees("Opened in your browser")
        await stage.press("ctrl+l")
        await stage.write(" see @31:40 ")
        await stage.press("f6")
        await arrives(stage, opened, at(1900))

    play(scene, plan=plan)


def test_in_the_plan_it_opens_what_is_written_about(
    play: Play, plan: Plan, opened: list[str]
) -> None:
    async def scene(stage: Stage) -> None:
        for section, key, address in (
            (1, "lesson", at(0)), (1, "clips.2.summary", at(1880)),
            (2, "clips.1.notes.learn", at(760)), (3, "stock_clip.title", at(0, 9)),
            (9, "opening", at(0)), (12, "clips.2.frame", at(1880)),
        ):  # fmt: skip
            await to(stage, section, key)
            await stage.press("f6")
            await arrives(stage, opened, address)
        await to(stage, 2, "clips.1.annotations")
        await stage.press("f6")
        await arrives(stage, opened, at(760))
        await stage.press("up", "f6")
        await arrives(stage, opened, at(785))
        await to(stage, 3, "stock_clip.codes")
        await stage.press("f6")
        await stage.on(CodesScreen)
        assert not opened

    play(scene, first=routes.Plan(), plan=plan)


def test_without_an_address_it_says_where_one_belongs(play: Play, opened: list[str]) -> None:
    async def scene(stage: Stage) -> None:
        await to(stage, 1, "lesson")
        await stage.press("f6")
        await stage.sees(NOWHERE.format(2))
        await to(stage, 3, "stock_clip.title")
        await stage.press("f6")
        await stage.sees(NOWHERE.format(4))
        await to(stage, 1, "video")
        await stage.write("file:x")
        await stage.press("f6")
        await stage.press("tab")
        await stage.sees("is not a web address")
        await to(stage, 1, "video")
        await stage.press("ctrl+a")
        await stage.write("https://youtu.be/a")
        await stage.sees("  F6 opens it at its second")
        await stage.press("f6")
        await arrives(stage, opened, "https://youtu.be/a")
        assert "?t=" not in field(stage, "video").typed

    play(scene, first=routes.Plan(field="lesson"))


def test_it_is_asked_before_while_the_log_is_shared(
    house: House, plan: Plan, opened: list[str]
) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.prepare(plan=plan)
        await stage.start()
        await stage.press("ctrl+g", "5", "enter")
        await stage.press("ctrl+f", "f6", "ctrl+f")
        await stage.on(LiveScreen)
        assert not opened, "nothing comes over the log that the teacher sees"
        stage.app.work.begin_sharing()
        await stage.press("f6")
        await stage.on(Ask)
        await stage.press("escape")
        await stage.on(LiveScreen)
        await stage.press("f6")
        await stage.on(Ask)
        await stage.press("enter")
        await arrives(stage, opened, at(760))

    house.shares(scene)


def test_only_addresses_on_the_web_are_ever_opened(
    play: Play, plan: Plan, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a stored plan says."""

    async def scene(stage: Stage) -> None:
        half = stage.session.conversation.private
        await to(stage, 1, "lesson")
        for address in ("file:///etc/passwd", "javascript:alert(1)", "mailto:a@example.org"):
            stage.session.prepare(plan=replace(half.plan, video=address))
            stage.app.tell("")
            await stage.press("f6")
            assert "is not a web address" in stage.told, address
        assert not opened

    play(scene, plan=plan, first=routes.Plan(field="lesson"))


def play_with(
    theatre: Theatre,
    plan: Plan,
    config: Config,
    scene: Scene[None],
    first: routes.Whole | None = None,
) -> None:
    session = theatre.open(plan)
    app = MqiApp(Workspace(theatre.library, session, theatre.now, config), first)

    async def main() -> None:
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await pilot.pause()
            await scene(Stage(app, pilot, theatre.now))

    try:
        asyncio.run(main())
    finally:
        session.keeper.close()


def test_its_key_yields_to_what_a_config_file_gives_it_to(
    theatre: Theatre, plan: Plan, opened: list[str]
) -> None:
    """Who has set F6 to something else keeps that; the menu has the video, too."""

    async def scene(stage: Stage) -> None:
        await stage.press("f6")
        await stage.until(lambda: stage.clock.started, "F6 is next")
        await stage.press("ctrl+g", "4", "enter", "ctrl+g", "f")
        await arrives(stage, opened, at(0))

    assert keys.complaints({"next": "f6"}) == []
    play_with(theatre, plan, Config(keys={"next": "f6"}), scene)


def test_an_address_of_the_programmes_platform_names_its_place_as_that_does(
    theatre: Theatre, opened: list[str]
) -> None:
    async def scene(stage: Stage) -> None:
        await to(stage, 1, "clips.2.video")
        await stage.write("https://v.org/9")
        await stage.press("f6")
        await arrives(stage, opened, "https://v.org/9?start=1880")
        assert field(stage, "clips.2.video").typed == "https://v.org/9"
        clip = stage.session.conversation.private.plan.clips[1]
        assert clip.video == "https://v.org/9?start={seconds}"

    config = Config(videos={"v.org": "?start={seconds}"})
    play_with(theatre, sample(), config, scene, routes.Plan(field="clips.2.video"))
