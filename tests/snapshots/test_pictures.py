"""Pictures of the screens at the sizes people use. Look at a difference before taking it over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.services.session import Session
from mqi_tui.services.workspace import Workspace
from mqi_tui.ui import routes
from mqi_tui.ui.app import MqiApp
from mqi_tui.ui.dialogs.history import HistoryScreen
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.dialogs.review import Review, ReviewScreen
from mqi_tui.ui.screens.email import EmailScreen
from mqi_tui.ui.screens.follow_up import FollowUpScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.scores import ScoresScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.screens.teacher_history import TeacherHistoryScreen
from mqi_tui.ui.widgets.text_field import TextField
from tests.ui.dialogs.test_history import apart
from tests.ui.screens.test_home import BROWN, held
from tests.ui.screens.test_teacher_history import three_cycles
from tests.ui.stage import Stage, Theatre
from tests.unseen import unseen

Compare = Callable[..., bool]
Act = Callable[[Stage], Awaitable[Any]]


class Camera:
    """Takes a picture of a conversation after something was done."""

    def __init__(self, theatre: Theatre, compare: Compare) -> None:
        self.theatre, self.compare = theatre, compare
        self.sessions: list[Session] = []

    def takes(self, act: Act, size: tuple[int, int], *, home: bool = False) -> bool:
        session = None if home else self.theatre.open()
        app = MqiApp(Workspace(self.theatre.library, session, self.theatre.now))
        self.sessions += [session] if session else []

        async def before(pilot: Pilot[None]) -> None:
            stage = Stage(app, pilot, self.theatre.now)
            await stage.settle()
            await act(stage)
            if app.work.session:
                await stage.until(
                    lambda: app.work.open.keeper.status.word == "saved", "all is saved"
                )
                app.tick()
            app.cursor_blink = False  # type: ignore[attr-defined]
            await stage.settle()

        with unseen():
            return self.compare(app, terminal_size=size, run_before=before)


@pytest.fixture
def camera(tmp_path: Path, snap_compare: Compare) -> Iterator[Camera]:
    camera = Camera(Theatre(tmp_path / "home"), snap_compare)
    yield camera
    for session in camera.sessions:
        session.keeper.close()


async def in_step_4(stage: Stage) -> None:
    """18 minutes in: two notes, a step over, some words in the log."""
    await stage.start()
    for spent in ("2:48", "2:31", "11:05"):
        await stage.wait(spent)
        await stage.press("ctrl+n")
    for note in ("wanted them to see the half", "! worried about the third table #expl"):
        await stage.press("ctrl+o")
        await stage.write(note)
        await stage.press("enter")
    await stage.wait("1:58")
    await stage.press("ctrl+l")
    await stage.drawn()  # what was told takes a row of the log, and the caret is in view beside it
    await stage.write("The bars carry it.")
    await stage.drawn()
    stage.app.tell("")
    await stage.rest()


async def late_in_step_6(stage: Stage) -> None:
    """Well behind: the countdown is over, and somebody has to pay."""
    await stage.start()
    for spent in ("4:00", "3:00", "12:00", "5:00", "3:00"):
        await stage.wait(spent)
        await stage.press("ctrl+n")
    await stage.wait("11:30")
    stage.app.tell("")
    await stage.settle()


def test_live_160x48(camera: Camera) -> None:
    """You should see three columns: time, the private plan, the log; 2:02 left; 0:31 late."""
    assert camera.takes(in_step_4, (160, 48))


def test_live_120x36(camera: Camera) -> None:
    """You should see two columns: time and plan on the left, the log and the note line right."""
    assert camera.takes(in_step_4, (120, 36))


def test_live_80x24(camera: Camera) -> None:
    """You should see a narrow left column with ten short step names, and the log beside it."""
    assert camera.takes(in_step_4, (80, 24))


def test_live_ten_minutes_80x24(camera: Camera) -> None:
    """You should see 10:00 whole, in large digits, and the words for it beside them."""

    async def act(stage: Stage) -> None:
        await stage.start()
        await stage.press("6", "enter")
        stage.app.tell("")

    assert camera.takes(act, (80, 24))


def test_live_60x40(camera: Camera) -> None:
    """You should see one column: the steps as marks in the countdown, plan, log, note line."""
    assert camera.takes(in_step_4, (60, 40))


def test_live_40x12(camera: Camera) -> None:
    """You should see 4/10, large digits, what to ask, and some lines of the log; no frames."""
    assert camera.takes(in_step_4, (40, 12))


def test_live_late_120x36(camera: Camera) -> None:
    """You should see the countdown over, in bold and reversed, minutes behind, and who can pay."""
    assert camera.takes(late_in_step_6, (120, 36))


def test_share_60x18(camera: Camera) -> None:
    """You should see the log alone in a heavy green frame that says SHARED, no step, no time."""

    async def act(stage: Stage) -> None:
        await in_step_4(stage)
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.sees("SHARED")

    assert camera.takes(act, (60, 18))


def test_go_menu_80x24(camera: Camera) -> None:
    """You should see what a letter does, 2 typed, and faint reasons where one is unavailable."""

    async def act(stage: Stage) -> None:
        await in_step_4(stage)
        await stage.press("ctrl+g", "2")

    assert camera.takes(act, (80, 24))


def test_recap_80x24(camera: Camera) -> None:
    """You should see what is to be done, the ways on, and the time step by step."""

    async def act(stage: Stage) -> None:
        await in_step_4(stage)
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.on(RecapScreen)
        await stage.sees("Stock clip")

    assert camera.takes(act, (80, 24))


async def nothing(stage: Stage) -> None:
    """Look only, once all is known."""
    home = await stage.on(HomeScreen)
    await stage.until(lambda: not home.shown.is_old, "the library was looked through")
    if home.shown.rows:
        await stage.sees("open action steps")
    await stage.drawn()  # what lies behind a dialog is not laid out anew


def test_home_empty_80x24(camera: Camera) -> None:
    """You should see that there are no conversations, and that Enter tries the sample."""
    assert camera.takes(nothing, (80, 24), home=True)


def test_home_with_a_stopped_conversation_80x24(camera: Camera) -> None:
    """You should see the card of the stopped conversation, and two rows, that one marked."""
    camera.theatre.open(BROWN).keeper.close()
    held(camera.theatre, started=True)
    assert camera.takes(nothing, (80, 24), home=True)


async def preparing(stage: Stage) -> None:
    await stage.app.go(routes.Plan())
    screen = await stage.on(PlanScreen)
    screen.section = 1
    await stage.sees("2 · Lesson and clips")
    await stage.until(lambda: isinstance(screen.focused, TextField), "the first field is entered")
    await stage.settle()
    await stage.sees("The lesson in short")


def test_prepare_120x36(camera: Camera) -> None:
    """You should see the sixteen parts with what is ready, the fields of one, what is missing."""
    assert camera.takes(preparing, (120, 36))


def test_prepare_80x24(camera: Camera) -> None:
    """You should see one part alone, its place among the sixteen, and what is missing."""
    assert camera.takes(preparing, (80, 24))


def test_email_80x24(camera: Camera) -> None:
    """You should see who will read it, that nothing is open, the message, and four buttons."""

    async def act(stage: Stage) -> None:
        await stage.app.go(routes.Plan())
        await stage.on(PlanScreen)
        await stage.app.go(routes.Email())
        await stage.on(EmailScreen)
        await stage.sees("12:40 to 17:55")

    assert camera.takes(act, (80, 24))


def test_new_80x24(camera: Camera) -> None:
    """You should see a small form with the marked teacher's name, and the next cycle."""
    held(camera.theatre, started=True)

    async def act(stage: Stage) -> None:
        await nothing(stage)
        await stage.press("insert")
        screen = await stage.on(NewScreen)
        await stage.until(lambda: screen._known == "Ms. Rivera", "looked up")

    assert camera.takes(act, (80, 24), home=True)


