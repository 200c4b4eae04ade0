"""Quick notes and questions: written, changed, deleted, brought back, and put into the log."""

from __future__ import annotations

import pytest
from textual.containers import Vertical
from textual.events import Paste
from textual.widgets import Input, OptionList

from mqi_tui.domain.private.closing import unpromoted
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.promote import Promote
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.note_entry import NoteEntry
from mqi_tui.ui.widgets.step_pane import StepPane
from mqi_tui.ui.widgets.wrapped_line import WrappedLine
from tests.ui.stage import Play, Stage


async def typed(stage: Stage, line: str) -> None:
    """A note by the keys."""
    await stage.press("ctrl+o")
    await stage.write(line)
    await stage.press("enter")


async def note(stage: Stage, line: str) -> None:
    """A note that is there, for what can be done with it."""
    stage.session.note(line)
    await stage.settle()


async def notes(stage: Stage, *pressed: str) -> NotesScreen:
    await stage.app.go(routes.Notes())
    screen = await stage.on(NotesScreen)
    await stage.press(*pressed)
    return screen


KINDS = {
    "plain words": ("private", "plain words", ()),
    '"I ran out of time': ("said", "I ran out of time", ()),
    "! they argue #expl": ("noticed", "they argue", ("Explanations",)),
    "> keep this": ("log", "keep this", ()),
    "→ film it": ("next", "film it", ()),
    "- film it": ("next", "film it", ()),
}


