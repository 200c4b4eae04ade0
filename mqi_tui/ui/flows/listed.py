"""What is done at home to a conversation that is listed there and not open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

from mqi_tui.domain.deeds import ALL
from mqi_tui.services import conversations
from mqi_tui.services.carry_over import HELD
from mqi_tui.services.errors import StoreError
from mqi_tui.text.dates import brief
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.routes import Open

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.text.finding import HomeRow
    from mqi_tui.ui.screens.home import HomeScreen

Undoable = Literal["trash", "restore", "archive", "unarchive"]
INVERSE: dict[Undoable, Undoable] = {
    "trash": "restore", "archive": "unarchive", "restore": "trash", "unarchive": "archive",
}  # fmt: skip
TOLD: dict[Undoable, str] = {
    "trash": "Moved to the trash",
    "archive": "Moved to the archive",
    "restore": "Back from the trash",
    "unarchive": "Back from the archive",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is done to one conversation in the library; what is told once it is done."""

    id: str
    words: str
    deed: Callable[[], object]


def undoable(work: Workspace, what: Undoable, id_: str) -> Change:
    """Into the trash or the archive, or back from there."""
    ways: dict[Undoable, Callable[[], object]] = {
        "trash": partial(work.library.trash, id_),
        "restore": partial(work.library.restore_trashed, id_),
        "archive": _put(work, id_, archived=True),
        "unarchive": _put(work, id_, archived=False),
    }
    return Change(id_, TOLD[what], ways[what])


def _dated(work: Workspace, id_: str, when: str, words: str) -> Change:
    """This date, or none; `words` stand before it where it is told."""
    said = brief(datetime.fromisoformat(when), conversations.wall(work.now())) if when else "none"
    return Change(id_, f"{words}: {said}", _put(work, id_, when=when))


def _called(work: Workspace, id_: str, state: str) -> Change:
    """What became of one that was prepared."""
    return Change(id_, ALL[state].label, _put(work, id_, state=state))


async def made(home: HomeScreen, work: Workspace, change: Change) -> bool:
    """Do it; whether it was done."""
    return await _change(home, work, change.deed)


async def to_one(home: HomeScreen, work: Workspace, row: HomeRow, deed: str) -> None:
    """What is offered for the conversation that is marked."""
    match deed:
        case "version":
            from mqi_tui.ui.flows import reading

            await reading.show_version(home, work, row.id)
        case "prepare":
            home.go(Open(row.id, "prepare"))
        case "when":
            _ask_when(home, work, row)
        case "own":
            await _change(home, work, partial(conversations.make_own, work.library, row.id))
        case "cancelled" | "no-show" | "prepared":
            await home.do(_called(work, row.id, deed), _called(work, row.id, row.kind))


def _ask_when(home: HomeScreen, work: Workspace, row: HomeRow) -> None:
    """Another date."""

    async def answered(chosen: str | None) -> None:
        if chosen:
            drafts.forget(work, name)
            new = _dated(work, row.id, chosen, "The date is now")
            await home.do(new, _dated(work, row.id, row.when, "The date is again"))
        else:
            drafts.drop(home, work, name)

    name = f"when {crc32(row.id.encode()):x}"  # an id holds a name, and may be deleted for good
    now, draft = conversations.wall(work.now()), drafts.draft(work, name)
    held = row.kind in HELD
    home.ask(questions.another_date(row.when, now, draft, held=held), answered)


def _put(work: Workspace, id_: str, **changes: Any) -> Callable[[], None]:
    """What changes its record."""
    put = partial(conversations.put, **changes)
    return partial(conversations.change, work.library, id_, work.now, put)


async def _change(home: HomeScreen, work: Workspace, deed: Callable[[], object]) -> bool:
    """Change something in the library, and show what it holds then; whether it was changed."""
    try:
        await asyncio.to_thread(deed)
    except StoreError as error:
        home.complain(work.why_not(error))
        return False
    finally:
        await home.look_again()
    return True
