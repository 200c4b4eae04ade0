"""The first screen: go on, open, or begin; never two conversations at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.commands import stage as commands
from mqi_tui.domain.private import clock_actions
from mqi_tui.files.config import Config
from mqi_tui.services import conversations
from mqi_tui.services.workspace import Workspace
from mqi_tui.text.finding import HomeRow, HomeRows, View
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.routes import Plan
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.search import SearchScreen
from mqi_tui.ui.widgets.keys_line import KeysLine
from tests.ui.screens.test_preparing import begin
from tests.ui.stage import Now, Play, Stage, Theatre, sample
from tests.unit.services.test_carry_over import hold, made

BROWN = replace(sample(), teacher="Mr. Brown", cycle=2, when="2026-11-26 15:30")


def held(theatre: Theatre, *, started: bool = False) -> str:
    """A conversation with Ms. Rivera that was left; its id."""
    session = theatre.open()
    if started:
        session.move(clock_actions.start)
        theatre.now.wait(18 * 60_000)
        session.look()
        session.move(clock_actions.advance)
    session.keeper.close()
    return session.conversation.id


def test_an_empty_home_offers_the_sample(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        words = "No conversations yet.", "ctrl+n  prepare your first conversation"
        await stage.sees(*words)
        await stage.write("ray")  # before there is anything to be found
        await stage.sees(*words)
        await stage.press("enter")
        await stage.on(LiveScreen)
        await stage.sees("Ms. Rivera · cycle 6")

    play(scene, home=True)


async def _never(_: HomeScreen) -> None:
    """A library that takes its time."""


def test_what_is_remembered_is_shown_before_the_files_are_read(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And an empty home is not said to be one before that is known."""

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("No conversations yet.")
        old = HomeRows((HomeRow("x", teacher="Ms. Ray"),), is_old=True)
        monkeypatch.setattr(HomeScreen, "look_again", _never)
        stage.app.push_screen(HomeScreen(stage.app.work, old))
        await stage.sees("Conversations · …", "Ms. Ray", "reading the library…")
        stage.app.push_screen(HomeScreen(stage.app.work, HomeRows(is_old=True)))
        await stage.sees("Conversations · …", "reading the library…")
        assert "No conversations" not in stage.text()
        stage.app.screen.view = "trash"  # type: ignore[attr-defined]
        await stage.sees("Trash · kept for 30 days · …")
        assert "is empty" not in stage.text()

    play(scene, home=True)


def test_enter_goes_on_with_the_one_that_was_stopped(theatre: Theatre) -> None:
    theatre.open(BROWN).keeper.close()
    id_ = held(theatre, started=True)

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("▶ Ms. Rivera · cycle 6   running · you left it in step 2 of 10")
        await stage.sees("step 2 of 10, 18 of 60 min, 4:18 pm", " running ")
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert (stage.session.conversation.id, stage.clock.step) == (id_, 2)

    theatre.play(scene, home=True)


def test_where_it_was_left_is_said_in_one_line(theatre: Theatre) -> None:
    held(theatre, started=True)

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        for width in (80, 120, 64):
            await stage.pilot.resize_terminal(width, 36)
            await stage.sees("running · you left it in step 2 of 10, 18 of 60 min, 4:18 pm")

    theatre.play(scene, home=True, size=(120, 36))


def test_a_second_conversation_asks_and_the_first_goes_on(theatre: Theatre) -> None:
    theatre.open(BROWN).keeper.close()
    id_ = held(theatre, started=True)

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("down", "enter")
        await stage.on(Ask)
        await stage.sees("Ms. Rivera is still running.")
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert stage.session.conversation.id == id_

    theatre.play(scene, home=True)


def test_while_one_runs_the_plan_of_another_can_be_looked_at(theatre: Theatre) -> None:
    theatre.open(BROWN).keeper.close()
    id_ = held(theatre, started=True)

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("down", "enter")
        await stage.on(Ask)
        await stage.sees("Only look at the plan for Mr. Brown")
        await stage.press("down", "enter")
        await stage.on(PlanScreen)
        assert stage.session.conversation.log.header.teacher == "Mr. Brown"
        states = {entry.id: entry.state for entry in stage.app.work.library.entries()}
        assert states[id_] == "live"

    theatre.play(scene, home=True)


def test_a_second_conversation_can_end_the_first(theatre: Theatre) -> None:
    theatre.open(BROWN).keeper.close()
    id_ = held(theatre, started=True)

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("down", "enter")
        await stage.on(Ask)
        await stage.press("down", "down", "enter")
        await stage.on(PlanScreen)  # its time is two days from now
        assert stage.session.conversation.log.header.teacher == "Mr. Brown"
        states = {entry.id: entry.state for entry in stage.app.work.library.entries()}
        assert states[id_] == "ended"

    theatre.play(scene, home=True)


