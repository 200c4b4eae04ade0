"""Keys in one burst, as after a stall or in one packet: a screen ends once, a deed is done once."""

from __future__ import annotations

import importlib
import pkgutil
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input

import mqi_tui.ui
from mqi_tui.domain.private import clock_actions
from mqi_tui.files.guide import read
from mqi_tui.services import conversations
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.codes import CodesScreen
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.dialogs.guests import GuestsScreen, Look, Row
from mqi_tui.ui.dialogs.help import HelpScreen
from mqi_tui.ui.dialogs.history import HistoryScreen
from mqi_tui.ui.dialogs.invite import InviteScreen
from mqi_tui.ui.dialogs.line import AskLine
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.dialogs.promote import Promote
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.dialogs.review import ReviewScreen
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.once import Once, Palette
from mqi_tui.ui.screens.email import EmailScreen
from mqi_tui.ui.screens.follow_up import FollowUpScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.scores import ScoresScreen
from mqi_tui.ui.screens.search import SearchScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.screens.share_window import WindowScreen
from mqi_tui.ui.screens.teacher_history import TeacherHistoryScreen
from mqi_tui.ui.terminal import in_turn
from tests.ui.stage import Play, Stage, Theatre, sample
from tests.unit.services.test_carry_over import hold, made

Go = Callable[[Stage], Awaitable[None]]
ELSEWHERE = {WindowScreen}
"""The other windows' only screen: nothing opens or ends it but their start and their end."""


def ours() -> set[type[Screen[Any]]]:
    """All screens of the package, also those that nobody has put into a list."""
    for module in pkgutil.walk_packages(mqi_tui.ui.__path__, "mqi_tui.ui."):
        importlib.import_module(module.name)
    return {kind for kind in below(Screen) if kind.__module__.startswith("mqi_tui.")}


