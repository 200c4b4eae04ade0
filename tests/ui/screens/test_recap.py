"""After the hour: what is open is told once; each thing can be settled there, and all skipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.private import clock_actions, notes
from mqi_tui.services.session import Session
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.parts import MORE
from tests.ui.stage import Now, Play, Stage, Theatre, sample
from tests.unit.services.test_carry_over import made


def two_steps(session: Session, now: Now) -> None:
    """An hour of two steps, with a note for the log, that is over."""
    session.move(clock_actions.start)
    session.note("> wait longer")
    for step, held in ((2, 3), (3, 4)):
        for _ in range(held):
            now.wait(60_000)
            session.look()
        session.move(clock_actions.go_to, step)
    session.move(clock_actions.end)


async def choose(stage: Stage, words: str) -> None:
    """Enter on the line of the list that begins with these words."""
    await stage.sees(words)
    choices = stage.app.screen.query_one("#todo")
    options = [str(choices.get_option_at_index(n).prompt) for n in range(choices.option_count)]  # type: ignore[attr-defined]
    choices.highlighted = next(n for n, one in enumerate(options) if words in one)  # type: ignore[attr-defined]
    await stage.press("enter")


def test_a_promise_below_another_label_is_told_of_in_the_hour_and_after_it(play: Play) -> None:
    told = "1 line reads like a step: put it under Steps"

    async def scene(stage: Stage) -> None:
        label = "What to film:\n"
        stage.session.write(stage.log.replace(label, f"{label}- ask why — R, by Friday\n"))
        await stage.app.go(routes.Live())
        await stage.sees(told)
        stage.session.move(clock_actions.end)
        await stage.app.go(routes.Recap())
        await stage.sees("no action steps yet", told)

    play(scene, so_far=lambda session, _: session.move(clock_actions.start), size=(160, 60))


def test_what_is_open_stands_first_and_the_hour_below(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.sees(
            "☐ no date for the next conversation yet",
            "☐ no days to film and upload by",
            "☐ no action steps in the log: each is a line under Steps",
            "☐ the log is neither exported nor uploaded",
            "☐ 1 note for the log or a next step, not in the log",
            "Review goals",
            "4:00  2:00 over",
            "2 min behind┤",
            "Not asked · PRIVATE · 3",
            "What did you see",
        )
        assert "☐ What did you see" not in stage.text()

    play(scene, so_far=two_steps, size=(120, 60))


def test_quick_points_are_told_apart_from_questions(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("escape", "8", "enter")
        await stage.sees("BRING UP  ctrl+g a ticks one")
        assert "ASK  " not in stage.text()
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.on(RecapScreen)
        await stage.sees("Not brought up · PRIVATE · 1", sample().extra[0][:20])

    play(scene, plan=replace(sample(), extra=sample().extra[:1]), size=(120, 60))


@pytest.mark.parametrize(("size", "beside"), [((160, 48), True), ((120, 48), False)])
def test_time_and_pace_stand_side_by_side_where_there_is_room(
    play: Play, size: tuple[int, int], *, beside: bool
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.sees("─ Time ─", "─ Pace ─", "4:00  2:00 over")  # bars: its width is known
        rows = stage.text().split("\n")
        assert any("─ Time ─" in row and "─ Pace ─" in row for row in rows) == beside

    play(scene, so_far=two_steps, size=size)


def test_back_at_the_ended_hour_the_way_to_the_recap_is_told(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.press("ctrl+l", "escape")
        await stage.on(LiveScreen)
        await stage.sees("ctrl+n Recap")
        await stage.press("ctrl+n")
        await stage.on(RecapScreen)

    play(scene, so_far=two_steps, size=(80, 24))


def test_each_can_be_settled_from_there(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await choose(stage, "no date")
        await stage.on(WhenScreen)
        await stage.press("enter")
        await stage.on(RecapScreen)
        await stage.sees("☑ next conversation: Tue 8 Dec 2026, 4:00 pm")
        assert "Date and time: Tue 8 Dec 2026, 4:00 pm" in stage.log
        await stage.sees("Tue 8 Dec 2026, 4:00 pm          ")  # in the block, too
        await choose(stage, "no days to film and upload by · proposed: Wed 2 Dec (film), Thu 3 Dec")
        assert "Film and upload by: Wed 2 Dec (film)" in stage.log
        assert stage.told.startswith("In the log: Wed 2 Dec (film), Thu 3 Dec (upload) · ctrl+z")
        await stage.until(lambda: "☐ no days" not in stage.text(), "it is done")
        await choose(stage, "neither exported")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.sees("☑ the log is uploaded")
        await choose(stage, "uploaded")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.sees("☑ the log is uploaded and sent")
        stage.session.rewrite(stage.log + "\nOne more thing")
        await stage.sees("☐ the log was changed after it was uploaded and sent")
        await choose(stage, "changed after")
        await stage.on(Ask)
        await stage.press("down", "down", "down", "enter")
        await stage.sees("☐ the log is neither exported nor uploaded")
        await choose(stage, "not in the log")
        await stage.on(NotesScreen)
        await stage.sees("wait longer")
        await stage.sees("Enter edits")
        await stage.press("enter")
        await stage.sees("Enter keeps it · Esc leaves it for later")
        assert "Enter edits" not in stage.text()
        await stage.press("escape")
        await stage.sees("Enter edits")
        await stage.press("escape")
        await stage.on(RecapScreen)
        await choose(stage, "no action steps")
        await stage.on(LiveScreen)
        await stage.write("Ask why — Rivera, by Tue")
        assert "- [ ] Ask why — Rivera, by Tue" in stage.log
        await stage.press("escape", "ctrl+n")
        await stage.on(RecapScreen)
        await stage.sees("☑ 1 action step, each with who and when")

    play(scene, so_far=two_steps, size=(120, 60))


def test_days_to_film_by_wait_for_the_date_and_the_mark_waits_there(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await choose(stage, "no days to film and upload by")
        await stage.on(WhenScreen)
        await stage.press("enter")
        await stage.on(RecapScreen)
        await stage.sees("☑ next conversation: Tue 8 Dec 2026", "proposed: Wed 2 Dec (film)")
        await stage.press("enter")
        assert "Film and upload by: Wed 2 Dec (film), Thu 3 Dec (upload)" in stage.log

    play(scene, so_far=two_steps, size=(120, 60))


def test_what_is_settled_hands_the_mark_on_to_what_is_open_next(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        stage.session.schedule("2026-12-08 16:00")
        await choose(stage, "no days to film and upload by")
        await stage.until(lambda: "☐ no days" not in stage.text(), "it is done")
        todo = stage.app.screen.query_one("#todo", Choices)
        assert todo.highlighted == 0
        assert str(todo.highlighted_option.prompt).startswith("☐ no action steps")  # type: ignore[union-attr]

    play(scene, so_far=two_steps, size=(120, 60))


def test_leaving_tells_once_what_is_open_and_lets_go(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        id_ = stage.session.conversation.id
        await stage.press("escape")
        await stage.on(Ask)
        await stage.sees("this is still open", "☐ no date for the next conversation yet")
        await stage.press("escape")
        await stage.on(RecapScreen)
        await stage.press("escape")
        await stage.on(HomeScreen)
        await stage.app.go(routes.Open(id_))
        await stage.on(RecapScreen)
        await stage.press("escape")
        await stage.on(HomeScreen)

    play(scene, so_far=two_steps)


def test_an_answer_there_settles_it(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.press("escape")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.on(WhenScreen)
        await stage.press("enter")
        await stage.on(RecapScreen)
        assert stage.session.conversation.private.next_when == "2026-12-08 16:00"

    play(scene, so_far=two_steps)


def test_the_next_one_is_planned_with_what_this_one_left(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        stage.session.change(closed_out=True)
        await stage.press("ctrl+n")
        await stage.on(NewScreen)
        assert stage.app.work.session is None
        await stage.sees("Ms. Rivera")

    play(scene, so_far=two_steps)


@pytest.mark.parametrize("way", ["key", "row"])
def test_the_next_one_that_is_prepared_already_is_opened(tmp_path: Path, way: str) -> None:
    theatre = Theatre(tmp_path)
    plan = replace(sample(), cycle=7, when="2026-12-15 16:00")
    made(theatre, plan).keeper.close()

    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.sees("ctrl+n Open the next")
        stage.session.change(closed_out=True)
        if way == "key":
            await stage.press("ctrl+n")
        else:
            await choose(stage, "Open the next one · Tue 15 Dec")
        await stage.on(PlanScreen)
        assert stage.session.conversation.private.plan.cycle == 7

    theatre.play(scene, so_far=two_steps)
    assert len(theatre.library.entries()) == 2


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 40), (40, 12)])
@pytest.mark.some(3)
def test_the_recap_reads_in_every_window(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(RecapScreen)
        await stage.sees("Recap · Ms. Rivera", "☐ no date")
        keys = screen.query_one(KeysLine)
        assert "Enter does it" in keys.hint
        await stage.press("tab", "end")
        await stage.sees("beside it.")
        assert "Enter" not in keys.hint
        assert "↑ ↓" in keys.hint
        if size[0] >= 80:
            await stage.sees("Tab to do")
        await stage.press("tab")
        assert "Enter does it" in keys.hint
        assert all(len(row) <= size[0] for row in stage.text().split("\n"))

    play(scene, so_far=two_steps, size=size)


def test_bars_are_made_anew_for_another_width(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.sees("▒")
        await stage.pilot.resize_terminal(60, 40)
        await stage.until(lambda: "▒" not in stage.text(), "no bars where there is no room")
        await stage.sees("2 Review goals         4:00 of 2")
        await stage.pilot.resize_terminal(120, 60)
        await stage.sees("▒")

    play(scene, so_far=two_steps, size=(120, 60))


def test_help_begins_with_the_keys_of_the_screen_it_is_asked_from(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        await stage.press("f1")
        await stage.sees("In the recap")
        await stage.press("f1")
        await stage.app.go(routes.Home())
        await stage.on(HomeScreen)
        await stage.press("f1")
        await stage.sees("At home")

    play(scene, so_far=two_steps, size=(80, 12))


def test_the_note_that_is_meant_is_marked_and_one_in_the_log_says_so_in_both_lists(
    play: Play,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for line in ("she was tired", "> once more", "> wait longer"):
            await stage.press("ctrl+o")
            await stage.write(line)
            await stage.press("enter")
        stage.session.change_notes(notes.mark_promoted, 2)
        stage.session.move(clock_actions.end)
        await stage.app.go(routes.Recap())
        await stage.on(RecapScreen)
        await stage.sees("step  1  > once more  (in the log)")
        await choose(stage, "☐ 1 note for the log")
        screen = await stage.on(NotesScreen)
        assert screen.query_one(Choices).highlighted == 2
        await stage.sees("> once more  (in the log)")

    play(scene, size=(120, 60))


@pytest.mark.parametrize(
    ("size", "is_more"), [((80, 24), True), ((40, 12), True), ((80, 48), False)]
)
def test_it_says_where_there_is_more_to_do_than_is_seen(
    play: Play, size: tuple[int, int], is_more: bool
) -> None:
    """And a line that wraps goes on further in."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.session.write(stage.log.replace("- [ ] ", "- [ ] Ask why twice before I nod"))
        stage.session.note("> once more")
        stage.session.move(clock_actions.end)
        stage.session.change(exported=True, exported_when="2026-11-24 17:01")
        await stage.app.go(routes.Recap())
        screen = await stage.on(RecapScreen)
        await stage.until(lambda: (MORE in stage.text()) is is_more, "it says so")
        if size[0] == 40:
            await stage.sees("┃   yet")
        await stage.press("end")
        await stage.sees("→ All conversations")
        assert screen.query_one(Choices).highlighted_option

    play(scene, size=size)


@pytest.mark.parametrize("size", [(60, 40), (120, 36), (160, 48)])
@pytest.mark.some(2)
def test_the_list_ends_with_its_last_line(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        rows = [row.strip("┃ ") for row in stage.text().split("\n")]
        last = rows.index("→ All conversations")
        assert rows[last + 1].startswith("┗")

    play(scene, so_far=two_steps, size=size)


@pytest.mark.parametrize("columns", range(78, 82))
def test_a_line_that_wraps_beside_the_bar_loses_no_word(play: Play, columns: int) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(RecapScreen)
        text = stage.log.replace("- [ ] ", "- [ ] Ask a second student why it holds — , by 8 Dec")
        stage.session.write(text)
        choices = stage.app.screen.query_one(Choices)
        await stage.until(lambda: choices.show_vertical_scrollbar, "there is a bar")
        await stage.drawn()
        width = choices.scrollable_content_region.width
        lines = [line for one in choices.options for line in str(one.prompt).split("\n")]
        assert max(map(len, lines)) <= width

    play(scene, so_far=two_steps, size=(columns, 18))
