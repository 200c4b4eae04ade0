"""What is typed while no field has the focus: a command or a note, and no letter is lost."""

from __future__ import annotations

import pytest
from textual import events

from mqi_tui.ui.dialogs.go import GoMenu
from mqi_tui.ui.screens.live import LiveScreen
from tests.ui.stage import Play, Stage


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine: what is typed here one after the other is typed at once."""
    monkeypatch.setattr("mqi_tui.ui.widgets.at_rest.AT_ONCE", 600.0)


def budget(stage: Stage) -> int:
    return stage.clock.budget[stage.clock.step] // 60_000


WORDS = [
    "-try this", "- try this", "+1 for Dani", "= sign", "3 pupils asked", "3rd pupil", "12 pupils",
    "-5 minutes", "(maybe)", "½ of them", "👍 good", "…and then", "'why'", "10% said", "*all*",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.some(3)
def test_no_letter_of_a_note_is_lost(play: Play, words: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.wait("1:00")
        before = budget(stage), stage.clock.step
        await stage.write(words)
        assert stage.entry.value == words
        assert (budget(stage), stage.clock.step, stage.clock.paused) == (*before, False)
        await stage.press("enter")
        text = words if words == "-5 minutes" else words.lstrip("- ")
        assert stage.session.conversation.private.notes[-1].text == text

    play(scene)


def test_a_dash_alone_takes_a_minute_off_and_before_a_word_it_is_a_next_step(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+u", "ctrl+u", "ctrl+u")
        before = budget(stage)
        await stage.press("-")
        assert budget(stage) == before - 1
        await stage.press("-", "-")
        assert budget(stage) == before - 3
        await stage.press("t")
        assert (stage.entry.value, budget(stage)) == ("t", before - 3)
        await stage.press("escape", "+")
        assert budget(stage) == before - 2
        await stage.press("x")
        assert (stage.entry.value, budget(stage)) == ("t +x", before - 3)
        assert stage.told == "“+” begins the note: the clock is as it was"

    play(scene)


def test_a_space_alone_pauses_and_the_note_behind_it_is_of_the_pause(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("space", "x")
        assert stage.clock.paused
        assert stage.entry.value == "x"

    play(scene)


def test_a_sign_long_before_a_letter_was_a_command(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mqi_tui.ui.widgets.at_rest.AT_ONCE", 0.0)

    async def scene(stage: Stage) -> None:
        await stage.start()
        before = budget(stage)
        await stage.press("-", "x")
        assert (stage.entry.value, budget(stage)) == ("x", before - 1)

    play(scene)


def test_a_digit_goes_where_it_says(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        before = stage.clock.budget[1]
        await stage.press("-", "4")
        await stage.sees("a letter makes a note of it")
        await stage.press("enter")
        await stage.on(LiveScreen)
        assert (stage.clock.step, stage.clock.budget[1]) == (4, before - 60_000)
        await stage.press("7", "backspace")
        await stage.sees("s   Skip this step")
        await stage.press("s")
        await stage.until(lambda: stage.clock.step == 5, "it is the whole menu again")

    play(scene)


def test_letters_are_commands_in_the_menu_that_its_key_opened(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "3")
        await stage.on(GoMenu)
        await stage.press("s")
        await stage.until(lambda: stage.clock.left_out == (3,), "s skips it")

    play(scene)


@pytest.mark.parametrize("pasted", ["- try\nthis", "word \x1b[31m", "x" * 5_000])
def test_what_is_pasted_while_nothing_has_the_focus_begins_a_note(play: Play, pasted: str) -> None:
    from mqi_tui.text.clean import clean_line

    async def scene(stage: Stage) -> None:
        await stage.start()
        paste(stage, pasted)
        await stage.settle()
        assert stage.entry.has_focus
        assert stage.entry.value == clean_line(pasted)
        assert stage.editor.text == stage.session.conversation.log.text

    play(scene)


def paste(stage: Stage, text: str) -> None:
    """As a terminal sends it."""
    driver = stage.app._driver
    assert driver is not None
    event = events.Paste(text)
    event.set_sender(stage.app)
    driver.send_message(event)