def test_review_80x24(camera: Camera) -> None:
    """You should see the teacher's name to correct, then what was not recognised, then the rest."""
    review = Review(
        "Rivera 6.docx",
        (("Teacher", "Ms. Rivera"), ("Focus of this conversation", "Explanations")),
        ("When", "Clip 2", "Stock clip"),
        ("Room:", "12 b"),
        "Ms. Rivera",
    )

    async def act(stage: Stage) -> None:
        await nothing(stage)
        stage.app.push_screen(ReviewScreen(review))
        await stage.on(ReviewScreen)

    assert camera.takes(act, (80, 24), home=True)


def test_scores_120x36(camera: Camera) -> None:
    """You should see the codes of the stock clip, scores of both, and no master score yet."""

    async def act(stage: Stage) -> None:
        await in_step_4(stage)
        await stage.app.go(routes.Scores())
        await stage.on(ScoresScreen)

    assert camera.takes(act, (120, 36))


def test_since_80x24(camera: Camera) -> None:
    """You should see three action steps, each marked with a word, and what happened below one."""
    since = (
        OldStep(
            "Ask why before I confirm — Rivera, by 8 Dec", "done", "three times, in two lessons"
        ),
        OldStep("Plan two more problems — Okafor", "partly"),
        OldStep("Film the third table — Rivera, by 4 Dec"),
    )

    async def act(stage: Stage) -> None:
        await in_step_4(stage)
        stage.session.change(since=since)
        await stage.app.go(routes.FollowUp())
        await stage.on(FollowUpScreen)

    assert camera.takes(act, (80, 24))


def test_thread_80x24(camera: Camera) -> None:
    """You should see three conversations, and goals, focus and codes from cycle to cycle."""

    async def act(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+l")
        await stage.on(TeacherHistoryScreen)
        await stage.sees("what became of them")

    three_cycles(camera.theatre)
    assert camera.takes(act, (80, 24), home=True)


def test_history_120x36(camera: Camera) -> None:
    """You should see two moments, and which lines would come back and go with the older one."""

    async def act(stage: Stage) -> None:
        await stage.start()
        before = stage.log
        await apart(
            stage, before.replace("## Since last time", "Ask Bo first\n\n## Since last time")
        )
        await apart(stage, before + "\nAnother idea")
        await stage.press("ctrl+g", "o")
        await stage.on(HistoryScreen)
        await stage.press("down")
        await stage.sees("+ Ask Bo first", "- Another idea")

    assert camera.takes(act, (120, 36))
