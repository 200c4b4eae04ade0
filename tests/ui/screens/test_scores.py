"""The stock clip's scores: turned by key, coloured, compared, and put into the log when agreed."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

import pytest
from textual.color import Color

from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.score_board import Board
from mqi_tui.domain.private.scores import Scores, compared
from mqi_tui.text.clean import clean_line
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.promote import Promote
from mqi_tui.ui.screens.scores import ScoresScreen
from mqi_tui.ui.themes import DARK
from mqi_tui.ui.widgets.score_table import Place, lines
from tests.hostile import HOSTILE
from tests.ui.stage import Stage, Theatre, sample

EXPLAIN, LINK = "Explanations", "Linking Between Representations"
ERRORS, SEGMENT = (
    "Mathematical Content Errors",
    "Students Communicate about the Mathematics of the Segment",
)
CODES = (EXPLAIN, LINK, ERRORS, SEGMENT)
MASTERS = {EXPLAIN: "High", LINK: "Mid", ERRORS: "Not Present"}
"""None for `SEGMENT`."""
GIVEN = Scores(
    {EXPLAIN: "Mid", LINK: "Low", ERRORS: "High", SEGMENT: "Mid"},
    {EXPLAIN: "High", LINK: "Mid", ERRORS: "Not Present", SEGMENT: "Low"},
)
SIZES = [(40, 12), (60, 40), (80, 24), (120, 36)]
TONES = (("good", Color.parse(DARK.variables["on-track"])), ("bad", Color.parse("#E69F00")))


def plan(codes: tuple[str, ...] = CODES) -> Plan:
    """The sample with these codes for its stock clip."""
    stock = sample().stock_clip
    assert stock
    return replace(sample(), stock_clip=replace(stock, codes=codes, master_scores=MASTERS))


async def opened(stage: Stage, scores: Scores = GIVEN, *, revealed: bool = False) -> ScoresScreen:
    """The screen of the scores, over the hour's."""
    await stage.start()
    stage.session.change(scores=scores, revealed=revealed)
    await stage.app.go(routes.Scores())
    return await stage.on(ScoresScreen)


def scores(stage: Stage) -> Scores:
    return stage.session.conversation.private.scores


def near(colour: Color, shown: tuple[int, int, int]) -> bool:
    """Whether it is that colour; what a theme blends is rounded."""
    return all(abs(one - other) < 3 for one, other in zip(colour.rgb, shown, strict=True))


def colours(stage: Stage, code: str) -> list[str]:
    """Good, bad or plain: how a code's scores are coloured, where they stand beside its name."""
    rows = stage.text().split("\n")
    y = next(y for y, row in enumerate(rows) if f"│ {code}  " in row)
    found = []
    for who in ("Ms. Rivera", "you", "agreed", "master"):
        x = next(row.index(f" {who} ") + 1 for row in rows if "  agreed  " in row)
        colour = stage.app.screen.get_style_at(x, y).color
        assert colour
        assert colour.triplet
        found.append(next((name for name, one in TONES if near(one, colour.triplet)), "plain"))
    return found


# Colours


def test_the_best_score_has_a_colour_and_of_errors_it_is_none_at_all(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, revealed=True)
        await stage.press("up")  # away from the first code: what is marked is reversed
        assert colours(stage, EXPLAIN) == ["plain", "good", "plain", "good"]
        assert colours(stage, LINK) == ["plain", "plain", "plain", "plain"]
        assert colours(stage, ERRORS) == ["bad", "good", "plain", "good"]

    theatre.play(scene, plan=plan())


# Where the keys are


async def at(stage: Stage, screen: ScoresScreen, code: str) -> None:
    """Down to a code."""
    while screen.at.code != code:
        await stage.press("down")


def test_the_mark_stays_on_its_code_when_others_come_before_it(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage, revealed=True)
        assert screen.board.rows[0].code == ERRORS
        await at(stage, screen, ERRORS)
        for point in ("", "Not Present"):
            await stage.press("space")
            assert screen.at.code == ERRORS
            assert scores(stage).teacher.get(ERRORS, "") == point
        assert screen.board.rows[0].code != ERRORS
        assert scores(stage).teacher == {**GIVEN.teacher, ERRORS: "Not Present"}

    theatre.play(scene, plan=plan())


