"""Page keys scroll what there is to read, wherever the focus is, where they mean nothing else."""

from __future__ import annotations

import pytest
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static

from mqi_tui.domain.private import clock_actions
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.history import HistoryScreen
from mqi_tui.ui.dialogs.review import Review, ReviewScreen
from mqi_tui.ui.screens.email import EmailScreen
from mqi_tui.ui.screens.follow_up import FollowUpScreen, Words
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.screens.teacher_history import TeacherHistoryScreen
from mqi_tui.ui.widgets.text_field import TextField
from tests.ui.dialogs.test_history import apart
from tests.ui.screens.test_follow_up import opened
from tests.ui.screens.test_teacher_history import three_cycles
from tests.ui.stage import Play, Stage, Theatre, sample

LONG = "# Log\n" + "a line of it\n" * 90


async def pages(stage: Stage, there: Widget) -> None:
    """The keys scroll it down, and up again."""
    await stage.drawn()  # before, a list beside it may seem longer than its place
    assert there.max_scroll_y, "there is more than is seen"
    await stage.press("pagedown")
    await stage.until(lambda: there.scroll_y > 0, "it is further down")
    await stage.until(lambda: there.scroll_y == there.scroll_target_y, "it has arrived")
    await stage.press("pageup")
    await stage.until(lambda: there.scroll_y == 0, "it is at its top again")


async def recap(stage: Stage) -> RecapScreen:
    await stage.start()
    stage.session.move(clock_actions.end)
    await stage.app.go(routes.Recap())
    return await stage.on(RecapScreen)


def test_below_what_is_to_be_done_the_recap_is_read(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        screen = await recap(stage)
        todo = screen.query_one("#todo", OptionList)
        assert todo.has_focus
        marked = todo.highlighted
        await pages(stage, screen.query_one("#blocks"))
        assert (todo.has_focus, todo.highlighted) == (True, marked)

    play(scene, size=(60, 40))


def test_a_list_that_is_longer_than_its_place_is_paged_first(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        screen = await recap(stage)
        todo, blocks = screen.query_one("#todo", OptionList), screen.query_one("#blocks")
        await stage.press("pagedown")
        assert todo.highlighted
        assert not blocks.scroll_target_y
        await stage.press("end")
        await pages(stage, blocks)
        await stage.press("pageup")
        assert todo.highlighted < todo.option_count - 1

    play(scene, size=(60, 18))


def test_below_the_conversations_the_thread_is_read(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+l")
        screen = await stage.on(TeacherHistoryScreen)
        assert screen.query_one("#todo").has_focus
        await pages(stage, screen.query_one("#blocks"))

    three_cycles(theatre)
    theatre.play(scene, home=True, size=(60, 24))


def test_beside_the_moments_it_is_read_what_differs(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await apart(stage, LONG)
        await apart(stage, "# Log")
        await stage.press("ctrl+g", "o", "down")
        screen = await stage.on(HistoryScreen)
        assert screen.query_one("#moments").has_focus
        await pages(stage, screen.query_one("#differs"))

    play(scene, size=(60, 24))


@pytest.mark.parametrize("words", [False, True])
def test_beside_last_times_steps_the_log_is_read(play: Play, words: bool) -> None:
    async def scene(stage: Stage) -> None:
        screen: FollowUpScreen = await opened(stage)
        log = screen.query_one("#log")
        log.query_one(Static).update(LONG)
        if words:
            screen.query_one(Words).focus()
        await stage.until(lambda: log.max_scroll_y, "there is more than is seen")
        await pages(stage, log)

    play(scene, plan=sample(), size=(120, 24))


def test_from_the_name_the_import_is_read(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.app.push_screen(ReviewScreen(Review("it.docx", look=("line",) * 90)))
        screen = await stage.on(ReviewScreen)
        assert screen.query_one("#teacher").has_focus
        await pages(stage, screen.query_one("#list"))

    play(scene, size=(60, 18))


def test_from_the_buttons_the_email_is_read(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(PlanScreen)
        await stage.app.go(routes.Email())
        screen = await stage.on(EmailScreen)
        screen.query(Button).first().focus()
        await pages(stage, screen.query_one(TextField))

    play(scene, first=routes.Plan(), plan=sample(), size=(60, 18))
