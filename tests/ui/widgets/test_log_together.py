"""The log is written by two: whose words stand there, and what one of them deletes by mistake."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.content import Content

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.plan import Plan, Response
from mqi_tui.services.plain_hour import plan_lines
from mqi_tui.share.replica import Replica
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.log_pane import NO_STEP
from mqi_tui.ui.widgets.step_pane import StepPane
from tests.ui.stage import Play, Stage, sample


async def into(stage: Stage, step: str) -> None:
    stage.session.move(clock_actions.start)
    stage.session.move(clock_actions.go_to, int(step) or 10)
    await stage.settle()


def test_the_coach_is_told_how_much_is_the_teachers(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await into(stage, "6")
        await stage.press("ctrl+l")
        assert "words with a name" not in stage.text()
        await stage.write("Rivera: the bars carry it\nOkafor: yes\n")
        await stage.sees("Rivera 80 % of words with a name")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert "%" not in stage.text()

    play(scene, size=(160, 48))


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 60), (60, 40), (50, 40)])
@pytest.mark.some(4)
def test_of_how_much_is_the_teachers_whole_words_are_said(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await into(stage, "8")
        stage.session.write("Rivera: the bars carry it\nOkafor: yes\n")
        await stage.until(lambda: "80 %" in stage.app.view.voices.balance, "it is counted")
        said = stage.app.screen.query_one(StepPane)._border_subtitle
        assert isinstance(said, Content)
        assert said.plain.endswith(stage.app.view.voices.forms)
        await stage.sees(said.plain)

    play(scene, plan=Plan("Ms. Rivera", coach="J. Okafor"), size=size)


def test_where_nothing_is_prepared_behind_what_they_say_no_arrow_leads_there(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await into(stage, "6")
        await stage.press("ctrl+g", "i")
        await stage.sees("no time  →  trade two minutes", "S3 joins in?")
        assert "S3 joins in?  →" not in stage.text()
        assert stage.app.view.plan
        told = "\n".join(plan_lines(stage.app.view.plan, ()))
        assert "If no time: trade two minutes\nIf S3 joins in?" in told
        assert "S3 joins in?:" not in told

    responses = (Response("no time", "trade two minutes"), Response("S3 joins in?"))
    one, two = sample().clips
    play(scene, plan=replace(sample(), clips=(replace(one, responses=responses), two)))


def test_the_action_plan_tells_when_it_holds_no_word_of_the_teachers(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await into(stage, "9")
        await stage.sees("ACTION PLAN  no word of Ms. Rivera's yet:", "F7 in a line above")
        await stage.press("ctrl+g")
        await stage.until(lambda: "F7 in a line" not in stage.text(), "the keys are the menu's")
        await stage.press("l")
        await stage.write("\nRivera: I ask why first")
        await stage.until(lambda: "no word of" not in stage.text(), "it is told no more")

    play(scene, size=(160, 48))


@pytest.mark.parametrize("is_typed", [True, False])
def test_what_the_teacher_says_where_the_menu_leads_is_no_step(play: Play, is_typed: bool) -> None:
    async def scene(stage: Stage) -> None:
        await into(stage, "9")
        await stage.press("ctrl+g", "l")
        await stage.write("Ask why — Rivera, by Fri\n\n")
        await stage.write("Rivera: I wait" if is_typed else "I wait")
        if not is_typed:
            await stage.press("f7")
            assert stage.told == NO_STEP
        assert "\nRivera: I wait" in stage.log
        await stage.until(lambda: "no word of" not in stage.text(), "hers is there")
        await stage.sees("1 step")
        assert "2 steps" not in stage.text()

    play(scene, size=(160, 48))


def test_what_was_deleted_by_mistake_is_offered_and_comes_back(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "r")
        menu = await stage.on(GoMenu)
        assert "nothing is missing" in stage.text()
        menu.dismiss("")
        await stage.settle()
        await stage.press("ctrl+l")
        before = stage.log
        await stage.press("ctrl+a", "delete")
        assert stage.log == ""
        await stage.press("x")
        await stage.wait("0:31")
        await stage.sees(f"{len(before)} characters were deleted in the log")
        await stage.press("ctrl+g")
        await stage.sees("Bring back what was deleted: “# Collaborative log")
        await stage.press("r")
        await stage.until(lambda: stage.log in (f"{before}x", f"x{before}"), "it is back")
        assert stage.editor.text == stage.log

    play(scene, size=(120, 36))


def test_a_message_that_stands_there_makes_way_for_what_was_deleted(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", "ctrl+a", "ctrl+x")
        await stage.until(lambda: stage.told.startswith("Copied"), "another message")
        stage.app.tick()
        assert stage.told.endswith("characters were deleted in the log · F3 brings them back")

    play(scene)


def test_what_another_window_deletes_is_offered_too_and_is_a_revision(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        replica, before = stage.session.replica, stage.log
        other = Replica()
        other.take(replica.take(other.hello()) or b"")
        other.replace(0, len(other.text.encode()), "")
        replica.apply(other.update)
        replica.take(other.take(replica.hello()) or b"")
        assert stage.log == ""
        stage.session.keeper.flush(5)
        library, id_ = stage.app.work.library, stage.session.conversation.id
        texts = [
            library.read(id_, one.rev).shared["log"]["1"]["text"] for one, _ in library.history(id_)
        ]
        assert before in texts
        await stage.sees("characters were deleted in the log · F3 brings them back")
        await stage.press("f3")
        await stage.until(lambda: stage.log == before, "it is back")
        await stage.sees("It is back in the log")
        await stage.press("f3")
        await stage.sees("Nothing is missing in the log")
        replica.undo()
        assert stage.log == "", "and can be taken out again"

    play(scene)


def test_nothing_is_offered_over_a_shared_log(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f", "ctrl+l", "ctrl+a", "delete")
        await stage.wait("1:00")
        assert "deleted" not in stage.text()
        await stage.press("escape", "ctrl+f")
        await stage.wait("1:00")
        await stage.sees("characters were deleted in the log")

    play(scene)


def test_a_plan_that_loses_a_clip_makes_no_such_offer(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        plan = stage.session.conversation.private.plan
        before = stage.log
        stage.session.prepare(plan=replace(plan, clips=(), stock_clip=None, goals=()))
        assert len(stage.log) < len(before) - 200
        assert stage.session.losses.last is None

    play(scene, plan=sample())


def test_step_and_time_are_shared_only_where_the_coach_wants(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await into(stage, "9")
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert "of 10" not in stage.text()
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)
        stage.commands["Share: show step and time"].do()
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.sees("step 9 of 10 · Action plan and log · 12 min left", "SHARED")
        await stage.wait("1:01")
        await stage.sees("11 min left")
        await stage.press("ctrl+n")
        await stage.sees("step 10 of 10 · Schedule next")
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)
        stage.commands["Share: hide step and time"].do()
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert "of 10" not in stage.text()

    play(scene, size=(60, 18))


@pytest.mark.parametrize(
    ("size", "told"),
    [
        ((60, 18), "text: large enough"),
        ((120, 36), "text: small – zoom in (Ctrl or Cmd and +)"),
        ((80, 24), "SHARED · Enter writes · ctrl+f leaves · F1 keys"),
        ((40, 12), "SHARED · Enter writes · ctrl+f leaves"),
    ],
)
def test_the_size_of_the_letters_is_told(play: Play, size: tuple[int, int], told: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.sees(told)
        assert all(len(row) <= size[0] for row in stage.text().split("\n"))

    play(scene, size=size)


def test_the_way_out_of_the_share_view_is_said_while_one_writes_in_any_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f", "enter")
        await stage.sees("SHARED · Esc ends it · ctrl+f leaves")
        await stage.pilot.resize_terminal(80, 24)
        await stage.sees("SHARED · Esc ends writing · ctrl+f leaves")

    play(scene, size=(40, 12))


@pytest.mark.parametrize("key", ["ctrl+p", "ctrl+g"])
def test_the_share_view_says_that_what_a_key_opens_is_private(play: Play, key: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f", key)
        await stage.on(ShareScreen)
        await stage.sees(f"First ctrl+f: {key} is private")
        await stage.press("ctrl+f", key)
        await stage.until(lambda: stage.app.screen.is_modal, "it opens there")

    play(scene, size=(40, 12))


def last_row(stage: Stage) -> str:
    return stage.text().split("\n")[-1].strip()


def test_the_share_view_says_what_a_key_does_not_do_there(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.now.wait(1_000)
        await stage.press("ctrl+f", "ctrl+n", "ctrl+n")
        assert last_row(stage) == "Pressed twice: taken once"
        for key, said in (
            ("ctrl+q", "First ctrl+f: ctrl+q quits from there"),
            ("f6", "First ctrl+f: F6 opens it there"),
        ):
            await stage.press(key)
            assert last_row(stage) == said
        for _ in range(9):
            stage.now.wait(1_000)
            await stage.press("ctrl+n")
        assert stage.clock.step == 10
        assert last_row(stage) == "First ctrl+f: what comes now is private"
        await stage.on(ShareScreen)

    play(scene, size=(40, 12))


def test_the_share_view_says_why_a_step_takes_no_name(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f", "enter")
        lines = stage.editor.document.lines
        row = next(n for n, line in enumerate(lines) if line.startswith("- [ ]"))
        stage.editor.caret_to(row, len(lines[row]))
        await stage.press("f7")
        await stage.sees("A step says who behind its dash")

    play(scene, size=(80, 24))
