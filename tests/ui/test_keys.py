"""Every key of the table does what it promises, and takes nothing from someone who types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.screen import ModalScreen
from textual.widget import Widget

from mqi_tui.domain import deeds, keys
from mqi_tui.domain.private import clock_actions
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.dialogs.help import HelpScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.step_pane import StepPane
from tests.ui.stage import Play, Stage

Look = Callable[[Stage], Any]


def on(kind: type) -> Look:
    return lambda stage: isinstance(stage.app.screen, kind)


def step(stage: Stage) -> int:
    return stage.clock.step


def budget(stage: Stage) -> int:
    return stage.clock.budget[stage.clock.step] // 60_000


ANYWHERE: dict[str, tuple[str, Look, Any]] = {
    "next": ("ctrl+n", step, 4),
    "back": ("ctrl+b", step, 2),
    "pause": ("ctrl+t", lambda stage: stage.clock.paused, True),
    "plus": ("ctrl+u f9", budget, 11),
    "minus": ("ctrl+k f8", budget, 9),
    "note": ("ctrl+o f2", lambda stage: stage.entry.has_focus, True),
    "log": ("ctrl+l", lambda stage: bool(stage.editor.has_focus), True),
    "share": ("ctrl+f f4", on(ShareScreen), True),
    "go": ("ctrl+g", on(GoMenu), True),
    "plan": ("f12", lambda stage: stage.app.screen.has_class("-lent"), True),
    "save": ("ctrl+s", lambda stage: stage.told.startswith(("Saved", "Saving")), True),
    "commands": ("ctrl+p", on(CommandPalette), True),
    "help": ("f1", on(HelpScreen), True),
    "quit": ("ctrl+q", on(Ask), True),
}
"""Id to keys, what is looked at, and what it is afterwards; at step 3 of 10 minutes before."""

RESTING: dict[str, str] = {
    "next": "right pagedown",
    "back": "left pageup",
    "pause": "space",
    "plus": "+ =",
    "minus": "-",
    "log": "enter",
    "help": "?",
}


IN_A_CONVERSATION = (*deeds.CONVERSATION, *deeds.BESIDE, *deeds.EVERYWHERE)
NAMED = {"+": "plus", "=": "equals_sign", "-": "minus", "?": "question_mark"}


def test_the_table_is_the_whole_table() -> None:
    assert {one.id: one.keys for one in IN_A_CONVERSATION} == {
        **{name: keys_.replace(" ", ",") for name, (keys_, _, _) in ANYWHERE.items()},
        "speaker": "f7",
        "restore": "f3",
        "video": "f6",
    }
    assert {one.id: one.resting for one in IN_A_CONVERSATION if one.resting} == {
        name: ",".join(NAMED.get(key, key) for key in keys_.split())
        for name, keys_ in RESTING.items()
    }


async def at_step_3(stage: Stage) -> None:
    """The same place each time: step 3, ten minutes, running, nothing open."""
    while isinstance(stage.app.screen, ModalScreen):
        await stage.app.pop_screen()
    if stage.sharing:
        await stage.press("ctrl+f")
        await stage.on(LiveScreen)
    stage.app.tell("")
    if stage.clock.paused:
        stage.session.move(clock_actions.pause)
    while step(stage) != 3:
        stage.now.wait(1_000)
        stage.session.move(clock_actions.back if step(stage) > 3 else clock_actions.advance)
    if more := 10 - budget(stage):
        stage.session.move(clock_actions.extend, more)
    stage.now.wait(1_000)
    await stage.rest()


async def focus(stage: Stage, field: str) -> Widget | None:
    """Give the focus to the `log`, the `note`, or nothing."""
    widget = {"log": stage.editor, "note": stage.entry, "nothing": None}[field]
    stage.app.screen.set_focus(widget)
    await stage.settle()
    return widget


@pytest.mark.parametrize("field", ["log", "note", "nothing"])
def test_a_key_does_its_thing_wherever_the_focus_is(play: Play, field: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.entry.value = "half a note"
        for name, (pressed, look, expected) in ANYWHERE.items():
            for key in pressed.split():
                await at_step_3(stage)
                await focus(stage, field)
                texts = stage.editor.text, stage.entry.value
                await stage.press(key)
                wanted = not expected if (name, field) == ("log", "log") else expected
                await stage.until(lambda: look(stage) == wanted, f"{name} by {key}")  # noqa: B023
                if not stage.sharing:
                    live = next(s for s in stage.app.screen_stack if isinstance(s, LiveScreen))
                    assert (live.log_pane.editor.text, live.query_one("#note").value) == texts, key  # type: ignore[attr-defined]

    play(scene)


def test_resting_keys_work_while_nothing_has_the_focus(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for name, pressed in RESTING.items():
            _, look, expected = ANYWHERE[name]
            for key in pressed.split():
                await at_step_3(stage)
                await stage.press(key)
                await stage.until(lambda: look(stage) == expected, f"{name} by {key}")  # noqa: B023

    play(scene)


@pytest.mark.parametrize("field", ["log", "note"])
def test_resting_keys_are_no_commands_in_a_field(play: Play, field: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await at_step_3(stage)
        await focus(stage, field)
        before = (step(stage), budget(stage), stage.clock.paused)
        for key in " ".join(RESTING.values()).split():
            if key == "enter":
                continue
            stage.now.wait(1_000)
            await stage.press(key)
            assert (step(stage), budget(stage), stage.clock.paused) == before, key
            assert isinstance(stage.app.screen, LiveScreen), key
        assert "+=-?" in (stage.editor.text + stage.entry.value).replace(" ", "")

    play(scene)


def test_a_focused_plan_pane_is_no_field(play: Play) -> None:
    """A click on the plan focuses it to scroll it; what rests while one types works on."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        await at_step_3(stage)
        await stage.pilot.click("StepPane", offset=(3, 3))
        await stage.press("space")
        assert stage.clock.paused
        await stage.press("space", "7")
        assert (await stage.on(GoMenu))._typed == "7"
        await stage.press("escape")
        await stage.on(LiveScreen)
        await stage.press("x")
        assert stage.entry.value == "x"

    play(scene)


