"""What is done at home to a conversation that is listed there and not open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

from mqi_tui.services import conversations
from mqi_tui.services.carry_over import HELD
from mqi_tui.services.errors import StoreError
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.flows import reading
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


async def undoable(home: HomeScreen, work: Workspace, what: Undoable, id_: str) -> bool:
    """What a key takes back; whether it was done."""
    if what == "trash":
        return await _change(home, work, partial(work.library.trash, id_))
    if what == "restore":
        return await _change(home, work, partial(work.library.restore_trashed, id_))
    return await _change(home, work, _put(work, id_, archived=what == "archive"))


async def to_one(home: HomeScreen, work: Workspace, row: HomeRow, deed: str) -> None:
    """What is offered for the conversation that is marked."""
    match deed:
        case "version":
            await reading.show_version(home, work, row.id)
        case "prepare":
            home.go(Open(row.id, "prepare"))
        case "when":
            _ask_when(home, work, row)
        case "own":
            await _change(home, work, partial(conversations.make_own, work.library, row.id))
        case "cancelled" | "no-show" | "prepared":
            await _change(home, work, _put(work, row.id, state=deed))


def _ask_when(home: HomeScreen, work: Workspace, row: HomeRow) -> None:
    """Another date."""

    async def answered(chosen: str | None) -> None:
        if chosen:
            drafts.forget(work, name)
            await _change(home, work, _put(work, row.id, when=chosen))
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