def below(kind: type[Any]) -> Iterator[type[Any]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from below(sub)


def by(*keys: str) -> Go:
    async def go(stage: Stage) -> None:
        await stage.press(*keys)

    return go


async def notes(stage: Stage) -> None:
    await stage.start()
    await stage.press("x", "enter", "escape", "ctrl+g", "n")


async def promote(stage: Stage) -> None:
    await notes(stage)
    await stage.on(NotesScreen)
    await stage.press("right")


async def recap(stage: Stage) -> None:
    await stage.start()
    stage.session.move(clock_actions.end)
    await stage.app.go(routes.Recap())


async def codes(stage: Stage) -> None:
    stage.app.push_screen(CodesScreen(("Explanations",)))


async def email(stage: Stage) -> None:
    await stage.press("ctrl+g", "p")
    await stage.on(PlanScreen)
    await stage.app.go(routes.Email())


async def review(stage: Stage) -> None:
    path = Path(mqi_tui.__file__).parent / "data" / "sample.yaml"
    await stage.app.go(routes.Import(path, read(path)))


async def invite(stage: Stage) -> None:
    stage.app.push_screen(InviteScreen("Ms. Rivera", "words"))


async def guests(stage: Stage) -> None:
    row = Row("t", "Ms. Rivera", True, False, "http://127.0.0.1:1/#t")
    stage.app.push_screen(GuestsScreen("Guests", lambda: Look("words", False, (row,))))


async def reader(stage: Stage) -> None:
    stage.app.push_screen(ReaderScreen("A log of long ago", "words"))


async def scores(stage: Stage) -> None:
    await stage.app.go(routes.Scores())


async def since(stage: Stage) -> None:
    await stage.app.go(routes.FollowUp())


async def thread(stage: Stage) -> None:
    await stage.app.go(routes.Thread(stage.session.conversation.id))


WAYS: dict[type[Screen[Any]], Go] = {
    Ask: by("ctrl+g", "v"),
    CodesScreen: codes,
    EmailScreen: email,
    GoMenu: by("ctrl+g"),
    GuestsScreen: guests,
    InviteScreen: invite,
    HelpScreen: by("f1"),
    HistoryScreen: by("ctrl+g", "o"),
    HomeScreen: by("ctrl+g", "h"),
    AskLine: by("ctrl+g", "h", "ctrl+o"),
    LiveScreen: by("f1", "escape"),
    NewScreen: by("ctrl+g", "h", "insert"),
    NotesScreen: notes,
    Palette: by("ctrl+p"),
    PlanScreen: by("ctrl+g", "p"),
    Promote: promote,
    ReaderScreen: reader,
    RecapScreen: recap,
    ReviewScreen: review,
    ScoresScreen: scores,
    SearchScreen: by("ctrl+g", "h", "f3"),
    ShareScreen: by("ctrl+f"),
    FollowUpScreen: since,
    TeacherHistoryScreen: thread,
    WhenScreen: by("ctrl+g", "d"),
}
"""How a coach gets to each; a new screen must join."""
ENTER, ESC = "enter", "escape"
BURSTS = (
    ((ESC, ESC), (ENTER, ENTER), (ESC, ESC, ESC), (ENTER, ESC)),
    ((ENTER, ENTER, ENTER), (ESC, ENTER), (ENTER, "ctrl+g", "d", ESC)),
    (tuple("hhddllnnooee"), ("ctrl+p", "ctrl+p", ESC, ESC), ("ctrl+n", "ctrl+n", "tab", "tab")),
    (("ctrl+l", "ctrl+l"), ("delete", "delete"), ("ctrl+g", "ctrl+g"), ("f1", "f1"), (ESC, ESC)),
)
"""Bursts after bursts: the first meets the screen, the next ones what it has led to."""


def test_every_screen_is_met_and_ends_once() -> None:
    assert ours() - ELSEWHERE == set(WAYS)
    assert [kind.__name__ for kind in ours() if not issubclass(kind, Once)] == []


@pytest.mark.parametrize("bursts", BURSTS, ids=("doubled", "mixed", "letters", "other keys"))
@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: kind.__name__)
@pytest.mark.some(7)
def test_a_burst_ends_nothing_but_what_it_meets(
    theatre: Theatre, kind: type[Screen[Any]], bursts: tuple[tuple[str, ...], ...]
) -> None:
    hold(made(theatre, sample()))

    async def scene(stage: Stage) -> None:
        await WAYS[kind](stage)
        await stage.on(kind)
        for keys in bursts:
            stage.send(*keys)
            await stage.settle()
            await stage.until(lambda: not stage.app.in_turn.is_busy, "all is dealt with")
            if not stage.app.is_running:
                break
            await stage.settle()
        assert stage.app._exception is None
        assert stage.app.screen_stack

    theatre.play(scene)