LETTERS = ("a", "Z", "é", "ß", "ж", "数", '"', "“", "!", ">", "→", "#")


def test_any_letter_starts_a_note_with_it(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for letter in LETTERS:
            await stage.rest()
            stage.entry.clear()
            await stage.press(letter)
            assert stage.entry.has_focus, letter
            assert stage.entry.value == letter
        await stage.press("x")
        assert stage.entry.value == "#x"

    play(scene)


def test_a_digit_fills_the_go_menu(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for digit in "1234567890":
            await stage.rest()
            await stage.press(digit)
            menu: GoMenu = await stage.on(GoMenu)
            assert menu._typed == digit
            await stage.press("escape")
            await stage.on(LiveScreen)
        await stage.press("0", "enter")
        await stage.until(lambda: step(stage) == 10, "0 and Enter go to step 10")

    play(scene)


def test_a_bounced_next_counts_once(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.now.wait(1_000)
        await stage.press("ctrl+n", "ctrl+n")
        assert step(stage) == 2
        assert stage.told == "Pressed twice: taken once · step 2 has begun"
        stage.now.wait(499)
        await stage.press("ctrl+n")
        assert step(stage) == 2
        stage.now.wait(1)
        await stage.press("ctrl+n")
        assert step(stage) == 3

    play(scene)


def bound(stage: Stage) -> set[str]:
    """All keys that do something at this moment, and what does it."""
    chain = stage.app.screen._modal_binding_chain
    return {key for _, bindings in chain for key in bindings.key_to_bindings}


PLACES = ("", "ctrl+g", "ctrl+q", "f1", "ctrl+g n", "ctrl+g n enter", "ctrl+g n right", "ctrl+f")
"""Keys that lead to each place of a conversation. The palette's field is Textual's own."""


def test_keys_that_disturb_the_call_are_bound_nowhere(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("x", "enter")
        seen = set()
        for opens in PLACES:
            await at_step_3(stage)
            await stage.press(*opens.split())
            await stage.settle()
            screen = stage.app.screen
            seen.add(type(screen).__name__)
            for widget in (None, *focusable(screen)):
                screen.set_focus(widget)
                await stage.settle()
                assert not bound(stage) & set(keys.NEVER), (screen, widget)
        assert {"LiveScreen", "GoMenu", "Ask", "HelpScreen", "NotesScreen", "Promote"} <= seen
        assert "ShareScreen" in seen

    play(scene)


def focusable(screen: Any) -> Iterator[Widget]:
    return (widget for widget in screen.query("*") if widget.can_focus)


def test_the_speaker_key_names_in_the_log_alone_whose_words_a_line_is(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for field in ("nothing", "note"):
            await focus(stage, field)
            before = stage.editor.text, stage.entry.value
            await stage.press("f7")
            assert (stage.editor.text, stage.entry.value) == before
        await focus(stage, "log")
        stage.editor.caret_to(*stage.editor.document.end)
        await stage.press("enter", "a", "h", "f7")
        assert stage.editor.text.endswith("\nRivera: ah")
        await stage.press("f7", "f7", "f7")
        assert stage.editor.text.endswith("\nah")

    play(scene)


def test_the_speaker_key_puts_no_name_before_a_step_which_says_it_behind_the_dash(
    play: Play,
) -> None:
    step = "- [ ] Wait five seconds — Rivera, by 12 Dec"

    async def scene(stage: Stage) -> None:
        await stage.start()
        await focus(stage, "log")
        lines = stage.editor.document.lines
        row = next(n for n, line in enumerate(lines) if line.startswith("- [ ]"))
        stage.editor.caret_to(row, len(lines[row]))
        await stage.press("f7")
        assert stage.editor.document[row] == lines[row]
        await stage.sees("A step says who behind its dash")
        stage.editor.replace(step, (row, 0), (row, len(lines[row])))
        await stage.press("f7")
        assert stage.editor.document[row] == step
        stage.editor.replace("Rivera: ", (row, 6), (row, 6))
        await stage.press("f7")
        assert stage.editor.document[row] == step

    play(scene)


def test_the_speaker_key_makes_no_label_and_no_heading_somebodys_words(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await focus(stage, "log")
        before = stage.log
        for label in ("## Clip 1", "What we noticed:", "Codes:", "What to film:", "Date and time:"):
            lines = stage.editor.document.lines
            row = next(n for n, line in enumerate(lines) if line.startswith(label))
            stage.editor.caret_to(row, len(lines[row]))
            await stage.press("f7")
            assert stage.log == before
            await stage.sees("A label is nobody's words")
        row = lines.index("What we noticed:")
        stage.editor.replace("Rivera: ", (row, 0), (row, 0))
        stage.editor.caret_to(row, 0)
        await stage.press("f7")
        assert stage.log == before
        stage.editor.caret_to(row + 1, 0)
        await stage.press("f7")
        assert "What we noticed:\nRivera: \n" in stage.log
        await stage.press("f7")
        assert "What we noticed:\nOkafor: \n" in stage.log

    play(scene)


@pytest.mark.parametrize("size", [(160, 60), (80, 24)], ids=["nothing to scroll", "much"])
def test_page_keys_in_a_pane_scroll_it_and_never_move_the_hour(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await at_step_3(stage)
        pane = stage.app.screen.query_one(StepPane)
        pane.focus()
        await stage.settle()
        before = pane.scroll_y
        for _ in range(12):
            stage.now.wait(1_000)
            await stage.press("pagedown")
        assert (pane.scroll_y > before) == bool(pane.max_scroll_y)
        for _ in range(24):
            stage.now.wait(1_000)
            await stage.press("pageup")
        assert pane.scroll_y == 0
        assert step(stage) == 3

    play(scene, size=size)


@pytest.mark.parametrize("width", [120, 60, 40])
@pytest.mark.some(2)
def test_a_page_key_that_moved_the_hour_says_so_and_how_to_take_it_back(
    play: Play, width: int
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        stage.now.wait(1_000)
        await stage.press("ctrl+l", "escape", "pagedown")
        assert step(stage) == 2
        await stage.sees("PgDn moved the hour")
        assert "undo: ctrl+g u" in stage.told
        stage.now.wait(1_000)
        await stage.press("right")
        assert "moved the hour" not in stage.told

    play(scene, size=(width, 36))
