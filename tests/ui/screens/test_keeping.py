"""Home and what is kept: other versions of a conversation, the trash emptied for good."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.screens.home import HomeScreen
from tests.ui.stage import Stage, Theatre, sample
from tests.unit.services.test_carry_over import made


def version_of(theatre: Theatre, words: str) -> Path:
    """A conversation, and another version of its log; that one's file."""
    session = made(theatre, sample())
    session.keeper.close()
    [path] = theatre.home.library.rglob("*rivera 6.json")
    tables = json.loads(path.read_bytes())
    tables["log"]["1"]["text"] += words
    other = path.with_name(f"{path.stem} (conflicted copy 2026-11-25).json")
    other.write_text(json.dumps(tables), encoding="utf-8")
    return other


def test_another_version_is_read_beside_the_first_and_put_away(theatre: Theatre) -> None:
    """Letters that look like markup in it are letters."""
    path = version_of(theatre, "[/] what [b]Ann[/b] typed")
    before = path.read_bytes()

    async def scene(stage: Stage) -> None:
        await stage.on(HomeScreen)
        await stage.sees("Conversations · 2", "another version: the log alone")
        home = await stage.on(HomeScreen)
        at = next(n for n, row in enumerate(home._found) if row.is_version)
        await stage.press(*["down"] * at, "enter")
        await stage.on(ReaderScreen)
        await stage.sees("+ [/] what [b]Ann[/b] typed", "Another version · Ms. Rivera", "PRIVATE")
        await stage.press("escape")
        await stage.on(HomeScreen)
        assert path.read_bytes() == before
        await stage.press("f6")
        await stage.on(Ask)
        await stage.sees("open both, keep what you need", "Read it, both halves")
        assert "Prepare" not in stage.text()
        await stage.press("escape")
        await stage.press("delete")
        await stage.sees("Conversations · 1", "Moved to the trash")
        await stage.press("ctrl+z")
        await stage.sees("Conversations · 2")
        assert path.read_bytes() == before
        await stage.press("down")
        await home._chosen("own")
        await stage.until(lambda: not any(row.is_version for row in home.shown.rows), "its own")
        assert [row.state for row in home.shown.rows] == ["prepared", "prepared"]

    theatre.play(scene, home=True, size=(100, 30))


def test_the_trash_is_emptied_after_one_question(theatre: Theatre) -> None:
    session = made(theatre, sample())
    session.keeper.close()
    id_ = session.conversation.id
    theatre.library.trash(id_)
    theatre.library.exports.mkdir(parents=True)
    (theatre.library.exports / "2026-11-24 Ms Rivera 6").mkdir()

    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        home.view = "trash"
        await stage.sees("Trash · kept for 30 days · 1", "Ms. Rivera")
        await stage.press("f6")
        await stage.on(Ask)
        await stage.sees("Bring it back", "Delete for good", "Empty the trash")
        await stage.press("escape")
        await stage.press("delete")
        await stage.on(Ask)
        await stage.sees("Delete Ms. Rivera, cycle 6, Tue 24 Nov, 4:00 pm for good?")
        await stage.sees("Nothing brings it back", "stay:")
        await stage.press("enter")
        await stage.on(HomeScreen)
        assert theatre.library.trashed() == [id_], "the safe answer comes first"
        await home._chosen("empty")
        await stage.on(Ask)
        await stage.sees("Delete Ms. Rivera, cycle 6, Tue 24 Nov, 4:00 pm for good?")
        await stage.press("down", "enter")
        await stage.sees("Trash · kept for 30 days · 0", "Deleted for good")
        assert theatre.library.trashed() == []
        await home._chosen("empty")
        await stage.sees("The trash is empty")

    theatre.play(scene, home=True, size=(100, 30))


def test_what_goes_for_good_is_named_as_in_the_list(theatre: Theatre) -> None:
    """By whose it is, the cycle and the date, never by its id; all that is asked is seen."""
    for teacher in ("[/][@click=app.quit]x[/]", "Mr. Brown"):
        session = made(theatre, replace(sample(), teacher=teacher))
        session.keeper.close()
        theatre.library.trash(session.conversation.id)

    async def scene(stage: Stage) -> None:
        home = await stage.on(HomeScreen)
        home.view = "trash"
        await stage.settle()
        at = next(n for n, row in enumerate(home._found) if row.teacher == "Mr. Brown")
        await stage.press(*["down"] * at, "delete")
        await stage.on(Ask)
        await stage.sees("Delete Mr. Brown, cycle 6, Tue 24", "Nov, 4:00 pm for good?")
        await stage.sees("Keep it", "Delete for good", "Esc goes back")
        assert "brown 6" not in stage.text()
        await stage.press("escape", "f6")
        await stage.sees("Mr. Brown, cycle 6, Tue 24 Nov,")
        await stage.press("escape", "up" if at else "down", "delete")
        await stage.sees("Delete [/][@click=app.quit]x[/],")
        await stage.press("escape")
        await home._chosen("empty")
        await stage.sees("Delete all 2 in the trash for")

    theatre.play(scene, home=True, size=(40, 12))