def test_an_ended_conversation_opens_at_its_recap(theatre: Theatre) -> None:
    session = theatre.open()
    session.move(clock_actions.start)
    session.move(clock_actions.end)
    session.keeper.close()

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.on(RecapScreen)
        await stage.press("escape")
        await stage.on(Ask)
        await stage.press("enter")
        await stage.on(HomeScreen)
        await stage.sees("rehearsed")

    theatre.play(scene, home=True)


@pytest.mark.parametrize("size", [(40, 12), (60, 40), (80, 24), (160, 48)])
def test_a_row_says_when_who_and_how_it_stands(theatre: Theatre, size: tuple[int, int]) -> None:
    held(theatre)

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        day = "Tue 24 Nov" if size[0] < 70 else "Tue 24 Nov, 4:00 pm"
        await stage.sees(day, "Ms. Rivera", "prepared")

    theatre.play(scene, home=True, size=size)


def test_one_that_is_open_elsewhere_says_so_and_the_list_stays(theatre: Theatre) -> None:
    session = theatre.open()

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.until(lambda: len(stage.app._notifications), "a line says so")
        assert isinstance(stage.app.screen, HomeScreen)

    theatre.play(scene, home=True)
    session.keeper.close()


def test_the_open_steps_are_those_of_the_teacher_who_is_marked(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("Mr. Brown: open action steps", "□ his step")
        await stage.press("down")
        await stage.sees("Ms. Rivera: open action steps", "□ her step")
        await stage.press("up")
        await stage.sees("Mr. Brown: open action steps", "□ his step")
        await stage.write("rivera")
        await stage.sees("Ms. Rivera: open action steps", "□ her step")

    hold(made(theatre, sample()), "## Action plan\n- [ ] her step")
    hold(made(theatre, BROWN), "## Action plan\n- [ ] his step")
    theatre.play(scene, home=True)


def test_more_open_steps_than_there_is_room_for_are_counted(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("□ his step")
        assert "in all" not in stage.text()
        await stage.write("rivera")
        await stage.sees("□ step 5", "7 in all")

    hold(made(theatre, BROWN), "## Action plan\n- [ ] his step")
    steps = "".join(f"- [ ] step {number}\n" for number in range(1, 8))
    hold(made(theatre, sample()), f"## Action plan\n{steps}")
    theatre.play(scene, home=True)


def test_the_sample_is_clearly_one_and_leads_back_to_what_is_ones_own(theatre: Theatre) -> None:
    """Nothing that is made after it may land in the folder that is thrown away."""

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("Mr. Brown")
        await stage.app.screen.run_action("sample")
        await stage.on(LiveScreen)
        await stage.sees("SAMPLE · Ms. Rivera · cycle 6")
        folder = Path(stage.app.work.sample.folder.name)  # type: ignore[union-attr]
        assert folder.is_dir()
        await stage.start()
        await stage.press("ctrl+g", "h")
        await stage.on(Ask)
        await stage.sees("nothing of it is kept")
        await stage.press("escape")
        await stage.on(LiveScreen)
        await stage.press("ctrl+g", "h")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.on(HomeScreen)
        await stage.sees("Mr. Brown")
        assert "Rivera" not in stage.text()
        assert not folder.exists()
        await begin(stage, "Ms. Kept")
        assert "SAMPLE" not in stage.text()

    theatre.open(BROWN).keeper.close()
    theatre.play(scene, home=True)
    assert {entry.teacher for entry in theatre.library.entries()} == {"Mr. Brown", "Ms. Kept"}


def test_the_end_of_the_sample_promises_no_file(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.on(LiveScreen)
        await stage.start()
        await stage.press("ctrl+g", "e")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.on(RecapScreen)
        await stage.sees("Recap · SAMPLE")
        await stage.press("tab", "end")
        await stage.sees("Nothing of the sample is kept")
        await stage.press("ctrl+n")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.on(NewScreen)
        assert "Rivera" not in stage.text(), "nobody coaches the teacher of the sample"

    play(scene, home=True)


def test_to_quit_the_sample_asks_once_it_was_begun(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.on(LiveScreen)
        await stage.start()
        await stage.press("ctrl+q")
        await stage.on(Ask)
        await stage.sees("nothing of it is kept")
        await stage.press("down", "enter")
        await stage.until(lambda: stage.app.return_code == 0, "it has ended")

    play(scene, home=True)


async def note(stage: Stage) -> None:
    await stage.press("ctrl+o")
    await stage.write("a note of my own")
    await stage.press("enter")


async def half_typed(stage: Stage) -> None:
    await stage.press("ctrl+o")
    await stage.write("half a note")
    await stage.press("escape")


async def written(stage: Stage) -> None:
    await stage.press("ctrl+l")
    await stage.write("words")
    await stage.press("escape")


async def begun(stage: Stage) -> None:
    await stage.start()


@pytest.mark.parametrize("use", [note, half_typed, written, begun])
@pytest.mark.parametrize(
    "way", [("ctrl+g", "h"), ("ctrl+q",), ("ctrl+g", "p", "ctrl+p", *"conversations", "enter")]
)
@pytest.mark.some(5)
def test_a_sample_that_was_used_is_left_after_a_question_that_is_true(
    play: Play, use: Callable[[Stage], Awaitable[None]], way: tuple[str, ...]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.on(LiveScreen)
        await use(stage)
        await stage.press(*way)
        await stage.on(Ask)
        await stage.sees("nothing of it is kept, nor of what", "Your own conversations stay")
        await stage.press("down", "enter")
        await stage.until(
            lambda: stage.app.return_code == 0 or isinstance(stage.app.screen, HomeScreen), "left"
        )

    play(scene, home=True)


def test_a_sample_in_which_nothing_was_done_is_left_at_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.on(LiveScreen)
        await stage.press("ctrl+l", "down", "escape", "ctrl+g", "p")
        await stage.on(PlanScreen)
        await stage.press("escape", "escape")
        await stage.on(LiveScreen)
        await stage.press("ctrl+g", "h")
        await stage.on(HomeScreen)

    play(scene, home=True)


def test_a_mistake_in_the_settings_is_told_at_home(theatre: Theatre) -> None:
    """A library that is not where the settings say would look like one that is empty."""
    words = 'config.toml:2: folders.library: "[/]" is no folder that is there now'

    async def scene() -> None:
        app = MqiApp(Workspace(theatre.library, None, theatre.now, Config(complaints=(words,))))
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            assert [one.message for one in app._notifications] == [words]

    asyncio.run(scene())


def test_a_list_that_comes_when_home_has_gone_is_shown_nowhere(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+g", "h")
        home = await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.until(lambda: home not in stage.app.screen_stack, "home has gone")
        await stage.settle()
        home.shown = replace(home.shown, is_old=True)
        await stage.settle()

    play(scene)


def test_leaving_mqi_from_the_sample_is_known_afterwards(
    theatre: Theatre,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever came to it from home is told that nothing of it is kept, and what is."""

    async def scene(stage: Stage) -> MqiApp:
        await stage.on(HomeScreen)
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert not stage.app.left_sample
        await stage.press("ctrl+q")
        return stage.app

    left = theatre.play(scene, home=True)
    assert left.left_sample

    def held(app: MqiApp) -> int:
        app.left_sample = left.left_sample
        return 0

    monkeypatch.setattr(commands, "hold", held)
    other = commands.stage(tmp_path / "other")
    other.show()
    assert capsys.readouterr().out == "Nothing of the sample is kept.\n"
    conversations.add(other.library, sample(), "", Now()).keeper.close()
    other.show()
    told = capsys.readouterr().out
    assert told == "Nothing of the sample is kept. Your own conversations are, as you left them.\n"


def test_the_last_line_says_what_keys_do_to_what_is_marked(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        keys = home.query_one(KeysLine)
        await stage.sees("Enter opens ctrl+n New", "ctrl+l Past cycles")
        await stage.write("no such name")
        await stage.until(lambda: not keys.hint, "nothing is there to be opened")
        assert "Past cycles" not in stage.text()
        await stage.press("ctrl+a", "delete")
        await stage.sees("Enter opens", "Past cycles")
        await stage.press("delete")
        await stage.sees("Enter tries the sample")
        home.view = "trash"
        await stage.sees("Enter brings it back")

    theatre.open(BROWN).keeper.close()
    theatre.play(scene, home=True)


@pytest.mark.parametrize("view", ["trash", "archive"])
def test_out_of_trash_and_archive_the_last_line_names_the_way_back(
    theatre: Theatre, view: View
) -> None:
    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        home.view = view
        await stage.sees(" Esc back ")
        await stage.press("escape")
        await stage.sees("Enter opens", "Mr. Brown")
        assert "Esc back" not in stage.text()

    theatre.open(BROWN).keeper.close()
    theatre.play(scene, home=True, size=(40, 12))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_a_search_that_finds_nothing_says_what_to_do_and_where_else_it_would(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        await stage.write("xyz")
        await stage.sees("0 of 1", "Nothing here matches.", "Esc     all of them again")
        assert "Elsewhere" not in stage.text()
        await stage.press("escape")
        await stage.sees("Mr. Brown")
        await stage.drawn()
        assert "Nothing here matches." not in stage.text()
        await home._chosen("trash")
        await stage.sees("No conversations here.")
        await stage.write("brown")
        await stage.sees("Nothing here matches.", "Elsewhere: 1 in the trash (F6 leads")
        await stage.press("enter")
        assert stage.app.screen is home, "no sample for somebody who looks for a name"
        await stage.press("escape", "enter")
        await stage.on(LiveScreen)

    theatre.open(BROWN).keeper.close()
    theatre.play(scene, home=True, size=size)


def test_what_was_looked_for_is_looked_for_in_all_that_was_written(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.write("ribbon")
        await stage.sees("Nothing here matches.")
        await stage.press("f3")
        await stage.on(SearchScreen)
        await stage.sees("ribbon", "my plan · Mr. Brown")

    theatre.open(BROWN).keeper.close()
    theatre.play(scene, home=True)


def test_where_all_conversations_are_elsewhere_it_is_said(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        await home._chosen("archive")
        words = "No conversations here.", "ctrl+n  prepare your next conversation"
        await stage.sees(*words, "Elsewhere: 1 in the archive (F6 leads there).")
        assert "All of it stays" not in stage.text()

    theatre.open(BROWN).keeper.close()
    theatre.play(scene, home=True)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize(("view", "put"), [("trash", "Delete"), ("archive", "F6, To the archive,")])
def test_an_empty_trash_or_archive_says_so_and_what_comes_there(
    theatre: Theatre, view: View, put: str, size: tuple[int, int]
) -> None:
    """In place of the list, with the way back; where something is, it is not said."""

    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        home.view = view
        await stage.sees(f"The {view} is empty.", "Esc     back to your conversations", put)
        assert "type to search" not in stage.text()
        await stage.press("escape")
        await stage.sees("type to search", "Mr. Brown")
        await home._chosen("trash" if view == "trash" else "archive")
        home.view = view
        await stage.sees("Mr. Brown")
        assert "is empty" not in stage.text()

    theatre.open(BROWN).keeper.close()
    theatre.play(scene, home=True, size=size)


def test_the_card_says_what_enter_does_only_where_it_does_that(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        await stage.sees("Enter goes on with it. Nothing was lost.")
        await stage.press("down")
        await stage.sees("│ Nothing was lost.", "Enter opens")
        await stage.press("up")
        await stage.sees("Enter goes on with it. Nothing was lost.")
        home.view = "trash"
        await stage.sees("│ Nothing was lost.")

    theatre.open(BROWN).keeper.close()
    held(theatre, started=True)
    theatre.play(scene, home=True)


@pytest.mark.parametrize("when", ["2026-11-24 16:00", ""])
def test_another_date_is_undone(theatre: Theatre, when: str) -> None:
    id_ = hold(made(theatre, replace(sample(), when=when)))

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        before = stage.app.work.library.read(id_)
        await stage.app.screen._chosen("when")  # type: ignore[attr-defined]
        await stage.write("23 Nov 2026 5pm")
        await stage.press("enter")
        await stage.sees("The date is now: Mon 23 Nov, 5:00 pm · ctrl+z undoes it")
        assert stage.app.work.library.read(id_).shared["header"]["1"]["when"] == "2026-11-23 17:00"
        await stage.press("ctrl+z")
        await stage.sees(f"The date is again: {'Tue 24 Nov, 4:00 pm' if when else 'none'}")
        after = stage.app.work.library.read(id_)
        assert (after.shared, after.private) == (before.shared, before.private)

    theatre.play(scene, home=True)


def test_what_became_of_it_is_undone(theatre: Theatre) -> None:
    made(theatre, sample()).keeper.close()

    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        for one, told in (("cancelled", "It was cancelled"), ("no-show", "Nobody came")):
            await home._chosen(one)
            await stage.sees(f"{told} · ctrl+z undoes it")
            assert [row.kind for row in home.shown.rows] == [one]
            await stage.press("ctrl+z")
            await stage.sees("It takes place after all")
            assert [row.kind for row in home.shown.rows] == ["prepared"]

    theatre.play(scene, home=True)


def test_more_names_no_key_that_does_nothing_at_home(theatre: Theatre) -> None:
    made(theatre, sample()).keeper.close()

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("f6")
        await stage.on(Ask)
        await stage.sees("Past cycles (ctrl+l)")
        assert "ctrl+g" not in stage.text()

    theatre.play(scene, home=True)


@pytest.mark.parametrize(
    ("size", "hint"), [((40, 12), "Esc back"), ((80, 24), "Tab next · ↑ ↓ choose · Esc back")]
)
def test_a_new_conversation_says_the_way_back(
    theatre: Theatre, size: tuple[int, int], hint: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+n")
        await stage.on(NewScreen)
        await stage.sees(hint, "Esc back")

    theatre.play(scene, home=True, size=size)


def test_help_says_how_the_guide_is_read(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(Plan())
        await stage.press("escape", "f1")
        await stage.sees("the guide, step by step", "mqi plan ID --format docx")

    play(scene)