def test_a_note_is_what_its_first_character_says(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for line, (kind, text, codes) in KINDS.items():
            await typed(stage, line)
            last = stage.notes[-1]
            assert (last.kind, last.text, last.codes, last.step) == (kind, text, codes, 1)
        assert stage.entry.value == ""
        await stage.press("ctrl+o", "enter")
        assert len(stage.notes) == len(KINDS)

    play(scene)


def test_what_a_note_will_be_is_said_while_it_is_written(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        await stage.write("! they argue #expl")
        subtitle = stage.app.screen.query_one(NoteEntry).border_subtitle
        assert str(subtitle) == "noticed · Explanations"

    play(scene)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((120, 36), "noticed · Explanations · Linking Between Representations"),
        ((80, 24), "noticed · 2 codes"),
        ((60, 40), "noticed · 2 codes"),
    ],
)
@pytest.mark.some(2)
def test_codes_of_a_note_are_said_whole_or_counted(
    play: Play, size: tuple[int, int], said: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        await stage.write("! they argue #expl #link")
        await stage.sees(f" {said} ")

    play(scene, size=size)


def test_the_window_of_notes_says_what_its_keys_and_marks_mean(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await notes(stage)
        await stage.sees("No notes yet. ctrl+o writes one.", "│ Esc goes back")
        assert "Enter edits" not in stage.text()
        await stage.press("escape")
        await note(stage, "mine")
        await notes(stage)
        await stage.sees("Enter edits")
        assert "done with" not in stage.text()
        await stage.press("escape")
        await note(stage, "→ film it")
        await note(stage, "> keep this")
        await notes(stage)
        await stage.sees("> for the log", "the → key puts it into the log", "Esc goes back")
        await stage.press("up")
        await stage.sees("→ next step", "Without > or - a note is private, and done with")
        await stage.press("down")
        await stage.press("right")
        await stage.on(Promote)
        await stage.press("enter")
        await stage.sees("> keep this  (in the log)")

    play(scene)


@pytest.mark.parametrize("size", [(80, 24), (60, 40), (40, 12)])
@pytest.mark.some(2)
def test_the_keys_of_the_notes_stand_below_however_many_there_are(
    play: Play, size: tuple[int, int]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for number in range(30):
            stage.session.note(f"note {number}")
        await notes(stage)
        await stage.sees("Enter edits", "Esc goes back")

    play(scene, size=size)


def test_a_note_carries_its_moment(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("7", "enter")
        await stage.wait("1:30")
        await note(stage, "a moment")
        last = stage.notes[-1]
        assert (last.step, last.elapsed, last.clip) == (7, 90_000, 2)
        assert last.at == stage.now().utc
        stage.app.screen.query_one(StepPane).scroll_end(animate=False)
        await stage.sees("4:01 pm · a moment")

    play(scene, size=(160, 48))


def test_a_paste_of_many_lines_is_one_clean_note(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        stage.entry.post_message(Paste("one\r\ntwo\x1b[2J\tthree"))
        await stage.settle()
        assert stage.entry.value == "one two␛[2J three"

    play(scene)


def test_edit_delete_and_bring_back(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, "first")
        await note(stage, "! second #expl")
        await notes(stage, "down", "enter")
        await stage.write(" more")
        await stage.press("enter")
        assert (stage.notes[1].kind, stage.notes[1].text) == ("noticed", "second more"), stage.notes
        assert stage.notes[1].codes == ("Explanations",)
        await stage.press("up", "delete")
        assert [one.deleted for one in stage.notes] == [True, False]
        await stage.press("ctrl+z")
        assert [one.deleted for one in stage.notes] == [False, False]
        await stage.press("enter", "x", "escape", "escape")
        await stage.on(LiveScreen)
        assert stage.notes[0].text == "first"

    play(scene)


def test_what_an_edited_note_will_be_is_said_while_it_is_written(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, "- ask for a reason")
        screen = await notes(stage, "enter")

        def said() -> str:
            return str(screen.query_one(Vertical).border_subtitle)

        assert said() == "next step"
        await stage.press("ctrl+u")
        await stage.write("plain words now")
        assert said() == "private"
        await stage.press("enter")
        assert (said(), stage.notes[0].kind) == ("· private", "private")
        await stage.press("enter", "home")
        await stage.write("! #expl #xq ")
        assert said() == "noticed · Explanations · no code begins with xq"
        await stage.press("escape")
        assert said() == "· private"
        await stage.press("enter")
        assert said() == "noticed · Explanations · no code begins with xq"

    play(scene)


def test_no_letter_typed_into_a_note_is_a_command(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, "first")
        await notes(stage, "enter", "end")
        await stage.press("right", "left", "end", "backspace", "delete", "q")
        assert stage.app.screen.query_one(Input).value == "firsq"
        await stage.press("enter")
        assert [(one.text, one.deleted) for one in stage.notes] == [("firsq", False)]
        assert isinstance(stage.app.focused, OptionList)

    play(scene)


def test_a_promoted_line_is_the_only_thing_that_enters_the_log(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await typed(stage, "never leaves")
        await typed(stage, '"They say the steps #expl')
        before = stage.editor.text
        await notes(stage, "down", "right")
        preview = await stage.on(Promote)
        assert preview.query_one(WrappedLine).text == "Rivera: They say the steps (Explanations)"
        await stage.sees("This line becomes SHARED. Typing changes it.")
        await stage.sees("in the log, under “Goals and focus”")
        await stage.write(", only")
        await stage.press("enter")
        await stage.until(lambda: stage.notes[1].promoted, "the note is promoted")
        await stage.until(lambda: stage.log != before, "the log is written")
        added = "Rivera: They say the steps (Explanations), only"
        assert [line for line in stage.log.split("\n") if line not in before.split("\n")] == [added]
        assert not stage.notes[0].promoted
        await stage.sees("(in the log)")

    play(scene)


def in_field(stage: Stage) -> str:
    """What is seen of the line that will be public; its parts, wherever it wraps, by one space."""
    place = stage.app.screen.query_one(WrappedLine).content_region
    rows = stage.text().split("\n")[place.y : place.bottom]
    return " ".join(" ".join(row[place.x : place.right] for row in rows).split())


@pytest.mark.parametrize("size", [(40, 12), (60, 40), (80, 24), (120, 36)])
@pytest.mark.some(3)
def test_the_preview_can_be_read_whole(play: Play, size: tuple[int, int]) -> None:
    words = "Dani says that the half is of the whole bar, and nobody else had thought of it so far"

    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, f"> {words}")
        await notes(stage, "right")
        await stage.on(Promote)
        await stage.sees("Enter puts it there")
        await stage.until(lambda: in_field(stage) == f"- {words}", "all of the line")
        await stage.press("!", "enter")
        await stage.until(lambda: f"- {words}!" in stage.log.split("\n"), "one line of the log")

    play(scene, size=size)


def test_esc_in_the_preview_keeps_it_private(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, "> for the log")
        before = stage.editor.text
        await notes(stage, "right")
        await stage.on(Promote)
        await stage.press("escape")
        await stage.on(NotesScreen)
        assert stage.editor.text == before
        assert not stage.notes[0].promoted

    play(scene)


def test_a_note_goes_into_the_section_of_its_step_or_any_other(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("6", "enter")
        await note(stage, "> for the log")
        await notes(stage, "right")
        await stage.on(Promote)
        await stage.sees("under “Clip 1”", "Tab another section")
        await stage.press("tab")
        await stage.sees("under “Goals and focus”")
        await stage.press("shift+tab", "shift+tab")
        await stage.sees("under “Next conversation”")
        await stage.press("shift+tab", "enter")
        plan = stage.log.partition("## Action plan")[2]
        assert plan.index("- for the log") < plan.index("Steps (what — who, by when):\n- [ ] \n")

    play(scene)


def test_a_next_step_fills_the_box_that_waits(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, "-try this")
        await notes(stage, "right", "enter", "escape")
        await stage.until(lambda: "\n- [ ] try this —\n" in stage.log, "the step is in the log")
        assert "- [ ] \n" not in stage.log

    play(scene)


def test_a_promoted_line_can_be_undone_in_the_log(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        before = stage.editor.text
        await note(stage, "> for the log")
        await notes(stage, "right", "enter", "escape")
        await stage.on(LiveScreen)
        assert "- for the log" in stage.editor.text
        await stage.press("ctrl+l")
        caret = stage.editor.cursor_location
        await stage.press("ctrl+z")
        assert stage.editor.text == before
        await stage.until(lambda: stage.told == "Taken out: - for the log", "it says what went")
        assert stage.editor.cursor_location == caret
        await stage.press("ctrl+y")
        await stage.until(lambda: stage.told == "Back in the log: - for the log", "and what came")
        assert stage.editor.cursor_location == caret
        await stage.press("ctrl+z")
        await stage.until(lambda: stage.told == "Taken out: - for the log", "and went again")
        await stage.write("own words")
        stage.app.screen.query_one(KeysLine).hush()
        await stage.press("ctrl+z")
        assert stage.editor.text == before
        await stage.press("ctrl+y")
        assert stage.told == "", "what was typed is nothing to tell"

    play(scene)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 40), (40, 12)])
@pytest.mark.some(3)
def test_what_nobody_typed_is_told_as_it_goes_and_comes_wherever_one_looks(
    play: Play, size: tuple[int, int]
) -> None:
    """A line that was taken out goes the other way."""

    async def scene(stage: Stage) -> None:
        stage.session.rewrite(f"{stage.log}\na last line far below the view\n")
        stage.session.rewrite(stage.log.replace("a last line far below the view\n", ""))
        await stage.press("ctrl+l")
        for key, said in (("z", "Back in the log: a"), ("y", "Taken out: a last"),
                          ("z", "Back in the log: a"), ("z", "Taken out: a last"),
                          ("y", "Back in the log: a")):  # fmt: skip
            await stage.press(f"ctrl+{key}")
            await stage.sees(said)
            assert len(stage.told) <= 38

    play(scene, size=size)


def is_in_the_log(stage: Stage) -> bool:
    return stage.notes[-1].promoted


@pytest.mark.parametrize("shared", [False, True])
def test_a_note_goes_out_of_the_log_and_comes_back_with_its_line(play: Play, shared: bool) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, "-try this")
        await notes(stage, "right", "enter", "escape")
        await stage.on(LiveScreen)
        await stage.until(lambda: is_in_the_log(stage), "it is in the log")
        await stage.press(*(["ctrl+f"] if shared else []), "ctrl+l", "ctrl+z")
        assert not is_in_the_log(stage)
        await stage.press("ctrl+y")
        assert is_in_the_log(stage)

    play(scene)


def test_a_note_whose_line_was_deleted_by_hand_is_to_be_brought_in_again(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await note(stage, "-send two tasks that ask for a reason")
        await notes(stage, "right", "enter", "escape")
        await stage.on(LiveScreen)
        before = stage.log
        assert unpromoted(stage.session.conversation.private) == ()
        stage.session.rewrite(before.replace("send two tasks that ask", "mail two tasks asking"))
        stage.app.tick()
        assert is_in_the_log(stage), "other words for it are no reason to ask again"
        stage.session.rewrite(before.replace("- [ ] send two tasks that ask for a reason", "- [ ]"))
        stage.app.tick()
        assert unpromoted(stage.session.conversation.private) == stage.notes
        stage.session.rewrite(before)
        stage.app.tick()
        assert is_in_the_log(stage)

    play(scene)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((40, 12), "A note of the coach's own"),
        ((60, 18), "A note of the coach's own: dots stand in its place"),
        ((120, 36), "dots stand in its place · Enter keeps it · Esc leaves"),
    ],
)
@pytest.mark.some(2)
def test_an_empty_note_in_the_share_view_says_whose_it_is(
    play: Play, size: tuple[int, int], said: str
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert "coach's own" not in stage.text()
        await stage.press("ctrl+o")
        await stage.until(lambda: stage.text().rstrip().endswith(said), "it is told whose it is")
        await stage.write("a")
        assert "coach's own" not in stage.text()

    play(scene, size=size)


@pytest.mark.parametrize("leaves", ["enter", "escape"])
def test_a_note_in_the_share_view_is_masked(play: Play, leaves: str) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        await stage.press("ctrl+o")
        await stage.write("secret")
        await stage.sees("••••••")
        assert "secret" not in stage.text()
        await stage.press(leaves)
        assert stage.sharing
        assert [one.text for one in stage.notes] == (["secret"] if leaves == "enter" else [])
        assert "••" not in stage.text()

    play(scene)


def test_questions_are_ticked_by_click_and_the_unasked_come_up_near_the_end(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("3", "enter")
        await stage.sees("1 ☐ What did you see")
        rows = stage.text().split("\n")
        y = next(y for y, row in enumerate(rows) if "1 ☐ What did you see" in row)
        await stage.pilot.click(offset=(rows[y].index("What"), y))
        await stage.sees("1 ☑ What did you see")
        assert "NOT ASKED YET" not in stage.text()
        await stage.wait("8:00")
        await stage.sees("NOT ASKED YET", "2 ☐ Where in the clip", "3 ☐ What does")
        assert "What did you see" not in stage.text()

    play(scene, size=(160, 48))


def test_the_list_opens_on_the_note_that_was_announced_for_the_log(play: Play) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        for line in ("she was tired", "> once more", "> wait longer"):
            await note(stage, line)
        await notes(stage, "right")
        assert (await stage.on(Promote)).query_one(WrappedLine).text == "- wait longer"

    play(scene)


def test_the_action_plan_lists_the_next_steps_that_were_noted(play: Play) -> None:
    """In whichever step that was; one that is in the log is told of no more."""

    async def scene(stage: Stage) -> None:
        await stage.start()
        for line in ("- film it", "! they argue", "- ask why"):
            await note(stage, line)
        assert "NEXT STEPS" not in stage.text()
        await stage.press("ctrl+g", "9", "enter")
        await note(stage, "here and now")
        await stage.press("f12")
        await stage.sees("NEXT STEPS YOU NOTED 2  ctrl+g n", "→ film it", "→ ask why")
        assert "→ film it" in stage.text().split("NOTES THIS STEP")[0]
        await stage.press("f12")
        screen = await notes(stage)
        marked = screen._marked()
        assert marked
        assert marked.text == "film it"
        await stage.press("right")
        await stage.on(Promote)
        await stage.press("enter")
        await stage.on(NotesScreen)
        await stage.press("escape")
        await stage.on(LiveScreen)
        await stage.sees("NEXT STEPS YOU NOTED 1")

    play(scene, size=(160, 48))


def test_a_tag_that_is_no_code_is_told_while_typing_and_before_it_becomes_public(
    play: Play,
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+o")
        await stage.write("> #zing they ask why")
        await stage.sees("for the log · no code begins with zing")
        await stage.press("enter")
        await notes(stage, "right")
        assert (await stage.on(Promote)).query_one(WrappedLine).text == "- #zing they ask why"
        await stage.sees("#zing is no code, and stays as typed")

    play(scene, size=(120, 36))


@pytest.mark.parametrize(
    ("size", "said"), [((80, 24), "before the start "), ((60, 40), "before the start "),
                       ((40, 12), "before  ")],
)  # fmt: skip
@pytest.mark.some(2)
def test_a_note_that_was_taken_before_the_start_says_so(
    play: Play, size: tuple[int, int], said: str
) -> None:
    async def scene(stage: Stage) -> None:
        await note(stage, "they wave")
        await notes(stage)
        await stage.sees(said)
        assert "step  0" not in stage.text()

    play(scene, size=size)
