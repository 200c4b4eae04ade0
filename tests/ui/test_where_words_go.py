"""Where what is typed goes, and that it is said before it is typed."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.widgets.plan_form import PlanForm
from tests.ui.stage import Play, Stage, Theatre

CLIP_2 = 2
"""The place of that part of the preparation."""


def test_the_note_says_whether_any_letter_begins_one(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.sees("ctrl+o or any letter begins one")
        await stage.press("ctrl+l")
        await stage.sees("ctrl+o begins one")
        await stage.press("escape", "ctrl+o")
        await stage.sees('" said ! noticed > log - next')

    play(scene, size=(80, 24))


def test_a_note_that_is_left_half_typed_is_told_and_gone_on_with(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o", *"she", "escape")
        await stage.sees("Half typed, and no note yet · ctrl+o goes on with it")
        await stage.press("s")
        assert stage.entry.value == "she s"
        await stage.press("escape", "ctrl+o")
        assert stage.entry.value == "she s"

    play(scene)


def test_page_keys_are_the_plans_while_it_has_the_place_of_the_log(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("f12", "pagedown")
        assert not stage.clock.started
        await stage.press("f12", "pagedown")
        assert stage.clock.step == 1
        await stage.press("ctrl+o", "x", "f12", "y")
        assert stage.entry.value == "xy"

    play(scene, size=(80, 24))


def test_the_way_back_from_the_lent_plan_is_named_in_a_very_small_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("f12")
        await stage.sees("ctrl+g Go… F12 Plan F1 Help")
        await stage.press("f12")
        await stage.sees("ctrl+n Start ctrl+g Go… F1 Help")

    play(scene, size=(40, 12))


@pytest.mark.parametrize("key", ["ctrl+o", "ctrl+l"])
def test_a_message_gives_way_once_a_note_or_the_log_is_begun(play: Play, key: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+u")
        await stage.sees("Step 1 has 1 min more")
        await stage.press(key)
        assert not stage.told

    play(scene, size=(40, 12))


def last_rows(stage: Stage, count: int) -> list[str]:
    """So many rows from below, without their margins."""
    return [row.strip() for row in stage.text().split("\n")[-count:]]


def test_in_a_very_small_window_the_last_line_says_that_a_private_note_is_typed(
    play: Play,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("-", "s")
        await stage.sees("begins the note")
        await stage.press("h", "e")
        assert last_rows(stage, 1)[0].startswith("PRIVATE note ctrl+g Go… F1 Help")
        await stage.until(lambda: last_rows(stage, 2)[0] == "-she", "the message makes way")
        await stage.press("escape")
        assert "PRIVATE note" not in stage.text()

    play(scene, size=(40, 12))


async def in_the_log_at_step(stage: Stage, step: int) -> None:
    """Something was written in the log, the focus is still there, and a later step has begun."""
    await stage.start()
    await stage.press("ctrl+l", *"ab")
    stage.editor._typing_seconds = 0
    await stage.press("ctrl+g", str(step), "enter")
    await stage.until(lambda: stage.clock.step == step, f"step {step}")
    await stage.drawn()


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
def test_after_a_step_words_go_where_the_eyes_are(theatre: Theatre, size: tuple[int, int]) -> None:
    """While the focus stays in the log, and its section has come into view."""

    async def scene(stage: Stage) -> None:
        await in_the_log_at_step(stage, 3)
        assert stage.editor.has_focus
        assert not stage.editor.sees_caret
        await stage.press(*"cd")
        assert (
            stage.log.index("## Stock clip") < stage.log.index("cd") < stage.log.index("## Clip 1")
        )

    theatre.play(scene, size=size)


@pytest.mark.parametrize("key", ["down", "enter"])
def test_after_a_step_the_caret_moves_from_where_the_eyes_are(play: Play, key: str) -> None:
    async def scene(stage: Stage) -> None:
        await in_the_log_at_step(stage, 9)
        await stage.press(key)
        assert stage.editor.sees_caret
        assert stage.editor.cursor_location[0] > stage.log[: stage.log.index("## Action")].count(
            "\n"
        )
        assert "ab" in stage.log

    play(scene, size=(80, 24))


def test_the_steps_section_stays_in_view_in_windows_of_all_sizes(play: Play) -> None:
    """A tall window shows what stands above it, too; a low one does not go on there."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "9", "enter")
        await stage.drawn()
        before = stage.editor.top_row
        for size in ((60, 40), (120, 36), (40, 12), (160, 48), (40, 12), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.drawn()
            await stage.sees("Action plan")
        await stage.drawn()
        assert stage.editor.top_row == before

    play(scene, size=(80, 24))


def test_who_types_on_while_a_step_begins_stays_where_they_are(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+l", *"ab", "ctrl+n", *"cd")
        assert "abcd" in stage.log
        stage.editor._typing_seconds = 0
        await stage.press(*"ef")
        assert "abcdef" in stage.log

    play(scene, size=(80, 24))


@pytest.mark.parametrize(("is_typing", "rows"), [(True, 36), (False, 70)])
def test_a_step_says_where_one_writes_on_while_the_caret_stays_in_view(
    play: Play, is_typing: bool, rows: int
) -> None:
    """The section of the step is in view as well: eyes and words may part there."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "6", "enter", "ctrl+l", *"ab")
        if not is_typing:
            stage.editor._typing_seconds = 0
        await stage.press("ctrl+n")
        assert stage.editor.sees_caret
        assert stage.told.endswith("you write on under Clip 1 · ctrl+g l leads to Clip 2")
        await stage.sees("you write on under Clip 1 · ctrl+g l leads to Clip 2")
        await stage.press(*"cd")
        assert "abcd" in stage.log

    play(scene, size=(120, rows))


def test_the_first_way_into_the_log_after_a_step_says_where_the_caret_is(play: Play) -> None:
    """Where a step only leads to what comes, its place is that of the next."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "4", "enter", "ctrl+l")
        await stage.sees("In the log: Clip 1")
        await stage.press("ctrl+l", "ctrl+u", "ctrl+l")
        assert not stage.told

    play(scene, size=(120, 36))


def test_all_of_the_menu_is_seen_in_a_common_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g")
        await stage.sees("Who pays", "All conversations")

    play(scene, size=(80, 24))


@pytest.mark.parametrize("width", [60, 80])
def test_the_menu_is_named_on_the_last_line(play: Play, width: int) -> None:
    async def scene(stage: Stage) -> None:
        await stage.sees("ctrl+n Start", "ctrl+g Go…", "F1 Help")
        await stage.start()
        await stage.press("ctrl+t")
        await stage.sees("ctrl+n Next")
        assert width < 80 or "ctrl+t Go on" in stage.text()

    play(scene, size=(width, 24))


def test_the_field_one_is_in_stays_in_view_in_a_window_that_shrinks(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        screen = await stage.on(PlanScreen)
        screen.action_jump(CLIP_2, "clips.2.annotations")
        form = screen.query_one(PlanForm)
        await stage.until(lambda: form.here == "clips.2.annotations", "it is entered")
        await stage.pilot.resize_terminal(40, 12)
        await stage.settle()
        field = form.entered
        assert field
        text = field.query_one(TextArea)
        await stage.until(lambda: form.content_region.overlaps(text.region), "it is in view")
        form.fields[0].styles.min_height = 40  # as what stands above it grows, a moment later
        await stage.settle()
        await stage.until(lambda: form.virtual_size.height > 40, "it has grown")
        await stage.until(lambda: form.content_region.overlaps(text.region), "it still is")

    play(scene, first=routes.Plan(), size=(120, 36))


def test_a_box_says_where_its_keys_stand(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.press("f1")
        await stage.sees("What the keys do here stands in this box")

    play(scene)
