"""A question with many answers: the one that is marked is seen, and what the keys do."""

from __future__ import annotations

import pytest
from textual.containers import Vertical

from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.guests import GuestsScreen, Look, Row
from tests.ui.stage import Play, Stage

SIZES = [(160, 48), (80, 24), (80, 18), (80, 15), (60, 40), (40, 12)]
LONG = "What was written since then would be lost. Copy the log first, or make room and wait."


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("detail", ["", LONG])
@pytest.mark.some(5)
def test_the_marked_answer_and_the_keys_are_seen(
    play: Play, size: tuple[int, int], detail: str
) -> None:
    async def scene(stage: Stage) -> None:
        answers = {f"a{n}": f"answer {n}" for n in range(1, 31)}
        stage.app.push_screen(Ask("Which?", detail, answers))
        await stage.on(Ask)
        await stage.sees("Which?", "answer 1", "Esc goes back")
        await stage.press("end")
        await stage.sees("answer 30", "Esc goes back")

    play(scene, size=size)


@pytest.mark.parametrize(("size", "apart"), [((80, 24), 2), ((80, 18), 2), ((40, 12), 1)])
def test_a_question_without_more_to_tell_has_no_row_for_it(
    play: Play, size: tuple[int, int], apart: int
) -> None:
    """In a low window the answers stand right below it; else one row sets them off, as always."""

    async def scene(stage: Stage) -> None:
        stage.app.push_screen(Ask("Which?", "", {f"a{n}": f"answer {n}" for n in range(1, 31)}))
        await stage.on(Ask)
        await stage.drawn()
        rows = stage.text().split("\n")
        [question] = [n for n, row in enumerate(rows) if "Which?" in row]
        assert "answer 1 " in rows[question + apart]
        box = stage.app.screen.query_one(Vertical).outer_size.height
        assert box == size[1] * 96 // 100, "the row is the list's"

    play(scene, size=size)


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 40)])
@pytest.mark.some(2)
def test_of_many_guests_too(play: Play, size: tuple[int, int]) -> None:
    rows = tuple(Row(f"t{n}", f"Guest {n}", True, False, "http://127.0.0.1:1/#t") for n in range(9))

    async def scene(stage: Stage) -> None:
        look = Look("Only this computer", False, rows)
        stage.app.push_screen(GuestsScreen("Guests", lambda: look, "a remark"))
        await stage.on(GuestsScreen)
        await stage.sees("a remark", "Guest 0", "Esc goes back")
        await stage.press("end")
        await stage.sees("Invite somebody else", "Esc goes back")

    play(scene, size=size)
