"""A filled planning guide comes in at home: asked for, looked at, imported, and prepared."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Static

from mqi_tui.domain.private import clock_actions
from mqi_tui.files.guide import read
from mqi_tui.services import conversations
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.line import AskLine
from mqi_tui.ui.dialogs.review import Review, ReviewScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.plan import PlanScreen
from tests.guide.guides import labelled, word
from tests.hostile import HOSTILE
from tests.ui.stage import Play, Stage, Theatre, sample


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    return word(tmp_path / "My guide.docx", labelled)


async def shown(stage: Stage, path: Path) -> ReviewScreen:
    """What was found in a file, on the screen."""
    await stage.app.go(routes.Import(path, read(path)))
    return await stage.on(ReviewScreen)


def test_a_guide_is_asked_for_looked_at_and_imported(theatre: Theatre, guide: Path) -> None:
    async def scene(stage: Stage) -> None:
        (await stage.on(HomeScreen)).action_import()
        (await stage.on(AskLine)).query_one(Input).value = str(guide).replace(" ", "\\ ")
        await stage.press("enter")
        await stage.on(ReviewScreen)
        await stage.sees("My guide.docx · PRIVATE", "found", "Teacher: Ms. Rivera", "Enter imports")
        await stage.press("enter")
        await stage.on(PlanScreen)
        plan = stage.session.conversation.private.plan
        assert (plan.teacher, plan.clips[1].end) == ("Ms. Rivera", "36:05")

    theatre.play(scene, home=True)


LOOK = Review(
    "Rivera cycle 6 planning guide, the final version.docx",
    found=(("Focus of this conversation", "Explanations"),),
    unrecognised=("Room: 12 b",),
    teacher="Ms. Rivera",
    look=("Step 3 says 10 minutes and 12",),
)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 40), (40, 12)])
def test_what_was_found_fits_its_frame(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        stage.app.push_screen(ReviewScreen(LOOK))
        review = await stage.on(ReviewScreen)
        await stage.sees(" Rivera cycle 6 planni", " · PRIVATE ─", "Import", "Back")
        frame, found = review.query_one("#frame"), review.query_one(VerticalScroll)
        assert found.region.right == frame.content_region.right
        assert found.region.y == frame.content_region.y + 1
        hint = review.query_one("#hint", Static)
        assert str(hint.render()) in ("Enter imports · Esc back", "Enter imports")
        assert len(str(hint.render())) <= hint.size.width
        rows = stage.text().split("\n")
        assert "Please look" in rows[found.region.y + (size[1] > 12)]

    play(scene, home=True, size=size)


def test_what_is_said_of_a_file_is_seen_in_a_very_small_window(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        (await stage.on(HomeScreen)).action_import()
        await stage.on(AskLine)
        await stage.sees("Which file?", "type its path", "Esc goes back")
        await stage.write("nowhere")
        await stage.sees("type its path", " nowhere", "▲ no such file", "Esc goes back")

    play(scene, home=True, size=(40, 12))


ROOT = Path.cwd().anchor


@pytest.mark.parametrize(
    ("size", "typed", "said"),
    [
        ((80, 24), "nowhere", "docs [b] · type its whole path │"),
        ((80, 24), "{}/nowhere", "docs [b] · check its name │"),
        ((80, 24), "{}", "▲ a folder, not a file"),
        ((80, 24), f"{ROOT}nowhere", f"▲ no such file in {ROOT} · check its name"),
        ((60, 40), "nowhere", "docs [b] · type its whole path │"),
        ((40, 12), "nowhere", "docs [b]│"),
    ],
)
def test_of_a_file_that_is_not_there_it_is_said_where_it_was_looked_for(
    play: Play,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    typed: str,
    said: str,
) -> None:
    """In one line: of the folder the end stays, and what to do next where there is room."""
    folder = tmp_path / "guides of many a year" / "docs [b]"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)

    async def scene(stage: Stage) -> None:
        (await stage.on(HomeScreen)).action_import()
        screen = await stage.on(AskLine)
        screen.query_one(Input).value = typed.format(folder)
        await stage.drawn()
        [row] = [line for line in stage.text().split("\n") if "▲" in line]
        assert said.replace(" ", "") in row.replace(" ", "")
        assert screen.query_one("#remark").size.height == 1

    play(scene, home=True, size=size)


def test_a_file_that_is_dropped_onto_the_window_is_found(theatre: Theatre, guide: Path) -> None:
    """A terminal pastes its name, here as an address, with a line's end."""

    async def scene(stage: Stage) -> None:
        (await stage.on(HomeScreen)).action_import()
        field = (await stage.on(AskLine)).query_one(Input)
        await stage.sees("Drop it onto this window, or type its path")
        field.post_message(events.Paste(f"{guide.as_uri()}\n"))
        await stage.sees("✓ found")
        await stage.press("enter")
        await stage.on(ReviewScreen)

    theatre.play(scene, home=True)


def test_esc_imports_nothing(theatre: Theatre, guide: Path) -> None:
    async def scene(stage: Stage) -> None:
        await shown(stage, guide)
        await stage.press("escape")
        await stage.on(HomeScreen)
        assert stage.app.work.library.entries() == []

    theatre.play(scene, home=True)


