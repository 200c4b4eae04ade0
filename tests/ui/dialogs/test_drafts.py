"""What is half typed in a dialog survives a kill, is offered again, and stays private."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from mqi_tui.store import unsent
from mqi_tui.ui import routes
from mqi_tui.ui.dialogs.line import AskLine
from mqi_tui.ui.dialogs.new import NewScreen
from mqi_tui.ui.dialogs.promote import Promote
from mqi_tui.ui.dialogs.when import WhenScreen
from mqi_tui.ui.screens.follow_up import FollowUpScreen
from mqi_tui.ui.screens.home import HomeScreen
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.plan import PlanScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.widgets.wrapped_line import WrappedLine
from tests.ui.stage import Stage, Theatre, sample
from tests.ui.test_privacy import shown
from tests.unit.services.test_carry_over import hold, made


async def to_the_notes(stage: Stage) -> NotesScreen:
    """One note, `first`, in the list of notes."""
    if not stage.clock.started:
        await stage.start()
        await stage.press("x", "enter", "escape")
    await stage.rest()
    await stage.press("ctrl+g", "n")
    return await stage.on(NotesScreen)


async def to_promote(stage: Stage) -> WrappedLine:
    await to_the_notes(stage)
    await stage.press("right")
    return (await stage.on(Promote)).query_one(WrappedLine)


def dialogs(stage: Stage) -> dict[str, str]:
    """What the private half holds of dialogs."""
    return dict(stage.session.conversation.private.desk.dialogs)


def left_off(theatre: Theatre) -> str:
    """The id of the only conversation, as a kill leaves it: no screen was closed."""
    [entry] = theatre.library.entries()
    return entry.id


def test_a_note_being_edited_is_there_again_after_a_kill(theatre: Theatre) -> None:
    async def typing(stage: Stage) -> None:
        await to_the_notes(stage)
        await stage.press("enter")
        await stage.write(" and more")
        assert dialogs(stage) == {"note/1": "x and more"}

    async def again(stage: Stage) -> None:
        await stage.on(LiveScreen)
        notes = await to_the_notes(stage)
        await stage.sees("draft of another wording")
        await stage.press("enter")
        field = notes.query_one(Input)
        assert field.value == "x and more"
        await stage.press("ctrl+z")
        assert field.value == "x"
        await stage.press("ctrl+y", "enter")
        await stage.until(lambda: stage.notes[0].text == "x and more", "the edit is entered")
        assert dialogs(stage) == {}

    theatre.play(typing)
    theatre.play(again, id=left_off(theatre))


def test_esc_keeps_an_edit_as_a_draft_and_says_so(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await to_the_notes(stage)
        await stage.press("enter")
        await stage.write("yz")
        await stage.press("escape")
        await stage.sees("Kept as a draft", "draft of another wording")
        assert stage.notes[0].text == "x"
        await stage.press("enter")
        assert stage.app.screen.query_one(Input).value == "xyz"
        await stage.press("backspace", "backspace", "escape")
        assert dialogs(stage) == {}

    theatre.play(scene)


def test_a_promotion_being_edited_is_there_again_after_a_kill(theatre: Theatre) -> None:
    async def typing(stage: Stage) -> None:
        await to_promote(stage)
        await stage.write(" for all")
        await stage.until(lambda: dialogs(stage), "it is kept")

    async def again(stage: Stage) -> None:
        field = await to_promote(stage)
        assert field.text.endswith("x for all")
        await stage.press("ctrl+z")
        assert field.text.endswith("x")
        await stage.press("ctrl+y", "enter")
        await stage.until(lambda: "x for all" in stage.log, "it stands in the log")
        assert dialogs(stage) == {}

    theatre.play(typing)
    theatre.play(again, id=left_off(theatre))


def test_esc_keeps_a_promotion_as_a_draft_in_private(theatre: Theatre) -> None:
    async def scene(stage: Stage) -> None:
        await to_promote(stage)
        await stage.write(" canary")
        await stage.press("escape")
        await stage.on(NotesScreen)
        await stage.sees("Kept as a draft")
        await stage.press("escape")
        await stage.on(LiveScreen)
        await stage.press("ctrl+f")
        await stage.on(ShareScreen)
        assert "canary" not in shown(stage.app)
        stage.session.keeper.publish()
        stage.session.keeper.flush(5)
        [entry] = stage.app.work.library.entries()
        assert "canary" not in entry.path.read_text(encoding="utf-8")
        assert any("canary" in text for text in dialogs(stage).values())

    theatre.play(scene)


def test_a_date_half_typed_is_offered_again_and_dropped_by_esc(theatre: Theatre) -> None:
    async def typing(stage: Stage) -> None:
        await stage.start()
        await stage.press("ctrl+g", "d")
        await stage.on(WhenScreen)
        await stage.write("8 dec")

    async def again(stage: Stage) -> None:
        await stage.on(LiveScreen)
        await stage.press("ctrl+g", "d")
        assert (await stage.on(WhenScreen)).query_one(Input).value == "8 dec"
        await stage.press("escape")
        await stage.on(LiveScreen)
        await stage.until(lambda: "dropped" in stage.told, "it is said")
        await stage.press("ctrl+g", "d")
        assert (await stage.on(WhenScreen)).query_one(Input).value == ""

    theatre.play(typing)
    theatre.play(again, id=left_off(theatre))


def test_what_happened_with_a_step_survives_a_kill(theatre: Theatre) -> None:
    hold(made(theatre, sample()))
    log = theatre.library.entries()[0].id

    async def begin(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("insert")
        await stage.on(NewScreen)
        await stage.until(lambda: stage.app.screen.query_one("#cycle", Input).value, "carried")
        await stage.press("enter")
        await stage.on(PlanScreen)
        await stage.app.go(routes.FollowUp())
        await stage.on(FollowUpScreen)
        await stage.write("tried it")
        await stage.until(lambda: dialogs(stage) == {"since/0": "tried it"}, "it is kept")

    async def again(stage: Stage) -> None:
        await stage.app.go(routes.FollowUp())
        screen = await stage.on(FollowUpScreen)
        assert screen.query_one(Input).value == "tried it"
        await stage.press("enter")
        await stage.until(lambda: screen.since[0].words == "tried it", "it is entered")
        assert dialogs(stage) == {}

    theatre.play(begin, home=True)
    newest = next(one.id for one in theatre.library.entries() if one.id != log)
    theatre.play(again, id=newest)


@pytest.fixture
def state(theatre: Theatre) -> Path:
    return theatre.home.state


def test_the_form_of_a_new_conversation_survives_a_kill(theatre: Theatre, state: Path) -> None:
    async def typing(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("insert")
        await stage.on(NewScreen)
        await stage.write("Ms. Canary")
        await stage.press("tab")
        await stage.write("J. Okafor")
        both = {"Ms. Canary", "J. Okafor"}
        await stage.until(lambda: set(unsent.read(state).values()) == both, "both are on the disk")

    async def again(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("insert")
        form = await stage.on(NewScreen)
        assert form.query_one("#teacher", Input).value == "Ms. Canary"
        assert form.query_one("#coach", Input).value == "J. Okafor"
        await stage.sees("As you had begun it")
        await stage.until(lambda: form.query_one("#cycle", Input).value == "1", "what is known")
        await stage.press("enter")
        await stage.on(PlanScreen)
        await stage.until(lambda: unsent.read(state) == {}, "nothing is left of it")

    theatre.play(typing, home=True)
    assert (state / unsent.NAME).stat().st_mode & 0o777 == 0o600
    theatre.play(again, home=True)


def test_a_conversation_half_filled_in_stays_when_its_box_is_left(
    theatre: Theatre, state: Path
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("insert")
        await stage.on(NewScreen)
        await stage.write("Ms. Canary")
        await stage.press("f1")
        await stage.sees("What the keys do here stands in this box")
        await stage.press("escape")
        await stage.on(HomeScreen)
        await stage.sees("Kept as a draft")
        await stage.press("insert")
        form = await stage.on(NewScreen)
        assert form.query_one("#teacher", Input).value == "Ms. Canary"
        await stage.sees("As you had begun it", "↑ ↓ choose")

    theatre.play(scene, home=True)


def test_a_path_half_typed_is_there_again_until_esc(theatre: Theatre, state: Path) -> None:
    async def typing(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+o")
        await stage.on(AskLine)
        await stage.write("/tmp/guide")
        await stage.until(lambda: unsent.read(state) == {"import/": "/tmp/guide"}, "it is kept")

    async def again(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+o")
        assert (await stage.on(AskLine)).query_one(Input).value == "/tmp/guide"
        await stage.press("escape")
        await stage.on(HomeScreen)
        await stage.sees("What you typed there is dropped")
        await stage.until(lambda: unsent.read(state) == {}, "nothing is left of it")

    theatre.play(typing, home=True)
    theatre.play(again, home=True)


def test_a_draft_that_cannot_be_kept_is_told_and_harms_nothing(
    theatre: Theatre, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.press("ctrl+o")
        await stage.on(AskLine)
        monkeypatch.setattr(unsent, "write", full)
        await stage.write("/tmp")
        await stage.until(lambda: stage.app._notifications, "it is told")
        assert stage.app.screen.query_one(Input).value == "/tmp"

    theatre.play(scene, home=True)
    assert unsent.read(state) == {}


@pytest.mark.parametrize("found", ["[]", "{", '{"import/": 3}', "[" * 5000, '"\\ud800"', "\x00"])
def test_an_odd_file_of_drafts_is_no_draft(tmp_path: Path, found: str) -> None:
    (tmp_path / unsent.NAME).write_text(found, encoding="utf-8")
    assert unsent.read(tmp_path) == {}
    unsent.write(tmp_path, {"import/": "x"})
    assert unsent.read(tmp_path) == {"import/": "x"}


def test_home_under_a_question_learns_what_the_library_holds(theatre: Theatre) -> None:
    """From the recap to plan the next, then Esc: it does not stay at "reading the library"."""
    hold(made(theatre, sample()))

    async def scene(stage: Stage) -> None:
        await stage.app.go(routes.NewWith("Ms. Rivera"))
        await stage.until(lambda: isinstance(stage.app.screen, NewScreen), "the form")
        home = next(one for one in stage.app.screen_stack if isinstance(one, HomeScreen))
        await stage.until(lambda: not home.shown.is_old, "home knows what there is")
        await stage.press("escape")
        await stage.on(HomeScreen)
        assert "reading the library" not in stage.text()

    theatre.play(scene, home=True)
