"""The picker of codes: found by letters, ticked, taken, or left as it was."""

from __future__ import annotations

import pytest
from textual.widgets import SelectionList, Static

from mqi_tui.domain import rubric
from mqi_tui.ui.dialogs.codes import HINT, CodesScreen
from tests.hostile import HOSTILE
from tests.ui.stage import Play, Stage

SMQR = "Student Mathematical Questioning and Reasoning"
Answers = list[tuple[str, ...] | None]


async def picking(stage: Stage, *ticked: str) -> tuple[CodesScreen, Answers]:
    """The picker on the screen, and what it will answer."""
    answers: Answers = []
    stage.app.push_screen(CodesScreen(ticked), answers.append)
    screen = await stage.on(CodesScreen)
    await stage.until(lambda: screen.query_one(SelectionList).has_focus, "the list has the keys")
    return screen, answers


def marked(screen: CodesScreen) -> str:
    """The code under the cursor."""
    codes = screen.query_one(SelectionList)
    assert codes.highlighted is not None
    return str(codes.get_option_at_index(codes.highlighted).value)


def hint(screen: CodesScreen) -> str:
    return str(screen.query_one("#hint", Static).content)


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("smqr", SMQR),
        ("expl", "Explanations"),
        ("remed", "Remediation of Student Errors and Difficulties"),
        ("dense", "Lesson is Mathematically Dense"),
        ("TCD", "Task Cognitive Demand"),
    ],
)
@pytest.mark.some(2)
def test_a_few_letters_find_a_code(play: Play, letters: str, name: str) -> None:
    async def scene(stage: Stage) -> None:
        screen, answers = await picking(stage)
        await stage.write(letters)
        await stage.until(lambda: marked(screen) == name, name)
        await stage.sees(name, f"{letters} · Space ticks it")
        await stage.press("space")
        await stage.until(lambda: hint(screen) == HINT, "the letters are forgotten")
        await stage.press("enter")
        await stage.until(lambda: answers, "an answer")
        assert answers == [(name,)]

    play(scene, size=(80, 24))


def test_letters_can_be_taken_back(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        screen, _ = await picking(stage)
        await stage.write("xq9")
        await stage.until(lambda: "no code" in hint(screen), "nothing is found")
        await stage.press("backspace", "backspace", "backspace", "backspace")
        await stage.until(lambda: hint(screen) == HINT, "no letters")
        await stage.write("la")
        await stage.until(lambda: marked(screen).startswith("Lack"), "Lack of Clarity")

    play(scene)


@pytest.mark.parametrize("size", [(80, 50), (120, 50)])
def test_codes_stand_dimension_by_dimension_with_their_pages(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await picking(stage)
        rows = [row for row in stage.text().split("\n") if "▌ " in row]
        assert len(rows) == len(rubric.codes())
        for row, code in zip(rows, rubric.codes(), strict=True):
            assert f" {code.name}   page {code.page}" in row
        shown = stage.text()
        for dimension in (*rubric.dimensions(), "Whole lesson"):
            codes = [code.name for code in rubric.codes() if code.dimension == dimension]
            below = shown.partition(f" {dimension}  ")[2]
            assert below.partition("▌ ")[2].strip().startswith(codes[0])

    play(scene, size=size)


def test_ticked_ones_are_ticked_and_taken_in_the_rubrics_order(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        screen, answers = await picking(stage, SMQR, "Explanations")
        assert marked(screen) == "Explanations"
        assert set(screen.query_one(SelectionList).selected) == {SMQR, "Explanations"}
        await stage.press("down", "space", "enter")
        await stage.until(lambda: answers, "an answer")
        assert answers == [("Explanations", "Mathematical Sense-Making", SMQR)]

    play(scene)


def test_a_tick_can_be_taken_away(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        _, answers = await picking(stage, "Explanations")
        await stage.press("space", "enter")
        await stage.until(lambda: answers, "an answer")
        assert answers == [()]

    play(scene)


def test_esc_leaves_all_as_it_was(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        _, answers = await picking(stage, "Explanations")
        await stage.press("space", "down", "space", "escape")
        await stage.until(lambda: answers, "an answer")
        assert answers == [None]

    play(scene)


def test_a_mouse_ticks(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        _, answers = await picking(stage)
        rows = stage.text().split("\n")
        y = next(n for n, row in enumerate(rows) if "Explanations" in row)
        await stage.pilot.click(offset=(rows[y].index("Explanations"), y))
        await stage.settle()
        await stage.press("enter")
        await stage.until(lambda: answers, "an answer")
        assert answers == [("Explanations",)]

    play(scene)


@pytest.mark.parametrize("size", [(40, 12), (60, 40), (80, 24)])
@pytest.mark.some(2)
def test_what_the_keys_do_is_told_at_every_size(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await picking(stage)
        shown = " ".join(row.strip(" │╭╮╰╯▎▊") for row in stage.text().split("\n"))
        for words in ("Space ticks", "Enter takes", "Esc back"):
            assert words in " ".join(shown.split()), stage.text()
        await stage.sees("Explanations")

    play(scene, size=size)


def test_hostile_letters_do_no_harm(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        screen, answers = await picking(stage, *HOSTILE)
        for raw in HOSTILE:
            stage.send(*(one for one in raw[:30] if one.isprintable() and one != " "))
            await stage.settle()
        await stage.until(lambda: "no code" in hint(screen), "nothing is found")
        await stage.press("escape")
        await stage.until(lambda: answers, "an answer")

    play(scene)


def test_a_tick_is_seen_without_its_colour(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await picking(stage, "Explanations")
        rows = stage.text().split("\n")
        ticked = [row.split("▌")[1].split("  ")[0].strip() for row in rows if "▐✓▌" in row]
        assert ticked == ["Explanations"]
        await stage.press("space", "down", "space")
        await stage.sees("▐ ▌ Explanations", "▐✓▌ Mathematical Sense-Making")

    play(scene, size=(80, 50))
