"""What must never be cut, at the sizes people use and at odd ones between."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace

import pytest
from textual.app import ComposeResult
from textual.widgets import Digits

from mqi_tui.domain.private.time_text import StepRow
from mqi_tui.domain.shared.log import ACTION_PLAN
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.routes import Email, FollowUp, Live, Plan, Search, Thread
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.widgets.log_pane import LogPane
from mqi_tui.ui.widgets.timeline import Timeline
from tests.themed import ThemedApp
from tests.ui.stage import Play, Stage, sample

SIZES = [(40, 12), (50, 24), (60, 40), (70, 24), (80, 24), (109, 30), (120, 36), (160, 48)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(7)
def test_ten_minutes_stand_whole_in_large_digits(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("6", "enter")
        digits = stage.app.screen.query_one(Digits)
        assert digits.value == "10:00"
        assert digits.size.width >= digits.get_content_width(stage.app.size, stage.app.size)

    play(scene, size=size)


@pytest.mark.parametrize("size", [(60, 40), (70, 24), (80, 24), (120, 36)])
@pytest.mark.some(3)
def test_of_teacher_and_cycle_nothing_is_cut_in_half(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("2", "enter")  # what is in hand takes room
        top = stage.text().split("\n")[0]
        assert re.match(r" Ms\. Rivera( · 6| · cycle 6)? +[^ ·]", top)
        assert " 6 " in top or size[0] < 70

    play(scene, size=size)


def test_the_sample_is_named_whole(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.mark = "SAMPLE"
        await stage.start()
        await stage.press("6", "enter")
        assert stage.text().split("\n")[0].startswith(" SAMPLE · Ms. Rivera")

    play(scene, size=(80, 24))


LONG = replace(sample(), teacher="Ms. Alexandra Rivera-Montgomery of Springfield", cycle=12)


@pytest.mark.parametrize("size", [(50, 24), (50, 36), (60, 40), (70, 24), (80, 24), (160, 48)])
@pytest.mark.some(5)
def test_no_name_is_too_long_for_the_end_of_the_hour(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("5:00")
        top = stage.text().split("\n")[0]
        assert "ends 5:02 pm, 2 min late" in top
        assert top.startswith(" Ms. Alexan")

    play(scene, plan=LONG, size=size)


@pytest.mark.parametrize("size", [(40, 12), (60, 12), (80, 15), (160, 14)])
@pytest.mark.some(3)
def test_a_low_window_says_the_position(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("4", "enter")
        assert stage.text().split("\n")[0].startswith(" 4/10 Teacher frames")

    play(scene, plan=LONG, size=size)


def test_a_window_made_lower_says_the_position_at_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for height, position in ((24, False), (14, True), (30, False)):
            await stage.pilot.resize_terminal(80, height)
            await stage.until(
                lambda: ("1/10" in stage.text().split("\n")[0]) == position,  # noqa: B023
                f"{position} at {height} rows",
            )

    play(scene, size=(80, 24))


def above_the_keys(stage: Stage, said: str) -> bool:
    """Whether the row above the last says this, and nothing else: no frame either."""
    return stage.text().split("\n")[-2].rstrip() == f" {said}"


def test_what_is_told_leaves_out_its_hint_rather_than_half_of_it(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        whole = "Step 1 has 1 min more · undo: ctrl+g u"
        for width, height, said in (
            (160, 48, whole),
            (80, 24, whole),
            (60, 24, whole),
            (40, 12, whole),
            (30, 24, "Step 1 has 1 min more"),
        ):
            await stage.pilot.resize_terminal(width, height)
            await stage.press("ctrl+u")
            await stage.until(lambda: above_the_keys(stage, said), said)  # noqa: B023

    play(scene, size=(80, 24))


@pytest.mark.parametrize("width", [30, 34, 40, 70])
def test_the_times_of_all_steps_that_are_done_are_told_in_one_way(width: int) -> None:
    done = StepRow(1, "Warm-up", "Warm-up", "✓", "0:43 of 10, 9:17 left over", "0:43")
    longer = replace(done, number=2, title="Last time's steps", short="Last time's steps")

    class Shown(ThemedApp):
        def compose(self) -> ComposeResult:
            yield Timeline()

    async def main() -> None:
        app = Shown()
        async with app.run_test(size=(width, 4)) as pilot:
            app.query_one(Timeline).rows = (done, longer)
            await pilot.pause()
            rows = [strip.text for strip in app.screen._compositor.render_strips()]
            assert ["left over" in row for row in rows[:2]] == [width == 70] * 2

    asyncio.run(main())


A_STEP = StepRow(9, "A long name of a step", "數學 short name", "▶", "12 min   NOW", "+1:20 of 12")
STEPS = (replace(A_STEP, number=8, mark="✓"), A_STEP, replace(A_STEP, number=10, time="", brief=""))


@pytest.mark.parametrize("width", range(18, 60))
@pytest.mark.some(3)
def test_each_step_has_one_line_however_narrow_the_window(width: int) -> None:
    class Shown(ThemedApp):
        CSS = "Timeline { height: 12; text-wrap: nowrap; }"

        def compose(self) -> ComposeResult:
            yield Timeline()

    async def main() -> None:
        app = Shown()
        async with app.run_test(size=(width, 12)) as pilot:
            app.query_one(Timeline).rows = STEPS
            await pilot.pause()
            lines = [strip.text.split() for strip in app.screen._compositor.render_strips()]
            assert [line[0] for line in lines if line] == ["8", "9", "10"]
            assert lines[1][-1] in ("NOW", "12"), "the minutes stand whole"

    asyncio.run(main())


def test_the_planning_guide_cuts_neither_its_title_nor_a_date(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.mark = "SAMPLE"
        await stage.app.go(Plan())
        await stage.on(PlanScreen)
        sizes = ((120, " · nothing blank "), (80, " pm  "), (60, " · cycle 6 "), (48, ""))
        for width, kept in sizes:
            await stage.pilot.resize_terminal(width, 24)
            await stage.until(
                lambda: "…" not in stage.text().split("\n")[0],
                f"the title whole at {width}",
            )
            assert kept in (title := stage.text().split("\n")[0]), title
            assert "saved 4:00 pm" in title
            await stage.sees(" 2026-11-24 16:00 ")

    play(scene, size=(80, 24))


def test_the_border_of_the_log_leaves_out_whole_parts(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for words in ("- [ ] Call home", "- [ ] Ask the other four"):
            stage.editor.screen.query_one(LogPane).insert(words, ACTION_PLAN)
        await stage.sees(" 2 steps · 2 without a name · 2 without a date · saved 4:00 pm ")
        await stage.pilot.resize_terminal(80, 24)
        await stage.sees(" 2 steps · saved 4:00 pm ")

    play(scene, size=(120, 36))


def keys_of(stage: Stage) -> str:
    """The last line, without its margins."""
    return stage.text().split("\n")[-1].strip()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(7)
def test_help_and_the_way_back_never_fall_off(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        for route, back in ((Plan(), "Esc out"), (Email(), "Esc back"), (Search(), "Esc back")):
            await stage.app.go(route)
            await stage.sees(back, "F1 Help")
            assert {back, "F1 Help"} <= set(re.split(r" · |  | (?=F1|ctrl)", keys_of(stage)))
        await stage.app.go(Live())
        await stage.start()
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.on(RecapScreen)
        assert "Esc home" in keys_of(stage)
        assert "F1 Help" in keys_of(stage)

    play(scene, size=size)


def test_the_parts_of_the_plan_are_named_without_half_of_their_minutes(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(Plan())
        screen = await stage.on(PlanScreen)
        for size, line in (
            ((60, 24), "▾ all parts  ○ here: 4 blank   60 of 60 min"),
            ((40, 24), "▾ all parts  ○ here: 4 blank"),
        ):
            await stage.pilot.resize_terminal(*size)
            screen.section = 3
            await stage.sees(line)
            assert stage.text().split("\n")[1].strip() == line

    play(scene, plan=replace(sample(), stock_clip=None), size=(80, 24))


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (120, "PgDn next part · Esc out ctrl+n Go live ctrl+g Parts F3 Next blank ctrl+l Last log"
              " F1 Help ctrl+q Quit"),
        (80, "PgDn part · Esc out ctrl+n Go live ctrl+g Parts F3 Blank F1 Help ctrl+q Quit"),
        (60, "Esc out ctrl+n Go live ctrl+g Parts F1 Help ctrl+q Quit"),
        (40, "Esc out ctrl+n Live ctrl+g Go… F1 Help"),
    ],
)  # fmt: skip
@pytest.mark.some(3)
def test_the_plan_names_first_what_is_most_useful(play: Play, width: int, keys: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(Plan())
        await stage.on(PlanScreen)
        await stage.sees(keys)
        assert keys_of(stage) == keys

    play(scene, size=(width, 24))


def test_where_esc_leads_from_the_plan_is_said_as_it_is(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(Plan())
        await stage.on(PlanScreen)
        await stage.sees("Esc out")
        await stage.press("escape")
        await stage.sees("Esc home")
        assert stage.app.screen.focused is None
        await stage.app.go(Live())
        await stage.start()
        await stage.app.go(Plan())
        await stage.on(PlanScreen)
        await stage.sees("Esc out")
        await stage.press("escape")
        await stage.sees("Esc to the hour")
        await stage.press("escape")
        await stage.on(LiveScreen)

    play(scene)


@pytest.mark.parametrize(
    ("size", "last"),
    [((40, 12), "such as Tue 5pm"), ((60, 40), "8 Dec 4pm"), ((90, 24), "in 2 weeks")],
)
def test_examples_of_a_date_end_with_a_whole_one(
    play: Play, size: tuple[int, int], last: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "d")
        await stage.sees("or type it")
        row = next(row for row in stage.text().split("\n") if "or type it" in row)
        assert last + "  " in row.replace("│", " ")

    play(scene, size=size)


def test_so_do_those_of_a_new_conversation(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+n")
        await stage.sees("When")
        await stage.on(NewScreen)
        row = next(row for row in stage.text().split("\n") if "8 Dec 4pm" in row)
        assert row.replace("│", " ").rstrip().endswith("8 Dec 4pm, Tue 16:00")

    play(scene, home=True, size=(40, 20))


def test_what_is_offered_as_a_date_is_seen_in_a_very_small_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "d")
        await stage.sees("When do you meet next?", "or type it", "Tue 8 Dec", "goes back")
        await stage.write("8")
        await stage.sees("not understood", "goes back")

    play(scene, size=(40, 12))


def test_all_ways_to_begin_are_seen_in_a_very_small_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("No conversations yet.", "ctrl+n  prepare", "ctrl+o  bring in a planning")

    play(scene, home=True, size=(40, 12))


def test_whose_log_the_marks_go_into_is_named_whole(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(FollowUp())
        for width, title in ((80, " · into the SHARED log ─"), (40, " · SHARED log ─")):
            await stage.pilot.resize_terminal(width, 24)
            await stage.sees(f" Since last time{title}")

    play(scene, size=(120, 24))


def test_a_title_follows_its_frame_whatever_makes_it_narrow(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(FollowUp())
        await stage.sees(" Since last time · into the SHARED log ─")
        stage.app.screen.query_one("#steps").styles.width = 40
        await stage.sees(" Since last time · SHARED log ─")

    play(scene, size=(120, 24))


@pytest.mark.parametrize(
    ("width", "thread", "search"),
    [
        (80, "Ms. Rivera · from cycle to cycle", "Search · all logs, plans and notes"),
        (40, "Ms. Rivera", "Search"),
    ],
)
def test_the_first_line_always_says_what_is_private(
    play: Play, width: int, thread: str, search: str
) -> None:
    async def scene(stage: Stage) -> None:
        for route, title in ((Thread(stage.session.conversation.id), thread), (Search(), search)):
            await stage.app.go(route)
            await stage.sees(f"{title} · PRIVATE")
            assert stage.text().split("\n")[0].strip() == f"{title} · PRIVATE"

    play(scene, size=(width, 12))


def test_a_name_that_is_too_long_for_the_first_line_is_cut_with_a_sign(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.go(Thread(stage.session.conversation.id))
        await stage.sees(" Ms. Alexandra Rivera-Montgo… · PRIVATE")

    play(scene, plan=LONG, size=(40, 12))


def test_the_recap_leaves_out_whole_parts_of_whose_it_is(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.on(RecapScreen)
        for width, end in ((80, " of Springfield · cycle 12"), (60, " of Springfield"), (40, "…")):
            await stage.pilot.resize_terminal(width, 24)
            await stage.sees(end)
            title = stage.text().split("\n")[0].strip()
            assert title.startswith("Recap · Ms. Alexandra Rivera-Mont")
            assert title.endswith(end)

    play(scene, plan=LONG, size=(80, 24))


def test_what_most_keys_do_is_read_in_one_row(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("f1")
        await stage.sees("ctrl+o · F2     Note · A private quick note; any letter starts one")

    play(scene, size=(80, 24))


def test_what_is_told_ends_in_a_sign_where_it_is_cut(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        home.tell("In one part that is longer than such a window is wide · and another")
        await stage.sees("In one part that is longer than such a…")

    play(scene, home=True, size=(40, 12))
