"""Everything by name: each deed is in the palette, with its key, or with why it cannot be now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from rich.cells import cell_len
from textual.command import Hits
from textual.widgets import OptionList, Static

from mqi_tui.domain import keys
from mqi_tui.domain.deeds import ALL
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import Events
from mqi_tui.files.config import Config, read
from mqi_tui.services.workspace import Workspace
from mqi_tui.ui import palette, routes
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.dialogs.help import HelpScreen
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.flows.menu import offer
from mqi_tui.ui.once import Once, Palette
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from tests.ui.stage import Play, Stage, Theatre, sample


@pytest.mark.parametrize("home", [True, False])
def test_every_deed_is_offered_or_says_why_not(play: Play, home: bool) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen if home else LiveScreen)
        found = {one.deed.id: one for one in stage.commands.values()}
        assert set(found) == set(ALL)
        waits = "in the hour (ctrl+g s)" if home else "not started: ctrl+n starts"
        assert found["skip"].reason == waits
        assert found["skip"].keys == ("" if home else "ctrl+g s")
        assert found["plus"].keys == ("" if home else "ctrl+u · F9")
        assert found["quit"].keys == "ctrl+q"

    play(scene, home=home)


def test_a_key_is_named_where_it_works(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        found = {one.deed.id: one for one in stage.commands.values()}
        assert found["last-steps"].keys == found["home"].keys == ""  # `ctrl+g` is the parts there
        assert (found["go"].label, found["go"].keys) == ("Parts", "ctrl+g")
        assert found["go"].help.plain == "the list of them"
        assert found["next"].help.plain == "to the hour; there it starts the clock"
        assert found["last-log"].keys == "ctrl+l"
        assert found["search"].reason == "at home (F3)"

    play(scene, first=routes.Plan(), plan=sample())


@pytest.mark.parametrize(
    ("mark", "moves", "said"),
    [
        ("", (), ""),
        ("", (clock_actions.start,), "the clock goes on"),
        ("", (clock_actions.start, clock_actions.end), ""),
        ("SAMPLE", (clock_actions.start,), "ends the sample; asks first"),
    ],
)
def test_menu_palette_and_help_say_the_same_of_the_way_home(
    play: Play, mark: str, moves: tuple[Callable[..., Events], ...], said: str
) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.mark = mark
        for move in moves:
            stage.session.move(move)
        [entry] = [one for one in offer(stage.session, None) if one.id == "home"]
        assert entry.words == stage.commands["All conversations"].help.plain == said
        await stage.press("escape", "f1")
        await stage.on(HelpScreen)
        told = str(stage.app.screen.query_one(Static).content)
        line = next(one for one in told.split("\n") if "All conversations" in one)
        assert line.split(maxsplit=1)[1] == f"All conversations{' · ' * bool(said)}{said}"

    play(scene, size=(120, 36))


def test_after_the_end_no_clock_goes_on_behind_the_recap(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.session.move(clock_actions.end)
        await stage.app.go(routes.Recap())
        await stage.on(RecapScreen)
        assert stage.commands["All conversations"].help.plain == ""
        assert stage.commands["Log"].help.plain == "read it, go on writing in it"
        assert stage.commands["Plan the next"].help.plain == "with what is carried over"
        await stage.app.go(routes.Live())
        await stage.on(LiveScreen)
        assert stage.commands["Recap"].help.plain == "what became of the hour"

    play(scene)


def test_the_key_of_the_next_step_is_named_by_what_it_does(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        assert stage.commands["Start"].help.plain == "Start, then the next step"
        await stage.start()
        assert stage.commands["Next"].deed.id == "next"
        stage.session.move(clock_actions.pause)
        await stage.until(lambda: "Go on" in stage.commands, "it would go on")
        await stage.app.go(routes.Plan())
        await stage.on(PlanScreen)
        assert stage.commands["Back to the hour"].help.plain == "the clock goes on there"

    play(scene)


@pytest.mark.parametrize(
    ("route", "screen"),
    [(routes.Live(), LiveScreen), (routes.Plan(), PlanScreen), (routes.Recap(), RecapScreen)],
)
@pytest.mark.parametrize(
    ("name", "words", "command"),
    [
        ("My notes as a file", ("notes", "export", "private"), "mqi notes {} -o notes.md"),
        ("The plan as a file", ("print", "export", "word"), "mqi plan {} --format docx"),
    ],
)
@pytest.mark.some(4)
def test_what_is_the_coachs_own_is_shown_with_the_command_that_writes_it(
    play: Play, route: routes.Route, screen: type[Once], name: str, words: tuple[str, ...],
    command: str,
) -> None:  # fmt: skip
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.session.note("! They argue about it")
        stage.session.move(clock_actions.end)
        await stage.app.go(route)
        await stage.on(screen)
        found = stage.commands[name]
        assert all(word in found.text for word in words)
        found.do()
        await stage.on(ReaderScreen)
        await stage.sees("PRIVATE", command.format(stage.session.conversation.id))

    play(scene)


def test_nothing_of_the_sample_is_the_coachs_own(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+t")
        await stage.on(LiveScreen)
        assert "sample" in stage.commands["My notes as a file"].reason

    play(scene, home=True)


def test_what_cannot_be_now_is_found_and_chosen_says_why(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+p")
        await stage.on(Palette)
        await stage.write("pays")
        await stage.sees("Who pays  ctrl+g w", "▲ not now: the hour is on time")
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert stage.told == "Not now: the hour is on time"

    play(scene)


def test_enter_chooses_of_what_was_typed_and_never_of_less(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who types a name and Enter at once is ahead of the list."""
    search = palette.Commands.search

    async def slow(self: palette.Commands, query: str) -> Hits:
        await asyncio.sleep(0.2)
        async for hit in search(self, query):
            yield hit

    monkeypatch.setattr(palette.Commands, "search", slow)

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+p", *"my notes", "enter")
        await stage.on(NotesScreen)

    play(scene)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("date", "Date of the next conversation"), ("score", "Score the stock clip"),
        ("invite", "Invite the teacher to type"), ("guests", "Invite the teacher to type"),
        ("export", "Export the log"), ("open folder", "Open the folder of exports"),
        ("plan", "The plan"), ("skip", "Skip this step"), ("notes", "My notes"),
    ],
)  # fmt: skip
@pytest.mark.some(3)
def test_words_of_a_teacher_find_it(play: Play, words: str, name: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+p")
        palette = await stage.on(Palette)
        await stage.write(words)
        options = palette.query_one(OptionList)
        await stage.until(
            lambda: any(name in str(one.prompt) for one in options.options), f"{words}: {name}"
        )

    play(scene)


def test_the_key_of_help_leads_back(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("f1")
        await stage.on(HelpScreen)
        await stage.press("f1")
        await stage.on(LiveScreen)

    play(scene)


@pytest.mark.parametrize(
    ("route", "told"),
    [
        (routes.Scores(), "a score that the code has"),
        (routes.Notes(), "into the log, shown before it is"),
        (routes.FollowUp(), "take the last mark back"),
    ],
)
def test_in_a_box_of_many_keys_they_are_shown(play: Play, route: routes.Route, told: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(route)
        await stage.settle()
        box = stage.app.screen
        assert box.is_modal
        await stage.press("f1")
        await stage.on(HelpScreen)
        await stage.sees(told)
        assert "Quit" not in stage.text()
        await stage.press("f1")
        assert stage.app.screen is box

    play(scene, size=(80, 24))


def test_letters_of_the_menu_and_keys_at_home_can_be_others(theatre: Theatre) -> None:
    config = read('[keys]\nskip = "k"\nrestore = "F10"\n"restore.menu" = "y"\nmore = "F12"', "c")
    assert config == Config({"skip": "k", "restore": "f10", "restore.menu": "y", "more": "f12"})

    async def scene() -> None:
        session = theatre.open()
        app = MqiApp(Workspace(theatre.library, session, theatre.now, config))
        async with app.run_test(size=(100, 40)) as pilot:
            stage = Stage(app, pilot, theatre.now)
            await stage.start()
            await stage.press("ctrl+g", "s")
            await stage.on(GoMenu)
            await stage.press("k")
            await stage.until(lambda: stage.clock.step == 2, "it is skipped")
            await stage.press("ctrl+g", "h")
            home = await stage.on(HomeScreen)
            assert "F12 More…" in stage.text()
            await stage.press("f12")
            await stage.until(lambda: app.screen is not home, "more is shown")
        session.keeper.close()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("keymap", "told"),
    [
        ({"skip": "w"}, ['"skip" and "who-pays" are both on w']),
        ({"skip": "7"}, ['"skip": 7 is no letter from a to z, as the menu has them']),
        ({"skpi": "k"}, ['"skpi" is not a key of this app; did you mean "skip"?']),
        ({"new": "ctrl+o"}, ['"import" and "new" are both on ctrl+o']),
        ({"more": "F3".lower()}, ['"more" and "search" are both on F3']),
        ({"next": "f6"}, []),
    ],
)
def test_a_clash_is_one_line(keymap: dict[str, str], told: list[str]) -> None:
    assert keys.complaints(keymap) == told


def test_as_shipped_nothing_clashes() -> None:
    assert keys.complaints({}) == []


@pytest.mark.parametrize(("size", "indent"), [((120, 36), 18), ((80, 24), 18), ((40, 12), 6)])
@pytest.mark.some(2)
def test_what_a_key_does_goes_on_below_its_words(
    play: Play, size: tuple[int, int], indent: int
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("f1")
        page = await stage.on(HelpScreen)
        text = str(page.query_one(Static).content)
        rows = text.split("\n")
        room = page.query_one(Static).size.width
        assert max(map(cell_len, rows)) <= room
        before = {len(row) - len(row.lstrip()) for row in rows if row}
        assert indent in before, "some go on in a second row"
        assert before <= {0, 2, 6, indent}
        await stage.pilot.resize_terminal(size[0] * 2 // 3, size[1])
        await stage.until(
            lambda: max(map(cell_len, str(page.query_one(Static).content).split("\n"))) <= room - 3,
            "it is made anew",
        )

    play(scene, size=size)