PLACES: dict[str, tuple[tuple[str, ...], tuple[str, ...], type[Screen[Any]]]] = {
    "the menu is left once": (("ctrl+g",), ("escape", "escape"), LiveScreen),
    "home": (("ctrl+g",), ("h", "h"), HomeScreen),
    "the next date": (("ctrl+g",), ("d", "d"), WhenScreen),
    "the notes": (("ctrl+g",), ("n", "n"), NotesScreen),
    "older states": (("ctrl+g",), ("o", "o", "o"), HistoryScreen),
    "the end is asked": ((), ("ctrl+g", "e", "e"), Ask),
    "to quit is asked": ((), ("ctrl+q", "ctrl+q"), Ask),
    "the log": ((), ("ctrl+g", "l", "l"), LiveScreen),
    "a date and back": ((), ("ctrl+g", "d", "escape"), LiveScreen),
    "the palette": (("ctrl+p",), ("escape", "escape"), LiveScreen),
    "help": (("f1",), ("enter", "enter"), LiveScreen),
    "a new one": (("ctrl+g", "h"), ("insert", "insert"), NewScreen),
    "no file is taken": (("ctrl+g", "h", "ctrl+o"), ("escape", "escape"), HomeScreen),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.some(3)
def test_a_burst_leads_to_one_place(play: Play, name: str) -> None:
    before, burst, kind = PLACES[name]

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press(*before)
        log = stage.log if stage.app.work.session else ""
        stage.send(*burst)
        await stage.settle()
        await stage.on(kind)
        assert len([one for one in stage.app.screen_stack if isinstance(one, kind)]) == 1
        if stage.app.work.session:
            assert stage.log == log

    play(scene)


def test_a_step_is_gone_to_once_and_a_date_kept_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.send("ctrl+g", "4", "enter", "enter", "enter")
        await stage.until(lambda: stage.clock.step == 4, "step 4")
        assert not stage.editor.has_focus
        before = len(stage.session.events)
        stage.send("ctrl+g", "d", *"8 dec 4pm", "enter", "enter")
        await stage.until(lambda: stage.session.conversation.private.next_when, "a date")
        await stage.on(LiveScreen)
        await stage.settle()
        assert not stage.editor.has_focus
        assert stage.log.count("8 Dec") == 1 or stage.log.count("December") == 1
        assert len(stage.session.events) == before

    play(scene)


def test_who_presses_again_after_the_screen_came_means_it(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("x", "enter", "escape", "ctrl+g", "n", "right")
        await stage.on(Promote)
        await stage.press("escape")
        await stage.on(NotesScreen)
        await stage.press("escape")
        await stage.on(LiveScreen)

    play(scene)


def click(stage: Stage, x: int, y: int) -> None:
    """A click as a terminal sends it, faster than the app takes it."""
    driver = stage.app._driver
    assert driver is not None
    for kind in (events.MouseDown, events.MouseUp):
        event = kind(None, x, y, 0, 0, 1, False, False, False, x, y)
        event.set_sender(stage.app)
        driver.send_message(event)


def place_of(stage: Stage, words: str) -> tuple[int, int]:
    rows = stage.text().split("\n")
    y = next(n for n, row in enumerate(rows) if words in row)
    return rows[y].index(words) + 1, y


def test_a_double_click_answers_once(play: Play) -> None:
    """It does not go through to what lies below, nor to the answer of the next question."""

    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+g", "h")
        home = await stage.on(HomeScreen)
        await stage.press("delete")
        await stage.sees("Moved to the trash")
        home.view = "trash"
        await stage.settle()
        await stage.press("f6")
        await stage.sees("Delete for good")
        at = place_of(stage, "Delete for good")
        for _ in range(3):
            click(stage, *at)
        await stage.sees("Nothing brings it back")
        await stage.until(lambda: not stage.app.in_turn.is_busy, "all clicks are dealt with")
        await stage.settle()
        assert [type(one) for one in stage.app.screen_stack] == [HomeScreen, Ask]
        assert len(stage.app.work.library.trashed()) == 1

    play(scene)


def test_a_double_click_in_the_recap_asks_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await recap(stage)
        await stage.on(RecapScreen)
        await stage.sees("Older states of the log")
        at = place_of(stage, "Older states of the log")
        click(stage, *at)
        click(stage, *at)
        await stage.on(HistoryScreen)
        await stage.until(lambda: not stage.app.in_turn.is_busy, "all clicks are dealt with")
        await stage.settle()
        assert [type(one) for one in stage.app.screen_stack] == [RecapScreen, HistoryScreen]
        await stage.press("escape")
        await stage.on(RecapScreen)

    play(scene)


def test_a_command_of_the_palette_runs_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+p")
        palette = await stage.on(CommandPalette)
        await stage.write("+1 min")
        await stage.until(lambda: "+1 min" in stage.text(), "the command is found")
        before = stage.clock.budget[stage.clock.step]
        assert palette is stage.app.screen
        stage.send("enter", "enter", "enter")
        await stage.on(LiveScreen)
        await stage.until(
            lambda: stage.clock.budget[stage.clock.step] == before + 60_000, "one minute more"
        )
        await stage.settle()
        assert stage.clock.budget[stage.clock.step] == before + 60_000

    play(scene)


def test_a_list_that_is_not_laid_out_yet_has_no_pages(play: Play) -> None:
    """In a window that is very small, a list has no rows at all."""

    async def scene(stage: Stage) -> None:
        stage.send("ctrl+p", "backspace", "pagedown", "pageup")
        await stage.on(Palette)
        await stage.press("pagedown", "pageup", "escape")

    play(scene, size=(20, 5))


def test_a_part_of_the_plan_is_entered_before_the_next_key(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However late the next frame comes: on a busy machine, keys are quicker."""

    def late(screen: PlanScreen, deed: Callable[[], None]) -> None:
        screen.set_timer(1, deed)

    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        monkeypatch.setattr(PlanScreen, "call_after_refresh", late)
        stage.send("pagedown", "tab", "tab", "tab", "tab", "t")
        await stage.until(
            lambda: stage.session.conversation.private.plan.clips[0].chosen_by == "teacher",
            "the teacher chose the clip: its field is the fifth",
        )

    play(scene, first=routes.Plan())


def test_what_comes_by_itself_after_a_letter_takes_no_letter(play: Play) -> None:
    """A question that a clock brought is no doing of the last letter of the log."""

    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+l", "a")
        stage.app.push_screen(AskLine("Of itself?", "", lambda _: (True, "")))
        asked = await stage.on(AskLine)
        stage.send("left", "a")
        await stage.until(lambda: asked.query_one(Input).value == "a", "the letter is taken")

    play(scene)


class HeldUp:
    """What is called there waits, on its thread, until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> None:
        self.is_called, self.goes_on = threading.Event(), threading.Event()
        self._held = getattr(where, name)
        monkeypatch.setattr(where, name, self._waits)

    def _waits(self, *given: Any, **named: Any) -> Any:
        self.is_called.set()
        assert self.goes_on.wait(60)
        return self._held(*given, **named)


async def to_be_made(stage: Stage) -> None:
    """Asked for as the recap does it."""
    await stage.app.go(routes.NewWith(""))
    await stage.on(NewScreen)
    await stage.write("Ms. Ray")
    await stage.press("tab", *"Lee")


async def to_be_taken(stage: Stage) -> None:
    path = Path(__file__).parents[1] / "plans" / "one-clip-60.yaml"
    await stage.app.go(routes.Import(path, read(path)))
    await stage.on(ReviewScreen)


async def marked(stage: Stage) -> None:
    await stage.on(HomeScreen)


SLOW: dict[str, tuple[Go, object, str]] = {
    "a new one": (to_be_made, conversations, "put_in"),
    "a file": (to_be_taken, conversations, "take_in"),
    "from home": (marked, conversations, "running"),
    "opened": (marked, conversations, "open_session"),
}


@pytest.mark.parametrize("name", SLOW)
def test_keys_wait_for_what_a_slow_library_keeps_back(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """However long it takes; it says so: on the screen of before they would do another thing."""
    theatre.open(replace(sample(), when="2026-12-24 16:00")).keeper.close()
    monkeypatch.setattr(in_turn, "LONGEST", 0.02)
    monkeypatch.setattr(in_turn, "LONG", in_turn.PATIENCE + 1)
    way, where, deed = SLOW[name]

    async def scene(stage: Stage) -> None:
        await way(stage)
        home = stage.app.going.base
        assert isinstance(home, HomeScreen)
        held = HeldUp(monkeypatch, where, deed)
        stage.send("enter")
        await stage.until(held.is_called.is_set, "the library is asked")
        end = time.monotonic() + 10 * in_turn.LONGEST
        stage.send(*"zz")
        await stage.until(lambda: time.monotonic() > end, "nobody is waited for so long")
        typed = home.query_one(Input).value
        await stage.sees("One moment")
        held.goes_on.set()
        assert not typed
        await stage.on(PlanScreen)
        assert "One moment" not in stage.text()

    theatre.play(scene, home=True)