def test_the_same_guide_again_is_the_same_conversation(theatre: Theatre, guide: Path) -> None:
    async def scene(stage: Stage) -> None:
        await shown(stage, guide)
        await stage.press("enter")
        await stage.on(PlanScreen)
        await stage.app.go(routes.Home())
        await shown(stage, guide)
        await stage.press("enter")
        await stage.on(PlanScreen)
        await stage.sees("This plan was added before: here it is.")
        assert len(stage.app.work.library.entries()) == 1

    theatre.play(scene, home=True)


def test_what_is_carried_over_is_told(theatre: Theatre, tmp_path: Path) -> None:
    session = conversations.add(theatre.library, sample(), "key of a plan file", theatre.now)
    session.move(clock_actions.start)
    session.move(clock_actions.end)
    session.keeper.close()
    path = tmp_path / "a.md"
    path.write_text("Focus: Time\n", encoding="utf-8")

    async def scene(stage: Stage) -> None:
        await shown(stage, path)
        await stage.write(sample().teacher)
        await stage.press("enter")
        await stage.on(PlanScreen)
        await stage.sees(
            "Carried over from last time: Coach · Cycle · The teacher's learning goals"
        )
        plan = stage.session.conversation.private.plan
        assert (plan.goals, plan.focus) == (sample().goals, "Time")

    theatre.play(scene, home=True)


def test_a_guide_without_a_teacher_asks_for_one(theatre: Theatre, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Coach: J.\n\nodd words\n", encoding="utf-8")

    async def scene(stage: Stage) -> None:
        await shown(stage, path)
        await stage.press("enter")
        await stage.sees("With whom? A pseudonym is fine", "1 not recognised", "odd words")
        await stage.write("Ms. Ray")
        await stage.press("enter")
        await stage.on(PlanScreen)
        plan = stage.session.conversation.private.plan
        assert (plan.teacher, plan.notes) == ("Ms. Ray", "odd words")

    theatre.play(scene, home=True)


def test_what_cannot_be_read_yet_stands_in_its_field(theatre: Theatre, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Teacher: Ms. Ray\nDate: 3/4/2026 4 pm\n", encoding="utf-8")

    async def scene(stage: Stage) -> None:
        await shown(stage, path)
        await stage.sees("When (to be corrected): 3/4/2026 4 pm")
        stage.app.screen.query_one("#import", Button).press()
        await stage.on(PlanScreen)
        assert stage.session.conversation.private.drafts == {"when": "3/4/2026 4 pm"}

    theatre.play(scene, home=True)


def test_what_reads_like_a_question_of_the_form_is_shown_first(
    theatre: Theatre, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    path.write_text("Teacher: Ms. Ray\n# Goals:\nAsk why\nHer fear:\nto lose control\n")

    async def scene(stage: Stage) -> None:
        screen = await shown(stage, path)
        await stage.sees("▲ Please look")
        rows = [str(row.content) for row in screen.query("#list Static").results(Static)]
        assert rows[:2] == [
            "▲ Please look",
            'The teacher\'s learning goals: "Her fear:" reads like a question of the form; '
            "kept private, with 1 line below it",
        ]

    theatre.play(scene, home=True)


def test_what_is_no_guide_is_told_and_home_stays(theatre: Theatre, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")

    async def scene(stage: Stage) -> None:
        (await stage.on(HomeScreen)).action_import()
        (await stage.on(AskLine)).query_one(Input).value = str(path)
        await stage.press("enter")
        await stage.on(HomeScreen)
        told = [note.message for note in stage.app._notifications]
        assert told == [f"{path}: is a PDF: save it as Word (.docx) or as text"]

    theatre.play(scene, home=True)


def test_of_thousands_of_lines_the_first_are_shown_and_the_others_counted(play: Play) -> None:
    words = tuple(f"line {number}" for number in range(3_000))

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        stage.app.push_screen(ReviewScreen(Review("a.md", (), (), words, "Ms. Ray")))
        screen = await stage.on(ReviewScreen)
        rows = [str(row.content) for row in screen.query("#list Static").results(Static)]
        assert rows[0] == "▲ 3000 not recognised: kept in your private notes"
        assert rows[-2:] == ["line 199", "… and 2800 more"]

    play(scene, home=True)


def test_the_whole_of_a_letter_is_shown_and_where_more_is_left_out_that_is_said(
    play: Play,
) -> None:
    letter = "\n".join(["Hello,", *map(str, range(10)), "Ana"])
    found = (("E-mail", letter), ("Notes", "word " * 1_000))

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        stage.app.push_screen(ReviewScreen(Review("a.md", found, (), (), "Ms. Ray")))
        screen = await stage.on(ReviewScreen)
        mail, notes = screen.query("#list .row").results(Static)
        await stage.until(lambda: mail.size.height == len(letter.split("\n")), "all its lines")
        assert str(notes.content).endswith("word  … (all of it is imported)")

    play(scene, home=True)


@pytest.mark.parametrize(("columns", "rows"), [(160, 48), (80, 24), (40, 12)])
@pytest.mark.some(2)
def test_hostile_words_are_shown_at_each_size(play: Play, columns: int, rows: int) -> None:
    short = [text for text in HOSTILE if len(text) < 1_000]

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        found = tuple((text, text) for text in short)
        review = Review(short[0], found, tuple(short), tuple(short), "")
        stage.app.push_screen(ReviewScreen(review))
        screen = await stage.on(ReviewScreen)
        assert len(screen.query("#list Static")) == 2 * len(short) + 4
        assert screen.query_one("#list", VerticalScroll).size.height > 0
        assert screen.query_one("#hint", Static).region.bottom <= rows

    play(scene, home=True, size=(columns, rows))