def test_the_way_to_the_master_scores_is_below_the_codes_until_they_are_seen(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        await stage.press("up")
        assert screen.at.code == ""
        await stage.press("2")
        await stage.sees("▲ A digit scores a code")
        await stage.press("enter")
        await stage.on(Ask)
        await stage.press("down", "enter")
        await stage.on(ScoresScreen)
        await stage.sees("Not Present", "master scores revealed")
        assert screen.at.code == screen.board.rows[0].code
        await stage.press("up")
        assert screen.at.code == screen.board.rows[-1].code

    theatre.play(scene, plan=plan())


def test_a_click_marks_a_score_and_the_next_one_turns_it(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        rows = stage.text().split("\n")
        y = next(y for y, row in enumerate(rows) if f"│ {LINK}" in row)
        x = next(row.index(" agreed ") + 1 for row in rows if "  agreed  " in row)
        await stage.pilot.click(offset=(x, y))
        assert (screen.at.code, scores(stage).agreed) == (LINK, {})
        await stage.pilot.click(offset=(x, y))
        await stage.until(lambda: scores(stage).agreed == {LINK: "Not Present"}, "it is turned")

    theatre.play(scene, plan=plan())


def test_a_digit_is_the_score_as_in_the_planning_guide(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        code = screen.at.code
        await stage.press("5")
        await stage.sees(f"▲ 5 is no score of {code}: there are Not Present, Low, Mid, High")
        await stage.sees("0 Not Present · 1 Low · 2 Mid · 3 High")
        await stage.press("2")
        assert scores(stage).teacher[code] == "Mid"

    theatre.play(scene, plan=plan())


def test_a_digit_goes_on_to_the_next_code_and_stays_on_the_last(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage, Scores())
        await stage.press("right")
        stage.send("3", "2", "1", "0", "1")
        await stage.settle()
        points = ("High", "Mid", "Low", "Low")
        assert scores(stage) == Scores(coach=dict(zip(CODES, points, strict=True)))
        assert screen.at == Place(SEGMENT, 1)

    theatre.play(scene, plan=plan())


# What is shown


def test_what_has_no_master_score_is_hidden_until_the_others_are_seen(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        await stage.sees("hidden")
        assert "none" not in stage.text()
        stage.session.reveal()
        await stage.sees("none")
        assert "hidden" not in stage.text()
        assert screen.board.rows[-1].master == ""

    theatre.play(scene, plan=plan())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(3)
def test_what_the_keys_do_and_the_way_to_the_master_scores_are_in_view(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage)
        await stage.sees(
            "0–3 or Space score", "↑↓ code", "←→ whose", "[ reveal the master scores ]", "Esc back"
        )
        for row in screen.board.rows:
            await at(stage, screen, row.code)
            await stage.sees(row.code[: size[0] - 12])
            words = next(words for words in stage.text().split("\n") if row.code[:20] in words)
            assert "…" not in words

    theatre.play(scene, plan=plan(), size=size)


def test_what_enter_does_is_said_and_the_palette_reveals_the_master_scores(
    theatre: Theatre,
) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage, Scores())
        await stage.sees("↓ goes there, Enter reveals", "for the log fill in “agreed”")
        await stage.press("right", "right", "space")
        await stage.sees("Enter this code into the log")
        await at(stage, screen, "")
        await stage.sees("Enter reveals · Esc back")
        stage.commands["Reveal the master scores"].do()
        await stage.on(Ask)
        await stage.press("enter")
        await stage.on(ScoresScreen)
        stage.session.reveal()
        await stage.until(lambda: not screen.board.may_reveal, "they are seen")
        assert stage.commands["Reveal the master scores"].reason == "master scores revealed"

    theatre.play(scene, plan=plan(), size=(80, 24))


@pytest.mark.parametrize("width", [37, 60, 76, 130])
def test_of_what_the_pages_are_is_said_once(width: int) -> None:
    board = Board(rows=compared(GIVEN, plan().stock_clip, revealed=True))
    words = " ".join("\n".join(block.plain for block in lines(board, Place(), width)).split())
    assert words.count("page ") == len(CODES)
    assert words.count("of the rubric") == 1
    assert "p." not in words


@pytest.mark.parametrize("width", range(37, 130))
def test_no_word_of_the_table_is_cut_in_any_width(width: int) -> None:
    rows = compared(GIVEN, plan().stock_clip, revealed=True)
    board = Board(teacher="Ms. Rivera", rows=rows, revealed=True, has_masters=True)
    shown = [line.plain for block in lines(board, Place(), width) for line in block.wrap(width)]
    words = " ".join(" ".join(shown).split())
    assert "…" not in words
    for row in rows:
        assert row.code in words
        assert row.words in words
    assert words.count("Not Present") == 2
    assert max(len(line) for line in shown) <= width


# Into the log


def noticed(stage: Stage) -> list[str]:
    """What stands below `What we noticed:` of the stock clip."""
    lines_ = stage.log.split("\n")
    first = lines_.index("What we noticed:", lines_.index("## Stock clip")) + 1
    return [line for line in lines_[first : lines_.index(LEVEL_UP, first)] if line]


LEVEL_UP = "What one level up would look like:"


async def put(stage: Stage, *keys: str) -> None:
    """Put what was agreed on the code that is marked into the log, after some keys."""
    await stage.press("enter")
    await stage.on(Promote)
    await stage.press(*keys, "enter")
    await stage.on(ScoresScreen)


def test_what_was_agreed_stands_once_under_what_we_noticed(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        screen = await opened(stage, replace(GIVEN, agreed={EXPLAIN: "Mid", LINK: "Low"}))
        await put(stage)
        await stage.sees("It is in the log, under “Stock clip”")
        await put(stage)
        assert noticed(stage) == ["- Explanations: we agreed on Mid"]
        await at(stage, screen, LINK)
        await put(stage, *"!")
        await at(stage, screen, EXPLAIN)
        await stage.press("right", "right", "space")
        await put(stage)
        await at(stage, screen, LINK)
        await stage.press("space")
        await put(stage)
        assert noticed(stage) == [
            "- Explanations: we agreed on High",
            "- Linking Between Representations: we agreed on Mid!",
        ]

    theatre.play(scene, plan=plan())


def test_what_gives_way_in_the_log_is_said_before_it_does(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, replace(GIVEN, agreed={EXPLAIN: "Mid"}))
        await put(stage)
        await stage.press("right", "right", "space", "enter")
        await stage.on(Promote)
        await stage.sees("- Explanations: we agreed on High", "in the log, under “Stock clip”")
        shown = " ".join(stage.text().replace("│", " ").split())
        assert "in place of “we agreed on Mid”" in shown
        await stage.press("escape")
        assert noticed(stage) == ["- Explanations: we agreed on Mid"]

    theatre.play(scene, plan=plan())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.some(3)
def test_before_anything_is_agreed_it_is_said_what_to_do_first(
    theatre: Theatre, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        before = stage.log
        screen = await opened(stage)
        await stage.press("enter")
        assert stage.app.screen is screen
        await stage.sees("▲ Nothing is agreed on", "Space")
        assert stage.log == before
        await stage.press("right", "right", "space", "enter")
        await stage.on(Promote)

    theatre.play(scene, plan=plan(), size=size)


def test_what_was_agreed_leaves_the_log_again_by_undo(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await opened(stage, replace(GIVEN, agreed={EXPLAIN: "Mid"}))
        before = stage.log
        await put(stage)
        await stage.press("right", "right", "space")
        await put(stage)
        await stage.press("escape", "ctrl+l", "ctrl+z", "ctrl+z")
        assert stage.log == before

    theatre.play(scene, plan=plan())


@pytest.mark.parametrize(
    ("name", "size"), zip([one for one in HOSTILE if len(one) < 1_000], cycle(SIZES), strict=False)
)
@pytest.mark.some(6)
def test_a_hostile_name_and_title_are_shown_and_do_nothing(
    theatre: Theatre, name: str, size: tuple[int, int]
) -> None:
    line = clean_line(name) or "-"
    stock = plan().stock_clip
    assert stock
    hostile = replace(
        plan(), teacher=line, stock_clip=replace(stock, title=line, questions=(line,))
    )

    async def scene(stage: Stage) -> None:
        screen = await opened(stage, replace(GIVEN, agreed={EXPLAIN: "Mid"}), revealed=True)
        await at(stage, screen, EXPLAIN)
        await put(stage)
        assert "- Explanations: we agreed on Mid" in stage.log.split("\n")

    theatre.play(scene, plan=hostile, size=size)
