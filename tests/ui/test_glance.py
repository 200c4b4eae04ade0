"""What is seen of the hour at a glance at the sizes people use, and what of the plan is first."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.text.dates import in_words
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.recap import RecapScreen
from mqi_tui.ui.widgets.countdown import CountdownWords
from mqi_tui.ui.widgets.step_pane import StepPane
from tests.ui.stage import Play, Stage, sample

SIZES = [
    (160, 48),
    (160, 24),
    (120, 36),
    (80, 24),
    (80, 15),
    (70, 24),
    (60, 40),
    (50, 24),
    (40, 12),
]
LOW = [(80, 24), (80, 15), (40, 12)]


def last_row(stage: Stage) -> str:
    return stage.text().split("\n")[-1]


def of_the_plan(stage: Stage) -> list[str]:
    """The rows of the plan as they are seen, the border apart."""
    pane = stage.app.screen.query_one(StepPane)
    rows = stage.text().split("\n")
    area = pane.scrollable_content_region
    return [row[area.x : area.right].rstrip() for row in rows[area.y : area.bottom]]


def at(stage: Stage) -> LiveScreen:
    screen = stage.app.screen
    assert isinstance(screen, LiveScreen)
    return screen


async def in_step(stage: Stage, digit: str) -> None:
    stage.session.move(clock_actions.start)
    stage.session.move(clock_actions.go_to, int(digit) or 10)
    stage.app.tell("")
    await stage.settle()


@pytest.mark.parametrize("size", LOW)
@pytest.mark.parametrize(("digit", "key"), [("3", "stock"), ("6", "clip1"), ("7", "clip2")])
@pytest.mark.some(4)
def test_where_there_are_few_rows_the_next_question_comes_first(
    play: Play, size: tuple[int, int], digit: str, key: str
) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, digit)
        assert of_the_plan(stage)[0].startswith("1 ☐ ")
        at(stage).action_tick(f"{key}.1")
        await stage.settle()
        assert of_the_plan(stage)[0].startswith("2 ☐ ")
        for number in (2, 3):
            at(stage).action_tick(f"{key}.{number}")
        await stage.settle()
        assert of_the_plan(stage)[0].startswith(("Stock clip", "Clip ")), "the title, once all are"

    play(scene, size=size)


LONG = replace(sample().clips[0], codes=("Explanations",) * 9)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(4)
def test_a_title_is_one_line_and_what_wraps_goes_on_further_in(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "5")
        title, *rows = of_the_plan(stage)
        assert title.startswith("Clip 1 · 12:40–17:55 · Expl")
        assert title.endswith("…")
        assert all(row[:1].isupper() or row.startswith("  ") for row in rows if row)

    play(scene, plan=replace(sample(), clips=(LONG,)), size=size)


@pytest.mark.parametrize("size", [(80, 24), (60, 40), (40, 12), (120, 36)])
@pytest.mark.some(2)
def test_arrows_scroll_the_plan_and_never_move_the_hour(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "7")
        first = of_the_plan(stage)[0]
        before = stage.session.events
        pane = stage.app.screen.query_one(StepPane)
        beyond = pane.max_scroll_y + 2
        for _ in range(beyond):
            await stage.press("down")
        assert pane.scroll_y == pane.max_scroll_y > 0
        assert any(row.strip() for row in of_the_plan(stage))
        for _ in range(beyond):
            await stage.press("up")
        assert of_the_plan(stage)[0] == first
        assert stage.session.events is before
        await stage.press("ctrl+l", "down")
        assert pane.scroll_y == 0, "in the log they move the caret"

    play(scene, size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(4)
def test_one_key_lends_the_plan_the_place_of_the_log(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "6")
        few = len(of_the_plan(stage))
        assert "Collaborative log" in stage.text()
        await stage.press("f12")
        await stage.until(lambda: "Collaborative log" not in stage.text(), "the plan has its place")
        assert len(of_the_plan(stage)) > few or size == (160, 24)
        await stage.press("q")
        assert stage.entry.value == "q", "a note can be written all the same"
        await stage.press("escape", "f12")
        await stage.sees("Collaborative log")
        assert len(of_the_plan(stage)) == few

    play(scene, size=size)


def test_who_looks_at_the_plan_from_within_the_log_is_back_where_they_wrote(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "6")
        await stage.press("ctrl+l")
        await stage.write("first ")
        place, top = stage.editor.cursor_location, stage.editor.top_row
        await stage.press("f12")
        assert isinstance(stage.app.focused, StepPane)
        await stage.press("f12")
        await stage.until(lambda: stage.editor.has_focus, "the log has the focus")
        await stage.settle()
        assert (stage.editor.cursor_location, stage.editor.top_row) == (place, top)
        await stage.write("second")
        assert "first second" in stage.editor.text

    play(scene, size=(80, 24))


@pytest.mark.parametrize("keys", [("ctrl+l",), ("enter",), ("ctrl+g", "l")])
def test_the_way_into_the_log_brings_it_back(play: Play, keys: tuple[str, ...]) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "4")
        await stage.press("f12", "ctrl+n")
        assert stage.clock.step == 5
        await stage.press(*keys)
        assert stage.editor.has_focus
        await stage.sees("Collaborative log", "## Clip 1")
        await stage.write("here")
        assert "here" in stage.text()

    play(scene, size=(80, 24))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(3)
def test_by_when_the_action_plan_begins_is_seen_once_the_hour_is_behind(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "4")
        await stage.wait("25:00")
        assert "plan by 4:48 pm" in stage.text()
        assert "behind" in stage.text()
        await stage.wait("25:00")
        told = r"plan \d+ min late" + " at best" * (size[1] > 15)  # as far as there is room
        assert re.search(told, stage.text())
        await stage.press("9", "enter")
        assert "plan by" not in stage.text()

    play(scene, size=size)


KEYS = [
    # what was done, what stands in the key line, what does not
    ((), "ctrl+n Start ctrl+o Note", ("Pause", "+1 min")),
    (("ctrl+n",), "ctrl+n Next ctrl+t Pause ctrl+u +1 min", ("Start",)),
    (("ctrl+n", "ctrl+t"), "ctrl+n Next ctrl+t Go on ctrl+u +1 min", ("Pause",)),
    (("ctrl+n", "0", "enter"), "ctrl+n End ctrl+t Pause ctrl+u +1 min", ("Next",)),
    (("ctrl+n", "0", "enter", "ctrl+t"), "ctrl+n End ctrl+t Go on", ("Next", "Pause")),
    (
        ("ctrl+n", "ctrl+g", "e", "down", "enter"),
        "ctrl+n Recap ctrl+o Note",
        ("Pause", "+1 min"),
    ),
]


@pytest.mark.parametrize(("done", "keys", "without"), KEYS)
def test_the_keys_that_do_something_are_named_by_what_they_do(
    play: Play, done: tuple[str, ...], keys: str, without: tuple[str, ...]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press(*done)
        if stage.clock.ended:
            await stage.on(RecapScreen)
            await stage.press("ctrl+l")
        await stage.on(LiveScreen)
        await stage.sees(keys)
        assert not [one for one in without if one in last_row(stage)]

    play(scene)


def top(stage: Stage) -> str:
    """The first line."""
    return stage.text().split("\n")[0]


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 40)])
@pytest.mark.some(3)
def test_the_planned_end_stands_beside_the_projected_one(play: Play, size: tuple[int, int]) -> None:
    is_below = size[0] < 80
    planned = "  now 4:05 pm" if is_below else "  planned 5:00 pm"

    async def scene(stage: Stage) -> None:
        await stage.start()
        assert "as planned" in top(stage)
        assert "ends 5:00 pm" in top(stage)
        await stage.wait("5:00")
        assert f"ends 5:02 pm, 2 min late{planned}" in top(stage)
        assert ("2:00 behind · planned 5:00 pm" in stage.text()) is is_below
        await stage.press("6", "enter")
        assert f"16 min early{planned}" in top(stage)
        assert ("16:00 to spare · planned 5:00 pm" in stage.text()) is is_below

    play(scene, size=size)


def test_a_very_small_window_says_when_the_hour_ends(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("5:00")
        assert stage.text().split("\n")[0].endswith(" ends 5:02 pm")

    play(scene, size=(40, 12))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(4)
def test_nothing_is_said_twice_of_the_time(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        assert stage.text().count("now 4:00 pm") == (size[0] >= 50)
        assert stage.text().count("Introduction") <= 2, "the title, and its line of the steps"
        assert "NEXT" not in stage.text()
        await stage.start()
        await stage.wait("1:00")
        words = stage.text()
        assert [words.count(one) for one in ("on track", "left of 3:00")] == [1, 1]
        assert "NEXT" not in words

    play(scene, size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(8)
def test_what_stands_beside_the_countdown_stands_there_in_every_step(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        stage.session.move(clock_actions.start)
        for step in range(1, 11):
            if step > 1:
                stage.session.move(clock_actions.go_to, step)
            stage.app.tell("")
            await stage.settle()
            words = stage.app.screen.query_one(CountdownWords).render().plain
            is_alone = 50 <= size[0] < 70
            assert ("next:" in words or "the last step" in words) == is_alone
            assert all(line.count("(") == line.count(")") for line in words.split("\n"))
            assert "planned" not in words.replace("planned 5:00 pm", ""), "of a step"

    play(scene, size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("minutes", [60, 100])
@pytest.mark.some(4)
def test_before_the_start_no_word_beside_the_countdown_is_cut(
    play: Play, size: tuple[int, int], minutes: int
) -> None:
    async def scene(stage: Stage) -> None:
        beside = stage.app.screen.query_one(CountdownWords)
        lines = beside.render().split("\n")
        assert max(line.cell_length for line in lines) <= beside.size.width

    play(scene, plan=replace(sample(), minutes=minutes, clips=()), size=size)


def way_out(width: int) -> str:
    """How the last line ends."""
    return "F1 Help ctrl+q Quit" if width >= 45 else "F1 Help ctrl+q"


@pytest.mark.parametrize("width", [30, 36, 40, 50, 60, 70, 80, 100, 120, 160])
@pytest.mark.some(3)
def test_help_the_menu_and_the_way_out_stand_on_the_last_line_at_any_width(
    play: Play, width: int
) -> None:
    async def scene(stage: Stage) -> None:
        assert {"ctrl+g Go…", "F1 Help"} <= set(re.split(r" (?=F\d|ctrl)", last_row(stage)))
        assert width < 40 or "ctrl+n Start" in last_row(stage)
        assert last_row(stage).endswith(way_out(width))

    play(scene, size=(width, 24))


@pytest.mark.parametrize("width", [30, 40, 60, 80])
@pytest.mark.some(3)
def test_they_stand_behind_the_hint_of_a_screen_too(play: Play, width: int) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "e", "down", "enter")
        await stage.sees("To do now")
        assert last_row(stage).endswith(way_out(width))

    play(scene, size=(width, 24))


def test_ending_says_what_only_both_can_settle_and_leads_to_the_date(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        text = stage.log.replace("- [ ] ", "- [ ] Ask why twice — , by 8 Dec")
        stage.session.write(text)
        await stage.press("ctrl+g", "e")
        await stage.sees(
            "☐ no date for the next conversation yet",
            "☐ 1 action step · 1 without a name",
            "☐ no days to film and upload by",
        )
        await stage.press("down", "down", "enter")
        await stage.on(WhenScreen)
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert stage.session.conversation.private.next_when
        await stage.press("ctrl+g", "e")
        await stage.sees(
            "☐ 1 action step · 1 without a name",
            "☐ no days to film and upload by",
            "Write into the log: Wed 2 Dec (film)",
        )
        assert "no date" not in stage.text()
        await stage.press("down", "down", "enter")
        await stage.on(LiveScreen)
        await stage.press("ctrl+g", "e")
        await stage.sees("☐ 1 action step")
        assert "film and upload" not in stage.text()

    play(scene, size=(80, 24))


def test_the_plan_in_the_logs_place_says_what_the_parts_of_a_talk_are_for(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "6")
        assert "elevate: how" not in stage.text()
        await stage.press("f12")
        await stage.sees("describe: what was seen · elevate: how it would look one level up")

    play(scene)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_step_10_says_how_the_date_is_set_and_that_nothing_else_is_agreed_by_it(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "0")
        words = " ".join(of_the_plan(stage))
        assert "NEXT DATE ctrl+g d sets it" in " ".join(words.split())
        assert "into the log: the date, nothing else." in " ".join(words.split())
        await stage.press("ctrl+g", "d", "enter")
        await stage.on(LiveScreen)
        assert "Film and upload by:\n" in f"{stage.log}\n"
        assert "Wed 2 Dec (film), Thu 3 Dec (upload)" in stage.app.view.deadlines
        if size[1] > 24:
            shown = " ".join(" ".join(of_the_plan(stage)).split())
            assert "[into the log] ctrl+p, then film" in shown
        stage.commands["Film and upload by: into the log"].do()
        await stage.settle()
        assert "Film and upload by: Wed 2 Dec (film), Thu 3 Dec (upload)" in stage.log
        assert stage.app.view.deadlines == ""
        assert stage.commands["Film and upload by: into the log"].reason == (
            "the log says: Wed 2 Dec (film), Thu 3 Dec…"
        )

    play(scene, size=size)


def next_when(stage: Stage) -> str:
    return stage.session.conversation.private.next_when


def test_ctrl_z_in_the_log_takes_the_next_date_back_and_ctrl_y_sets_it_again(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "0")
        undated = stage.log
        await stage.press("ctrl+g", "d", "enter")
        await stage.on(LiveScreen)
        await stage.press("ctrl+l")
        caret = stage.editor.cursor_location
        await stage.press("ctrl+z")
        await stage.until(lambda: "Taken out: Tue 8 Dec 2026" in stage.told, "it says what went")
        await stage.until(lambda: not next_when(stage), "and it is set no more")
        assert stage.log == undated
        assert stage.editor.cursor_location[0] == caret[0]
        await stage.until(lambda: "ctrl+g d sets it" in plan_words(stage), "the plan says so")
        await stage.press("ctrl+y")
        await stage.until(lambda: next_when(stage) == "2026-12-08 16:00", "it is set again")
        await stage.until(lambda: "4:00 pm. ctrl+g d changes it" in plan_words(stage), "and said")
        assert stage.editor.cursor_location[0] == caret[0]

    play(scene, size=(120, 36))


def test_of_two_dates_ctrl_z_brings_the_first_one_back(play: Play) -> None:
    first, second = "2026-12-08 16:00", "2026-12-18 16:00"

    async def scene(stage: Stage) -> None:
        await in_step(stage, "0")
        for when in (first, second):
            stage.session.schedule(when)
        await stage.press("ctrl+l")
        for key, when in (("z", first), ("z", ""), ("y", first), ("y", second)):
            await stage.press(f"ctrl+{key}")
            await stage.until(lambda w=when: next_when(stage) == w, when)  # type: ignore[misc]
            assert ("Tue 8 Dec 2026" in stage.log) is (when == first)
            said = f"Set again: {in_words(when)}" if when else "Taken out: Tue 8 Dec 2026"
            assert stage.told.startswith(said)
        stage.send("ctrl+z", "ctrl+z")
        await stage.until(lambda: not next_when(stage), "however fast")

    play(scene)


def test_a_date_in_other_words_in_the_log_stays_set_whatever_is_undone(play: Play) -> None:
    when = "2026-12-08 16:00"

    async def scene(stage: Stage) -> None:
        await in_step(stage, "0")
        stage.session.schedule(when)
        await stage.press("ctrl+l")
        lines = stage.editor.document.lines
        row = next(n for n, line in enumerate(lines) if line.startswith("Date and time:"))
        stage.editor.caret_to(row, len(lines[row]))
        await stage.write(", my room")
        stage.session.rewrite(stage.log.replace("# Collaborative log", "# Our log"))
        for _ in range(2):  # what was put in there, then the room
            await stage.press("ctrl+z")
            assert next_when(stage) == when
        assert "4:00 pm\n" in stage.log
        stage.session.write(stage.log.replace("Tue 8 Dec 2026, 4:00 pm", ""))
        stage.app.tick()
        await stage.until(lambda: "Not in the log: ctrl+g d writes" in plan_words(stage), "told")
        assert next_when(stage) == when

    play(scene, size=(120, 36))


def plan_words(stage: Stage) -> str:
    """What the private plan of the step says, in one line."""
    return " ".join(" ".join(of_the_plan(stage)).split())


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 40), (40, 12)])
@pytest.mark.some(3)
def test_a_dash_takes_the_next_date_back_and_out_of_the_log(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "0")
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        assert "no date" not in stage.text(), "none is set"
        await stage.press("enter")
        await stage.on(LiveScreen)
        dated = stage.log
        assert "Tue 8 Dec 2026, 4:00 pm" in dated
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.sees("Set: Tue 8 Dec 2026, 4:00 pm", "- no date")
        await stage.press("-")
        await stage.sees("No date")
        await stage.press("enter")
        await stage.on(LiveScreen)
        await stage.sees("No next date · taken out of the log")
        assert next_when(stage) == ""
        assert "Tue 8 Dec 2026" not in stage.log
        await stage.press("ctrl+l", "ctrl+z")
        assert stage.log == dated
        await stage.until(lambda: next_when(stage) == "2026-12-08 16:00", "it is set as before")
        await stage.press("ctrl+y")
        await stage.until(lambda: next_when(stage) == "", "it is taken back again")
        assert "Tue 8 Dec 2026" not in stage.log
        stage.session.schedule("2026-12-08 16:00")
        stage.session.write(stage.log.replace("4:00 pm", "4:00 pm, my room"))
        written = stage.log
        await stage.press("escape", "ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.press("-", "enter")
        await stage.sees("No next date")
        assert (stage.log, next_when(stage)) == (written, "")

    play(scene, size=size)


def test_a_note_below_film_by_does_not_take_the_place_of_the_days(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "0")
        film = stage.commands["Film and upload by: into the log"]
        assert film.reason == "no date is set yet"
        stage.session.schedule("2026-12-08 16:00")
        stage.session.write(f"{stage.log.rstrip()}\n- Try two strategies\n")
        assert "Wed 2 Dec (film)" in stage.app.view.deadlines
        stage.session.write("# Log\n")
        await stage.settle()
        film = stage.commands["Film and upload by: into the log"]
        assert film.reason == "the log has no line for it"

    play(scene)


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 40), (40, 12)])
@pytest.mark.some(3)
def test_a_message_stands_above_the_keys_and_not_over_the_caret(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.sees("Started: step 1")
        *_, message, keys = stage.text().split("\n")
        assert message.startswith(" Started: step 1")
        assert "ctrl+n" in keys
        await stage.press("ctrl+l", "ctrl+end", *"last")
        stage.app.tell("Something else")
        await stage.sees("Something else")
        assert "last" in stage.text()
        assert "ctrl+n" in stage.text().split("\n")[-1]

    play(scene, size=size)


def test_a_strip_names_the_steps_to_come_by_their_numbers(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("1:00")
        await stage.press("ctrl+n")
        await stage.sees("✓ ▶2 3 4 5 6 7 8 9 10  [−1] [Pause] [+1]")

    play(scene, size=(60, 40))


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 40), (40, 12)])
@pytest.mark.some(4)
def test_of_a_clip_that_is_framed_first_the_clock_says_which_of_the_two_runs(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "7")
        await stage.wait("0:46")
        await stage.sees("framing: 1:14 left")
        await stage.press("ctrl+t")
        await stage.sees("PAUSED for 0:00")
        await stage.press("ctrl+t")
        await stage.wait("1:14")
        await stage.until(lambda: "framing" not in stage.text(), "the talk has begun")
        await stage.sees("left of 12:00")

    play(scene, size=size)


def test_before_the_start_they_are_marks_where_there_are_fewer_rows(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sees("would end 4:36 pm", "1 2 3 4 – – – 8 9 10")

    play(scene, plan=replace(sample(), clips=()), size=(60, 30))


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 40), (50, 36)])
@pytest.mark.some(2)
def test_before_the_start_each_step_has_its_row(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.until(
            lambda: all(f"{n:>2} ○ " in stage.text() for n in range(1, 11)), "all ten steps"
        )
        await stage.sees("PRIVATE · this step", "Ask how the field trip", "Collaborative log")
        if size[0] < 70:
            await stage.start()
            await stage.until(lambda: " 2 ○ " not in stage.text(), "the steps are marks")

    play(scene, size=size)


@pytest.mark.parametrize(
    ("width", "said", "unsaid"),
    [
        (160, ["planned 5:00 pm", "now 4:42 pm", "▶ 42 of 60 min"], []),
        (80, ["planned 5:00 pm", "now 4:42 pm"], ["42 of"]),
        (70, ["now 4:42 pm"], ["planned", "42 of"]),
        (60, ["now 4:42 pm"], ["planned", "42 of"]),
        (50, [], ["planned", "now", "42 of"]),
    ],
)
@pytest.mark.some(2)
def test_late_the_top_line_keeps_the_times_that_matter_most(
    play: Play, width: int, said: list[str], unsaid: list[str]
) -> None:
    async def scene(stage: Stage) -> None:
        await in_step(stage, "6")
        await stage.wait("42:46")
        assert not [one for one in ("ends 5:12 pm, 12 min late", *said) if one not in top(stage)]
        assert not [one for one in unsaid if one in top(stage)]

    play(scene, size=(width, 24))
